"""What kind of workbook a file is, told by what it holds and never by its name."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

from wardmote.evidence.archives import DAMAGE
from wardmote.evidence.refusals import Refused
from wardmote.evidence.workbooks.parts import locked

NAMES = (".xlsx", ".xlsm", ".ods")
"""How the names of workbooks end that can be read."""
OTHER_NAMES = (".xls", ".xlsb", ".xltx", ".xltm", ".ots", ".fods", ".numbers")
OLE = b"\xd0\xcf\x11\xe0"
"""How the container of old Office files begins, and of new ones with a password."""
SAVE_AS = (
    "Open it, choose Save as, then “Excel workbook (.xlsx)” or “ODF spreadsheet (.ods)”, and take that in."
)


def kind_of(path: Path, name: str) -> Literal["xlsx", "ods", ""]:
    """The kind of a file; empty when it is no workbook.

    Raises
    ------
    Refused
        When it is a workbook of a kind that cannot be read: an old or binary one, or one with a password.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
    if start == OLE:
        raise _old(path, name)
    if start != b"PK\x03\x04":
        return ""
    kind = _kind_of_zip(path, name)
    if not kind and name.lower().endswith(NAMES):
        raise Refused(
            name,
            f"{name} is cut short or damaged, or is no workbook: its parts cannot be found. Download it again, or ask "
            "for it again from where it came.",
        )
    return kind


def _kind_of_zip(path: Path, name: str) -> Literal["xlsx", "ods", ""]:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = set(archive.namelist())
            if "xl/workbook.bin" in parts:
                raise Refused(
                    name, f"{name} is a binary Excel workbook (.xlsb), which cannot be read. {SAVE_AS}"
                )
            if "[Content_Types].xml" in parts:
                return "xlsx" if any(part.startswith("xl/") for part in parts) else ""
            if "content.xml" in parts and _mimetype(archive, parts).startswith(
                b"application/vnd.oasis.opendocument"
            ):
                return _ods(archive, name)
    except DAMAGE as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
    return ""


def _mimetype(archive: zipfile.ZipFile, parts: set[str]) -> bytes:
    if "mimetype" not in parts:
        return b""
    with archive.open("mimetype") as stream:
        return stream.read(200)


def _ods(archive: zipfile.ZipFile, name: str) -> Literal["ods", ""]:
    if b"spreadsheet" not in _mimetype(archive, {"mimetype"}):
        return ""
    if "META-INF/manifest.xml" in archive.namelist():
        with archive.open("META-INF/manifest.xml") as stream:
            if b"encryption-data" in stream.read(1 << 20):
                raise locked(name)
    return "ods"


def _old(path: Path, name: str) -> Refused:
    with path.open("rb") as stream:
        if "EncryptedPackage".encode("utf-16-le") in stream.read(1 << 24):
            return locked(name)
    return Refused(name, f"{name} is an old Excel workbook (.xls), which cannot be read safely. {SAVE_AS}")
