"""A measure of an area over all the months or quarters in hand: the counts, their days, and where they break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.analyses.pictures import RuledBreak
from wardmote.analyses.result import CannotBearError, Refusal
from wardmote.analyses.wording import inside, listed, months_listed, share
from wardmote.definitions import Break, Measure
from wardmote.figures.areas import Area
from wardmote.figures.comparability import blocks, named_forces
from wardmote.figures.counts import not_located_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, days_in, in_words, shift
from wardmote.figures.performance import measure_of_any_source
from wardmote.figures.series import Series, series

YEAR = 12
RHYTHMS = {1: "month", 3: "quarter"}
"""Months in a step -> what one step is called."""


@dataclass(frozen=True, eq=False)
class History:
    """Counts of one measure and area, step by step.

    ``values``: (n,), NaN where a step was not supplied, or where recording changed within it. ``days``: (n,).
    ``cuts``: positions of the first step after each recording break that parts the series. ``mixed``: steps in the
    middle of which recording changed. ``missing``: months that were not supplied.
    """

    measure: Measure
    area: Area
    periods: tuple[Period, ...]
    every: int
    values: npt.NDArray[np.float64]
    days: npt.NDArray[np.float64]
    breaks: tuple[Break, ...]
    cuts: tuple[int, ...]
    mixed: tuple[int, ...]
    missing: tuple[str, ...]
    caveats: tuple[str, ...]
    snapshot: str
    options: str
    marking: str

    @property
    def period(self) -> int:
        """Steps in a year: 12 or 4."""
        return YEAR // self.every

    @property
    def step(self) -> str:
        """What a step is called: month or quarter."""
        return RHYTHMS[self.every]

    @property
    def labels(self) -> tuple[str, ...]:
        """Each step as a picture names it: YYYY-MM, or Jan to Mar 2024."""
        return tuple(step_label(one) for one in self.periods)

    @property
    def span(self) -> Period:
        """From the first month to the last."""
        return Period(self.periods[0].start, self.periods[-1].end)

    @property
    def name(self) -> str:
        """The measure as a sentence begins with it."""
        return self.measure.short_title

    @property
    def ruled(self) -> tuple[RuledBreak, ...]:
        """The breaks to rule into a picture."""
        return tuple(
            RuledBreak(self.labels[at], found.label)
            for found in self.breaks
            if (at := _place(self.periods, found)) is not None
        )

    @property
    def gap_words(self) -> str:
        """What was not supplied, in a sentence; empty where nothing is missing."""
        if not self.missing:
            return ""
        were = "was" if len(self.missing) == 1 else "were"
        return f"{months_listed(self.missing)} {were} not supplied: a gap, never a zero."

    @property
    def break_words(self) -> str:
        """What parts the series, in a sentence; empty where nothing does."""
        if not self.breaks:
            return ""
        when = listed([in_words(f"{found.date:%Y-%m}") for found in self.breaks])
        kinds = listed(list(dict.fromkeys(found.label for found in self.breaks)))
        said = f"{self.name} before and after {when} is not comparable: {kinds}."
        if not self.mixed:
            return said
        within = listed([in_words(self.periods[at].start) for at in self.mixed])
        return f"{said} {within}, in the middle of which that changed, is left out."


def step_label(period: Period) -> str:
    """A step as a picture names it: YYYY-MM, or Jan to Mar 2024."""
    if period.start == period.end:
        return period.start
    return f"{in_words(period.start, short=True)[:3]} to {in_words(period.end, short=True)}"


def history(evidence: Evidence, area: Area, measure: str, to: str, since: str = "") -> History:
    """All that is in hand of a measure, up to a month.

    Raises
    ------
    CannotBearError
        When it is no count, came less often than by quarter, or holds a count below zero.
    TableError, UnknownNameError, MonthError
        When there is no such measure, no source can supply it, or a month is not YYYY-MM.
    """
    found = measure_of_any_source(evidence, measure)
    _refuse_what_is_no_count(found)
    start = since or (first_month(evidence, to) if found.available else "")
    read = series(evidence, area, found.id, start, to)
    if not read.points:
        raise CannotBearError(
            Refusal(
                f"Nothing can be said of {inside(found.title)} in {area.name} over time.",
                f"No month of it was supplied to {in_words(to)}.",
                "Take in the files of these months.",
            )
        )
    return _history(evidence, read)


def first_month(evidence: Evidence, to: str) -> str:
    """The first month of any police file in hand; the month itself where there is none."""
    row = evidence.connection.execute("SELECT min(month) FROM supplied").fetchone()
    return min(str(row[0]), to) if row and row[0] else to


def location_words(evidence: Evidence, area: Area, measure: Measure, months: Sequence[str]) -> str:
    """How many records without a location may hide a change of level in an area, in a sentence; else empty.

    Of the first and the last year of the months, by the shares at which a verdict is doubted.
    """
    if not measure.available or not months:
        return ""
    counts = not_located_counts(evidence, [area], [measure], months)
    lost, there = counts.not_located[0, 0] - counts.owned[0, 0], counts.reported[0, 0] - counts.owned[0, 0]
    first, last = (
        float(lost[part].sum() / max(there[part].sum(), 1))
        for part in (slice(None, YEAR), slice(-YEAR, None))
    )
    limits = (
        evidence.definitions.threshold("not-located-share"),
        evidence.definitions.threshold("not-located-move"),
    )
    if max(first, last) <= limits[0] and abs(last - first) <= limits[1]:
        return ""
    return (
        f"Of the force's records of {inside(measure.short_title)} {share(first)} had no location in the first year and "
        f"{share(last)} have none in the last, and none of them counts here: a trend or signal may come from that alone."
    )


def _history(evidence: Evidence, read: Series) -> History:
    periods = tuple(point.period for point in read.points)
    every = len(periods[0].months)
    _refuse_slow(read, every)
    values = np.array(
        [np.nan if point.value is None else point.value for point in read.points], dtype=np.float64
    )
    _refuse_below_zero(read, values)
    forces = named_forces(evidence, [read.area])[read.area.code] if read.breaks else []
    cutting = tuple(one for one in read.breaks if blocks(one, read.measure, read.area.level, forces))
    mixed = tuple(
        at
        for at, one in enumerate(periods)
        for found in cutting
        if f"{found.date:%Y-%m-%d}" > f"{one.start}-01" and f"{found.date:%Y-%m}" <= one.end
    )
    values[list(mixed)] = np.nan
    cuts = sorted({at for found in cutting if (at := _first_after(periods, found)) is not None})
    lost = location_words(evidence, read.area, read.measure, [m for one in periods for m in one.months])
    return History(
        measure=read.measure,
        area=read.area,
        periods=periods,
        every=every,
        values=values,
        days=np.array([float(sum(days_in(month) for month in one.months)) for one in periods]),
        breaks=cutting,
        cuts=tuple(at for at in cuts if 0 < at < len(periods)),
        mixed=mixed,
        missing=read.missing,
        caveats=(*((lost,) if lost else ()), *(one.text for one in read.caveats), *read.notes),
        snapshot=read.snapshot,
        options=read.options,
        marking=read.marking,
    )


def _place(periods: tuple[Period, ...], found: Break) -> int | None:
    """Position of the step in which a break falls."""
    month = f"{found.date:%Y-%m}"
    return next((at for at, one in enumerate(periods) if one.start <= month <= one.end), None)


def _first_after(periods: tuple[Period, ...], found: Break) -> int | None:
    """Position of the first step that lies wholly after a break."""
    day = f"{found.date:%Y-%m-%d}"
    return next((at for at, one in enumerate(periods) if f"{one.start}-01" >= day), None)


def _refuse_what_is_no_count(measure: Measure) -> None:
    if measure.counts:
        return
    raise CannotBearError(
        Refusal(
            f"{measure.title} cannot be followed over time in this way.",
            "It is a share, a sum of money or a number at one time; these methods are for things that are counted.",
            "Its numbers can be read one by one, in its table over time.",
        )
    )


def _refuse_slow(read: Series, every: int) -> None:
    if every in RHYTHMS and all(len(point.period.months) == every for point in read.points):
        return
    raise CannotBearError(
        Refusal(
            f"{read.measure.title} cannot be followed within the year.",
            "It was supplied in periods longer than a quarter, or of different length, so its season and how much it "
            "varies are not known.",
            "Ask its supplier for months or quarters; its table over time lists what came.",
        )
    )


def _refuse_below_zero(read: Series, values: npt.NDArray[np.float64]) -> None:
    below = np.flatnonzero(values < 0)
    if not below.size:
        return
    period = read.points[int(below[0])].period
    raise CannotBearError(
        Refusal(
            f"{read.measure.title} cannot be followed over time.",
            f"A count is below zero ({values[below[0]]:.0f} in {period.words}): a revision takes back what an earlier "
            "period counted, and no method for counts allows for that.",
            f"Ask from a later month, such as {shift(period.end, 1)}, or for revised counts.",
        )
    )
