"""The performance table as records: what each row and the whole table hold."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.definitions import Break, Caveat, Measure
from wardmote.figures.areas import Area
from wardmote.figures.comparison import Beside
from wardmote.figures.figure import EARLIER, RATES, Figure
from wardmote.figures.months import Period, in_words, shift
from wardmote.figures.observed.as_figure import observed_figure
from wardmote.figures.observed.record import Observed
from wardmote.figures.periods import Asked
from wardmote.figures.populations import Population
from wardmote.figures.tokens import State, Verdict

Pair = tuple[float | None, float | None]


class TableError(ValueError):
    """The table that was asked for cannot be made; says what to ask for instead."""


@dataclass(frozen=True)
class TwoYears:
    """The change of a measure from two years before, tested as that on the year is.

    ``before`` and ``current`` are of the months that these two years share, so ``current`` can differ from that of
    the row. None where nothing was supplied; ``verdict`` None where the two cannot be set side by side.
    """

    before: int | None = None
    current: int | None = None
    percent: float | None = None
    percent_interval: Pair | None = None
    phi: float | None = None
    z: float | None = None
    q: float | None = None
    verdict: Verdict | None = None
    breaks: tuple[Break, ...] = ()
    value_before: float | None = None
    """Of what was observed: the value two years before, which for a share need not be whole."""
    state_before: State | None = None
    """Of what was observed: what the value two years before is, or why there is none."""
    points: float | None = None
    """The difference of two shares, in percentage points."""

    @property
    def change(self) -> int | None:
        """Later minus earlier count."""
        return None if self.before is None or self.current is None else self.current - self.before


@dataclass(frozen=True)
class Row:
    """One measure in one area: two periods, the change between them, and what may be said of it.

    Counts are None where nothing was supplied. ``percent`` is half-up to one decimal, and None below the
    smallest base. ``rate`` and ``rate_previous`` are per 1,000 of ``population`` and ``population_previous``
    over the period. ``not_located_share``: share of the force's rows without a location, earlier and later.
    ``phi``, ``z``, ``q``: dispersion, difference in standard errors, and p allowing for every look.
    """

    measure: Measure
    area: Area
    state: State
    previous: int | None = None
    current: int | None = None
    percent: float | None = None
    percent_interval: Pair | None = None
    rate: float | None = None
    rate_previous: float | None = None
    rate_interval: Pair | None = None
    population: Population | None = None
    population_previous: Population | None = None
    monthly_average: float | None = None
    not_located_share: Pair = (None, None)
    phi: float | None = None
    z: float | None = None
    q: float | None = None
    verdict: Verdict | None = None
    breaks: tuple[Break, ...] = ()
    reason: str = ""
    """Why it is not available, where it is not."""
    with_not_located: bool = False
    """Whether the force's rows without a location are counted in it."""
    two_years: TwoYears | None = None
    """The change from two years before, where it was asked for."""
    suppressed: tuple[str, ...] = ()
    """Periods whose counts are known but left out for the public: ``previous``, ``current``, ``two years before``."""
    periods: tuple[Period, Period] | None = None
    """Its own earlier and later period, where they are not the table's."""
    observed: Observed | None = None
    """What else is known of it, where it was counted from observations."""

    @property
    def two_years_before(self) -> int | None:
        """The count two years before; None where it was not supplied or not asked for."""
        return self.two_years.before if self.two_years else None

    def population_of(self, what: str) -> Population | None:
        """What a rate of the row is of; None for a number that is no rate."""
        return {"rate": self.population, "rate_previous": self.population_previous}.get(what)

    @property
    def counted(self) -> bool:
        """Whether there is a number of either period."""
        return self.previous is not None or self.current is not None

    @property
    def change(self) -> int | None:
        """Later minus earlier count."""
        if self.previous is None or self.current is None:
            return None
        return self.current - self.previous


