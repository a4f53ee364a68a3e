"""Columns of changes: between which two columns they are, and by which signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from wardmote.checker.quantities.cells import Value
from wardmote.checker.quantities.figure_words import Number
from wardmote.checker.quantities.vocabulary import Vocabulary
from wardmote.checker.tables.grid import Column, Grid
from wardmote.checker.tables.relations import Linear, Ratio, Relations

BASES = ("count", "total", "share", "rate", "average", "count-share", "other")
Pair = tuple[Column, Column]


def change_relations(grid: Grid, words: Vocabulary) -> Relations:
    """The relations of every column of changes of a table; of columns that most rows do not fit, none."""
    made = Relations()
    taken: Pair | None = None
    for column in grid.columns:
        if column.role not in ("difference", "percent-change", "points", "change"):
            continue
        best = _best(grid, column, taken, words)
        if best is None:
            continue
        pair, linear, ratios = best
        taken = pair if column.role in ("difference", "change", "points") else taken
        made.linear += linear
        made.ratios += ratios
    return made


def _pairs(grid: Grid, column: Column, words: Vocabulary) -> list[Pair]:
    """Pairs of columns (earlier, later), the likeliest first."""
    bases = [one for one in grid.columns if one.role in BASES and one is not column]
    if len(bases) > 14:
        bases = [one for one in bases if abs(one.at - column.at) <= 8]
    left = [one for one in bases if one.at < column.at]
    near = sorted(left or bases, key=lambda one: column.at - one.at)[:2]
    found = [_in_order(one, two, words) for one, two in combinations(bases, 2) if one.unit == two.unit]
    return sorted(
        found, key=lambda pair: (set(pair) != set(near), sum(abs(one.at - column.at) for one in pair))
    )


def _in_order(one: Column, two: Column, words: Vocabulary) -> Pair:
    """Two columns, the earlier first: by their periods, else by their words, else from left to right."""
    if one.span and two.span and one.span.first != two.span.first:
        return (one, two) if one.span.first < two.span.first else (two, one)
    back = words.says("earlier", two.head) or words.says("target", two.head) or words.says("later", one.head)
    if back and not (words.says("earlier", one.head) or words.says("later", two.head)):
        return two, one
    return one, two


def _best(
    grid: Grid, column: Column, taken: Pair | None, words: Vocabulary
) -> tuple[Pair, list[Linear], list[Ratio]] | None:
    """The pair that most rows fit, with its relations; None where too few do."""
    pairs = _pairs(grid, column, words)
    if taken and taken in pairs:
        pairs = [taken, *(pair for pair in pairs if pair != taken)]
    best: tuple[float, Pair, list[Linear], list[Ratio]] | None = None
    for rank, pair in enumerate(pairs):
        for order in (pair, (pair[1], pair[0])):
            linear, ratios = _relations(grid, column, order)
            relations: list[Linear | Ratio] = [*linear, *ratios]
            if not relations:
                continue
            share = sum(one.holds() for one in relations) / len(relations)
            score = share - 0.0001 * rank - (0.001 if order is not pair else 0)
            if best is None or score > best[0] + 1e-9:
                best = (score, order, linear, ratios)
        if best is not None and best[0] > 0.98:
            break
    if best is None:
        return None
    _, pair, linear, ratios = best
    return (pair, linear, ratios) if _believed(grid, column, pair, [*linear, *ratios], words) else None


def _believed(
    grid: Grid, column: Column, pair: Pair, relations: list[Linear | Ratio], words: Vocabulary
) -> bool:
    """Whether enough rows fit for the column to be what its head says."""
    fits = sum(one.holds() for one in relations)
    if fits >= words.limit("check-fits") * len(relations) and fits:
        return True
    bases = [one for one in grid.columns if one.role in ("count", "total", "share", "rate")]
    only = sum(one.role == column.role for one in grid.columns) == 1
    alone = only and len(bases) == 2 and set(pair) == set(bases) and words.says("change", column.head)
    return alone and (len(relations) == 1 or (fits > 0 and len(relations) <= 3))


def _relations(grid: Grid, column: Column, pair: Pair) -> tuple[list[Linear], list[Ratio]]:
    cells = [
        (row.label, row.values[column.at], row.values[pair[0].at], row.values[pair[1].at])
        for row in grid.rows
        if row.kind != "section"
    ]
    usable = [one for one in cells if all(value.counts for value in one[1:])]
    facing, bare = _signs(usable, column.role)
    linear, ratios = [], []
    for label, result, earlier, later in usable:
        if column.role != "percent-change":
            linear.append(_difference(result, earlier, later, facing, bare, label))
        percent = result.number if column.role == "percent-change" else result.percent
        if percent is not None and column.role != "points":
            ratios.append(
                Ratio(
                    "percentage",
                    result,
                    percent,
                    (later,),
                    (earlier,),
                    (earlier,),
                    bare=bare,
                    label=label,
                    facing=facing,
                )
            )
    return linear, [one for one in ratios if one.bottom[0].exact != 0]


def _difference(result: Value, earlier: Value, later: Value, facing: int, bare: bool, label: str) -> Linear:
    return Linear(
        "difference", result, (later,), (earlier,), slack_of((result, earlier, later)), facing, bare, label
    )


def slack_of(cells: tuple[Value, ...]) -> Fraction:
    """How far a sum of printed numbers may be off because each was rounded: none for whole numbers."""
    halves = [
        Fraction(one.number.step) / 2 for one in cells if one.number is not None and not _whole(one.number)
    ]
    return sum(halves, Fraction(0)) if len(halves) > 0 else Fraction(0)


def _whole(number: Number) -> bool:
    return number.step == 1 and number.unit not in ("%", "points")


def _signs(cells: list[tuple[str, Value, Value, Value]], role: str) -> tuple[int, bool]:
    """By which signs the column prints changes: (1 or -1, whether it prints none)."""
    pairs = [(result, later.exact - earlier.exact) for _, result, earlier, later in cells]
    signed = [(result, gap) for result, gap in pairs if result.exact != 0 and gap != 0]
    bare = bool(signed) and all(result.exact > 0 and result.way is None for result, _ in signed)
    if bare and any(gap < 0 for _, gap in signed):
        return 1, True
    against = sum((result.exact > 0) != (gap > 0) for result, gap in signed)
    if (
        signed
        and against * 2 > len(signed)
        and len(signed) > 1
        and all(r.way is None or (r.number is not None and r.number.sign) for r, _ in signed)
    ):
        return -1, False
    return 1, False


def directions(grid: Grid) -> Iterator[tuple[Column, Column]]:
    """Each column of arrows, with the column of changes before it that it may be the sign of."""
    changes = [one for one in grid.columns if one.role in ("difference", "percent-change", "change")]
    for column in grid.columns:
        if column.role == "trend" and changes:
            words = set(re.findall(r"[\w&]+", column.head.lower()))
            yield column, max(changes, key=lambda one: (_shared(one, words), one.at < column.at, one.at))


def _shared(column: Column, words: set[str]) -> int:
    """How many words the head of a column shares with some."""
    return len(words & set(re.findall(r"[\w&]+", column.head.lower())))
