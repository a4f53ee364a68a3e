"""The harm score of an area in the last year and the year before, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wardmote.analyses.harm import refusing
from wardmote.analyses.result import CannotBearError, Refusal
from wardmote.definitions import Break
from wardmote.figures.areas import Area
from wardmote.figures.comparability import blocks, breaks_between, named_forces
from wardmote.figures.evidence import Evidence
from wardmote.figures.harm import HarmSystem, OffenceYear, OffenceYears, Weighed, offence_years, weigh
from wardmote.figures.harm.weighing import weight_of
from wardmote.figures.months import Period
from wardmote.figures.populations import Population, read_populations
from wardmote.methods.severity import HarmScore, HarmWeights, harm_score, same_weights
from wardmote.methods.severity_change import HarmChange, harm_change

RESIDENTS = "residents"


@dataclass(frozen=True)
class AreaHarm:
    """What an area's crimes weigh: in the last year and, where it can be compared, in the year before.

    ``change`` None where there is nothing to set it against; ``unchanged`` then says why. Both years are per the same
    residents, so that no change of an estimate stands in a change of the score. ``groups``: the item of each code.
    """

    area: Area
    years: OffenceYears
    people: Population
    now: Weighed
    score: HarmScore
    groups: Mapping[str, str]
    before: Weighed | None = None
    earlier: HarmScore | None = None
    change: HarmChange | None = None
    unchanged: Refusal | None = None

    @property
    def period(self) -> Period:
        """The last year."""
        return self.now.year.period


def area_harm(evidence: Evidence, area: Area, system: HarmSystem, to: str) -> AreaHarm:
    """Score an area, and set the year before beside it where it can be.

    Raises
    ------
    CannotBearError
        When nothing counts its crimes by offence, a year is not whole, a count is not known, too many crimes have no
        weight, or nobody says how many people live there.
    """
    years = offence_years(evidence, area, system.weight.keys(), to)
    if years is None:
        raise CannotBearError(refusing.no_codes(area, system, to))
    if years.now is None:
        raise CannotBearError(refusing.no_year(years))
    if years.now.unknown:
        raise CannotBearError(refusing.not_counted(area, years.now, system))
    now = weigh(years.now, system)
    if not now.counts or now.share_without > evidence.definitions.threshold("harm-without-weight"):
        raise CannotBearError(refusing.too_much_without(area, now, system, evidence.definitions))
    people = read_populations(evidence.connection, [area]).nearest(area, RESIDENTS, now.year.period)
    if people is None or people.value <= 0:
        raise CannotBearError(refusing.no_people(area))
    (score,) = scores(evidence, [now], [people], system)
    alone = AreaHarm(area, years, people, now, score, _groups(years))
    why = _not_comparable(evidence, area, years, system)
    return replace(alone, unchanged=why) if why else _compared(evidence, alone, system)


def scores(
    evidence: Evidence, weighed: Sequence[Weighed], people: Sequence[Population], system: HarmSystem
) -> list[HarmScore]:
    """Scores that may stand together: by the same weights over the same offences.

    An offence that only one of them names stands at none in the others.
    """
    weight = {code: weight_of(code, one.year, system) for one in reversed(weighed) for code in one.counts}
    weights = HarmWeights(system.title, system.held.release, dict(sorted(weight.items())))
    made = [
        harm_score(
            dict.fromkeys(weights.weight, 0.0) | dict(one.counts),
            residents.value,
            weights,
            per=evidence.definitions.threshold("rate-per"),
            confidence=evidence.definitions.threshold("confidence"),
        )
        for one, residents in zip(weighed, people, strict=True)
    ]
    same_weights(*made)
    return made


def _compared(evidence: Evidence, alone: AreaHarm, system: HarmSystem) -> AreaHarm:
    """The same with the year before."""
    year = alone.years.before
    if year is None:
        return alone
    before = weigh(year, system)
    if not before.counts or before.share_without > evidence.definitions.threshold("harm-without-weight"):
        why = refusing.too_much_without(alone.area, before, system, evidence.definitions)
        return replace(alone, unchanged=why)
    score, earlier = scores(evidence, [alone.now, before], [alone.people, alone.people], system)
    return replace(alone, score=score, before=before, earlier=earlier, change=harm_change(earlier, score))


def _groups(years: OffenceYears) -> dict[str, str]:
    """The item of each code: that of the later year, where both name it."""
    found: dict[str, str] = {}
    for year in (years.before, years.now):
        found |= dict(year.items) if year else {}
    return found


def _not_comparable(
    evidence: Evidence, area: Area, years: OffenceYears, system: HarmSystem
) -> Refusal | None:
    """Why the year before cannot stand beside the last one; None where it can."""
    if years.before is None or years.now is None:
        return refusing.no_year(years, before=True)
    if years.before.unknown:
        return refusing.not_counted(area, years.before, system)
    lost = _lost(years, evidence.definitions.threshold("harm-without-weight"))
    if lost:
        return refusing.half_there(
            area, refusing.group_title(evidence.definitions, years.source, lost[0]), lost[1]
        )
    found = _breaks(evidence, area, years)
    return refusing.broken_change(area, found) if found else None


def _lost(years: OffenceYears, most: float) -> tuple[str, Period] | None:
    """A large group of offences none of whose codes stands in some period: it was perhaps not supplied."""
    groups = _groups(years)
    both: list[OffenceYear] = [year for year in (years.before, years.now) if year]
    whole = sum(year.total for year in both)
    for item in sorted(set(groups.values())):
        codes = {code for code, under in groups.items() if under == item}
        counted = sum(year.counts.get(code, 0.0) for year in both for code in codes)
        if counted <= most * whole:
            continue
        for year in both:
            for period, named in year.named:
                if not codes & named:
                    return item, period
    return None


def _breaks(evidence: Evidence, area: Area, years: OffenceYears) -> list[Break]:
    """Changes in recording between the two years that concern any group of offences that was counted."""
    if years.before is None or years.now is None:
        return []
    found = [
        one
        for one in breaks_between(evidence.definitions, years.before.period.start, years.now.period.end)
        if one.kind == "recording"
    ]
    names = {*_groups(years), *_groups(years).values()}
    measures = [
        measure
        for measure in evidence.definitions.measures_in_order()
        if any(one.source == years.source and names & set(one.categories) for one in measure.counted)
    ]
    forces = named_forces(evidence, [area])[area.code] if found else []
    return [one for one in found if any(blocks(one, measure, area.level, forces) for measure in measures)]
