"""Which usual ways of rounding would print this: half up, half to even, cut off.

A printed number is right when one of them makes it of the exact value. Where the exact value is itself computed of rounded
numbers, it is only known to lie in a range, and every value of the range counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Way = Literal["half-up", "half-even", "cut-off"]
WAYS: tuple[Way, ...] = ("half-up", "half-even", "cut-off")


@dataclass(frozen=True)
class Exact:
    """A value known to lie from ``low`` to ``high``; both are the same where it is known exactly."""

    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, value: Fraction | Decimal | int) -> Exact:
        """A value that is known exactly."""
        return cls(Fraction(value), Fraction(value))

    @property
    def middle(self) -> Fraction:
        """The value in the middle of the range."""
        return (self.low + self.high) / 2

    @property
    def known(self) -> bool:
        """Whether it is one value."""
        return self.low == self.high


def rounded(value: Fraction, step: Decimal, way: Way) -> Fraction:
    """The value rounded to whole steps (0.1, 1, 100), half away from zero, half to even, or cut off towards zero."""
    scaled = abs(value) / Fraction(step)
    whole = scaled.numerator // scaled.denominator
    rest = scaled - whole
    half = Fraction(1, 2)
    up = way == "half-up" and rest >= half
    even = way == "half-even" and (rest > half or (rest == half and whole % 2 == 1))
    whole += up or even
    return (whole if value >= 0 else -whole) * Fraction(step)


def ways_to_print(exact: Exact, printed: Decimal, step: Decimal) -> frozenset[Way]:
    """The ways of rounding that print this number for the exact value; of a range, for any value in it."""
    wanted = Fraction(printed)
    if exact.known:
        return frozenset(way for way in WAYS if rounded(exact.low, step, way) == wanted)
    return frozenset(
        way for way in WAYS if rounded(exact.low, step, way) <= wanted <= rounded(exact.high, step, way)
    )


def prints(exact: Exact, printed: Decimal, step: Decimal) -> bool:
    """Whether a usual way of rounding prints this number for the exact value."""
    return bool(ways_to_print(exact, printed, step))


def ratio(top: Exact, bottom: Exact, per: int = 1) -> Exact | None:
    """The range of per x top / bottom; None where the bottom may be zero."""
    if bottom.low <= 0 <= bottom.high:
        return None
    ends = [per * one / other for one in (top.low, top.high) for other in (bottom.low, bottom.high)]
    return Exact(min(ends), max(ends))


def minus(one: Exact, other: Exact) -> Exact:
    """The range of a difference."""
    return Exact(one.low - other.high, one.high - other.low)


def added(parts: list[Exact]) -> Exact:
    """The range of a sum."""
    return Exact(sum((p.low for p in parts), Fraction(0)), sum((p.high for p in parts), Fraction(0)))


def shown(value: Fraction | Decimal | int, step: Decimal = Decimal(1)) -> str:
    """A value as a reader would print it, rounded half up to whole steps: 1,234 or 20.7."""
    places = max(0, -int(step.normalize().as_tuple().exponent))
    made = rounded(Fraction(value), Decimal(1).scaleb(-places), "half-up")
    return f"{Decimal(made.numerator) / Decimal(made.denominator):,.{places}f}"
