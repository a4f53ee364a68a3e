"""Rows of the performance table that are counted from observations, each with its own two periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.definitions import Break, Measure
from wardmote.figures.areas import Area, areas_within
from wardmote.figures.comparability import blocks, breaks_between, named_forces
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, ending, shift
from wardmote.figures.observed.measures import observed_measures
from wardmote.figures.observed.places import cells_of, makeups
from wardmote.figures.observed.rates import average, whole, with_rates
from wardmote.figures.observed.reading import Reported, any_observations, read_reported
from wardmote.figures.observed.record import Cell, Observed
from wardmote.figures.observed.rhythms import preferred, rhythm_words
from wardmote.figures.observed.testing import Tested, family, tested, verdict_of
from wardmote.figures.observed.timeline import (
    YEAR,
    Timeline,
    Window,
    chosen,
    fewest_of_year,
    timelines,
    window,
)
from wardmote.figures.observed.years import (
    conflict_words,
    counted_words,
    gap_words,
    last_words,
    left_out,
    shown_cells,
    suppressed_words,
    taken_back_words,
    total,
)
from wardmote.figures.populations import Populations, read_populations
from wardmote.figures.table import Row
from wardmote.figures.tokens import State, Verdict
from wardmote.figures.trends import beside
from wardmote.methods.rounding import half_up

OVER_TWO = (1, 2, 0)
"""Years back that set the latest beside the one two years before; the one between helps to test."""


@dataclass(frozen=True)
class _Compared:
    """A measure of an area with the two years that are compared, each as one cell."""

    timeline: Timeline
    window: Window
    earlier: Cell
    later: Cell
    test: Tested
    lines: tuple[Timeline, ...] = ()
    """Everything that came of it, in every length."""

    @property
    def source(self) -> str:
        """The source whose family of tests it belongs to."""
        return next(iter((*self.later.sources, *self.earlier.sources)), "")


def observed_rows(
    evidence: Evidence,
    areas: Sequence[Area],
    to: str,
    *,
    months: int = 12,
    measures: Sequence[str] = (),
    two_years: bool = False,
) -> list[Row]:
    """Every measure of the areas that observations supply: the rows of each area together.

    Parameters
    ----------
    to
        Last month, YYYY-MM: a row ends with the last period that was supplied by then.
    months
        Length of the two periods, as far as whole ones of those supplied fit; at least one.
    measures
        Identifiers to show; all when empty, but for indices of years of their own. What is shown never changes a verdict.
    two_years
        Whether the change over two years stands beside that on the year.
    """
    on_the_year = tuple(reversed(range(_in_hand(evidence))))
    rows = observed_rows_back(evidence, areas, to, on_the_year, months=months, measures=measures)
    if not two_years or not rows:
        return rows
    over_two = observed_rows_back(evidence, areas, to, OVER_TWO, months=months, measures=measures)
    return beside(rows, over_two)


def observed_rows_back(
    evidence: Evidence,
    areas: Sequence[Area],
    to: str,
    back: Sequence[int],
    *,
    months: int = 12,
    measures: Sequence[str] = (),
) -> list[Row]:
    """The same of years so many back: the last named is set against the last but one, the others help to test.

    (1, 2, 0) sets the latest year against the one two years before; each row's test is its own.
    """
    if not any_observations(evidence):
        return []
    counted = observed_measures(evidence.definitions)
    made = {area: makeups(evidence, area) for area in areas}
    codes = {code for found in made.values() for one in found for code in one.every_code}
    reported = read_reported(evidence, counted, codes)
    if not reported.cells:
        return []
    populations = read_populations(evidence.connection, list(areas))
    rows: list[Row] = []
    for area in areas:
        lines = [(measure, every_timeline(evidence, reported, measure, area)) for measure in counted]
        found = [(measure, own, _compared(evidence, own, to, months, back)) for measure, own in lines if own]
        rows += _rows(evidence, area, [one for *_, one in found if one], populations, ending(to, YEAR))
        rows += [
            _in_part(evidence, reported, measure, area, own, ending(to, YEAR))
            for measure, own, one in found
            if one is None
        ]
    order = {area: at for at, area in enumerate(areas)}
    rows.sort(key=lambda row: (order[row.area], row.measure.order, row.measure.id))
    return [row for row in rows if _asked_for(row, measures)]


def _asked_for(row: Row, measures: Sequence[str]) -> bool:
    """Whether to show a row: an index of a year of its own only when it is named, and never as missing from this one."""
    if row.measure.dated:
        return row.measure.id in measures and row.state is not State.NOT_SUPPLIED
    return not measures or row.measure.id in measures


def _compared(
    evidence: Evidence, lines: Sequence[Timeline], to: str, months: int, back: Sequence[int]
) -> _Compared | None:
    """The two years to show of a measure and area; None where nothing came that could be shown."""
    definitions = evidence.definitions
    found = [
        (line, years)
        for line in preferred(lines, definitions)
        if (years := window(line, to, months, back, fewest_of_year(definitions, line.every)))
    ]
    best = chosen(found, ending(to, YEAR))
    if best is None:
        return None
    earlier, later = (total(shown) for shown in shown_cells(*best))
    return _Compared(*best, earlier, later, tested(*best, definitions), tuple(lines))


def every_timeline(evidence: Evidence, reported: Reported, measure: Measure, area: Area) -> list[Timeline]:
    """Everything that was reported of a measure for an area: of itself first, the shortest periods first."""
    return [
        line
        for makeup in makeups(evidence, area)
        for line in timelines(measure, area, makeup, cells_of(reported, measure, makeup))
    ]


def _in_hand(evidence: Evidence) -> int:
    return int(evidence.definitions.threshold("years-in-hand"))


def _rows(
    evidence: Evidence, area: Area, compared: Sequence[_Compared], populations: Populations, current: Period
) -> list[Row]:
    q = family(
        [one.test for one in compared],
        [one.source for one in compared],
        [one.timeline.measure.base for one in compared],
    )
    return [
        _row(evidence, one, q[at], populations)
        if one.window.periods[1].end >= current.start
        else _long_ago(one, area, current)
        for at, one in enumerate(compared)
    ]


def _long_ago(one: _Compared, area: Area, current: Period) -> Row:
    """The row of a measure of which nothing of the last year came."""
    last = one.window.years[-1][-1]
    cell = one.timeline.cell(last)
    observed = Observed(
        every=one.timeline.every,
        sources=cell.sources,
        last=(last, cell.value),
        notes=(last_words((last, cell)),),
    )
    return _not_supplied(one.timeline.measure, area, current, observed)


def _in_part(
    evidence: Evidence,
    reported: Reported,
    measure: Measure,
    area: Area,
    lines: Sequence[Timeline],
    current: Period,
) -> Row:
    """The row of a measure of which only parts came: items without others, or areas without others."""
    cells = sorted(
        ((period, cell) for line in lines for period, cell in line.cells.items()), key=lambda one: one[0].end
    )
    notes = tuple(dict.fromkeys(cell.note for _, cell in cells if cell.note))[-1:]
    only_of = _only_of(evidence, reported, lines[0])
    return _not_supplied(measure, area, current, Observed(every=lines[0].every, notes=notes, only_of=only_of))


def _only_of(evidence: Evidence, reported: Reported, line: Timeline) -> tuple[str, ...]:
    """Names of the parts that alone ever reported a measure; none where all did, or it came of the area itself."""
    level, codes = line.makeup.level, line.makeup.codes
    came = {code for code in codes if any(cell.reported for cell in reported.of(line.measure, code).values())}
    if not level or len(came) == len(codes):
        return ()
    parts = areas_within(evidence.connection, line.area, level, evidence.definitions)
    return tuple(part.name for part in parts if part.code in came)


def _not_supplied(measure: Measure, area: Area, current: Period, observed: Observed) -> Row:
    before = Period(shift(current.start, -12), shift(current.end, -12))
    return Row(
        measure=measure, area=area, state=State.NOT_SUPPLIED, periods=(before, current), observed=observed
    )


def _row(evidence: Evidence, one: _Compared, q: float | None, populations: Populations) -> Row:
    definitions, measure, area = evidence.definitions, one.timeline.measure, one.timeline.area
    breaks = _breaks(evidence, one)
    before, now = one.earlier.value, one.later.value
    share = measure.is_share
    base = definitions.threshold("percentage-base")
    comparable = before is not None and now is not None
    percent = (
        half_up(100 * (now - before) / before, 1)
        if before is not None and now is not None and not share and before >= base and now >= 0
        else None
    )
    verdict = _verdict(evidence, one, q, breaks) if comparable or _disagree(one) else None
    row = Row(
        measure=measure,
        area=area,
        state=one.later.state,
        previous=None if share else whole(before),
        current=None if share else whole(now),
        percent=percent,
        percent_interval=one.test.interval if percent is not None and not share else None,
        monthly_average=average(one.timeline, one.window, now),
        phi=one.test.phi,
        z=one.test.z,
        q=q,
        verdict=verdict,
        breaks=breaks,
        periods=one.window.periods,
        observed=_observed(evidence, one, share),
    )
    return with_rates(evidence, row, one.window, shown_cells(one.timeline, one.window), populations)


def _verdict(
    evidence: Evidence, one: _Compared, q: float | None, breaks: tuple[Break, ...]
) -> Verdict | None:
    if breaks or _disagree(one):
        return Verdict.NOT_COMPARABLE
    return verdict_of(one.test, q, evidence.definitions)


def _disagree(one: _Compared) -> bool:
    """Whether two figures stand for a period of either year."""
    return any(cell.conflict for shown in shown_cells(one.timeline, one.window) for _, cell in shown)


def _observed(evidence: Evidence, one: _Compared, share: bool) -> Observed:
    line, years = one.timeline, one.window
    before, now = one.earlier.value, one.later.value
    points = half_up(now - before, 1) if share and before is not None and now is not None else None
    last = line.last(years.periods[1].end)
    missing = left_out(line, years)
    return Observed(
        every=line.every,
        now=now,
        before=before,
        state_before=one.earlier.state,
        at_least=(one.earlier.at_least, one.later.at_least),
        bases=(one.earlier.base, one.later.base),
        points=points,
        points_interval=one.test.interval if share and points is not None else None,
        sources=tuple(dict.fromkeys((*one.earlier.sources, *one.later.sources))),
        counted=(len(years.shown[1]), len(years.years[-1])),
        summed_from=line.makeup.level if len(line.makeup.codes) > 1 else "",
        left_out=missing,
        last=(last, line.cell(last).value) if last else None,
        line=_line(evidence, line, years),
        notes=_notes(evidence, one),
        options=f"every={line.every};of={line.makeup.level or 'itself'};"
        f"without={','.join(period.start for period in missing)}",
    )


def _line(evidence: Evidence, line: Timeline, years: Window) -> tuple[tuple[Period, float | None], ...]:
    """Every period of the years in hand up to the last of the row."""
    last = years.years[-1][-1]
    steps = 12 * _in_hand(evidence) // line.every
    run = [
        Period(shift(last.start, -line.every * back), shift(last.end, -line.every * back))
        for back in reversed(range(steps))
    ]
    return tuple((period, line.cell(period).value) for period in run)


def _notes(evidence: Evidence, one: _Compared) -> tuple[str, ...]:
    definitions, line = evidence.definitions, one.timeline
    earlier, later = shown_cells(line, one.window)
    shown = (*earlier, *later)
    parts = len(line.makeup.codes)
    level = definitions.levels[line.makeup.level].plural if line.makeup.level else ""
    return tuple(
        dict.fromkeys(
            (
                *((f"Summed from {parts} {level}.",) if parts > 1 else ()),
                *(cell.note for _, cell in shown if cell.note),
                *gap_words(line, one.window),
                *counted_words(one.window, line.every),
                *rhythm_words(line, one.lines, _both_years(one.window), definitions),
                *suppressed_words(earlier, one.earlier),
                *suppressed_words(later, one.later),
                *taken_back_words(shown),
                *conflict_words(shown, definitions),
                *((one.test.why,) if one.test.why else ()),
            )
        )
    )


def _both_years(found: Window) -> Period:
    """From the first month of the earlier year to the last of the later one."""
    earlier, later = found.periods
    return Period(earlier.start, later.end)


def _breaks(evidence: Evidence, one: _Compared) -> tuple[Break, ...]:
    """Changes in recording between the two years; those of map points and small areas are police.uk's own."""
    earlier, later = one.window.periods
    between = [
        found
        for found in breaks_between(evidence.definitions, earlier.start, later.end)
        if found.kind == "recording"
    ]
    if not between:
        return ()
    area = one.timeline.area
    forces = named_forces(evidence, [area])[area.code]
    return tuple(found for found in between if blocks(found, one.timeline.measure, area.level, forces))
