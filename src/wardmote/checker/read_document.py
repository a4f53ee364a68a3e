"""A document as the checker reads it: headings, paragraphs, lists and tables in reading order, each with its place.

Readers of every format make one; checks know nothing else of the file. Every node is a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Format = Literal["text", "markdown", "html", "docx", "odt", "pdf", "csv", "xlsx", "ods", "pptx"]


@dataclass(frozen=True)
class Place:
    """Where something stands. What a format does not know is None: a text file has no pages.

    ``page`` counts from 1 (slide of a presentation, sheet of a workbook); ``table``, ``row`` and ``column`` count
    from 1 in reading order, a row with the header rows counted; ``line`` is the line of a text file. ``printed_page``
    is the number that the page itself prints, where it differs or is the only one known. ``anchor`` finds the node
    again in the file: a number of the block in the order of reading, from 0.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    printed_page: str = ""
    sheet: str = ""
    anchor: int | None = None


@dataclass(frozen=True)
class Heading:
    """A heading, of level 1 to 6. ``number`` is the section number as printed ("2.3.4"), "" for none."""

    text: str
    level: int
    place: Place
    number: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running words. ``role`` tells body text from a caption, a note under a table or at the foot of a page, or the
    page's own head and foot. ``mark`` is the mark with which a note begins; ``marks`` are those of notes that stood in the
    words and were taken out, so that no figure carries one."""

    text: str
    place: Place
    role: Literal["body", "caption", "footnote", "note", "page-head", "page-foot"] = "body"
    mark: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemList:
    """A list. ``items`` are its lines with their places; ``labels`` the printed numbers or bullets."""

    items: tuple[str, ...]
    places: tuple[Place, ...]
    labels: tuple[str, ...]
    ordered: bool
    place: Place


@dataclass(frozen=True)
class Cell:
    """A cell of a table as printed. ``text`` has no footnote marks; these stand in ``marks``.

    ``spans`` is (rows, columns) of a merged cell, (1, 1) else; a place that a merged cell covers holds a cell with
    ``covered`` True and the text of the merged one. ``value`` is the number that a workbook itself holds, None where
    the format holds words only.
    """

    text: str
    place: Place
    marks: tuple[str, ...] = ()
    spans: tuple[int, int] = (1, 1)
    covered: bool = False
    value: float | None = None


@dataclass(frozen=True)
class Table:
    """A table: rows of equally many cells. The first ``header_rows`` name the columns, the first ``header_columns``
    the rows. ``caption`` is what stands with it; ``notes`` the lines under it; ``layout`` is how it was found: a real
    table of the format, or one recognised from tabs, pipes, spacing or ruled lines."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    header_rows: int = 1
    header_columns: int = 1
    caption: str = ""
    notes: tuple[str, ...] = ()
    layout: Literal["table", "tabs", "pipes", "spacing", "lines"] = "table"


@dataclass(frozen=True)
class ContentsEntry:
    """A line of a table of contents: its words, its section number and the page that it promises, as printed."""

    text: str
    place: Place
    number: str = ""
    page: str = ""


@dataclass(frozen=True)
class ContentsList:
    """A table of contents."""

    entries: tuple[ContentsEntry, ...]
    place: Place


@dataclass(frozen=True)
class Unread:
    """Something the reader could not read: what it is, where, why, and what somebody can do."""

    what: str
    why: str
    place: Place


Block = Heading | Paragraph | ItemList | Table | ContentsList


@dataclass(frozen=True)
class ReadDocument:
    """A document that was read. ``pages`` is how many it has, None where the format has none."""

    name: str
    format: Format
    blocks: tuple[Block, ...]
    unread: tuple[Unread, ...] = ()
    pages: int | None = None
    title: str = ""

    def tables(self) -> Iterator[Table]:
        """Its tables, in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def headings(self) -> Iterator[Heading]:
        """Its headings, in reading order."""
        return (block for block in self.blocks if isinstance(block, Heading))
