"""How many residents or households each small area has, on which day."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardmote.definitions import Definitions
from wardmote.evidence.geography.facts import Facts
from wardmote.evidence.geography.places import small_area_codes
from wardmote.evidence.geography.sheets import Sheet
from wardmote.evidence.geography.tables import POPULATION, table
from wardmote.evidence.geography.totals import Estimate, in_words
from wardmote.evidence.geography.totals import check as totals_check
from wardmote.evidence.recognise import Recognised
from wardmote.evidence.refusals import Refused


@dataclass(frozen=True)
class PopulationColumn:
    """A column of a file that holds an estimate."""

    header: str
    kind: str
    day: date


def population_columns(file: Recognised) -> list[PopulationColumn]:
    """The columns of a file that its source definition knows as populations, by kind and day."""
    found = []
    for pattern in file.source.populations:
        month, day = (int(part) for part in pattern.month_day.split("-"))
        for name in file.columns:
            match = re.match(pattern.match, name.strip(), re.IGNORECASE)
            if match:
                found.append(
                    PopulationColumn(name, pattern.population, _day(file, name, match["year"], month, day))
                )
    return found


def _day(file: Recognised, name: str, year: str, month: int, day: int) -> date:
    try:
        return date(int(year), month, day)
    except ValueError as error:
        raise Refused(
            file.name,
            f"{file.name}: the column {name} is of a year that there is not, {year}. Correct its name.",
        ) from error


class Population:
    """Estimates of small areas, and totals of larger ones to hold against them."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._small: Facts[Estimate] = Facts(self._subject("lsoa"))
        self._totals: dict[str, Facts[Estimate]] = {}

    def _subject(self, level: str) -> Callable[[Estimate], str]:
        title = self._definitions.levels[level].title
        return lambda key: f"the {key[0]} of {title} {key[2]} on {in_words(key[1])}"

    def add(self, sheet: Sheet, level: str, role: str) -> int:
        """Take in the estimates of one file; returns how many rows repeat another.

        Parameters
        ----------
        level
            Level of the areas that the file counts.
        role
            Role of the column with their codes.

        Raises
        ------
        Refused
            When a value is no number, or below zero, or another row or file gives another.
        """
        codes = small_area_codes(sheet, role)
        facts = self._small
        if level != "lsoa":
            facts = self._totals.setdefault(level, Facts(self._subject(level)))
        for column in population_columns(sheet.file):
            unit = self._definitions.populations[column.kind].unit
            for row, (code, cell) in enumerate(zip(codes, sheet.cells[column.header], strict=True)):
                value = _number(cell)
                if value is not None and not (math.isfinite(value) and value >= 0):
                    raise sheet.fault(
                        row, column.header, cell, f"a number of {unit} of zero or more, in digits"
                    )
                facts.add((column.kind, column.day, code), (value,), [column.header], sheet, row)
        return len(codes) - len(set(codes))

    def table(self) -> Any:
        """The table of populations of small areas; None if there are none."""
        if not len(self._small):
            return None
        rows = [(code, kind, day, value) for (kind, day, code), (value,) in self._small.items()]
        return table(POPULATION, rows)

    def check_totals(self, places: Any) -> list[str]:
        """Sentences on how totals of larger areas compare with their small areas: see ``totals.check``."""
        return [
            note
            for level, totals in sorted(self._totals.items())
            for note in totals_check(level, totals, self._small, self._definitions, places)
        ]


def _number(cell: str | None) -> float | None:
    if cell is not None and "_" in cell:
        return math.nan
    try:
        return None if cell is None else float(cell)
    except ValueError:
        return math.nan
