"""What kind of document a file is, told by what it holds and never by its name."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from wardmote.checker.read_document import Format
from wardmote.checker.reading.refusals import UnreadableError, damaged, locked
from wardmote.evidence.archives import DAMAGE

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT: dict[bytes, Format] = {b"text": "odt", b"spreadsheet": "ods"}
_MAIN_PARTS: tuple[tuple[str, Format], ...] = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_ELEMENTS = re.compile(r"<(?:p|h[1-6]|table|div|ul|ol|article|section|main)\b[^<>]*>", re.I)
_MARKDOWN = re.compile(r"^(?:#{1,6} +\S|```|\|(?: *:?-{3,}:? *\|)+ *$|\[[^\]]+\]: )", re.M)
_OTHER = (
    (b"{\\rtf", "a rich text file (.rtf)", "“Word document (.docx)” or “ODF text document (.odt)”"),
    (b"\x1f\x8b", "a compressed file", ""),
    (b"7z\xbc\xaf", "a compressed archive (.7z)", ""),
    (b"Rar!", "a compressed archive (.rar)", ""),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
    (b"GIF8", "a picture", ""),
    (b"MZ", "a program", ""),
    (b"\x7fELF", "a program", ""),
)
_TEXT_NAMES: dict[str, Format] = {".md": "markdown", ".markdown": "markdown", ".csv": "csv", ".tsv": "csv"}
_PDF_WITHIN = 1024


def kind_of_bytes(path: Path, start: bytes) -> Format | None:
    """The kind of a file of a binary kind; None when it may be text.

    Raises
    ------
    UnreadableError
        When it is of a kind that cannot be read, or locked, or broken.
    """
    name = path.name
    if not start.strip(b"\x00 \t\r\n"):
        raise UnreadableError(name, f"{name} is empty. Check that it was saved, or ask for it again.")
    if start.startswith(_OLE):
        raise _old(path)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_archive(path)
    if b"%PDF-" in start[:_PDF_WITHIN]:
        return "pdf"
    for sign, what, other in _OTHER:
        if start.startswith(sign):
            what_to_do = f"Save it as {other} and check that" if other else "Check the document itself"
            raise UnreadableError(name, f"{name} is {what}, which cannot be read. {what_to_do}.")
    return None


def kind_of_text(path: Path, text: str) -> Format:
    """The kind of a file of text: what it holds decides; its name only between plain text, Markdown and CSV."""
    start = text[:4000]
    if _HTML.match(start) or (len(_ELEMENTS.findall(start)) >= 3 and start.lstrip().startswith("<")):
        return "html"
    if start.lstrip().startswith("<?xml"):
        raise UnreadableError(
            path.name,
            f"{path.name} is XML, of which the checker does not know what to print. Save it as a document and check that.",
        )
    named = _TEXT_NAMES.get(path.suffix.lower())
    if named == "csv" or (named and _MARKDOWN.search(text)):
        return named
    if named:
        return "text"
    return "markdown" if len(_MARKDOWN.findall(text[:200_000])) >= 2 else "text"


def _kind_of_archive(path: Path) -> Format:
    name = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            parts = set(archive.namelist())
            if "mimetype" in parts and "content.xml" in parts:
                return _open_document(archive, name, parts)
            if "[Content_Types].xml" in parts:
                return _office(archive, name, parts)
    except DAMAGE as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise damaged(name, "the list of its parts, which stands at its end, cannot be read") from error
    raise UnreadableError(
        name, f"{name} is an archive and no document. Unpack it and check the documents in it."
    )


def _open_document(archive: zipfile.ZipFile, name: str, parts: set[str]) -> Format:
    with archive.open("mimetype") as stream:
        kind = stream.read(200)
    if "META-INF/manifest.xml" in parts:
        with archive.open("META-INF/manifest.xml") as stream:
            if b"encryption-data" in stream.read(1 << 20):
                raise locked(name)
    for word, found in _OPEN_DOCUMENT.items():
        if kind.startswith(b"application/vnd.oasis.opendocument." + word):
            return found
    raise UnreadableError(
        name,
        f"{name} is an OpenDocument file of a kind that cannot be read. Save it as a PDF and check that.",
    )


def _office(archive: zipfile.ZipFile, name: str, parts: set[str]) -> Format:
    if "xl/workbook.bin" in parts:
        raise UnreadableError(
            name,
            f"{name} is a binary Excel workbook (.xlsb), which cannot be read. Save it as “Excel workbook (.xlsx)” and "
            "check that.",
        )
    for folder, kind in _MAIN_PARTS:
        if any(part.startswith(folder) for part in parts):
            return kind
    raise damaged(name, "its main part is missing")


def _old(path: Path) -> UnreadableError:
    name = path.name
    with path.open("rb") as stream:
        if "EncryptedPackage".encode("utf-16-le") in stream.read(1 << 24):
            return locked(name)
    return UnreadableError(
        name,
        f"{name} is an Office file of the old kind (.doc, .xls or .ppt), which cannot be read safely. Open it, choose "
        "Save as, then the kind of today (.docx, .xlsx, .pptx or OpenDocument), and check that.",
    )
