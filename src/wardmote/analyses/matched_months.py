"""Which months the counts of a table are made of, in words."""

from __future__ import annotations

from wardmote.analyses.wording import amount
from wardmote.figures.table import Table


def months_compared(table: Table) -> tuple[int, ...]:
    """Positions, within the periods, of the months that both of them have."""
    gone = set(table.left_out)
    pairs = enumerate(zip(table.previous.months, table.current.months, strict=True))
    return tuple(at for at, pair in pairs if not gone & set(pair))


def fewer_months(table: Table) -> str:
    """``in the eleven months that both years have``; empty where no month is missing or nothing is compared."""
    months = months_compared(table)
    if len(months) == len(table.current.months) or not _compared(table):
        return ""
    both = "years" if len(table.current.months) == 12 else "periods"
    return f"in the {amount(len(months), 'month', 'months')} that both {both} have"


def not_supplied(table: Table) -> str:
    """What keeps the later period from being shown at all, in a sentence."""
    part = any(month not in table.left_out for month in table.current.months)
    return f"The {table.current.words} was not supplied{' in full' if part else ''}"


def rate_note(table: Table) -> str:
    """What was done about the missing months in rates; empty where none is missing."""
    return "Rates allow for the days that were not supplied." if fewer_months(table) else ""


def _compared(table: Table) -> bool:
    return any(row.previous is not None and row.current is not None for row in table.rows)
