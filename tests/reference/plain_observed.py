"""Rows counted from a Home Office table by partnership, worked out the slow and obvious way from the CSV itself.

Standard library alone, and nothing of the program under test.
"""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

SUPPRESSED = {"*", "c", "[c]"}
NOUGHT = {"-", "–"}


@dataclass
class PlainRow:
    """Both years of a measure: the counts, or a word; the percentage; whether the last two years can be tested."""

    before: int | str
    now: int | str
    at_least: tuple[int | None, int | None]
    percent: float | None
    testable: bool
    z: float | None


def quarters_of(
    text: str, names: set[str], subgroups: set[str]
) -> dict[tuple[int, int], int | tuple[int | None]]:
    """(first year of the financial year, quarter) -> the count, or a tuple of what is known where a part is hidden."""
    parts: dict[tuple[int, int], list[int | None]] = {}
    seen: dict[tuple[int, int], set[str]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        if row["CSP Name"] not in names or row["Offence Subgroup"] not in subgroups:
            continue
        key = int(row["Financial Year"][:4]), int(row["Financial Quarter"])
        cell = row["Number of Offences"].strip()
        value = None if cell in SUPPRESSED else 0 if cell in NOUGHT else int(cell)
        parts.setdefault(key, []).append(value)
        seen.setdefault(key, set()).add(row["Offence Subgroup"])
    found: dict[tuple[int, int], int | tuple[int | None]] = {}
    for key, values in parts.items():
        if seen[key] != subgroups:
            continue
        known = [value for value in values if value is not None]
        if len(known) == len(values):
            found[key] = sum(known)
        else:
            found[key] = (sum(known) if known and min(known) >= 0 else None,)
    return found


def row_to_march(text: str, names: set[str], subgroups: set[str], year: int) -> PlainRow:
    """The financial year that begins in ``year`` against the one before; a quarter that one lacks leaves both."""
    quarters = quarters_of(text, names, subgroups)
    both = [q for q in (1, 2, 3, 4) if (year, q) in quarters and (year - 1, q) in quarters]
    assert len(both) >= 3, "the made-up table lacks too much"
    before, least_before = total([quarters[year - 1, q] for q in both])
    now, least_now = total([quarters[year, q] for q in both])
    percent = None
    if isinstance(before, int) and isinstance(now, int) and before >= 50 and now >= 0:
        exact = Decimal(100 * (now - before)) / Decimal(before)
        percent = float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))
    counts = [[quarters.get((y, q)) for q in both] for y in (year - 2, year - 1, year)]
    usable = all(isinstance(n, int) and n >= 0 for line in counts[1:] for n in line)
    older = all(isinstance(n, int) and n >= 0 for n in counts[0])
    z = z_of(counts if older else counts[1:], both, year) if usable else None
    return PlainRow(before, now, (least_before, least_now), percent, usable, z)


def total(values: list) -> tuple[int | str, int | None]:
    """The sum, or the word suppressed with what there is at least."""
    if all(isinstance(value, int) for value in values):
        return sum(values), None
    known = [value if isinstance(value, int) else value[0] for value in values]
    sure = all(value is not None and value >= 0 for value in known)
    return "suppressed", sum(known) if sure else None


def z_of(counts: list[list[int]], quarters: list[int], year: int) -> float:
    """The difference of the last two years in standard errors, with the dispersion of the quarters."""
    years = range(year - len(counts) + 1, year + 1)
    days = [[days_of(y, q) for q in quarters] for y in years]
    fitted = fit(counts, days)
    df = (len(counts) - 1) * (len(quarters) - 1)
    misfit = sum(
        (n - e) ** 2 / e
        for line, hoped in zip(counts, fitted, strict=True)
        for n, e in zip(line, hoped, strict=True)
        if e > 0
    )
    phi = max(1.0, misfit / df)
    a, b, d1, d2 = sum(counts[-2]), sum(counts[-1]), sum(days[-2]), sum(days[-1])
    return 2 * (math.sqrt(b / d2) - math.sqrt(a / d1)) / math.sqrt((1 / d1 + 1 / d2) * phi)


def fit(counts: list[list[int]], days: list[list[int]]) -> list[list[float]]:
    """Scale the days to the totals of years and quarters by turns."""
    fitted = [[float(d) for d in line] for line in days]
    for _ in range(500):
        for at, line in enumerate(counts):
            scale = sum(line) / (sum(fitted[at]) or 1)
            fitted[at] = [e * scale for e in fitted[at]]
        for column in range(len(counts[0])):
            scale = sum(line[column] for line in counts) / (sum(line[column] for line in fitted) or 1)
            for line in fitted:
                line[column] *= scale
    return fitted


def days_of(year: int, quarter: int) -> int:
    """Days in a financial quarter."""
    if quarter < 4:
        return {1: 91, 2: 92, 3: 92}[quarter]
    leap = (year + 1) % 4 == 0
    return 91 if leap else 90
