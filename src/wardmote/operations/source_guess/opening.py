"""Opens a partner's file as the door would, known or not: each of its tables as plain rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from wardmote.definitions import Definitions, Source
from wardmote.evidence.arrival import Arrival, titles_of
from wardmote.evidence.arrivals import arrive
from wardmote.evidence.peek import Look, look
from wardmote.evidence.recognise import Recognised
from wardmote.evidence.rows.exact import records
from wardmote.evidence.separators import Shape, find_shape
from wardmote.evidence.staging import Staged, stage
from wardmote.evidence.to_type import to_type
from wardmote.operations.source_guess.request import GuessError, GuessRequest, SeveralTablesError

SAMPLE = 2_000
"""Rows that are looked at."""


@dataclass(frozen=True)
class OpenTable:
    """A table of the file, ready to be looked at."""

    name: str
    sheet: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The first of its rows."""
    staged: Staged
    first_row: int
    folder: Path
    """Where work may be put."""
    titles: tuple[str, ...] = ()
    """What it is called: see ``titles_of``."""

    def cells(self, place: int) -> list[str]:
        """What stands in a column, empty cells left out."""
        return [row[place] for row in self.rows if row[place]]


@contextmanager
def open_table(request: GuessRequest, definitions: Definitions) -> Iterator[OpenTable]:
    """The table of a file, or the one of the sheet that was asked for.

    Raises
    ------
    GuessError
        When it holds several tables and none was named, or none of that name.
    EvidenceError
        When it cannot be read at all.
    """
    with TemporaryDirectory() as folder:
        arrivals = arrive([request.file], definitions, Path(folder))
        with arrivals.opened:
            if arrivals.refusals:
                raise arrivals.refusals[0]
            arrival = _chosen(request, arrivals.files)
            shape, seen = _look(arrival, definitions)
            staged = stage(replace(arrival, shape=shape), Path(folder), 0, arrivals.bounds)
            yield _table(arrival, shape, seen, staged, Path(folder))


def _chosen(request: GuessRequest, found: list[Arrival]) -> Arrival:
    if not found:
        raise GuessError(f"{request.file} holds no table.")
    if request.sheet:
        named = [one for one in found if _title(one).casefold() == request.sheet.casefold()]
        if not named:
            raise GuessError(f"{request.file} has no sheet called {request.sheet}. {_sheets(found)}")
        return named[0]
    if len(found) > 1:
        raise SeveralTablesError(
            f"{request.file} holds {len(found)} tables. Name one{to_type(' with --sheet')}. {_sheets(found)}",
            tuple(_title(one) for one in found),
        )
    return found[0]


def _title(one: Arrival) -> str:
    """What a table is chosen by: its sheet, or the name of its file in an archive."""
    return one.sheet or Path(one.name).name


def _sheets(found: list[Arrival]) -> str:
    return f"There are: {', '.join(_title(one) for one in found)}."


def _look(arrival: Arrival, definitions: Definitions) -> tuple[Shape | None, Look]:
    """Where the names of the columns stand, and what they are: as the door will find them."""
    seen = look(arrival.name, arrival.opener)
    if seen.container != "csv":
        raise GuessError(f"{arrival.name} is no table of text or sheet of a workbook.")
    if arrival.sheet:
        return None, seen
    found = find_shape(arrival.opener, definitions.sources.values(), known=False)
    if found is None and len([name for name in seen.columns if name]) > 1:
        raise GuessError(f"{arrival.name} holds the names of columns and no rows.")
    if found is None:
        raise GuessError(
            "No line of the file names two columns or more, so it is not clear where its table begins."
        )
    return (None if found[0].plain else found[0]), found[1]


def _table(arrival: Arrival, shape: Shape | None, seen: Look, staged: Staged, folder: Path) -> OpenTable:
    found = records(staged.path, arrival.name, len(seen.columns))
    rows = tuple(record.cells for record in islice(found, SAMPLE) if not record.broken)
    if not rows:
        raise GuessError(f"{arrival.name} holds the names of columns and no rows.")
    titles = titles_of(replace(arrival, shape=shape))
    first_row = shape.first_line if shape else arrival.first_row
    return OpenTable(arrival.name, arrival.sheet, seen.columns, rows, staged, first_row, folder, titles)


def as_recognised(table: OpenTable, source: Source) -> Recognised:
    """The table as the door has it once its source is known."""
    staged = table.staged
    return Recognised(
        staged.path, table.name, staged.sha256, source, table.columns, table.sheet, table.first_row
    )
