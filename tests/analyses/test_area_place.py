"""What an area is and where it lies: inside the partnership, partly, or not at all."""

from __future__ import annotations

import pytest
from tests.country import Country

from wardmote.analyses.area_place import AreaPlace, area_place
from wardmote.figures import find_area
from wardmote.figures.areas import joined


def placed(country: Country, *codes: str, partnership: str = "C1") -> AreaPlace:
    connection = country.evidence.connection
    area = joined([find_area(connection, code) for code in codes])
    return area_place(country.evidence, area, find_area(connection, partnership))


@pytest.mark.parametrize(
    ("codes", "title"),
    [
        (["W1"], "Name of W1, a ward of Name of C1"),
        (["E1"], "Name of E1, a small area in Name of W1, Name of C1"),
        (["W1", "W2"], "Name of W1 and Name of W2, two wards of Name of C1"),
        (["C1"], "Name of C1, the whole partnership"),
        (["W3"], "Name of W3, a ward of Name of L2"),
        (["E5"], "Name of E5, a small area in Name of W3, Name of L2"),
        (["C3"], "Name of C3, a partnership in Name of E23000028"),
        (["E23000028"], "Name of E23000028, a police force area"),
        (["E1", "E3"], "Name of E1 and Name of E3, two small areas in Name of C1"),
    ],
)
def test_the_title_says_what_it_is_and_of_what(country: Country, codes: list[str], title: str) -> None:
    assert placed(country, *codes).title == title


def test_a_district_that_is_the_partnership_says_so(country: Country) -> None:
    found = placed(country, "L2", partnership="C3")
    assert found.title == "Name of L2, the local authority of Name of C3"
    assert found.whole


def test_what_lies_outside_is_said(country: Country) -> None:
    assert placed(country, "W1").outside == ""
    partly = placed(country, "W2")
    assert partly.outside == (
        "One of the two small areas of Name of W2 lies in Name of C1; this page counts the whole of it."
    )
    assert not partly.whole
    assert placed(country, "W3").outside.startswith("Name of W3 does not lie in Name of C1")
