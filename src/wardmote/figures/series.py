"""A measure over time: months, quarters or years of an area, with gaps as gaps."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.definitions import Break, Measure
from wardmote.figures.areas import Area
from wardmote.figures.comparability import blocks, breaks_for, named_forces
from wardmote.figures.counts import MonthlyCounts, monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, check_month
from wardmote.figures.observed.over_time import observed_points
from wardmote.figures.observed.reports import read_reports
from wardmote.figures.performance import DECIDING, measure_of_any_source
from wardmote.figures.periods import Asked, Length, Quarters, steps
from wardmote.figures.series_points import Point as Point
from wardmote.figures.series_points import Series as Series
from wardmote.figures.suppliers import titles_left_out
from wardmote.figures.table import TableError
from wardmote.figures.tokens import State
from wardmote.figures.vintages import vintage_note


def series(
    evidence: Evidence,
    area: Area,
    measure: str,
    start: str,
    end: str,
    length: Length | None = None,
    quarters: Quarters = Quarters.FINANCIAL,
) -> Series:
    """Count a measure of an area in every month, quarter or year that holds a month between two.

    Without a length, records are counted by month, and what partners or the Home Office report stands in the periods
    in which they did. For the latter ``start`` and ``end`` may be empty: everything that was reported. Steps at either
    end of which nothing was supplied are left away; those between stay, as gaps.

    Raises
    ------
    TableError
        When no source can supply the measure, the months are the wrong way round, or a step is shorter than a report.
    UnknownNameError
        When there is no such measure.
    MonthError
        When a month is not YYYY-MM.
    """
    found = measure_of_any_source(evidence, measure)
    if start and end and check_month(start) > check_month(end):
        raise TableError(
            f"A series from {start} to {end} ends before it begins. Write the earlier month first."
        )
    if not found.available:
        return _of_reports(evidence, area, found, (start, end), length, quarters)
    return _of_records(evidence, area, found, Period(start, end), length or Length.MONTH, quarters)


def _of_records(
    evidence: Evidence, area: Area, found: Measure, span: Period, length: Length, quarters: Quarters
) -> Series:
    asked = list(steps(check_month(span.start), check_month(span.end), length, quarters))
    whole = Period(asked[0].whole.start, asked[-1].whole.end)
    counts = monthly_counts(evidence, [area], [found], whole.months)
    breaks = breaks_for(evidence, area, whole.start, whole.end, [found.id])
    cutting = _cutting(evidence, area, found, breaks)
    points = _trimmed([_point(one, counts, cutting) for one in asked])
    months = [month for point in points for month in point.period.months]
    vintages = vintage_note(evidence, area, months)
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


def _cutting(evidence: Evidence, area: Area, measure: Measure, breaks: Sequence[Break]) -> list[Break]:
    """Those of the breaks that part what is before from what is after."""
    forces = named_forces(evidence, [area])[area.code] if breaks else []
    return [one for one in breaks if blocks(one, measure, area.level, forces)]


def _of_reports(
    evidence: Evidence,
    area: Area,
    found: Measure,
    span: tuple[str, str],
    length: Length | None,
    quarters: Quarters,
) -> Series:
    """What partners or the Home Office reported; changes of map points and small areas are police.uk's own."""
    reports = read_reports(evidence, area, found)
    came = reports.span
    if came is None:
        raise TableError(
            f"Nothing was reported of {found.title} in {area.name}. The table of what was reported lists what was."
        )
    start, end = span
    whole = Period(check_month(start) if start else came.start, check_month(end) if end else came.end)
    breaks = [
        one
        for one in breaks_for(evidence, area, whole.start, whole.end, [found.id])
        if one.kind == "recording"
    ]
    cutting = _cutting(evidence, area, found, breaks)
    points = _trimmed(observed_points(evidence.definitions, reports, whole, length, quarters, cutting))
    return Series(
        measure=found,
        area=area,
        length=length,
        quarters=quarters,
        points=tuple(points),
        snapshot=evidence.snapshot,
        caveats=tuple(evidence.definitions.caveats[name] for name in found.caveats),
        breaks=tuple(one for one in breaks if any(_falls_into(one, point.period) for point in points)),
        notes=tuple(dict.fromkeys(point.said for point in points if point.said)),
        options=f"definitions={evidence.definitions.digest(DECIDING)[:16]};every={reports.every}",
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
