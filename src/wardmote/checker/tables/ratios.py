"""Columns of shares, rates and averages: of which columns they are made, found by arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from wardmote.checker.quantities.cells import Value
from wardmote.checker.quantities.vocabulary import Vocabulary
from wardmote.checker.tables.grid import PER, Column, Grid
from wardmote.checker.tables.relations import Ratio

COUNTS = ("count", "total", "other", "count-share")
LEAST = 3
"""Fewest rows by which arithmetic alone can tell what a column is."""


def ratio_relations(grid: Grid, words: Vocabulary) -> list[Ratio]:
    """The shares, rates and averages of a table that its other columns explain."""
    made: list[Ratio] = []
    for column in grid.columns:
        if column.role in ("share", "rate", "average", "count-share"):
            made += _explained(column, grid, words)
    made += _average_rows(grid, words)
    return made


def _explained(column: Column, grid: Grid, words: Vocabulary) -> list[Ratio]:
    best: list[Ratio] = []
    score = 0.0
    for found in _formulas(column, grid, words):
        if not found:
            continue
        fits = sum(one.holds() for one in found)
        share = fits / len(found)
        if fits >= 2 and share > score + 1e-9:
            best, score = found, share
    sure = len(best) >= LEAST and score >= words.limit("check-guessed-fits")
    if not sure and len(best) >= LEAST:
        sure = score >= words.limit("check-fits") and sum(one.holds() for one in best) >= LEAST
    return best if sure else []


def _formulas(column: Column, grid: Grid, words: Vocabulary) -> Iterator[list[Ratio]]:
    """Every formula that the kind of column may have, as its relations."""
    counts = [
        one for one in grid.columns if one.role in COUNTS and one is not column and one.role != "count-share"
    ]
    if column.role == "count-share":
        yield from _of_total(column, column, grid)
        for whole in counts:
            yield _column(column, column, whole, grid, "share", 100)
        return
    if column.role == "share":
        for part in counts:
            yield from _of_total(column, part, grid)
    if column.role in ("share", "rate"):
        per = 100 if column.role == "share" else _per(column.head)
        for part, whole in permutations(counts, 2):
            yield _column(column, part, whole, grid, "share" if column.role == "share" else "rate", per)
    if column.role == "average":
        yield from _averages(column, counts, grid)


def _per(head: str) -> int:
    found = PER.search(head)
    if not found:
        return 1000
    named = found["many"].lower().replace(",", "")
    known = {"thousand": 1000, "hundred": 100, "head": 1}
    return known.get(named) or int(named if named.isdigit() else 1000) or 1000


def _printed(row: tuple[Value, ...], column: Column) -> tuple[Value, bool]:
    value = row[column.at]
    number = value.percent if column.role == "count-share" else value.number
    return value, value.counts and number is not None


def _column(column: Column, part: Column, whole: Column, grid: Grid, kind: str, per: int) -> list[Ratio]:
    made = []
    for row in grid.rows:
        value, fit = _printed(row.values, column)
        top, bottom = row.values[part.at], row.values[whole.at]
        number = value.percent if column.role == "count-share" else value.number
        if fit and number is not None and top.counts and bottom.counts and bottom.exact > 0:
            made.append(
                Ratio(
                    "rate" if kind == "rate" else "share",
                    value,
                    number,
                    (top,),
                    (),
                    (bottom,),
                    per,
                    label=row.label,
                )
            )
    return made


def _of_total(column: Column, part: Column, grid: Grid) -> Iterator[list[Ratio]]:
    """Shares of the printed total of the column, and shares of what its rows make together."""
    rows = [row for row in grid.rows if row.values[part.at].counts]
    totals = [row for row in rows if row.kind in ("total", "all", "sub-total")]
    normal = [row for row in rows if row.kind == "normal"]
    bottoms: list[tuple[Value, ...]] = [(total.values[part.at],) for total in totals[-1:] + totals[:1]]
    bottoms.append(tuple(row.values[part.at] for row in normal))
    for bottom in bottoms:
        made = []
        for row in rows:
            value, fit = _printed(row.values, column)
            number = value.percent if column.role == "count-share" else value.number
            if fit and number is not None and sum(one.exact for one in bottom) > 0:
                made.append(
                    Ratio("share", value, number, (row.values[part.at],), (), bottom, label=row.label)
                )
        yield made


def _averages(column: Column, counts: list[Column], grid: Grid) -> Iterator[list[Ratio]]:
    """The mean of the columns before it; a count over the months of a year, a quarter, or the weeks."""
    before = [one for one in counts if one.at < column.at and one.role == "count"]
    for first in range(max(0, len(before) - 1)):
        chosen = before[first:]
        yield [
            Ratio(
                "average",
                row.values[column.at],
                number,
                tuple(row.values[one.at] for one in chosen),
                (),
                (),
                1,
                label=row.label,
                over=len(chosen),
            )
            for row in grid.rows
            if (number := row.values[column.at].number) is not None
            and row.values[column.at].counts
            and all(row.values[one.at].counts for one in chosen)
        ]
    for over in (12, 52, 4, 3, 6, 9, 365):
        for one in counts:
            yield [
                Ratio(
                    "average",
                    row.values[column.at],
                    number,
                    (row.values[one.at],),
                    (),
                    (),
                    1,
                    label=row.label,
                    over=over,
                )
                for row in grid.rows
                if (number := row.values[column.at].number) is not None
                and row.values[column.at].counts
                and row.values[one.at].counts
            ]


def _average_rows(grid: Grid, words: Vocabulary) -> list[Ratio]:
    """A row of means of the rows above it."""
    made: list[Ratio] = []
    for row in grid.rows:
        if not (row.kind == "other" and words.says("average", row.label)):
            continue
        above = [one for one in grid.rows[: row.at] if one.kind == "normal"]
        found = []
        for column in grid.columns:
            parts = tuple(one.values[column.at] for one in above)
            value = row.values[column.at]
            if (
                len(parts) > 1
                and value.counts
                and value.number is not None
                and all(one.counts for one in parts)
            ):
                found.append(
                    Ratio("average", value, value.number, parts, (), (), 1, label=row.label, over=len(parts))
                )
        monthly = re.search(r"month|week|quarter|day", row.label, re.IGNORECASE)
        fits = sum(one.holds() for one in found)
        if fits and fits >= words.limit("check-fits") * len(found) and not (monthly and not fits):
            made += found
    return made
