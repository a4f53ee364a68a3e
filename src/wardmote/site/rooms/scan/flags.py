"""What is to be talked over, as the core finds it: scores far apart, and few of them."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.analyses.priorities.scores import Scoring
from wardmote.methods.priorities.spread import spread


@dataclass(frozen=True)
class Flag:
    """Of one issue and criterion: middle score, lowest, highest (None without any), how many; far apart; few."""

    median: float | None
    low: int | None
    high: int | None
    scorers: int
    apart: bool
    few: bool


def flags(scoring: Scoring) -> dict[tuple[str, str], Flag]:
    """(Issue, criterion) -> how its scores lie."""
    matrix = scoring.matrix
    if not scoring.scorers:
        return {}
    found = spread(*scoring.everything, flag=matrix.flag_spread, fewest=matrix.fewest_scorers)
    return {
        (issue, one.id): Flag(
            float(found.median[at, place]) if found.scorers[at, place] else None,
            int(found.low[at, place]) if found.scorers[at, place] else None,
            int(found.high[at, place]) if found.scorers[at, place] else None,
            int(found.scorers[at, place]),
            bool(found.apart[at, place]),
            bool(found.few[at, place]),
        )
        for at, issue in enumerate(scoring.issues)
        for place, one in enumerate(matrix.criteria)
    }


def flagged(scoring: Scoring, *, apart_alone: bool = False) -> set[tuple[str, str]]:
    """Which scores are talked over: those far apart and those of few, or the former alone."""
    return {name for name, one in flags(scoring).items() if one.apart or (one.few and not apart_alone)}
