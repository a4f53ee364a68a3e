"""The partnership's own targets for a measure of an area, as totals that an analysis of its counts can use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import numpy as np

from wardmote.analyses.over_time.history import History
from wardmote.figures.months import Period
from wardmote.figures.target_rows import TargetRow
from wardmote.figures.targets import total_aimed_at


@dataclass(frozen=True)
class OwnTarget:
    """A target of the definitions. ``total``: the most, or least, that still meets it in all of its period ``whole``;
    None where its baseline is not in hand, or it is a rate. ``lower``: whether less is what was aimed for."""

    title: str
    whole: Period
    lower: bool
    total: float | None
    rated: bool


def own_targets(history: History, rows: Sequence[TargetRow]) -> tuple[OwnTarget, ...]:
    """The targets for this measure in this area, in order; without those of which no period can be read."""
    return tuple(
        OwnTarget(row.target.title, row.period.whole, row.lower, _total(history, row), row.rated)
        for row in rows
        if row.measure.id == history.measure.id
        and row.area.code == history.area.code
        and row.period is not None
        and not row.shared
    )


def _total(history: History, row: TargetRow) -> float | None:
    if row.rated:
        return None
    aim = row.aim if row.aim is not None else _of_baseline(history, row)
    if aim is None:
        return None
    return float(floor(aim) if row.lower else ceil(aim))


def _of_baseline(history: History, row: TargetRow) -> Fraction | None:
    """What a target of a year that has not begun aims at; None where its baseline lacks a month."""
    if not row.baseline:
        return total_aimed_at(row.target, Fraction(0))
    whole = row.baseline.whole
    at = [
        place
        for place, one in enumerate(history.periods)
        if whole.start <= one.start and one.end <= whole.end
    ]
    if len(at) * history.every != len(whole.months) or np.isnan(history.values[at]).any():
        return None
    return total_aimed_at(row.target, Fraction(str(history.values[at].sum())))
