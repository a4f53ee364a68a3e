"""Holds published totals of larger areas against the sums of their small areas."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from wardmote.definitions import Definitions
from wardmote.evidence.geography.facts import Facts, disagreement
from wardmote.evidence.geography.sheets import listed
from wardmote.evidence.geography.tables import LEVEL_COLUMNS

Estimate = tuple[str, date, str]
"""Kind of population, day that it refers to, and code of the area."""


def in_words(day: date) -> str:
    """A day as it is written: 30 June 2022."""
    return f"{day.day} {day:%B %Y}"


def check(
    level: str, totals: Facts[Estimate], small: Facts[Estimate], definitions: Definitions, places: Any
) -> list[str]:
    """Compare every total with the sum of its small areas, where all of those are known.

    Parameters
    ----------
    level
        Level of the areas that the totals are of.
    places
        Table of places, or None where no lookup says which small areas make up which area.

    Returns
    -------
    Sentences: how many agree, how many differ a little, how many could not be compared.

    Raises
    ------
    Refused
        When a total differs by more than the threshold ``population-agreement``: names both files.
    """
    parts = _parts(places, level)
    outcome: Counter[str] = Counter()
    for (kind, day, code), (total,) in totals.items():
        keys = [(kind, day, part) for part in parts.get(code, [])]
        values = [small[key][0] if key in small else None for key in keys]
        if total is None or not values or None in values:
            outcome["unknown"] += 1
            continue
        gap = abs(float(total) - sum(float(value) for value in values if value is not None))
        if gap > definitions.threshold("population-agreement") * float(total):
            raise _disagreement(level, (kind, day, code), totals, small, keys, definitions)
        outcome["differ" if gap else "agree"] += 1
    return _notes(definitions.levels[level].plural, outcome, definitions)


def _parts(places: Any, level: str) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = defaultdict(list)
    if places is not None:
        columns = (places.column(name).to_pylist() for name in (LEVEL_COLUMNS[level], "lsoa", "best_fit"))
        for code, lsoa, best_fit in zip(*columns, strict=True):
            if lsoa == best_fit:
                parts[code].append(lsoa)
    return parts


def _disagreement(
    level: str,
    key: Estimate,
    totals: Facts[Estimate],
    small: Facts[Estimate],
    keys: list[Estimate],
    definitions: Definitions,
) -> Exception:
    kind, day, code = key
    sheet, row = totals.origin(key)
    files = sorted({small.origin(part)[0].file.name for part in keys})
    summed = sum(float(small[part][0] or 0) for part in keys)
    return disagreement(
        f"the {kind} of {definitions.levels[level].title} {code} on {in_words(day)}",
        definitions.populations[kind].unit,
        (sheet.file.name, sheet.where(row), totals[key][0]),
        (files[0], f"sum of {len(keys)} small areas", summed),
    )


def _notes(plural: str, outcome: Counter[str], definitions: Definitions) -> list[str]:
    share = definitions.threshold("population-agreement")
    said = []
    if outcome["agree"]:
        said.append(f"{outcome['agree']:,} equal the sum of their small areas")
    if outcome["differ"]:
        said.append(f"{outcome['differ']:,} differ from it by at most {share:.1%}")
    if outcome["unknown"]:
        said.append(f"{outcome['unknown']:,} could not be compared, as small areas are missing")
    return [f"Populations of {plural} are not stored, only checked: {listed(said)}."] if said else []
