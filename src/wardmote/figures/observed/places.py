"""Whose reports make up an area: its own, or those of all its parts of one level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wardmote.definitions import Measure
from wardmote.figures.areas import COLUMNS, Area, areas_within
from wardmote.figures.evidence import Evidence
from wardmote.figures.observed.names import placed
from wardmote.figures.observed.reading import Cells, Reported
from wardmote.figures.observed.record import GAP, Cell
from wardmote.figures.successors import successor_of
from wardmote.figures.tokens import State


@dataclass(frozen=True)
class Makeup:
    """Areas whose reports together are those of one area; ``level`` empty where it is the area itself."""

    level: str
    codes: tuple[str, ...]
    earlier: tuple[tuple[str, ...], ...] = ()
    """Codes of areas that made up the one area, before it was."""

    @property
    def every_code(self) -> tuple[str, ...]:
        """Codes whose reports it needs."""
        return (*self.codes, *(code for codes in self.earlier for code in codes))


def makeups(evidence: Evidence, area: Area) -> list[Makeup]:
    """The ways in which an area's figures may be had, the best first: its own reports, then those of larger parts.

    Parts count only where every one of them lies wholly in the area. A part of an area has none: nobody reports it.
    """
    return evidence.once(("makeups", area), lambda: _makeups(evidence, area))


def _makeups(evidence: Evidence, area: Area) -> list[Makeup]:
    if area.part_of:
        return []
    own = [] if area.codes else [Makeup("", (area.code,), _earlier_parts(evidence, area.code))]
    ranks = evidence.definitions.levels
    smallest = min(ranks, key=lambda level: ranks[level].rank)
    if own and area.level == smallest:
        return own
    levels = sorted(_levels_reported(evidence), key=lambda level: -ranks[level].rank)
    return [*own, *(found for level in levels if (found := _parts(evidence, area, level)))]


def _parts(evidence: Evidence, area: Area, level: str) -> Makeup | None:
    if level == area.level and not area.codes:
        return None
    parts = areas_within(evidence.connection, area, level, evidence.definitions)
    if not parts or any(part.part_of for part in parts):
        return None
    return Makeup(level, tuple(part.code for part in parts))


def _earlier_parts(evidence: Evidence, code: str) -> tuple[tuple[str, ...], ...]:
    """The earlier areas, of which anything was observed, that were merged into one of today."""
    found = evidence.once("merged areas of observations", lambda: _merged(evidence))
    return found.get(code, ())


def _merged(evidence: Evidence) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for code in placed(evidence).earlier:
        earlier = successor_of(evidence, code)
        if earlier and len(earlier.became) == 1 and len(earlier.parts) > 1:
            found.setdefault(earlier.became[0].code, {})[earlier.parts] = None
    return {code: tuple(parts) for code, parts in found.items()}


def _levels_reported(evidence: Evidence) -> tuple[str, ...]:
    """Levels of the areas that any observation is of."""
    return evidence.once("levels of observations", lambda: _read_levels(evidence))


def _read_levels(evidence: Evidence) -> tuple[str, ...]:
    codes = sorted(set(placed(evidence).codes.values()))
    rows = evidence.connection.execute(
        "SELECT DISTINCT level FROM areas WHERE code IN (SELECT unnest(?)) ORDER BY level", [codes]
    ).fetchall()
    return tuple(level for (level,) in rows if level in COLUMNS)


def cells_of(reported: Reported, measure: Measure, makeup: Makeup) -> Cells:
    """What was reported of a measure for an area that is made up so.

    What does not add up over areas is had from one area alone, or from a part that is the same place.
    """
    parts = [reported.of(measure, code) for code in makeup.codes]
    if len(parts) > 1:
        return _over(parts) if measure.adds_up else {}
    own = dict(parts[0])
    for codes in makeup.earlier if measure.adds_up else ():
        before = _over([reported.of(measure, code) for code in codes])
        own |= {
            period: replace(cell, note=f"Summed from the {len(codes)} areas that it was made of.")
            for period, cell in before.items()
            if not own.get(period, GAP).reported and cell.reported
        }
    return own


def _over(parts: Sequence[Cells]) -> Cells:
    periods = {period for cells in parts for period in cells}
    return {period: _summed([cells.get(period, GAP) for cells in parts]) for period in periods}


def _summed(cells: Sequence[Cell]) -> Cell:
    """One cell of all parts: no sum where one is missing, at least so many where one is suppressed."""
    sources = tuple(dict.fromkeys(name for one in cells for name in one.sources))
    missing = sum(one.state is State.NOT_SUPPLIED for one in cells)
    if missing:
        return Cell(State.NOT_SUPPLIED, note=f"{len(cells) - missing} of {len(cells)} areas reported.")
    disagreeing = next((one for one in cells if one.state is State.NOT_AVAILABLE), None)
    if disagreeing:
        return disagreeing
    known = [one.value for one in cells if one.value is not None]
    if len(known) < len(cells):
        least = [one.value if one.value is not None else one.at_least or 0 for one in cells]
        sure = bool(known) and min(least) >= 0
        return Cell(State.SUPPRESSED, at_least=sum(least) if sure else None, sources=sources)
    return Cell(State.KNOWN if sum(known) else State.ZERO, sum(known), sources=sources)
