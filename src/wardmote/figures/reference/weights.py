"""Weights of offences, and what of the evidence can be scored with them.

A weight belongs to an offence code. Home Office tables count by code, so they can be scored; street-level records carry
a police.uk category only, and a category holds offences of very different weight. No weight of a category is made here:
its spread is shown instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from wardmote.evidence.observations.misread import slug
from wardmote.figures.evidence import Evidence
from wardmote.figures.reference.held import chosen
from wardmote.figures.tokens import State


@dataclass(frozen=True)
class Weight:
    """The weight of one offence code. ``weight`` is None where the table names the code and gives none."""

    code: str
    detail: str
    """The offence in words."""
    category: str
    """The police.uk category that the table names; empty where it names none."""
    weight: float | None
    state: State
    start: str
    end: str
    """First and last day, month or year for which it is meant; empty where the table does not say."""
    note: str


@dataclass(frozen=True)
class Weights:
    """The weights of one system in one release: never of two."""

    system: str
    title: str
    release: str
    unit: str
    warning: str
    """What a reader of every weight must know, such as that the table is a part; empty where nothing."""
    newer: tuple[str, ...]
    """Releases of the system that are held and newer."""
    each: tuple[Weight, ...]
    """By code."""

    def of(self, code: str) -> Weight | None:
        """The weight of a code, however it is written (8N, 8n, 37/2, 37.2); None where the table has none such."""
        return self._by_code.get(slug(code))

    @property
    def _by_code(self) -> dict[str, Weight]:
        return {slug(weight.code): weight for weight in self.each}


def weights_of(evidence: Evidence, system: str, release: str = "", as_of: date | None = None) -> Weights:
    """The weights of a system.

    Parameters
    ----------
    system
        Such as ``ons-crime-severity``.
    release
        Such as 2021-03; without it the newest held, or with ``as_of`` the newest of that day or before.

    Raises
    ------
    NotHeldError
        When the system, or such a release of it, is not held.
    """
    best, newer = chosen(evidence, "weights", system, release, as_of)
    rows = evidence.connection.execute(
        """SELECT code, detail, category, weight, state, start, "end", note, unit FROM weights
           WHERE collection = ? AND release = ? ORDER BY code""",
        [system, best.release],
    ).fetchall()
    each = tuple(
        Weight(code, detail, category, weight, _state(weight, state), start, end, note)
        for code, detail, category, weight, state, start, end, note, _ in rows
    )
    units = sorted({row[8] for row in rows if row[8]})
    return Weights(system, best.title, best.release, " or ".join(units), best.warning, newer, each)


def _state(weight: float | None, state: str) -> State:
    return State(state) if weight is None or weight else State.ZERO


@dataclass(frozen=True)
class CategorySpread:
    """How far the weights of the offence codes in one police.uk category lie apart.

    Each code counts once, however often it is recorded, so the middle is no weight of the category.
    """

    category: str
    codes: int
    least: float
    middle: float
    """Median over codes."""
    most: float


def spread_by_category(weights: Weights) -> tuple[CategorySpread, ...]:
    """The spread of the weights in each police.uk category that the table names, by name."""
    found: dict[str, list[float]] = defaultdict(list)
    for one in weights.each:
        if one.category and one.weight is not None:
            found[one.category].append(one.weight)
    return tuple(
        CategorySpread(category, len(values), min(values), median(values), max(values))
        for category, values in sorted(found.items())
    )


@dataclass(frozen=True)
class ItemScored:
    """Whether what a table counts under one heading can be scored: by offence code.

    ``source``: the definition of the table; ``item``: the heading, such as residential-burglary.
    """

    source: str
    item: str
    with_weight: tuple[str, ...]
    """Codes that have a weight, as the evidence writes them."""
    without: tuple[str, ...]
    """Codes that have none: their offences are in no score."""
    by_code: bool
    """Whether any row says its code; without one nothing of the item can be scored."""


def items_scored(evidence: Evidence, weights: Weights, sources: Iterable[str] = ()) -> tuple[ItemScored, ...]:
    """What of the observations held can be scored with these weights, by source and item.

    Parameters
    ----------
    sources
        Identifiers of source definitions; without one, those of which any row says a code with a weight.
    """
    rows = evidence.connection.execute(
        "SELECT DISTINCT source, item, coalesce(detail, '') FROM observations ORDER BY ALL"
    ).fetchall()
    known = {slug(one.code) for one in weights.each if one.weight is not None}
    wanted = set(sources) or {source for source, _, code in rows if code in known}
    items: dict[tuple[str, str], list[str]] = defaultdict(list)
    for source, item, code in rows:
        if source in wanted:
            items[source, item].append(code)
    return tuple(
        ItemScored(
            source,
            item,
            tuple(code for code in codes if code in known),
            tuple(code for code in codes if code and code not in known),
            any(codes),
        )
        for (source, item), codes in sorted(items.items())
    )
