"""Scores against the scale that the document prints, and ranks against what they order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wardmote.checker.checks.context import Context, TableReading, cell_where
from wardmote.checker.findings import Finding
from wardmote.checker.quantities.cells import Value
from wardmote.checker.read_document import Heading, ItemList, Paragraph, ReadDocument, Table
from wardmote.checker.tables.grid import Column

LEGEND = re.compile(
    r"(?<![\w.])(?P<score>\d{1,2})\s*(?:[-–—=:]|is|means|\()\s*\(?(?P<word>[A-Z][A-Za-z/ ]{1,24}?)(?=[\s,;).]|$)"
)
VALUES = re.compile(
    r"(?:scor\w+|rat\w+|scale|graded|marked)\b[^.;\d]{0,40}(?P<values>\d{1,2}(?:,\s*\d{1,2})*,?\s*(?:or|and)\s*\d{1,2})(?![\d%/])",
    re.IGNORECASE,
)
SCALE = re.compile(
    r"(?:scale|scor\w+|rat\w+|graded|ranked?|marked?)[^.;]{0,40}?\b(?:from\s+|of\s+|between\s+)?(?P<low>\d{1,2})\s*(?:\([^)]*\)\s*)?(?:to|-|–|and)\s*(?P<high>\d{1,2})(?!\d|%|/)",
    re.IGNORECASE,
)
FEWEST, LARGEST = 3, 20
NEAR = 4
"""Blocks on either side of a table among which its scale stands."""
LISTED = 12


@dataclass(frozen=True)
class _Scale:
    """``named`` scores, or all from ``low`` to ``high`` where a range is given."""

    named: tuple[int, ...]
    text: str
    span: bool


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Every table of scores."""
    for reading in context.tables:
        scale = _scale(document, reading)
        if scale is not None:
            yield from _scores(reading, scale, context)


def _scale(document: ReadDocument, reading: TableReading) -> _Scale | None:
    """The scale that stands in the head, the notes, or beside the table."""
    table = reading.table
    inside = [cell.text for row in table.rows[: table.header_rows] for cell in row]
    near = [table.caption, *table.notes]
    blocks = document.blocks
    before = range(reading.block - 1, max(-1, reading.block - NEAR - 1), -1)
    after = range(reading.block + 1, min(len(blocks), reading.block + NEAR + 1))
    for places in (before, after):
        for at in places:
            block = blocks[at]
            if isinstance(block, Table):
                break
            if isinstance(block, Paragraph | Heading):
                near.append(block.text)
            elif isinstance(block, ItemList) and len(block.items) < 8:
                near.append("; ".join(block.items))
    for text in [*inside, *near]:
        if found := _named(text) or _values(text) or _range(text):
            return found
    return None


def _named(text: str) -> _Scale | None:
    found = list(LEGEND.finditer(" ".join(text.split())))
    scores = tuple(sorted({int(one["score"]) for one in found}))
    if len(scores) < FEWEST or scores[-1] > LARGEST or len(found) != len(scores):
        return None
    return _Scale(scores, ", ".join(f"{one['score']} {one['word'].strip()}" for one in found), False)


def _values(text: str) -> _Scale | None:
    found = VALUES.search(text)
    scores = tuple(sorted({int(one) for one in re.findall(r"\d+", found["values"])})) if found else ()
    if found is None or len(scores) < 2 or scores[-1] > LARGEST:
        return None
    return _Scale(scores, found["values"], False)


def _range(text: str) -> _Scale | None:
    found = SCALE.search(text)
    if not found or not int(found["low"]) < int(found["high"]) <= LARGEST:
        return None
    low, high = int(found["low"]), int(found["high"])
    return _Scale(tuple(range(low, high + 1)), f"{low} to {high}", True)


def _scores(reading: TableReading, scale: _Scale, context: Context) -> Iterator[Finding]:
    cells = [value for column in _score_columns(reading, scale) for value in column.values if value.counts]
    outside = [value for value in cells if value.exact not in scale.named]
    context.did(len(cells))
    if not outside or len(outside) * 2 > len(cells):
        return
    order = sorted(outside, key=lambda one: (one.cell.place.row or 0, one.cell.place.column or 0))
    beyond = [one for one in order if scale.span or not scale.named[0] <= one.exact <= scale.named[-1]]
    for value in beyond[:LISTED]:
        yield context.found(
            "score",
            "beyond",
            cell_where(value, reading.grid),
            value.printed,
            scale.text,
            low=str(scale.named[0]),
            high=str(scale.named[-1]),
        )
    within = [one for one in order if one not in beyond]
    if within:
        values = " or ".join(f"{value}" for value in sorted({int(one.exact) for one in within}))
        yield context.found(
            "score",
            "outside",
            cell_where(within[0], reading.grid),
            within[0].printed,
            scale.text,
            many=len(within),
            all=len(cells),
            values=values,
            scale=scale.text,
            others=tuple(cell_where(one, reading.grid) for one in within[1 : LISTED + 1]),
        )


def _score_columns(reading: TableReading, scale: _Scale) -> list[Column]:
    """Columns whose whole numbers mostly stand in the scale, and that are no total or rank."""
    summed = {id(one.result) for one in reading.relations.linear}
    made = []
    for column in reading.grid.columns:
        counted = [value for value in column.values if value.counts]
        if (
            column.role not in ("count", "other")
            or len(counted) < 2
            or any(id(one) in summed for one in counted)
        ):
            continue
        whole = all(
            one.number is not None and one.number.step == 1 and one.number.unit == "" for one in counted
        )
        within = sum(_fits(value, scale) for value in counted)
        if whole and within * 10 >= 6 * len(counted):
            made.append(column)
    return made


def _fits(value: Value, scale: _Scale) -> bool:
    return scale.named[0] <= value.exact <= scale.named[-1]


def tied(values: list[int]) -> int:
    """How many groups of equal values there are."""
    return sum(many > 1 for many in Counter(values).values())
