"""Where a label can stand without touching a line, another label or the edge."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from shapely import LineString, MultiLineString, box


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box, gap: float = 2) -> bool:
        """Whether the two come closer than ``gap`` pixels."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def within(self, edge: Box) -> bool:
        """Whether this box lies wholly inside ``edge``."""
        inside_x = edge.left <= self.left and self.right <= edge.right
        return inside_x and edge.top <= self.top and self.bottom <= edge.bottom

    @staticmethod
    def around(x: float, y: float, width: float, height: float) -> Box:
        """A box centred on (x, y)."""
        return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def first_free(
    candidates: Iterable[Box],
    edge: Box,
    lines: Sequence[Sequence[tuple[float, float]]] = (),
    taken: Sequence[Box] = (),
    gap: float = 4,
) -> Box | None:
    """The first candidate inside ``edge`` that keeps ``gap`` pixels from every line and every box taken."""
    strokes = MultiLineString([LineString(line) for line in lines if len(line) > 1])
    for candidate in candidates:
        if not candidate.within(edge) or any(candidate.touches(other, gap) for other in taken):
            continue
        area = box(candidate.left - gap, candidate.top - gap, candidate.right + gap, candidate.bottom + gap)
        if not strokes.intersects(area):
            return candidate
    return None


def near(
    x: float, y: float, width: float, height: float, first: Sequence[float] = (-90, 90), reach: float = 60
) -> Iterator[Box]:
    """Boxes round a point, the nearest first, those in the directions ``first`` (degrees, 0 to the right) before
    others as near; the furthest leaves ``reach`` pixels between the point and itself.
    """
    others = [angle for angle in range(-180, 180, 30) if angle not in first]
    for away in range(7, int(reach) + 1, 6):
        for angle in (*first, *others):
            right, down = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            yield Box.around(x + right * (away + width / 2), y + down * (away + height / 2), width, height)
