"""Which breaks in recording or in geography lie between two periods."""

from __future__ import annotations

from collections.abc import Iterable

from wardmote.definitions import Break, Definitions, Measure
from wardmote.figures.months import Period, first_day, last_day


def breaks_between(definitions: Definitions, previous: Period, current: Period) -> list[Break]:
    """Breaks after the first day of the earlier period and before the last of the later, oldest first."""
    start, end = first_day(previous.start), last_day(current.end)
    return sorted(
        (found for found in definitions.breaks.values() if start < found.date < end),
        key=lambda found: (found.date, found.id),
    )


def blocks(found: Break, measure: Measure, level: str, forces: Iterable[str]) -> bool:
    """Whether a break makes two periods of a measure not comparable at a level of area, for these forces.

    ``forces`` are identifiers of definitions. A geography break that names no measures concerns all of them.
    """
    concerns_measure = measure.id in found.measures or (found.kind == "geography" and not found.measures)
    concerns_level = not found.levels or level in found.levels
    concerns_force = not found.forces or bool(set(found.forces) & set(forces))
    return concerns_measure and concerns_level and concerns_force


def concerns(found: Break, measure_ids: Iterable[str]) -> bool:
    """Whether a break has anything to do with any of these measures."""
    return not found.measures or bool(set(found.measures) & set(measure_ids))
