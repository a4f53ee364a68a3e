"""What every writer does to a tree before it writes: pictures find their tables, special blocks become plain ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from wardmote.publishing.data_tables import data_table
from wardmote.publishing.rewriting import rewritten
from wardmote.publishing.tree import (
    Block,
    Column,
    Content,
    Contents,
    Cover,
    Document,
    Drawing,
    FindingItem,
    Heading,
    NotYet,
    PictureBlock,
    PictureData,
    Table,
    inlines,
    plain,
    walk,
)

KEPT_WHOLE = 16
"""A table of at most so many rows is not split between two pages."""


def behind(block: PictureBlock) -> Table | None:
    """The table behind a picture: its own, else the one made of its numbers; None when it shows none."""
    if not block.show_data:
        return None
    if block.data is not None:
        return block.data
    if isinstance(block.picture, Drawing):
        return None
    made = data_table(block.picture)
    behind = f"Data behind {block.label}" if block.label else "Data"
    return replace(made, caption=f"{behind}: {block.picture.caption.title}")


def after_lead(item: FindingItem) -> Content:
    """What follows a finding's lead, with the space between the two unless it is there or not wanted."""
    rest = plain(item.rest)
    if not rest or not item.lead or rest[0] in " :;,.)":
        return item.rest
    return (" ", *inlines(item.rest))


def not_yet_table(block: NotYet) -> Table:
    """The parts not yet assessed as a table of part and what is missing."""
    rows = tuple((part.title, part.missing) for part in block.parts)
    columns = (Column("Part", width=2), Column("What is missing", width=3))
    return Table("Parts not yet assessed, and what is missing", columns, rows, caption_hidden=True)


def picture_tables(document: Document) -> list[Table]:
    """The tables behind all pictures, in reading order; none where there is one page for all."""
    if document.one_page:
        return []
    blocks = (block for block in walk(document.blocks) if isinstance(block, PictureBlock))
    return [table for block in blocks if (table := behind(block)) is not None]


def by_width(tables: list[Table], narrow: int) -> tuple[list[Table], list[Table]]:
    """The wide tables, and those of at most ``narrow`` columns, which paper sets two abreast; each in its order."""
    wide = [table for table in tables if len(table.columns) > narrow]
    return wide, [table for table in tables if len(table.columns) <= narrow]


def holds_picture_data(document: Document) -> bool:
    """Whether the author has said where paper sets the tables behind the pictures."""
    return any(isinstance(block, PictureData) for block in walk(document.blocks))


def as_paged(document: Document) -> Document:
    """The document with a place for the tables behind its pictures: at its end, where the author gave none.

    One that is meant for one page leaves them to the screen, and sets every table small.
    """
    if document.one_page:
        return rewritten(document, _denser)
    if holds_picture_data(document) or not picture_tables(document):
        return document
    heading = Heading(1, "Data behind the pictures", "data-behind-the-pictures", number="")
    return replace(document, blocks=(*document.blocks, heading, PictureData()))


def _denser(node: Any) -> Any:
    return replace(node, dense=True) if isinstance(node, Table) else node


def ends_page(before: Block | None, block: Block, after: Block | None) -> bool:
    """Whether a new page follows a block unasked: after the cover, or after the contents that share its page."""
    if isinstance(block, Cover):
        return not isinstance(after, Contents)
    return isinstance(block, Contents) and isinstance(before, Cover)


def listed(document: Document, contents: Contents) -> list[Heading]:
    """The headings that the contents list."""
    headings = (block for block in walk(document.blocks) if isinstance(block, Heading))
    return [heading for heading in headings if heading.in_contents and heading.level <= contents.depth]


def description(table: Table) -> str:
    """What somebody who hears the table should know before its cells are read: "3 rows. Columns: Area; Count."."""
    rows = "1 row" if len(table.rows) == 1 else f"{len(table.rows)} rows"
    return f"{rows}. Columns: {'; '.join(column.label for column in table.columns)}."


def in_parts(table: Table, most: int) -> Iterator[Table]:
    """A table too wide for paper as several, each with the first column and at most ``most`` columns in all."""
    if len(table.columns) <= most:
        yield table
        return
    step = most - 1
    starts = range(1, len(table.columns), step)
    for number, start in enumerate(starts, start=1):
        chosen = [0, *range(start, min(start + step, len(table.columns)))]
        yield replace(
            table,
            caption=f"{table.caption} ({number} of {len(starts)})",
            columns=tuple(table.columns[i] for i in chosen),
            rows=tuple(tuple(row[i] for i in chosen) for row in table.rows),
            notes=table.notes if number == len(starts) else (),
            anchor=f"{table.anchor}-{number}" if table.anchor else "",
        )


def running_foot(document: Document) -> str:
    """The line at the foot of every page: what this is, up to when, which version."""
    data_to = f"data to {document.data_to}" if document.data_to else ""
    return ", ".join(part for part in (document.kind, data_to, document.version) if part)
