"""What each area of a group counts of a measure in one period, and which areas cannot be counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.definitions import Break, Measure
from wardmote.figures.areas import OWNERS, Area
from wardmote.figures.comparability import breaks_between, concerns_forces, concerns_measure, named_forces
from wardmote.figures.counts import MonthlyCounts, monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, spans
from wardmote.figures.observed.rows import observed_rows
from wardmote.figures.peer_groups import PeerGroup
from wardmote.figures.populations import Population, Populations, read_populations
from wardmote.figures.suppliers import forces_of, months_sent
from wardmote.figures.table import Row
from wardmote.figures.tokens import State


@dataclass(frozen=True)
class PeerCount:
    """One area's count and the population of its rate. ``not_located``: the share of its forces' records of the
    measure that have no location; None where it was counted from observations.
    """

    area: Area
    count: float
    population: Population
    not_located: float | None = None


@dataclass(frozen=True)
class LeftOut:
    """An area that cannot be counted, and why in a few words after its name."""

    area: Area
    why: str


@dataclass(frozen=True)
class PeerCounts:
    """A measure in a period, area by area in the order of the group; the own one first where it can be counted.

    ``located_only``: whether records without a location are left out everywhere, as most areas cannot own any.
    ``breaks``: recording breaks inside the period that concern some of the areas and not others.
    """

    measure: Measure
    period: Period
    members: tuple[PeerCount, ...]
    left_out: tuple[LeftOut, ...]
    located_only: bool
    breaks: tuple[Break, ...] = ()


def peer_counts(
    evidence: Evidence, group: PeerGroup, measures: Sequence[Measure], period: Period
) -> tuple[PeerCounts, ...]:
    """Count measures in every area of a group; those without a population give none.

    Measures of police records are counted from every month of the period; those of observations from the year that the
    own area's last report ends.
    """
    rated = [measure for measure in measures if measure.population]
    recorded = [measure for measure in rated if measure.available]
    populations = read_populations(evidence.connection, group.areas)
    found = {one.measure.id: one for one in _recorded(evidence, group, recorded, period, populations)}
    observed = [one for one in rated if not one.available and one.observed and one.adds_up]
    found |= {one.measure.id: one for one in _observed(evidence, group, observed, period)}
    return tuple(found[measure.id] for measure in rated if measure.id in found)


def _recorded(
    evidence: Evidence,
    group: PeerGroup,
    measures: Sequence[Measure],
    period: Period,
    populations: Populations,
) -> list[PeerCounts]:
    if not measures:
        return []
    lacking = _lacking(evidence, group.areas, period)
    areas = [area for area in group.areas if area.code not in lacking]
    out = [LeftOut(area, lacking[area.code]) for area in group.areas if area.code in lacking]
    if not areas:
        return [PeerCounts(one, period, (), tuple(out), True) for one in measures]
    owners = all(_owns_all(evidence, area) for area in areas)
    counts = monthly_counts(evidence, areas, measures, period.months, located_only=not owners)
    return [
        _of_measure(evidence, counts, at, period, populations, out, owners) for at in range(len(measures))
    ]


def _of_measure(
    evidence: Evidence,
    counts: MonthlyCounts,
    at: int,
    period: Period,
    populations: Populations,
    out: Sequence[LeftOut],
    owners: bool,
) -> PeerCounts:
    measure, members, peopleless = counts.measures[at], [], []
    for place, area in enumerate(counts.areas):
        people = populations.nearest(area, measure.population, period)
        if people is None or people.value <= 0:
            peopleless.append(LeftOut(area, f"no number of {measure.population} is held for it"))
            continue
        reported = int(counts.reported[place, at].sum())
        lost = int(counts.not_located[place, at].sum()) / reported if reported else 0.0
        members.append(PeerCount(area, float(counts.counts[place, at].sum()), people, lost))
    breaks = _breaks_of_some(evidence, [one.area for one in members], measure, period)
    return PeerCounts(measure, period, tuple(members), (*out, *peopleless), not owners, breaks)


def _owns_all(evidence: Evidence, area: Area) -> bool:
    """Whether every record of its forces without a location is the area's own."""
    forces = forces_of(evidence, [area]).get(area.code, [])
    return area.level in OWNERS and bool(forces) and all(force.whole for force in forces)


def _lacking(evidence: Evidence, areas: Sequence[Area], period: Period) -> dict[str, str]:
    """Areas whose forces have not sent every month, each with what is missing in words."""
    forces = forces_of(evidence, areas)
    titles = {one.code: one.title for one in evidence.definitions.forces.values() if one.code}
    sent = months_sent(evidence, sorted({one.code for mine in forces.values() for one in mine}))
    found: dict[str, str] = {}
    for area in areas:
        words = [
            f"{titles.get(force.code, force.code)} {_missing(sent[force.code], period)}"
            for force in forces.get(area.code, [])
            if not set(period.months) <= sent[force.code]
        ]
        if words or not forces.get(area.code):
            found[area.code] = " and ".join(words) or "the lookup does not say which force it lies in"
    return found


def _missing(sent: set[str], period: Period) -> str:
    missing = [month for month in period.months if month not in sent]
    if len(missing) == len(period.months):
        return "has sent nothing of this period"
    return f"lacks {', '.join(spans(missing))}"


def _breaks_of_some(
    evidence: Evidence, areas: Sequence[Area], measure: Measure, period: Period
) -> tuple[Break, ...]:
    between = breaks_between(evidence.definitions, period.start, period.end)
    between = [one for one in between if one.kind == "recording" and concerns_measure(one, measure.id)]
    if not between:
        return ()
    forces = named_forces(evidence, areas)
    return tuple(
        one for one in between if 0 < sum(concerns_forces(one, forces[a.code]) for a in areas) < len(areas)
    )


def _observed(
    evidence: Evidence, group: PeerGroup, measures: Sequence[Measure], period: Period
) -> list[PeerCounts]:
    """Measures of observations: areas whose last year is the own area's."""
    if not measures:
        return []
    named = [measure.id for measure in measures]
    rows = observed_rows(evidence, list(group.areas), period.end, measures=named)
    found: list[PeerCounts] = []
    for measure in measures:
        mine = {row.area.code: row for row in rows if row.measure.id == measure.id}
        own = mine.get(group.own.code)
        if own is None or own.current is None or own.periods is None or own.population is None:
            continue
        out = [LeftOut(area, why) for area in group.areas if (why := _unlike(mine.get(area.code), own))]
        apart = {one.area.code for one in out}
        members = tuple(
            PeerCount(area, float(row.current), row.population)
            for area in group.areas
            if area.code not in apart
            and (row := mine[area.code]).current is not None
            and row.population is not None
        )
        found.append(PeerCounts(measure, own.periods[1], members, tuple(out), False))
    return found


def _unlike(row: Row | None, own: Row) -> str:
    """Why the row of an area cannot stand beside the own one; empty where it can."""
    if row is None or row.current is None or row.state not in (State.KNOWN, State.ZERO):
        return "nothing was supplied for it, or it is suppressed"
    if row.population is None:
        return "its population is not held"
    counted = [one.observed.counted[1] if one.observed else 0 for one in (row, own)]
    if (
        row.periods is None
        or own.periods is None
        or row.periods[1] != own.periods[1]
        or counted[0] != counted[1]
    ):
        return "its last year is another, or lacks a part"
    return "revisions leave it with fewer than none" if row.current < 0 else ""
