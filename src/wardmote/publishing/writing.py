"""Writes a document in the formats asked for, each whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from wardmote.publishing.errors import FormatError, TemplateError
from wardmote.publishing.preparing import prepared
from wardmote.publishing.storing import SwapRefusedError, storing
from wardmote.publishing.tree import Document, Heading, Paragraph


def write(
    document: Document,
    folder: Path,
    formats: Sequence[str] = ("html", "pdf"),
    *,
    name: str = "document",
    templates: Mapping[str, Path] | None = None,
) -> list[Path]:
    """Write ``document`` into ``folder`` as ``name`` with each format's suffix; return the files in that order.

    All formats are made and stored beside before the first file is replaced, and each file is replaced in one step:
    a reader never meets half a document, and a failure leaves the old files as they were. ``templates`` holds the
    partnership's own template by format, for those that take one.

    Raises:
        FormatError: a format nobody writes.
        TemplateError: a template that cannot be used, or for a format that takes none.
        DocumentError, PdfError: the document cannot be published.
        NotWrittenError: the folder cannot be written.
    """
    unknown = [format for format in formats if format not in WRITERS]
    if unknown:
        raise FormatError(f"No writer for {', '.join(unknown)}. Formats are: {', '.join(WRITERS)}.")
    chosen = templates or {}
    _refuse_untemplated(chosen)
    ready = prepared(document)
    made = [
        (folder / f"{name}.{format}", WRITERS[format](ready, chosen.get(format)))
        for format in dict.fromkeys(formats)
    ]
    with storing(name, folder):
        folder.mkdir(parents=True, exist_ok=True)
        replace_all(made)
    return [path for path, _ in made]


def judge(templates: Mapping[str, Path]) -> None:
    """Open each format's template and write a line on it, before anybody waits for figures.

    Raises:
        TemplateError: a template that cannot be used, or for a format that takes none.
    """
    _refuse_untemplated(templates)
    for format, template in templates.items():
        WRITERS[format](ONE_LINE, template)


def _refuse_untemplated(templates: Mapping[str, Path]) -> None:
    for format in templates:
        if format not in TEMPLATED:
            raise TemplateError(
                f"A template cannot be given for {format}, only for {' and '.join(TEMPLATED)}."
            )


def _html(document: Document, template: Path | None) -> bytes:
    from wardmote.publishing.html import render_html

    return render_html(document).encode("utf-8")


def _pdf(document: Document, template: Path | None) -> bytes:
    from wardmote.publishing.pdf import render_pdf

    return render_pdf(document)


def _odt(document: Document, template: Path | None) -> bytes:
    from wardmote.publishing.odt import render_odt

    return render_odt(document)


def _docx(document: Document, template: Path | None) -> bytes:
    from wardmote.publishing.docx import render_docx

    return render_docx(document, template)


def _pptx(document: Document, template: Path | None) -> bytes:
    from wardmote.publishing.pptx import render_pptx

    return render_pptx(document, template)


def _xlsx(document: Document, template: Path | None) -> bytes:
    from wardmote.publishing.xlsx import render_xlsx

    return render_xlsx(document)


WRITERS: dict[str, Callable[[Document, Path | None], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "odt": _odt,
    "docx": _docx,
    "pptx": _pptx,
    "xlsx": _xlsx,
}
TEMPLATED = ("docx", "pptx")
"""Formats that take the partnership's own template."""
ONE_LINE = Document(
    title="Title",
    partnership="Partnership",
    kind="Document",
    data_to="",
    version="",
    date=date(2000, 1, 1),
    blocks=(Heading(1, "Heading", "heading"), Paragraph("Words.")),
)
"""What is written on a template to see whether it can be used."""


def replace_all(made: Sequence[tuple[Path, bytes]]) -> None:
    """Write all beside, then swap each: through a crash at any instant the old file or the new one stands.

    Raises:
        OSError: a file cannot be written; its name is that of the file, not of what stands in for it meanwhile.
    """
    with ExitStack() as leftovers:
        beside = []
        for path, content in made:
            with _of(path):
                new = _beside(path, content)
            leftovers.callback(new.unlink, missing_ok=True)
            beside.append((new, path))
        for at, (new, path) in enumerate(beside):
            with _of(path, tuple(other.name for _, other in beside[:at])):
                new.replace(path)


@contextmanager
def _of(path: Path, replaced: tuple[str, ...] = ()) -> Iterator[None]:
    """Say of a refusal which file it is of, and which were replaced before."""
    try:
        yield
    except OSError as error:
        raise SwapRefusedError(error, path, replaced) from error


def _beside(path: Path, content: bytes) -> Path:
    """A new file in the same folder with this content, safely on disk."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(_usual_mode(path))
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return new


def _usual_mode(path: Path) -> int:
    """The mode of the file that stands there, else that of a new file (a temporary one is private)."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
