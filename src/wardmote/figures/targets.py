"""Whether targets are met: the count of the period against what was to be reached, never a twelfth of a year.

A part of a period is set against the same months of the baseline. A change is never called an achievement without
saying whether it is more than chance, and none is judged across a change in recording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from wardmote.definitions import Measure
from wardmote.definitions.yardsticks import Target
from wardmote.figures.areas import Area, UnknownAreaError
from wardmote.figures.comparability import blocks
from wardmote.figures.comparison import area_asked
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, in_words, shift
from wardmote.figures.periods import Asked, PeriodError, Quarters, in_dates, read_period
from wardmote.figures.populations import read_populations
from wardmote.figures.table import Row
from wardmote.figures.target_readings import Reading, reading_of
from wardmote.figures.target_rows import Status, TargetRow
from wardmote.figures.tokens import Verdict

YEAR = 12
"""Most months that a test compares."""
NOT_SUPPLIED = "Not supplied: "
UNTESTED = "The change from the baseline is not tested."
NO_END = "9999-12"
"""A last month by which every period is over."""


def judged_targets(
    evidence: Evidence, partnership: Area, quarters: Quarters = Quarters.FINANCIAL
) -> list[TargetRow]:
    """Every target of the definitions with what became of it, by measure and then by title."""
    definitions = evidence.definitions
    targets = sorted(
        definitions.targets.values(),
        key=lambda one: (definitions.measures[one.measure].order, one.title, one.id),
    )
    return [_judged(evidence, target, partnership, quarters) for target in targets]


def _judged(evidence: Evidence, target: Target, partnership: Area, quarters: Quarters) -> TargetRow:
    measure = evidence.definitions.measures[target.measure]
    empty = TargetRow(target, measure, partnership, Status.NOT_ASSESSED)
    try:
        area = area_asked(evidence, target.area) if target.area else partnership
        period = read_period(target.period, NO_END, quarters)
        baseline = read_period(target.baseline, NO_END, quarters) if target.baseline else None
    except (UnknownAreaError, PeriodError) as error:
        return replace(empty, reason=str(error))
    row = replace(empty, area=area, period=period, baseline=baseline)
    if not measure.available and not measure.observed:
        return replace(row, reason=_not_counted(measure))
    apart = _years_between(baseline, period) if baseline else 1
    if baseline and not apart:
        return replace(row, reason=_not_the_same_months(baseline, period))
    return _with_counts(
        evidence, row, period, reading_of(evidence, area, measure, period.whole, apart), apart
    )


def _with_counts(evidence: Evidence, row: TargetRow, asked: Asked, reading: Reading, apart: int) -> TargetRow:
    """The target judged by what was counted, or why it cannot be."""
    latest = reading.latest
    if asked.whole.start > reading.known_to:
        return replace(row, status=Status.TOO_EARLY, reason=f"It begins in {in_words(asked.whole.start)}.")
    counted = asked.whole if asked.whole.end <= latest else reading.counted(asked.whole)
    if counted is None:
        return replace(row, reason=f"Not supplied: {in_dates(_not_come(asked.whole, latest))}.")
    asked = replace(asked, counted=counted)
    row = replace(row, period=asked)
    earlier = _before(asked.whole, apart)
    needed = bool(row.baseline) or (not asked.complete and row.measure.adds_up)
    absent = _joined([reading.absent(counted), *([reading.absent(earlier)] if needed else [])])
    if absent:
        return replace(row, reason=absent)
    sums = _sums(evidence, row, reading, counted, earlier if needed else None)
    if sums is None:
        return replace(row, reason="There is no population for a rate.")
    then, now = sums
    aim = total_aimed_at(row.target, then)
    share = Fraction(1) if asked.complete else _share(row, reading, counted, earlier, apart)
    row = replace(
        row,
        baseline_value=then if row.baseline else None,
        aim=aim,
        aim_so_far=None if share is None else aim * share,
        actual=now,
        profile="" if asked.complete or not row.measure.adds_up else in_dates(earlier),
    )
    return _decided(evidence, _tested(row, reading, counted, apart), asked, now, aim)


def _before(period: Period, apart: int) -> Period:
    """The same months of the year that a period is held against."""
    return Period(shift(period.start, -12 * apart), shift(period.end, -12 * apart))


def _not_come(whole: Period, latest: str) -> Period:
    """What has not come of a period: to the last month of which anything did, where that lies in it."""
    return Period(whole.start, latest if latest >= whole.start else whole.end)


def _joined(reasons: Sequence[str]) -> str:
    """Reasons as one; months that were not supplied of both years in one list."""
    missing = [one for one in reasons if one.startswith(NOT_SUPPLIED)]
    if len(missing) == len(reasons) == 2:
        first, second = (one.removeprefix(NOT_SUPPLIED).rstrip(".") for one in reversed(missing))
        return f"{NOT_SUPPLIED}{first}, {second}."
    return " ".join(one for one in reasons if one)


def _sums(
    evidence: Evidence, row: TargetRow, reading: Reading, counted: Period, earlier: Period | None
) -> tuple[Fraction, Fraction] | None:
    """The whole earlier year and what was counted, in counts or in rates; None without a population for a rate.

    The earlier year is zero where the target needs none.
    """
    then, now = reading.total(earlier) if earlier else Fraction(0), reading.total(counted)
    if not row.rated:
        return then, now
    per = Fraction(evidence.definitions.threshold("rate-per"))
    populations = read_populations(evidence.connection, [row.area])
    before, after = (
        populations.nearest(row.area, row.measure.population, period)
        for period in (earlier or counted, row.period.whole if row.period else counted)
    )
    if not before or not after or not before.value or not after.value:
        return None
    return then * per / Fraction(before.value), now * per / Fraction(after.value)


def _tested(row: TargetRow, reading: Reading, counted: Period, apart: int) -> TargetRow:
    """The target with what may be said of the change from the same months of its baseline."""
    if not row.baseline:
        return row
    if len(counted.months) > YEAR:
        said = "It is of more than a year, so the change from the baseline is not tested."
        return replace(row, reason=said)
    found = reading.change(counted, apart)
    if found is None:
        return replace(row, reason=UNTESTED)
    if found.verdict is None and found.observed is not None:
        return replace(row, reason=found.observed.notes[-1] if found.observed.notes else UNTESTED)
    broken = found.verdict is Verdict.NOT_COMPARABLE
    return replace(row, verdict=found.verdict, reason=_broken(row, found) if broken else "")


def _decided(evidence: Evidence, row: TargetRow, asked: Asked, now: Fraction, aim: Fraction) -> TargetRow:
    """The target with its status."""
    if row.verdict is Verdict.NOT_COMPARABLE:
        return row
    reached = now <= aim if row.lower else now >= aim
    if asked.complete or reached != row.lower:
        return replace(row, status=Status.MET if reached else Status.NOT_MET)
    fewest = int(evidence.definitions.threshold("target-fewest-months"))
    if len(asked.counted.months) < min(fewest, len(asked.whole.months)):
        return replace(row, status=Status.TOO_EARLY, reason=f"Supplied: {asked.share}.")
    if row.aim_so_far is None:
        return replace(
            row, status=Status.TOO_EARLY, reason="The year before holds none to judge the months by."
        )
    on = now <= row.aim_so_far if row.lower else now >= row.aim_so_far
    return replace(row, status=Status.ON_COURSE if on else Status.OFF_COURSE)


def total_aimed_at(target: Target, baseline: Fraction) -> Fraction:
    """The count or rate that a target sets out to reach, given that of its baseline (0 where it needs none)."""
    value = Fraction(str(target.value))
    if target.unit == "percent":
        value = baseline * value / 100
    if target.direction == "reduce":
        return baseline - value
    return baseline + value if target.direction == "increase" else value


def _share(row: TargetRow, reading: Reading, counted: Period, earlier: Period, apart: int) -> Fraction | None:
    """The share of the earlier year that its same months hold; None where it holds nothing.

    What does not add up is held against the whole of what was set out, at any time.
    """
    if not row.measure.adds_up:
        return Fraction(1)
    part = _before(counted, apart)
    if reading.absent(part):
        return None
    whole = reading.total(earlier)
    return reading.total(part) / whole if whole else None


def _broken(row: TargetRow, tested: Row) -> str:
    cutting = [one for one in tested.breaks if blocks(one, row.measure, row.area.level, one.forces)]
    breaks = " and ".join(f"{one.title}, {in_words(f'{one.date:%Y-%m}')}" for one in cutting)
    return f"What is recorded changed between the baseline and the period ({breaks}), so it cannot fairly be judged."


def _not_counted(measure: Measure) -> str:
    """Why a measure has no monthly count to hold a target against."""
    return " ".join(one.reason for one in measure.unavailable) or "It is not counted in months."


def _years_between(baseline: Asked, period: Asked) -> int:
    """How many years before the period the same months of the baseline lie; 0 where they are other months."""
    years = int(period.whole.start[:4]) - int(baseline.whole.start[:4])
    moved = Period(shift(period.whole.start, -12 * years), shift(period.whole.end, -12 * years))
    apart = 12 * years >= len(period.whole.months)
    return years if years > 0 and apart and moved == baseline.whole else 0


def _not_the_same_months(baseline: Asked, period: Asked) -> str:
    return (
        f"Its baseline ({in_dates(baseline.whole)}) is not the same months of an earlier year as its period "
        f"({in_dates(period.whole)}). Write a baseline of the same months, or the number to be reached."
    )
