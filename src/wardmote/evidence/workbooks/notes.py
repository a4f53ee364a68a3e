"""What was found in a sheet and what was done about it, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from wardmote.evidence.workbooks.cells import address, letters
from wardmote.evidence.workbooks.header import Head
from wardmote.evidence.workbooks.layout import Table
from wardmote.evidence.workbooks.raw import Odd, Range, RawSheet

SHOWN = 4


@dataclass
class Found:
    """What happened to the rows of a sheet."""

    rows: int = 0
    """Rows of the table below the header."""
    totals: list[tuple[int, str]] = field(default_factory=list)
    """Rows that sum others, with their label in brackets."""
    notes_below: Odd = field(default_factory=Odd)
    headers_again: Odd = field(default_factory=Odd)
    beyond: Odd = field(default_factory=Odd)
    """Rows with cells outside the table's columns."""
    filled: list[Range] = field(default_factory=list)


def notes_on(sheet: RawSheet, table: Table, found: Found) -> tuple[str, ...]:
    """One sentence for each thing that a reader of the figures should know."""
    sentences = [
        *_around(sheet, table, found),
        *_hidden(sheet, table),
        *_cells(sheet, table),
        *_merged(found),
    ]
    return tuple(f"{sheet.name}: {sentence}" for sentence in sentences)


def _around(sheet: RawSheet, table: Table, found: Found) -> Iterator[str]:
    above = sum(row.number < table.head.top for row in sheet.head)
    if len(table.head.rows) > 1:
        yield joined_words(table.head, above)
    elif above:
        rows = _rows_above(above)
        yield f"the names of the columns stand in row {table.header.number:,}; {rows} passed over."
    if found.totals:
        shown = _some([f"row {row:,}{label}" for row, label in found.totals])
        rows = (
            "1 row sums others and was"
            if len(found.totals) == 1
            else f"{len(found.totals):,} rows sum others and were"
        )
        yield f"{rows} left out, so that nothing is counted twice: {shown}."
    if found.notes_below.count:
        rows = (
            "1 row of notes" if found.notes_below.count == 1 else f"{found.notes_below.count:,} rows of notes"
        )
        yield f"{rows} below the table, from row {found.notes_below.places[0][0]:,} on, left out."
    if found.headers_again.count:
        shown = _some([f"row {row:,}" for row, _ in found.headers_again.places])
        yield f"the names of the columns are repeated in {shown}; left out."
    if found.beyond.count:
        where = address(*found.beyond.places[0])
        yield f"cells outside the named columns, the first in {where}, were left out. Name their columns if they count."


def _rows_above(above: int) -> str:
    return "1 row above was" if above == 1 else f"{above:,} rows above were"


def joined_words(head: Head, above: int) -> str:
    """Which rows name the columns together, what one of the names came to, and how many rows were passed over."""
    joined = [name for name, cell in zip_longest(head.names, head.lowest.cells, fillvalue="") if name != cell]
    over = f"; {_rows_above(above)} passed over" if above else ""
    said = f", such as “{joined[-1]}”" if joined else ""
    return f"the names of the columns stand in rows {head.top:,} to {head.number:,} and were put together{said}{over}."


def _hidden(sheet: RawSheet, table: Table) -> Iterator[str]:
    hidden = [
        letters(column)
        for first, last in sheet.hidden_columns
        for column in range(max(first, table.left), min(last, table.right) + 1)
    ]
    if hidden:
        noun = "column" if len(hidden) == 1 else "columns"
        yield f"hidden {noun} {_some(hidden)} read like the others."
    rows = [row for row, _ in sheet.hidden_rows.places if row > table.header.number]
    if rows:
        noun = "row" if len(rows) == 1 else "rows"
        yield f"{len(rows):,} hidden {noun}, the first row {rows[0]:,}, read like the others."


def _cells(sheet: RawSheet, table: Table) -> Iterator[str]:
    names = {column: cell for column, cell in enumerate(table.head.names) if cell}
    formulas = [place for place in sheet.formulas.places if place[0] > table.header.number]
    if formulas:
        noun = "formula" if len(formulas) == 1 else "formulas"
        yield (
            f"{_count(len(formulas), sheet.formulas)} {noun}, the first in {address(*formulas[0])}: the results stored "
            "with the workbook were taken." + _left_to_others(sheet)
        )
    errors = [place for place in sheet.errors.places if place[0] > table.header.number]
    if errors:
        cells = (
            "1 cell holds an error"
            if len(errors) == 1
            else f"{_count(len(errors), sheet.errors)} cells hold errors"
        )
        yield f"{cells} such as #N/A, the first in {address(*errors[0])}; they are no values."
    if table.dated:
        columns = _some([f"“{names.get(column, letters(column))}”" for column in table.dated])
        yield (
            f"the spreadsheet keeps cells of {columns} as dates; they were read as 2024-04-01, or as 2024-04 where it "
            "shows month and year alone. Codes such as 1/1 that it has turned into dates cannot be told back."
        )
    if table.percents:
        columns = _some([f"“{names.get(column, letters(column))}”" for column in table.percents])
        yield f"{columns}: cells shown as percentages were read as such, 0.12 as 12%."


def _left_to_others(sheet: RawSheet) -> str:
    if not sheet.stale:
        return ""
    return (
        " The program that wrote it asks for them to be calculated again: open it in a spreadsheet program and save it, "
        "to be sure of them."
    )


def _count(counted: int, odd: Odd) -> str:
    return f"{counted:,}" if odd.count == len(odd.places) else f"more than {counted:,}"


def _merged(found: Found) -> Iterator[str]:
    if found.filled:
        shown = _some([merged.named for merged in found.filled])
        yield f"merged labels were written into each of their rows: {shown}."


def _some(names: Sequence[str]) -> str:
    """The first of some names."""
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
