"""Deprivation and the make-up of areas: one row an area in the file, one row a value in the table.

Columns are judged whole; only rows with a fault are looked at one by one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from wardmote.definitions.reference_tables import RELEASE
from wardmote.evidence.reference.columns import Columns
from wardmote.evidence.reference.numbers import EXPECTED, Flags, Numbers, numbers
from wardmote.evidence.reference.reading import Fault, Reading
from wardmote.evidence.reference.turning import Rows, write_deprivation, write_profile
from wardmote.evidence.reference.vintages import Vintages
from wardmote.evidence.refusals import Refused

FORMS = {
    "collection": (r"[a-z0-9]+(-[a-z0-9]+)*", "a name in small letters and hyphens, such as census-tenure"),
    "release": (RELEASE, "a release as its day, month or year, such as 2025 or 2021-03"),
    "level": (r"[a-z]+", "a level of area, such as lsoa"),
    "vintage": (r"\d{4}", "the year of the areas, such as 2021"),
    "area": (r"[A-Z]\d{8}", "the code of an area, such as E01000001"),
    "topic": (r".+", "what is counted, such as tenure"),
    "unit": (r".+", "what one is called, such as households"),
    "date": (r"\d{4}-\d{2}-\d{2}", "a day as year, month and day, such as 2021-03-21"),
    "year": (r"\d{4}", "a year, such as 2019"),
}
"""What the cell of each role must look like, and that in words."""
HEAD = ("collection", "release", "level", "vintage", "area")
OF_PROFILE = ("topic", "unit")


class AreaRows:
    """The rows of one reference table in one file.

    Parameters
    ----------
    columns
        Where its cells stand.
    vintages
        What the lookup says of small areas.
    """

    def __init__(self, columns: Columns, vintages: Vintages, reading: Reading) -> None:
        self._columns = columns
        self._block = columns.block
        self._vintages = vintages
        self._reading = reading
        self._cells: dict[str, list[str]] = {}
        self._values: list[Numbers] = []
        self._base: Numbers | None = None
        self._rows: list[int] = []

    def stage(self, count: int) -> int:
        """Judge the rows of a file and keep the good ones that say anything; returns how many repeat another.

        Raises
        ------
        Refused
            When two rows of one area disagree, or the areas are of another year than the columns say.
        """
        for role, place in self._columns.roles.items():
            if role == "base":
                self._base = numbers(self._reading.column(place), "value")
            else:
                self._cells[role] = self._reading.words(place)
        self._values = [numbers(self._reading.column(v.place), v.what) for v in self._columns.values]
        faults = sorted(self._faults(), key=lambda fault: fault.row)
        self._reading.reject(faults)
        bad = {fault.row for fault in faults}
        filled = self._filled()
        self._rows = [row for row in range(count) if filled[row] and row not in bad]
        self._refuse_other_vintage()
        return self._drop_repeats()

    def groups(self) -> list[tuple[str, str, int]]:
        """Collection, release and rows of each that the file holds."""
        if not {"collection", "release"} & self._cells.keys():
            found = [(self._block.collection, self._block.release, len(self._rows))]
            return found if self._rows else []
        counts = Counter(self._group(row) for row in self._rows)
        return [(*key, n) for key, n in sorted(counts.items())]

    def write(self, collection: str, release: str, path: Path) -> None:
        """Write the rows of one release, one row a value, in the order of the areas and of what is counted."""
        mine = self._rows
        if {"collection", "release"} & self._cells.keys():
            mine = [row for row in mine if self._group(row) == (collection, release)]
        mine = sorted(mine, key=self._keys.__getitem__)
        words = {role: self._word(role, mine) for role in (*HEAD, *OF_PROFILE)}
        names = [value.name for value in self._columns.values]
        values = [one.values[mine] for one in self._values]
        if self._block.table == "deprivation":
            whats = [value.what for value in self._columns.values]
            write_deprivation(Rows(words, len(mine)), list(zip(names, whats, values, strict=True)), path)
        else:
            base = None if self._base is None else self._base.values[mine]
            days = self._days(mine)
            word = [self._cells["word"][row] for row in mine] if "word" in self._cells else None
            write_profile(
                Rows(words, len(mine)), days, list(zip(names, values, strict=True)), base, word, path
            )

    def _group(self, row: int) -> tuple[str, str]:
        return self._said("collection", row), self._said("release", row)

    def _said(self, role: str, row: int) -> str:
        cells = self._cells.get(role)
        return self._block.constants.get(role, "") if cells is None else cells[row]

    def _word(self, role: str, rows: Sequence[int]) -> str | list[str]:
        """A word that holds for every row, or one for each."""
        cells = self._cells.get(role)
        return self._block.constants.get(role, "") if cells is None else [cells[row] for row in rows]

    @cached_property
    def _keys(self) -> Sequence[str | tuple[str, ...]]:
        """What tells one row of a release from another: the area, and what else a column says."""
        wanted = ("collection", "release", "topic", "area", "date", "year")
        said = [self._cells[role] for role in wanted if role in self._cells]
        return said[0] if len(said) == 1 else list(zip(*said, strict=True))

    def _days(self, rows: Sequence[int]) -> list[date]:
        """The day of each row."""
        constant = self._block.constants.get("date", "")
        if "year" in self._cells:
            return [date.fromisoformat(f"{self._cells['year'][row]}-{constant}") for row in rows]
        if "date" in self._cells:
            return [date.fromisoformat(self._cells["date"][row]) for row in rows]
        return [date.fromisoformat(constant)] * len(rows)

    def _filled(self) -> Flags:
        """Which rows say anything."""
        if "word" in self._cells:
            return np.array([bool(word) for word in self._cells["word"]])
        there = [~np.isnan(one.values) for one in self._values]
        some: Flags = np.logical_or.reduce(there)
        return some

    def _faults(self) -> Iterator[Fault]:
        """The first fault of each row that has one, or several."""
        for role, cells in self._cells.items():
            if role in FORMS:
                yield from self._odd_words(role, cells)
        pairs = [(v.place, v.what, one) for v, one in zip(self._columns.values, self._values, strict=True)]
        if self._base is not None:
            pairs.append((self._columns.roles["base"], "value", self._base))
        for place, what, one in pairs:
            for row in np.flatnonzero(one.wrong):
                yield Fault(
                    int(row),
                    self._header(place),
                    self._reading.column(place)[int(row)].as_py(),
                    EXPECTED[what],
                )
        yield from self._outside()

    def _odd_words(self, role: str, cells: Sequence[str]) -> Iterator[Fault]:
        form, expected = re.compile(FORMS[role][0]), FORMS[role][1]
        odd = {
            cell for cell in set(cells) if not form.fullmatch(cell) or (role == "date" and not _is_day(cell))
        }
        if odd:
            header = self._header(self._columns.roles[role])
            yield from (Fault(row, header, cell, expected) for row, cell in enumerate(cells) if cell in odd)

    def _outside(self) -> Iterator[Fault]:
        """Rows with values of areas that the release is not published for."""
        leaves_out = self._block.leaves_out
        if not leaves_out:
            return
        filled = self._filled()
        header = self._header(self._columns.roles["area"])
        expected = f"no value for an area whose code begins so. {self._block.outside.rstrip('.')}"
        for row, area in enumerate(self._cells["area"]):
            if area.startswith(leaves_out) and filled[row]:
                yield Fault(row, header, area, expected)

    def _header(self, place: int) -> str:
        return self._reading.file.file.columns[place]

    def _refuse_other_vintage(self) -> None:
        """Refuse small areas of another census than the columns say."""
        areas = self._cells["area"]
        by_vintage: dict[str, set[str]] = {}
        if {"level", "vintage"} & self._cells.keys():
            for row in self._rows:
                if self._said("level", row) == "lsoa":
                    by_vintage.setdefault(self._said("vintage", row), set()).add(areas[row])
        elif self._block.constants["level"] == "lsoa":
            by_vintage[self._block.constants["vintage"]] = {areas[row] for row in self._rows}
        for vintage, codes in sorted(by_vintage.items()):
            said = self._vintages.against(vintage, codes)
            if said:
                name = self._reading.file.name
                raise Refused(name, f"{name}: its columns are of the small areas of {vintage}, but {said}")

    def _drop_repeats(self) -> int:
        keys = self._keys
        if len({keys[row] for row in self._rows}) == len(self._rows):
            return 0
        first: dict[str | tuple[str, ...], int] = {}
        gone = set()
        for row in self._rows:
            known = first.setdefault(keys[row], row)
            if known != row:
                if self._all(known) != self._all(row):
                    self._refuse_disagreement(known, row)
                gone.add(row)
        self._rows = [row for row in self._rows if row not in gone]
        return len(gone)

    def _all(self, row: int) -> list[str]:
        """Everything that a row says."""
        columns = [*self._values, *([self._base] if self._base is not None else [])]
        return [cells[row] for cells in self._cells.values()] + [repr(one.values[row]) for one in columns]

    def _refuse_disagreement(self, row: int, other: int) -> None:
        name = self._reading.file.name
        raise Refused(
            name,
            f"{name} says two things about {self._cells['area'][row]}: {self._reading.where(row)} and "
            f"{self._reading.where(other)} differ. Keep only the one that is right and take it in again.",
        )


def _is_day(cell: str) -> bool:
    try:
        return bool(date.fromisoformat(cell))
    except ValueError:
        return False
