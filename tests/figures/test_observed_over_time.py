"""What was reported over time: sums of whole periods alone, checked by a second program on the rows."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.figures.observing import definitions, observation, observing, quarters

from wardmote.figures import State, TableError, Verdict, find_area
from wardmote.figures.months import Period
from wardmote.figures.observed.reports import read_reports
from wardmote.figures.observed.rows import observed_rows
from wardmote.figures.periods import Length, Quarters
from wardmote.figures.series import series
from wardmote.figures.trends import disagreement, trend_words


@pytest.fixture(scope="module")
def defined(tmp_path_factory):
    return definitions(tmp_path_factory.mktemp("own"))


@pytest.fixture
def drawn(country, defined):
    def made(given, measure="tipping", start="", end="", length=None, quarters=Quarters.FINANCIAL):
        evidence = observing(country, defined, given)
        area = find_area(evidence.connection, "C1")
        return series(evidence, area, measure, start, end, length, quarters)

    return made


def by_months(rows, start, end):
    """The oracle: spread each row over its months; a span has a sum where whole rows fill it, each month once."""
    inside = [row for row in rows if start <= row[5] and row[6] <= end]
    months = [month for row in inside for month in Period(row[5], row[6]).months]
    if sorted(months) != list(Period(start, end).months):
        return None
    values = [row[7] for row in inside]
    return None if None in values else sum(values)


VALUES = st.lists(st.one_of(st.integers(-3, 60), st.just("gap")), min_size=5, max_size=13)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=VALUES,
    first=st.sampled_from(["2020-04", "2020-07", "2021-01"]),
    of=st.sampled_from(list(Quarters)),
)
def test_years_are_sums_of_whole_quarters_and_nothing_else(drawn, values, first, of) -> None:
    rows = quarters(first, values)
    if not rows:
        return
    made = drawn(rows, length=Length.YEAR, quarters=of)
    for point in made.points:
        assert point.value == by_months(rows, point.period.start, point.period.end)
        here = {m for row in rows for m in Period(row[5], row[6]).months} & set(point.period.months)
        assert set(point.supplied) == here
        if point.value is None and here:
            inside = [row for row in rows if point.period.start <= row[5] and row[6] <= point.period.end]
            assert point.so_far == sum(row[7] for row in inside)


def test_as_reported_a_gap_is_a_gap_and_zero_is_zero(drawn) -> None:
    made = drawn(quarters("2022-04", [5, "gap", 0, None, 7]))
    assert [point.state for point in made.points] == [
        State.KNOWN,
        State.NOT_SUPPLIED,
        State.ZERO,
        State.SUPPRESSED,
        State.KNOWN,
    ]
    assert made.missing == ("2022-07", "2022-08", "2022-09")
    assert made.length is None


def test_a_year_with_a_suppressed_quarter_is_at_least_the_others(drawn) -> None:
    (year,) = drawn(quarters("2022-04", [5, 6, None, 7]), length=Length.YEAR).points
    assert (year.value, year.state, year.at_least) == (None, State.SUPPRESSED, 18)


def test_counts_that_a_revision_took_back_are_told_even_in_a_year(drawn) -> None:
    made = drawn(quarters("2022-04", [5, 6, -2, 7]), length=Length.YEAR)
    assert made.points[0].value == 16
    assert made.notes == ("October to December 2022 takes back 2, counted in an earlier period.",)


def test_a_share_is_never_added_up(drawn) -> None:
    rows = [
        observation("feel-safe", "C1", "2022-04", "2023-03", 61, base=400),
        observation("feel-safe", "C1", "2023-04", "2024-03", 58, base=390),
    ]
    made = drawn(rows, "feel-safe")
    assert [(point.value, point.base) for point in made.points] == [(61, 400), (58, 390)]
    calendar = drawn(rows, "feel-safe", length=Length.YEAR, quarters=Quarters.CALENDAR)
    assert all(point.value is None for point in calendar.points)


def test_a_stock_stands_as_it_last_did_in_the_year(drawn) -> None:
    rows = quarters("2022-04", [10, 12, 11, 14, 15], item="on-the-books")
    assert [point.value for point in drawn(rows, "on-the-books", length=Length.YEAR).points] == [14]


def test_a_step_shorter_than_a_report_is_refused_with_what_to_ask(drawn) -> None:
    with pytest.raises(TableError, match=r"reported in quarters.*by quarter"):
        drawn(quarters("2022-04", [1, 2]), length=Length.MONTH)


def test_what_nobody_reported_is_refused_and_the_months_must_be_in_order(drawn) -> None:
    with pytest.raises(TableError, match="Nothing was reported of Tipping"):
        drawn([])
    with pytest.raises(TableError, match="earlier month first"):
        drawn(quarters("2022-04", [1, 2]), start="2023-01", end="2022-01")


def test_monthly_rows_make_any_period_and_no_other_order_changes_it(country, defined) -> None:
    months = Period("2022-04", "2023-03").months
    rows = [observation("tipping", "C1", month, month, at) for at, month in enumerate(months)]
    random.Random(3).shuffle(rows)
    evidence = observing(country, defined, rows)
    reports = read_reports(evidence, find_area(evidence.connection, "C1"), defined.measures["tipping"])
    for first in range(12):
        for last in range(first, 12):
            assert reports.cell(Period(months[first], months[last])).value == sum(range(first, last + 1))


def test_two_years_before_stands_beside_the_year(country, defined) -> None:
    rows = quarters("2021-04", [100, 110, 105, 95, 100, 112, 104, 99, 205, 215, 210, 199])
    evidence = observing(country, defined, rows)
    area = find_area(evidence.connection, "C1")
    (row,) = [
        one
        for one in observed_rows(evidence, [area], "2024-04", two_years=True)
        if one.measure.id == "tipping"
    ]
    assert row.two_years.before == row.two_years.value_before == 410
    assert row.two_years.percent == round(100 * (829 - 410) / 410, 1)
    assert row.two_years.verdict is Verdict.ROSE
    assert "rose over two years" in trend_words(row)
    assert disagreement(row) == ""


def test_two_years_before_that_nobody_sent_is_a_gap(country, defined) -> None:
    evidence = observing(country, defined, quarters("2022-04", [10, 11, 12, 13, 14, 15, 16, 17]))
    area = find_area(evidence.connection, "C1")
    (row,) = observed_rows(evidence, [area], "2024-04", two_years=True, measures=["tipping"])
    assert (row.two_years.before, row.two_years.verdict) == (None, None)
    assert trend_words(row) == "two years before not supplied"
