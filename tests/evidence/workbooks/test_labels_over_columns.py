"""Rows of labels over the names of columns: which belong to the head of a table, and which are titles or rows of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from wardmote.evidence.workbooks.cells import EMPTY, kind_of_text
from wardmote.evidence.workbooks.header import find_head
from wardmote.evidence.workbooks.raw import Range, Row


def rows(*contents: str) -> list[Row]:
    """Rows of a sheet from row 1 on, cells parted by bars; blank ones are not among them."""
    split = [[cell.strip() for cell in line.split("|")] for line in contents]
    return [
        Row(number, list(cells), "".join(kind_of_text(cell) for cell in cells).rstrip(EMPTY))
        for number, cells in enumerate(split, 1)
        if any(cells)
    ]


def names(*contents: str, merged: Sequence[Range] = ()) -> list[str]:
    found = find_head(rows(*contents), merged=merged)
    return [] if found is None else [name for name in found.names if name]


DATA = "Old Quay | 1 | 2 | 3 | 4"


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        (["Ward | 2023/24 | | 2024/25 |", " | Q1 | Q2 | Q1 | Q2", DATA],
         ["Ward", "Q1 2023/24", "Q2 2023/24", "Q1 2024/25", "Q2 2024/25"]),
        ([" | 2023/24 | | |", "Ward | Q1 | Q2 | Q3 | Q4", DATA],
         ["Ward", "Q1 2023/24", "Q2 2023/24", "Q3 2023/24", "Q4 2023/24"]),
        (["Ward | Q1 | | Q2 |", " | 2023/24 | 2024/25 | 2023/24 | 2024/25", DATA],
         ["Ward", "2023/24 Q1", "2024/25 Q1", "2023/24 Q2", "2024/25 Q2"]),
        (["Ward | Fires | | Calls |", " | 2023/24 | 2024/25 | 2023/24 | 2024/25", DATA],
         ["Ward", "Fires 2023/24", "Fires 2024/25", "Calls 2023/24", "Calls 2024/25"]),
        (["Ward | 2023/24 | | 2024/25 |", " | Apr | May | Apr | May", DATA],
         ["Ward", "Apr 2023/24", "May 2023/24", "Apr 2024/25", "May 2024/25"]),
        (["Ward | 2023/24 | | 2024/25 |", " | % | n | % | n", DATA],
         ["Ward", "2023/24 %", "2023/24 n", "2024/25 %", "2024/25 n"]),
        (["Ward | Fires | | Calls |", " | 2023/24 | | 2023/24 |", " | Q1 | Q2 | Q1 | Q2", DATA],
         ["Ward", "Fires Q1 2023/24", "Fires Q2 2023/24", "Calls Q1 2023/24", "Calls Q2 2023/24"]),
        (["Fires | by ward", "", "Ward | 2023/24 | | 2024/25 |", " | Q1 | Q2 | Q1 | Q2", DATA],
         ["Ward", "Q1 2023/24", "Q2 2023/24", "Q1 2024/25", "Q2 2024/25"]),
    ],
)  # fmt: skip
def test_labels_and_names_make_one_name(contents: list[str], expected: list[str]) -> None:
    assert names(*contents) == expected


def test_a_blank_under_a_label_is_named_by_the_label_alone() -> None:
    contents = [
        " | 2023/24 | | 2024/25 | | Total",
        "Ward | Q1 | Q2 | Q1 | Q2 |",
        "Old Quay | 1 | 2 | 3 | 4 | 10",
    ]
    assert names(*contents)[-2:] == ["Q2 2024/25", "Total"]


def test_a_column_of_its_own_right_of_the_labels_keeps_its_name() -> None:
    contents = [
        "Ward | 2023/24 | | 2024/25 | |",
        " | Q1 | Q2 | Q1 | Q2 | Comments",
        "Old Quay | 1 | 2 | 3 | 4 | so far",
    ]
    assert names(*contents)[-2:] == ["Q2 2024/25", "Comments"]


@pytest.mark.parametrize(
    ("contents", "why"),
    [
        (["Deliberate fires | 2024"], "a title and its year, with a gap"),
        (["Fires by ward"], "a title"),
        ([" | Number of fires | | |"], "a heading over names that say enough"),
        (["Source: | Fire and Rescue"], "a label with a colon"),
        (["1 | 2 | 3 | 4 | 5"], "numbers of columns"),
    ],
)  # fmt: skip
def test_a_title_is_no_label(contents: list[str], why: str) -> None:
    head = "Ward | Q1 2023/24 | Q2 2023/24 | Q3 2023/24 | Q4 2023/24"
    assert names(*contents, head, DATA) == [one.strip() for one in head.split("|")], why


@pytest.mark.parametrize(
    "contents",
    [
        ["Area | Measure | Period | Value", "Old Quay | Fires | Q1 2023/24 | suppressed", "Old Quay | Fires | Q2 | 4"],
        ["Ward | Q1 2023/24 | Q2 2023/24", "Old Quay | * | *", "Saltgate | 3 | 4"],
        ["Ward | 2023/24 | 2024/25", "Old Quay | <5 | <5", "Saltgate | 3 | 4"],
        ["Ward | Note | Q1 2023/24 | | Q2 2023/24", "Old Quay | closed | 3 | | 4", "Saltgate | open | 4 | | 5"],
    ],
)  # fmt: skip
def test_a_row_of_the_table_is_no_name(contents: list[str]) -> None:
    found = find_head(rows(*contents))
    assert found is not None
    assert found.number == 1


def test_merged_cells_say_how_far_a_label_reaches() -> None:
    contents = ["Ward | 2023/24 | | Notes", " | Q1 | Q2 | ", "Old Quay | 1 | 2 | fine"]
    assert names(*contents, merged=[Range(1, 1, 1, 2)]) == ["Ward", "Q1 2023/24", "Q2 2023/24", "Notes"]


def test_a_word_and_years_are_names() -> None:
    assert names("Fly-tipping", "Ward | 2022 | 2023 | 2024", "Old Quay | 30 | 25 | 40") == [
        "Ward",
        "2022",
        "2023",
        "2024",
    ]
