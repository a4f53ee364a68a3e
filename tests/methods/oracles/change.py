"""The verdict test written out slowly: loops over plain lists, and a search where the product solves."""

from __future__ import annotations

import math

from scipy import stats


def expected(counts: list[list[float]], days: list[list[float]]) -> list[list[float]]:
    """Scale the table of days to the year totals, then the month totals, two thousand times over."""
    fitted = [[float(day) for day in year] for year in days]
    for _ in range(2000):
        for year, row in zip(counts, fitted, strict=True):
            have, want = sum(row), sum(year)
            row[:] = [cell * want / have if have else 0.0 for cell in row]
        for month in range(len(counts[0])):
            have, want = sum(row[month] for row in fitted), sum(year[month] for year in counts)
            for row in fitted:
                row[month] = row[month] * want / have if have else 0.0
    return fitted


def verdict_test(counts: list[list[float]], days: list[list[float]]) -> tuple[float, int, float, float]:
    """Give phi, df, z and p as docs/explanation/statistics.md words them."""
    fitted = expected(counts, days)
    df = (len(counts) - 1) * (len(counts[0]) - 1)
    misfit = 0.0
    for year, row in zip(counts, fitted, strict=True):
        for y, e in zip(year, row, strict=True):
            misfit += (y - e) ** 2 / e if e > 0 else 0.0
    phi = max(1.0, misfit / df)
    z = z_at(1.0, sum(counts[-2]), sum(counts[-1]), phi, sum(days[-2]), sum(days[-1]))
    return phi, df, z, 2 * float(stats.t.sf(abs(z), df))


def z_at(ratio: float, a: float, b: float, phi: float, d1: float, d2: float) -> float:
    """Test whether the rate ratio is `ratio`; at 1 it is the verdict test."""
    difference = 2 * (math.sqrt(b / d2) - math.sqrt(ratio * a / d1))
    return difference / math.sqrt(ratio / d1 + 1 / d2) / math.sqrt(phi)


def ratio_limits(
    a: float, b: float, phi: float, df: int, d1: float, d2: float, confidence: float
) -> tuple[float, float]:
    """Search for the ratios at which the test turns; 0 and infinity where it never does below 10^9."""
    t = float(stats.t.ppf((1 + confidence) / 2, df))

    def accepted(log_ratio: float) -> bool:
        return abs(z_at(math.exp(log_ratio), a, b, phi, d1, d2)) <= t

    best = math.log((b / d2) / (a / d1)) if a and b else (-math.inf if a else math.inf)
    inside = min(max(best, -20.0), 20.0)
    return limit(accepted, inside, -21.0, 0.0), limit(accepted, inside, 21.0, math.inf)


def limit(accepted: object, inside: float, outside: float, unbounded: float) -> float:
    """Halve the way between an accepted and a refused log ratio; `unbounded` where none is refused."""
    assert callable(accepted)
    if accepted(outside):
        return unbounded
    for _ in range(200):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if accepted(middle) else (inside, middle)
    return math.exp(inside)
