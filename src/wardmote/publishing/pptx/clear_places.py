"""Where the words of an average have room in a monthly chart: near their level, clear of every line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wardmote.analyses.pictures import MonthLine

STEPS = 24
"""Points looked at along the line between two months."""
AROUND = 3.0
"""Points kept free round words."""


@dataclass(frozen=True)
class Plot:
    """The plot of a monthly chart: its width and height in points, its highest value, how many months it has."""

    wide: float
    tall: float
    top: float
    months: int

    def x(self, index: float) -> float:
        """How far right a month stands, in points."""
        return (index + 0.5) * self.wide / self.months

    def y(self, value: float) -> float:
        """How high a value stands, in points."""
        return value / self.top * self.tall


@dataclass(frozen=True)
class Words:
    """Words wanted at a level over a stretch of months, from first to last, and their size in points."""

    first: int
    last: int
    level: float
    wide: float
    tall: float


@dataclass(frozen=True)
class Spot:
    """The middle of words that found room: a month, and a value of the axis."""

    index: int
    value: float


def spots(picture: MonthLine, plot: Plot, wanted: Sequence[Words], rules: Sequence[int]) -> list[Spot | None]:
    """A place for each, as near to its level as there is room; None where there is none.

    ``rules`` are months at which a line crosses the plot from top to bottom.
    """
    taken = list(_drawn(picture, plot, wanted))
    found: list[Spot | None] = []
    for words in wanted:
        spot = _nearest(plot, words, taken, rules)
        found.append(spot)
        if spot:
            taken += _filled(plot, words, spot)
    return found


def _drawn(picture: MonthLine, plot: Plot, wanted: Sequence[Words]) -> Iterator[tuple[float, float]]:
    """Points along the line and along every level."""
    for index, (one, other) in enumerate(pairwise(picture.values)):
        if one is not None and other is not None:
            for step in range(STEPS):
                share = step / STEPS
                yield plot.x(index + share), plot.y(one + (other - one) * share)
    yield from ((plot.x(i), plot.y(value)) for i, value in enumerate(picture.values) if value is not None)
    for words in wanted:
        for step in range((words.last - words.first) * 4 + 1):
            yield plot.x(words.first + step / 4), plot.y(words.level)


def _filled(plot: Plot, words: Words, spot: Spot) -> Iterator[tuple[float, float]]:
    """Points all over the place of words that are set."""
    x, y = plot.x(spot.index), plot.y(spot.value)
    for across in range(-8, 9):
        for up in (-0.5, 0.0, 0.5):
            yield x + across / 16 * words.wide, y + up * words.tall


def _nearest(
    plot: Plot, words: Words, taken: Sequence[tuple[float, float]], rules: Sequence[int]
) -> Spot | None:
    level, middle = plot.y(words.level), (words.first + words.last) / 2
    best: tuple[float, float, Spot] | None = None
    for index in range(words.first, words.last + 1):
        x, half = plot.x(index), words.wide / 2 + AROUND
        if x - half < 0 or x + half > plot.wide or any(abs(plot.x(rule) - x) < half for rule in rules):
            continue
        heights = sorted(y for at, y in taken if abs(at - x) < half)
        for y in _free(heights, level, words.tall + 2 * AROUND, plot.tall):
            out = max(plot.x(words.first) - (x - half), x + half - plot.x(words.last), 0)
            cost = (abs(y - level) + out, abs(index - middle))
            if best is None or cost < best[:2]:
                best = (*cost, Spot(index, y / plot.tall * plot.top))
    return best[2] if best else None


def _free(heights: Sequence[float], level: float, tall: float, top: float) -> Iterator[float]:
    """Middles of words in the gaps between what is drawn, each as near to the level as its gap allows."""
    for low, high in pairwise([0.0, *heights, top]):
        if high - low >= tall:
            yield min(max(level, low + tall / 2), high - tall / 2)
