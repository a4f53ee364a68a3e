"""Residents of an area in the bands of age that a partner counts by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wardmote.evidence.observations.age_bands import AgeBand, age_band
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.reference.held import NotHeldError
from wardmote.figures.reference.profile import AgeStructure, Profile, age_structure, profile_of
from wardmote.figures.tokens import State


@dataclass(frozen=True)
class PeopleByAge:
    """Residents of an area in each band, in the order asked for; without any, ``why`` says so after "as"."""

    area: Area
    on: date | None
    people: tuple[float, ...]
    notes: tuple[str, ...] = ()
    why: str = ""


def people_by_age(evidence: Evidence, area: Area, bands: Sequence[AgeBand]) -> PeopleByAge:
    """Residents of an area in each band: from single years of age, or from bands that make up those asked for."""
    single = _single_years(evidence, area)
    if single is not None:
        found = _of_single_years(single, bands)
        if not found.why:
            return found
    banded = _banded(evidence, area)
    if banded is not None:
        return _of_bands(banded, bands)
    if single is not None:
        return _of_single_years(single, bands)
    return PeopleByAge(area, None, (), why=f"no residents by age are held of {area.name}")


def _single_years(evidence: Evidence, area: Area) -> AgeStructure | None:
    try:
        found = age_structure(evidence, area)
    except NotHeldError:
        return None
    return found if found.state == State.KNOWN and found.ages else None


def _banded(evidence: Evidence, area: Area) -> Profile | None:
    try:
        found = profile_of(evidence, area, "age-band")
    except NotHeldError:
        return None
    return found if found.state == State.KNOWN and found.categories else None


def _of_single_years(held: AgeStructure, bands: Sequence[AgeBand]) -> PeopleByAge:
    for band in bands:
        last = held.open_from if band.last is None else band.last
        if band.first > held.open_from or (band.last is not None and last >= held.open_from):
            return PeopleByAge(
                held.area,
                held.on,
                (),
                why=f"its residents from {held.open_from} stand together, and {band.title} would part them",
            )
    return PeopleByAge(
        held.area, held.on, tuple(held.band(band.first, band.last) for band in bands), held.notes
    )


def _of_bands(held: Profile, bands: Sequence[AgeBand]) -> PeopleByAge:
    """Each band as the sum of those published; one that cuts through them is not known."""
    known = [(band, one.value or 0.0) for one in held.categories if (band := age_band(one.name))]
    people: list[float] = []
    for asked in bands:
        parts = [(band, n) for band, n in known if band.overlaps(asked)]
        if not _makes_up([band for band, _ in parts], asked):
            names = ", ".join(
                sorted((band.title for band, _ in known), key=lambda name: int(name.split()[0]))
            )
            return PeopleByAge(
                held.area,
                held.on,
                (),
                why=f"its residents are held by {names}, which do not make up {asked.title}",
            )
        people.append(sum(n for _, n in parts))
    return PeopleByAge(held.area, held.on, tuple(people), held.notes)


def _makes_up(parts: Sequence[AgeBand], whole: AgeBand) -> bool:
    """Whether bands join to one and the same, without a hole."""
    at: int | None = whole.first
    for band in sorted(parts, key=lambda one: one.first):
        if at is None or band.first != at:
            return False
        at = None if band.last is None else band.last + 1
    return at == (None if whole.last is None else whole.last + 1)