@dataclass(frozen=True)
class Table:
    """The performance table of an area."""

    area: Area
    by: str
    previous: Period
    current: Period
    snapshot: str
    rows: tuple[Row, ...]
    not_located: tuple[int | None, int | None]
    """Rows of the area's forces without a location, all measures, earlier and later period."""
    caveats: tuple[Caveat, ...]
    breaks: tuple[Break, ...]
    left_out: tuple[str, ...] = ()
    """Months of the two periods that were not supplied."""
    untested: tuple[str, ...] = ()
    """Months of an older year that were not supplied: the test, not the counts, leaves them out of every year."""
    others_left_out: tuple[str, ...] = ()
    """Forces whose records in the area are not counted, because they sent some of its months and not others."""
    options: str = ""
    marking: str = "OFFICIAL"
    per: float = 1000
    """How many people or households a rate is per."""
    two_years: Period | None = None
    """The period two years before, where the change over two years was asked for."""
    breaks_before: tuple[Break, ...] = ()
    """Breaks that concern the change over two years and not that on the year."""
    asked: Asked | None = None
    """The period as somebody asked for it by name; None where it was asked for by its last month."""
    totals: tuple[Row, ...] = ()
    """The whole area, where its rows are of its parts: counted by itself, and equal to their sum."""
    beside: tuple[Beside, ...] = ()
    """The areas set beside it, and how much of each the figures can hold."""
    public: bool = False
    """Whether small counts, and what they could be worked out from, were left out for the public."""
    observed: tuple[Row, ...] = ()
    """Rows counted from observations: what partners and the Home Office count, each with its own periods."""

    @property
    def months_counted(self) -> tuple[str, ...]:
        """Months of the later period of which the counts are: those that both periods were supplied with."""
        missing = set(self.left_out)
        shared = tuple(m for m in self.current.months if m not in missing and shift(m, -12) not in missing)
        both = any(row.previous is not None and row.current is not None for row in self.rows)
        return shared if both else self.current.months

    @property
    def gaps(self) -> str:
        """What missing months and forces mean for the table, in sentences; empty where none is missing."""
        return " ".join(part for part in (self._missing(), self._older(), self._others()) if part)

    def _missing(self) -> str:
        if not self.left_out:
            return ""
        months = ", ".join(in_words(month) for month in self.left_out)
        if any(row.previous is not None and row.current is not None for row in self.rows):
            return (
                f"Not supplied: {months}. The same months are left out of both periods, and rates are of the days "
                "that were supplied."
            )
        return f"Not supplied: {months}. Too few months are left to set the two periods side by side."

    def _older(self) -> str:
        if not self.untested:
            return ""
        months = ", ".join(in_words(month) for month in self.untested)
        return (
            f"Not supplied: {months}. The test leaves that month out of every year; the counts shown hold it."
        )

    def _others(self) -> str:
        if not self.others_left_out:
            return ""
        forces = ", ".join(self.others_left_out)
        return f"Records of {forces} in this area are left out, as not every month of theirs was supplied."

    def figure(self, row: Row, what: str = "current") -> Figure:
        """One number of a row as a figure.

        ``what``: ``previous``, ``current``, ``percent``, ``rate`` or ``rate_previous``; of a share ``points``.
        """
        if row.observed is not None:
            return observed_figure(self, row, row.observed, what)
        value = getattr(row, what)
        population = row.population_of(what)
        periods = (
            (self.previous,)
            if what in EARLIER
            else (self.previous, self.current)
            if what == "percent"
            else (self.current,)
        )
        return Figure(
            value=value,
            state=State.SUPPRESSED
            if value is None and row.suppressed
            else _state(value, row.state, counted=what in COUNTS),
            unit=f"per {self.per:,.0f}" if what in RATES else "%" if what == "percent" else row.measure.unit,
            measure=row.measure.reference,
            area=row.area.code,
            area_name=row.area.name,
            part_of=row.area.part_of,
            period=" against ".join(f"{period.start}..{period.end}" for period in reversed(periods)),
            snapshot=self.snapshot,
            options=self._options(row),
            population=f"{population.kind} {population.on}" if population else "",
            interval={"percent": row.percent_interval, "rate": row.rate_interval}.get(what),
            verdict=row.verdict if what == "percent" else None,
            sources=tuple(counted.source for counted in row.measure.counted),
            caveats=row.measure.caveats,
            marking=self.marking,
        )

    def _options(self, row: Row) -> str:
        """What else decides the number: months left out, and whether rows without a location count."""
        without = ",".join(self.left_out)
        return f"{self.options};without={without};not-located={'counted' if row.with_not_located else 'left out'}"


COUNTS = ("previous", "current")
"""Numbers of a row that are missing only because they were not supplied, where the measure can be had at all."""


def _state(value: float | None, row: State, *, counted: bool) -> State:
    if value is None:
        if counted and row is not State.NOT_AVAILABLE:
            return State.NOT_SUPPLIED
        return row if row in (State.NOT_SUPPLIED, State.NOT_AVAILABLE) else State.NOT_AVAILABLE
    return State.KNOWN if value else State.ZERO
