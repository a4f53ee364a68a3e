"""Which measures can be looked at over time as counts."""

from __future__ import annotations

from wardmote.definitions import Definitions, Measure


def counted_measures(definitions: Definitions) -> list[Measure]:
    """Every measure, in order, that is supplied by somebody and is a count that adds up over months."""
    return [one for one in definitions.measures_in_order() if (one.available or one.observed) and one.counts]
