"""Printed places in an order against the figures that they order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from wardmote.checker.checks.context import Context, TableReading, cell_where, texts_of
from wardmote.checker.findings import Finding
from wardmote.checker.quantities.cells import Value
from wardmote.checker.read_document import ReadDocument
from wardmote.checker.tables.grid import Column

LEAST = 3
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
BASES = ("count", "total", "rate", "share", "average", "difference", "percent-change", "other")
PLACE = re.compile(r"(?:joint\s+)?(\d{1,3})(?:st|nd|rd|th)?\s*=?")
AGREE = Fraction(7, 10)


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Every column of ranks, and every table that is said to be ranked."""
    for reading in context.tables:
        ranked = [column for column in reading.grid.columns if context.words.says("rank", column.head)]
        for column in ranked:
            yield from _ranks(reading, column, context)
        if not ranked and context.words.says("ranked", reading.table.caption):
            yield from _in_order(reading, context)


def _ranks(reading: TableReading, column: Column, context: Context) -> Iterator[Finding]:
    placed = [
        (row.values[column.at], int(found[1]), row)
        for row in reading.grid.rows
        if row.kind not in ("total", "sub-total", "all", "section")
        and (found := PLACE.fullmatch(row.values[column.at].printed.lstrip("=").strip()))
    ]
    if len(placed) < LEAST:
        return
    best: tuple[Fraction, Column, list[tuple[Value, int, Value, set[int]]]] | None = None
    for base in _bases(reading, column):
        pairs = [
            (rank, place, row.values[base.at]) for rank, place, row in placed if row.values[base.at].counts
        ]
        if len(pairs) < LEAST:
            continue
        for down in (True, False):
            judged = list(_allowed(pairs, down))
            share = Fraction(sum(place in allowed for _, place, _, allowed in judged), len(judged))
            if best is None or share > best[0]:
                best = (share, base, judged)
    if best is None or (best[0] < AGREE and not _swapped(best[2])):
        return
    context.did(len(best[2]))
    for rank, place, value, allowed in best[2]:
        if place not in allowed:
            expected = str(min(allowed)) if len(allowed) == 1 else " or ".join(map(str, sorted(allowed)))
            yield context.found(
                "rank",
                "wrong",
                cell_where(rank, reading.grid),
                rank.printed,
                expected,
                by=f"“{best[1].head}”",
                value=value.printed,
            )

    groups = Counter(value.exact for _, _, value, _ in best[2])
    apart = {
        value: {place for _, place, other, _ in best[2] if other.exact == value}
        for value, many in groups.items()
        if many > 1
    }
    if any(len(places) > 1 for places in apart.values()):
        yield from _ties(best[2][0][0], reading, [len(places) > 1 for places in apart.values()], context)


def _in_order(reading: TableReading, context: Context) -> Iterator[Finding]:
    """A table that is said to be ranked, has no column of places, and stands in the order of its totals."""
    rows = [row for row in reading.grid.rows if row.kind == "normal"]
    for column in reversed(reading.grid.columns):
        values = [row.values[column.at] for row in rows]
        if len(values) <= LEAST or column.role not in BASES or not all(value.counts for value in values):
            continue
        figures = [value.exact for value in values]
        if figures[0] > figures[-1] and figures == sorted(figures, reverse=True):
            context.did()
            many = Counter(figures)
            yield from _ties(values[0], reading, [count > 1 for count in many.values()], context)
            return


def _ties(value: Value, reading: TableReading, tied: list[bool], context: Context) -> Iterator[Finding]:
    """A note where equal figures are put in an order, and nothing says which."""
    texts = (text for block in context.document.blocks for text, _, _ in texts_of(block))
    if not any(tied) or any(context.words.says("tie-rule", text) for text in texts):
        return
    many = sum(tied)
    groups = f"{in_words(many)} groups of rows" if many > 1 else "rows"
    yield context.found(
        "rank", "ties", cell_where(value, reading.grid), value.printed, "a rule for ties", groups=groups
    )


def in_words(number: int) -> str:
    """A small number in words."""
    return SMALL[number] if number < len(SMALL) else str(number)


def _bases(reading: TableReading, column: Column) -> list[Column]:
    """Columns that may be ranked, those next to the ranks first."""
    found = [one for one in reading.grid.columns if one.role in BASES and one is not column]
    said = f"{reading.table.caption} {reading.grid.around}".lower()
    heads = {one.at: (one.head.lower().split() or [""])[0] for one in found}
    named = [
        one
        for one in found
        if heads[one.at] and re.search(rf"\bby (?:the |their )?{re.escape(heads[one.at])}", said)
    ]
    return named or sorted(found, key=lambda one: (abs(one.at - column.at), one.at > column.at))


def _allowed(
    pairs: list[tuple[Value, int, Value]], down: bool
) -> Iterator[tuple[Value, int, Value, set[int]]]:
    """Each rank with the places that its figure may have: shared, skipping, dense, or in any order among equals."""
    figures = [value.exact for _, _, value in pairs]
    lowest = min(place for _, place, _ in pairs)
    distinct = sorted(set(figures), reverse=down)
    dense = len({place for _, place, _ in pairs}) == len(distinct) < len(pairs)
    for rank, place, value in pairs:
        better = sum((other > value.exact) if down else (other < value.exact) for other in figures)
        same = sum(other == value.exact for other in figures)
        allowed = {lowest + better}
        if same > 1:
            allowed |= set(range(lowest + better, lowest + better + same))
        if dense:
            allowed |= {lowest + distinct.index(value.exact)}
        yield rank, place, value, allowed


def _swapped(judged: list[tuple[Value, int, Value, set[int]]]) -> bool:
    """Whether all but two places agree."""
    wrong = [one for one in judged if one[1] not in one[3]]
    return len(wrong) <= 2 and len(judged) >= LEAST + 1
