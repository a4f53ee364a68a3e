"""Where searches lie: points of police.uk in the outlines of small areas. The points are approximate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely

from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


class Ground:
    """The outlines of an area's small areas."""

    def __init__(self, shapes: Sequence[object]) -> None:
        self._tree = shapely.STRtree(shapes)
        self.bounds: tuple[float, float, float, float] = tuple(shapely.total_bounds(shapes))
        """West, south, east, north."""

    def holds(self, longitude: Floats, latitude: Floats) -> Flags:
        """Whether each point lies in any of the outlines, or on the edge of one."""
        found = np.zeros(len(longitude), dtype=np.bool_)
        if len(longitude):
            points = shapely.points(longitude, latitude)
            found[self._tree.query(points, predicate="intersects")[0]] = True
        return found


def ground_of(evidence: Evidence, area: Area) -> Ground | None:
    """The ground of an area; None where the outline of any of its small areas is not held."""
    return evidence.once(("ground", area), lambda: _ground_of(evidence, area))


def _ground_of(evidence: Evidence, area: Area) -> Ground | None:
    rows = evidence.connection.execute(
        f"""WITH inside AS (SELECT DISTINCT best_fit AS code FROM places WHERE {area.column} IN (SELECT unnest(?)))
            SELECT i.code, b.wkb FROM inside i
            LEFT JOIN boundaries b ON b.level = 'lsoa' AND b.code = i.code
            ORDER BY i.code, b.use, b.vintage DESC""",
        [list(area.member_codes)],
    ).fetchall()
    shapes: dict[str, bytes | None] = {}
    for code, wkb in rows:
        shapes.setdefault(code, None if wkb is None else bytes(wkb))
    if not shapes or any(wkb is None for wkb in shapes.values()):
        return None
    return Ground(shapely.from_wkb(list(shapes.values())))
