"""Small areas of two censuses in one series: one was divided, two were joined, and nothing is lost or counted twice."""

from __future__ import annotations

import pytest
from tests.country import insert

from wardmote.figures import Verdict, find_area, performance_table
from wardmote.figures.periods import Length
from wardmote.figures.series import series
from wardmote.figures.vintages import vintage_note

SINCE = "2023-06"
"""First month whose files name the small areas of today."""
DIVIDED = {"E1-old": ("E1", ("E1", "E2"))}
"""An earlier small area, the one of today that fits it best, and those that it became."""
JOINED = {"E4-north": ("E4", ("E4",)), "E4-south": ("E4", ("E4",))}
BEDFORDSHIRE = "bedfordshire"


@pytest.fixture
def two_vintages(make_country):
    """The country with files of earlier small areas before a month: E1 and E2 were one, E4 was two."""
    country = make_country()
    connection = country.evidence.connection
    for code, (fit, _) in {**DIVIDED, **JOINED}.items():
        connection.execute(
            "INSERT INTO places SELECT ?, ward, lad, csp, area_force, '2011', ? FROM places WHERE lsoa = ?",
            [code, fit, fit],
        )
    rows = []
    for force, month, lsoa, category, n in country.rows:
        if month >= SINCE or lsoa not in ("E1", "E2", "E4"):
            rows.append((force, month, lsoa, category, n))
        elif lsoa == "E4":
            rows += [
                (force, month, "E4-north", category, n // 3),
                (force, month, "E4-south", category, n - n // 3),
            ]
        else:
            rows.append((force, month, "E1-old", category, n))
    connection.execute("DELETE FROM counts")
    insert(connection, "counts", rows)
    country.rows = rows
    return country


def _ground(lsoas):
    """Every code, of any census, whose ground lies in these small areas of today."""
    earlier = {code for code, (_, became) in {**DIVIDED, **JOINED}.items() if set(became) <= lsoas}
    return lsoas | earlier


@pytest.mark.parametrize(
    ("code", "lsoas"), [("W1", {"E1", "E2"}), ("C1", {"E1", "E2", "E4"}), ("E4", {"E4"}), ("E23000026", None)]
)
def test_a_series_across_two_censuses_holds_every_row_once(two_vintages, code, lsoas) -> None:
    country = two_vintages
    made = series(
        country.evidence, find_area(country.evidence.connection, code), "robbery", "2021-05", "2024-04"
    )
    ground = _ground(lsoas or {"E1", "E2", "E3", "E4"}) | (set() if lsoas else {None, "E0-unknown"})
    for point in made.points:
        by_hand = sum(
            n
            for force, month, lsoa, kind, n in country.rows
            if month == point.period.start and kind == "robbery" and lsoa in ground
            and (lsoas or lsoa in {"E1", "E2", "E3", "E4", *DIVIDED, *JOINED} or force == BEDFORDSHIRE)
        )  # fmt: skip
        assert point.value == by_hand, point.period


def test_a_divided_small_area_stands_whole_where_it_fits_best_and_is_not_compared(two_vintages) -> None:
    country = two_vintages
    found = {}
    for code in ("E1", "E2"):
        area = find_area(country.evidence.connection, code)
        table = performance_table(country.evidence, area, "2024-04", measures=["robbery"])
        (row,) = table.rows
        found[code] = row
        assert row.verdict is Verdict.NOT_COMPARABLE
    assert found["E1"].previous == country.total({"E1-old"}, "robbery", set(_previous()))
    assert found["E2"].previous == 0


def _previous():
    return [f"2022-{month:02d}" for month in range(5, 13)] + [f"2023-{month:02d}" for month in range(1, 5)]


def test_the_series_says_where_the_census_changes(two_vintages) -> None:
    evidence = two_vintages.evidence
    ward = series(
        evidence, find_area(evidence.connection, "W1"), "robbery", "2021-05", "2024-04", Length.QUARTER
    )
    (note,) = ward.notes
    assert "Files to May 2023" in note
    assert "from June 2023" in note
    assert "fits it best" in note
    small = series(evidence, find_area(evidence.connection, "E1"), "robbery", "2021-05", "2024-04")
    assert "not of the same ground" in small.notes[0]


def test_nothing_is_said_where_one_census_serves_or_nothing_changed(two_vintages, country) -> None:
    evidence = two_vintages.evidence
    ward = find_area(evidence.connection, "W1")
    assert vintage_note(evidence, ward, [f"2023-{month:02d}" for month in range(6, 13)]) == ""
    assert vintage_note(evidence, find_area(evidence.connection, "C3"), ["2021-05", "2024-04"]) == ""
    plain = country.evidence
    assert vintage_note(plain, find_area(plain.connection, "W1"), ["2021-05", "2024-04"]) == ""
