"""A figure that was kept, beside the same measure today: what was counted then, what is counted now, and what may be said.

Only where the verdict of the table of measures is of these two periods is a change judged at all: the year after, or two
years after. Anything else shows both numbers and says why they are not compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from wardmote.analyses.wording import amount, count
from wardmote.figures import Figure, Row, State, Table, Verdict
from wardmote.figures.months import Period, shift

YEAR, TWO_YEARS = 12, 24


@dataclass(frozen=True)
class ThenNow:
    """One figure, then and now.

    ``now`` None: nobody counts it any more. ``again``: what today's evidence gives for the period of then, None where
    that is not known. ``verdict`` None: not judged, and ``why`` says why not. ``of_now``: today's period in words.
    """

    then: Figure
    title: str
    of_then: str
    now: Figure | None = None
    of_now: str = ""
    again: float | None = None
    verdict: Verdict | None = None
    why: str = ""
    alike: bool = True
    """Whether both counts leave out the same months."""

    @property
    def revised(self) -> bool:
        """Whether today's evidence counts another number for the period of then."""
        return self.again is not None and self.again != self.then.value

    @property
    def words(self) -> str:
        """What may be said of the two, in a sentence."""
        said = [self.verdict.words.capitalize() + "." if self.verdict else self.why]
        if self.revised:
            said.append(f"The evidence of today counts {count(self.again)} for the {self.of_then}.")
        if not self.alike:
            said.append(
                "The two counts are not of the same months: a verdict is of those that both years have."
            )
        return " ".join(one for one in said if one)


def then_and_now(then: Figure, table: Table) -> ThenNow:
    """A kept count beside the same measure in a table of today, which may hold the change over two years."""
    measure, period = then.measure.split("/")[0], _period(then)
    row = next(
        (
            one
            for one in (*table.rows, *table.observed)
            if one.measure.id == measure and (one.area.code, one.area.part_of) == (then.area, then.part_of)
        ),
        None,
    )
    title = row.measure.title if row else measure
    of_then = period.words if period else then.period
    if row is None or not row.counted:
        gone = (
            row.reason if row is not None and row.reason else "The evidence of today holds no figure of it."
        )
        return ThenNow(then, title, of_then, why=gone)
    now = table.figure(row)
    today = _period(now)
    beside = ThenNow(then, title, of_then, now, today.words if today else now.period)
    if now.value is None:
        return ThenNow(then, title, of_then, now, beside.of_now, why=f"Now {now.state.words}.")
    return _judged(beside, row, _apart(period, today), table)


def _judged(beside: ThenNow, row: Row, apart: int | None, table: Table) -> ThenNow:
    """The verdict of the table where it is of these two periods, or why there is none."""
    then, now = beside.then, beside.now
    if now is None or then.state not in (State.KNOWN, State.ZERO):
        return replace(beside, why=f"Then {then.state.words}, so there is nothing to compare with.")
    if then.measure != now.measure:
        return replace(beside, why="What is counted is defined otherwise today: not compared.")
    alike = _left_out(then) == _left_out(now)
    beside = replace(beside, alike=alike)
    if apart == 0:
        return replace(beside, again=now.value if alike else None, why="No later year is complete yet.")
    if apart == YEAR:
        before = table.figure(row, "previous").value if alike else None
        return replace(beside, again=before, verdict=row.verdict, why="" if row.verdict else "Not tested.")
    if apart == TWO_YEARS and row.two_years is not None:
        two = row.two_years
        again = two.before if two.before is not None else two.value_before
        verdict = two.verdict
        return replace(
            beside, again=again if alike else None, verdict=verdict, why="" if verdict else "Not tested."
        )
    if apart is None or apart < 0:
        return replace(beside, why="The two periods are not alike: both are shown and not compared.")
    return replace(
        beside, why=f"They lie {amount(apart, 'month', 'months')} apart: both are shown and not tested."
    )


def _period(figure: Figure) -> Period | None:
    """The later period that a figure is of; None where it is not one of months."""
    start, _, end = figure.period.partition(" against ")[0].partition("..")
    return Period(start, end) if len(start) == len(end) == len("2024-04") else None


def _apart(then: Period | None, now: Period | None) -> int | None:
    """How many months the later of two periods of the same length begins after the earlier; None where they differ."""
    if then is None or now is None or len(then.months) != len(now.months):
        return None
    months = next(
        (by for by in range(-TWO_YEARS * 5, TWO_YEARS * 5) if shift(then.start, by) == now.start), None
    )
    return months if months is not None and shift(then.end, months) == now.end else None


def _left_out(figure: Figure) -> str:
    """Which months its count leaves out."""
    return next((part for part in figure.options.split(";") if part.startswith("without=")), "")


__all__ = ["ThenNow", "then_and_now"]
