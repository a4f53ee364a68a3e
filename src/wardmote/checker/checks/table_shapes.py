"""Rounding of one kind in a table, percentages of few, directions beside changes, shares that make a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from wardmote.checker.checks.context import Context, TableReading, cell_where
from wardmote.checker.checks.tables import amount
from wardmote.checker.findings import Finding
from wardmote.checker.quantities.roundings import WAYS, Way, shown
from wardmote.checker.read_document import ReadDocument
from wardmote.checker.tables.changes import directions
from wardmote.checker.tables.relations import Ratio

SAID: dict[Way, str] = {
    "half-up": "rounded half up",
    "half-even": "rounded half to even",
    "cut-off": "cut off after the last place",
}
MOST_NOTES = 3
"""Percentages of few that are named one by one; more are one note."""
MOST_WHOLE = Fraction(120)
"""Largest sum of shares that were meant to be of one whole; a sum below 100% may be of some rows only."""


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Every table."""
    for reading in context.tables:
        yield from _rounding(reading, context)
        yield from _few(reading, context)
        yield from _directions(reading, context)
        yield from _hundred(reading, context)


def _rounding(reading: TableReading, context: Context) -> Iterator[Finding]:
    """Percentages of a table of which one is right only half up, another only cut off."""
    ratios = [(one, one.ways()) for one in reading.relations.ratios]
    only = {way: next((one for one, ways in ratios if ways == {way}), None) for way in WAYS}
    up = next((one for one, ways in ratios if ways and "cut-off" not in ways), None)
    cut = only["cut-off"]
    if up is None or cut is None:
        return
    yield context.found(
        "rounding",
        "mixed",
        cell_where(cut.result, reading.grid),
        cut.result.printed,
        "one way of rounding throughout",
        first=up.result.printed,
        second=cut.result.printed,
        one=SAID["half-up"],
        two=SAID["cut-off"],
        others=(cell_where(up.result, reading.grid),),
    )


def _few(reading: TableReading, context: Context) -> Iterator[Finding]:
    least = context.words.limit("percentage-base")
    few: list[tuple[Ratio, Fraction]] = []
    for one in reading.relations.ratios:
        if one.kind in ("percentage", "share") and one.holds():
            base = sum((cell.exact for cell in one.bottom), Fraction(0))
            like = one.bottom[0].number
            if 0 < base < int(least) and like is not None and like.step == 1 and like.unit == "":
                few.append((one, base))
    rows = {id(one.result): (one, base) for one, base in few}
    named = list(rows.values())[: MOST_NOTES if len(rows) <= MOST_NOTES else 1]
    for one, base in named:
        yield context.found(
            "small-base",
            "few",
            cell_where(one.result, reading.grid),
            one.result.printed,
            "the counts",
            base=shown(base),
            step=shown(100 / base, like_step(base)),
            others=tuple(
                cell_where(other.result, reading.grid) for other, _ in list(rows.values())[len(named) :]
            )[:12],
        )


def like_step(base: Fraction) -> Decimal:
    """To how many places one of so many is a share worth printing."""
    return Decimal("0.1") if base > 10 else Decimal(1)


def _directions(reading: TableReading, context: Context) -> Iterator[Finding]:
    """Arrows that point another way than the change beside them."""
    grid = reading.grid
    for column, changes in directions(grid):
        rows = [(row, row.values[column.at], row.values[changes.at]) for row in grid.rows]
        pairs = [
            (row, sign, change) for row, sign, change in rows if sign.way and change.counts and change.exact
        ]
        against = [one for one in pairs if (one[1].way or 0) * one[2].exact < 0]
        context.did(len(pairs))
        if not against or len(against) * 2 > len(pairs):
            continue
        same = context.words.says("change", column.head) and not any(
            letter.isdigit() for letter in column.head
        )
        for _, sign, change in against:
            yield context.found(
                "trend",
                "contradicts" if same else "other-way",
                cell_where(sign, grid),
                sign.printed,
                "the direction of the change",
                change=change.printed,
                way="up" if change.exact > 0 else "down",
            )


def _hundred(reading: TableReading, context: Context) -> Iterator[Finding]:
    """A column of shares of one whole, printed without a total, that does not make 100%."""
    grid = reading.grid
    for column in grid.columns:
        if column.role != "share" or not context.words.says("share", column.head) or not column.head.strip():
            continue
        used = any(one.result in column.values for one in reading.relations.linear)
        rows = [row for row in grid.rows if row.kind == "normal" and row.values[column.at].counts]
        if (
            used
            or len(rows) < 3
            or any(row.kind in ("total", "all", "of-which", "sub-total") for row in grid.rows)
        ):
            continue
        if not _of_all(column.head, context) or len(rows) != len(
            [r for r in grid.rows if r.kind != "section"]
        ):
            continue
        values = [row.values[column.at] for row in rows]
        made = sum((one.exact for one in values), Fraction(0))
        step = max(one.number.step for one in values if one.number is not None)
        slack = Fraction(step) / 2 * len(values)
        context.did()
        known = any(one.result in values and not one.holds() for one in reading.relations.ratios)
        if slack < made - 100 <= MOST_WHOLE - 100 and not known:
            yield context.found(
                "share",
                "hundred",
                cell_where(values[-1], grid),
                column.head,
                "100%",
                sum=amount(made, values[0].number),
                others=(cell_where(values[0], grid),),
            )


def _of_all(head: str, context: Context) -> bool:
    """Whether a head says that its shares are of one whole."""
    lowered = head.lower()
    return any(
        word in lowered for word in ("of total", "of all", "share", "of the total", "of responses", "mix")
    )
