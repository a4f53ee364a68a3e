"""Tables that straight lines rule: columns by upright lines where there are any, else by the gaps between words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from wardmote.checker.reading.grid import Given
from wardmote.checker.reading.pdf.pieces import Edge, PageParts, Piece
from wardmote.checker.reading.pdf.rows import Segment, joined, rows_of

NEAR = 3.0
"""Points within which two lines are the same."""
FEWEST_RULES = 3
MOST_EDGES = 4_000
"""Lines on a page beyond which it is a drawing."""
MOST_CELLS = 20_000


@dataclass
class Region:
    """Where a table stands on a page, and its cells."""

    left: float
    low: float
    right: float
    high: float
    rows: list[list[Given]]
    sides: list[float] = field(default_factory=list)

    def holds(self, segment: Segment) -> bool:
        """Whether words stand in it."""
        inside = self.left - NEAR <= segment.middle <= self.right + NEAR
        return inside and self.low - NEAR <= segment.base + 0.3 * segment.size <= self.high + NEAR


def ruled_tables(parts: PageParts) -> list[Region]:
    """The tables of a page that have upright and level lines, from above to below."""
    if len(parts.level) + len(parts.upright) > MOST_EDGES:
        return []
    found = []
    for level, upright in _groups(parts.level, parts.upright):
        heights = sorted(_merged([edge.at for edge in level]), reverse=True)
        sides = _merged([edge.at for edge in upright])
        if len(heights) < 2 or len(sides) < FEWEST_RULES:
            continue
        for bands in _alike(heights, sides, upright):
            own = [side for side in sides if any(_reaches(edge, side, bands) for edge in upright)]
            region = _region(parts, bands, own, (level, upright)) if len(own) > 1 else None
            if region is not None:
                found.append(region)
    return sorted(found, key=lambda region: -region.high)


def _alike(heights: list[float], sides: list[float], upright: Sequence[Edge]) -> list[list[float]]:
    """Heights of tables that stand directly upon one another: parted where no inner upright line goes on."""
    inner = [
        {side for side in sides[1:-1] if _stands(upright, side, low, high)} for high, low in pairwise(heights)
    ]
    made = [[heights[0]]]
    for index, low in enumerate(heights[1:]):
        made[-1].append(low)
        if (
            index + 1 < len(inner)
            and inner[index]
            and inner[index + 1]
            and not inner[index] & inner[index + 1]
        ):
            made.append([low])
    return made


def _reaches(edge: Edge, side: float, bands: Sequence[float]) -> bool:
    return abs(edge.at - side) <= NEAR and min(edge.end, bands[0]) - max(edge.start, bands[-1]) > NEAR


def _merged(places: Sequence[float]) -> list[float]:
    """Places in order, those near one another made one."""
    made: list[float] = []
    for place in sorted(places):
        if not made or place - made[-1] > NEAR:
            made.append(place)
    return made


def _groups(level: Sequence[Edge], upright: Sequence[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Lines that touch one another."""
    groups: list[tuple[list[Edge], list[Edge], list[float]]] = []
    for edge in upright:
        touching = [line for line in level if _touch(line, edge)]
        if not touching:
            continue
        box = [
            min(line.start for line in touching), min(edge.start, *(line.at for line in touching)),
            max(line.end for line in touching), max(edge.end, *(line.at for line in touching)),
        ]  # fmt: skip
        joined_level, joined_upright = list(touching), [edge]
        rest = []
        for group in groups:
            if _overlap(group[2], box):
                joined_level += group[0]
                joined_upright += group[1]
                box = [
                    min(group[2][0], box[0]),
                    min(group[2][1], box[1]),
                    max(group[2][2], box[2]),
                    max(group[2][3], box[3]),
                ]
            else:
                rest.append(group)
        groups = [*rest, (joined_level, joined_upright, box)]
    return [(list(dict.fromkeys(lines)), sides) for lines, sides, _ in groups]


def _touch(level: Edge, upright: Edge) -> bool:
    across = level.start - NEAR <= upright.at <= level.end + NEAR
    return across and upright.start - NEAR <= level.at <= upright.end + NEAR


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    across = one[0] <= other[2] + NEAR and other[0] <= one[2] + NEAR
    return across and one[1] <= other[3] + NEAR and other[1] <= one[3] + NEAR


