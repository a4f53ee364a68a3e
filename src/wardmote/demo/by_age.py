"""Residents of the made-up partnership by age, and what its council counts by age."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardmote.demo.chance import chance
from wardmote.demo.place import Place, SmallArea

OPEN_FROM = 90
GROUPS = (0, 18, 25, 45, 65, 75, 85)
"""First ages of the groups of the plan."""
OLDEST = (0.2, 0.17, 0.14, 0.12, 0.1, 0.27)
"""How those of 85 and over are shared between single years, the last of them open."""
PROFILE = ("collection", "release", "date", "level", "vintage", "topic", "unit", "area", "base")
MIDDLE = "2025-06-30"
COUNTS = ("Area", "Measure", "Age", "Period", "Value")
YEARS = (2022, 2023, 2024, 2025)

Ages = NDArray[np.int64]


def ages_of(area: SmallArea, place: Place) -> Ages:
    """Residents of a small area in the middle of 2025 by single year of age, the last of 90 and over."""
    shares = place.plan.ages[area.ward.kind]
    ends = (*GROUPS[1:], OPEN_FROM + 1)
    single = np.concatenate(
        [
            share * (np.array(OLDEST) if first == GROUPS[-1] else np.full(end - first, 1 / (end - first)))
            for share, first, end in zip(shares, GROUPS, ends, strict=True)
        ]
    )
    random = chance(place.plan.map_seed, "ages", area.code)
    return np.asarray(random.multinomial(area.people[1], single / single.sum()), dtype=np.int64)


def write_ages(place: Place, path: Path) -> None:
    """Write residents by single year of age, in the layout that any partner may use."""
    names = [f"count {age}" for age in range(OPEN_FROM)] + [f"count {OPEN_FROM}+"]
    said = ("age-small-areas", MIDDLE, MIDDLE, "lsoa", "2021", "age", "residents")
    _write(
        path,
        (*PROFILE, *names),
        ((*said, area.code, area.people[1], *ages_of(area, place)) for area in place.areas),
    )


def write_counts_by_age(place: Place, plan: dict[str, Any], seed: int, folder: Path) -> None:
    """Write what the council counts by ward, age and year; the same seed gives the same bytes."""
    _write(folder / plan["file"], COUNTS, _counts(place, plan, seed))


def _counts(place: Place, plan: dict[str, Any], seed: int) -> Iterable[tuple[object, ...]]:
    random = chance(seed, "by-age", plan["measure"])
    for year in YEARS:
        period = f"{year}-{(year + 1) % 100:02}"
        for ward in place.plan.wards:
            mine = [place.areas[at] for at in place.of_ward(ward.name)]
            living = np.sum([ages_of(area, place) for area in mine], axis=0) * (
                ward.people[year == YEARS[-1]] / ward.people[1]
            )
            total = 0
            for band, rate in plan["rates"].items():
                people = living[_ages_in(band)].sum()
                count = int(random.poisson(people * rate / 1000 * plan["times"].get(ward.name, 1)))
                total += count
                yield mine[0].ward_code, plan["measure"], band, period, count
            yield (
                mine[0].ward_code,
                plan["measure"],
                "Unknown",
                period,
                int(random.binomial(total, plan["unknown"])),
            )


def _ages_in(band: str) -> slice:
    """Ages of a band of the plan, such as 18-64 or 85+."""
    first, _, last = band.rstrip("+").partition("-")
    return slice(int(first), int(last) + 1 if last else None)


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
