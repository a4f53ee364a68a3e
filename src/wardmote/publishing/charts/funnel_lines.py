"""The limits of a funnel as lines, cut where they leave the plot: at small sizes they lie far outside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wardmote.analyses.pictures import Funnel
from wardmote.publishing.charts.value_axis import finite

Point = tuple[float, float]


@dataclass(frozen=True)
class LimitLine:
    """One stretch of a limit within the plot, in values of both axes."""

    share: float
    points: tuple[Point, ...]


def limit_lines(picture: Funnel, largest: float, values: tuple[float, float]) -> list[LimitLine]:
    """Every limit, the widest first, as the stretches up to a size and between two values."""
    found = []
    for limits in sorted(picture.limits, key=lambda one: -one.share):
        for ends in (limits.low, limits.high):
            points = _up_to(_sound(limits.sizes, ends), largest)
            found += [LimitLine(limits.share, tuple(part)) for part in within(points, *values)]
    return found


def bound_at(sizes: Sequence[float], bounds: Sequence[float], size: float) -> float | None:
    """A limit at one size, or at the nearest size that it is given for; None where there is none."""
    points = _sound(sizes, bounds)
    if not points:
        return None
    return points[0][1] if points[0][0] >= size else _up_to(points, size)[-1][1]


def _sound(sizes: Sequence[float], bounds: Sequence[float]) -> list[Point]:
    pairs = ((finite(size), finite(bound)) for size, bound in zip(sizes, bounds, strict=True))
    return sorted((size, bound) for size, bound in pairs if size is not None and bound is not None)


def _up_to(points: Sequence[Point], largest: float) -> list[Point]:
    """A line of points, cut where it passes this size."""
    kept = [point for point in points if point[0] <= largest]
    if kept and len(kept) < len(points):
        (x, y), (next_x, next_y) = kept[-1], points[len(kept)]
        kept.append((largest, y + (next_y - y) * (largest - x) / (next_x - x)))
    return kept


def within(points: Sequence[Point], low: float, high: float) -> Iterator[list[Point]]:
    """The stretches of a line of points between two values."""
    stretch: list[Point] = []
    for start, end in pairwise(points):
        part = _part(start, end, low, high)
        if part is None or (stretch and stretch[-1] != part[0]):
            if stretch:
                yield stretch
            stretch = []
        if part is not None:
            stretch = [*stretch, part[1]] if stretch else list(part)
    if stretch:
        yield stretch


def _part(start: Point, end: Point, low: float, high: float) -> tuple[Point, Point] | None:
    """What of a straight line lies between two values; None if nothing does."""
    if max(start[1], end[1]) < low or min(start[1], end[1]) > high:
        return None
    return _cut(start, end, low, high), _cut(end, start, low, high)


def _cut(point: Point, other: Point, low: float, high: float) -> Point:
    """The point itself, or where the line to the other crosses the bound that it lies beyond."""
    inside = min(max(point[1], low), high)
    if inside == point[1]:
        return point
    share = (inside - point[1]) / (other[1] - point[1])
    return point[0] + (other[0] - point[0]) * share, inside
