"""Columns of running text: which lines of a page are read one below another."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.checker.reading.pdf.rows import Row, Segment

FEWEST = 5
"""Lines that a column has."""
NARROWEST = 0.26
"""Share of the width of the words that a column is wide."""


def has_columns(rows: Sequence[Row], width: float) -> bool:
    """Whether a page has columns of running text."""
    return _gutter(rows, width) is not None


def in_reading_order(rows: Sequence[Row], width: float) -> list[Row]:
    """The lines of a page as they are read: the left column first, between lines that reach over both."""
    gutter = _gutter(rows, width)
    if gutter is None:
        return list(rows)
    made: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        if any(segment.left < gutter < segment.right for segment in row.segments):
            made += [*left, *right, row]
            left, right = [], []
            continue
        for side, segments in ((left, _side(row, gutter, True)), (right, _side(row, gutter, False))):
            if segments:
                side.append(Row(segments))
    return [*made, *left, *right]


def _side(row: Row, gutter: float, before: bool) -> list[Segment]:
    return [segment for segment in row.segments if (segment.right <= gutter) == before]


def _gutter(rows: Sequence[Row], width: float) -> float | None:
    """Where the gap between two columns stands; None where there is none."""
    segments = [segment for row in rows for segment in row.segments]
    if not segments:
        return None
    start, end = min(s.left for s in segments), max(s.right for s in segments)
    for share in (0.5, 0.48, 0.52, 0.45, 0.55, 0.4, 0.6):
        gutter = start + share * (end - start)
        crossing = sum(s.left < gutter < s.right for s in segments)
        sides = [[s for s in segments if s.right <= gutter], [s for s in segments if s.left >= gutter]]
        if crossing <= 0.25 * len(segments) and all(_is_column(side, end - start) for side in sides):
            return gutter
    return None


def _is_column(side: Sequence[Segment], width: float) -> bool:
    """Whether segments are lines of running text: enough of them, most nearly as wide as the widest, and long."""
    if len(side) < FEWEST:
        return False
    widest = max(segment.right - segment.left for segment in side)
    full = sum(segment.right - segment.left > 0.7 * widest for segment in side)
    return (
        widest >= NARROWEST * width
        and full >= 0.5 * len(side)
        and len({round(s.base) for s in side}) == len(side)
    )
