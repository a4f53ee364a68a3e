"""Reads the sheets of an Excel workbook (XLSX, XLSM): what stands in its cells, and nothing that could run.

The form is ECMA-376 part 1 (SpreadsheetML), transitional or strict.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wardmote.evidence.bounds import Bounds
from wardmote.evidence.workbooks.cells import unescape, words
from wardmote.evidence.workbooks.formats import BUILT_IN, PLAIN, Format, format_of
from wardmote.evidence.workbooks.parts import Parts
from wardmote.evidence.workbooks.raw import RawSheet, Spool
from wardmote.evidence.workbooks.xlsx_sheet import SheetParser, Vocabulary, is_true
from wardmote.evidence.workbooks.xlsx_strings import SharedStrings

MAIN = "xl/workbook.xml"


@dataclass
class _Book:
    """What the main part of a workbook says."""

    sheets: list[tuple[str, bool, str]] = field(default_factory=list)
    """Title, whether hidden, and the relation that leads to the part."""
    since_1904: bool = False
    stale: bool = False


def read_xlsx(parts: Parts, folder: Path, bounds: Bounds, called: Callable[[str], str]) -> Iterator[RawSheet]:
    """Read the sheets of a workbook one by one; hidden ones are named and not read.

    Parameters
    ----------
    folder
        Where rows are spooled.
    called
        Makes what messages call a sheet out of its title.

    Raises
    ------
    Refused
        When the workbook is damaged or holds more than it may.
    """
    main = _main_part(parts)
    book = _book(parts, main)
    relations = _relations(parts, main)
    strings = SharedStrings(parts, bounds.words).read(_part_of(relations, "sharedStrings"))
    formats = _formats(parts, relations)
    vocabulary = Vocabulary(parts.name, bounds.cells, strings, formats, book.since_1904)
    for number, (title, hidden, relation) in enumerate(book.sheets):
        kind, part = relations.get(relation, ("", ""))
        if kind != "worksheet":
            continue
        sheet = RawSheet(called(title), title, folder / f"sheet-{number}.rows", hidden, stale=book.stale)
        if not hidden:
            with Spool(sheet) as spool:
                SheetParser(parts, part, spool, vocabulary).read()
        yield sheet


def _main_part(parts: Parts) -> str:
    for kind, target in _relations(parts, "").values():
        if kind == "officeDocument":
            return target
    return MAIN


def _relations(parts: Parts, part: str) -> dict[str, tuple[str, str]]:
    """Identifier -> kind and part of what a part leads to; targets outside the workbook are left out."""
    folder, name = posixpath.split(part)
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attrs: dict[str, str]) -> None:
        if tag.endswith("Relationship") and attrs.get("TargetMode") != "External":
            target = attrs.get("Target", "")
            target = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            found[attrs.get("Id", "")] = (
                attrs.get("Type", "").rpartition("/")[2],
                posixpath.normpath(target),
            )

    if where in parts:
        parts.parse(where, parts.parser_of(start))
    return found


def _book(parts: Parts, main: str) -> _Book:
    book = _Book()

    def start(tag: str, attrs: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "sheet":
            relation = next((value for key, value in attrs.items() if key.endswith(" id")), "")
            hidden = attrs.get("state", "visible") != "visible"
            book.sheets.append((words(unescape(attrs.get("name", ""))), hidden, relation))
        elif name == "workbookPr":
            book.since_1904 = is_true(attrs.get("date1904"))
        elif name == "calcPr":
            book.stale = is_true(attrs.get("fullCalcOnLoad"))

    parts.parse(main, parts.parser_of(start, namespaces=True))
    return book


def _part_of(relations: dict[str, tuple[str, str]], kind: str) -> str:
    return next((part for found, part in relations.values() if found == kind), "")


def _formats(parts: Parts, relations: dict[str, tuple[str, str]]) -> list[Format]:
    """The format of each style of a cell, by its number."""
    part = _part_of(relations, "styles")
    own: dict[int, Format] = {}
    used: list[int] = []
    inside = ""

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal inside
        name = tag.rpartition(" ")[2]
        if name == "numFmt" and inside != "dxfs":
            own[int(attrs["numFmtId"])] = format_of(attrs.get("formatCode", ""))
        elif name in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside = name
        elif name == "xf" and inside == "cellXfs":
            used.append(int(attrs.get("numFmtId", "0")))

    if part in parts:
        parts.parse(part, parts.parser_of(start, namespaces=True))
    return [own.get(n) or Format(BUILT_IN.get(n, "plain")) for n in used] or [PLAIN]
