"""Reads the observations of one file: every cell judged for itself, and what cannot be taken written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from wardmote.definitions import Definitions
from wardmote.evidence.observations.age_bands import refuse_overlaps
from wardmote.evidence.observations.judging import Fault, Judge, Row, Short
from wardmote.evidence.observations.staging import Unread
from wardmote.evidence.recognise import same
from wardmote.evidence.rows.exact import Record, records
from wardmote.evidence.rows.files import ArrivedFile, Tally
from wardmote.evidence.rows.rejects import RejectsPart

SHOWN = 6
"""Names that a note shows."""


@dataclass
class Reading:
    """What was read out of one file."""

    rows: list[Row] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    notes: list[str] = field(default_factory=list)
    judged: int = 0
    """Observations that the file holds, taken or not."""
    unread: list[Unread] = field(default_factory=list)
    """Rejected rows of which it is known what they are of."""
    short: list[Short] = field(default_factory=list)
    """What rejected incidents would have been counted under, as far as it can be read."""
    sums: int = 0
    """Rows that are sums of others, and were left out."""


def read_file(file: ArrivedFile, definitions: Definitions, part: RejectsPart) -> Reading:
    """Read a file of observations; ``part`` takes what is rejected.

    Raises
    ------
    Refused
        When its columns do not say what an observation needs, or its records cannot be told apart.
    """
    judge, reading = Judge(file, definitions), Reading()
    empty = _empty_columns(file, judge) if judge.columns.role else frozenset()
    totals: Counter[str] = Counter()
    for record in _records(file):
        if record.broken:
            part.add_broken(replace(record, cells=shown(file, record.cells)), reading.tally)
            reading.short.append((None, None, None))
        elif word := judge.total(record.cells):
            totals[word] += 1
        else:
            _take(file, record, judge, empty, reading, part)
    layout = file.file.source.layout
    if layout is not None and layout.details == "age-bands":
        refuse_overlaps(file.name, reading.rows)
    reading.judged, reading.sums = len(reading.rows) + reading.tally.rejected, totals.total()
    reading.notes += _notes(file, judge, empty, totals)
    return reading


def _records(file: ArrivedFile) -> Iterator[Record]:
    return records(file.file.path, file.name, len(file.file.columns))


def _empty_columns(file: ArrivedFile, judge: Judge) -> frozenset[int]:
    """Columns of a wide table without any entry, such as quarters that have yet to come."""
    empty = {place for place, _ in judge.columns.wide}
    for record in _records(file):
        if not record.broken:
            empty = {place for place in empty if not record.cells[place]}
        if not empty:
            break
    return frozenset(empty)


def shown(file: ArrivedFile, cells: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row that may be written down where it is rejected: of an incident those that are read at all."""
    source = file.file.source
    if source.layout is None or source.layout.rows != "incident":
        return tuple(cells)
    read = {same(file.column(role)) for role in source.columns if file.has(role)}
    names = file.file.columns
    return tuple(cell for name, cell in zip(names, cells, strict=False) if same(name) in read) * (
        len(cells) == len(names)
    )


def _take(
    file: ArrivedFile,
    record: Record,
    judge: Judge,
    empty: frozenset[int],
    reading: Reading,
    part: RejectsPart,
) -> None:
    for cell, at in _cells(record, judge, empty):
        try:
            reading.rows.append(judge.row(record.line, record.cells, cell, at))
        except Fault as fault:
            if fault.key:
                reading.unread.append((record.line, *fault.key, fault.of_a_part))
            if fault.short:
                reading.short.append(fault.short)
            cells = shown(file, record.cells)
            part.add_found(record.line, fault.column, fault.found, fault.expected, cells, reading.tally)


def _cells(record: Record, judge: Judge, empty: frozenset[int]) -> Iterator[tuple[str, int | None]]:
    """Cells of a row that hold a value, with the place of their column where its name says something."""
    if not judge.columns.role:
        yield judge.columns.cell(record.cells, "value"), None
        return
    for place, _ in judge.columns.wide:
        if place not in empty:
            yield record.cells[place], place


def _notes(file: ArrivedFile, judge: Judge, empty: frozenset[int], totals: Counter[str]) -> list[str]:
    notes = []
    partners = not file.file.source.open
    ages = file.file.source.layout is not None and file.file.source.layout.details == "age-bands"
    if partners and (item := judge.columns.constants.get("item")):
        each = "row" if file.file.source.layout and file.file.source.layout.rows == "incident" else "number"
        notes.append(
            f"{file.name}: every {each} in it is taken for {item}, as {file.file.source.title} says of tables of this "
            "layout. If it counts something else, give it a mapping of its own."
        )
    if totals:
        notes.append(
            f"{file.name}: {_rows(totals.total())} left out, as {'they are sums' if totals.total() > 1 else 'it is a sum'}"
            f" of others ({_listed(sorted(totals))})."
        )
    if empty:
        names = [name for place, name in judge.columns.wide if place in empty]
        notes.append(
            f"{file.name}: nothing is entered under {_listed(names)}, so nothing was taken from there."
        )
    layout = file.file.source.layout
    if layout is not None and layout.rows == "incident":
        aside = f" Left aside: {', '.join(judge.columns.not_read)}." if judge.columns.not_read else ""
        notes.append(
            f"{file.name}: each row is one incident and was only counted; no row of it is kept.{aside}"
        )
    elif partners and judge.columns.not_read:
        notes.append(
            f"{file.name}: not read, as they hold no observations: {_listed(judge.columns.not_read)}."
        )
    if judge.mended:
        examples = [f"“{found}” is {code}" for found, code in sorted(judge.mended)]
        what, how = ("ages", "as an age band runs upwards") if ages else ("codes", "by the published list")
        notes.append(
            f"{file.name}: a spreadsheet had made dates of the {what} in {_rows(judge.mended.total())}. They were put "
            f"right {how}: {_listed(examples)}."
        )
    if judge.quarters_as_dates():
        notes.append(
            f"{file.name}: its periods are first days of quarters, and were taken for single months. Where they stand "
            "for quarters, say periods: financial-quarter in the layout of the source's definition."
        )
    return notes


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
