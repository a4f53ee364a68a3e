"""The table of stop and search as records."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.definitions import Caveat, Measure
from wardmote.figures.areas import Area
from wardmote.figures.figure import Figure
from wardmote.figures.months import Period, spans
from wardmote.figures.populations import Population
from wardmote.figures.tokens import State, Verdict

Pair = tuple[float | None, float | None]
Bounds = tuple[float, float]


@dataclass(frozen=True)
class SearchRow:
    """Searches of one kind in two periods; pairs are earlier and later, None where nothing was supplied.

    ``by``: all, object, found or outcome; ``of`` and ``share``: of how many searches, and what share (0 to 1, None below the
    smallest base) they are. ``rate`` is per 1,000 residents, of all searches alone.
    """

    by: str
    word: str
    title: str
    n: tuple[int | None, int | None]
    of: tuple[int | None, int | None]
    share: Pair = (None, None)
    intervals: tuple[Bounds | None, Bounds | None] = (None, None)
    percent: float | None = None
    rate: Pair = (None, None)
    rate_interval: Bounds | None = None
    q: float | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True)
class PeopleRow:
    """People searched by the force, by one characteristic on its own; shares include those not stated."""

    characteristic: str
    value: str
    title: str
    stated: bool
    n: tuple[int | None, int | None]
    share: Pair


@dataclass(frozen=True)
class SearchTable:
    """Stop and search in an area in two periods, and of whom, for its whole force.

    ``area`` is the area asked for, ``counted`` what could be counted: the whole force where no outlines of small areas
    are held. ``lost``: share of the forces' searches without a place. ``by_month``: searches in each month of the later
    period, None where not supplied.
    """

    area: Area
    counted: Area
    placed: bool
    owns_lost: bool
    measure: Measure
    previous: Period
    current: Period
    left_out: tuple[str, ...]
    rows: tuple[SearchRow, ...]
    people: tuple[PeopleRow, ...]
    people_of: str
    lost: Pair
    blank_without_action: float | None
    """Of the later period's searches of which it is not recorded whether the outcome was linked to the object, the share
    that led to no further action; None where there are none."""
    by_month: tuple[tuple[str, int | None], ...]
    population: Population | None
    snapshot: str
    caveats: tuple[Caveat, ...]
    not_available: Caveat
    """Why there are no rates by group."""
    options: str = ""
    marking: str = "OFFICIAL"
    per: float = 1000

    @property
    def counted_at_all(self) -> bool:
        """Whether either period holds months enough to be counted."""
        return any(n is not None for row in self.rows_by("all") for n in row.n)

    @property
    def gaps(self) -> str:
        """What is missing or counted otherwise, in sentences; empty where nothing is."""
        said = []
        if self.left_out:
            means = (
                "The same months are left out of both periods."
                if self.counted_at_all
                else "Too few months are left to count a year of, or to set two side by side."
            )
            said.append(f"Not supplied: {', '.join(spans(self.left_out))}. {means}")
        if not self.placed:
            said.append(
                "No outlines of small areas are held, so searches cannot be placed: those of the whole of "
                f"{self.counted.name} are shown."
            )
        return " ".join(said)

    def rows_by(self, by: str) -> list[SearchRow]:
        """The rows of one kind."""
        return [row for row in self.rows if row.by == by]

    def figure(self, row: SearchRow, what: str = "current") -> Figure:
        """One number of a row: ``previous``, ``current``, ``percent``, ``rate``, or ``share`` in percent."""
        value: float | None = {
            "previous": row.n[0],
            "current": row.n[1],
            "percent": row.percent,
            "rate": row.rate[1],
            "share": None if row.share[1] is None else 100 * row.share[1],
        }[what]
        bounds = row.intervals[1]
        later = f"{self.current.start}..{self.current.end}"
        earlier = f"{self.previous.start}..{self.previous.end}"
        return Figure(
            value=value,
            state=_state(value, row.n[1]),
            unit=self._unit(row, what),
            measure=self.measure.reference,
            area=self.counted.code,
            area_name=self.counted.name,
            part_of=self.counted.part_of,
            period={"previous": earlier, "percent": f"{later} against {earlier}"}.get(what, later),
            snapshot=self.snapshot,
            options=f"{self.options};without={','.join(self.left_out)}",
            population=f"{self.population.kind} {self.population.on}"
            if what == "rate" and self.population
            else "",
            interval=row.rate_interval
            if what == "rate"
            else (100 * bounds[0], 100 * bounds[1])
            if what == "share" and bounds
            else None,
            verdict=row.verdict if what == "percent" else None,
            sources=tuple(counted.source for counted in self.measure.counted),
            caveats=tuple(caveat.id for caveat in self.caveats),
            marking=self.marking,
        )

    def _unit(self, row: SearchRow, what: str) -> str:
        """What the number is of: searches, per 1,000, or a share of them."""
        unit = {"percent": "%", "share": "% of searches", "rate": f"per {self.per:,.0f}"}.get(
            what, self.measure.unit
        )
        return unit if row.by == "all" else f"{unit}: {row.title}"


def _state(value: float | None, counted: int | None) -> State:
    if value is None:
        return State.NOT_SUPPLIED if counted is None else State.NOT_AVAILABLE
    return State.KNOWN if value else State.ZERO
