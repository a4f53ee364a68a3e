"""How the cells of an analysis are written for people."""

from __future__ import annotations

from wardmote.analyses.result import Cell, Kind, ResultColumn
from wardmote.analyses.wording import count, one_decimal
from wardmote.methods.rounding import half_up

ABSENT = "–"
SMALLEST_CHANCE = 0.001


def cell_words(column: ResultColumn, cell: Cell) -> str:
    """A cell as it is read: a dash where no number can stand."""
    match cell:
        case None:
            return ABSENT
        case bool():
            return "yes" if cell else "no"
        case str():
            return cell
        case int() | float():
            return _number(column.kind, cell).replace("-", "−")


def _number(kind: Kind, value: float) -> str:
    match kind:
        case Kind.COUNT:
            return count(value)
        case Kind.RATIO:
            return f"{half_up(value, 2):,.2f}"
        case Kind.PERCENT:
            return f"{one_decimal(value)}%"
        case Kind.POINTS:
            return f"{half_up(value, 1):+.1f}".replace("-", "−")
        case Kind.CHANCE:
            return f"{half_up(value, 3):.3f}" if value >= SMALLEST_CHANCE else f"below {SMALLEST_CHANCE}"
        case Kind.MONEY:
            return f"{'−' if value < 0 else ''}£{count(abs(value))}"
        case _:
            return one_decimal(value)
