"""Counts of followed crimes by measure, group of outcome, year and month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.definitions import Measure
from wardmote.definitions.word_groups import WordGroup
from wardmote.figures.evidence import Evidence
from wardmote.figures.outcomes.following import FollowUp
from wardmote.figures.outcomes.reading import OTHER, Ending, ending_groups

Counts = npt.NDArray[np.int64]
NONE_YET = "no-outcome-yet"
"""Group of crimes without an outcome when the follow-up ended."""
ANOTHER = "another-outcome"
"""Group of outcomes that stand in no group of the definitions."""


@dataclass(frozen=True)
class Group:
    """One way in which crimes end: its names, from long to short, and what a sentence says of it."""

    id: str
    title: str
    heading: str
    wider: str
    said: str

    @staticmethod
    def of(group: WordGroup) -> Group:
        """The group that the definitions name."""
        return Group(group.id, group.title, group.heading, group.wider or group.heading, group.said)


@dataclass(frozen=True, eq=False)
class Cube:
    """``counts``: (measures, groups, years, months), earlier year first; ``of``: the same, all groups together."""

    measures: tuple[Measure, ...]
    groups: tuple[Group, ...]
    counts: Counts
    of: Counts


def cube_of(
    evidence: Evidence, follow: FollowUp, endings: Iterable[Ending], measures: Sequence[Measure]
) -> Cube:
    """Count the crimes that were followed; every one stands in one group."""
    groups = [Group.of(group) for group in ending_groups(evidence)]
    groups.append(Group(ANOTHER, "Another outcome", "Another", "Another end", ""))
    within = f"No outcome within {follow.months} months"
    groups.append(Group(NONE_YET, within, "No outcome", "No outcome yet", "had no outcome yet"))
    years = (follow.kept_before, follow.kept)
    where = {month: (year, at) for year, part in enumerate(years) for at, month in enumerate(part)}
    holding = {
        name: [at for at, m in enumerate(measures) if name in categories(m)] for name in _all(measures)
    }
    counts = np.zeros((len(measures), len(groups), 2, len(follow.kept)), dtype=np.int64)
    for one in endings:
        if one.followed and one.has_id:
            counts[(holding.get(one.category, []), _place(one, len(groups)), *where[one.month])] += one.n
    return Cube(tuple(measures), tuple(groups), counts, counts.sum(axis=1))


def categories(measure: Measure) -> set[str]:
    """The categories of street-level crime that a measure counts."""
    return {name for counted in measure.counted for name in counted.categories}


def _all(measures: Iterable[Measure]) -> set[str]:
    return set().union(*(categories(measure) for measure in measures))


def _place(one: Ending, groups: int) -> int:
    if one.place is None:
        return groups - 1
    return groups - 2 if one.place == OTHER else one.place
