"""The partnership's own template: what makes one unusable, in sentences, and the file without its words."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from wardmote.publishing.docx.bare import WORD
from wardmote.publishing.docx.markup import SPACES
from wardmote.publishing.errors import TemplateError
from wardmote.publishing.packing import packed, parts_of

W = f"{{{SPACES['w']}}}"
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the files of Word 97 to 2003 start, and those with a password."""
LOCKED = "EncryptedPackage".encode("utf-16-le")
STRICT = b"http://purl.oclc.org/ooxml/officeDocument"
SAVE_AGAIN = 'Open it in Word and save it again as "Word Document (.docx)" or "Word Template (.dotx)".'
MAIN = f"{WORD}.document.main+xml"


def opened(path: Path) -> bytes:
    """The template as a Word document's bytes, whatever kind of template it was.

    Raises:
        TemplateError: naming the file, what is wrong with it and what to do.
    """
    content = _read(path)
    parts = _parts(path, content)
    _refuse_macros(path, parts)
    _refuse_broken(path, parts)
    kinds = parts["[Content_Types].xml"].decode("utf-8", "replace")
    parts["[Content_Types].xml"] = kinds.replace(f"{WORD}.template.main+xml", MAIN).encode("utf-8")
    return packed(parts)


def _refused(path: Path, wrong: str, remedy: str) -> TemplateError:
    return TemplateError(f"The template {path} cannot be used: {wrong}. {remedy}")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise _refused(path, "there is no such file", "Check its name and folder.") from None
    except IsADirectoryError:
        raise _refused(path, "it is a folder", "Name the .docx or .dotx file in it.") from None
    except PermissionError as error:
        if path.is_dir():
            raise _refused(path, "it is a folder", "Name the .docx or .dotx file in it.") from error
        remedy = "Close it in Word if it is open there, or ask whoever owns it for leave to read it."
        raise _refused(path, "this account may not read it", remedy) from error
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise _refused(
            path, f"reading it failed ({reason})", "Copy it to this computer and try again."
        ) from error


def _parts(path: Path, content: bytes) -> dict[str, bytes]:
    if not content:
        raise _refused(path, "it is empty", "Take another copy of it.")
    if content.startswith(COMPOUND_FILE):
        if LOCKED in content:
            remedy = "Open it in Word, take the password off (File, Info, Protect Document) and save it."
            raise _refused(path, "it is locked with a password", remedy)
        raise _refused(path, "it is in the format of Word 97 to 2003", SAVE_AGAIN)
    try:
        parts = parts_of(content)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, EOFError) as error:
        raise _refused(path, "it is not a Word file, or it is damaged", SAVE_AGAIN) from error
    except Exception as error:
        if not _is_broken_zip(error):
            raise
        raise _refused(path, "it is damaged or locked", SAVE_AGAIN) from error
    return parts


def _is_broken_zip(error: Exception) -> bool:
    """Whether unpacking failed on the file's content: zlib has an error of its own, a locked entry a RuntimeError."""
    return type(error).__module__ == "zlib" or isinstance(error, RuntimeError | ValueError)


def _refuse_macros(path: Path, parts: dict[str, bytes]) -> None:
    kinds = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in kinds or any(name.endswith("vbaProject.bin") for name in parts):
        remedy = 'Open it in Word and save it as "Word Template (.dotx)", which leaves them out.'
        raise _refused(path, "it holds macros", remedy)


def _refuse_broken(path: Path, parts: dict[str, bytes]) -> None:
    if "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        raise _refused(path, "it is not a Word file (it has no word/document.xml)", SAVE_AGAIN)
    if STRICT in parts["word/document.xml"] or STRICT in parts.get("_rels/.rels", b""):
        remedy = 'Open it in Word and save it as "Word Document (.docx)", not as "Strict Open XML Document".'
        raise _refused(path, "it is a Strict Open XML document", remedy)
    if "word/styles.xml" not in parts:
        raise _refused(path, "it has no styles (word/styles.xml is missing)", SAVE_AGAIN)
    for name in ("[Content_Types].xml", "word/document.xml", "word/styles.xml"):
        root = _parsed(path, name, parts[name])
        if name == "word/document.xml" and root.find(f"{W}body/{W}sectPr") is None:
            raise _refused(path, "it has no page set-up (its last w:sectPr is missing)", SAVE_AGAIN)


def _parsed(path: Path, name: str, content: bytes) -> Any:
    try:
        if re.search(rb"<!(DOCTYPE|ENTITY)", content):
            raise etree.XMLSyntaxError("it declares a document type", None, 0, 0)
        return etree.parse(
            io.BytesIO(content), etree.XMLParser(resolve_entities=False, no_network=True)
        ).getroot()
    except etree.XMLSyntaxError as error:
        raise _refused(path, f"its part {name} is damaged", SAVE_AGAIN) from error


def refused_by_reader(path: Path, error: Exception) -> TemplateError:
    """What to say when the parts are there but do not fit together."""
    return _refused(path, f"its parts do not fit together ({type(error).__name__})", SAVE_AGAIN)
