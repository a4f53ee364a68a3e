"""Writes lookup, population and boundaries of Safer Marrowmere, in the columns of the real files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon

from wardmote.demo.by_age import write_ages
from wardmote.demo.chance import chance
from wardmote.demo.place import Place, SmallArea

_LOOKUP = (
    "lsoa21_name,lsoa21_code,ward24_name,ward24_code,ltla24_name,ltla24_code,csp24_code,csp24_name,pfa24_code,"
    "pfa24_name,method"
)
_PROFILE = "pop_mye2024,pop_mye2025,usual_residents_census2021,households_census2021,imd25_IMD_decile"
_METHOD = "ltla24 has one CSP"
_PEOPLE_A_HOUSEHOLD = 2.32
_DECIMALS = 5


def write_geography(place: Place, folder: Path) -> None:
    """Write the lookup, the profile and five boundary files."""
    for name in ("lookups", "population", "boundaries"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    lookup = [_lookup_row(area, place) for area in place.areas]
    profile = [f"{row},{_people(area, place)}" for row, area in zip(lookup, place.areas, strict=True)]
    _write(folder / "lookups" / "lsoa21_ward24_lad24_csp24_pfa24.csv", [_LOOKUP, *lookup])
    _write(folder / "population" / "lsoa21_profile.csv", [f"{_LOOKUP},{_PROFILE}", *profile])
    write_ages(place, folder / "population" / "lsoa21_residents_by_age.csv")
    for name, features in _layers(place):
        _write(folder / "boundaries" / f"{name}.geojson", _collection(name, features))


def _lookup_row(area: SmallArea, place: Place) -> str:
    plan = place.plan
    return ",".join(
        (
            *(area.name, area.code, area.ward.name, area.ward_code),
            *(plan.authority.name, plan.authority.code, plan.partnership.code, plan.partnership.name),
            *(plan.force.code, plan.force.name, _METHOD),
        )
    )


def _people(area: SmallArea, place: Place) -> str:
    """Population of both years, Census residents and households, decile of deprivation."""
    drift = chance(place.plan.map_seed, "census", area.code).uniform(0.96, 1.0)
    residents = round(area.people[0] * drift)
    return (
        f"{area.people[0]},{area.people[1]},{residents},{round(residents / _PEOPLE_A_HOUSEHOLD)},{area.imd}"
    )


Feature = tuple[dict[str, str], Polygon | MultiPolygon]


def _layers(place: Place) -> Iterable[tuple[str, list[Feature]]]:
    plan, areas = place.plan, place.areas
    yield (
        "lsoa21_bgc",
        [
            ({"LSOA21CD": a.code, "LSOA21NM": a.name, "LADCD_ACTIVE": plan.authority.code}, a.polygon)
            for a in areas
        ],
    )
    yield (
        "lsoa21_bsc",
        [({"lsoa21_name": a.name, "lsoa21_code": a.code}, light) for a, light in _light(place)],
    )
    yield "ward24", [_ward(place, number) for number in range(len(plan.wards))]
    whole = _joined(areas)
    yield "lad24", [({"ltla24_code": plan.authority.code, "ltla24_name": plan.authority.name}, whole)]
    yield "csp24", [({"csp24_code": plan.partnership.code, "csp24_name": plan.partnership.name}, whole)]
    yield "pfa24", [({"pfa24_code": plan.force.code, "pfa24_name": plan.force.name}, whole)]


def _ward(place: Place, number: int) -> Feature:
    ward = place.plan.wards[number]
    mine = [place.areas[position] for position in place.of_ward(ward.name)]
    names = {
        "ward24_code": mine[0].ward_code,
        "ward24_name": ward.name,
        "ltla24_code": place.plan.authority.code,
    }
    return names, _joined(mine)


def _light(place: Place) -> Iterable[tuple[SmallArea, Polygon]]:
    """The same small areas with fewer points, neighbours still sharing their borders."""
    light = shapely.coverage_simplify([area.polygon for area in place.areas], 0.002)
    return zip(place.areas, light, strict=True)


def _joined(areas: Iterable[SmallArea]) -> Polygon | MultiPolygon:
    return shapely.coverage_union_all([area.polygon for area in areas])


def _collection(name: str, features: list[Feature]) -> list[str]:
    """GeoJSON, one feature a line, as the real files are laid out."""
    opening = {"type": "FeatureCollection", "name": name}
    lines = [_json(opening)[:-1] + ',"features":[']
    drawn = [
        _json({"type": "Feature", "properties": names, "geometry": _geometry(g)}) for names, g in features
    ]
    return [*lines, ",\n".join(drawn), "]}"]


def _geometry(shape: Polygon | MultiPolygon) -> dict[str, Any]:
    """Coordinates with the outer ring clockwise, as in the real files."""
    polygons = [_rings(part) for part in shapely.get_parts(shape)]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _rings(polygon: Polygon) -> list[list[list[float]]]:
    turned = polygon.normalize()
    return [np.round(ring.coords, _DECIMALS).tolist() for ring in (turned.exterior, *turned.interiors)]


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False)


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join((*lines, "")), encoding="utf-8", newline="\n")
