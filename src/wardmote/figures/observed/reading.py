"""What sources reported of each measure, by area and period: components put together, sources set side by side."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wardmote.definitions import Measure
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.observed.components import Entry, whole_periods
from wardmote.figures.observed.measures import Items, items_of, names_in
from wardmote.figures.observed.names import Key, placed
from wardmote.figures.observed.record import Cell
from wardmote.figures.tokens import State

Cells = dict[Period, Cell]


@dataclass(frozen=True)
class Reported:
    """What was reported of measures: the cells of each measure and area code, by period."""

    cells: Mapping[tuple[str, str], Cells]
    by_source: Mapping[tuple[str, str], Mapping[str, Cells]] = field(default_factory=dict)
    """The same source by source, before they are set side by side."""

    def of(self, measure: Measure, code: str) -> Cells:
        """What was reported of a measure for the area of a code itself."""
        return self.cells.get((measure.id, code), {})

    def alone(self, source: str) -> Reported:
        """What one source by itself reported."""
        return Reported({key: found[source] for key, found in self.by_source.items() if source in found})


def any_observations(evidence: Evidence) -> bool:
    """Whether the snapshot holds any observation at all."""
    return evidence.once(
        "any observations",
        lambda: evidence.connection.execute("SELECT 1 FROM observations LIMIT 1").fetchone() is not None,
    )


def read_reported(evidence: Evidence, measures: Sequence[Measure], codes: Collection[str]) -> Reported:
    """Read what was reported of measures for areas, each by its own code."""
    counted = {measure.id: items_of(evidence.definitions, measure) for measure in measures}
    names = sorted({name for items in counted.values() for one in items for name in one.names})
    where = {key: code for key, code in placed(evidence).codes.items() if code in codes}
    if not names or not where:
        return Reported({})
    entries = _entries(evidence, names, where)
    apart: dict[tuple[str, str], dict[str, Cells]] = {}
    for measure in measures:
        for code, by_source in _of_measure(measure, counted[measure.id], entries).items():
            apart[measure.id, code] = by_source
    return Reported({key: _side_by_side(found) for key, found in apart.items()}, apart)


Entries = dict[tuple[str, str], list[Entry]]
"""Entries by source and code of the area."""


def _entries(evidence: Evidence, names: Sequence[str], where: Mapping[Key, str]) -> Entries:
    sources, areas, levels = (list(part) for part in zip(*where, strict=True))
    rows: list[tuple[Any, ...]] = evidence.connection.execute(
        """WITH asked AS (SELECT unnest(?) AS source, unnest(?) AS area, unnest(?) AS level),
                named AS (SELECT unnest(?) AS name)
           SELECT o.source, o.area, o.level, o.item, o.detail, o.start, o."end", o.value, o.state, o.base
           FROM observations o
           JOIN asked a ON a.source = o.source AND a.area = o.area AND a.level = coalesce(o.level, '')
           WHERE o.item IN (SELECT name FROM named) OR o.detail IN (SELECT name FROM named)
           ORDER BY o.source, o.area, o.level, o.item, o.detail, o.start, o."end\"""",
        [sources, areas, levels, list(names)],
    ).fetchall()
    found: Entries = {}
    for source, area, level, item, detail, start, end, value, state, base in rows:
        code = where[source, area, level or ""]
        entry = Entry(item, detail or "", Period(start, end), value, state, base)
        found.setdefault((source, code), []).append(entry)
    return found


def _of_measure(measure: Measure, counted: Sequence[Items], entries: Entries) -> dict[str, dict[str, Cells]]:
    """What each source reported of a measure, by area code."""
    found: dict[str, dict[str, Cells]] = {}
    for (source, code), reported in entries.items():
        names = names_in(counted, source)
        mine = [one for one in reported if one.item in names or one.detail in names]
        if mine:
            found.setdefault(code, {})[source] = whole_periods(measure, source, mine, names)
    return found


def _side_by_side(by_source: Mapping[str, Cells]) -> Cells:
    """One cell a period: what the sources agree on, or that they do not."""
    periods = {period for cells in by_source.values() for period in cells}
    return {period: _agreed([c[period] for c in by_source.values() if period in c]) for period in periods}


def _agreed(cells: Sequence[Cell]) -> Cell:
    """What several sources say of one period: a number goes before a suppressed one, and that before a gap."""
    known = [one for one in cells if one.value is not None]
    values = {one.value for one in known}
    if len(values) > 1:
        said = tuple((source, one.value) for one in known for source in one.sources if one.value is not None)
        return Cell(State.NOT_AVAILABLE, sources=tuple(name for name, _ in said), conflict=said)
    if known:
        first = known[0]
        sources = tuple(dict.fromkeys(name for one in known for name in one.sources))
        base = next((one.base for one in known if one.base is not None), None)
        return Cell(first.state, first.value, base=base, sources=sources, note=first.note)
    order = (State.NOT_AVAILABLE, State.SUPPRESSED, State.NOT_SUPPLIED)
    return min(cells, key=lambda one: order.index(one.state))
