"""The small areas with most crime: ties, empty areas, years that hardly came, changes of geography."""

from __future__ import annotations

import pytest
from tests.country import insert
from tests.plain_words import assert_plain

from wardmote.analyses.small_areas import concentration
from wardmote.figures import find_area

AREAS = ("E5", "E6", "E7", "E8")


@pytest.fixture
def small(make_country):
    """A maker of C3 with robbery set by hand, and so many areas in the top."""

    def make(counts: dict[str, tuple[int, int, int]], top: int = 2, missing=frozenset(), to: str = "2024-04"):
        country = make_country(missing)
        connection = country.evidence.connection
        connection.execute("DELETE FROM counts WHERE category = 'robbery'")
        rows = [
            ("essex", f"{year}-{month:02d}", lsoa, "robbery", n)
            for lsoa, years in counts.items()
            for year, n in zip((2021, 2022, 2023), years, strict=True)
            for month in (6, 7)
            if n and ("essex", f"{year}-{month:02d}") not in missing
        ]
        insert(connection, "counts", rows)
        limit = country.evidence.definitions.thresholds["top-areas"]
        country.evidence.definitions.thresholds["top-areas"] = limit.model_copy(update={"value": float(top)})
        area = find_area(connection, "C3")
        return concentration(country.evidence, area, country.evidence.definitions.measures["robbery"], to)

    return make


def _years_in_top(found):
    return {row.area.code: row.years_in_top for row in found.rows}


def test_a_tie_at_the_edge_counts_for_both(small) -> None:
    found = small({"E5": (9, 9, 9), "E6": (4, 4, 4), "E7": (4, 4, 5), "E8": (1, 1, 1)})
    assert _years_in_top(found) == {"E5": 3, "E7": 3}
    same = small({"E5": (9, 9, 9), "E6": (4, 4, 4), "E7": (4, 4, 4), "E8": (1, 1, 1)})
    assert _years_in_top(same) == {"E5": 3, "E6": 3}
    assert "One more has as many as the last." in same.notes


def test_an_area_without_crime_is_in_no_top(small) -> None:
    found = small({"E5": (0, 0, 9), "E6": (0, 0, 4), "E7": (3, 3, 0), "E8": (0, 0, 0)})
    assert _years_in_top(found) == {"E5": 1, "E6": 1}
    assert found.sentence == "Robbery: two of 4 small areas hold 100% of what was located."


def test_one_area_that_holds_all_is_said_in_the_singular(small) -> None:
    found = small({"E5": (3, 3, 3)}, top=1)
    assert found.sentence == (
        "Robbery: one of 4 small areas holds 100% of what was located; it was among the top one in each of three years."
    )


def test_a_list_of_every_area_is_no_concentration(small) -> None:
    found = small({"E5": (1, 1, 9), "E6": (1, 1, 3)}, top=10)
    assert found.sentence == "Robbery: 75% of what was located is in Name of E5, one of four small areas."


def test_a_year_of_one_month_is_no_year(small) -> None:
    missing = {("essex", f"{2021 + (m < 5)}-{m:02d}") for m in range(1, 13) if m != 6}
    found = small(dict.fromkeys(AREAS, (9, 1, 1)), missing=missing)
    assert {row.years for row in found.rows} == {2}
    assert "both years" in found.sentence or "small areas hold" in found.sentence


def test_the_last_year_supplied_never_stands_under_another_name(small) -> None:
    missing = {("essex", f"{2023 + (m < 5)}-{m:02d}") for m in range(1, 13) if m != 6}
    assert small(dict.fromkeys(AREAS, (9, 9, 9)), missing=missing) is None


def test_months_that_the_later_year_lacks_are_said(small) -> None:
    found = small(dict.fromkeys(AREAS, (9, 9, 9)), missing={("essex", "2023-11"), ("essex", "2023-12")})
    assert "Counts are of the ten months supplied." in found.notes


def test_changes_of_geography_between_the_years_are_said(small) -> None:
    found = small({"E5": (9, 9, 9), "E6": (4, 4, 4), "E7": (1, 1, 1)})
    (note,) = [note for note in found.notes if "compare only roughly" in note]
    assert "July 2022" in note
    assert "June 2023" in note
    for text in (found.sentence, *found.notes):
        assert_plain(text)
