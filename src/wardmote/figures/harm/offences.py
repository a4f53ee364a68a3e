"""Crimes of an area by offence code, over the last year that was supplied and the year before.

Only sources that count by offence code are read. Two sources are never added up, nor two that overlap: one source
stands for an area, of itself or of all its parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, shift
from wardmote.figures.observed.components import length
from wardmote.figures.observed.names import placed
from wardmote.figures.observed.places import Makeup, makeups
from wardmote.figures.tokens import State

YEAR = 12
Part = tuple[str, str]
"""An item and the offence code that is counted under it; the code is empty where the item came as a whole."""
Values = dict[Part, float | None]
"""Counts of one area and period; None where one is not known."""


@dataclass(frozen=True)
class OffenceYear:
    """Crimes of one area in one year by offence code.

    ``counts``: the sum of the year by code; a revision of earlier records is netted in it, and may leave it below
    zero. What came without a code stands under its item. ``items``: the item of each code. ``unknown``: codes of
    which a count was suppressed or not supplied. ``taken_back``: what was netted, by code (below zero). ``named``:
    codes that stood in each period of the year; one that does not was not recorded in it.
    """

    period: Period
    counts: Mapping[str, float]
    items: Mapping[str, str]
    unknown: tuple[str, ...]
    taken_back: Mapping[str, float]
    named: tuple[tuple[Period, frozenset[str]], ...]

    @property
    def total(self) -> float:
        """All crimes counted, weighed or not."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class OffenceYears:
    """The last year of an area and the year before, from one source.

    ``level``: the level of the parts it is summed from, empty where the area itself was reported. ``every``: months
    in a period. ``missing``: periods of either year that were not supplied; a year that lacks one is None.
    """

    area: Area
    source: str
    level: str
    parts: int
    every: int
    now: OffenceYear | None
    before: OffenceYear | None
    missing: tuple[Period, ...]


def offence_years(evidence: Evidence, area: Area, keys: Collection[str], to: str = "") -> OffenceYears | None:
    """The crimes of an area by offence code; None where no source counts them so.

    Parameters
    ----------
    keys
        Codes and items that have a weight: a source counts by them where any of its rows says one.
    to
        Last month; without it the last period supplied ends the year.
    """
    sources = _sources(evidence, frozenset(keys))
    best: OffenceYears | None = None
    for makeup in makeups(evidence, area):
        read = _read(evidence, sources, makeup.codes)
        for source in sources:
            for found in _every_length(area, source, makeup, read.get(source, {}), to):
                if found.now is not None and found.before is not None:
                    return found
                best = _better(best, found)
    return best


def _better(one: OffenceYears | None, other: OffenceYears) -> OffenceYears:
    """The one that has the later year; of two alike the first."""
    return other if one is None or (one.now is None and other.now is not None) else one


def _sources(evidence: Evidence, keys: frozenset[str]) -> tuple[str, ...]:
    """Sources that name an offence with a weight, the one that names most first."""
    rows = evidence.once(
        "offence codes of sources",
        lambda: evidence.connection.execute(
            """SELECT DISTINCT source, item FROM observations
               UNION SELECT DISTINCT source, detail FROM observations ORDER BY ALL"""
        ).fetchall(),
    )
    named: dict[str, int] = defaultdict(int)
    for source, name in rows:
        named[source] += name in keys
    return tuple(sorted((one for one, n in named.items() if n), key=lambda one: (-named[one], one)))


ByArea = dict[str, dict[Period, Values]]


