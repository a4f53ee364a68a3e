"""Small numbers that are hidden in a table and follow from what is printed beside them.

Each hidden number is an unknown; each total is an equation that holds for the printed ones. An unknown of which every
solution of the equations has the same value is derived.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from wardmote.checker.checks.context import Context, TableReading, cell_where
from wardmote.checker.findings import Finding
from wardmote.checker.quantities.cells import Value
from wardmote.checker.read_document import ReadDocument
from wardmote.checker.tables.grid import Grid

MOST = 200
"""Hidden numbers of a table beyond which they are not worked out."""
NEARLY = 1e-9
Equation = tuple[dict[int, int], float, str]


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Every table that hides numbers beside totals."""
    for reading in context.tables:
        yield from _table(reading, context)


def _table(reading: TableReading, context: Context) -> Iterator[Finding]:
    hidden = [value for row in reading.grid.rows for value in row.values if value.says == "suppressed"]
    if not hidden or len(hidden) > MOST:
        return
    at = {id(value): place for place, value in enumerate(hidden)}
    equations = [*_down(reading, at, context), *_across(reading.grid, at, context)]
    context.did(len(hidden))
    if not equations:
        return
    matrix = np.zeros((len(equations), len(hidden)))
    wanted = np.zeros(len(equations))
    for line, (terms, known, _) in enumerate(equations):
        wanted[line] = known
        for place, sign in terms.items():
            matrix[line, place] += sign
    solution = np.linalg.lstsq(matrix, wanted, rcond=None)[0]
    free = np.eye(len(hidden)) - np.linalg.pinv(matrix) @ matrix
    for place, value in enumerate(hidden):
        fixed = bool(np.all(np.abs(free[place]) < NEARLY)) and any(
            place in terms for terms, _, _ in equations
        )
        answer = float(solution[place])
        if fixed and answer >= -NEARLY and abs(answer - round(answer)) < 1e-6:
            how = next(
                (said for terms, _, said in equations if set(terms) == {place}),
                "the totals of its row and column",
            )
            yield context.found(
                "suppressed",
                "derived",
                cell_where(value, reading.grid),
                value.printed,
                f"{round(answer)} can be worked out",
                how=how,
            )


def _down(reading: TableReading, at: dict[int, int], context: Context) -> Iterator[Equation]:
    """The totals of columns, read as the table's other totals are, or as all rows above."""
    grid = reading.grid
    for row in grid.rows:
        if row.kind not in ("total", "sub-total"):
            continue
        above: list[int] = []
        for other in reversed(grid.rows[: row.at]):
            if other.kind in ("total", "sub-total", "section"):
                break
            if other.kind == "normal":
                above.append(other.at)
        for column in grid.columns:
            if column.role in ("count", "total", "other"):
                parts = [grid.rows[one].values[column.at] for one in above]
                yield from _equation(row.values[column.at], parts, at, f"{row.label} less the other rows")


def _across(grid: Grid, at: dict[int, int], context: Context) -> Iterator[Equation]:
    """The totals of rows."""
    totals = [one for one in grid.columns if one.role == "total"]
    counts = [one for one in grid.columns if one.role == "count"]
    if len(totals) != 1 or len(counts) < 2 or len({one.unit for one in counts}) > 1:
        return
    fits = [
        sum(row.values[one.at].exact for one in counts) == row.values[totals[0].at].exact
        for row in grid.rows
        if row.values[totals[0].at].counts and all(row.values[one.at].counts for one in counts)
    ]
    if fits and sum(fits) * 2 < len(fits):
        return
    for row in grid.rows:
        parts = [row.values[one.at] for one in counts]
        yield from _equation(row.values[totals[0].at], parts, at, f"{totals[0].head} less the other columns")


def _equation(total: Value, parts: list[Value], at: dict[int, int], said: str) -> Iterator[Equation]:
    cells = [(total, -1), *((part, 1) for part in parts if part.says != "blank")]
    if len(cells) < 3 or not all(cell.counts or id(cell) in at for cell, _ in cells):
        return
    terms = {at[id(cell)]: sign for cell, sign in cells if id(cell) in at}
    known = sum(sign * float(cell.exact) for cell, sign in cells if id(cell) not in at)
    if terms:
        yield terms, -known, said
