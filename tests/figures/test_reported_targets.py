"""Targets for what partners report, judged by arithmetic on the rows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.figures.observing import definitions, observation, observing, quarters

from wardmote.definitions.references import problems
from wardmote.definitions.yardsticks import Target
from wardmote.figures import find_area
from wardmote.figures.target_rows import Status
from wardmote.figures.targets import judged_targets

PLAIN = {
    "id": "one",
    "title": "A target",
    "measure": "tipping",
    "direction": "reduce",
    "value": 10,
    "unit": "percent",
    "baseline": "2022-23",
    "period": "2023-24",
    "owner": "Somebody",
    "source": "The plan",
}


@pytest.fixture(scope="module")
def defined(tmp_path_factory):
    return definitions(tmp_path_factory.mktemp("own"))


@pytest.fixture
def judged(country, defined):
    def judge(rows, **said):
        target = Target.model_validate(PLAIN | said)
        evidence = observing(country, replace(defined, targets={"one": target}), rows)
        (row,) = judged_targets(evidence, find_area(evidence.connection, "C1"))
        return row

    return judge


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(st.integers(0, 90), min_size=4, max_size=4),
    after=st.lists(st.integers(0, 90), min_size=4, max_size=4),
    percent=st.integers(0, 60),
)
def test_a_year_of_quarters_is_met_or_not_by_arithmetic(judged, before, after, percent) -> None:
    row = judged(quarters("2022-04", [*before, *after]), value=percent)
    met = 100 * sum(after) <= (100 - percent) * sum(before)
    assert row.status is (Status.MET if met else Status.NOT_MET)
    assert (row.baseline_value, row.actual) == (sum(before), sum(after))


def test_quarters_so_far_stand_against_the_same_quarters_of_the_baseline(judged) -> None:
    row = judged(quarters("2022-04", [40, 10, 10, 40, 38, 9, 9]))
    assert row.period.counted.end == "2023-12"
    assert row.aim_so_far == Fraction(90) * Fraction(60, 100)
    assert row.status is Status.OFF_COURSE


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([10, "gap", 10, 10, 9, 9, 9, 9], "Not supplied: July 2022 to September 2022."),
        (
            [10, 10, 10, 10, 9, None, 9, 9],
            "Suppressed, so there is no number to judge: April 2023 to March 2024.",
        ),
        ([10, 10, 10, 10], "Not supplied: April 2023 to March 2024."),
    ],
)
def test_what_is_missing_or_suppressed_is_not_judged(judged, values, said) -> None:
    row = judged(quarters("2022-04", values))
    assert (row.status, row.reason) == (Status.NOT_ASSESSED, said)


def test_counts_taken_back_are_part_of_the_year(judged) -> None:
    row = judged(quarters("2022-04", [10, 10, 10, 10, 12, -3, 9, 9]))
    assert row.actual == 27


def _share(year, value, base=400):
    return observation("feel-safe", "C1", f"{year}-04", f"{year + 1}-03", value, base=base)


@pytest.mark.parametrize(("value", "status"), [(62, Status.MET), (61.9, Status.NOT_MET)])
def test_a_share_is_judged_in_points(judged, value, status) -> None:
    rows = [_share(2022, 60), _share(2023, value)]
    row = judged(rows, measure="feel-safe", direction="increase", value=2, unit="points")
    assert row.status is status
    assert row.asked == "increase by 2 points, to at least 62.0%"
    assert row.shown(row.actual) == f"{value:.1f}%"


def test_percent_of_a_share_could_mean_two_things_and_is_refused(defined) -> None:
    for said, words in (
        ({"measure": "feel-safe"}, "its unit is points"),
        ({"unit": "points"}, "points of tipping, which is no share"),
    ):
        wrong = problems(replace(defined, targets={"one": Target.model_validate(PLAIN | said)}))
        assert any(words in one for one in wrong["targets"]), wrong
