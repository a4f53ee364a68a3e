"""A whole document as a workbook: what it is, its figures, each of its tables on a sheet, its words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import xlsxwriter

from wardmote.analyses.pictures import MonthLine
from wardmote.publishing.lowering import behind, not_yet_table
from wardmote.publishing.packing import packed, parts_of
from wardmote.publishing.preparing import prepared
from wardmote.publishing.theme import theme_for
from wardmote.publishing.tree import Block, Document, Heading, NotYet, PictureBlock, Table, walk
from wardmote.publishing.xlsx.figures_sheet import figures_sheet
from wardmote.publishing.xlsx.laying import lay
from wardmote.publishing.xlsx.looks import Looks, new_workbook
from wardmote.publishing.xlsx.names import LONGEST_SHEET, Taken, label_and_words, one_line, table_name
from wardmote.publishing.xlsx.places import Places
from wardmote.publishing.xlsx.read_me import lay_read_me
from wardmote.publishing.xlsx.sheets import FIGURES, READ_ME, WORDS, Sheet
from wardmote.publishing.xlsx.table_sheet import table_sheet
from wardmote.publishing.xlsx.words_sheet import words_sheet

LONGEST_PROPERTY = 255


def render_xlsx(document: Document) -> bytes:
    """The document as an XLSX file. The same document gives the same bytes, and no cell holds a formula.

    Raises:
        DocumentError: the tree would not make an accessible document.
    """
    ready = prepared(document)
    sheets = _sheets(ready)
    buffer = io.BytesIO()
    book = new_workbook(buffer)
    _describe(book, ready)
    looks, places = Looks(book, theme_for(ready)), Places(sheets)
    lay_read_me(book, ready, sheets, looks)
    for sheet in sheets:
        lay(book, ready, sheet, looks, places)
    book.close()
    return packed(parts_of(buffer.getvalue()))


def _sheets(document: Document) -> list[Sheet]:
    """Every sheet after the first, in the order of the book."""
    taken = Taken()
    for name in (READ_ME, FIGURES, WORDS):
        taken.unique(name, LONGEST_SHEET)
    made: list[Sheet] = [figures_sheet(document)] if document.figures else []
    sheet_of: dict[int, str] = {}
    for found in _tables(document):
        name = taken.unique(label_and_words(found.label, *found.words), LONGEST_SHEET)
        picture = found.block if isinstance(found.block, PictureBlock) else None
        sheet = table_sheet(found.table, name, picture, bool(document.figures))
        made.append(replace(sheet, table=found.label))
        sheet_of[id(found.block)] = name
    tables = Taken()
    return [
        replace(sheet, table=tables.unique(table_name(sheet.table or sheet.name), LONGEST_SHEET, "_{}"))
        for sheet in (*made, words_sheet(document, sheet_of))
    ]


@dataclass(frozen=True)
class _Found:
    """A table, the block that it comes from, and what its sheet is called: a label, and words where there is room."""

    block: Block
    table: Table
    label: str
    words: tuple[str, ...] = ()


def _tables(document: Document) -> Iterator[_Found]:
    """Each table in reading order, with the words of its heading where it stands there alone, else its own."""
    alone = _alone(document)
    for block in walk(document.blocks):
        under = alone.get(id(block), "")
        if isinstance(block, Table):
            words = (under, block.caption) if block.label else ()
            yield _Found(block, block, block.label or block.caption, words)
        elif isinstance(block, NotYet):
            yield _Found(block, not_yet_table(block), "Not yet assessed")
        elif isinstance(block, PictureBlock) and (table := behind(block)) is not None:
            one = block.picture.label if isinstance(block.picture, MonthLine) else under
            words = (one, block.picture.caption.title)
            yield _Found(block, table, f"{block.label or 'Picture'} data", words)


def _alone(document: Document) -> dict[int, str]:
    """The heading of each table and picture that is the only one of its kind under it, by the block's identity."""
    found: dict[tuple[str, type], list[int]] = {}
    under = ""
    for block in walk(document.blocks):
        if isinstance(block, Heading):
            under = block.text
        elif isinstance(block, (Table, PictureBlock)):
            found.setdefault((under, type(block)), []).append(id(block))
    return {blocks[0]: heading for (heading, _), blocks in found.items() if len(blocks) == 1}


def _describe(book: xlsxwriter.Workbook, document: Document) -> None:
    """The properties of the file: who, what, and the date of the data."""
    words = {
        "title": document.title,
        "subject": document.kind + (f", data to {document.data_to}" if document.data_to else ""),
        "author": document.by,
        "company": document.partnership,
        "category": document.kind,
        "keywords": document.marking,
        "comments": document.subtitle,
        "status": document.status,
    }
    named = {name: one_line(text)[:LONGEST_PROPERTY] for name, text in words.items()}
    day = document.date
    book.set_properties({**named, "created": datetime(day.year, day.month, day.day)})
