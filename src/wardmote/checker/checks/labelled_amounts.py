"""Amounts named after who pays ("£46k BCC") against the totals of each ("BCC £246k")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from wardmote.checker.checks.context import Context, TableReading, cell_where
from wardmote.checker.checks.tables import amount
from wardmote.checker.findings import Finding
from wardmote.checker.quantities.cells import Value, amounts_in
from wardmote.checker.quantities.figure_words import Number
from wardmote.checker.read_document import ReadDocument
from wardmote.checker.slips import slip_of_digits

LABEL = re.compile(r"[A-Z][A-Za-z&]*[A-Z][A-Za-z&]*|[A-Z][a-z]+")
LEAST = 3
MOST_LEFT_OUT = 2


@dataclass(frozen=True)
class _Amount:
    """An amount of a cell, with the names beside it."""

    number: Number
    names: frozenset[str]
    cell: Value


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Every column of such amounts."""
    for reading in context.tables:
        for column in reading.grid.columns:
            cells = [(row.label, row.values[column.at]) for row in reading.grid.rows]
            if sum("£" in value.cell.text and value.says == "words" for _, value in cells) >= LEAST:
                yield from _column(reading, cells, context)


def _column(reading: TableReading, cells: list[tuple[str, Value]], context: Context) -> Iterator[Finding]:
    totals = [value for label, value in cells if context.words.says("total", label)]
    if len(totals) != 1:
        return
    parts = [one for label, value in cells if value is not totals[0] for one in _amounts(value, context)]
    for total in _amounts(totals[0], context):
        if len(total.names) == 1:
            (name,) = total.names
            yield from _total(name, total, parts, reading, context)


def _amounts(value: Value, context: Context) -> Iterator[_Amount]:
    """The amounts of a cell with the names that stand between them and the next, or before them."""
    text = " ".join(value.cell.text.replace("\\pounds", "£").split())
    numbers = amounts_in(text, context.words)
    leads = bool(numbers) and bool(LABEL.search(text[: numbers[0].start]))
    for at, number in enumerate(numbers):
        before = text[numbers[at - 1].end if at else 0 : number.start]
        after = text[number.end : numbers[at + 1].start if at + 1 < len(numbers) else len(text)]
        near = before if leads else after
        near = re.sub(r"\([^)]*\)", " ", near).split("(")[0]
        names = frozenset(LABEL.findall(near))
        yield _Amount(number, names, value)


def _total(
    name: str, total: _Amount, parts: list[_Amount], reading: TableReading, context: Context
) -> Iterator[Finding]:
    exact = [one for one in parts if one.names == {name}]
    holding = [one for one in parts if name in one.names]
    if len(holding) < LEAST:
        return
    context.did()
    wanted = Fraction(total.number.value)
    sums = [
        sum((Fraction(one.number.value) for one in chosen), Fraction(0))
        for chosen in (exact, holding)
        if len(chosen) >= 2
    ]
    if wanted in sums or not sums:
        return
    made, chosen = (sums[0], exact) if len(exact) >= 2 else (sums[-1], holding)
    other = (
        f"; with every amount that names {name} they make {amount(sums[-1], total.number)}"
        if len(sums) > 1 and sums[1] != made
        else ""
    )
    yield context.found(
        "total",
        "labelled",
        cell_where(total.cell, reading.grid),
        f"{name} {total.number.text}",
        f"{name} {amount(made, total.number)}",
        label=name,
        parts=" + ".join(one.number.text for one in chosen),
        other=other,
        slip=slip_of_digits(wanted, made),
        others=tuple(cell_where(one.cell, reading.grid) for one in chosen)[:12],
    )
