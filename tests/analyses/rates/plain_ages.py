"""Rates at equal ages by hand: files read line by line, one area and one band after the other, nothing of ours."""

from __future__ import annotations

import csv
import gzip
import io
import math
from collections import defaultdict
from pathlib import Path
from statistics import NormalDist

Bands = tuple[tuple[int, int], ...]
"""First and last age of each band; 120 for all above."""


def rows(path: Path) -> list[dict[str, str]]:
    """A table as the csv module reads it."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def years_of_age(row: dict[str, str], before: str = "") -> dict[int, float]:
    """People of each age; 90 stands for all above."""
    names = {f"{before}{age}": age for age in range(90)} | {f"{before}90+": 90}
    return {age: float(row[name]) for name, age in names.items()}


def in_bands(ages: dict[int, float], bands: Bands) -> list[float]:
    """People in each band."""
    return [sum(n for age, n in ages.items() if first <= age <= last) for first, last in bands]


def real_wards(geography: Path, partnership: str, bands: Bands) -> dict[str, list[float]]:
    """People of each ward of today in each band, from the small areas of 2011 that lie in it by best fit."""
    ward = {
        row["lsoa21_code"]: row["ward24_code"]
        for row in rows(geography / "lookups" / "lsoa21_ward24_lad24_csp24_pfa24.csv.gz")
        if row["csp24_code"] == partnership
    }
    best = {
        row["LSOA11CD"]: row["LSOA21CD_bestfit"]
        for row in rows(geography / "population" / "lsoa11_profile.csv.gz")
    }
    found: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(bands))
    for row in rows(geography / "population" / "population20_lsoa11_single_year_age.csv.gz"):
        place = ward.get(best.get(row["lsoa11_code"], ""))
        if place:
            found[place] = [
                a + b for a, b in zip(found[place], in_bands(years_of_age(row), bands), strict=True)
            ]
    return dict(found)


def byar(count: float, confidence: float = 0.95) -> tuple[float, float]:
    """The cube formula."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    low = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
    more = count + 1
    return low, more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3


def at_equal_ages(
    counts: dict[str, list[float]], people: dict[str, list[float]]
) -> dict[str, tuple[float, float, float, float]]:
    """Each area's directly standardised rate per 1,000 with its interval, and its ratio to what ages alone would give."""
    width = range(len(next(iter(people.values()))))
    standard = [sum(mine[band] for mine in people.values()) for band in width]
    events = [sum(mine[band] for mine in counts.values()) for band in width]
    found = {}
    for area, mine in counts.items():
        rate = variance = expected = 0.0
        for band in width:
            weight = standard[band] / sum(standard)
            rate += weight * mine[band] / people[area][band]
            variance += weight**2 * mine[band] / people[area][band] ** 2
            expected += people[area][band] * events[band] / standard[band]
        total = sum(mine)
        low, high = byar(total)
        scale = math.sqrt(variance / total)
        found[area] = (
            1000 * rate,
            1000 * (rate + scale * (low - total)),
            1000 * (rate + scale * (high - total)),
            total / expected,
        )
    return found
