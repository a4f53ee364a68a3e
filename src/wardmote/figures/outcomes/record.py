"""The table of outcomes as records."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.definitions import Break, Caveat, Measure
from wardmote.figures.areas import Area
from wardmote.figures.figure import Figure
from wardmote.figures.months import spans
from wardmote.figures.outcomes.following import FollowUp
from wardmote.figures.tokens import State, Verdict

Counts = tuple[int, int]
Shares = tuple[float | None, float | None]
Bounds = tuple[float, float]


@dataclass(frozen=True)
class OutcomeRow:
    """One group of outcomes of a measure's crimes, in two periods; pairs are earlier and later.

    ``n`` of ``of`` followed crimes stood in the group when the follow-up ended. ``share`` and its ``intervals`` lie
    between 0 and 1, None below the smallest base. ``points``: difference in percentage points. ``phi``: how much more
    than chance the months vary; ``q``: p allowing for every look.
    """

    measure: Measure
    group: str
    title: str
    heading: str
    wider: str
    said: str
    n: Counts
    of: Counts
    share: Shares
    intervals: tuple[Bounds | None, Bounds | None]
    points: float | None = None
    points_interval: Bounds | None = None
    phi: float | None = None
    q: float | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Followed:
    """What became of a measure's crimes before any is followed; pairs are earlier and later.

    ``recorded``: crimes of the months kept. ``without_id``: no outcome can be joined to them. ``of_others``: recorded
    by a force whose outcomes were not supplied. ``followed``: the rest. ``open_now`` and ``no_update``: of the followed
    without any outcome to this day, those that the crime file calls under investigation, and those of which the force
    has sent no update. ``reason``: why nothing is followed, where nothing is.
    """

    measure: Measure
    state: State
    recorded: Counts
    without_id: Counts
    of_others: Counts
    followed: Counts
    open_now: Counts
    no_update: Counts
    reason: str = ""


@dataclass(frozen=True)
class Lag:
    """Crimes of the earlier period by the months to their first outcome."""

    title: str
    least: int
    most: int | None
    n: int
    share: float | None


@dataclass(frozen=True)
class Agreement:
    """Whether the crime files say of the followed crimes what the outcome files say: both of the newest files."""

    of: int
    same: int
    only_in_crimes: int
    """The crime file names an outcome, and no file of outcomes holds one."""
    only_in_outcomes: int
    """A file of outcomes holds one, and the crime file still calls the crime open."""


@dataclass(frozen=True)
class OutcomeTable:
    """How the crimes of an area ended within a time that is the same for all of them, in two periods."""

    area: Area
    follow: FollowUp
    rows: tuple[OutcomeRow, ...]
    followed: tuple[Followed, ...]
    lags: tuple[Lag, ...]
    agreement: Agreement
    snapshot: str
    caveats: tuple[Caveat, ...]
    breaks: tuple[Break, ...]
    options: str = ""
    marking: str = "OFFICIAL"

    @property
    def gaps(self) -> str:
        """Which months are left out and why, in sentences; empty where none is."""
        said = []
        if self.follow.too_recent:
            said.append(
                f"Too recent to be followed for {self.follow.months} months: {_named(self.follow.too_recent)}."
            )
        if self.follow.no_crimes:
            said.append(f"Crimes not supplied: {_named(self.follow.no_crimes)}.")
        if self.follow.no_outcomes:
            said.append(f"Outcomes not supplied: {_named(self.follow.no_outcomes)}.")
        if said:
            said.append("A month that cannot be followed in one year is left out of both.")
        return " ".join(said)

    def rows_of(self, measure: str) -> list[OutcomeRow]:
        """The rows of one measure."""
        return [row for row in self.rows if row.measure.id == measure]

    @property
    def wider_headings(self) -> list[str]:
        """The wider headings, each at the place of the last group under it."""
        return list(dict.fromkeys(row.wider for row in reversed(self.rows)))[::-1]

    def wide(self, measure: str, year: int = 1) -> dict[str, float | None]:
        """Shares of the later period (year 1; the earlier: 0) under the wider headings; None below the smallest base."""
        rows = self.rows_of(measure)
        found: dict[str, float | None] = {}
        for heading in dict.fromkeys(row.wider for row in rows):
            mine = [row for row in rows if row.wider == heading]
            known = all(row.share[year] is not None for row in mine)
            found[heading] = sum(row.n[year] for row in mine) / mine[0].of[year] if known else None
        return found

    def figure(self, row: OutcomeRow, what: str = "current") -> Figure:
        """One number of a row as a figure: ``previous`` or ``current`` share in percent, or ``points``."""
        periods = {
            "previous": (self.follow.previous,),
            "current": (self.follow.current,),
            "points": (self.follow.current, self.follow.previous),
        }[what]
        at = 0 if what == "previous" else 1
        share, bounds = row.share[at], row.intervals[at]
        value = row.points if what == "points" else None if share is None else 100 * share
        interval = row.points_interval if what == "points" else bounds and (100 * bounds[0], 100 * bounds[1])
        return Figure(
            value=value,
            state=_state(row, value),
            unit=f"{'points' if what == 'points' else '%'}: {row.title}",
            measure=row.measure.reference,
            area=self.area.code,
            area_name=self.area.name,
            part_of=self.area.part_of,
            period=" against ".join(f"{period.start}..{period.end}" for period in periods),
            snapshot=self.snapshot,
            options=f"{self.options};months={','.join(self.follow.kept)}",
            interval=interval,
            verdict=row.verdict if what == "points" else None,
            sources=(*(counted.source for counted in row.measure.counted), "police-uk-outcomes"),
            caveats=tuple(caveat.id for caveat in self.caveats),
            marking=self.marking,
        )


def _state(row: OutcomeRow, value: float | None) -> State:
    if value is not None:
        return State.KNOWN if value else State.ZERO
    return State.NOT_AVAILABLE if any(row.of) else State.NOT_SUPPLIED


def _named(months: tuple[str, ...]) -> str:
    return ", ".join(spans(sorted(set(months))))
