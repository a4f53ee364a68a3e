"""Which small area lies in which ward, local authority, partnership and police force area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wardmote.definitions import Definitions
from wardmote.evidence.geography.facts import Facts
from wardmote.evidence.geography.names import LOOKUP, Names
from wardmote.evidence.geography.sheets import Sheet, has_role, header, listed
from wardmote.evidence.geography.tables import PLACES, table
from wardmote.evidence.recognise import Recognised
from wardmote.evidence.refusals import Refused

ABOVE = ("ward", "lad", "csp", "force")
"""Levels above the small area, as roles of a lookup's columns."""


def is_of_today(file: Recognised) -> bool:
    """Whether a lookup places small areas itself; one of earlier small areas says which of today's fits best."""
    return not has_role(file, "best_fit")


def wanted_columns(file: Recognised) -> list[str]:
    """Headers that the reader of a lookup needs."""
    if not is_of_today(file):
        return [header(file, role) for role in ("lsoa", "best_fit")]
    roles = [role for level in ("lsoa", *ABOVE) for role in (level, f"{level}_name")]
    optional = ["method"] if has_role(file, "method") else []
    return [header(file, role) for role in [*roles, *optional]]


class Places:
    """Small areas as the lookups of one call place them."""

    def __init__(self) -> None:
        self._above: Facts[str] = Facts(lambda code: f"small area {code}")
        self._best_fit: Facts[tuple[str, str]] = Facts(lambda key: f"the small area {key[1]} of {key[0]}")
        self._vintage: dict[str, str] = {}
        self._inferred: dict[str, str] = {}
        self._earlier_files: set[str] = set()

    def __len__(self) -> int:
        return len(self._above) + len(self._best_fit)

    def add(self, sheet: Sheet, names: Names) -> int:
        """Take in one lookup; returns how many rows repeat another.

        Raises
        ------
        Refused
            When a row has no code, or says something else of its small area than another row or file does.
        """
        codes = small_area_codes(sheet)
        if is_of_today(sheet.file):
            self._add_today(sheet, codes, names)
        else:
            self._earlier_files.add(sheet.file.name)
            vintage, column = sheet.file.source.vintage, [sheet.header("best_fit")]
            for row, (code, fit) in enumerate(zip(codes, sheet.column("best_fit"), strict=True)):
                self._best_fit.add((vintage, code), (fit,), column, sheet, row)
        return len(codes) - len(set(codes))

    def _add_today(self, sheet: Sheet, codes: Sequence[str], names: Names) -> None:
        columns = [sheet.header(level) for level in ABOVE]
        parts = zip(*(sheet.column(level) for level in ABOVE), strict=True)
        for row, (code, above) in enumerate(zip(codes, parts, strict=True)):
            self._above.add(code, above, columns, sheet, row)
        self._vintage.update(dict.fromkeys(codes, sheet.file.source.vintage))
        for level in ("lsoa", *ABOVE):
            names.add(level, zip(sheet.column(level), sheet.column(f"{level}_name"), strict=True), LOOKUP)
        if has_role(sheet.file, "method"):
            direct = sheet.file.source.categories
            self._inferred |= {
                code: method
                for code, method in zip(codes, sheet.column("method"), strict=True)
                if method is not None and method not in direct
            }

    def table(self) -> Any:
        """The table of places before earlier small areas are mapped: theirs stand with nothing above them."""
        today = [(code, *above, self._vintage[code], code) for code, above in self._above.items()]
        earlier = [
            (code, None, None, None, None, vintage, fit)
            for (vintage, code), (fit,) in self._best_fit.items()
            if code not in self._above
        ]
        return table(PLACES, sorted([*today, *earlier], key=lambda row: (row[0], row[5])))

    def check(self, standing: Any) -> None:
        """See that earlier small areas have some of today to be placed by.

        Raises
        ------
        Refused
            When neither a file of this call nor ``standing``, the places taken in before, holds any of today.
        """
        if not len(self._above) and (standing is None or standing.num_rows == 0):
            names = tuple(sorted(self._earlier_files))
            raise Refused(
                names,
                f"{listed(names)} says which small area of today fits each earlier one best, but no lookup says "
                "where those of today lie. Take in the lookup of today's small areas with it.",
            )

    def notes(self, definitions: Definitions) -> list[str]:
        """Sentences on what is inferred and what is empty."""
        notes = []
        if self._inferred:
            methods = sorted(set(self._inferred.values()))
            notes.append(
                f"Small areas whose partnership is inferred, not published: {len(self._inferred):,} "
                f"(column method: {listed(methods)})."
            )
        cells = zip(*(above for _, above in self._above.items()), strict=True)
        counts = [column.count(None) for column in cells]
        empty = [
            f"{count:,} without a {definitions.levels[level].title}"
            for count, level in zip(counts, ABOVE, strict=False)
            if count
        ]
        if empty:
            notes.append(f"Small areas in the lookup: {len(self._above):,}; of them {listed(empty)}.")
        return notes


def small_area_codes(sheet: Sheet, role: str = "lsoa") -> list[str]:
    """The codes of a column, each of them there and without a space in it.

    Raises
    ------
    Refused
        At the first that is not.
    """
    codes: list[str] = []
    for row, code in enumerate(sheet.column(role)):
        if code is None or " " in code:
            raise sheet.fault(row, sheet.header(role), code, "the code of an area, such as E01000001")
        codes.append(code)
    return codes
