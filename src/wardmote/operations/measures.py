"""Lists what can be counted, and what cannot and why."""

from __future__ import annotations

from typing import TypedDict

from wardmote.definitions import Definitions


class MeasureRecord(TypedDict):
    """A measure as a flat record."""

    measure: str
    title: str
    available: bool
    unit: str
    population: str
    direction: str
    description: str
    reason: str


def measures(definitions: Definitions) -> list[MeasureRecord]:
    """Every measure in its order; ``reason`` says why one is not available."""
    return [
        MeasureRecord(
            measure=measure.id,
            title=measure.title,
            available=measure.available,
            unit=measure.unit,
            population=measure.population,
            direction=measure.direction,
            description=measure.description,
            reason=" ".join(one.reason for one in measure.unavailable),
        )
        for measure in definitions.measures_in_order()
    ]
