"""Makes polygons of features, and refuses those that cannot be drawn on a map of the British Isles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from wardmote.definitions import Definitions
from wardmote.evidence.geography.features import Features
from wardmote.evidence.refusals import Refused

_POLYGONAL = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
_LONGITUDE_AND_LATITUDE = re.compile(r"CRS84|EPSG:+(?:[\d.]*:)?(4326|4258)$|^(4326|4258)$")
"""Names of WGS 84, and of ETRS89, which lies within a metre of it here."""

Geometries = Any
"""Array of shapely geometries."""


def polygons(
    features: Features, codes: Sequence[str], definitions: Definitions
) -> tuple[Geometries, list[int]]:
    """The polygons of a file, in its order.

    Parameters
    ----------
    codes
        Code of each feature, for sentences.

    Returns
    -------
    Valid polygons and multipolygons in longitude and latitude, outer rings clockwise as ONS and maps have them,
    and the places of those that had to be mended.

    Raises
    ------
    Refused
        When a feature has no polygon, or lies outside the range of the thresholds ``longitude-west`` to
        ``latitude-north``, or the file is in another coordinate system.
    """
    _check_system(features)
    shapes = _shapes(features, codes)
    _check_range(features, codes, shapes, definitions)
    broken = [int(place) for place in np.flatnonzero(~shapely.is_valid(shapes))]
    for place in broken:
        shapes[place] = _mended(features, place, codes[place], shapes[place])
    return shapely.orient_polygons(shapes, exterior_cw=True), broken


def _check_system(features: Features) -> None:
    if not isinstance(features.crs, dict):
        return
    properties = features.crs.get("properties")
    if not isinstance(properties, dict):
        return
    name = str(properties.get("name") or properties.get("code") or "")
    if name and not _LONGITUDE_AND_LATITUDE.search(name):
        raise Refused(
            features.file.name,
            f"{features.file.name}: found the coordinate system {name}, expected longitude and latitude "
            "(WGS 84, EPSG:4326). Export the boundaries again in WGS 84.",
        )


def _shapes(features: Features, codes: Sequence[str]) -> Geometries:
    for place, text in enumerate(features.geometries):
        if text is None:
            raise _fault(features, place, codes[place], "found no geometry, expected a polygon")
    with np.errstate(all="ignore"):  # a number beyond all numbers is outside the British Isles
        shapes = shapely.from_geojson(np.array(features.geometries, dtype=object), on_invalid="ignore")
    kinds = shapely.get_type_id(shapes)
    for place in np.flatnonzero(~np.isin(kinds, _POLYGONAL) | shapely.is_empty(shapes)).tolist():
        shape = shapes[place]
        found = (
            "an empty shape" if shape is not None and shape.is_empty else getattr(shape, "geom_type", None)
        )
        raise _fault(
            features,
            place,
            codes[place],
            f"found {found or 'a shape that cannot be read'}, expected a polygon",
        )
    return shapely.force_2d(shapes)


def _check_range(
    features: Features, codes: Sequence[str], shapes: Geometries, definitions: Definitions
) -> None:
    west, south, east, north = (
        definitions.threshold(name)
        for name in ("longitude-west", "latitude-south", "longitude-east", "latitude-north")
    )
    bounds = shapely.bounds(shapes)
    inside = _within(bounds, west, south, east, north)
    if inside.all():
        return
    place = int(np.flatnonzero(~inside)[0])
    found = bounds[place]
    swapped = _within(found[None, [1, 0, 3, 2]], west, south, east, north)[0]
    metres = max(abs(found[[0, 2]])) > 180 or max(abs(found[[1, 3]])) > 90
    corner = f"{found[0]:.10g}, {found[1]:.10g}"
    if swapped:
        advice = f"longitude and latitude are the wrong way round (found {corner}). Put longitude first."
    elif metres:
        advice = (
            f"found {corner}, which looks like metres of the British National Grid (EPSG:27700), expected "
            "longitude and latitude. Export the boundaries again in WGS 84 (EPSG:4326)."
        )
    else:
        advice = (
            f"found longitude and latitude {corner}, expected {west:g} to {east:g} and {south:g} to {north:g}, "
            "which is the British Isles. Check the file's coordinate system."
        )
    raise _fault(features, place, codes[place], advice)


def _within(bounds: Any, west: float, south: float, east: float, north: float) -> Any:
    low = (bounds[:, 0] >= west) & (bounds[:, 1] >= south)
    return low & (bounds[:, 2] <= east) & (bounds[:, 3] <= north)


def _mended(features: Features, place: int, code: str, shape: Any) -> Any:
    pieces = shapely.get_parts(shapely.make_valid(shape))
    parts = shapely.get_parts(pieces[np.isin(shapely.get_type_id(pieces), _POLYGONAL)])
    if not len(parts):
        raise _fault(features, place, code, "its outline encloses no area, expected a polygon")
    return shapely.multipolygons(parts) if len(parts) > 1 else parts[0]


def _fault(features: Features, place: int, code: str, said: str) -> Refused:
    end = "" if said.endswith(".") else ". Correct the file or ask for it again."
    return Refused(features.file.name, f"{features.label(int(place), code)}: {said}{end}")
