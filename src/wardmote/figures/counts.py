"""Monthly counts of areas, read from a snapshot into arrays.

Queries keep to the subset of SQL that DuckDB and Spark share.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt

from wardmote.definitions import Measure
from wardmote.figures.areas import OWNERS, Area, by_column, forces_of, member_lists

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class MonthlyCounts:
    """Counts of areas by measure and month.

    ``counts``: (areas, measures, months), what counts in the area: located rows, and those without a
    location where the area holds the whole of the reporting force. ``supplied``: (areas, months), whether
    every force of the area has sent that month. ``not_located`` and ``reported``: (areas, measures,
    months), rows of the area's forces without a location, and all their rows. ``owns_not_located``:
    (areas,), whether the area counts the rows without a location.
    """

    areas: tuple[Area, ...]
    measures: tuple[Measure, ...]
    months: tuple[str, ...]
    counts: Counts
    supplied: Flags
    not_located: Counts
    reported: Counts
    owns_not_located: Flags


@dataclass(frozen=True, eq=False)
class _ForceCounts:
    """Rows of each force by category and month: all of them, and those without a location."""

    codes: tuple[str, ...]
    reported: Counts
    not_located: Counts
    supplied: Flags


def monthly_counts(
    connection: duckdb.DuckDBPyConnection,
    areas: Sequence[Area],
    measures: Sequence[Measure],
    months: Sequence[str],
    within: Area | None = None,
) -> MonthlyCounts:
    """Count the measures in each area and month.

    Parameters
    ----------
    areas
        Areas to count, of any levels.
    within
        Count only the part of each area that lies in this one, so that the parts equal the whole.
    months
        YYYY-MM, in order.
    """
    categories = sorted({c for m in measures for counted in m.counted for c in counted.categories})
    located = _located(connection, areas, categories, months, within)
    forces = forces_of(connection, areas)
    force_counts = _force_counts(
        connection, sorted({f for fs in forces.values() for f, _ in fs}), categories, months
    )
    owned, lost, reported, supplied = _of_forces(areas, forces, force_counts, within is None)
    sums = _summing_matrix(measures, categories)
    return MonthlyCounts(
        areas=tuple(areas),
        measures=tuple(measures),
        months=tuple(months),
        counts=_sum(sums, located + owned),
        supplied=supplied,
        not_located=_sum(sums, lost),
        reported=_sum(sums, reported),
        owns_not_located=np.array(
            [
                within is None
                and area.level in OWNERS
                and any(whole for _, whole in forces.get(area.code, []))
                for area in areas
            ]
        ),
    )


def _located(
    connection: duckdb.DuckDBPyConnection,
    areas: Sequence[Area],
    categories: Sequence[str],
    months: Sequence[str],
    within: Area | None,
) -> Counts:
    result = np.zeros((len(areas), len(categories), len(months)), dtype=np.int64)
    position = {area.code: index for index, area in enumerate(areas)}
    for column, group in by_column(areas).items():
        names, codes = member_lists(group)
        inside = f"AND p.{within.column} IN (SELECT unnest(?))" if within else ""
        cursor = connection.execute(
            f"""WITH member AS (SELECT unnest(?) AS area, unnest(?) AS code),
                small AS (SELECT m.area, p.lsoa FROM member m JOIN places p ON p.{column} = m.code {inside})
                SELECT s.area, c.category, c.month, sum(c.n) AS n
                FROM counts c JOIN small s ON s.lsoa = c.lsoa
                WHERE c.month >= ? AND c.month <= ?
                GROUP BY s.area, c.category, c.month""",
            [names, codes, *([list(within.member_codes)] if within else []), months[0], months[-1]],
        )
        _scatter(result, cursor, position, categories, months)
    return result


def _scatter(
    into: Counts,
    cursor: duckdb.DuckDBPyConnection,
    position: dict[str, int],
    categories: Sequence[str],
    months: Sequence[str],
) -> None:
    """Put rows of (area, category, month, n) at their places; leave out what was not asked for."""
    columns = cursor.fetchnumpy()
    names = list(columns)
    first = _positions(columns[names[0]], position)
    second = _positions(columns["category"], {name: index for index, name in enumerate(categories)})
    third = _positions(columns["month"], {name: index for index, name in enumerate(months)})
    asked = (first >= 0) & (second >= 0) & (third >= 0)
    np.add.at(
        into,
        (first[asked], second[asked], third[asked]),
        np.asarray(columns[names[3]], dtype=np.int64)[asked],
    )


def _positions(values: Iterable[object], position: dict[str, int]) -> npt.NDArray[np.intp]:
    return np.array([position.get(str(value), -1) for value in values], dtype=np.intp)


def _force_counts(
    connection: duckdb.DuckDBPyConnection,
    codes: Sequence[str],
    categories: Sequence[str],
    months: Sequence[str],
) -> _ForceCounts:
    position = {code: index for index, code in enumerate(codes)}
    shape = (len(codes), len(categories), len(months))
    reported, lost = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for into, column in ((reported, "n"), (lost, "not_located")):
        cursor = connection.execute(
            f"""SELECT f.code, r.category, r.month, sum(r.{column}) AS n
                FROM reported r JOIN forces f ON f.force = r.force
                WHERE f.code IN (SELECT unnest(?)) AND r.month >= ? AND r.month <= ?
                GROUP BY f.code, r.category, r.month""",
            [list(codes), months[0], months[-1]],
        )
        _scatter(into, cursor, position, categories, months)
    return _ForceCounts(tuple(codes), reported, lost, _supplied(connection, codes, months))


def _supplied(connection: duckdb.DuckDBPyConnection, codes: Sequence[str], months: Sequence[str]) -> Flags:
    rows = connection.execute(
        "SELECT DISTINCT f.code, s.month FROM supplied s JOIN forces f USING (force)"
    ).fetchall()
    sent = set(rows)
    return np.array([[(code, month) in sent for month in months] for code in codes], dtype=np.bool_).reshape(
        len(codes), len(months)
    )


def _of_forces(
    areas: Sequence[Area], forces: dict[str, list[tuple[str, bool]]], counts: _ForceCounts, whole_areas: bool
) -> tuple[Counts, Counts, Counts, Flags]:
    """Per area: rows without a location that count in it; of its forces, all such rows, all rows, months."""
    position = {code: index for index, code in enumerate(counts.codes)}
    shape = (len(areas), *counts.reported.shape[1:])
    owned, lost, reported = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    supplied = np.zeros((len(areas), shape[2]), dtype=np.bool_)
    for index, area in enumerate(areas):
        mine = forces.get(area.code, [])
        if not mine:
            continue
        rows = [position[code] for code, _ in mine]
        lost[index] = counts.not_located[rows].sum(axis=0)
        reported[index] = counts.reported[rows].sum(axis=0)
        supplied[index] = counts.supplied[rows].all(axis=0)
        if whole_areas and area.level in OWNERS:
            owned[index] = sum(counts.not_located[position[code]] for code, whole in mine if whole)
    return owned, lost, reported, supplied


def _summing_matrix(measures: Sequence[Measure], categories: Sequence[str]) -> Counts:
    matrix = np.zeros((len(measures), len(categories)), dtype=np.int64)
    for row, measure in enumerate(measures):
        for counted in measure.counted:
            for category in counted.categories:
                matrix[row, categories.index(category)] = 1
    return matrix


def _sum(matrix: Counts, by_category: Counts) -> Counts:
    return np.asarray(np.einsum("mc,act->amt", matrix, by_category), dtype=np.int64)
