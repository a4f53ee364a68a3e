"""A control chart read off point by point, as somebody would with a ruler."""

from __future__ import annotations

import itertools
import math


def above(value: float, line: float) -> bool:
    """Above it by more than rounding."""
    return value > line and not math.isclose(value, line, rel_tol=1e-12)


def stretches(n: int, breaks: list[int]) -> list[range]:
    """The places between breaks."""
    edges = [0, *breaks, n]
    return [range(a, b) for a, b in itertools.pairwise(edges)]


def limits(y: list[float], breaks: list[int], screen: bool) -> tuple[list[float], list[float], list[float]]:
    """Centre, lower and upper limit of every point."""
    centre, low, high = [], [], []
    for stretch in stretches(len(y), breaks):
        there = [y[i] for i in stretch if not math.isnan(y[i])]
        ranges = [abs(y[i] - y[i - 1]) for i in stretch if i - 1 in stretch]
        ranges = [one for one in ranges if not math.isnan(one)]
        mean = sum(there) / len(there) if there else math.nan
        usual = sum(ranges) / len(ranges) if ranges else math.nan
        if screen and ranges:
            kept = [one for one in ranges if one <= 3.267 * usual]
            usual = sum(kept) / len(kept)
        for _ in stretch:
            centre.append(mean)
            low.append(mean - 2.66 * usual)
            high.append(mean + 2.66 * usual)
    return centre, low, high


def runs(places: range, fits: list[int], least: int) -> set[int]:
    """The places of all runs of at least so many like, non-zero marks in a row."""
    found: set[int] = set()
    current: list[int] = []
    for i in places:
        if fits[i] == 0 or (current and fits[i] != fits[current[-1]]):
            current = []
        if fits[i] != 0:
            current.append(i)
        if len(current) >= least:
            found |= set(current)
    return found


def shift(y: list[float], centre: list[float], breaks: list[int]) -> set[int]:
    """Runs of seven on one side."""
    side = [above(v, c) - above(c, v) for v, c in zip(y, centre, strict=True)]
    return set().union(*(runs(s, side, 7) for s in stretches(len(y), breaks)))


def trend(y: list[float], breaks: list[int]) -> set[int]:
    """Seven points in a row, each above (or each below) the one before."""
    found: set[int] = set()
    for stretch in stretches(len(y), breaks):
        for start in stretch:
            window = y[start : start + 7]
            if len(window) < 7 or start + 6 not in stretch or any(map(math.isnan, window)):
                continue
            steps = list(itertools.pairwise(window))
            if all(a < b for a, b in steps) or all(a > b for a, b in steps):
                found |= set(range(start, start + 7))
    return found


def two_of_three(
    y: list[float],
    centre: list[float],
    low: list[float],
    high: list[float],
    breaks: list[int],
    beyond_counts: bool,
) -> set[int]:
    """Near points of any three in a row on one side, two of them near."""
    found: set[int] = set()
    for stretch in stretches(len(y), breaks):
        for start in stretch:
            three = list(range(start, start + 3))
            if three[-1] not in stretch or any(math.isnan(y[i] - low[i]) for i in three):
                continue
            high_up, low_down = (
                all(above(y[i], centre[i]) for i in three),
                all(above(centre[i], y[i]) for i in three),
            )
            near = [
                i
                for i in three
                if above(y[i], centre[i] + (high[i] - centre[i]) * (2 / 3))
                or above(centre[i] - (centre[i] - low[i]) * (2 / 3), y[i])
            ]
            near = [i for i in near if beyond_counts or not (above(y[i], high[i]) or above(low[i], y[i]))]
            if (high_up or low_down) and len(near) >= 2:
                found |= set(near)
    return found