def _read(evidence: Evidence, sources: Sequence[str], codes: Sequence[str]) -> dict[str, ByArea]:
    """Counts by source, area code, period and offence. A count that two rows tell apart is not known."""
    wanted = set(codes)
    where = {
        key: code for key, code in placed(evidence).codes.items() if code in wanted and key[0] in sources
    }
    if not where:
        return {}
    asked = [list(part) for part in zip(*where, strict=True)]
    rows: list[tuple[Any, ...]] = evidence.connection.execute(
        """WITH asked AS (SELECT unnest(?) AS source, unnest(?) AS area, unnest(?) AS level)
           SELECT o.source, o.area, coalesce(o.level, ''), o.item, coalesce(o.detail, ''), o.start, o."end", o.value, o.state
           FROM observations o
           JOIN asked a ON a.source = o.source AND a.area = o.area AND a.level = coalesce(o.level, '')
           ORDER BY ALL""",
        asked,
    ).fetchall()
    found: dict[str, ByArea] = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for source, area, level, item, code, start, end, value, state in rows:
        values = found[source][where[source, area, level]][Period(start, end)]
        known = value if state in (State.KNOWN, State.ZERO) else None
        part = item, code
        values[part] = known if values.get(part, known) == known else None
    return found


def _every_length(area: Area, source: str, makeup: Makeup, read: ByArea, to: str) -> list[OffenceYears]:
    """The two years in each length of period that a year holds whole, the shortest first."""
    periods = {period for one in read.values() for period in one if not to or period.end <= to}
    lengths = sorted({every for one in periods if (every := length(one)) > 0 and YEAR % every == 0})
    found = []
    for every in lengths:
        last = max((one for one in periods if length(one) == every), key=lambda one: one.end)
        found.append(_years(area, source, makeup, read, last, every))
    return sorted(found, key=lambda one: one.every)


def _years(area: Area, source: str, makeup: Makeup, read: ByArea, last: Period, every: int) -> OffenceYears:
    runs = [
        tuple(_moved(last, -every * step - YEAR * back) for step in reversed(range(YEAR // every)))
        for back in (0, 1)
    ]
    whole = [
        [_whole([read.get(code, {}).get(period) for code in makeup.codes]) for period in run] for run in runs
    ]
    missing = tuple(
        period
        for run, values in zip(runs, whole, strict=True)
        for period, one in zip(run, values, strict=True)
        if one is None
    )
    now, before = (_year(run, values) for run, values in zip(runs, whole, strict=True))
    return OffenceYears(area, source, makeup.level, len(makeup.codes), every, now, before, missing)


def _moved(period: Period, by: int) -> Period:
    return Period(shift(period.start, by), shift(period.end, by))


def _whole(parts: Sequence[Values | None]) -> Values | None:
    """The counts of all parts together; None where one of them reported nothing."""
    summed: Values = {}
    for part in parts:
        if part is None or all(value is None for value in part.values()):
            return None
        for name, value in _without_totals(part).items():
            before = summed.get(name, 0.0)
            summed[name] = None if value is None or before is None else before + value
    return summed


def _without_totals(values: Values) -> Values:
    """The counts without an item's total where its codes stand beside it; a total not known leaves a part unknown."""
    coded = {item for item, code in values if code}
    return {
        (item, code): value
        for (item, code), value in values.items()
        if code or item not in coded or value is None
    }


def _year(run: Sequence[Period], values: Sequence[Values | None]) -> OffenceYear | None:
    """The sum of a year; None where a period was not supplied."""
    counts: dict[str, float] = defaultdict(float)
    items: dict[str, str] = {}
    unknown: dict[str, None] = {}
    back: dict[str, float] = defaultdict(float)
    for one in values:
        if one is None:
            return None
        for (item, code), value in one.items():
            name = code or item
            items[name] = item
            if value is None:
                unknown[name] = None
                continue
            counts[name] += value
            if value < 0:
                back[name] += value
    for name in unknown:
        counts.pop(name, None)
    return OffenceYear(
        Period(run[0].start, run[-1].end),
        dict(counts),
        items,
        tuple(unknown),
        dict(back),
        tuple(
            (period, frozenset(code or item for item, code in one or {}))
            for period, one in zip(run, values, strict=True)
        ),
    )
