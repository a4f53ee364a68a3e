"""A whole document as a workbook: what it is, its figures, each of its tables on a sheet, its words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import xlsxwriter

from wardmote.publishing.lowering import behind, not_yet_table
from wardmote.publishing.packing import packed, parts_of
from wardmote.publishing.preparing import prepared
from wardmote.publishing.theme import theme_for
from wardmote.publishing.tree import Block, Document, NotYet, PictureBlock, Table, walk
from wardmote.publishing.xlsx.figures_sheet import figures_sheet
from wardmote.publishing.xlsx.laying import lay
from wardmote.publishing.xlsx.looks import Looks, new_workbook
from wardmote.publishing.xlsx.names import LONGEST_SHEET, Taken, one_line, sheet_name, table_name
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
    for block, table, wanted in _tables(document):
        name = taken.unique(sheet_name(wanted), LONGEST_SHEET)
        picture = block if isinstance(block, PictureBlock) else None
        made.append(table_sheet(table, name, picture, bool(document.figures)))
        sheet_of[id(block)] = name
    tables = Taken()
    return [
        replace(sheet, table=tables.unique(table_name(sheet.name), LONGEST_SHEET, "_{}"))
        for sheet in (*made, words_sheet(document, sheet_of))
    ]


def _tables(document: Document) -> Iterator[tuple[Block, Table, str]]:
    """Each table in reading order with the block that it comes from, and the name wanted for its sheet."""
    for block in walk(document.blocks):
        if isinstance(block, Table):
            yield block, block, block.label or block.caption
        elif isinstance(block, NotYet):
            yield block, not_yet_table(block), "Not yet assessed"
        elif isinstance(block, PictureBlock) and (table := behind(block)) is not None:
            yield block, table, f"{block.label or 'Picture'} data"


def _describe(book: xlsxwriter.Workbook, document: Document) -> None:
    """The properties of the file: who, what, and the date of the data."""
    words = {
        "title": document.title,
        "subject": f"{document.kind}, data to {document.data_to}",
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
