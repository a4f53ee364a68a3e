from __future__ import annotations

from dataclasses import replace

import pytest

from wardmote.definitions.yardsticks import Group
from wardmote.figures import Evidence, UnknownAreaError, find_area, performance_table
from wardmote.figures.comparison import area_asked
from wardmote.figures.successors import successor_of

ROWS = [
    # level, code, name, year, successor
    ("csp", "X1", "Old Shire", "2023", "C3"),
    ("lad", "X2", "West", "2019", "X4"),
    ("lad", "X3", "East", "2019", "X4"),
    ("lad", "X4", "Middle", "2023", "L1"),
    ("lad", "X5", "North", "2023", "L1"),
    ("lad", "X6", "Torn", "2020", "L1"),
    ("lad", "X6", "Torn", "2020", "L2"),
    ("lad", "X7", "Gone", "2020", "L9"),
    ("lad", "X5", "North", "2018", "C2"),
    ("lad", "X2", "West", "2018", "C1"),
    ("lad", "X3", "East", "2018", "C1"),
    ("csp", "C1", "Name of C1", "2018", "E23000026"),
    ("lad", "L2", "Name of L2", "2018", "Y3"),
    ("csp", "Y3", "Old partnership", "2018", "E23000028"),
    ("lad", "X8", "Far", "2018", "Y1"),
    ("csp", "Y1", "Older partnership", "2018", "E23000026"),
    ("lad", "X8", "Far", "2020", "L1"),
]


@pytest.fixture(scope="module")
def evidence(country):
    country.evidence.connection.execute("DELETE FROM successors")
    country.evidence.connection.executemany("INSERT INTO successors VALUES (?, ?, ?, ?, ?)", ROWS)
    yield Evidence(country.evidence.connection, country.evidence.definitions, "test-snapshot")
    country.evidence.connection.execute("DELETE FROM successors")


def _became(earlier):
    return [area.code for area in earlier.became]


def test_an_area_with_a_new_code_is_counted_under_it(evidence) -> None:
    found = successor_of(evidence, "X1")
    assert (_became(found), found.same.code, found.parts, found.others) == (["C3"], "C3", ("X1",), ())
    area = area_asked(evidence, "x1")
    assert area == find_area(evidence.connection, "C3")
    assert (
        "Old Shire (X1) has been the partnership Name of C3 (C3) since 2023, with the same area." in area.note
    )
    assert performance_table(evidence, area, "2024-04").area.code == "C3"


def test_a_part_of_a_larger_area_is_counted_by_the_partnership_that_outlived_it(evidence) -> None:
    found = successor_of(evidence, "X5")
    assert (_became(found), found.same.code, found.year) == (["L1"], "C2", "2023")
    assert "has the same area today and stands for it" in area_asked(evidence, "X5").note


def test_an_area_without_one_of_its_extent_is_named_and_not_counted(evidence) -> None:
    found = successor_of(evidence, "X2")
    assert (_became(found), found.same, found.year) == (["L1"], None, "2023")
    assert set(found.parts) == {"X4", "X5", "X6", "X8"}
    with pytest.raises(UnknownAreaError, match=r"has been part of Name of L1 \(L1\) since 2023.*ask for L1"):
        area_asked(evidence, "X2")


def test_an_area_that_was_divided_is_no_area_of_today(evidence) -> None:
    found = successor_of(evidence, "X6")
    assert (_became(found), found.same, found.parts) == (["L1", "L2"], None, ())
    with pytest.raises(UnknownAreaError, match="No area of today has its extent"):
        area_asked(evidence, "X6")


def test_an_area_that_left_the_lookup_says_so(evidence) -> None:
    with pytest.raises(UnknownAreaError, match="does not hold what it became"):
        area_asked(evidence, "X7")


def test_a_partnership_that_is_no_more_is_found_by_its_authorities(evidence) -> None:
    found = successor_of(evidence, "Y3")
    assert (_became(found), found.same.code) == (["C3"], "C3")
    within_two = successor_of(evidence, "Y1")
    assert (_became(within_two), within_two.same) == (["C1", "C2"], None)


@pytest.mark.parametrize("code", ["L1", "C1", "W1", "E23000026", "Z9"])
def test_an_area_of_today_and_a_code_not_known_have_no_successor(evidence, code) -> None:
    assert successor_of(evidence, code) is None


def test_a_code_not_known_is_refused_as_before(evidence) -> None:
    with pytest.raises(UnknownAreaError, match="No area of this snapshot has the code Z9"):
        area_asked(evidence, "Z9")


def test_a_group_may_name_an_earlier_code(evidence) -> None:
    group = Group(id="peers", title="Peers", kind="peers", level="csp", members=("C3", "X5"), source="A test")
    now = Evidence(
        evidence.connection, replace(evidence.definitions, groups={"peers": group}), "test-snapshot"
    )
    assert area_asked(now, "peers").codes == ("C2", "C3")
