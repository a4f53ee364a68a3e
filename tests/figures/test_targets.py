from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from pydantic import ValidationError

from wardmote.definitions.yardsticks import Target
from wardmote.figures import Evidence, Verdict, find_area
from wardmote.figures.months import Period
from wardmote.figures.target_rows import Status
from wardmote.figures.targets import judged_targets

OWN = {"E1", "E2", "E4"}


def _target(**said):
    plain = {
        "id": "one",
        "title": "A target",
        "measure": "burglary",
        "direction": "reduce",
        "value": 10,
        "unit": "percent",
        "baseline": "2022-23",
        "period": "2023-24",
        "owner": "Somebody",
        "source": "The plan",
    }
    return Target.model_validate(plain | said)


def _judged(country, definitions=None, **said):
    definitions = definitions or country.evidence.definitions
    evidence = Evidence(
        country.evidence.connection, replace(definitions, targets={"one": _target(**said)}), "test-snapshot"
    )
    (row,) = judged_targets(evidence, find_area(evidence.connection, "C1"))
    return row


def _count(country, start, end, measure="burglary"):
    return country.total(OWN, measure, set(Period(start, end).months))


@pytest.mark.parametrize("percent", [0, 1, 2.5, 5, 10, 40])
@pytest.mark.parametrize("direction", ["reduce", "increase"])
def test_a_whole_year_is_met_or_not_by_arithmetic(country, percent, direction) -> None:
    row = _judged(country, value=percent, direction=direction)
    before, after = _count(country, "2022-04", "2023-03"), _count(country, "2023-04", "2024-03")
    hundred = 100 * after
    met = (
        hundred <= before * (100 - Fraction(str(percent)))
        if direction == "reduce"
        else hundred >= before * (100 + Fraction(str(percent)))
    )
    assert row.status is (Status.MET if met else Status.NOT_MET)
    assert (row.baseline_value, row.actual) == (before, after)


@pytest.mark.parametrize("beyond", [-1, 0, 1])
@pytest.mark.parametrize("direction", ["at-most", "at-least"])
def test_a_number_to_be_reached_needs_no_baseline_and_is_met_when_equalled(
    country, direction, beyond
) -> None:
    actual = _count(country, "2023-04", "2024-03")
    row = _judged(country, direction=direction, value=actual + beyond, unit="count", baseline="")
    met = beyond >= 0 if direction == "at-most" else beyond <= 0
    assert row.status is (Status.MET if met else Status.NOT_MET)
    assert row.chance == ""
    if beyond == 0:
        assert "exactly" in row.distance


def test_the_distance_is_of_the_largest_count_that_would_do(country) -> None:
    before, after = _count(country, "2022-04", "2023-03"), _count(country, "2023-04", "2024-03")
    row = _judged(country, value=2)
    aim = before * 98 // 100
    side = "more" if after > aim else "fewer"
    assert f"{abs(after - aim):,} {side} than the {aim:,}" in row.distance
    assert f"to at most {aim:,}" in row.asked


def test_a_change_that_may_be_chance_is_never_an_achievement_without_saying_so(country) -> None:
    row = _judged(country, value=0)
    assert row.verdict is Verdict.NO_CLEAR_CHANGE
    assert "not clearly more than chance" in row.sentence


def test_a_part_of_a_year_is_held_against_the_same_months_and_not_a_twelfth(country) -> None:
    row = _judged(country, baseline="2022", period="2023", value=10)
    assert row.status in (Status.MET, Status.NOT_MET)
    part = _judged(country, baseline="2023", period="2024", value=10)
    whole, same = _count(country, "2023-01", "2023-12"), _count(country, "2023-01", "2023-04")
    assert part.aim == Fraction(whole) * 9 / 10
    assert part.aim_so_far == Fraction(same) * 9 / 10
    assert part.actual == _count(country, "2024-01", "2024-04")
    assert part.status is (Status.ON_COURSE if part.actual <= part.aim_so_far else Status.OFF_COURSE)
    assert "4 of 12 months" in part.period.words
    assert "too few crimes or months" in part.chance


