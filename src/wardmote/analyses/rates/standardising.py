"""Areas at equal ages: plain rates, directly standardised rates and standardised ratios, in one order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from wardmote.evidence.observations.age_bands import AgeBand
from wardmote.figures.ages import AreaByAge, CountsByAge, PeopleByAge, people_by_age
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.peer_counts import LeftOut
from wardmote.methods.checks import FloatArray
from wardmote.methods.intervals import Rate
from wardmote.methods.peers.group import Group, place_in_group
from wardmote.methods.peers.standardised import Ratio, direct_rate, expected_events, indirect_ratio

DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, eq=False)
class Standardised:
    """A measure in areas at equal ages; arrays have the order of ``areas``.

    ``counts``: (areas, bands), NaN rows where only the total is known; ``people``: (areas, bands), residents times years.
    ``standard_counts``, ``standard_people``: (bands,), of all areas whose bands are known, together. ``direct``: NaN where
    there is none. ``plain``, ``equal``: their places by plain rate and by ratio. ``notes``: what residents by age are.
    """

    counted: CountsByAge
    areas: tuple[Area, ...]
    events: FloatArray
    counts: FloatArray
    people: FloatArray
    standard_counts: FloatArray
    standard_people: FloatArray
    direct: Rate
    ratio: Ratio
    plain: Group
    equal: Group
    left_out: tuple[LeftOut, ...]
    on: tuple[date, ...]
    notes: tuple[str, ...]
    unknown: float
    """Events of unknown age, in the areas that are compared."""
    per: float

    @property
    def bands(self) -> tuple[AgeBand, ...]:
        """The bands, the youngest first."""
        return self.counted.bands

    @property
    def period(self) -> Period:
        """The years counted."""
        return self.counted.period

    @property
    def standard_rate(self) -> float:
        """The rate of all areas together, in which standardised rates have their mean."""
        return float(self.standard_counts.sum() / self.standard_people.sum() * self.per)

    def at(self, area: Area) -> int | None:
        """Where an area stands; None where it is not compared."""
        return next((at for at, one in enumerate(self.areas) if one.code == area.code), None)


def standardised(evidence: Evidence, counted: CountsByAge) -> tuple[Standardised | None, tuple[LeftOut, ...]]:
    """Set areas at equal ages; None where fewer than two can be, with why each was left out."""
    most_unknown = evidence.definitions.threshold("rates-age-unknown")
    kept: list[tuple[AreaByAge, PeopleByAge]] = []
    out: list[LeftOut] = []
    for one in counted.areas:
        if why := _cannot(one, most_unknown):
            out.append(LeftOut(one.area, why))
            continue
        people = people_by_age(evidence, one.area, counted.bands)
        if why := people.why or _misfit(one, people, counted.bands):
            out.append(LeftOut(one.area, why))
            continue
        kept.append((one, people))
    banded = [sum(one.counts) for one, _ in kept if one.counts is not None]
    if len(banded) < 2 or not sum(banded):
        return None, tuple(out)
    return _of(evidence, counted, kept, out), tuple(out)


def _cannot(one: AreaByAge, most_unknown: float) -> str:
    """Why an area cannot be compared; empty where it can."""
    if one.total is None:
        return one.why
    if one.total and one.unknown / one.total > most_unknown:
        return f"the age is not known for {one.unknown:,.0f} of its {one.total:,.0f}"
    return ""


def _misfit(one: AreaByAge, people: PeopleByAge, bands: Sequence[AgeBand]) -> str:
    if sum(people.people) <= 0:
        return "nobody of those ages lives there"
    for band, n, living in zip(bands, one.counts or (), people.people, strict=False):
        if n and not living:
            return f"it counts people aged {band.title}, and none live there"
    return ""


def _of(
    evidence: Evidence,
    counted: CountsByAge,
    kept: Sequence[tuple[AreaByAge, PeopleByAge]],
    out: Sequence[LeftOut],
) -> Standardised:
    definitions, width = evidence.definitions, len(counted.bands)
    per, level = definitions.threshold("rate-per"), definitions.threshold("confidence")
    people = np.array([one.people for _, one in kept], dtype=float) * counted.years
    counts = np.array([one.counts or (np.nan,) * width for one, _ in kept], dtype=float)
    events = np.array([sum(one.counts) if one.counts else one.total or 0.0 for one, _ in kept], dtype=float)
    banded = ~np.isnan(counts[:, 0])
    of_standard = counts[banded].sum(axis=0), people[banded].sum(axis=0)
    lived = of_standard[1] > 0
    standard_counts, standard_people = (part[lived] for part in of_standard)
    expected = expected_events(people[:, lived], standard_counts, standard_people)
    direct = _direct(
        counts[:, lived], people[:, lived], standard_people, per, level, definitions.threshold("rates-fewest")
    )
    return Standardised(
        counted,
        tuple(one.area for one, _ in kept),
        events,
        counts,
        people,
        of_standard[0],
        of_standard[1],
        direct,
        indirect_ratio(events, expected, level),
        place_in_group(events, people.sum(axis=1), per, confidence=level),
        place_in_group(events, expected, 1, confidence=level),
        tuple(out),
        tuple(sorted({one.on for _, one in kept if one.on})),
        tuple(dict.fromkeys(note for _, one in kept for note in one.notes)),
        sum(one.unknown for one, _ in kept),
        per,
    )


def _direct(
    counts: FloatArray, people: FloatArray, standard: FloatArray, per: float, confidence: float, fewest: float
) -> Rate:
    """The directly standardised rate of each area; NaN where a band is not known, or nobody of it lives there."""
    able = ~np.isnan(counts).any(axis=1) & (people > 0).all(axis=1)
    found = [np.full(len(counts), np.nan) for _ in range(3)]
    if able.any():
        rate = direct_rate(counts[able], people[able], standard, per, confidence, fewest)
        for whole, part in zip(found, (rate.value, rate.low, rate.high), strict=True):
            whole[able] = part
    return Rate(found[0], found[1], found[2])


def months_apart(on: date, period: Period) -> float:
    """Months between a day and the middle of a period."""
    return abs((on - period.middle).days) / DAYS_A_MONTH
