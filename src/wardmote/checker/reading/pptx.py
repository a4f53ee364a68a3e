"""Presentations: slide by slide, titles, words, tables."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any

from wardmote.checker.read_document import Place
from wardmote.checker.reading.assembly import Assembly
from wardmote.checker.reading.grid import Given
from wardmote.checker.reading.package import Package
from wardmote.checker.reading.pictures import say_unread
from wardmote.checker.reading.words import clean, raised

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TITLES = ("title", "ctrTitle")
_EDGES = ("dt", "ftr", "sldNum")
SHORTEST_LIST = 2


def read_pptx(path: Path, into: Assembly) -> int | None:
    """Read a presentation; a page is a slide.

    Raises
    ------
    UnreadableError
        When it is damaged, or holds more than a document may.
    """
    with Package(path, into.room.limits) as package:
        main = next(
            (target for kind, target in package.relations("").values() if kind == "officeDocument"),
            "ppt/presentation.xml",
        )
        root = package.xml(main)
        relations = package.relations(main)
        slides = [relations.get(one.get(R + "id", ""), ("", ""))[1] for one in root.iter(P + "sldId")]
        for number, slide in enumerate(slides, 1):
            if slide in package:
                _say_slide(package.xml(slide), number, into)
        if any(posixpath.basename(part).startswith("chart") for part in package.parts):
            into.not_read(
                "Charts", "Figures in a picture cannot be read. Give them in a table beside it.", Place()
            )
        if package.macros:
            into.not_read("Macros", "Programs in a document are never run.", Place())
        return len(slides)


def _say_slide(slide: Any, number: int, into: Assembly) -> None:
    place = Place(page=number)
    if slide.get("show") == "0":
        into.not_read("Hidden slide", "Nobody who sees the presentation sees it.", place)
        return
    shapes = sorted(slide.iter(P + "sp", P + "graphicFrame", P + "pic"), key=_order)
    for shape in shapes:
        if shape.tag == P + "pic":
            properties = next(shape.iter(P + "cNvPr"), None)
            say_unread(into, "Picture", properties.get("descr", "") if properties is not None else "", place)
        elif shape.tag == P + "graphicFrame":
            for table in shape.iter(A + "tbl"):
                _say_table(table, place, into)
        else:
            _say_words(shape, place, into)


def _kind(shape: Any) -> str:
    holder = next(shape.iter(P + "ph"), None)
    return "" if holder is None else holder.get("type", "body")


def _order(shape: Any) -> tuple[int, int, int]:
    """Titles first, then from above to below and from left to right; where a place says nothing, as they stand."""
    if _kind(shape) in _TITLES:
        return (0, 0, 0)
    offset = next(shape.iter(A + "off"), None)
    if offset is None:
        return (1, 0, 0)
    return (1, _whole(offset.get("y")), _whole(offset.get("x")))


def _whole(text: str | None) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else 0


def _say_words(shape: Any, place: Place, into: Assembly) -> None:
    kind = _kind(shape)
    paragraphs = [text for one in shape.iter(A + "p") if (text := clean(_words(one)))]
    if kind in _EDGES or not paragraphs:
        return
    if kind in _TITLES:
        into.heading(" ".join(paragraphs), 1 if kind == "ctrTitle" else 2, place)
    elif kind == "body" and len(paragraphs) >= SHORTEST_LIST:
        into.items([("•", text, place) for text in paragraphs], False)
    else:
        for text in paragraphs:
            into.paragraph(text, place)


def _words(paragraph: Any) -> str:
    parts = []
    for child in paragraph:
        if child.tag in (A + "r", A + "fld"):
            text = "".join(one.text or "" for one in child.iter(A + "t"))
            properties = child.find(A + "rPr")
            above = properties is not None and _whole(properties.get("baseline")) > 0
            parts.append(raised(text) if above and text.strip().isdigit() else text)
        elif child.tag == A + "br":
            parts.append(" ")
    return "".join(parts)


def _say_table(table: Any, place: Place, into: Assembly) -> None:
    rows = []
    for row in table.iter(A + "tr"):
        cells = []
        for cell in row.iter(A + "tc"):
            if cell.get("hMerge") == "1" or cell.get("vMerge") == "1":
                continue
            text = " ".join(_words(one) for one in cell.iter(A + "p"))
            cells.append(
                Given(
                    text, max(1, _whole(cell.get("rowSpan", "1"))), max(1, _whole(cell.get("gridSpan", "1")))
                )
            )
        rows.append(cells)
    properties = table.find(A + "tblPr")
    first = properties is not None and properties.get("firstRow") == "1"
    into.table(rows, place, "table", said=(int(first) if not _merged_above(rows) else 0, 0))


def _merged_above(rows: list[list[Given]]) -> bool:
    return bool(rows) and any(cell.rows > 1 or cell.columns > 1 for cell in rows[0])
