"""Which breaks in recording or in geography concern an area and a measure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wardmote.definitions import Break, Definitions, Measure
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import first_day, last_day
from wardmote.figures.suppliers import forces_of


def breaks_between(definitions: Definitions, start: str, end: str) -> list[Break]:
    """Breaks after the first day of one month and before the last of another, oldest first."""
    return sorted(
        (found for found in definitions.breaks.values() if first_day(start) < found.date < last_day(end)),
        key=lambda found: (found.date, found.id),
    )


def breaks_for(
    evidence: Evidence, area: Area, start: str, end: str, measures: Iterable[str] | None = None
) -> list[Break]:
    """Breaks between two months that concern an area: its forces, and any of the measures named.

    A break that blocks only smaller areas is among them, since parts of the area lie there.
    """
    found = breaks_between(evidence.definitions, start, end)
    if not found:
        return []
    forces = named_forces(evidence, [area])[area.code]
    wanted = None if measures is None else list(measures)
    return [
        one
        for one in found
        if concerns_forces(one, forces)
        and (wanted is None or any(concerns_measure(one, name) for name in wanted))
    ]


def named_forces(evidence: Evidence, areas: Sequence[Area]) -> dict[str, list[str]]:
    """The identifiers of the forces of each area, by the area's code."""
    named = {force.code: force.id for force in evidence.definitions.forces.values() if force.code}
    found = forces_of(evidence, areas)
    return {
        area.code: [named[force.code] for force in found.get(area.code, []) if force.code in named]
        for area in areas
    }


def blocks(found: Break, measure: Measure, level: str, forces: Iterable[str]) -> bool:
    """Whether a break makes two periods of a measure not comparable at a level of area, for these forces."""
    at = "csp" if level == "partnership" else level
    return (
        concerns_measure(found, measure.id)
        and (not found.levels or at in found.levels)
        and concerns_forces(found, forces)
    )


def concerns_measure(found: Break, measure: str) -> bool:
    """Whether a break is about a measure; a geography break that names none is about all."""
    return measure in found.measures or (found.kind == "geography" and not found.measures)


def concerns_forces(found: Break, forces: Iterable[str]) -> bool:
    """Whether a break is about any of these forces; one that names none is about all."""
    return not found.forces or bool(set(found.forces) & set(forces))
