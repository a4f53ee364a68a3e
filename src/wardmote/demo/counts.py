"""How many rows of each category fall in each month and area: some planted exactly, others by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wardmote.demo.chance import chance
from wardmote.demo.crime_plan import Category, Habits, categories, habits
from wardmote.demo.place import Place
from wardmote.demo.truths import Planted, planted

Numbers = NDArray[np.int64]
NOWHERE = -1
"""Stands for the small area of a row that has lost its location."""
_ELSEWHERE = "elsewhere"
_USUAL_MONTH = 365.25 / 12


@dataclass(frozen=True, eq=False)
class Stratum:
    """Rows of one category that are counted together.

    areas: positions of the small areas they fall on, empty for rows without a location; weights: how they
    fall on them (sums to 1); a_year: expected rows a year; planted: totals decided beforehand, or None.
    """

    name: str
    areas: tuple[int, ...]
    weights: NDArray[np.float64]
    a_year: float
    planted: Planted | None


@dataclass(frozen=True, eq=False)
class Rows:
    """One entry a row: positions of its month (of the published) and of its small area, or NOWHERE."""

    month: Numbers
    area: Numbers

    def __len__(self) -> int:
        return len(self.month)


def draw_rows(place: Place, seed: int) -> dict[str, Rows]:
    """Draw the rows of every category, by identifier."""
    return {category.id: _draw(category, place, seed) for category in categories()}


def positions_of(place: Place, name: str) -> tuple[int, ...]:
    """Small areas of a ward or of a named cluster."""
    for cluster in place.plan.clusters:
        if cluster.name == name:
            return tuple(p for p in place.of_ward(cluster.ward) if place.areas[p].name[-1] in cluster.letters)
    return tuple(place.of_ward(name))


def strata_of(category: Category, place: Place) -> list[Stratum]:
    """Divide a category into parts that are drawn apart: what is planted, each other ward, the unlocated."""
    mine = [item for item in planted() if item.category == category.id]
    draw = _draw_of_areas(category, place)
    taken = {position for item in mine if item.located for position in positions_of(place, item.place)}
    rest = tuple(position for position in range(len(place.areas)) if position not in taken)
    strata = [
        _planted_stratum(item, rest if item.place == _ELSEWHERE else positions_of(place, item.place), draw)
        for item in mine
    ]
    if not any(item.located and item.place == _ELSEWHERE for item in mine):
        strata += _usual_strata(category, place, rest)
    if all(item.located for item in mine):
        located = sum(stratum.a_year for stratum in strata)
        lost = located * category.without_location / (1 - category.without_location)
        strata.append(Stratum("without location", (), np.empty(0), lost, None))
    return strata


def _planted_stratum(item: Planted, areas: tuple[int, ...], draw: NDArray[np.float64]) -> Stratum:
    areas = areas if item.located else ()
    weights = draw[list(areas)]
    where = f"{item.place} {item.months} {item.located}"
    return Stratum(where, areas, weights / weights.sum() if areas else weights, item.totals[2], item)


def _usual_strata(category: Category, place: Place, rest: tuple[int, ...]) -> list[Stratum]:
    """One stratum for each ward that nothing is planted in, sharing the usual volume by people and pull."""
    draw = _draw_of_areas(category, place)
    wards = [ward for ward in place.plan.wards if set(place.of_ward(ward.name)) <= set(rest)]
    pull = np.array([ward.people[0] * category.pull[ward.kind] for ward in wards])
    shares = pull / pull.sum()
    strata = []
    for ward, share in zip(wards, shares, strict=True):
        areas = tuple(place.of_ward(ward.name))
        weights = draw[list(areas)]
        strata.append(Stratum(ward.name, areas, weights / weights.sum(), category.volume * share, None))
    return strata


def _draw_of_areas(category: Category, place: Place) -> NDArray[np.float64]:
    """How strongly each small area draws the category: people, kind of ward, a lasting unevenness."""
    uneven = chance(place.plan.map_seed, "uneven", category.id).normal(0, category.uneven, len(place.areas))
    people = np.array([area.people[0] * category.pull[area.ward.kind] for area in place.areas])
    return np.asarray(people * np.exp(uneven))


def _draw(category: Category, place: Place, seed: int) -> Rows:
    plan = habits()
    shared = _unrest(plan.unrest["partnership"], len(plan.months), seed, category.id)
    months, areas = [], []
    for stratum in strata_of(category, place):
        random = chance(seed, "rows", category.id, stratum.name)
        own = _unrest(plan.unrest["ward"], len(plan.months), seed, category.id, stratum.name)
        monthly = _monthly(stratum, _season(category, plan) * shared * own, plan, random)
        month = np.repeat(np.arange(len(plan.months)), monthly)
        months.append(month)
        areas.append(_fall(stratum, len(month), random))
    return Rows(np.concatenate(months), np.concatenate(areas))


def _season(category: Category, plan: Habits) -> NDArray[np.float64]:
    """The expected share of a year in each published month, before chance."""
    season = np.array(category.season) / np.sum(category.season)
    return np.array([season[month.month - 1] * month.days / _USUAL_MONTH for month in plan.months])


def _unrest(spread: float, months: int, seed: int, *names: str) -> NDArray[np.float64]:
    return np.asarray(np.exp(chance(seed, "unrest", *names).normal(0, spread, months)))


def _monthly(
    stratum: Stratum, share: NDArray[np.float64], plan: Habits, random: np.random.RandomState
) -> Numbers:
    """Rows in each published month: by chance, or the planted total of each year spread by chance."""
    item = stratum.planted
    if item is None:
        return np.asarray(random.poisson(stratum.a_year * share))
    monthly = np.zeros(len(plan.months), dtype=np.int64)
    for year, total in enumerate(item.totals):
        mine = [
            position
            for position, month in enumerate(plan.months)
            if month.of_year == year and (not item.months or month.month in item.months)
        ]
        monthly[mine] = random.multinomial(total, share[mine] / share[mine].sum())
    return monthly


def _fall(stratum: Stratum, rows: int, random: np.random.RandomState) -> Numbers:
    """The small area of each row."""
    if not stratum.areas:
        return np.full(rows, NOWHERE, dtype=np.int64)
    return np.asarray(random.choice(np.array(stratum.areas), size=rows, p=stratum.weights))
