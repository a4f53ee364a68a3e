"""The copy: which form, which parts change; every other part is kept byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from wardmote.checker.findings import Checked, Finding
from wardmote.checker.reading.limits import usual
from wardmote.checker.reading.package import Package
from wardmote.checker.report.comments.docx import docx_parts
from wardmote.checker.report.comments.odt import odt_parts
from wardmote.checker.report.refusals import CannotCommentError
from wardmote.checker.report.wording import by_severity

AUTHOR = "Wardmote"
FORMS: Mapping[str, Callable[[Package, list[Finding], str], dict[str, bytes]]] = {
    "docx": docx_parts,
    "odt": odt_parts,
}


def with_comments(path: Path, checked: Checked) -> bytes:
    """A copy of the document with a comment at the place of each finding.

    Parameters
    ----------
    path
        The document, an ODT or DOCX file that was read and checked.
    checked
        What was found in it.

    Raises
    ------
    CannotCommentError
        When it is of another format.
    UnreadableError
        When it cannot be read any more.
    """
    write = FORMS.get(checked.format)
    if write is None:
        raise CannotCommentError(
            f"Comments can be put into a copy of an ODT or DOCX document, and {path.name} is none. "
            "--html writes a page that shows the document with its marks."
        )
    findings = [finding for found in by_severity(checked).values() for finding in found]
    with Package(path, usual()) as package:
        changed = write(package, findings, AUTHOR)
        try:
            return _copied(path, package, changed)
        except zipfile.BadZipFile as error:
            raise CannotCommentError(f"{path.name} could not be copied: a part of it is damaged.") from error


def _copied(path: Path, package: Package, changed: dict[str, bytes]) -> bytes:
    """The same archive with some parts replaced or added; order, names and times of the others stay."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(buffer, "w") as made:
        known = set()
        for entry in given.infolist():
            if entry.filename in known:
                continue
            known.add(entry.filename)
            content = changed.get(entry.filename)
            made.writestr(
                entry, package.read(entry.filename) if content is None else content, entry.compress_type
            )
        for name, content in changed.items():
            if name not in known:
                made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
