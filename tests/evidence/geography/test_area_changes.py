"""Lookups of two years, or of two levels: what became of an area, once, in whatever order the files come."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from wardmote.evidence.geography import read
from wardmote.evidence.refusals import Refused

YEARS = range(16, 25)


def changes(files: Any, name: str, *areas: tuple[tuple[str, str], ...]) -> Any:
    """A file of changes: for each area its code and name in each of nine years; the last stands for those after."""
    head = ",".join(f"ltla{year}_code,ltla{year}_name" for year in YEARS)
    lines = []
    for stages in areas:
        filled = [*stages, *[stages[-1]] * (len(YEARS) - len(stages))]
        lines.append(",".join(f"{code},{title}" for code, title in filled))
    return files.take(name, "\n".join([head, *lines]) + "\n")


def partnerships(files: Any, year: int, *areas: tuple[str, str, str]) -> Any:
    """A file of authorities with their partnership and force."""
    head = f"LAD{year}CD,LAD{year}NM,CSP{year}CD,CSP{year}NM,PFA{year}CD,PFA{year}NM"
    lines = [f"{lad},{lad} name,{csp},{csp} name,{force},{force} name" for lad, csp, force in areas]
    return files.take(f"lad{year}.csv", "\n".join([head, *lines]) + "\n")


WEST, EAST, BOTH, WHOLE = (
    ("E07000001", "West"),
    ("E07000002", "East"),
    ("E07000003", "Both"),
    ("E06000001", "Whole"),
)


def rows(table: Any) -> list[tuple[object, ...]]:
    return list(zip(*table.to_pydict().values(), strict=True))


def test_each_step_of_a_change_is_one_row_with_the_year_it_holds_from(files, definitions) -> None:
    taken = changes(files, "a.csv", (WEST, WEST, BOTH, WHOLE), (EAST, EAST, BOTH, WHOLE), (WHOLE,))
    assert rows(read([taken], definitions).successors) == [
        ("lad", "E07000001", "West", "2018", "E07000003"),
        ("lad", "E07000002", "East", "2018", "E07000003"),
        ("lad", "E07000003", "Both", "2019", "E06000001"),
    ]


def test_a_lookup_of_one_year_says_what_lay_in_what(files, definitions) -> None:
    taken = partnerships(files, 18, ("E07000001", "E22000001", "E23000001"))
    assert rows(read([taken], definitions).successors) == [
        ("csp", "E22000001", "E22000001 name", "2018", "E23000001"),
        ("lad", "E07000001", "E07000001 name", "2018", "E22000001"),
    ]


def test_the_files_say_the_same_in_any_order_and_over_what_was_there(files, definitions) -> None:
    taken = [
        changes(files, "a.csv", (WEST, BOTH)),
        partnerships(files, 18, ("E07000001", "E22000001", "E23000001")),
        partnerships(files, 19, ("E07000003", "E22000001", "E23000001")),
    ]
    whole = read(taken, definitions).successors
    for order in itertools.permutations(taken):
        assert read(list(order), definitions).successors == whole
        standing = None
        for one in order:
            standing = read([one], definitions, standing=standing)
        assert standing.successors == whole


def test_without_such_a_file_there_is_no_table(files, definitions) -> None:
    assert read([files.lookup("a.csv")], definitions).successors is None


@pytest.mark.parametrize("cell", ["", "West", "E0700000"])
def test_a_cell_that_is_no_code_is_refused_with_its_line(files, definitions, cell) -> None:
    taken = changes(files, "a.csv", (WEST,), ((cell, "Nowhere"),))
    with pytest.raises(Refused, match=r"a\.csv, line 3, column ltla16_code"):
        read([taken], definitions)


def test_a_file_that_names_one_year_alone_is_refused(files, definitions) -> None:
    head = "ltla16_code,ltla16_name,ltla24_code"
    with pytest.raises(Refused, match="no column ltla24_name"):
        read([files.take("a.csv", f"{head}\nE07000001,West,E06000001\n")], definitions)