def test_what_is_beyond_reach_is_not_met_before_the_year_is_over(country) -> None:
    so_far = _count(country, "2024-01", "2024-04")
    below = _judged(
        country, direction="at-most", value=so_far - 1, unit="count", baseline="2023", period="2024"
    )
    above = _judged(country, direction="at-least", value=so_far, unit="count", baseline="2023", period="2024")
    assert (below.status, above.status) == (Status.NOT_MET, Status.MET)


def test_one_month_is_too_early_to_say(country) -> None:
    row = _judged(country, baseline="2023-24", period="2024-25")
    assert row.status is Status.TOO_EARLY
    assert "1 of 12 months" in row.sentence
    assert "on course" not in row.sentence


def test_a_period_that_has_not_begun_is_too_early(country) -> None:
    row = _judged(country, baseline="2023-24", period="2025-26")
    assert (row.status, row.actual) == (Status.TOO_EARLY, None)
    assert "April 2025" in row.reason


@pytest.mark.parametrize("month", ["2022-08", "2023-08"])
def test_a_month_not_supplied_leaves_a_target_not_assessed_and_is_named(make_country, month) -> None:
    row = _judged(make_country(missing={("bedfordshire", month)}))
    assert (row.status, row.actual) == (Status.NOT_ASSESSED, None)
    assert "Not supplied: August" in row.sentence


def test_a_month_missing_at_the_end_of_a_year_that_is_over_is_not_a_part(make_country) -> None:
    row = _judged(make_country(missing={("bedfordshire", "2024-03")}))
    assert row.status is Status.NOT_ASSESSED
    assert "March 2024" in row.sentence


def test_across_a_change_in_recording_nothing_is_judged_but_both_counts_stand(country) -> None:
    row = _judged(country, measure="public-order")
    before, after = (
        _count(country, start, end, "public-order")
        for start, end in (("2022-04", "2023-03"), ("2023-04", "2024-03"))
    )
    assert row.status is Status.NOT_ASSESSED
    assert "cannot fairly be judged" in row.sentence
    assert f"It was {before:,} in the baseline and {after:,} in the period." in row.sentence


def test_a_number_to_be_reached_is_judged_whatever_was_recorded_before(country) -> None:
    row = _judged(country, measure="public-order", direction="at-most", value=1, unit="count", baseline="")
    assert row.status is Status.NOT_MET


def test_a_rate_is_per_thousand_of_the_measure_s_population(country) -> None:
    row = _judged(country, measure="robbery", direction="at-most", value=5, unit="rate", baseline="")
    people = {"E1": 1000, "E2": 1010, "E4": 1030}
    expected = Fraction(_count(country, "2023-04", "2024-03", "robbery") * 1000, sum(people.values()))
    assert row.actual == expected
    assert row.status is (Status.MET if expected <= 5 else Status.NOT_MET)


def test_a_baseline_of_other_months_is_refused_with_what_to_write(country) -> None:
    row = _judged(country, baseline="2022", period="2023-24")
    assert row.status is Status.NOT_ASSESSED
    assert "same months" in row.reason


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"period": "2011-12"}, "could be the financial year"),
        ({"area": "E09999999"}, "No area"),
        ({"measure": "domestic-abuse"}, "Not supplied"),
    ],
)
def test_a_target_that_cannot_be_read_says_why_and_stops_no_other(country, said, words) -> None:
    row = _judged(country, **said)
    assert row.status is Status.NOT_ASSESSED
    assert words in row.reason


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"baseline": ""}, "names none"),
        ({"value": 120}, "100 or less"),
        ({"unit": "count", "value": 1.5}, "whole number"),
        ({"direction": "halve"}, "reduce"),
        ({"value": -1}, "greater than or equal"),
    ],
)
def test_a_target_that_makes_no_sense_is_no_target(said, words) -> None:
    with pytest.raises(ValidationError, match=words):
        _target(**said)


def test_a_year_that_yaml_took_for_a_number_is_a_period() -> None:
    assert _target(period=2024, baseline=2023).period == "2024"
