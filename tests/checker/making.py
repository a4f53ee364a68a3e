"""Documents made by hand for the tests of the checker."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.checker import Checked, Finding, check
from wardmote.checker.read_document import (
    Block,
    Cell,
    ContentsEntry,
    ContentsList,
    Heading,
    ItemList,
    Paragraph,
    Place,
    ReadDocument,
    Table,
)


def table(
    rows: Sequence[Sequence[str]], *, header_rows: int = 1, caption: str = "", notes: Sequence[str] = ()
) -> Table:
    """A table of words; the first column names the rows."""
    cells = tuple(
        tuple(Cell(text, Place(table=1, row=at, column=to)) for to, text in enumerate(row, 1))
        for at, row in enumerate(rows, 1)
    )
    return Table(cells, Place(table=1), header_rows, 1, caption, tuple(notes))


def document(*blocks: Block | str, pages: int | None = None) -> ReadDocument:
    """A document of blocks; a string is a paragraph."""
    made = (Paragraph(one, Place(line=at)) if isinstance(one, str) else one for at, one in enumerate(blocks))
    return ReadDocument("made", "text", tuple(made), pages=pages)


def heading(text: str, number: str = "", level: int = 1, page: int | None = None) -> Heading:
    """A heading."""
    return Heading(text, level, Place(page=page, line=hash((text, number)) % 10000), number)


def items(*texts: str, labels: Sequence[str] = ()) -> ItemList:
    """A list."""
    named = tuple(labels) or ("-",) * len(texts)
    return ItemList(
        texts, tuple(Place(line=900 + at) for at in range(len(texts))), named, bool(labels), Place()
    )


def contents(*entries: tuple[str, str, str]) -> ContentsList:
    """A table of contents of (number, words, page)."""
    made = (
        ContentsEntry(text, Place(line=at), number, page) for at, (number, text, page) in enumerate(entries)
    )
    return ContentsList(tuple(made), Place())


def checked(*blocks: Block | str) -> Checked:
    """The answer about a document of blocks."""
    return check(document(*blocks))


def serious(*blocks: Block | str) -> list[Finding]:
    """Its errors and warnings."""
    return [one for one in checked(*blocks).findings if one.severity != "note"]


def kinds(*blocks: Block | str) -> list[str]:
    """The kinds of its errors and warnings, in order."""
    return sorted(one.kind for one in serious(*blocks))
