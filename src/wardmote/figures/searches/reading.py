"""Reads searches from a snapshot into arrays, by month.

Queries keep to the subset of SQL that DuckDB and Spark share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.definitions.word_groups import words_with
from wardmote.figures.areas import OWNERS, Area, find_area, joined
from wardmote.figures.comparability import named_forces
from wardmote.figures.evidence import Evidence
from wardmote.figures.searches.placing import Ground, ground_of
from wardmote.figures.suppliers import forces_of

Counts = npt.NDArray[np.int64]
SOUGHT, FOUND, ENDED = "object", "linked", "outcome"
"""What a search is counted by, beside all together."""


@dataclass(frozen=True, eq=False)
class SearchCounts:
    """Searches of an area by month, every array with the months last.

    ``area``: what is counted; the whole force where ``placed`` is False, as no outlines of small areas are held.
    ``words``: by ``object``, ``linked`` and ``outcome``, the slugs of the rows of ``counts`` under the same key.
    ``supplied``: whether every force of the area sent the month. ``reported`` and ``lost``: rows of the area's forces
    by object, and those of them without a place; ``in_all``: whatever the object. ``owns``: whether those count in the area.
    ``blank_without_action``: searches that led to nothing, and do not say whether their outcome was linked.
    """

    area: Area
    placed: bool
    forces: tuple[str, ...]
    months: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    counts: dict[str, Counts]
    supplied: npt.NDArray[np.bool_]
    reported: Counts
    lost: Counts
    reported_in_all: Counts
    lost_in_all: Counts
    owns: bool
    blank_without_action: Counts


def searches_supplied(evidence: Evidence, area: Area) -> bool:
    """Whether every force of an area has sent searches of any month."""
    forces, sent = named_forces(evidence, [area])[area.code], _sent(evidence)
    return bool(forces) and all(sent.get(force) for force in forces)


def read_searches(evidence: Evidence, area: Area, months: Sequence[str]) -> SearchCounts:
    """Count the searches in an area in each of the months.

    Those of another force count where they lie in the area, if that force sent every month of them.
    """
    ground = ground_of(evidence, area)
    whole = area if ground else _force_area(evidence, area)
    sent = _sent(evidence)
    mine = tuple(named_forces(evidence, [whole])[whole.code])
    steady = {force for force, there in sent.items() if set(months) <= there} | set(mine)
    owned = _owned(evidence, whole)
    rows = _rows_in(evidence, ground, months, steady) if ground else []
    rows += _rows_of(evidence, months, owned if ground else list(mine), lost_only=ground is not None)
    nothing = words_with(evidence.definitions.word_groups.values(), "search-outcome", "no-further-action")
    blank = [row for row in rows if not row.words[FOUND] and row.words[ENDED] in nothing]
    words = {key: tuple(sorted({row.words[key] for row in rows})) for key in (SOUGHT, FOUND, ENDED)}
    counts = {key: _array(words[key], key, months, rows) for key in words}
    of_forces = _rows_of(evidence, months, list(mine), lost_only=False)
    without = _rows_of(evidence, months, list(mine), lost_only=True)
    return SearchCounts(
        area=whole,
        placed=ground is not None,
        forces=mine,
        months=tuple(months),
        words=words,
        counts=counts,
        supplied=np.array([all(month in sent.get(force, ()) for force in mine) for month in months]),
        reported=_array(words[SOUGHT], SOUGHT, months, of_forces),
        lost=_array(words[SOUGHT], SOUGHT, months, without),
        reported_in_all=_in_all(months, of_forces),
        lost_in_all=_in_all(months, without),
        owns=bool(owned) or ground is None,
        blank_without_action=_array(("",), FOUND, months, blank)[0],
    )


def read_people(
    evidence: Evidence, forces: Sequence[str], months: Sequence[str]
) -> dict[tuple[str, str], Counts]:
    """How many people were searched by forces, by characteristic and value: an array over the months each."""
    rows = evidence.connection.execute(
        """SELECT characteristic, value, month, CAST(sum(n) AS BIGINT) FROM search_people
           WHERE force IN (SELECT unnest(CAST(? AS VARCHAR[]))) AND month IN (SELECT unnest(?))
           GROUP BY characteristic, value, month""",
        [list(forces), list(months)],
    ).fetchall()
    position = {month: at for at, month in enumerate(months)}
    found: dict[tuple[str, str], Counts] = defaultdict(lambda: np.zeros(len(months), dtype=np.int64))
    for characteristic, value, month, n in rows:
        found[characteristic, value][position[month]] += n
    return dict(found)


@dataclass(frozen=True)
class _Searches:
    """So many searches alike, in one month."""

    month: str
    words: dict[str, str]
    n: int


def _rows_in(
    evidence: Evidence, ground: Ground, months: Sequence[str], forces: Iterable[str]
) -> list[_Searches]:
    west, south, east, north = ground.bounds
    rows = evidence.connection.execute(
        """SELECT force, month, object, linked, outcome, CAST(n AS BIGINT) AS n, longitude, latitude FROM searches
           WHERE longitude >= ? AND longitude <= ? AND latitude >= ? AND latitude <= ?
             AND month IN (SELECT unnest(?)) AND force IN (SELECT unnest(CAST(? AS VARCHAR[])))
           ORDER BY force, month, object, linked, outcome, longitude, latitude""",
        [west, east, south, north, list(months), sorted(forces)],
    ).fetchall()
    longitude, latitude = (np.array([row[at] for row in rows], dtype=np.float64) for at in (6, 7))
    inside = ground.holds(longitude, latitude)
    return [_alike(*row[1:6]) for row, there in zip(rows, inside, strict=True) if there]


def _rows_of(
    evidence: Evidence, months: Sequence[str], forces: Sequence[str], *, lost_only: bool
) -> list[_Searches]:
    rows = evidence.connection.execute(
        f"""SELECT month, object, linked, outcome, CAST(sum(n) AS BIGINT) FROM searches
            WHERE month IN (SELECT unnest(?)) AND force IN (SELECT unnest(CAST(? AS VARCHAR[])))
              {"AND longitude IS NULL" if lost_only else ""}
            GROUP BY month, object, linked, outcome ORDER BY month, object, linked, outcome""",
        [list(months), list(forces)],
    ).fetchall()
    return [_alike(*row) for row in rows]


def _alike(month: str, sought: str, found: str, ended: str, n: int) -> _Searches:
    return _Searches(month, {SOUGHT: sought, FOUND: found, ENDED: ended}, n)


def _array(words: Sequence[str], key: str, months: Sequence[str], rows: Iterable[_Searches]) -> Counts:
    place = {word: at for at, word in enumerate(words)}
    when = {month: at for at, month in enumerate(months)}
    found = np.zeros((len(words), len(months)), dtype=np.int64)
    for row in rows:
        if row.words[key] in place:
            found[place[row.words[key]], when[row.month]] += row.n
    return found


def _in_all(months: Sequence[str], rows: Iterable[_Searches]) -> Counts:
    when = {month: at for at, month in enumerate(months)}
    found = np.zeros(len(months), dtype=np.int64)
    for row in rows:
        found[when[row.month]] += row.n
    return found


def _force_area(evidence: Evidence, area: Area) -> Area:
    """The whole of the police force areas that an area lies in."""
    codes = [force.code for force in forces_of(evidence, [area]).get(area.code, [])]
    return joined([find_area(evidence.connection, code) for code in codes]) if codes else area


def _owned(evidence: Evidence, area: Area) -> list[str]:
    """Forces whose searches without a place count in the area: those whose whole area it holds."""
    if area.level not in OWNERS:
        return []
    whole = {one.code for one in forces_of(evidence, [area]).get(area.code, []) if one.whole}
    return sorted(force.id for force in evidence.definitions.forces.values() if force.code in whole)


def _sent(evidence: Evidence) -> dict[str, set[str]]:
    def read() -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        query = "SELECT supplier, period FROM parts WHERE kind = 'searches'"
        for force, month in evidence.connection.execute(query).fetchall():
            found[force].add(month)
        return dict(found)

    return evidence.once(("sent searches",), read)
