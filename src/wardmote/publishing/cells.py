"""Numbers as cells of a table: printed as people write them, and kept as numbers for a format that calculates."""

from __future__ import annotations

from decimal import Decimal

from wardmote.analyses.wording import count, one_decimal, percent, share, signed
from wardmote.figures import State
from wardmote.publishing.tree import Content, Inline, Number, Quiet

DASH = "–"
"""Stands where no number can be given; the table's notes say why."""


def state_cell(state: State) -> Quiet:
    """A state in its words, where no number can stand."""
    return Quiet(state.words)


def count_cell(value: float | None, absent: Inline = DASH) -> Inline:
    """A count: 15,602. ``absent`` stands where there is none."""
    return absent if value is None else Number(count(value), value, "count")


def change_cell(value: int | None, absent: Inline = DASH) -> Inline:
    """A difference of counts with its sign: +66."""
    return absent if value is None else Number(signed(value), value, "change")


def percent_cell(value: float | None, absent: Inline = DASH) -> Inline:
    """A change in percent with its sign: +77.6%. ``value`` is in percent."""
    return absent if value is None else Number(percent(value), value, "percent")


def rate_cell(value: float | None, absent: Inline = DASH) -> Inline:
    """A rate or an average with one decimal: 51.7."""
    return absent if value is None else Number(one_decimal(value), value, "decimal")


def share_cell(value: float | None, absent: Inline = DASH) -> Inline:
    """A share as whole percent: 15%. ``value`` is of one, so 0.15."""
    return absent if value is None else Number(share(value), in_hundredths(value), "share")


def fine_share_cell(value: float) -> Number:
    """A share in percent with one decimal: 2.4%. ``value`` is of one, so 0.024."""
    return Number(f"{value:.1%}", in_hundredths(value), "share")


def decimal_cell(value: float | None, decimals: int, absent: Inline = DASH) -> Inline:
    """A statistic with so many decimals and a true minus: −2.31."""
    if value is None:
        return absent
    return Number(f"{value:.{decimals}f}".replace("-", "−"), value, "decimal")


def probability_cell(value: float | None, absent: Inline = DASH) -> Inline:
    """A probability with three decimals: 0.037. What rounds to nothing is "<0.001": no probability is 0."""
    if value is None:
        return absent
    text = f"{value:.3f}"
    return Number("<0.001" if text == "0.000" else text, value, "decimal")


def change_with_percent_cell(change: int | None, ratio: float | None, absent: Inline = DASH) -> Content:
    """A difference and the same in percent: +66 (+77.6%); two numbers in one cell."""
    if change is None or ratio is None:
        return change_cell(change, absent)
    return (change_cell(change), " (", percent_cell(ratio), ")")


def in_hundredths(value: float) -> float:
    """A share of one in percent, moved by the decimal point alone: 0.07 is 7.0, not 7.000000000000001."""
    return float(Decimal(repr(float(value))).scaleb(2))
