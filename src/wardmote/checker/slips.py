"""The likely slip behind a wrong number, named only where arithmetic supports it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from wardmote.checker.quantities.roundings import shown


def digits_of(value: Fraction) -> str:
    """The digits of a number without sign, point and separators."""
    return shown(abs(value)) if value.denominator == 1 else f"{float(abs(value)):.6f}".rstrip("0")


def slip_of_digits(printed: Fraction, expected: Fraction) -> str:
    """Two digits the wrong way round, one wrong, one lost or doubled, the point moved, the sign lost."""
    if printed == expected:
        return ""
    if printed == -expected:
        return "The sign is the wrong way round: earlier less later."
    one = digits_of(printed).replace(",", "")
    two = digits_of(expected).replace(",", "")
    if len(one) == len(two):
        wrong = [at for at in range(len(one)) if one[at] != two[at]]
        if len(wrong) == 1 and len(one) > 1:
            return f"One digit is mistyped: {one[wrong[0]]} for {two[wrong[0]]}."
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            first, last = wrong
            if one[first] == two[last] and one[last] == two[first]:
                return "Two digits are the wrong way round."
    if abs(len(one) - len(two)) == 1 and min(len(one), len(two)) > 1:
        return _lost(one, two)
    return ""


def _lost(one: str, two: str) -> str:
    longer, shorter = (one, two) if len(one) > len(two) else (two, one)
    if any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))):
        return "A digit is missing." if longer == two else "There is a digit too many."
    return ""


def copied_from(printed: Fraction, neighbours: Iterable[tuple[str, Fraction]]) -> str:
    """Whether a wrong number is the one of the row or column beside it."""
    for name, value in neighbours:
        if value == printed and abs(value) > 9:
            return f"It is the figure of “{name}”."
    return ""


def left_out_of(total: Fraction, parts: Iterable[tuple[str, Fraction]]) -> str:
    """Whether a wrong total is that of all parts but one, or counts one twice."""
    named = list(parts)
    whole = sum((value for _, value in named), Fraction(0))
    for name, value in named:
        if value and whole - value == total:
            return f"The total leaves out “{name}”."
        if value and whole + value == total:
            return f"The total counts “{name}” twice."
    return ""
