"""Changes between percentages: in points, or in percent of a percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from wardmote.checker.checks.context import Context
from wardmote.checker.checks.masked import Masked, N
from wardmote.checker.findings import Finding
from wardmote.checker.quantities.figure_words import Number
from wardmote.checker.quantities.roundings import Exact, prints, shown

if TYPE_CHECKING:
    from wardmote.checker.checks.changes_in_words import Change

LEVEL = re.compile(
    rf"{N}[^⟦.;]{{0,140}}?(?:which (?:was|is|represents)|this (?:is|was|represents)|,|–|\() ?(?:an? )?(?:[a-z]+ )?{N} "
    r"(?P<way>increase|decrease|rise|fall|drop|reduction|improvement)|"
    rf"{N}[^⟦.;]{{0,100}}?(?:which (?:was|is|represents)|,|–|\() ?(?:an? )"
    rf"(?P<way2>increase|decrease|rise|fall|drop|reduction|improvement) of {N}",
    re.IGNORECASE,
)


def of_percentages(changes: list[Change], said: Masked, context: Context) -> Iterator[Finding]:
    """Every change between two percentages of a sentence, or from one that it does not state."""
    for change in changes:
        if change.earlier.unit != "%" and change.later.unit != "%":
            continue
        gap = Fraction(change.later.value) - Fraction(change.earlier.value)
        if change.says and gap and (gap > 0) != (change.says > 0):
            context.did()
            yield context.found(
                "difference",
                "direction",
                said.sentence.where(change.later),
                f"{change.earlier.text} to {change.later.text}",
                "the other way round",
                earlier=change.earlier.text,
                later=change.later.text,
                way=f"{shown(abs(gap), change.later.step)} points {'more' if gap > 0 else 'fewer'}",
                said="a drop" if gap > 0 else "a rise",
            )
        for number in change.stated:
            if number.unit in ("%", "points"):
                context.did()
                yield from _stated(number, change.earlier, change.later, said, context)
    if not changes:
        yield from _not_said(said, context)


def _stated(
    number: Number, earlier: Number, later: Number, said: Masked, context: Context
) -> Iterator[Finding]:
    gap = abs(Fraction(later.value) - Fraction(earlier.value))
    wanted = abs(Fraction(number.value))
    step = max(earlier.step, later.step)
    relative = 100 * gap / Fraction(earlier.value) if earlier.value else Fraction(0)
    values: dict[str, Any] = {"earlier": earlier.text, "later": later.text}
    points = f"{shown(gap, step)} points"
    if number.unit == "points":
        if abs(gap - wanted) > (Fraction(step) / 2 if number.step < step else 0):
            sure = abs(gap - wanted) > Fraction(step)
            yield context.found(
                "points",
                "wrong",
                said.sentence.where(number),
                number.text,
                points,
                severity="error" if sure else "warning",
                **values,
            )
        return
    half = Fraction(step) / 2
    low, high = max(gap - 2 * half, Fraction(0)), gap + 2 * half
    base = Fraction(earlier.value)
    loose = (
        Exact(100 * low / (base + half), 100 * high / (base - half)) if base > half else Exact.of(relative)
    )
    if prints(Exact.of(relative), abs(number.value), number.step):
        return
    if wanted == gap:
        yield context.found(
            "points",
            "called-percent",
            said.sentence.where(number),
            number.text,
            points,
            relative=f"{shown(relative, number.step)}%",
            slip="Points are called percent.",
            **values,
        )
    elif not prints(loose, abs(number.value), number.step):
        yield context.found(
            "points",
            "wrong",
            said.sentence.where(number),
            number.text,
            f"{points} ({shown(relative, number.step)}%)",
            **values,
        )


def _not_said(said: Masked, context: Context) -> Iterator[Finding]:
    """A percentage that is said to have changed by a percentage, without what it was before."""
    for match in LEVEL.finditer(said.text):
        marks = [mark for mark in match.groups()[:2] if mark] or [match[4], match[6]]
        if len(marks) < 2 or marks[0] is None or marks[1] is None:
            continue
        level, change = said.number(marks[0]), said.number(marks[1])
        if level.unit != "%" or change.unit != "%" or level.about or change.about or level.sign:
            continue
        context.did()
        way = (match["way"] or match["way2"]).lower()
        sign = -1 if way in ("decrease", "fall", "drop", "reduction") else 1
        now, moved = Fraction(level.value), Fraction(change.value)
        if moved >= 100:
            continue
        yield context.found(
            "points",
            "not-said",
            said.sentence.where(change),
            change.text,
            f"{change.text.strip('%')} points, or both figures",
            level=level.text,
            points=f"{shown(now - sign * moved, level.step)}%",
            relative=f"{shown(now / (1 + sign * moved / 100), level.step / 10)}%",
        )
