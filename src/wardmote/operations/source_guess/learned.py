"""What a partnership's own earlier mappings teach: columns of the same names, words of the same spelling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wardmote.definitions import Definitions, Source
from wardmote.evidence.recognise import called, names_of, same

ALIKE = 0.5
"""Share of a mapping's columns that a table must have for the mapping to speak for its columns."""

WEEKLY = ("rhythm", "rows", "week_named_by", "day_first", "complete_from", "complete_to")
"""Parts of a layout that are of weeks."""


@dataclass(frozen=True)
class Lessons:
    """What was learned for one table."""

    roles: dict[str, str] = field(default_factory=dict)
    """Column, as it is compared -> role."""
    measures: dict[str, str] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    level: str = ""
    periods: str = ""
    weekly: dict[str, Any] = field(default_factory=dict)
    """What the layout says of weeks; empty where its periods are months."""
    titled: tuple[str, ...] = ()
    """Words that the titles of such tables hold."""
    titles: tuple[str, ...] = ()
    """Mappings that the table is like."""


def own_mappings(definitions: Definitions, ours: Definitions) -> list[Source]:
    """The partnership's own definitions of partners' tables."""
    return [
        source
        for name, source in sorted(definitions.sources.items())
        if source.reader == "observations" and name not in ours.sources
    ]


def learn(columns: Sequence[str], mappings: Iterable[Source], titles: Sequence[str]) -> Lessons:
    """What mappings say of a table with these columns: words from all of them, the rest from the most like."""
    having = {same(column) for column in columns if column}
    measures: dict[str, str] = {}
    areas: dict[str, str] = {}
    alike: list[tuple[float, str, Source]] = []
    for source in mappings:
        measures |= source.categories
        areas |= source.layout.areas if source.layout else {}
        likeness = _likeness(source, having)
        if likeness >= ALIKE and called(source, titles):
            alike.append((likeness, source.id, source))
    if not alike:
        return Lessons(measures=measures, areas=areas)
    _, _, best = max(alike, key=lambda one: one[:2])
    layout = best.layout
    roles = {same(name): role for role, column in best.columns.items() for name in names_of(best, column)}
    return Lessons(
        roles={column: role for column, role in roles.items() if column in having},
        measures=measures | best.categories,
        areas=areas | (layout.areas if layout else {}),
        marks=dict(layout.marks) if layout else {},
        constants=dict(layout.constants) if layout else {},
        level=layout.level if layout else "",
        periods=layout.periods if layout else "",
        weekly=layout.model_dump(include=set(WEEKLY), exclude_defaults=True) if layout else {},
        titled=best.titled,
        titles=(best.title,),
    )


def _likeness(source: Source, having: set[str]) -> float:
    """Share of a mapping's columns that are there, by any of their names."""
    named = list(dict.fromkeys([*source.recognise, *source.columns.values()]))
    there = [any(same(name) in having for name in names_of(source, column)) for column in named]
    return sum(there) / len(there)
