"""Which areas changed their code, and what each lay in while it stood: read from dated lookups of areas."""

from __future__ import annotations

import itertools
import re
from typing import Any

from wardmote.evidence.geography.sheets import Sheet, header
from wardmote.evidence.geography.tables import SUCCESSORS, table
from wardmote.evidence.recognise import Recognised, same
from wardmote.evidence.refusals import Refused

ROLE = re.compile(r"(?P<level>lsoa|ward|lad|csp|force)_(?P<year>\d{4})")
CODE = re.compile(r"[A-Z]\d{8}")
Change = tuple[str, str, str, str]
"""Level, code, year and successor."""


def dated_columns(file: Recognised) -> list[tuple[str, str]]:
    """Levels and years of the columns of codes, as the source definition names their roles: ``lad_2019``."""
    found = [ROLE.fullmatch(role) for role in file.source.columns]
    having = {same(column) for column in file.columns}
    return [
        (match["level"], match["year"])
        for match in found
        if match and same(file.source.columns[match.group()]) in having
    ]


def change_columns(file: Recognised) -> list[str]:
    """Headers that the reader of changes needs.

    Raises
    ------
    Refused
        When there are fewer than two columns of codes to set side by side, or a name is missing.
    """
    dated = dated_columns(file)
    if len(dated) < 2:
        raise Refused(
            file.name,
            f"{file.name} says of no area what it became: it needs codes of two years, or of two levels of area, and "
            f"has {len(dated)}. Ask for the whole file.",
        )
    return [
        header(file, role) for level, year in dated for role in (f"{level}_{year}", f"{level}_{year}_name")
    ]


class Successors:
    """What the files of one call say of areas that changed."""

    def __init__(self) -> None:
        self._names: dict[Change, set[str]] = {}

    def add(self, sheet: Sheet) -> int:
        """Take in one file; returns how many of its rows repeat another.

        Of two years, an area whose code differs became the later one, in the later year. Of two levels in one year,
        the smaller lay in the larger.

        Raises
        ------
        Refused
            When a cell is not the code of an area.
        """
        dated = dated_columns(sheet.file)
        codes = [_codes(sheet, f"{level}_{year}") for level, year in dated]
        names = [sheet.column(f"{level}_{year}_name") for level, year in dated]
        for (at, (level, year)), (next_at, (above, later)) in itertools.pairwise(enumerate(dated)):
            for code, name, successor in zip(codes[at], names[at], codes[next_at], strict=True):
                if code != successor:
                    change = level, code, later if level == above else year, successor
                    self._names.setdefault(change, set()).add(name or code)
        return sheet.rows - len(set(zip(*codes, strict=True)))

    def table(self) -> Any:
        """Sorted by level, code, year and successor; None where no file was read."""
        if not self._names:
            return None
        rows = [
            (level, code, min(names), year, successor)
            for (level, code, year, successor), names in sorted(self._names.items())
        ]
        return table(SUCCESSORS, rows)


def _codes(sheet: Sheet, role: str) -> list[str]:
    """The codes of a column.

    Raises
    ------
    Refused
        At the first cell that is none.
    """
    found: list[str] = []
    for row, cell in enumerate(sheet.column(role)):
        if cell is None or not CODE.fullmatch(cell):
            raise sheet.fault(row, sheet.header(role), cell, "the code of an area, such as E07000004")
        found.append(cell)
    return found
