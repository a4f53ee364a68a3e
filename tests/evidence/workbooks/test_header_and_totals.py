"""Which row names the columns, and which rows sum others."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.definitions import Definitions
from wardmote.evidence.workbooks.cells import EMPTY, kind_of_text
from wardmote.evidence.workbooks.header import find_head
from wardmote.evidence.workbooks.raw import Range, Row
from wardmote.evidence.workbooks.totals import Totals


def rows(*contents: Sequence[str]) -> list[Row]:
    """Rows of a sheet from row 1 on; blank ones are not among them."""
    return [
        Row(number, list(cells), "".join(kind_of_text(cell) for cell in cells).rstrip(EMPTY))
        for number, cells in enumerate(contents, 1)
        if any(cells)
    ]


TABLE = (["Area", "Month", "n"], ["Bedford", "2024-04", "3"], ["Luton", "2024-04", "4"])


@pytest.mark.parametrize(
    ("above", "why"),
    [
        ([], "nothing above"),
        ([["Fly-tips by area"]], "a title"),
        ([["Fly-tips by area"], []], "a title and a blank row"),
        ([["Source:", "Council"], ["Date:", "May 2024"], []], "labels with colons"),
        ([["Source", "Council"], []], "two words before a blank row"),
        ([["Fly-tips", "by area"], ["Council"]], "two words before a row with one cell"),
        ([["2023", "2024"]], "numbers alone"),
    ],
)
def test_what_stands_above_is_passed_over(above: list[list[str]], why: str) -> None:
    found = find_head(rows(*above, *TABLE))
    assert found is not None, why
    assert (found.number, list(found.names)) == (len(above) + 1, TABLE[0])


def test_a_narrow_row_above_a_wide_table_is_no_header() -> None:
    wide = [["Area", "Q1", "Q2", "Q3", "Q4"], ["Bedford", "1", "2", "3", "4"]]
    found = find_head(rows(["Fly-tips", "final"], *wide))
    assert found is not None
    assert found.number == 2


def test_words_alone_are_no_table() -> None:
    assert find_head(rows(["Notes"], ["These are notes."], [], ["More of them", "and more"])) is None
    assert find_head([]) is None


def test_a_heading_over_several_columns_is_no_header() -> None:
    found = find_head(rows(["", "Counts", "Shares"], *TABLE), merged=[Range(1, 1, 1, 2)])
    assert found is not None
    assert found.number == 2


def test_the_columns_of_a_known_source_are_a_header_wherever_they_stand(definitions: Definitions) -> None:
    known = definitions.sources["lookup-lad24-fire"]
    looks_like_one = [["Council", "Name"], ["Bedford", "x"]]
    found = find_head(rows(*looks_like_one, list(known.recognise), ["E06000055", "E31000001"]), [known])
    assert found is not None
    assert found.number == 3


def totals_among(contents: Sequence[Sequence[str]], values: Sequence[int] = (1,)) -> list[int]:
    totals = Totals(values)
    return [row.number for row in rows(*contents) if totals.is_total(row)]


@pytest.mark.parametrize(
    "label", ["Total", "TOTAL", "Totals", "Grand total", "Total:", "Sub-total", "Overall total"]
)
def test_a_plain_label_is_enough(label: str) -> None:
    assert totals_among([["Bedford", "3"], ["Luton", "4"], [label, "99"]]) == [3]


@pytest.mark.parametrize(
    "label", ["All areas", "Total fly-tips", "Bedfordshire total", "Sum of both", "Overall"]
)
def test_a_label_that_may_mean_something_else_needs_the_sums(label: str) -> None:
    assert totals_among([["Bedford", "3"], ["Luton", "4"], [label, "7"]]) == [3]
    assert totals_among([["Bedford", "3"], ["Luton", "4"], [label, "8"]]) == []
    assert totals_among([["Bedford", "3"], [label, "3"]]) == [], "one row is no sum"


@pytest.mark.parametrize("label", ["All other theft", "Bedford", "Totternhoe", "Allotments", "Summer fair"])
def test_other_labels_are_never_totals(label: str) -> None:
    assert totals_among([["Bedford", "3"], ["Luton", "4"], [label, "7"]]) == []


def test_sums_of_nothing_prove_nothing() -> None:
    assert totals_among([["Bedford", "0"], ["Luton", "0"], ["All areas", "0"]]) == []


def test_subtotals_and_a_grand_total() -> None:
    content = [
        ["a", "1"],
        ["b", "2"],
        ["Total north", "3"],
        ["c", "5"],
        ["d", "6"],
        ["Total south", "11"],
        ["All", "14"],
    ]
    assert totals_among(content) == [3, 6, 7]


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=20))
def test_a_row_of_bare_sums_is_a_total_and_of_anything_else_is_not(values: list[int]) -> None:
    body = [[f"area {place}", str(value)] for place, value in enumerate(values)]
    assert totals_among([*body, ["", str(sum(values))]]) == [len(body) + 1]
    assert totals_among([*body, ["", str(sum(values) + 1)]]) == []
    assert totals_among([*body, ["Luton", str(sum(values))]]) == []


def test_a_row_that_begins_with_a_number_has_a_label() -> None:
    """Years and numbers of wards are labels: the third year is no sum of the first two."""
    assert totals_among([["2021", "0"], ["2022", "1"], ["2023", "1"]]) == []
    quarters = [["2023", "1", "5"], ["2023", "2", "7"], ["2023", "3", "12"]]
    assert totals_among(quarters, values=(1, 2)) == []


@pytest.mark.parametrize("first", [["Burglary"], ["Burglary", "", "", ""]])
def test_names_stand_over_a_sheet_that_is_filled_in_by_half(first: list[str]) -> None:
    found = find_head(
        rows(["Issue", "Data", "Judgement", "Demand"], first, ["Arson", "3", "", "2"], ["Fraud"])
    )
    assert found is not None
    assert (found.number, found.names) == (1, ("Issue", "Data", "Judgement", "Demand"))
