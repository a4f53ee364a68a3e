"""Weights of offences: each row a code and its weight in one release of one system."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from wardmote.definitions.reference_tables import RELEASE
from wardmote.evidence.observations.codes import mended
from wardmote.evidence.observations.misread import Misread, slug
from wardmote.evidence.reference.columns import Columns
from wardmote.evidence.reference.reading import Fault, Reading
from wardmote.evidence.refusals import Refused

WEIGHTS = pa.schema(
    [
        ("collection", pa.string()),
        ("release", pa.string()),
        ("code", pa.string()),
        ("detail", pa.string()),
        ("category", pa.string()),
        ("start", pa.string()),
        ("end", pa.string()),
        ("weight", pa.float64()),
        ("state", pa.string()),
        ("unit", pa.string()),
        ("note", pa.string()),
    ]
)
KNOWN, NOT_SUPPLIED = "known", "not-supplied"
ONE_ROW = "a code that stands once in its system and release; another row of the file gives it a different weight or name"
NUMBER = "a weight of zero or more, in digits"


@dataclass(frozen=True)
class Weight:
    """One row of the table, and the row of the file that it stood in."""

    row: int
    collection: str
    release: str
    code: str
    detail: str
    category: str
    start: str
    end: str
    weight: float | None
    unit: str
    note: str

    @property
    def key(self) -> tuple[str, str, str]:
        """System, release and code."""
        return self.collection, self.release, self.code

    @property
    def cells(self) -> tuple[object, ...]:
        """The row as it is stored."""
        state = NOT_SUPPLIED if self.weight is None else KNOWN
        words = self.collection, self.release, self.code, self.detail, self.category, self.start, self.end
        return (*words, self.weight, state, self.unit, self.note)


class WeightRows:
    """The weights of one reference table in one file."""

    def __init__(self, columns: Columns, reading: Reading) -> None:
        self._columns = columns
        self._block = columns.block
        self._reading = reading
        self._mended: list[str] = []
        self._rows: list[Weight] = []

    def stage(self, count: int) -> int:
        """Judge the rows; returns how many say again what another says.

        Raises
        ------
        Refused
            When nothing tells of which release the weights are.
        """
        cells = {role: self._reading.words(place) for role, place in self._columns.roles.items()}
        found: list[Weight] = []
        faults: list[Fault] = []
        for row in range(count):
            one = self._judged(row, {role: column[row] for role, column in cells.items()})
            if isinstance(one, Fault):
                faults.append(one)
            else:
                found.append(one)
        if "release" not in {*cells, *self._block.constants}:
            release = self._told(found)
            found = [replace(weight, release=release) for weight in found]
        self._rows, repeated = self._without_repeats(found, faults)
        self._reading.reject(sorted(faults, key=lambda fault: fault.row))
        self._note_mended()
        return repeated

    def groups(self) -> list[tuple[str, str, int]]:
        """System, release and rows of each."""
        counts: dict[tuple[str, str], int] = defaultdict(int)
        for weight in self._rows:
            counts[weight.collection, weight.release] += 1
        return [(*key, n) for key, n in sorted(counts.items())]

    def write(self, collection: str, release: str, path: Path) -> None:
        """Write the weights of one system and release, sorted by code."""
        mine = sorted(
            (w for w in self._rows if (w.collection, w.release) == (collection, release)),
            key=lambda w: w.code,
        )
        columns = list(zip(*(weight.cells for weight in mine), strict=True))
        arrays = [pa.array(column, field.type) for column, field in zip(columns, WEIGHTS, strict=True)]
        pq.write_table(
            pa.Table.from_arrays(arrays, schema=WEIGHTS), path, compression="zstd", store_schema=False
        )

    def _judged(self, row: int, cells: dict[str, str]) -> Weight | Fault:
        said = {**self._block.constants, **cells}
        fault = self._odd_word(row, said)
        if fault is not None:
            return fault
        try:
            code = self._code(row, cells["code"])
            weight, note = self._weight(cells["weight"], said.get("note", ""))
        except Misread as error:
            role = "weight" if error.expected == NUMBER else "code"
            return Fault(row, self._header(role), cells[role], error.expected)
        detail, category, start, end = (said.get(role, "") for role in ("detail", "category", "start", "end"))
        whose = said["collection"], said.get("release", "")
        return Weight(row, *whose, code, detail, category, start, end, weight, said.get("unit", ""), note)

    def _odd_word(self, row: int, said: dict[str, str]) -> Fault | None:
        """The first of system, release and dates that is none."""
        system = slug(said["collection"])
        said["collection"] = system
        if not system:
            return Fault(row, self._header("collection"), "", "the system that the weight belongs to")
        expected = (
            "a release as its day, month or year, such as 2021-03; a spreadsheet may have made a date of it"
        )
        wanted = [("release", expected)] if "release" in self._columns.roles else []
        wanted += [
            (role, "a day, month or year such as 2021-03, or nothing")
            for role in ("start", "end")
            if said.get(role)
        ]
        for role, words in wanted:
            if not re.fullmatch(RELEASE, said[role]):
                return Fault(row, self._header(role), said[role], words)
        return None

    def _code(self, row: int, cell: str) -> str:
        """A code as it was published.

        Raises
        ------
        Misread
            When there is none, or a spreadsheet made a date of it that more than one code could have become.
        """
        if not slug(cell):
            raise Misread("the code of an offence")
        found, was_mended = mended(cell, "", dict.fromkeys(self._block.codes, ()))
        if not was_mended:
            return cell
        code = next(code for code in self._block.codes if slug(code) == found)
        self._mended.append(f"“{cell}” ({self._reading.where(row)}) as {code}")
        return code

    def _weight(self, cell: str, note: str) -> tuple[float | None, str]:
        if cell in self._block.numbers:
            return self._block.numbers[cell], f"{cell}; {note}".rstrip("; ")
        if not cell:
            return None, note
        try:
            number = float("nan" if "_" in cell else cell)
        except ValueError as error:
            raise Misread(NUMBER) from error
        if not math.isfinite(number) or number < 0:
            raise Misread(NUMBER)
        return number, note

    def _header(self, role: str) -> str:
        return self._reading.file.file.columns[self._columns.roles[role]]

    def _told(self, found: Sequence[Weight]) -> str:
        """The release that some of the weights tell."""
        weights = {weight.code: weight.weight for weight in found}
        for known in self._block.releases:
            if all(weights.get(code) == number for code, number in known.told_by.items()):
                return known.release
        name = self._reading.file.name
        raise Refused(
            name,
            f"{name} does not say of which release its weights are, and they are of none that Wardmote knows "
            f"({', '.join(known.release for known in self._block.releases)}). Weights are revised between releases. Add a "
            "column called release with the release in every row, such as 2024-03, and take it in again.",
        )

    def _without_repeats(self, found: Sequence[Weight], faults: list[Fault]) -> tuple[list[Weight], int]:
        """Each code once; where two rows differ, none of them."""
        by_key: dict[tuple[str, str, str], list[Weight]] = defaultdict(list)
        for weight in found:
            by_key[weight.key].append(weight)
        kept = []
        for same in by_key.values():
            if len({weight.cells for weight in same}) == 1:
                kept.append(same[0])
            else:
                faults += [Fault(weight.row, self._header("code"), weight.code, ONE_ROW) for weight in same]
        clashing = sum(len(same) for same in by_key.values() if len({w.cells for w in same}) > 1)
        return kept, len(found) - len(kept) - clashing

    def _note_mended(self) -> None:
        if self._mended:
            self._reading.notes.append(
                f"{self._reading.file.name}: a spreadsheet had made dates of codes; read {', '.join(self._mended)}: the "
                "published list has no other code that could have become it."
            )
