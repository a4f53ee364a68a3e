"""How people slip: swapped digits, a wrong digit, another base. Every slip here is far enough off to be one."""

from __future__ import annotations

import random
from fractions import Fraction

from tests.checker.planted.wording import rounded


def mistyped(rng: random.Random, value: int, least: int = 1) -> int:
    """``value`` with two digits swapped or one wrong, off by ``least`` at the least; its first digit never 0."""
    for _ in range(60):
        digits = list(str(abs(value)))
        if len(digits) > 1 and rng.random() < 0.6:
            at = rng.randrange(len(digits) - 1)
            digits[at], digits[at + 1] = digits[at + 1], digits[at]
        else:
            at = rng.randrange(len(digits))
            digits[at] = rng.choice("0123456789")
        made = int("".join(digits))
        if digits[0] != "0" and abs(made - abs(value)) >= least:
            return made if value >= 0 else -made
    return value + max(least, 3) * (1 if value >= 0 else -1)


def wrong_percentage(
    rng: random.Random, earlier: int, later: int, decimals: int, signed: bool = True
) -> Fraction:
    """A percentage change that no way of rounding gives: of the later base, mistyped, or of a neighbour."""
    right = Fraction(later - earlier, earlier) * 100
    least = Fraction(3, 10) if decimals else Fraction(2)
    other = Fraction(later - earlier, later) * 100 if later else right
    if abs(other - right) > least and rng.random() < 0.4:
        return rounded(other, decimals, "half-up")
    scale = 10**decimals
    base = int(rounded(abs(right), decimals, "half-up") * scale)
    for _ in range(60):
        made = Fraction(mistyped(rng, base) if base > 9 else base + rng.choice((2, 3, 5)) * scale, scale)
        if abs(made - abs(right)) > least:
            return -made if right < 0 else made
    return right + 7


def off_sum(rng: random.Random, parts: list[int]) -> int:
    """A total that is not one: a part left out, two digits swapped, or an old part still in it."""
    total = sum(parts)
    if len(parts) > 3 and rng.random() < 0.25:
        return total - min(part for part in parts if part)
    return mistyped(rng, total, 2)
