"""Differences, percentages, totals, shares, averages and rates of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from wardmote.checker.checks.context import Context, TableReading, cell_where
from wardmote.checker.findings import Finding, Where
from wardmote.checker.quantities.cells import Value
from wardmote.checker.quantities.figure_words import Number
from wardmote.checker.quantities.roundings import shown
from wardmote.checker.read_document import ReadDocument
from wardmote.checker.slips import copied_from, left_out_of, slip_of_digits
from wardmote.checker.tables.diagnosis import Fault
from wardmote.checker.tables.grid import Grid
from wardmote.checker.tables.relations import Linear, Ratio

KINDS = {"difference": "difference", "column-total": "total", "row-total": "total"}
LISTED = 6


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Every fault of every table."""
    for reading in context.tables:
        for fault in reading.faults:
            yield _finding(fault, reading, context)


def _finding(fault: Fault, reading: TableReading, context: Context) -> Finding:
    relation = fault.relation
    if isinstance(relation, Ratio):
        return _of_ratio(fault, relation, reading.grid, context)
    if (
        len([one for one in fault.mended if isinstance(one, Linear)]) > 1
        and fault.cell is not relation.result
    ):
        return _of_figure(fault, relation, reading.grid, context)
    if relation.kind == "difference":
        return _of_difference(fault, relation, reading.grid, context)
    return _of_total(fault, relation, reading.grid, context)


def amount(value: Fraction, like: Number | None, signed: bool = False) -> str:
    """A number written as another: its places, its unit, a sign where that has one."""
    if like is None:
        return shown(value)
    scaled, ending = value, ""
    if like.step >= 100 and like.text.rstrip(")")[-1:].lower() in "kmn":
        power = 6 if like.text.lower().rstrip(")").endswith(("m", "million")) else 3
        scaled, ending = value / 10**power, "m" if power == 6 else "k"
        step = like.step.scaleb(-power)
    else:
        step = like.step
    body = shown(abs(scaled), step) + ending
    body = f"{like.unit}{body}" if like.unit in ("£", "$", "€") else body
    body += "%" if like.unit == "%" else " points" if like.unit == "points" else ""
    return ("−" if value < 0 else "+" if signed and value > 0 else "") + body


def _others(relation: Linear | Ratio, cell: Value, grid: Grid) -> tuple[Where, ...]:
    return tuple(cell_where(one, grid) for one in relation.cells if one is not cell)[:LISTED]


def _neighbours(cell: Value, grid: Grid) -> Iterator[tuple[str, Fraction]]:
    for at, row in enumerate(grid.rows):
        if cell not in row.values:
            continue
        column = row.values.index(cell)
        for near in (at - 1, at + 1):
            if 0 <= near < len(grid.rows) and grid.rows[near].values[column].counts:
                yield grid.rows[near].label, grid.rows[near].values[column].exact
        for near in (column - 1, column + 1):
            if 0 <= near < len(row.values) and row.values[near].counts:
                yield grid.columns[near].head, row.values[near].exact


def _slip(printed: Fraction, expected: Fraction, cell: Value, grid: Grid) -> str:
    return slip_of_digits(printed, expected) or copied_from(printed, _neighbours(cell, grid))


def _of_figure(fault: Fault, relation: Linear, grid: Grid, context: Context) -> Finding:
    cell = fault.cell
    expected = amount(fault.expected, cell.number)
    return context.found(
        KINDS[relation.kind],
        "figure",
        cell_where(cell, grid),
        cell.printed,
        expected,
        slip=_slip(cell.exact, fault.expected, cell, grid),
        others=tuple(cell_where(one.result, grid) for one in fault.mended if one.result is not cell)[:LISTED],
        many=len(fault.mended),
    )


