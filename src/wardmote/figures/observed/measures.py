"""Which measures are counted from observations, and from which sources and items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.definitions import Definitions, Measure

ANY = "observations"
"""The source that stands for any source of observations: who sends an item is left to the partnership."""


@dataclass(frozen=True)
class Items:
    """What of which source a measure counts; ``source`` empty for any source of observations."""

    source: str
    names: frozenset[str]


def observed_measures(definitions: Definitions) -> list[Measure]:
    """Measures that observations alone can supply, in order: what police.uk counts stands in the police table."""
    return [one for one in definitions.measures_in_order() if one.observed and not one.available]


def items_of(definitions: Definitions, measure: Measure) -> list[Items]:
    """What a measure counts, source by source."""
    return [
        Items("" if one.source == ANY else one.source, frozenset(one.categories))
        for one in measure.counted
        if one.source in definitions.sources
        and definitions.sources[one.source].reader == "observations"
        and not one.weekly
    ]


def names_in(counted: Sequence[Items], source: str) -> frozenset[str]:
    """The items and details that a measure counts in a source: what it says of that one, else of any."""
    own = frozenset(name for one in counted if one.source == source for name in one.names)
    return own or frozenset(name for one in counted if not one.source for name in one.names)
