"""One measure by month and by quarter: never added, one of the two is counted, and the row says where they disagree."""

from __future__ import annotations

import pytest
from tests.figures.observing import definitions, observation, observing, quarters

from wardmote.figures import find_area
from wardmote.figures.months import Period, shift
from wardmote.figures.observed.listing import disagreeing_rhythms, observed_periods
from wardmote.figures.observed.rows import observed_rows


@pytest.fixture(scope="module")
def defined(tmp_path_factory):
    return definitions(tmp_path_factory.mktemp("own"))


def monthly(start: str, counts: list[int], source: str = "sheet"):
    months = [shift(start, at) for at in range(len(counts))]
    return [observation("tipping", "C1", m, m, n, source=source) for m, n in zip(months, counts, strict=True)]


def test_months_go_first_and_the_quarter_that_differs_is_named(country, defined) -> None:
    months = [20] * 21 + [25, 25, 26]
    given = [*monthly("2022-04", months), *quarters("2022-04", [60] * 8)]
    evidence = observing(country, defined, given)
    area = find_area(evidence.connection, "C1")
    row = {one.measure.id: one for one in observed_rows(evidence, [area], "2024-04")}["tipping"]
    assert (row.observed.every, row.current) == (1, 9 * 20 + 76)
    said = " ".join(row.observed.notes)
    assert "76 by month (The depot's sheet), 60 by quarter (The council's feed)" in said
    assert "Counted here by month; the two are never added." in said
    assert len(disagreeing_rhythms(evidence, area)) == 1
    listed = {one.period: one.said for one in observed_periods(evidence, area, measures=["tipping"])}
    assert "76 by month" in listed[Period("2024-01", "2024-03")]
    assert "76 by month" in listed[Period("2024-02", "2024-02")]
    assert listed[Period("2023-10", "2023-12")] == ""


def test_two_rhythms_that_agree_need_no_word(country, defined) -> None:
    given = [*monthly("2022-04", [20] * 24), *quarters("2022-04", [60] * 8)]
    evidence = observing(country, defined, given)
    area = find_area(evidence.connection, "C1")
    assert disagreeing_rhythms(evidence, area) == []


def test_a_total_of_three_quarters_says_so(country, defined) -> None:
    without_one = [*quarters("2022-04", [60] * 7), *quarters("2024-04", [60])]
    evidence = observing(country, defined, without_one)
    area = find_area(evidence.connection, "C1")
    row = {one.measure.id: one for one in observed_rows(evidence, [area], "2024-07")}["tipping"]
    assert row.observed.counted == (3, 4)
    assert "Total, rate and average are of 3 of 4 quarters." in row.observed.notes
