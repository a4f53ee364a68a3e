"""How measures add up: which are made of which, by the categories that they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.definitions import Measure

Category = tuple[str, str]
"""Source and category."""


@dataclass(frozen=True)
class Family:
    """``names``: measures, then what they differ by and nobody prints; ``sums``: a total and its parts, by name."""

    names: tuple[str, ...]
    unprinted: tuple[str, ...]
    sums: tuple[tuple[str, tuple[str, ...]], ...]


def family(measures: Sequence[Measure]) -> Family:
    """Take measures apart into categories that stand in the same of them, so that each is the sum of such parts.

    Parts that are a measure themselves carry its name. Others carry a name of their own: nobody prints them, but a reader
    finds them as a difference.
    """
    counted = {measure.id: _categories(measure) for measure in measures}
    parts: dict[frozenset[str], set[Category]] = {}
    for category in sorted({one for mine in counted.values() for one in mine}):
        holders = frozenset(name for name, mine in counted.items() if category in mine)
        parts.setdefault(holders, set()).add(category)
    called = {
        holders: next((name for name in sorted(holders) if counted[name] == mine), f"part {index}")
        for index, (holders, mine) in enumerate(parts.items())
    }
    sums = tuple(
        (name, made)
        for name in counted
        if (made := tuple(called[holders] for holders in parts if name in holders)) != (name,) and made
    )
    return Family(tuple(counted), tuple(n for n in called.values() if n not in counted), sums)


def _categories(measure: Measure) -> set[Category]:
    return {(one.source, category) for one in measure.counted for category in one.categories}
