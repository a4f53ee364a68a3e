"""Map points: the few places in each small area to which police.uk moves what happened nearby."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray

from wardmote.demo.chance import chance
from wardmote.demo.crime_plan import Category, Streets, streets
from wardmote.demo.place import Place, SmallArea, build_place

_STREET = "street"
_EDGE = 0.0003
"""Degrees by which a point stays clear of the border of its small area."""


@dataclass(frozen=True, eq=False)
class MapPoints:
    """The points of one small area: sort and name of each, longitude and latitude as (n, 2)."""

    sorts: tuple[str, ...]
    names: tuple[str, ...]
    positions: NDArray[np.float64]

    def choose(self, category: Category, rows: int, random: np.random.RandomState) -> NDArray[np.int64]:
        """Choose the point of each of some rows of a category."""
        draw = np.array([category.points.get(sort, 0.3) for sort in self.sorts])
        return np.asarray(random.choice(len(self.sorts), size=rows, p=draw / draw.sum()))


@cache
def map_points() -> tuple[MapPoints, ...]:
    """The points of every small area, in order; the same every time."""
    place, plan = build_place(), streets()
    return tuple(_points_of(area, place, plan) for area in place.areas)


def _points_of(area: SmallArea, place: Place, plan: Streets) -> MapPoints:
    random = chance(place.plan.map_seed, "points", area.code)
    number = int(random.randint(plan.in_an_area[0], plan.in_an_area[1] + 1))
    first = random.choice(len(plan.first), size=number, replace=False)
    last = random.choice(len(plan.last), size=number)
    named = [f"{plan.first[one]} {plan.last[two]}" for one, two in zip(first, last, strict=True)]
    facilities = plan.facilities[area.ward.kind]
    sorts = (*(_STREET for _ in named), *facilities)
    return MapPoints(sorts, (*named, *facilities), _inside(area, len(sorts), random))


def _inside(area: SmallArea, number: int, random: np.random.RandomState) -> NDArray[np.float64]:
    """Positions inside a small area, to a tenth of a metre."""
    inner = area.polygon.buffer(-_EDGE)
    ground = area.polygon if inner.is_empty else inner
    west, south, east, north = ground.bounds
    found = np.empty((0, 2))
    while len(found) < number:
        tries = np.stack((random.uniform(west, east, 64), random.uniform(south, north, 64)), axis=1)
        found = np.vstack((found, tries[shapely.contains_xy(ground, tries)]))
    return np.round(found[:number], 6)
