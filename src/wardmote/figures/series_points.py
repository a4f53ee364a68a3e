"""A measure over time as records: its points, and what must be known of them."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.definitions import Break, Caveat, Measure
from wardmote.figures.areas import Area
from wardmote.figures.figure import Figure
from wardmote.figures.months import Period
from wardmote.figures.periods import Asked, Length, Quarters
from wardmote.figures.tokens import State


@dataclass(frozen=True)
class Point:
    """One month, quarter or year of a series, or one period as it was reported.

    ``value`` is None unless all of it was supplied: a part is never summed as if it were whole. ``so_far`` is then
    what the months that were supplied come to, and None where none was.
    """

    asked: Asked
    value: float | None
    state: State
    supplied: tuple[str, ...]
    so_far: float | None = None
    breaks: tuple[Break, ...] = ()
    """Changes in recording or geography that fall into it, and that part what is before from what is after."""
    at_least: float | None = None
    """What the known parts come to, where another is suppressed."""
    base: float | None = None
    """How many people a share is of."""
    sources: tuple[str, ...] = ()
    """Sources that reported it; empty where it is counted from records."""
    said: str = ""
    """What a reader must know of it, in sentences."""

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
    length: Length | None
    """What one step is; None where its periods are those in which it was reported."""
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
        return tuple(
            m
            for point in self.points
            if point.value is None and point.state is State.NOT_SUPPLIED
            for m in point.period.months
            if m not in point.supplied
        )

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
            sources=point.sources or tuple(counted.source for counted in self.measure.counted),
            caveats=self.measure.caveats,
            marking=self.marking,
        )
