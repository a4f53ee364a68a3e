"""Entries that stand under each other, such as groups that report to groups: in their order, and as a drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import escape

from markupsafe import Markup

from wardmote.publishing.theme import theme
from wardmote.site.kit.registers.selectors import Row

WIDE, HIGH, ACROSS, DOWN = 210, 54, 54, 14
"""Pixels of a box, and between boxes."""
LETTERS, LINES = 25, 2
"""Letters of a line in a box, and lines."""


@dataclass(frozen=True)
class Place:
    """An entry in its order: how many stand above it, and the entry right above (None for one that stands alone)."""

    row: Row
    depth: int
    above: Row | None


def standing_under(rows: Sequence[Row], field: str) -> list[Place]:
    """Every entry once, each right after the one that it stands under. Those that would stand under themselves, and
    those under an entry that is not shown, begin anew."""
    by_number = {row.entry.number: row for row in rows}
    below: dict[int, list[Row]] = {}
    tops: list[Row] = []
    for row in rows:
        above = row.entry.values.get(field)
        (below.setdefault(above, []) if above in by_number else tops).append(row)
    met: set[int] = set()

    def walk(row: Row, depth: int, above: Row | None) -> Iterator[Place]:
        if row.entry.number in met:
            return
        met.add(row.entry.number)
        yield Place(row, depth, above)
        for under in below.get(row.entry.number, []):
            yield from walk(under, depth + 1, row)

    found = [place for row in tops for place in walk(row, 0, None)]
    for row in rows:  # what stands in a ring
        found += walk(row, 0, None)
    return found


def drawn(places: Sequence[Place]) -> Markup:
    """The same as SVG, from left to right; what it shows stands in a table beside it."""
    look = theme().colour
    width = (max((one.depth for one in places), default=0) + 1) * (WIDE + ACROSS) - ACROSS + 4
    at = {
        one.row.entry.number: (2 + one.depth * (WIDE + ACROSS), 2 + n * (HIGH + DOWN))
        for n, one in enumerate(places)
    }
    parts = []
    for one in places:
        x, y = at[one.row.entry.number]
        if one.above is not None:
            left, top = at[one.above.entry.number]
            bend = x - ACROSS // 2
            parts.append(
                f'<path d="M{left + WIDE // 2} {top + HIGH}V{y + HIGH // 2}H{x}" fill="none" stroke="{look.quiet}"/>'
                if bend > left + WIDE // 2
                else ""
            )
    for one in places:
        x, y = at[one.row.entry.number]
        parts.append(
            f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" fill="{look.ground}" stroke="{look.ink}"/>'
        )
        lines = wrap(one.row.title, LETTERS, max_lines=LINES, placeholder=" …") or [""]
        first = y + HIGH / 2 + 5 - 9 * (len(lines) - 1)
        parts += [
            f'<text x="{x + 12}" y="{first + 19 * n:g}" font-size="15" fill="{look.ink}">{escape(line)}</text>'
            for n, line in enumerate(lines)
        ]
    height = len(places) * (HIGH + DOWN) + DOWN
    return Markup(  # noqa: S704 - every text in it is escaped above
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="Atkinson Hyperlegible Next, arial, sans-serif" aria-hidden="true" focusable="false">'
        f"{''.join(parts)}</svg>"
    )
