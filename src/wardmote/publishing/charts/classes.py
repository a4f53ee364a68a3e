"""The five classes of a map: the class of a value is the class of the value as it is printed."""

from __future__ import annotations

from bisect import bisect_right
from decimal import ROUND_HALF_UP, Decimal

from wardmote.publishing.charts.numbers import fixed

MISSING_WORDS = "not available"
Bounds = tuple[float, float, float, float]


def decimals(bounds: Bounds) -> int:
    """How many decimals the map prints: those its bounds need."""
    return max(max(-int(Decimal(repr(bound)).normalize().as_tuple().exponent), 0) for bound in bounds)


def printed(value: float | None, bounds: Bounds) -> str:
    """A value as the map prints it."""
    return MISSING_WORDS if value is None else fixed(value, decimals(bounds))


def class_of(value: float | None, bounds: Bounds) -> int | None:
    """The class, 0 to 4, of a value rounded as it is printed; None for no value."""
    if value is None:
        return None
    unit = Decimal(1).scaleb(-decimals(bounds))
    rounded = Decimal(repr(value)).quantize(unit, rounding=ROUND_HALF_UP)
    return bisect_right([Decimal(repr(bound)) for bound in bounds], rounded)


def class_words(bounds: Bounds) -> tuple[str, ...]:
    """The classes in words: "under 30", "30 to 44" ... "90 and over"."""
    places = decimals(bounds)
    below = [float(Decimal(repr(bound)) - Decimal(1).scaleb(-places)) for bound in bounds[1:]]
    between = [
        fixed(low, places) if low >= high else f"{fixed(low, places)} to {fixed(high, places)}"
        for low, high in zip(bounds[:3], below, strict=True)
    ]
    return (f"under {fixed(bounds[0], places)}", *between, f"{fixed(bounds[3], places)} and over")
