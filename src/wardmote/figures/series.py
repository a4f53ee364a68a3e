"""A measure over time: months, quarters or years of an area, with gaps as gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.definitions import Break, Caveat, Measure
from wardmote.figures.areas import Area
from wardmote.figures.comparability import blocks, breaks_for, named_forces
from wardmote.figures.counts import MonthlyCounts, monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.figure import Figure
from wardmote.figures.months import Period, check_month
from wardmote.figures.performance import DECIDING, measure_asked
from wardmote.figures.periods import Asked, Length, Quarters, steps
from wardmote.figures.suppliers import titles_left_out
from wardmote.figures.table import TableError
from wardmote.figures.tokens import State
from wardmote.figures.vintages import vintage_note


@dataclass(frozen=True)
class Point:
    """One month, quarter or year of a series.

    ``value`` is None unless every month of it was supplied: a part is never summed as if it were whole. ``so_far`` is
    then what the months that were supplied come to, and None where none was.
    """

    asked: Asked
    value: float | None
    state: State
    supplied: tuple[str, ...]
    so_far: float | None = None
    breaks: tuple[Break, ...] = ()
    """Changes in recording or geography that fall into it, and that part what is before from what is after."""

    @property
    def period(self) -> Period:
        """Its months."""
        return self.asked.whole

    @property
    def share(self) -> str:
        """How much of it was supplied, where that is a part: 2 of 3 months."""
        here, whole = len(self.supplied), len(self.period.months)
        return f"{here} of {whole} months" if 0 < here < whole else ""


@dataclass(frozen=True)
class Series:
    """A measure of an area over time, oldest first."""

    measure: Measure
    area: Area
    length: Length
    quarters: Quarters
    points: tuple[Point, ...]
    snapshot: str
    caveats: tuple[Caveat, ...]
    breaks: tuple[Break, ...]
    others_left_out: tuple[str, ...] = ()
    """Forces whose records in the area are not counted, because they sent some of its months and not others."""
    notes: tuple[str, ...] = ()
    """What else a reader must know, in sentences."""
    options: str = ""
    marking: str = "OFFICIAL"

    @property
    def missing(self) -> tuple[str, ...]:
        """Months of it that were not supplied."""
        return tuple(m for point in self.points for m in point.period.months if m not in point.supplied)

    def figure(self, point: Point) -> Figure:
        """The value of a point as a figure."""
        return Figure(
            value=point.value,
            state=point.state,
            unit=self.measure.unit,
            measure=self.measure.reference,
            area=self.area.code,
            area_name=self.area.name,
            part_of=self.area.part_of,
            period=f"{point.period.start}..{point.period.end}",
            snapshot=self.snapshot,
            options=self.options,
            sources=tuple(counted.source for counted in self.measure.counted),
            caveats=self.measure.caveats,
            marking=self.marking,
        )


def series(
    evidence: Evidence,
    area: Area,
    measure: str,
    start: str,
    end: str,
    length: Length = Length.MONTH,
    quarters: Quarters = Quarters.FINANCIAL,
) -> Series:
    """Count a measure of an area in every month, quarter or year that holds a month between two.

    Steps at either end of which nothing was supplied are left away; those between stay, as gaps.

    Raises
    ------
    TableError
        When there is no such measure, or no source can supply it.
    MonthError
        When a month is not YYYY-MM.
    """
    found = measure_asked(evidence, measure)
    asked = list(steps(check_month(start), check_month(end), length, quarters))
    if not asked:
        raise TableError(
            f"A series from {start} to {end} ends before it begins. Write the earlier month first."
        )
    whole = Period(asked[0].whole.start, asked[-1].whole.end)
    counts = monthly_counts(evidence, [area], [found], whole.months)
    breaks = breaks_for(evidence, area, whole.start, whole.end, [found.id])
    forces = named_forces(evidence, [area])[area.code] if breaks else []
    cutting = [one for one in breaks if blocks(one, found, area.level, forces)]
    points = _trimmed([_point(one, counts, cutting) for one in asked])
    span = [month for point in points for month in point.period.months]
    vintages = vintage_note(evidence, area, span)
    shown = [one for one in breaks if any(_falls_into(one, point.period) for point in points)]
    return Series(
        measure=found,
        area=area,
        length=length,
        quarters=quarters,
        points=tuple(points),
        snapshot=evidence.snapshot,
        caveats=tuple(evidence.definitions.caveats[name] for name in found.caveats),
        breaks=tuple(shown),
        others_left_out=titles_left_out(evidence, area, whole.months),
        notes=(vintages,) if vintages else (),
        options=f"definitions={evidence.definitions.digest(DECIDING)[:16]}",
        marking=evidence.marking,
    )


def _point(asked: Asked, counts: MonthlyCounts, breaks: Sequence[Break]) -> Point:
    """One step of the only area and measure of ``counts``."""
    at = [counts.months.index(month) for month in asked.whole.months]
    sent = [place for place in at if counts.supplied[0, place]]
    total = int(counts.counts[0, 0, sent].sum()) if sent else None
    whole = len(sent) == len(at)
    state = (State.KNOWN if total else State.ZERO) if whole else State.NOT_SUPPLIED
    return Point(
        asked=asked,
        value=total if whole else None,
        state=state,
        supplied=tuple(counts.months[place] for place in sent),
        so_far=None if whole else total,
        breaks=tuple(one for one in breaks if _falls_into(one, asked.whole)),
    )


def _falls_into(found: Break, period: Period) -> bool:
    return period.start <= f"{found.date:%Y-%m}" <= period.end


def _trimmed(points: Sequence[Point]) -> list[Point]:
    """The points between the first and the last of which anything was supplied."""
    there = [at for at, point in enumerate(points) if point.supplied]
    return list(points[there[0] : there[-1] + 1]) if there else list(points)