def _region(
    parts: PageParts, heights: list[float], sides: list[float], edges: tuple[list[Edge], list[Edge]]
) -> Region | None:
    region = Region(sides[0], heights[-1], sides[-1], heights[0], [])
    bands, columns = len(heights) - 1, len(sides) - 1
    pieces: dict[tuple[int, int], list[Piece]] = {}
    falling = [-height for height in heights]
    for piece in parts.pieces:
        middle = piece.base + 0.3 * piece.size
        if _inside(region, (piece.left + piece.right) / 2, middle):
            place = (
                _which(falling, -middle),
                _which(sides, piece.left + min(0.5 * piece.size, (piece.right - piece.left) / 2)),
            )
            pieces.setdefault(place, []).append(piece)
    if len(pieces) < 2 or bands * columns > MOST_CELLS:
        return None
    region.rows = _cells(pieces, heights, sides, edges)
    region.sides = sides
    return region


def _inside(region: Region, x: float, y: float) -> bool:
    return region.left - NEAR <= x <= region.right + NEAR and region.low - NEAR <= y <= region.high + NEAR


def _words(pieces: Sequence[Piece]) -> str:
    text = ""
    for row in rows_of(pieces):
        words = row.text.replace("\t", " ")
        text = joined(text, words, set()) if text else words
    return text


def _which(borders: Sequence[float], place: float) -> int:
    for index in range(len(borders) - 1):
        if place < borders[index + 1]:
            return index
    return len(borders) - 2


def _cells(
    pieces: dict[tuple[int, int], list[Piece]],
    heights: list[float],
    sides: list[float],
    edges: tuple[list[Edge], list[Edge]],
) -> list[list[Given]]:
    level, upright = edges
    bands, columns = len(heights) - 1, len(sides) - 1
    taken: set[tuple[int, int]] = set()
    rows: list[list[Given]] = []
    for band in range(bands):
        row: list[Given] = []
        for column in range(columns):
            if (band, column) in taken:
                continue
            across = 1
            while column + across < columns and not _stands(
                upright, sides[column + across], heights[band + 1], heights[band]
            ):
                across += 1
            down = 1
            while band + down < bands and not _stands(
                level, heights[band + down], sides[column], sides[column + across]
            ):
                down += 1
            covered = {(b, c) for b in range(band, band + down) for c in range(column, column + across)}
            taken |= covered
            inside = [piece for place in covered for piece in pieces.get(place, [])]
            row.append(Given(_words(inside), down, across))
        rows.append(row)
    return rows


def _stands(edges: Sequence[Edge], at: float, start: float, end: float) -> bool:
    """Whether a line stands along a border of a cell: over more than half of it."""
    covered = 0.0
    for edge in edges:
        if abs(edge.at - at) <= NEAR:
            covered += max(0.0, min(edge.end, end) - max(edge.start, start))
    return covered >= 0.5 * (end - start)


def continued(before: Region, after: Region) -> bool:
    """Whether a table goes on in another one: the same upright lines."""
    if len(before.sides) != len(after.sides):
        return False
    return all(abs(one - other) <= NEAR for one, other in zip(before.sides, after.sides, strict=True))


def append(before: Region, after: Region) -> None:
    """Add the rows of the table on the next page: without the names of columns again, a row that was parted whole."""
    rows = list(after.rows)
    if rows and [given.text for given in rows[0]] == [given.text for given in before.rows[0]]:
        rows = rows[1:]
    last = before.rows[-1]
    if rows and _is_parted(last, rows[0]):
        for index, given in enumerate(rows[0]):
            last[index] = replace(last[index], text=f"{last[index].text} {given.text}".strip())
        rows = rows[1:]
    before.rows += rows


def _is_parted(last: Sequence[Given], first: Sequence[Given]) -> bool:
    """Whether a row is the rest of the one on the page before: its words go on in small letters where there were some."""
    filled = [(above, below) for above, below in zip(last, first, strict=False) if below.text]
    return (
        len(last) == len(first)
        and bool(filled)
        and all(above.text and (below.text[:1].islower() or below.text[:1] == "(") for above, below in filled)
    )
