"""Counts by week as partners sent them: a whole series from its first Monday to its last, gaps as gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wardmote.definitions import Measure
from wardmote.evidence.observations.staging import INCOMPLETE
from wardmote.figures.areas import COLUMNS, Area, areas_within
from wardmote.figures.evidence import Evidence
from wardmote.figures.observed.names import placed

PARTS = ("ward", "lsoa")
"""Levels of area whose counts are added up where a source has none of the area itself."""
Known = dict[str, float | None]
"""Monday -> count; None where it is not known."""


@dataclass(frozen=True)
class WeekSeries:
    """What one source counted of a measure in an area. ``weeks`` are Mondays (YYYY-MM-DD) without a hole.

    ``values``: None where the count is not known, which is never zero. ``parts``: the smaller areas that were added
    up, by name, and ``whole`` how many of their level lie in the area; none where the source counts the area itself.
    ``least``: of weeks from which rows were rejected, the least that there were; their values are None. ``rejected``: rows
    of the source that were rejected, whatever their week.
    """

    measure: Measure
    area: Area
    source: str
    title: str
    """What the source is called."""
    weeks: tuple[str, ...]
    values: tuple[float | None, ...]
    parts: tuple[str, ...] = ()
    whole: int = 0
    level: str = ""
    """What those areas are, in the plural: wards."""
    least: tuple[tuple[str, float], ...] = ()
    rejected: int = 0

    @property
    def where(self) -> str:
        """What the counts are of, in words: the area, or those parts of it that were counted."""
        if len(self.parts) == self.whole:
            return self.area.name
        if len(self.parts) == 1:
            return self.parts[0]
        return f"{len(self.parts)} of {self.whole} {self.level} of {self.area.name}"

    @property
    def unknown(self) -> int:
        """How many weeks are not known."""
        return sum(value is None for value in self.values)

    def until(self, week: str) -> WeekSeries:
        """The same up to a week."""
        count = sum(one <= week for one in self.weeks)
        least = tuple(one for one in self.least if one[0] <= week)
        return replace(self, weeks=self.weeks[:count], values=self.values[:count], least=least)


def measures_by_week(evidence: Evidence) -> list[Measure]:
    """Measures of which any source sent counts by week, in order."""
    rows = evidence.connection.execute("SELECT DISTINCT source, item FROM weeks").fetchall()
    held = {(str(source), str(item)) for source, item in rows}
    return [
        measure
        for measure in evidence.definitions.measures_in_order()
        if any(item in items_in(measure, source) for source, item in held)
    ]


def items_in(measure: Measure, source: str) -> frozenset[str]:
    """The items of a source of weeks that a measure counts: those it names, else its own identifier."""
    own = [name for one in measure.counted if one.source == source for name in one.categories]
    return frozenset(own or [measure.id])


def week_series(evidence: Evidence, measure: Measure, area: Area) -> list[WeekSeries]:
    """What each source counted of a measure in an area, by source; none where none did."""
    found = []
    at_least = _rows(evidence, measure, least=True)
    for source, rows in _rows(evidence, measure).items():
        inside = _inside(evidence, rows, area)
        known = _added([rows[code] for code in inside.codes])
        if not known:
            continue
        weeks = _mondays(min(known), max(known))
        defined = evidence.definitions.sources.get(source)
        title = defined.title if defined else source
        values = tuple(known.get(week) for week in weeks)
        least = _added([at_least[source][code] for code in inside.codes])
        short = [(week, least.get(week)) for week in _incomplete(evidence, source) if known.get(week) is None]
        found.append(
            WeekSeries(measure, area, source, title, weeks, values, inside.names, inside.whole, inside.level,
                       tuple((week, value) for week, value in short if value is not None), _rejected(evidence, source))
        )  # fmt: skip
    return found


def _incomplete(evidence: Evidence, source: str) -> list[str]:
    """Weeks of a source from which rows were rejected."""
    query = "SELECT DISTINCT week FROM weeks WHERE source = ? AND state = ? ORDER BY 1"
    return [str(week) for (week,) in evidence.connection.execute(query, [source, INCOMPLETE]).fetchall()]


def _rejected(evidence: Evidence, source: str) -> int:
    """How many rows of a source's files by week were rejected."""
    query = "SELECT coalesce(sum(rejected), 0) FROM parts WHERE kind = 'weeks' AND supplier = ?"
    found = evidence.connection.execute(query, [source]).fetchone()
    return int(found[0]) if found else 0


def _rows(evidence: Evidence, measure: Measure, *, least: bool = False) -> dict[str, dict[str, Known]]:
    """Source -> code of the area -> its weeks. Of a source that gives parts of a count, their sum.

    ``least``: count what is known of a week from which rows were rejected, too.
    """
    codes = placed(evidence).codes
    cells: dict[tuple[str, str, str], dict[tuple[str, str], float | None]] = defaultdict(dict)
    query = (
        "SELECT source, item, detail, area, coalesce(level, ''), week, value, state FROM weeks ORDER BY ALL"
    )
    for source, item, detail, area, level, week, counted, state in evidence.connection.execute(
        query
    ).fetchall():
        value = counted if least or state != INCOMPLETE else None
        code = codes.get((source, area, level))
        if code is not None and item in items_in(measure, source):
            cells[source, code, week][item, detail] = value
    found: dict[str, dict[str, Known]] = defaultdict(lambda: defaultdict(dict))
    for (source, code, week), parts in cells.items():
        wholes = {item for item, detail in parts if not detail}
        counted = [value for (item, detail), value in parts.items() if not detail or item not in wholes]
        found[source][code][week] = _sum(counted)
    return found


@dataclass(frozen=True)
class _Inside:
    """Codes whose counts make up an area; their names where they are parts of it."""

    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    whole: int = 0
    level: str = ""


def _inside(evidence: Evidence, rows: Mapping[str, Known], area: Area) -> _Inside:
    """The area itself where a source counts it, else those of its wards or small areas that it counts."""
    if all(code in rows for code in area.member_codes):
        return _Inside(area.member_codes)
    if area.level not in COLUMNS and area.level != "partnership":
        return _Inside()
    for level in PARTS:
        every = areas_within(evidence.connection, area, level, evidence.definitions)
        parts = [one for one in every if one.code in rows and not one.part_of]
        if parts:
            codes, names = tuple(one.code for one in parts), tuple(one.name for one in parts)
            return _Inside(codes, names, len(every), evidence.definitions.levels[level].plural.lower())
    return _Inside()


def _added(parts: Sequence[Known]) -> Known:
    """Counts of several areas week by week: known where each of them is."""
    weeks = sorted({week for one in parts for week in one})
    return {week: _sum([one.get(week) for one in parts]) for week in weeks}


def _sum(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _mondays(first: str, last: str) -> tuple[str, ...]:
    start = date.fromisoformat(first)
    count = (date.fromisoformat(last) - start).days // 7 + 1
    return tuple((start + timedelta(days=7 * at)).isoformat() for at in range(count))
