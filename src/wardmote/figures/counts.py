"""Monthly counts of areas, read from a snapshot into arrays.

Queries keep to the subset of SQL that DuckDB and Spark share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from wardmote.definitions import Measure
from wardmote.figures.areas import OWNERS, Area, by_column, member_lists
from wardmote.figures.evidence import Evidence
from wardmote.figures.ranges import code_ranges
from wardmote.figures.suppliers import Unsteady, forces_of, months_sent, unsteady

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class MonthlyCounts:
    """Counts of areas by measure and month.

    ``counts``: (areas, measures, months), what counts in the area: located rows, and those without a
    location where the area holds the whole of the reporting force. ``supplied``: (areas, months), whether
    every force of the area has sent that month. ``not_located`` and ``reported``: (areas, measures,
    months), rows of the area's forces without a location, and all their rows. ``owned``: (areas, measures,
    months), which of the rows without a location count in the area. ``owns_not_located``: (areas,), whether
    any do. ``left_out``: forces whose rows in others' areas are not counted, as they lack months.
    """

    areas: tuple[Area, ...]
    measures: tuple[Measure, ...]
    months: tuple[str, ...]
    counts: Counts
    supplied: Flags
    not_located: Counts
    reported: Counts
    owned: Counts
    owns_not_located: Flags
    left_out: tuple[Unsteady, ...] = ()


@dataclass(frozen=True, eq=False)
class _ForceCounts:
    """Rows of each force by category and month: all of them, and those without a location."""

    codes: tuple[str, ...]
    reported: Counts
    not_located: Counts
    supplied: Flags


@dataclass(frozen=True, eq=False)
class _OfForces:
    """Per area: what its forces reported, what of it has no location, and what of that counts in the area."""

    owned: Counts
    not_located: Counts
    reported: Counts
    supplied: Flags
    owns: Flags


def monthly_counts(
    evidence: Evidence,
    areas: Sequence[Area],
    measures: Sequence[Measure],
    months: Sequence[str],
    within: Area | None = None,
    located_only: bool = False,
) -> MonthlyCounts:
    """Count the measures in each area and month.

    Parameters
    ----------
    areas
        Areas to count, of any levels; each once.
    within
        Count only the part of each area that lies in this one, so that the parts equal the whole.
    months
        YYYY-MM, in order.
    located_only
        Leave out rows without a location even where an area holds the whole of a force.
    """
    categories = _categories(measures)
    whole_areas = within is None and not located_only
    of_forces = _of_forces(evidence, areas, categories, months, whole_areas=whole_areas)
    left_out = unsteady(evidence, months)
    read = partial(_located, evidence.connection, areas, categories, months, within, left_out)
    asked = ("located", tuple(areas), tuple(categories), tuple(months), within)
    few = len(areas) * len(categories) * len(months) <= KEPT
    located = evidence.once(asked, read) if few else read()
    counted = _counted(areas, measures, months, located + of_forces.owned, of_forces)
    return replace(counted, left_out=tuple(left_out))


def not_located_counts(
    evidence: Evidence,
    areas: Sequence[Area],
    measures: Sequence[Measure],
    months: Sequence[str],
) -> MonthlyCounts:
    """Count as ``monthly_counts`` does, but only the rows without a location: no small area is read."""
    of_forces = _of_forces(evidence, areas, _categories(measures), months, whole_areas=True)
    return _counted(areas, measures, months, of_forces.owned, of_forces)


def _counted(
    areas: Sequence[Area],
    measures: Sequence[Measure],
    months: Sequence[str],
    by_category: Counts,
    of_forces: _OfForces,
) -> MonthlyCounts:
    sums = _summing_matrix(measures, _categories(measures))
    return MonthlyCounts(
        areas=tuple(areas),
        measures=tuple(measures),
        months=tuple(months),
        counts=_sum(sums, by_category),
        supplied=of_forces.supplied,
        not_located=_sum(sums, of_forces.not_located),
        reported=_sum(sums, of_forces.reported),
        owned=_sum(sums, of_forces.owned),
        owns_not_located=of_forces.owns,
    )


def _categories(measures: Sequence[Measure]) -> list[str]:
    return sorted({c for m in measures for counted in m.counted for c in counted.categories})


def _located(
    connection: duckdb.DuckDBPyConnection,
    areas: Sequence[Area],
    categories: Sequence[str],
    months: Sequence[str],
    within: Area | None,
    left_out: Sequence[Unsteady],
) -> Counts:
    result = np.zeros((len(areas), len(categories), len(months)), dtype=np.int64)
    position = {area.code: index for index, area in enumerate(areas)}
    for column, group in by_column(areas).items():
        names, codes = member_lists(group)
        inside = f"AND p.{within.column} IN (SELECT unnest(?))" if within else ""
        barred, beside, kept = _BARRED if left_out else ("", "", "")
        ranges = _ranges(connection, column, codes, within)
        near = f"AND ({' OR '.join(['c.lsoa BETWEEN ? AND ?'] * len(ranges))})" if ranges else ""
        cursor = connection.execute(
            f"""WITH member AS (SELECT unnest(?) AS area, unnest(?) AS code),
                small AS (SELECT m.area, p.lsoa, p.area_force
                          FROM member m JOIN places p ON p.{column} = m.code {inside}){barred}
                SELECT s.area, c.category, c.month, sum(c.n) AS n
                FROM counts c JOIN small s ON s.lsoa = c.lsoa {beside}
                WHERE c.month >= ? AND c.month <= ? {kept} {near}
                GROUP BY s.area, c.category, c.month""",
            [
                *([position[name] for name in names], codes),
                *([list(within.member_codes)] if within else []),
                *(
                    [[one.area_force for one in left_out], [one.force for one in left_out]]
                    if left_out
                    else []
                ),
                *(months[0], months[-1]),
                *(code for pair in ranges for code in pair),
            ],
        )
        found = cursor.fetchnumpy()
        kind, asked = _places(found["category"], categories)
        time, within_span = _places(found["month"], months)
        known = asked & within_span
        result[np.asarray(found["area"])[known], kind[known], time[known]] = np.asarray(found["n"])[known]
    return result


def _places(values: Any, names: Sequence[str]) -> tuple[npt.NDArray[np.intp], Flags]:
    """Where each value stands among the names (in order), and whether it is one of them."""
    words, ordered = np.asarray(values, dtype=np.str_), np.asarray(names, dtype=np.str_)
    at = np.minimum(np.searchsorted(ordered, words), len(ordered) - 1)
    return at, np.asarray(ordered[at] == words, dtype=np.bool_)


def _ranges(
    connection: duckdb.DuckDBPyConnection, column: str, codes: Sequence[str], within: Area | None
) -> list[tuple[str, str]]:
    """Where in the sorted counts the small areas of some areas lie; none where they are too many to bother."""
    inside = f"AND p.{within.column} IN (SELECT unnest(?))" if within else ""
    rows = connection.execute(
        f"SELECT p.lsoa FROM places p WHERE p.{column} IN (SELECT unnest(?)) {inside} LIMIT {FEW + 1}",
        [list(codes), *([list(within.member_codes)] if within else [])],
    ).fetchall()
    return code_ranges([code for (code,) in rows], RANGES) if len(rows) <= FEW else []


KEPT = 50_000
"""Counts of one question that are kept, since several parts of a document ask it: the wards of a large partnership by every
category and month of three years."""

FEW, RANGES = 5000, 6
"""Beyond so many small areas most of every file is read anyway; more ranges cost more than they skip."""

_BARRED = (
    ", barred AS (SELECT unnest(?) AS area_force, unnest(?) AS force)",
    "LEFT JOIN barred b ON b.area_force = s.area_force AND b.force = c.force",
    "AND b.force IS NULL",
)
"""SQL: leaves out the rows of a force in an area of another."""

_AXES = """kind AS (SELECT unnest(?) AS category, unnest(?) AS place),
                time AS (SELECT unnest(?) AS month, unnest(?) AS place)"""
"""SQL: where each category and month stands in the array; what is not asked for drops out of a join with them."""


def _axes(categories: Sequence[str], months: Sequence[str]) -> list[list[str] | list[int]]:
    """The four lists of ``_AXES``."""
    return [list(categories), list(range(len(categories))), list(months), list(range(len(months)))]


def _force_counts(
    evidence: Evidence,
    codes: Sequence[str],
    categories: Sequence[str],
    months: Sequence[str],
) -> _ForceCounts:
    shape = (len(codes), len(categories), len(months))
    reported, lost = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    if not codes:
        return _ForceCounts((), reported, lost, np.zeros((0, len(months)), dtype=np.bool_))
    found = evidence.connection.execute(
        f"""WITH asked AS (SELECT unnest(?) AS code, unnest(?) AS place), {_AXES}
            SELECT a.place AS force, k.place AS category, t.place AS month,
                   sum(r.n) AS n, sum(r.not_located) AS not_located
            FROM reported r JOIN forces f ON f.force = r.force JOIN asked a ON a.code = f.code
            JOIN kind k ON k.category = r.category JOIN time t ON t.month = r.month
            GROUP BY a.place, k.place, t.place""",
        [list(codes), list(range(len(codes))), *_axes(categories, months)],
    ).fetchnumpy()
    at = found["force"], found["category"], found["month"]
    reported[at], lost[at] = found["n"], found["not_located"]
    return _ForceCounts(tuple(codes), reported, lost, _supplied(evidence, codes, months))


def _supplied(evidence: Evidence, codes: Sequence[str], months: Sequence[str]) -> Flags:
    sent = months_sent(evidence, codes)
    flags = np.array([[month in sent[code] for month in months] for code in codes], dtype=np.bool_)
    return flags.reshape(len(codes), len(months))


def _of_forces(
    evidence: Evidence,
    areas: Sequence[Area],
    categories: Sequence[str],
    months: Sequence[str],
    whole_areas: bool,
) -> _OfForces:
    key = ("rows of forces", tuple(areas), tuple(categories), tuple(months), whole_areas)
    return evidence.once(key, lambda: _read_of_forces(evidence, areas, categories, months, whole_areas))


def _read_of_forces(
    evidence: Evidence,
    areas: Sequence[Area],
    categories: Sequence[str],
    months: Sequence[str],
    whole_areas: bool,
) -> _OfForces:
    forces = forces_of(evidence, areas)
    codes = sorted({force.code for mine in forces.values() for force in mine})
    counts = _force_counts(evidence, codes, categories, months)
    position = {code: index for index, code in enumerate(codes)}
    shape = (len(areas), *counts.reported.shape[1:])
    owned, lost, reported = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    supplied = np.zeros((len(areas), shape[2]), dtype=np.bool_)
    owns = np.zeros(len(areas), dtype=np.bool_)
    for index, area in enumerate(areas):
        mine = forces.get(area.code, [])
        if not mine:
            continue
        rows = [position[force.code] for force in mine]
        lost[index] = counts.not_located[rows].sum(axis=0)
        reported[index] = counts.reported[rows].sum(axis=0)
        supplied[index] = counts.supplied[rows].all(axis=0)
        whole = [position[force.code] for force in mine if force.whole]
        if whole and whole_areas and area.level in OWNERS:
            owned[index] = counts.not_located[whole].sum(axis=0)
            owns[index] = True
    return _OfForces(owned, lost, reported, supplied, owns)


def _summing_matrix(measures: Sequence[Measure], categories: Sequence[str]) -> Counts:
    matrix = np.zeros((len(measures), len(categories)), dtype=np.int64)
    for row, measure in enumerate(measures):
        for counted in measure.counted:
            for category in counted.categories:
                matrix[row, categories.index(category)] = 1
    return matrix


def _sum(matrix: Counts, by_category: Counts) -> Counts:
    return np.asarray(np.einsum("mc,act->amt", matrix, by_category), dtype=np.int64)
