"""The map of Safer Marrowmere: 84 small areas between a shore, an estuary, a mere and the fens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

from wardmote.demo.place_plan import PlacePlan, Ward, place_plan
from wardmote.demo.shapes import Points, roughened, rounded

_KM_A_DEGREE = 111.2
_DECIMALS = 5
_TRIES = 60
_HEDGE = 0.09
"""Sideways push of a border, as a share of its length."""
_ON_SHORE = 0.002
"""Kilometres within which a line counts as part of the shore."""


@dataclass(frozen=True, eq=False)
class SmallArea:
    """A small area (LSOA): codes and names, its people at mid-2024 and mid-2025, its polygon in degrees."""

    code: str
    name: str
    ward: Ward
    ward_code: str
    people: tuple[int, int]
    imd: int
    polygon: Polygon


@dataclass(frozen=True, eq=False)
class Place:
    """The whole: small areas in the order of their codes, and the plan that they were made from."""

    plan: PlacePlan
    areas: tuple[SmallArea, ...]

    def of_ward(self, name: str) -> list[int]:
        """Positions of the small areas of a ward."""
        return [position for position, area in enumerate(self.areas) if area.ward.name == name]


@cache
def build_place() -> Place:
    """Build the map; the same every time."""
    plan = place_plan()
    random = np.random.RandomState(plan.map_seed)
    land = _land(plan, random)
    owners, seeds = _plant(plan, land, random)
    polygons = _draw(_cells(seeds, land), land, plan, random)
    return Place(plan, tuple(_areas(plan, owners, polygons, random)))


def _land(plan: PlacePlan, random: np.random.RandomState) -> BaseGeometry:
    """The outline, rounded and roughened, without the mere."""
    shore, mere = (_ring(ring, random) for ring in (plan.outline, plan.lake))
    return shore.difference(mere)


def _ring(ring: list[list[float]], random: np.random.RandomState) -> Polygon:
    curve = rounded(np.array(ring, dtype=np.float64))
    return Polygon(roughened(np.vstack((curve, curve[:1])), 0.09, 3, random))


def _plant(plan: PlacePlan, land: BaseGeometry, random: np.random.RandomState) -> tuple[list[int], Points]:
    """Plant one seed a small area, each as far from the others as a few dozen tries allow (Mitchell 1991)."""
    owners: list[int] = []
    seeds = np.empty((0, 2))
    ground = land.buffer(-0.2)
    for number, ward in enumerate(plan.wards):
        for _ in range(ward.areas):
            tries = _tries(ward, ground, random)
            gaps = (
                shapely.distance(shapely.points(tries), MultiPoint(seeds))
                if len(seeds)
                else np.ones(len(tries))
            )
            seeds = np.vstack((seeds, tries[np.argmax(gaps)]))
            owners.append(number)
    return owners, seeds


def _tries(ward: Ward, ground: BaseGeometry, random: np.random.RandomState) -> Points:
    """Positions within the ward's ellipse and on dry ground."""
    angle, reach = random.uniform(0, 2 * np.pi, _TRIES), np.sqrt(random.uniform(0, 1, _TRIES))
    round_centre = np.stack((np.cos(angle), np.sin(angle)), axis=1) * reach[:, None]
    positions: Points = np.array(ward.centre) + round_centre * np.array(ward.spread)
    return np.asarray(positions[shapely.contains_xy(ground, positions)])


def _cells(seeds: Points, land: BaseGeometry) -> list[BaseGeometry]:
    """The land nearest to each seed; what lies across water goes to a neighbour on its own side."""
    nearest = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(seeds), extend_to=land))
    order = [int(np.argmax(shapely.contains(nearest, point))) for point in shapely.points(seeds)]
    cells: list[BaseGeometry] = []
    strays: list[BaseGeometry] = []
    for seed, position in zip(shapely.points(seeds), order, strict=True):
        pieces = list(shapely.get_parts(nearest[position].intersection(land)))
        home = min(pieces, key=seed.distance)
        cells.append(home)
        strays += [piece for piece in pieces if piece is not home]
    for stray in strays:
        shared = [stray.intersection(cell).length for cell in cells]
        best = int(np.argmax(shared))
        cells[best] = shapely.union_all([cells[best], stray])
    return cells


