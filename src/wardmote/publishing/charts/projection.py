"""Longitude and latitude laid flat for a map of one partnership.

A spherical transverse Mercator about the central meridian of the British National Grid (2 degrees west), so
that shapes and north stand as on Ordnance Survey maps. Over a county the difference from the Grid's own
ellipsoid is far below the width of a line. Formulae: Snyder, Map Projections: A Working Manual (USGS
Professional Paper 1395, 1987), equations 8-1 to 8-3.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

CENTRAL_MERIDIAN = -2.0
EARTH_RADIUS_KM = 6371.0088
Coordinates = npt.NDArray[np.float64]


def to_kilometres(coordinates: Coordinates) -> Coordinates:
    """Points (n, 2) of longitude and latitude in degrees, as kilometres east and north."""
    longitude = np.radians(coordinates[:, 0] - CENTRAL_MERIDIAN)
    latitude = np.radians(coordinates[:, 1])
    across = np.cos(latitude) * np.sin(longitude)
    east = EARTH_RADIUS_KM * np.arctanh(across)
    north = EARTH_RADIUS_KM * np.arctan2(np.tan(latitude), np.cos(longitude))
    return np.column_stack([east, north])


def flat(wkb: tuple[bytes, ...]) -> list[shapely.Geometry]:
    """Outlines given as WKB in WGS84, in kilometres."""
    return [shapely.transform(shapely.from_wkb(item), to_kilometres) for item in wkb]
