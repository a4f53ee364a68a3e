from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.analyses.monthly import month_lines
from wardmote.analyses.places import area_rates
from wardmote.analyses.quality import quality
from wardmote.analyses.rounded_bounds import rounded_bounds
from wardmote.analyses.small_areas import concentration, concentrations
from wardmote.figures import find_area, performance_table
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import Workspace


def _table(country, code="C1", **options):
    return performance_table(
        country.evidence, find_area(country.evidence.connection, code), "2024-04", **options
    )


@given(st.lists(st.floats(0.1, 1e6), min_size=2, max_size=200), st.booleans())
def test_bounds_ascend_and_are_whole_for_counts(values, whole) -> None:
    bounds = rounded_bounds([float(round(v)) if whole else v for v in values], whole=whole)
    assert list(bounds) == sorted(set(bounds))
    assert not whole or all(bound.is_integer() for bound in bounds)


def test_bounds_of_rates_are_numbers_a_reader_takes_for_round() -> None:
    assert rounded_bounds([21.6, 30.2, 38.4, 44.9, 52.3, 61.0, 79.8, 90.7]) == (30.0, 50.0, 60.0, 80.0)


def test_the_top_areas_are_those_with_most_by_hand(country) -> None:
    found = concentration(
        country.evidence, find_area(country.evidence.connection, "C3"), _m(country, "robbery"), "2024-04"
    )
    months = set(_table(country).current.months)
    by_hand = {lsoa: country.total({lsoa}, "robbery", months) for lsoa in ("E5", "E6", "E7", "E8")}
    assert [row.count for row in found.rows] == sorted(by_hand.values(), reverse=True)
    assert found.rows[0].count == by_hand[found.rows[0].area.code]
    assert sum(row.share for row in found.rows) == pytest.approx(1)
    assert f"in {found.rows[0].area.name}, one of four small areas" in found.sentence


def test_after_all_crime_come_the_measures_that_lie_most_unevenly(marrowmere: Workspace) -> None:
    evidence, made = marrowmere.evidence(), table(marrowmere, TableRequest())
    whole, *rest = concentrations(evidence, made)
    assert whole.measure.id == "all-crime"
    every = {
        row.measure.id: found.share_of_top
        for row in made.rows
        if row.measure.base
        and (row.current or 0) >= evidence.definitions.threshold("percentage-base")
        and (found := concentration(evidence, made.area, row.measure, made.current.end, mapped=False))
    }
    most = int(evidence.definitions.threshold("examples-named"))
    assert [one.share_of_top for one in rest] == sorted(every.values(), reverse=True)[:most]
    assert all(one.picture is None for one in rest)


def test_wards_are_sorted_by_rate_and_no_map_is_drawn_without_boundaries(country) -> None:
    found = area_rates(country.evidence, _table(country), _m(country, "all-crime"))
    rates = [row.rate for row in found.rows]
    assert rates == sorted(rates, reverse=True)
    assert found.picture is None


def test_a_missing_month_is_a_gap_in_the_line_and_in_the_quality_table(make_country) -> None:
    country = make_country({("bedfordshire", "2023-11")})
    table = _table(country)
    line = month_lines(country.evidence, table)["robbery"]
    assert line.values[line.months.index("2023-11")] is None
    assert all(
        value is not None for month, value in zip(line.months, line.values, strict=True) if month != "2023-11"
    )
    assert "One of the months not supplied" in line.caption.alt
    assert quality(country.evidence, table).sentence.startswith("November 2023 was not supplied")


def test_breaks_are_ruled_into_the_measures_they_concern_only(country) -> None:
    lines = month_lines(country.evidence, _table(country))
    assert [found.month for found in lines["public-order"].breaks] == ["2023-05"]
    assert lines["robbery"].breaks == ()


def _m(country, name):
    return country.evidence.definitions.measures[name]