def _draw(
    cells: list[BaseGeometry], land: BaseGeometry, plan: PlacePlan, random: np.random.RandomState
) -> list[Polygon]:
    """Redraw the borders between cells as hedges run, in degrees; neighbours still share them."""
    network = shapely.get_parts(shapely.line_merge(shapely.union_all([cell.boundary for cell in cells])))
    inland = ~shapely.contains(land.boundary.buffer(_ON_SHORE), network)
    straight = [_drawn(line, plan) for line in network]
    lines = [
        _drawn(line, plan, roughened(shapely.get_coordinates(line), _HEDGE, 2, random)) if moves else kept
        for line, kept, moves in zip(network, straight, inland, strict=True)
    ]
    for number in _crossing(lines):
        lines[number] = straight[number]
    return _matched(shapely.get_parts(shapely.polygonize(lines)), cells, plan)


def _drawn(line: LineString, plan: PlacePlan, points: Points | None = None) -> LineString:
    return LineString(_degrees(shapely.get_coordinates(line) if points is None else points, plan))


def _crossing(lines: list[LineString]) -> set[int]:
    """Numbers of the lines that run across another."""
    one, other = shapely.STRtree(lines).query(lines, predicate="crosses")
    return {int(number) for number in (*one, *other)}


def _matched(faces: list[Polygon], cells: list[BaseGeometry], plan: PlacePlan) -> list[Polygon]:
    """For each cell the face that was drawn for it."""
    found = []
    for cell in cells:
        old = shapely.transform(cell, lambda points: _degrees(points, plan))
        shared = [face.intersection(old).area for face in faces]
        face = faces[int(np.argmax(shared))]
        found.append(Polygon(face.exterior, face.interiors).normalize())
    if len({face.wkb for face in found}) != len(cells) or len(faces) < len(cells):
        raise RuntimeError("The map of the demo does not close: two small areas share one outline.")
    return found


def _degrees(points: Points, plan: PlacePlan) -> Points:
    """Kilometres on the plan as longitude and latitude, to about a metre."""
    at = plan.origin
    east = _KM_A_DEGREE * np.cos(np.radians(at["latitude"]))
    scale = np.array((1 / east, 1 / _KM_A_DEGREE))
    corner = np.array((at["longitude"], at["latitude"]))
    return np.asarray(np.round(corner + (points - np.array((at["x"], at["y"]))) * scale, _DECIMALS))


def _areas(
    plan: PlacePlan, owners: list[int], polygons: list[Polygon], random: np.random.RandomState
) -> list[SmallArea]:
    """Give every small area its code, name, people and deprivation, ward by ward."""
    areas: list[SmallArea] = []
    for number, ward in enumerate(plan.wards):
        mine = [polygon for polygon, owner in zip(polygons, owners, strict=True) if owner == number]
        mine.sort(key=lambda polygon: (-polygon.centroid.y, polygon.centroid.x))
        shares = random.dirichlet(np.full(ward.areas, 60.0))
        growth = random.dirichlet(np.full(ward.areas, 8.0))
        before = _split(ward.people[0], shares)
        after = before + _split(ward.people[1] - ward.people[0], growth)
        deciles = np.clip(ward.imd + random.randint(-1, 2, ward.areas), 1, 10)
        for position, polygon in enumerate(mine):
            areas.append(
                SmallArea(
                    code=f"X01{len(areas) + 1:06d}",
                    name=f"{plan.authority.name} {number + 1:03d}{chr(ord('A') + position)}",
                    ward=ward,
                    ward_code=f"X05{number + 1:06d}",
                    people=(int(before[position]), int(after[position])),
                    imd=int(deciles[position]),
                    polygon=polygon,
                )
            )
    return areas


def _split(total: int, shares: Points) -> NDArray[np.int64]:
    """Split a total into whole numbers that add up to it again."""
    edges = np.round(np.concatenate(((0.0,), np.cumsum(shares))) / shares.sum() * total)
    return np.asarray(np.diff(edges).astype(np.int64))
