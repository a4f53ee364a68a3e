"""Rates and averages of what was observed: of the days that were supplied."""

from __future__ import annotations

from dataclasses import replace

from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, days_in
from wardmote.figures.observed.timeline import Timeline, Window
from wardmote.figures.observed.years import Shown
from wardmote.figures.populations import Population, Populations
from wardmote.figures.table import Row
from wardmote.methods.intervals import crude_rate
from wardmote.methods.rounding import rounded_ratio


def with_rates(
    evidence: Evidence, row: Row, years: Window, shown: tuple[Shown, Shown], populations: Populations
) -> Row:
    """The row with its rates, where there is a population and a count that a rate can be of."""
    kind = row.measure.population
    if not kind or not row.measure.adds_up or any(map(_taken_back, shown)):
        return row
    per, confidence = evidence.definitions.threshold("rate-per"), evidence.definitions.threshold("confidence")
    before, now = (populations.nearest(row.area, kind, period) for period in years.periods)
    earlier, later = (
        _exposed(people, period, counted) if count is not None else None
        for people, period, counted, count in zip(
            (before, now), years.periods, shown, (row.previous, row.current), strict=True
        )
    )
    if earlier is not None and row.previous is not None:
        rate = crude_rate(row.previous, earlier, per=per, confidence=confidence)
        row = replace(row, rate_previous=float(rate.value), population_previous=before)
    if later is not None and row.current is not None:
        rate = crude_rate(row.current, later, per=per, confidence=confidence)
        limits = float(rate.low), float(rate.high)
        row = replace(row, rate=float(rate.value), rate_interval=limits, population=now)
    return row


def _taken_back(shown: Shown) -> bool:
    """Whether a revision made a period negative: the year is then less than what was counted in it."""
    return any(cell.value is not None and cell.value < 0 for _, cell in shown)


def _exposed(people: Population | None, period: Period, shown: Shown) -> float | None:
    """People for the share of the period's days that was supplied; None without a population."""
    if people is None or people.value <= 0:
        return None
    covered = sum(days_in(month) for part, _ in shown for month in part.months)
    return people.value * covered / sum(days_in(month) for month in period.months)


def average(line: Timeline, years: Window, now: float | None) -> float | None:
    """The later count a month, of the months that were supplied; None where there is no count."""
    count = whole(now)
    if count is None or not line.measure.adds_up:
        return None
    return rounded_ratio(count, line.every * len(years.shown[1]), 1)


def whole(value: float | None) -> int | None:
    """A value as a count; None where it is none."""
    return int(value) if value is not None and value == int(value) else None
