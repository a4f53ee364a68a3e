"""A made-up nation of small areas, wards, authorities and partnerships under the real forces' names."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from wardmote.definitions import Force
from wardmote.operations.bench.plan import Plan

Indices = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

_COLUMNS = (
    *("lsoa21_name", "lsoa21_code", "ward24_name", "ward24_code", "ltla24_name", "ltla24_code", "csp24_code"),
    *("csp24_name", "pfa24_code", "pfa24_name", "method", "pop_mye2022", "households_census2021"),
)
_SMALLEST_FORCE = 40
_SMALLEST_PARTNERSHIP = 12


@dataclass(frozen=True, eq=False)
class Places:
    """Small areas in the order of their codes; small areas of a partnership, and of a force, lie together.

    ``partnership``, ``force``: (small areas,), positions. ``weight``: (small areas,), how much crime each
    draws. ``longitude``, ``latitude``: (small areas,), its middle. ``names``: of partnerships.
    """

    partnership: Indices
    force: Indices
    weight: Floats
    longitude: Floats
    latitude: Floats
    names: tuple[str, ...]

    @property
    def codes(self) -> list[str]:
        """Codes of the small areas; made-up codes begin with X."""
        return [f"X01{index + 1:06d}" for index in range(len(self.partnership))]

    @property
    def small_area_names(self) -> list[str]:
        """Names as the ONS makes them: the authority's, with a number and a letter."""
        first = np.searchsorted(self.partnership, self.partnership)
        within = np.arange(len(self.partnership)) - first
        return [
            f"{self.names[owner]} {place // 5 + 1:03d}{'ABCDE'[place % 5]}"
            for owner, place in zip(self.partnership, within, strict=True)
        ]


def make_places(plan: Plan, forces: list[Force]) -> Places:
    """Divide the plan's small areas among its forces and their partnerships, the same way every time."""
    rng = np.random.default_rng([plan.seed, plan.version])
    of_force = _divide(rng, plan.small_areas, len(forces), _SMALLEST_FORCE, spread=0.8)
    partnerships = _in_proportion(of_force, plan.partnerships)
    sizes = [
        _divide(rng, int(n), int(k), _SMALLEST_PARTNERSHIP, spread=0.5)
        for n, k in zip(of_force, partnerships, strict=True)
    ]
    owner = np.repeat(np.arange(plan.partnerships), np.concatenate(sizes)).astype(np.int32)
    middle = rng.uniform((-4.5, 50.8), (1.2, 54.8), (plan.partnerships, 2))[owner]
    spot = middle + rng.normal(0, 0.08, middle.shape)
    return Places(
        partnership=owner,
        force=np.repeat(np.arange(len(forces)), of_force).astype(np.int32),
        weight=rng.lognormal(0, 0.8, plan.small_areas),
        longitude=spot[:, 0],
        latitude=spot[:, 1],
        names=_place_names(plan, rng),
    )


def write_profile(path: Path, plan: Plan, places: Places, forces: list[Force]) -> None:
    """Write the lookup with populations, in the columns of the published small area profile."""
    rng = np.random.default_rng([plan.seed, plan.version, 1])
    residents = rng.normal(plan.residents, plan.residents / 6, len(places.force)).astype(int)
    homes = rng.normal(plan.households, plan.households / 6, len(places.force)).astype(int)
    first = np.searchsorted(places.partnership, places.partnership)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for index, (code, name) in enumerate(zip(places.codes, places.small_area_names, strict=True)):
            owner, force = int(places.partnership[index]), forces[places.force[index]]
            ward = int(index - first[index]) // plan.small_areas_in_a_ward + 1
            place = places.names[owner]
            writer.writerow(
                (
                    *(name, code, f"{place} Ward {ward}", f"X05{owner:03d}{ward:03d}"),
                    *(place, f"X07{owner:06d}", f"X22{owner:06d}", place, force.code, force.title),
                    *("made up", residents[index], homes[index]),
                )
            )


def _divide(rng: np.random.Generator, whole: int, parts: int, least: int, spread: float) -> Indices:
    """Split a whole into unequal parts, none smaller than ``least``."""
    share = rng.lognormal(0, spread, parts)
    left = whole - least * parts
    ends = np.rint(np.cumsum(share) / share.sum() * left).astype(np.int32)
    return np.asarray(np.diff(ends, prepend=0) + least, dtype=np.int32)


def _in_proportion(sizes: Indices, parts: int) -> Indices:
    """Share out so many parts by size, at least one each."""
    given = np.ones(len(sizes), dtype=np.int32)
    for _ in range(parts - len(sizes)):
        given[int(np.argmax(sizes / (given + 0.5)))] += 1
    return given


def _place_names(plan: Plan, rng: np.random.Generator) -> tuple[str, ...]:
    every = [start + end for start in plan.place_beginnings for end in plan.place_endings]
    chosen = [every[index] for index in rng.permutation(len(every))]
    names, spare = chosen[: plan.partnerships], chosen[plan.partnerships :]
    names[0] = plan.joined_name.format(first=names[0], second=spare[0], third=spare[1])
    return tuple(names)
