"""Opens files of scores as the evidence door opens files: each table in them as rows with their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from pathlib import Path
from tempfile import TemporaryDirectory

from wardmote.definitions import Definitions, Source
from wardmote.definitions.matrices import HEADINGS, Matrix
from wardmote.evidence import EvidenceError
from wardmote.evidence.arrival import Arrival, titles_of
from wardmote.evidence.arrivals import Arrivals, arrive
from wardmote.evidence.peek import look
from wardmote.evidence.rows.exact import records
from wardmote.evidence.separators import find_shape
from wardmote.evidence.staging import stage
from wardmote.operations.errors import AskedWronglyError


@dataclass(frozen=True)
class Row:
    """A row of a table: its number in the file or sheet, and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class SheetTable:
    """A table of a file, whatever it holds. ``name`` is what messages call it."""

    name: str
    sheet: str
    file: Path
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    above: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def tables_of(files: Sequence[Path], definitions: Definitions) -> tuple[SheetTable, ...]:
    """Every table of every file.

    Raises
    ------
    AskedWronglyError
        When a file is not there.
    EvidenceError
        When one cannot be read at all.
    """
    found: list[SheetTable] = []
    heads = _heads(definitions.matrices.values())
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


def _heads(matrices: Iterable[Matrix]) -> list[Source]:
    """What heads a table of scores: two criteria of a matrix, however they are called, or the words of a row a score.

    Without them a head is guessed from what stands below it, and a sheet that is filled in by half misleads that guess.
    """
    pairs = [
        pair
        for matrix in matrices
        for one, other in pairwise(matrix.criteria)
        for pair in product((one.id, one.title, *one.also), (other.id, other.title, *other.also))
    ]
    pairs += product(HEADINGS["criterion"], HEADINGS["score"])
    return [
        Source(
            id=f"scores-{number}",
            source="the matrices",
            title="Scores",
            publisher="Partners",
            reader="noted",
            container="csv",
            recognise=pair,
            licence="",
            why_skipped="read as scores",
        )
        for number, pair in enumerate(dict.fromkeys(pairs))
    ]


def _table(
    file: Path, arrival: Arrival, arrivals: Arrivals, folder: Path, number: int, heads: Sequence[Source]
) -> SheetTable:
    seen = look(arrival.name, arrival.opener)
    if seen.container != "csv":
        raise EvidenceError(f"{arrival.name} is no table of scores. Give a CSV, XLSX or ODS file.")
    first, shape = arrival.first_row, None
    if not arrival.sheet:
        found = find_shape(arrival.opener, heads, known=False)
        if found is not None and not found[0].plain:
            shape, seen, first = found[0], found[1], found[0].first_line
    staged = stage(replace(arrival, shape=shape), folder, 9000 + number, arrivals.bounds)
    name = arrival.name.removeprefix(str(file))
    name = f"{file.name}{name}"
    rows, faults = [], []
    for one in records(staged.path, arrival.name, len(seen.columns)):
        at = one.line + first - 1
        if one.broken:
            faults.append(f"{name}, row {at}: found {one.found}, expected {one.expected}.")
        else:
            rows.append(Row(at, one.cells))
    above = titles_of(replace(arrival, shape=shape))
    return SheetTable(name, arrival.sheet, file, seen.columns, tuple(rows), above, tuple(faults))
