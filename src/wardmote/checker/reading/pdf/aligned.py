"""Tables without upright lines: lines whose words stand under one another in columns."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.checker.reading.grid import Given
from wardmote.checker.reading.headers import is_figure
from wardmote.checker.reading.pdf.pieces import Edge
from wardmote.checker.reading.pdf.rows import Row, Segment
from wardmote.checker.reading.plain.lines import bullet, ordinal, section_label

FEWEST_ROWS = 2
WIDEST_STEP = 2.6
"""Heights of a line between two rows of a table."""
LARGER = 1.15
"""Times the size of a table's letters from which a line is a heading under it."""
WIDE = 0.6
"""Share of a table's width from which a line of long words is running text."""
LONG = 45
"""Characters from which words are running text and not the words of a cell."""


def aligned_run(rows: Sequence[Row], start: int, rules: Sequence[Edge]) -> int:
    """Where a table that begins at a line ends; ``start`` itself where none begins."""
    if not _has_columns(rows[start]):
        return start
    end, misses = start + 1, 0
    last = end
    while end < len(rows) and misses < 3:
        if rows[end - 1].base - rows[end].base > WIDEST_STEP * max(rows[end].size, 6.0) + _ruled(
            rows, end, rules
        ):
            break
        if _has_columns(rows[end]):
            misses = 0
            last = end + 1
        elif _is_part_of_cell(rows[end], rows[start:end]):
            misses += 1
            last = end + 1 if _ruled(rows, end + 1, rules) else last
        else:
            break
        end += 1
    return last if _is_table(rows[start:last], rules) else start


def _ruled(rows: Sequence[Row], index: int, rules: Sequence[Edge]) -> float:
    """Further points that may stand between two rows where a level line does."""
    if not 0 < index < len(rows):
        return 0.0
    high, low = rows[index - 1].base, rows[index].base
    return 2.0 * rows[index].size if any(low < rule.at < high for rule in rules) else 0.0


def _has_columns(row: Row) -> bool:
    if len(row.segments) < 2:
        return False
    first = row.segments[0].text.strip()
    labelled = len(row.segments) == 2 and (
        bullet(f"{first} x")[0] or ordinal(f"{first} x")[0] or section_label(f"{first} x")[0]
    )
    return not labelled


def _is_part_of_cell(row: Row, above: Sequence[Row]) -> bool:
    """Whether a line with one segment goes on in a cell of the rows above: it stands under one of their segments."""
    (segment, *others) = row.segments
    if others:
        return False
    left, right = min(one.left for one in above), max(one.right for one in above)
    if row.size > LARGER * max(one.size for one in above):
        return False  # a heading
    if segment.right - segment.left > WIDE * (right - left) and len(segment.text) > LONG:
        return False  # running words
    starts = [one for line in above for one in line.segments[1:]]
    under = any(
        abs(segment.left - one.left) < 0.5 * row.size or abs(segment.right - one.right) < 0.5 * row.size
        for one in starts
    )
    short = segment.right - segment.left < 0.45 * (right - left)
    return under or (short and abs(segment.left - above[0].left) < 0.5 * row.size and len(above) > 1)


def _is_table(rows: Sequence[Row], rules: Sequence[Edge]) -> bool:
    columned = [row for row in rows if _has_columns(row)]
    if len(columned) < FEWEST_ROWS:
        return False
    figures = sum(any(is_figure(segment.text) for segment in row.segments[1:]) for row in columned)
    many = sum(len(row.segments) >= 3 for row in columned)
    long = sum(len(segment.text) > LONG for row in columned for segment in row.segments)
    between = {round(rule.at) for rule in rules if rows[-1].base < rule.at < rows[0].base}
    if figures >= 0.5 * len(columned) or len(between) >= max(2, 0.6 * len(columned) - 1):
        return True
    return len(columned) >= 3 and many >= 0.6 * len(columned) and long <= 0.4 * len(columned)


def columns_of(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The columns: where words stand under one another, taken from the lines with most of them."""
    most = max(len(row.segments) for row in rows)
    spans: list[tuple[float, float]] = []
    for row in sorted(rows, key=lambda row: -len(row.segments)):
        for segment in row.segments:
            touching = [span for span in spans if span[0] < segment.right and segment.left < span[1]]
            if len(touching) > 1 or (len(row.segments) < max(2, most - 1) and not touching):
                continue
            if touching:
                spans.remove(touching[0])
                spans.append((min(touching[0][0], segment.left), max(touching[0][1], segment.right)))
            else:
                spans.append((segment.left, segment.right))
    return _apart(sorted(spans))


def _apart(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    made: list[tuple[float, float]] = []
    for left, right in spans:
        if made and left < made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], right))
        else:
            made.append((left, right))
    return made


def cells_of(rows: Sequence[Row], rules: Sequence[Edge]) -> list[list[Given]]:
    """The cells of the lines of a table; lines that go on in cells of the line above are added to it."""
    if (ordered := _by_order(rows)) is not None:
        return ordered
    columns = columns_of(rows)
    cuts = _bands(rows, rules)
    made: list[list[list[str]]] = []
    spans: list[dict[int, int]] = []
    for index, row in enumerate(rows):
        cells: list[list[str]] = [[] for _ in columns]
        wide: dict[int, int] = {}
        for segment in row.segments:
            first, last = _reach(segment, columns)
            cells[first].append(segment.text.strip())
            if last > first:
                wide[first] = last - first + 1
        if made and _goes_on(cells, index, cuts):
            for column, words in enumerate(cells):
                made[-1][column] += words
        else:
            made.append(cells)
            spans.append(wide)
    return [_given(cells, wide) for cells, wide in zip(made, spans, strict=True)]


def _by_order(rows: Sequence[Row]) -> list[list[Given]] | None:
    """The cells where all lines have equally many: the order says the column, even where tabs set them unevenly."""
    if len({len(row.segments) for row in rows}) > 1:
        return None
    return [[Given(segment.text.strip()) for segment in row.segments] for row in rows]


def _bands(rows: Sequence[Row], rules: Sequence[Edge]) -> set[int] | None:
    """The lines above which a level line stands, where most of the rows are ruled apart; None where they are not."""
    ruled = {
        index
        for index in range(1, len(rows))
        if any(rows[index].base < rule.at < rows[index - 1].base for rule in rules)
    }
    firsts = sum(bool(row.segments and row.left <= rows[0].left + rows[0].size) for row in rows)
    return ruled if len(ruled) >= max(2, 0.4 * firsts) else None


def _goes_on(cells: list[list[str]], index: int, cuts: set[int] | None) -> bool:
    if cuts is not None:
        return index not in cuts
    filled = [words for words in cells if words]
    return not cells[0] and len(filled) == 1 and not is_figure(filled[0][0])


def _reach(segment: Segment, columns: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """The columns that words stand over."""
    over = [
        index for index, (left, right) in enumerate(columns) if left < segment.right and segment.left < right
    ]
    if over:
        return over[0], over[-1]
    nearest = min(range(len(columns)), key=lambda index: abs(sum(columns[index]) / 2 - segment.middle))
    return nearest, nearest


def _given(cells: list[list[str]], wide: dict[int, int]) -> list[Given]:
    made: list[Given] = []
    column = 0
    while column < len(cells):
        across = wide.get(column, 1)
        if any(cells[other] for other in range(column + 1, min(column + across, len(cells)))):
            across = 1
        made.append(Given(" ".join(cells[column]), 1, across))
        column += across
    return made
