"""Lists what can be counted, and what cannot and why."""

from __future__ import annotations

from typing import TypedDict

from wardmote.definitions import Definitions


class MeasureRecord(TypedDict):
    """A measure as a flat record."""

    measure: str
    title: str
    available: bool
    observed: bool
    unit: str
    population: str
    direction: str
    description: str
    reason: str


def measures(definitions: Definitions) -> list[MeasureRecord]:
    """Every measure in its order.

    ``available``: whether records of police.uk supply it; ``observed``: whether partners or the Home Office can;
    ``reason``: why police.uk cannot.
    """
    return [
        MeasureRecord(
            measure=measure.id,
            title=measure.title,
            available=any(one.reader != "observations" for one in measure.counted),
            observed=measure.observed,
            unit=measure.unit,
            population=measure.population,
            direction=measure.direction,
            description=measure.description,
            reason=" ".join(one.reason for one in measure.unavailable),
        )
        for measure in definitions.measures_in_order()
    ]
