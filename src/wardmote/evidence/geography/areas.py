"""The areas that the places name, and what a reader ought to know of them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from wardmote.definitions import Definitions
from wardmote.evidence.geography.names import Names
from wardmote.evidence.geography.sheets import listed
from wardmote.evidence.geography.tables import AREAS, LEVEL_COLUMNS, table


def areas_of(places: Any, names: Names) -> Any:
    """Every area of today that the places name, with its name; sorted by level and code."""
    rows = []
    for level, column in LEVEL_COLUMNS.items():
        codes = {code for code in places.column(column).to_pylist() if code is not None}
        rows += [(level, code, names.name(level, code)) for code in codes]
    return table(AREAS, sorted(rows))


def split_notes(places: Any, areas: Any) -> list[str]:
    """Sentences on areas that lie in more than one area of a level above them."""
    named = {(level, code): name for level, code, name in zip(*areas.to_pydict().values(), strict=True)}
    notes = []
    for level, above, words in (
        ("ward", "csp", "Wards in more than one partnership"),
        ("lad", "csp", "Local authorities with more than one partnership"),
        ("ward", "lad", "Wards in more than one local authority"),
        ("csp", "force", "Partnerships in more than one police force area"),
    ):
        split = _split(places, level, above)
        if split:
            examples = [f"{named[level, code]} ({code})" for code in split]
            notes.append(f"{words}: {len(split)} ({listed(examples)}). Each is counted by its small areas.")
    return notes


def _split(places: Any, level: str, above: str) -> list[str]:
    found: dict[str, set[str]] = defaultdict(set)
    columns = (places.column(LEVEL_COLUMNS[name]).to_pylist() for name in (level, above))
    for code, holder in zip(*columns, strict=True):
        if code is not None and holder is not None:
            found[code].add(holder)
    return sorted(code for code, holders in found.items() if len(holders) > 1)


def newest_lookup(places: Any) -> str:
    """Vintage of today's small areas: boundaries of an earlier one are of other areas."""
    columns = (places.column(name).to_pylist() for name in ("lsoa", "best_fit", "vintage"))
    return str(max(vintage for lsoa, best_fit, vintage in zip(*columns, strict=True) if lsoa == best_fit))


def coverage_notes(boundaries: Any, areas: Any, places: Any, definitions: Definitions) -> list[str]:
    """Sentences on areas without a boundary and boundaries of areas that no lookup holds."""
    if boundaries is None or areas is None:
        return []
    since, drawn = newest_lookup(places), defaultdict(set)
    columns = (boundaries.column(name).to_pylist() for name in ("level", "use", "vintage", "code"))
    for level, use, vintage, code in zip(*columns, strict=True):
        if vintage >= since:
            drawn[level, use].add(code)
    known: dict[str, set[str]] = defaultdict(set)
    for level, code in zip(areas.column("level").to_pylist(), areas.column("code").to_pylist(), strict=True):
        known[level].add(code)
    notes = []
    for (level, use), codes in sorted(drawn.items()):
        for missing, words in (
            (known[level] - codes, "that are in the lookup and have no boundary"),
            (codes - known[level], "that have a boundary and are not in the lookup"),
        ):
            if missing:
                plural = definitions.levels[level].plural
                notes.append(
                    f"{plural.capitalize()} {words}: {len(missing):,} (for {use}; {listed(sorted(missing), 3)})."
                )
    return notes
