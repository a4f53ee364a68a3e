"""The workspace that the site's bench serves: the largest partnership of the made-up nation, with all its rows."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from wardmote.definitions import load
from wardmote.evidence.progress import Progress, quiet
from wardmote.operations.bench import Plan
from wardmote.operations.bench.national import Nation
from wardmote.operations.bench.places import Places, make_places
from wardmote.operations.init import init
from wardmote.operations.workspace import find_workspace

LAST = "last"
"""Folder of the month that comes by itself, after all the others, so that there is something that changed."""


def make_workspace(folder: Path, nation: Nation, plan: Plan, progress: Progress = quiet) -> Path:
    """Set up a workspace and take the nation's files in: all months but the last, then the last.

    The same nation gives the same workspace; one that is there already is used again.
    """
    stamp, made_of = folder / "made-of.json", (nation.folder / "made.json").read_text(encoding="utf-8")
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == made_of:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    territorial = [force for force in load().forces.values() if force.code][: plan.forces]
    places = make_places(plan, territorial)
    largest = int(np.bincount(places.partnership).argmax())
    drawn = nation.folder / "boundaries"
    write_boundaries(drawn, places, largest, plan)
    init(folder, [f"X22{largest:06d}"], [nation.profile, drawn], progress=progress)
    evidence = find_workspace(folder).store
    *earlier, last = sorted(nation.police.iterdir())
    evidence.ingest(earlier, progress=progress)
    evidence.ingest([last], progress=progress)
    stamp.write_text(made_of, encoding="utf-8")
    return folder


def write_boundaries(folder: Path, places: Places, partnership: int, plan: Plan) -> None:
    """Draw a partnership as a board of squares, one a small area; those of a ward lie in one column."""
    folder.mkdir(parents=True, exist_ok=True)
    mine = np.flatnonzero(places.partnership == partnership)
    codes, names = places.codes, places.small_area_names
    deep, name = plan.small_areas_in_a_ward, places.names[partnership]
    wide = max(1, round(np.sqrt(len(mine)) / deep)) * deep
    west, south = float(places.longitude[mine].mean()), float(places.latitude[mine].mean())
    squares: list[tuple[dict[str, str], Any]] = []
    wards: dict[int, list[Any]] = {}
    for place, area in enumerate(mine):
        ward, row = divmod(place, deep)
        across, down = ward % wide, ward // wide * deep + row
        x, y = west + across * 0.01, south - down * 0.006
        square = shapely.box(round(x, 5), round(y - 0.006, 5), round(x + 0.01, 5), round(y, 5))
        squares.append(({"lsoa21_code": codes[area], "lsoa21_name": names[area]}, square))
        wards.setdefault(ward, []).append(square)
    _write(folder / "lsoa21_bsc.geojson", squares)
    drawn = [
        (
            {
                "ward24_code": f"X05{partnership:03d}{ward + 1:03d}",
                "ward24_name": f"{name} Ward {ward + 1}",
                "ltla24_code": f"X07{partnership:06d}",
            },
            shapely.union_all(parts),
        )
        for ward, parts in wards.items()
    ]
    _write(folder / "ward24.geojson", drawn)
    whole = shapely.union_all([square for _, square in squares])
    _write(folder / "csp24.geojson", [({"csp24_code": f"X22{partnership:06d}", "csp24_name": name}, whole)])


def _write(path: Path, features: Iterable[tuple[dict[str, str], Any]]) -> None:
    made = [
        {"type": "Feature", "properties": names, "geometry": shapely.geometry.mapping(shape.normalize())}
        for names, shape in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": made}), encoding="utf-8")
