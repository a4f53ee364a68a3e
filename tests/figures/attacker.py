"""A reader who wants the counts that were left out: has what is printed, a calculator, and linear algebra. Knows no code.

Cells are named; a printed one has a number, a hidden one None. A sum says that some cells make another, as everybody knows
of wards and their town, or of kinds of crime and all of it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

Cell = Hashable
Printed = Mapping[Cell, float | None]
Sums = Sequence[tuple[Cell, Sequence[Cell]]]


def read_csv(text: str) -> list[dict[str, str]]:
    """The rows of a table as anybody reads them."""
    return list(csv.DictReader(io.StringIO(text)))


def printed_counts(rows: Iterable[Mapping[str, str]], period: str) -> dict[Cell, float | None]:
    """The counts of one period by area and measure: a number, or None where it says that it was left out."""
    found: dict[Cell, float | None] = {}
    for row in rows:
        if row[period]:
            found[row["area_code"], row["measure"]] = float(row[period])
        elif period in row["suppressed"].split():
            found[row["area_code"], row["measure"]] = None
    return found


def from_one_row(row: Mapping[str, str], months: int = 12, per: float = 1000) -> dict[str, list[float]]:
    """Every way to a hidden count through the other numbers of its row: rates, averages, changes, percentages."""
    number = {name: float(text) for name, text in row.items() if text and _is_number(text)}
    ways: dict[str, list[float]] = {"previous": [], "current": []}
    for count, rate, people in (
        ("current", "rate", "population"), ("previous", "rate_previous", "population_previous"),
        ("current", "rate_low", "population"), ("current", "rate_high", "population"),
    ):  # fmt: skip
        if rate in number and people in number:
            ways[count].append(number[rate] * number[people] / per)
    if "monthly_average" in number:
        ways["current"].append(number["monthly_average"] * months)
    for here, there, sign in (("current", "previous", 1), ("previous", "current", -1)):
        if there in number and "change" in number:
            ways[here].append(number[there] + sign * number["change"])
        for percent in ("percent", "percent_low", "percent_high"):
            if there in number and percent in number:
                factor = 1 + number[percent] / 100
                ways[here].append(number[there] * factor if sign > 0 else number[there] / factor)
    for test in ("phi", "z", "q"):
        if test in number:
            ways["current"].append(number[test])
            ways["previous"].append(number[test])
    return ways


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def equations(printed: Printed, sums: Sums) -> tuple[list[Cell], np.ndarray, np.ndarray]:
    """What is known of the hidden cells: each line times them makes a number."""
    hidden = [cell for cell, number in printed.items() if number is None]
    at = {cell: place for place, cell in enumerate(hidden)}
    lines, makes = [], []
    for total, parts in sums:
        if total not in printed or any(part not in printed for part in parts):
            continue
        line, rest = np.zeros(len(hidden)), 0.0
        for cell, sign in ((total, -1), *((part, 1) for part in parts)):
            if printed[cell] is None:
                line[at[cell]] += sign
            else:
                rest -= sign * printed[cell]
        if line.any():
            lines.append(line)
            makes.append(rest)
    return hidden, np.array(lines).reshape(len(lines), len(hidden)), np.array(makes)


def by_taking_away(printed: Printed, sums: Sums) -> dict[Cell, float]:
    """Counts found as a pupil does: what is left of a sum, and of the sum or difference of any two, again and again."""
    known, found = dict(printed), {}
    while True:
        hidden, lines, makes = equations(known, sums)
        pairs = [
            (lines[one] + sign * lines[two], makes[one] + sign * makes[two])
            for one, two in combinations(range(len(lines)), 2)
            for sign in (1, -1)
            if (lines[one] * lines[two]).any()
        ]
        fresh = {}
        for line, makes_ in (*zip(lines, makes, strict=True), *pairs):
            places = np.flatnonzero(line)
            if len(places) == 1:
                fresh[hidden[places[0]]] = makes_ / line[places[0]]
        if not fresh:
            return found
        found |= fresh
        known |= fresh


def by_algebra(printed: Printed, sums: Sums) -> dict[Cell, float]:
    """Counts that the sums fix, however they are combined: no solution differs there."""
    hidden, lines, makes = equations(printed, sums)
    if not len(lines):
        return {}
    _, sizes, ways = np.linalg.svd(lines, full_matrices=True)
    free = ways[int((sizes > 1e-9).sum()) :]
    one = np.linalg.lstsq(lines, makes, rcond=None)[0]
    fixed = (np.abs(free) < 1e-9).all(axis=0)
    return {hidden[place]: one[place] for place in np.flatnonzero(fixed)}


def bounds(
    printed: Printed, sums: Sums, wanted: Iterable[Cell], lowest: Mapping[Cell, float] | float = 0.0
) -> dict[Cell, tuple[float, float]]:
    """The least and the most that hidden counts can be, each by two linear programmes."""
    hidden, lines, makes = equations(printed, sums)
    least = [lowest.get(cell, 0.0) if isinstance(lowest, Mapping) else lowest for cell in hidden]
    found = {}
    for cell in wanted:
        aim = np.zeros(len(hidden))
        aim[hidden.index(cell)] = 1.0
        ends = []
        for way in (1.0, -1.0):
            answer = linprog(
                way * aim,
                A_eq=sparse.csr_array(lines) if len(lines) else None,
                b_eq=makes if len(lines) else None,
                bounds=[(low, None) for low in least],
                method="highs",
            )
            if answer.status == 2:
                return {}
            ends.append(answer.fun * way if answer.fun is not None else np.inf)
        found[cell] = (ends[0], ends[1])
    return found


def choices(ends: tuple[float, float]) -> float:
    """How many whole numbers lie between two ends."""
    return np.floor(ends[1] + 1e-6) - np.ceil(ends[0] - 1e-6) + 1


def least_by_noughts(printed: Printed, sums: Sums) -> dict[Cell, float]:
    """One for every hidden cell of which each sum prints a nought: its noughts seem to be printed, so it is none."""
    bare = {cell for _, parts in sums for cell in parts}
    for total, parts in sums:
        here = [total, *parts]
        if any(printed.get(cell, 0) == 0 and cell in printed and printed[cell] is not None for cell in here):
            continue
        bare -= set(here)
    return {cell: 1.0 for cell in bare if cell in printed and printed[cell] is None}
