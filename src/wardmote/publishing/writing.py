"""Writes a document in the formats asked for, each whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from wardmote.publishing.checks import check
from wardmote.publishing.errors import FormatError
from wardmote.publishing.tree import Document


def write(
    document: Document, folder: Path, formats: Sequence[str] = ("html", "pdf"), *, name: str = "document"
) -> list[Path]:
    """Write ``document`` into ``folder`` as ``name`` with each format's suffix; return the files in that order.

    All formats are made before the first file is replaced, and each file is replaced in one step: a reader
    never meets half a document, and a failure leaves the old files as they were.

    Raises:
        FormatError: a format nobody writes.
        DocumentError, PdfError: the document cannot be published.
        OSError: the folder cannot be written.
    """
    unknown = [format for format in formats if format not in WRITERS]
    if unknown:
        raise FormatError(f"No writer for {', '.join(unknown)}. Formats are: {', '.join(WRITERS)}.")
    check(document)
    made = [(folder / f"{name}.{format}", WRITERS[format](document)) for format in dict.fromkeys(formats)]
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in made:
        _replace(path, content)
    return [path for path, _ in made]


def _html(document: Document) -> bytes:
    from wardmote.publishing.html import render_html

    return render_html(document).encode("utf-8")


def _pdf(document: Document) -> bytes:
    from wardmote.publishing.pdf import render_pdf

    return render_pdf(document)


WRITERS: dict[str, Callable[[Document], bytes]] = {"html": _html, "pdf": _pdf}


def _replace(path: Path, content: bytes) -> None:
    """Write beside, then swap: through a crash at any instant the old file or the new one stands."""
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(_usual_mode(path))
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _usual_mode(path: Path) -> int:
    """The mode of the file that stands there, else that of a new file (a temporary one is private)."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
