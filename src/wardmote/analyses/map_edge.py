"""The edge of a map about an area, and what lies within it."""

from __future__ import annotations

import math

import shapely

from wardmote.figures.evidence import Evidence

ASPECT = 1.9
"""Width of the map to its height."""
ROOM = 2.1
"""How many times the area's own size the map shows."""
NARROWEST = 2.0
"""Kilometres that the map is wide at the least."""
DEGREE = 111.32
"""Kilometres in a degree of latitude."""
GRID_MERIDIAN = -2.0
"""Where north on the map is true north, as on the British National Grid."""
SLIVER = 1e-9
"""Square degrees (about ten square metres) below which a piece at the edge of the map is left out."""


def map_edge(shape: shapely.Geometry) -> shapely.Polygon:
    """The edge of a map about a shape, in degrees: a rectangle on the map, not on the globe."""
    left, bottom, right, top = shape.bounds
    x, y = (left + right) / 2, (bottom + top) / 2
    per_degree = DEGREE * math.cos(math.radians(y))
    wide = max((right - left) * per_degree, (top - bottom) * DEGREE * ASPECT, NARROWEST / ROOM) * ROOM
    turn = math.radians((x - GRID_MERIDIAN) * math.sin(math.radians(y)))
    corners = [
        (side * wide / 2, end * wide / ASPECT / 2) for side, end in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    return shapely.Polygon(
        [
            (
                x + (east * math.cos(turn) + north * math.sin(turn)) / per_degree,
                y + (north * math.cos(turn) - east * math.sin(turn)) / DEGREE,
            )
            for east, north in corners
        ]
    )


def codes_in(evidence: Evidence, level: str, edge: shapely.Polygon) -> list[str]:
    """Codes of the areas of a level whose outline may reach into the map."""
    left, bottom, right, top = edge.bounds
    rows = evidence.connection.execute(
        """SELECT DISTINCT code FROM boundaries
           WHERE level = ? AND min_lon <= ? AND max_lon >= ? AND min_lat <= ? AND max_lat >= ? ORDER BY code""",
        [level, right, left, top, bottom],
    ).fetchall()
    return [code for (code,) in rows]


def cut_to(edge: shapely.Polygon, wkb: bytes) -> shapely.Geometry:
    """What of an outline (WKB, WGS84) lies in the map, as a multipolygon; empty where nothing does."""
    parts = shapely.get_parts(shapely.intersection(shapely.from_wkb(wkb), edge))
    return shapely.MultiPolygon(
        [part for part in parts if part.geom_type == "Polygon" and part.area > SLIVER]
    )
