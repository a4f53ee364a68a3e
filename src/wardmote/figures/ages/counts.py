"""What partners count by age: whole years of each area, band by band."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wardmote.definitions import Definitions, Measure
from wardmote.evidence.observations.age_bands import UNKNOWN, AgeBand, age_band, by_age, overlapping
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, shift
from wardmote.figures.observed.components import length
from wardmote.figures.observed.measures import items_of, names_in
from wardmote.figures.observed.names import placed
from wardmote.figures.observed.places import makeups

Held = dict[tuple[str, str], dict[Period, tuple[float | None, str]]]
"""Code of an area and band (or all, empty, or unknown) -> period -> value and state."""


@dataclass(frozen=True)
class AreaByAge:
    """One area. ``counts``: events in each band, None where one is not known, and then ``why`` says so after its name.

    ``unknown``: events of people whose age is not known; ``total``: all events, where they are known at least together.
    """

    area: Area
    counts: tuple[float, ...] | None
    unknown: float
    total: float | None
    why: str = ""
    supplied: bool = True
    """Whether anything of it was supplied by age."""


@dataclass(frozen=True)
class CountsByAge:
    """A measure by age in whole years, area by area in the order asked.

    ``overlap``: two bands that somebody could be in at once, of two areas; then there are no areas.
    """

    measure: Measure
    source: str
    title: str
    """What the source is called."""
    period: Period
    years: int
    bands: tuple[AgeBand, ...]
    areas: tuple[AreaByAge, ...]
    overlap: tuple[AgeBand, AgeBand] | None = None


def by_age_sources(definitions: Definitions) -> tuple[str, ...]:
    """Sources whose details are ages."""
    return tuple(
        one.id
        for one in definitions.sources.values()
        if one.layout is not None and one.layout.details == "age-bands"
    )


def ages_held(evidence: Evidence) -> tuple[tuple[str, str], ...]:
    """Every source and item of which anything is held by age."""
    rows = evidence.connection.execute(
        """SELECT DISTINCT source, item FROM observations
           WHERE source IN (SELECT unnest(?)) AND detail <> '' ORDER BY ALL""",
        [list(by_age_sources(evidence.definitions))],
    ).fetchall()
    return tuple((str(source), str(item)) for source, item in rows)


def counts_by_age(
    evidence: Evidence, measure: Measure, areas: Sequence[Area], to: str, years: int = 1
) -> CountsByAge | None:
    """Count a measure by age in each area, in the latest years that end by a month; None where nothing is held.

    Taken are the latest years of which most areas are known whole: no area or band is filled up. Where several sources
    count the measure by age, the one that knows most areas is taken.
    """
    found = [
        one
        for source in by_age_sources(evidence.definitions)
        if (one := _of_source(evidence, measure, source, areas, to, years)) is not None
    ]
    return max(found, key=lambda one: (_whole(one.areas), one.period.end, one.source), default=None)


def _of_source(
    evidence: Evidence, measure: Measure, source: str, areas: Sequence[Area], to: str, years: int
) -> CountsByAge | None:
    items = names_in(items_of(evidence.definitions, measure), source)
    held = _held(evidence, source, sorted(items)) if items else {}
    codes = {area.code: _codes(evidence, area, held) for area in areas}
    asked = {code for mine in codes.values() for code in mine}
    bands = {
        detail: band for code, detail in held if code in asked and (band := age_band(detail)) is not None
    }
    if not bands:
        return None
    ordered = tuple(sorted(bands.values(), key=by_age))
    title = evidence.definitions.sources[source].title
    best: tuple[Period, tuple[AreaByAge, ...]] | None = None
    for period, every in _windows(held, asked, to, years):
        counted = tuple(_area(area, codes[area.code], held, ordered, period, every) for area in areas)
        if best is None or _whole(counted) > _whole(best[1]):
            best = (period, counted)
        if _whole(counted) == len(areas):
            break
    if best is None:
        return None
    return CountsByAge(measure, source, title, best[0], years, ordered, best[1], overlapping(ordered))


def _whole(areas: Sequence[AreaByAge]) -> int:
    return sum(one.counts is not None for one in areas)


def _held(evidence: Evidence, source: str, items: Sequence[str]) -> Held:
    """What a source says of a measure; of several items together only where each of them is there."""
    rows = evidence.connection.execute(
        """SELECT area, coalesce(level, ''), detail, start, "end",
                  CASE WHEN count(value) = ? AND min(value) >= 0 THEN sum(value) END,
                  CASE WHEN bool_or(state = 'suppressed') THEN 'suppressed' ELSE 'not-supplied' END
           FROM observations WHERE source = ? AND item IN (SELECT unnest(?)) GROUP BY ALL ORDER BY ALL""",
        [len(items), source, list(items)],
    ).fetchall()
    where = placed(evidence).codes
    found: Held = {}
    for area, level, detail, start, end, value, state in rows:
        code = where.get((source, area, level))
        if code:
            found.setdefault((code, detail), {})[Period(start, end)] = (value, state)
    return found


def _codes(evidence: Evidence, area: Area, held: Held) -> tuple[str, ...]:
    """The codes whose counts together are those of an area: its own, or those of all its parts of one level."""
    there = {code for code, _ in held}
    return next((one.codes for one in makeups(evidence, area) if set(one.codes) <= there), ())


def _windows(held: Held, asked: set[str], to: str, years: int) -> list[tuple[Period, int]]:
    """Stretches of whole years that end by a month, the latest first, each with the months of the periods it is of."""
    periods = {period for (code, _), mine in held.items() if code in asked for period in mine}
    found = {
        (Period(shift(one.end, 1 - 12 * years), one.end), length(one))
        for one in periods
        if one.end <= to and (12 * years) % length(one) == 0
    }
    return sorted(found, key=lambda one: (one[0].end, -one[1]), reverse=True)


def _area(
    area: Area, codes: Sequence[str], held: Held, bands: Sequence[AgeBand], period: Period, every: int
) -> AreaByAge:
    if not codes:
        return AreaByAge(area, None, 0.0, None, "nothing was supplied of it by age", False)
    parts = [
        Period(shift(period.start, at), shift(period.start, at + every - 1))
        for at in range(0, length(period), every)
    ]
    counts: list[float] = []
    why = ""
    for band in bands:
        value, state = _sum(held, codes, band.id, parts)
        if value is None:
            hidden = state == "suppressed"
            why = (
                why
                or f"{band.title} {'is left out as too few' if hidden else 'was not supplied for all of it'}"
            )
        counts.append(value or 0.0)
    unknown = sum(
        held.get((code, UNKNOWN), {}).get(part, (None, ""))[0] or 0.0 for code in codes for part in parts
    )
    together, _ = _sum(held, codes, "", parts)
    total = together if together is not None else None if why else sum(counts) + unknown
    return AreaByAge(area, None if why else tuple(counts), unknown, total, why)


def _sum(
    held: Mapping[tuple[str, str], Mapping[Period, tuple[float | None, str]]],
    codes: Sequence[str],
    detail: str,
    parts: Sequence[Period],
) -> tuple[float | None, str]:
    """The sum over areas and periods, and where one is lacking why."""
    total = 0.0
    for code in codes:
        mine = held.get((code, detail), {})
        for part in parts:
            value, state = mine.get(part, (None, "not-supplied"))
            if value is None:
                return None, state
            total += value
    return total, "known"
