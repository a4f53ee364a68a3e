"""Tables in files that people give (CSV, XLSX, ODS), opened as the evidence door opens files: rows with their numbers.

Encodings, separators, titles above the headings, a spreadsheet's dates: all are read as evidence is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from wardmote.definitions import Definitions, Source
from wardmote.evidence import EvidenceError
from wardmote.evidence.arrival import Arrival, titles_of
from wardmote.evidence.arrivals import Arrivals, arrive
from wardmote.evidence.peek import Look, look
from wardmote.evidence.recognise import same
from wardmote.evidence.rows.exact import Record, records
from wardmote.evidence.separators import find_shape
from wardmote.evidence.staging import stage
from wardmote.operations.errors import AskedWronglyError

Heading = tuple[str, ...]
"""Columns that stand together in what is looked for; one that stands alone is enough where it is all there is."""


@dataclass(frozen=True)
class GivenTable:
    """A table of a file, whatever it holds."""

    name: str
    """What messages call it: the file, or the file and its sheet."""
    file: Path
    columns: tuple[str, ...]
    rows: tuple[Record, ...]
    """Rows by their numbers in the file or sheet. Of a ``broken`` one the cells cannot be told apart."""
    above: tuple[str, ...] = ()
    """Words above the headings, the sheet's title and the file's."""

    @property
    def whole(self) -> Iterable[Record]:
        """The rows that can be read."""
        return (one for one in self.rows if not one.broken)

    @property
    def faults(self) -> tuple[str, ...]:
        """A sentence for each row that cannot."""
        return tuple(
            f"{self.name}, row {one.line}: found {one.found}, expected {one.expected}."
            for one in self.rows
            if one.broken
        )


def tables_of(
    files: Sequence[Path], definitions: Definitions, headings: Iterable[Heading]
) -> tuple[GivenTable, ...]:
    """Every table of every file.

    Parameters
    ----------
    headings
        What names the columns of a table that is looked for. Without them a head is guessed from what stands below it,
        and a sheet that is filled in by half misleads that guess.

    Raises
    ------
    AskedWronglyError
        When a file is not there.
    EvidenceError
        When one cannot be read at all, or a table that is looked for not to its end.
    """
    found: list[GivenTable] = []
    heads = [_looked_for(number, one) for number, one in enumerate(dict.fromkeys(headings))]
    known = definitions.with_kind("sources", {one.id: one for one in heads})
    for file in files:
        if not file.is_file():
            raise AskedWronglyError(f"There is no file {file}.")
        with TemporaryDirectory() as folder:
            arrivals = arrive([file], known, Path(folder))
            with arrivals.opened:
                if arrivals.refusals:
                    raise arrivals.refusals[0]
                found += [
                    _table(file, one, arrivals, Path(folder), number, heads)
                    for number, one in enumerate(arrivals.files)
                ]
    return tuple(found)


def _looked_for(number: int, columns: Heading) -> Source:
    return Source(
        id=f"given-{number}",
        source="what is looked for",
        title="Table",
        publisher="Partners",
        reader="noted",
        container="csv",
        recognise=columns,
        licence="",
        why_skipped="read as it stands",
    )


def _table(
    file: Path, arrival: Arrival, arrivals: Arrivals, folder: Path, number: int, heads: Sequence[Source]
) -> GivenTable:
    seen = look(arrival.name, arrival.opener)
    if seen.container != "csv":
        raise EvidenceError(f"{arrival.name} is no table. Give a CSV, XLSX or ODS file.")
    if arrival.fault is not None and _is_looked_for(seen, heads):
        raise arrival.fault
    first, shape = arrival.first_row, None
    if not arrival.sheet:
        found = find_shape(arrival.opener, heads, known=False)
        if found is not None and not found[0].plain:
            shape, seen, first = found[0], found[1], found[0].first_line
    arrival = replace(arrival, shape=shape)
    staged = stage(arrival, folder, 9000 + number, arrivals.bounds)
    read = records(staged.path, arrival.name, len(seen.columns))
    rows = tuple(replace(one, line=one.line + first - 1) for one in read)
    return GivenTable(
        f"{file.name}{arrival.name.removeprefix(str(file))}", file, seen.columns, rows, titles_of(arrival)
    )


def _is_looked_for(seen: Look, heads: Iterable[Source]) -> bool:
    having = {same(name) for name in seen.columns}
    return any({same(name) for name in one.recognise} <= having for one in heads)
