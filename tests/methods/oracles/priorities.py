"""Orders of issues the slow way, in plain Python: one issue, one score, one set of weights after the other."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from statistics import median

Score = int | None
"""None is no score; -1 says that the criterion does not apply."""


def one_score(given: list[Score]) -> Fraction | str | None:
    """Give the middle score of several people, "n/a" where more than half say so, None where nobody scored."""
    answers = [score for score in given if score is not None]
    if sum(score == -1 for score in answers) * 2 > len(answers):
        return "n/a"
    scores = [Fraction(score) for score in answers if score != -1]
    return median(scores) if scores else None


def total(
    row: list[Fraction | str | None], weights: list[int], formula: str, groups: list[int]
) -> Fraction | None:
    """Give the total of an issue."""
    if any(score is None and weight for score, weight in zip(row, weights, strict=True)):
        return None
    if formula == "sum":
        return sum(
            (w * s for s, w in zip(row, weights, strict=True) if not isinstance(s, str) and s is not None),
            Fraction(0),
        )
    made = Fraction(1)
    for group in sorted(set(groups)):
        part = [
            (s, w)
            for s, w, g in zip(row, weights, groups, strict=True)
            if g == group and not isinstance(s, str) and s is not None
        ]
        heavy = sum(w for _, w in part)
        if not heavy:
            return None
        made *= sum(s * w for s, w in part) / Fraction(heavy)
    return made


def place(totals: list[Fraction | None], at: int) -> int:
    """Count who is ahead."""
    own = totals[at]
    return 0 if own is None else 1 + sum(1 for other in totals if other is not None and other > own)


def every_step(scores: list[list[int]], least: int, most: int) -> list[tuple[int, int]]:
    """Give best and worst place of each issue by trying every combination of -1, 0, +1 of every score."""
    rows, columns = len(scores), len(scores[0])
    seen: list[set[int]] = [set() for _ in scores]
    for steps in product((-1, 0, 1), repeat=rows * columns):
        moved = [
            sum(min(max(scores[r][c] + steps[r * columns + c], least), most) for c in range(columns))
            for r in range(rows)
        ]
        for r in range(rows):
            seen[r].add(1 + sum(other > moved[r] for other in moved))
    return [(min(one), max(one)) for one in seen]


def one_criterion_step(scores: list[list[int]], least: int, most: int) -> list[tuple[int, int]]:
    """Give the same where of each issue the score on one criterion moves, or none."""
    options = [
        [
            sum(min(max(score + (step if c == at else 0), least), most) for c, score in enumerate(row))
            for at in range(len(row))
            for step in (-1, 0, 1)
        ]
        for row in scores
    ]
    seen: list[set[int]] = [set() for _ in scores]
    for moved in product(*options):
        for r, own in enumerate(moved):
            seen[r].add(1 + sum(other > own for other in moved))
    return [(min(one), max(one)) for one in seen]


def lattice(criteria: int, parts: int) -> list[list[int]]:
    """Every way to share out so many parts among the criteria."""
    if criteria == 1:
        return [[parts]]
    return [[n, *rest] for n in range(parts + 1) for rest in lattice(criteria - 1, parts - n)]


def worst_on_lattice(scores: list[list[int]], weights: list[list[int]]) -> list[int]:
    """Give the worst place of each issue over sets of weights."""
    worst = [0] * len(scores)
    for one in weights:
        totals = [sum(w * s for w, s in zip(one, row, strict=True)) for row in scores]
        for at, own in enumerate(totals):
            worst[at] = max(worst[at], 1 + sum(other > own for other in totals))
    return worst
