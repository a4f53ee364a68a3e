"""The change over two years against the second, plain program, on a country counted by hand."""

from __future__ import annotations

import calendar

import plain_verdict
import pytest

from wardmote.figures import find_area, performance_table

OWN = {"E1", "E2", "E4"}
DATED = ("burglary", "shoplifting", "robbery", "anti-social-behaviour", "public-order")


def years(last: int) -> list[list[str]]:
    """May to April of three years, oldest first."""
    return [
        [f"{last - back - (month > 4)}-{month:02d}" for month in (*range(5, 13), *range(1, 5))]
        for back in (2, 1, 0)
    ]


def days(month: str) -> int:
    return calendar.monthrange(int(month[:4]), int(month[5:]))[1]


def compared(country, category: str, places: list[int]) -> plain_verdict.Comparison:
    """The plain test of the third year against the first; the second only helps to judge how months vary."""
    oldest, middle, latest = ([year[at] for at in places] for year in years(2024))
    in_order = [middle, oldest, latest]
    counts = [[country.total(OWN, category, {month}) for month in year] for year in in_order]
    return plain_verdict.compare(counts, [[days(month) for month in year] for year in in_order])


def rows(country) -> dict:
    area = find_area(country.evidence.connection, "C1")
    table = performance_table(country.evidence, area, "2024-04", two_years=True)
    return {row.measure.id: row for row in table.rows}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_years_are_tested_as_the_plain_program_tests_them(make_country, seed) -> None:
    country = make_country(seed=seed)
    found, places = rows(country), list(range(12))
    for name in DATED:
        plain, two = compared(country, name, places), found[name].two_years
        assert (two.before, two.current) == (plain.a, plain.b)
        assert two.current == found[name].current
        assert (two.phi, two.z) == pytest.approx((plain.phi, plain.z))


def test_the_family_of_two_years_is_every_base_measure(country) -> None:
    found = rows(country)
    base = [name for name, row in found.items() if row.measure.base and row.current is not None]
    p_values = {name: compared(country, name, list(range(12))).p if name in DATED else 1.0 for name in base}
    expected = plain_verdict.benjamini_hochberg(p_values)
    for name in DATED:
        assert found[name].two_years.q == pytest.approx(expected[name])


def test_a_month_missing_two_years_before_leaves_these_two_years_alone(make_country) -> None:
    country = make_country(missing={("bedfordshire", "2021-07")})
    row = rows(country)["burglary"]
    places = [at for at in range(12) if at != 2]
    plain = compared(country, "burglary", places)
    assert (row.two_years.before, row.two_years.current) == (plain.a, plain.b)
    assert row.current == row.two_years.current + country.total(OWN, "burglary", {"2023-07"})
    assert row.two_years.z == pytest.approx(plain.z)
