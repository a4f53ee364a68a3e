"""The tables that anyone may publish of a partnership, from the whole down to small areas, and how their areas nest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wardmote.figures.areas import COLUMNS, NOT_LOCATED, Area, areas_within, small_areas_shared
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.performance import performance_table
from wardmote.figures.table import Row

LEVELS = ("csp", "lad", "ward", "lsoa")
"""Levels by which a table can be cut, from large to small."""


@dataclass(frozen=True)
class Rung:
    """One table: its rows, and the areas of the tables above that its areas make up (code of the whole, its parts)."""

    rows: tuple[Row, ...]
    nests: Mapping[str, tuple[str, ...]]


def ladder(evidence: Evidence, root: Area, period: Period, level: str, *, two_years: bool) -> list[Rung]:
    """The tables of an area from its own down to a level; ``category`` for its own alone.

    Each is as it would be published by itself, so whatever it leaves out is the same whichever of them is asked for.
    """
    made = [_rung(evidence, root, period, "category", {}, two_years)]
    above: tuple[Area, ...] = (root,)
    for step in LEVELS[: LEVELS.index(level) + 1] if level in LEVELS else ():
        areas = tuple(areas_within(evidence.connection, root, step, evidence.definitions))
        if step != level and (len(areas) < 2 or any(area.part_of for area in areas)):
            continue
        nests = _nests(evidence, root, above, areas)
        if not nests:
            nests[root.code] = tuple(area.code for area in areas)
        made.append(_rung(evidence, root, period, step, nests, two_years))
        above = areas
    return made


def _rung(
    evidence: Evidence,
    root: Area,
    period: Period,
    by: str,
    nests: dict[str, tuple[str, ...]],
    two_years: bool,
) -> Rung:
    table = performance_table(
        evidence, root, period.end, by=by, months=len(period.months), two_years=two_years
    )
    lost = any(row.area == NOT_LOCATED for row in table.rows)
    if lost and root.code in nests:
        nests = nests | {root.code: (*nests[root.code], NOT_LOCATED.code)}
    return Rung((*table.rows, *table.observed), nests)


def _nests(
    evidence: Evidence, root: Area, wholes: Sequence[Area], parts: Sequence[Area]
) -> dict[str, tuple[str, ...]]:
    """The parts of each whole, where every part lies in one of them."""
    if wholes == (root,):
        return {}
    one, other = COLUMNS[parts[0].level], COLUMNS[wholes[0].level]
    pairs = evidence.connection.execute(
        f"SELECT DISTINCT {one}, {other} FROM places WHERE {root.column} IN (SELECT unnest(?))",
        [list(root.member_codes)],
    ).fetchall()
    whole_of = dict(pairs)
    if len(whole_of) < len(pairs):
        return {}
    return {
        whole.code: found
        for whole in wholes
        if (found := tuple(part.code for part in parts if whole_of.get(part.code) == whole.code))
    }


def lies_in(evidence: Evidence, area: Area, root: Area) -> bool:
    """Whether all of an area lies in another."""
    if area.code == root.code:
        return True
    shared, own, _ = small_areas_shared(evidence.connection, area, root)
    return own > 0 and shared == own
