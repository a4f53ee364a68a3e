"""The performance table as records: what each row and the whole table hold."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.definitions import Break, Caveat, Measure
from wardmote.figures.areas import Area
from wardmote.figures.figure import Figure
from wardmote.figures.months import Period, in_words
from wardmote.figures.populations import Population
from wardmote.figures.tokens import State, Verdict

Pair = tuple[float | None, float | None]


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
    options: str = ""

    @property
    def gaps(self) -> str:
        """What the missing months mean for the counts shown, in a sentence; empty where none is missing."""
        if not self.left_out:
            return ""
        months = ", ".join(in_words(month) for month in self.left_out)
        compared = any(row.previous is not None and row.current is not None for row in self.rows)
        if compared:
            return f"Not supplied: {months}. The same months are left out of both periods."
        return f"Not supplied: {months}. Too few months are left to set the two periods side by side."

    def figure(self, row: Row, what: str = "current") -> Figure:
        """One number of a row as a figure: ``previous``, ``current``, ``percent`` or ``rate``."""
        period = self.previous if what == "previous" else self.current
        population = row.population if what == "rate" else None
        interval = {"percent": row.percent_interval, "rate": row.rate_interval}.get(what)
        return Figure(
            value=getattr(row, what),
            state=row.state,
            unit={"percent": "%", "rate": "per 1,000"}.get(what, row.measure.unit),
            measure=row.measure.reference,
            area=row.area.code,
            area_name=row.area.name,
            period=f"{period.start}..{period.end}",
            snapshot=self.snapshot,
            options=self.options,
            population=f"{population.kind} {population.on}" if population else "",
            interval=interval,
            verdict=row.verdict if what == "percent" else None,
            sources=tuple(counted.source for counted in row.measure.counted),
            caveats=row.measure.caveats,
        )
