"""Numbers as a chart prints them, and round steps for its axes."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"
STEPS = (1, 2, 2.5, 5, 10)
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def fixed(value: float, places: int) -> str:
    """A number half-up to ``places`` decimals, thousands with a comma, with a true minus."""
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    return f"{rounded:,}".replace("-", MINUS)


def percent_change(value: float, signed: bool = False) -> str:
    """A percentage with one decimal; with its sign when ``signed``."""
    text = fixed(value, 1)
    plus = "+" if signed and not text.startswith(MINUS) and value > 0 and text != "0.0" else ""
    return f"{plus}{text}%"


def average(value: float) -> str:
    """A monthly average: one decimal below 100, none above."""
    return fixed(value, 1 if abs(value) < 100 else 0)


def round_steps(low: float, high: float, most: int) -> list[float]:
    """Round values from ``low`` to ``high``, at most ``most`` of them."""
    if high <= low:
        return [low]
    rough = (high - low) / max(most, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    for multiple in (*STEPS, 20, 25, 50):
        step = multiple * power
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first + 1 <= most:
            return [round(number * step, 10) for number in range(first, last + 1)]
    return [low, high]


def counting_steps(high: float, most: int) -> list[float]:
    """Whole round values from zero until one of them reaches ``high``: the axis of a count."""
    top = max(high, 1)
    power = 10.0 ** math.floor(math.log10(top / most)) if top > most else 1.0
    for multiple in (*(step for step in STEPS if power > 1 or step != 2.5), 20, 25, 50, 100):
        step = multiple * power
        if step * (most - 1) >= top:
            return [step * number for number in range(math.ceil(top / step) + 1)]
    return [0, top]


def month_words(month: str) -> str:
    """ "2023-05" as "May 2023"."""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def step_words(step: str) -> str:
    """A step of a series as people read it: "2023-05" is "May 2023"; a week, quarter or year stays as it is."""
    return month_words(step) if MONTH.fullmatch(step) else step
