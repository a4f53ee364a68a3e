"""Where issues stand, as a room or a record needs it: one line for each, and the picture of their places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.analyses.pictures import Picture
from wardmote.analyses.priorities.order import order_of, tried_on
from wardmote.analyses.priorities.result import pictures_of, trials_of
from wardmote.analyses.priorities.scores import Scoring
from wardmote.definitions import Definitions


@dataclass(frozen=True)
class Placed:
    """Where one issue stands.

    ``place``: 0 without a total; ``shown``: as it is written, "2="; ``best``, ``worst``: likely places when each score is
    one off by chance; ``robust``: among the first ones whatever the weights, None where that cannot be asked.
    """

    issue: str
    title: str
    total: float | None
    place: int
    shown: str
    best: int | None = None
    worst: int | None = None
    robust: bool | None = None


@dataclass(frozen=True)
class Standing:
    """Issues in order, those without a place last; ``top``: how many first ones ``robust`` asks after; ``picture``: None
    where no issue has a place."""

    placed: tuple[Placed, ...]
    top: int
    scorers: tuple[str, ...]
    picture: Picture | None = None

    @property
    def places(self) -> dict[str, int]:
        """Issue -> place."""
        return {one.issue: one.place for one in self.placed}


def standing_of(scoring: Scoring, definitions: Definitions) -> Standing:
    """Put issues in order; without any score nothing has a place."""
    matrix = scoring.matrix
    if not scoring.answered:
        nowhere = tuple(Placed(one, scoring.title(one), None, 0, "–") for one in scoring.issues)
        return Standing(nowhere, matrix.top, ())
    order = order_of(scoring, trials_of(definitions))
    whatever = tried_on(order).whatever
    placed = tuple(
        Placed(
            scoring.issues[at],
            scoring.title(scoring.issues[at]),
            float(order.total[at]) if np.isfinite(order.total[at]) else None,
            int(order.place[at]),
            order.shown[at] or "–",
            int(order.chance.low[at]) if order.place[at] else None,
            int(order.chance.high[at]) if order.place[at] else None,
            bool(whatever[at]) if whatever is not None and order.place[at] else None,
        )
        for at in order.first
    )
    return Standing(placed, matrix.top, scoring.answered, next(iter(pictures_of(order)), None))
