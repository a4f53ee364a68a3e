"""What kind of file this is, from its first bytes: its columns if it is a table, else a sentence on what it is."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Literal

from wardmote.evidence.refusals import Refused

HEAD = 1 << 16
"""Bytes looked at first; a GeoJSON file with a large first feature is looked at further."""

Opener = Callable[[], IO[bytes]]


@dataclass(frozen=True)
class Look:
    """The outside of a file."""

    container: Literal["csv", "geojson"]
    columns: tuple[str, ...]
    """Column names or GeoJSON properties, without outer spaces."""
    first: tuple[str, ...] = ()
    """Cells of the first row of a table."""
    header: str = "line 1"
    """Where its columns are named."""
    titles: tuple[str, ...] = ()
    """What it is called: lines above the columns, the sheet, the file; see ``titles_of``."""
    given: str = ""
    """How a command names it, where that is not its name: a workbook and its sheet."""


NOT_A_TABLE = (
    (b"PK\x03\x04", "is an Excel workbook or an archive under another name"),
    (b"\xd0\xcf\x11\xe0", "is an old Excel workbook"),
    (b"%PDF", "is a PDF"),
    (b"PAR1", "is a Parquet file"),
    (b"SQLite format 3", "is a database"),
    (b"\x89PNG", "is a picture"),
    (b"{\\rtf", "is a word-processor document"),
)
SAVE_AS_CSV = (
    "Best download the file again and leave it as it is. If that cannot be, open it, choose Save as, then “CSV UTF-8 "
    "(comma delimited)”, and check that the spreadsheet has not changed its months and codes."
)


def look(name: str, opener: Opener) -> Look:
    """Look at the beginning of a file.

    Parameters
    ----------
    name
        What the user calls the file.
    opener
        Opens its uncompressed bytes.

    Raises
    ------
    Refused
        When it is empty or is not a table or GeoJSON.
    """
    with opener() as stream:
        head = stream.read(HEAD)
    _refuse_other_kinds(name, head)
    text = decoded(head)
    if text.lstrip().startswith("{"):
        return _look_at_json(name, opener)
    if text.lstrip().startswith("["):
        raise Refused(name, f"{name} is a JSON list, not a table or GeoJSON. Download it as CSV.")
    return _look_at_table(name, text)


def decoded(head: bytes) -> str:
    """The beginning of a file as text: UTF-8, else Windows-1252, as its cells are read."""
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(head, final=len(head) < HEAD)
    except UnicodeDecodeError:
        return head.decode("windows-1252", errors="replace")


def _refuse_other_kinds(name: str, head: bytes) -> None:
    if not head.strip():
        raise Refused(name, f"{name} is empty. Download it again, or leave it out.")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf16(head):
        raise Refused(
            name,
            f"{name} is saved as UTF-16 (Excel calls it “Unicode text”), which cannot be read. {SAVE_AS_CSV}",
        )
    for magic, what in NOT_A_TABLE:
        if head.startswith(magic):
            raise Refused(name, f"{name} {what}, not a CSV file. {SAVE_AS_CSV}")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")):
        raise Refused(
            name,
            f"{name} is a web page or XML, not a CSV file. The download may have ended on an error page: "
            "download it again.",
        )
    if b"\0" in head:
        raise Refused(name, f"{name} holds binary data, not text. Download it again, or leave it out.")


def _looks_like_utf16(head: bytes) -> bool:
    sample = head[:200]
    return len(sample) >= 4 and (set(sample[1::2]) == {0} or set(sample[0::2]) == {0})


def _look_at_table(name: str, text: str) -> Look:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = next(reader)
    except (StopIteration, csv.Error) as error:
        raise Refused(name, f"{name}: the first line cannot be read as column names ({error}).") from error
    try:
        first = next(reader, [])
    except csv.Error:
        first = []
    columns = [column.strip() for column in header]
    while columns and not columns[-1]:  # a spreadsheet's empty columns
        columns.pop()
    return Look("csv", tuple(columns), tuple(cell.strip() for cell in first))


def _look_at_json(name: str, opener: Opener) -> Look:
    size = HEAD
    while True:
        with opener() as stream:
            head = stream.read(size)
        properties = _first_properties(head.decode("utf-8-sig", errors="ignore"))
        if properties is not None:
            return Look("geojson", tuple(_whole_characters(key).strip() for key in properties))
        if len(head) < size:
            break
        size *= 8
    raise Refused(
        name,
        f"{name} is JSON but not GeoJSON with features and properties, or it is cut short. Download it again.",
    )


def _whole_characters(text: str) -> str:
    """Text that can be printed: JSON can spell halves of characters."""
    return text.encode("utf-8", "replace").decode()


def _first_properties(text: str) -> list[str] | None:
    """Names of the properties of the first feature; None when the text does not hold a whole feature."""
    start = re.search(r'"features"\s*:\s*\[\s*', text)
    if start is None:
        return None
    try:
        feature, _ = json.JSONDecoder().raw_decode(text, start.end())
    except (ValueError, RecursionError):
        return None
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return list(properties) if isinstance(properties, dict) else None