def _of_difference(fault: Fault, relation: Linear, grid: Grid, context: Context) -> Finding:
    cell = fault.cell
    earlier, later = relation.minus[0], relation.plus[0]
    signed = cell.number is not None and not relation.bare and cell.says == "change" and cell.number.sign != 0
    expected = amount(fault.expected, cell.number, signed)
    slips = [
        f"{'Both fit' if cell.percent is not None else 'It fits'} {amount(value, other.number)} in place of {other.printed}"
        for other, value in fault.others
    ]
    slip = "; or ".join(slips) + "." if slips else _slip(cell.exact, fault.expected, cell, grid)
    if slips and (more := slip_of_digits(fault.others[0][0].exact, fault.others[0][1])) and len(slips) == 1:
        slip += " " + more
    points = cell.number is not None and cell.number.unit == "points"
    percent = ""
    if cell.percent is not None and earlier.exact:
        percent = amount(100 * abs(fault.expected) / abs(earlier.exact), cell.percent)
    return context.found(
        "points" if points else "difference",
        "wrong" if points else "both" if percent else "changed",
        cell_where(cell, grid),
        cell.printed,
        f"{expected} ({percent})" if percent else expected,
        slip=slip,
        others=_others(relation, cell, grid),
        earlier=earlier.printed,
        later=later.printed,
    )


def _of_total(fault: Fault, relation: Linear, grid: Grid, context: Context) -> Finding:
    cell = relation.result
    expected = fault.expected
    parts = " + ".join(one.printed for one in relation.plus[:8]) + (" …" if len(relation.plus) > 8 else "")
    named = [(_label(one, relation, grid), one.exact) for one in relation.plus]
    slip = left_out_of(cell.exact, named) or _slip(cell.exact, expected, cell, grid)
    return context.found(
        "total",
        "column" if relation.kind == "column-total" else "row",
        cell_where(cell, grid),
        cell.printed,
        amount(expected, cell.number),
        slip=slip,
        others=_others(relation, cell, grid),
        many=len(relation.plus),
        parts=parts,
    )


def _label(value: Value, relation: Linear, grid: Grid) -> str:
    for row in grid.rows:
        if value in row.values:
            if relation.kind == "column-total":
                return row.label
            return grid.columns[row.values.index(value)].head
    return value.printed


def _of_ratio(fault: Fault, relation: Ratio, grid: Grid, context: Context) -> Finding:
    printed = relation.printed
    expected = amount(fault.expected, printed, relation.kind == "percentage" and printed.sign != 0)
    slip = _slip_of_ratio(fault, relation, grid)
    top = sum((one.exact for one in relation.top), Fraction(0)) - sum(
        (one.exact for one in relation.less), Fraction(0)
    )
    bottom = sum((one.exact for one in relation.bottom), Fraction(0)) or Fraction(relation.over)
    like = relation.top[0].number
    values: dict[str, Any] = {
        "percentage": {"change": amount(top, like, True), "base": amount(bottom, like)},
        "share": {"part": amount(top, like), "whole": amount(bottom, like)},
        "rate": {"count": amount(top, like), "population": amount(bottom, like), "per": f"{relation.per:,}"},
        "average": {"total": amount(top, like), "many": f"{relation.over}"},
    }[relation.kind]
    return context.found(
        relation.kind,
        "changed" if relation.kind == "percentage" else "column",
        cell_where(fault.cell, grid),
        fault.cell.printed,
        expected,
        slip=slip,
        others=_others(relation, fault.cell, grid),
        **values,
    )


def _slip_of_ratio(fault: Fault, relation: Ratio, grid: Grid) -> str:
    printed = Fraction(relation.printed.value)
    if relation.kind == "percentage" and relation.top[0].exact and relation.less:
        change = relation.top[0].exact - relation.less[0].exact
        if abs(abs(100 * change / relation.top[0].exact) - abs(printed)) * 2 <= Fraction(
            relation.printed.step
        ):
            return "It is a percentage of the later figure; the earlier one is the base."
        if abs(change) == abs(printed):
            return "It is the change itself, and no percentage."
    rounded = (
        Fraction(str(amount(fault.expected, relation.printed)).strip("+−%£ points").replace(",", "") or 0)
        if relation.printed.step < 100
        else fault.expected
    )
    signed = rounded if fault.expected >= 0 else -rounded
    return slip_of_digits(printed, signed) or copied_from(printed, _neighbours(fault.cell, grid))
