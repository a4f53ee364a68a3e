from __future__ import annotations

import json
import random

import pytest
from tests.figures.observing import definitions, observation, observing, quarters

from wardmote.analyses.observed_groups import in_part, reported_only_for
from wardmote.figures import Area, State, Verdict, find_area, performance_table
from wardmote.figures.export import as_csv, as_frame, as_json
from wardmote.figures.months import Period
from wardmote.figures.observed.listing import observed_periods
from wardmote.figures.observed.public import published_rows
from wardmote.figures.observed.rows import observed_rows

STEADY = [100, 110, 105, 95, 100, 112, 104, 99, 101, 109, 107, 97]


@pytest.fixture(scope="module")
def defined(tmp_path_factory):
    return definitions(tmp_path_factory.mktemp("own"))


@pytest.fixture
def seen(country, defined):
    """Rows of an area of the small country from observations alone."""

    def rows(given, code="C1", to="2024-04", **options):
        evidence = observing(country, defined, given)
        area = code if isinstance(code, Area) else find_area(evidence.connection, code)
        return {row.measure.id: row for row in observed_rows(evidence, [area], to, **options)}

    return rows


def _said(row) -> str:
    return " ".join(row.observed.notes)


def test_without_observations_there_are_no_rows_and_the_table_is_as_before(country, defined) -> None:
    evidence = observing(country, defined, [])
    table = performance_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
    assert table.observed == ()
    assert "observed" not in json.loads(as_json(table, defined))
    assert "points" not in as_csv(table, defined).splitlines()[0]


def test_the_last_four_quarters_stand_against_the_same_a_year_before(seen) -> None:
    row = seen(quarters("2021-04", STEADY))["tipping"]
    assert row.periods == (Period("2022-04", "2023-03"), Period("2023-04", "2024-03"))
    assert (row.previous, row.current, row.change) == (sum(STEADY[4:8]), sum(STEADY[8:]), -1)
    assert row.verdict is Verdict.NO_CLEAR_CHANGE
    assert row.observed.every == 3
    assert row.percent == -0.2


def test_a_doubling_rose(seen) -> None:
    rows = seen(quarters("2021-04", [*STEADY[:8], 205, 215, 210, 199]))
    assert rows["tipping"].verdict is Verdict.ROSE
    assert rows["tipping"].percent_interval[0] > 0


def test_a_quarter_that_ends_after_the_month_asked_for_is_not_in_it(seen) -> None:
    row = seen(quarters("2021-04", STEADY), to="2024-02")["tipping"]
    assert row.periods[1] == Period("2023-01", "2023-12")


def test_a_missing_quarter_leaves_both_years_and_is_named(seen) -> None:
    row = seen(quarters("2021-04", [*STEADY[:5], "gap", *STEADY[6:]]))["tipping"]
    assert row.previous == STEADY[4] + STEADY[6] + STEADY[7]
    assert row.current == STEADY[8] + STEADY[10] + STEADY[11]
    assert row.observed.counted == (3, 4)
    assert "Not supplied: July to September 2022. The same period is left out of both years." in _said(row)


def test_two_missing_quarters_leave_no_total_rather_than_a_small_one(seen) -> None:
    row = seen(quarters("2021-04", [*STEADY[:4], "gap", "gap", *STEADY[6:]]))["tipping"]
    assert row.previous is None
    assert row.observed.state_before is State.NOT_SUPPLIED
    assert row.current == sum(STEADY[8:])
    assert row.verdict is None


def test_not_supplied_by_word_is_the_same_gap_as_no_row(seen) -> None:
    told = quarters("2021-04", [*STEADY[:5], "gap", *STEADY[6:]])
    told.append(observation("tipping", "C1", "2022-07", "2022-09", None, state="not-supplied"))
    assert seen(told)["tipping"].previous == STEADY[4] + STEADY[6] + STEADY[7]


def test_a_zero_is_a_number(seen) -> None:
    row = seen(quarters("2021-04", [0] * 12))["tipping"]
    assert (row.previous, row.current, row.state, row.verdict) == (0, 0, State.ZERO, Verdict.TOO_FEW)


def test_a_suppressed_quarter_makes_the_year_suppressed_with_what_there_is_at_least(seen) -> None:
    row = seen(quarters("2021-04", [*STEADY[:9], None, *STEADY[10:]]))["tipping"]
    assert (row.state, row.current, row.verdict, row.percent) == (State.SUPPRESSED, None, None, None)
    assert row.observed.at_least[1] == STEADY[8] + STEADY[10] + STEADY[11]
    assert "Suppressed: July to September 2023" in _said(row)


def test_a_quarter_below_zero_is_shown_and_not_tested(seen) -> None:
    row = seen(quarters("2021-04", [*STEADY[:9], -3, *STEADY[10:]]))["tipping"]
    assert row.current == sum(STEADY[8:]) - STEADY[9] - 3
    assert row.verdict is None
    assert row.q is None
    assert row.rate is None
    assert row.rate_previous is None
    assert "July to September 2023 takes back 3" in _said(row)
    assert "not tested" in _said(row)


def test_a_quarter_below_zero_of_the_oldest_year_leaves_that_year_out_of_the_test(seen) -> None:
    row = seen(quarters("2021-04", [-3, *STEADY[1:]]))["tipping"]
    assert row.verdict is Verdict.NO_CLEAR_CHANGE


def test_one_number_a_year_is_not_tested_and_says_so(seen) -> None:
    rows = seen(
        [
            observation("referrals", "C1", f"{year}-04", f"{year + 1}-03", n)
            for year, n in ((2022, 212), (2023, 251))
        ]
    )
    row = rows["referrals"]
    assert (row.previous, row.current, row.percent, row.verdict) == (212, 251, 18.4, None)
    assert "one number a year" in _said(row)


def test_counts_by_month_take_the_twelve_months(seen) -> None:
    months = Period("2021-05", "2024-04").months
    row = seen([observation("tipping", "C1", month, month, 10 + at % 3) for at, month in enumerate(months)])[
        "tipping"
    ]
    assert row.periods[1] == Period("2023-05", "2024-04")
    assert row.verdict is Verdict.NO_CLEAR_CHANGE


def test_months_are_preferred_to_quarters_and_quarters_to_years(seen) -> None:
    months = Period("2021-05", "2024-04").months
    monthly = [observation("tipping", "C1", month, month, 5) for month in months]
    assert seen([*monthly, *quarters("2021-04", STEADY)])["tipping"].observed.every == 1


def test_a_short_period_shows_as_many_whole_quarters_as_fit(seen) -> None:
    assert seen(quarters("2021-04", STEADY), months=3)["tipping"].periods[1] == Period("2024-01", "2024-03")
    assert seen(quarters("2021-04", STEADY), months=1)["tipping"].periods[1] == Period("2024-01", "2024-03")


def test_what_came_long_ago_is_not_supplied_with_what_came_last(seen) -> None:
    row = seen(quarters("2021-04", STEADY[:6]))["tipping"]
    assert (row.state, row.current, row.previous) == (State.NOT_SUPPLIED, None, None)
    assert row.observed.last == (Period("2022-07", "2022-09"), STEADY[5])
    assert "Last received: July to September 2022" in _said(row)


# --- shares and stocks ---


def _survey(before, after, base_before=500, base_after=500):
    return [
        observation("feel-safe", "C1", "2022-10", "2022-10", before, base=base_before),
        observation("feel-safe", "C1", "2023-10", "2023-10", after, base=base_after),
    ]


def test_a_share_differs_in_points_with_an_interval_and_never_in_percent(seen) -> None:
    row = seen(_survey(74, 70))["feel-safe"]
    assert (row.percent, row.observed.points) == (None, -4.0)
    low, high = row.observed.points_interval
    assert low < -4 < high
    assert row.verdict is Verdict.NO_CLEAR_CHANGE
    assert "random sample" in _said(row)


def test_a_large_difference_of_a_share_fell(seen) -> None:
    assert seen(_survey(74, 54))["feel-safe"].verdict is Verdict.FELL


def test_a_share_without_the_number_asked_has_no_verdict(seen) -> None:
    row = seen(_survey(74, 54, base_after=None))["feel-safe"]
    assert (row.observed.points, row.observed.points_interval, row.verdict) == (-20.0, None, None)
    assert "how many people were asked" in _said(row)


def test_a_share_of_few_people_is_too_few_to_say(seen) -> None:
    assert seen(_survey(74, 34, 30, 30))["feel-safe"].verdict is Verdict.TOO_FEW


def test_a_share_is_never_summed_over_areas_nor_over_time(seen) -> None:
    parts = [observation("feel-safe", code, "2023-10", "2023-10", 50, base=500) for code in ("W3", "W4")]
    assert "feel-safe" not in seen(parts, code="C3")


def test_a_stock_stands_against_the_same_time_a_year_before(seen) -> None:
    given = [
        observation("on-the-books", "C1", month, month, n)
        for month, n in (("2022-12", 30), ("2023-03", 10), ("2023-12", 11), ("2024-03", 12))
    ]
    row = seen(given)["on-the-books"]
    assert row.periods == (Period("2023-03", "2023-03"), Period("2024-03", "2024-03"))
    assert (row.previous, row.current, row.verdict) == (10, 12, None)


def test_of_years_that_end_in_each_quarter_the_latest_stands(seen) -> None:
    given = [
        observation("on-the-books", "C1", start, end, n)
        for start, end, n in (
            ("2022-01", "2022-12", 40), ("2022-04", "2023-03", 41), ("2023-01", "2023-12", 50), ("2023-04", "2024-03", 51),
        )
    ]  # fmt: skip
    row = seen(given)["on-the-books"]
    assert row.periods[1] == Period("2023-04", "2024-03")
    assert (row.previous, row.current) == (41, 51)


# --- areas ---


def test_all_wards_make_up_a_partnership_and_say_so(seen) -> None:
    rows = seen([*quarters("2021-04", STEADY, area="W3"), *quarters("2021-04", STEADY, area="W4")], code="C3")
    assert rows["tipping"].current == 2 * sum(STEADY[8:])
    assert "Summed from 2 wards." in _said(rows["tipping"])


def test_a_missing_ward_is_no_sum(seen) -> None:
    row = seen(quarters("2021-04", STEADY, area="W3"), code="C3")["tipping"]
    assert (row.state, row.current) == (State.NOT_SUPPLIED, None)
    assert "1 of 2 areas reported" in _said(row)
    assert len(row.observed.only_of) == 1
    assert reported_only_for([row]) == (f"Reported only for {row.observed.only_of[0]}: tipping.",)
    assert in_part([row]) == []


def test_a_suppressed_ward_suppresses_the_sum(seen) -> None:
    given = [*quarters("2021-04", STEADY, area="W3"), *quarters("2021-04", [*STEADY[:11], None], area="W4")]
    row = seen(given, code="C3")["tipping"]
    assert row.state is State.SUPPRESSED
    assert row.observed.at_least[1] == 2 * sum(STEADY[8:]) - STEADY[11]


def test_wards_that_reach_beyond_the_area_are_not_its_parts(seen) -> None:
    given = [*quarters("2021-04", STEADY, area="W1"), *quarters("2021-04", STEADY, area="W2")]
    assert "tipping" not in seen(given, code="C1")


def test_the_area_itself_goes_before_its_parts(seen) -> None:
    given = [*quarters("2021-04", STEADY, area="W3"), *quarters("2021-04", STEADY, area="W4")]
    given += quarters("2021-04", [7] * 12, area="C3")
    assert seen(given, code="C3")["tipping"].current == 28


def test_an_authority_of_the_same_extent_reports_for_the_partnership_a_share_too(seen) -> None:
    given = [observation("feel-safe", "L2", "2023-10", "2023-10", 50, base=500)]
    row = seen(given, code="C3")["feel-safe"]
    assert row.observed.now == 50
    assert "Summed" not in _said(row)


def test_several_partnerships_as_one_need_all_of_them(seen) -> None:
    both = Area("C1+C3", "Both", "partnership", ("C1", "C3"))
    one = quarters("2021-04", STEADY)
    assert seen(one, code=both)["tipping"].state is State.NOT_SUPPLIED
    assert seen([*one, *quarters("2021-04", STEADY, area="C3")], code=both)["tipping"].current == 2 * sum(
        STEADY[8:]
    )


# --- sources ---


def test_two_sources_that_agree_are_one_and_two_that_do_not_are_both_said(seen) -> None:
    other = quarters("2021-04", STEADY, source="sheet")
    assert seen([*quarters("2021-04", STEADY), *other])["tipping"].observed.sources == ("feed", "sheet")
    row = seen([*quarters("2021-04", STEADY), *quarters("2021-04", [*STEADY[:11], 131], source="sheet")])[
        "tipping"
    ]
    assert (row.current, row.verdict) == (None, Verdict.NOT_COMPARABLE)
    assert "97 (The council's feed) and 131 (The depot's sheet)" in _said(row)


def test_a_source_that_takes_over_from_another_continues_the_series(seen) -> None:
    row = seen([*quarters("2021-04", STEADY[:8]), *quarters("2023-04", STEADY[8:], source="sheet")])[
        "tipping"
    ]
    assert (row.previous, row.current) == (sum(STEADY[4:8]), sum(STEADY[8:]))
    assert row.verdict is Verdict.NO_CLEAR_CHANGE


def test_a_measure_of_a_named_source_takes_nothing_from_another(seen) -> None:
    given = [*quarters("2021-04", STEADY, item="theft-a"), *quarters("2021-04", STEADY, item="theft-b")]
    assert "theft-told-apart" not in seen(given)


def _office(item, values=STEADY, **more):
    return quarters("2021-04", values, item=item, source="office", **more)


def test_items_of_a_measure_are_added_and_a_period_without_one_is_a_gap(seen) -> None:
    assert seen([*_office("theft-a"), *_office("theft-b")])["theft-told-apart"].current == 2 * sum(STEADY[8:])
    row = seen([*_office("theft-a"), *_office("theft-b", [*STEADY[:11], "gap"])])["theft-told-apart"]
    assert row.observed.counted == (4, 4)
    assert row.periods[1].end == "2023-12"


def test_a_measure_of_which_an_item_never_came_is_not_supplied_and_says_which(seen) -> None:
    row = seen(_office("theft-a"))["theft-told-apart"]
    assert (row.state, row.current) == (State.NOT_SUPPLIED, None)
    assert "without theft b" in _said(row)


def test_details_are_added_where_no_whole_came_and_codes_may_come_and_go(seen) -> None:
    details = [
        *_office("theft-a", detail="31a"),
        *_office("theft-a", STEADY[:6], detail="31b"),
        *_office("theft-b"),
    ]
    assert seen(details)["theft-told-apart"].current == 2 * sum(STEADY[8:])
    assert seen(details)["one-code"].current == sum(STEADY[8:])
    whole = _office("theft-a", [500] * 12)
    assert seen([*details, *whole])["theft-told-apart"].current == 2000 + sum(STEADY[8:])


# --- the family of tests, and the table ---


def test_what_is_shown_never_changes_a_verdict(country, defined) -> None:
    rng = random.Random(3)
    given = [*quarters("2021-04", [rng.randint(90, 110) for _ in range(12)], item="referrals")]
    given += quarters("2021-04", [*STEADY[:8], 125, 130, 128, 122])
    evidence = observing(country, defined, given)
    area = find_area(evidence.connection, "C1")
    every = {row.measure.id: row.q for row in observed_rows(evidence, [area], "2024-04")}
    alone = observed_rows(evidence, [area], "2024-04", measures=["tipping"])
    assert [(row.measure.id, row.q) for row in alone] == [("tipping", every["tipping"])]
    assert every["tipping"] > 0


def test_a_negative_count_stays_in_the_family_of_its_source(seen) -> None:
    clear = [*STEADY[:8], 125, 130, 128, 122]
    alone = seen(quarters("2021-04", clear))["tipping"].q
    withheld = quarters("2021-04", [*STEADY[:9], -3, *STEADY[10:]], item="referrals")
    assert seen([*quarters("2021-04", clear), *withheld])["tipping"].q == pytest.approx(2 * alone)


def test_rows_by_ward_stand_where_wards_were_reported(country, defined) -> None:
    evidence = observing(country, defined, quarters("2021-04", STEADY, area="W3"))
    area = find_area(evidence.connection, "C3")
    table = performance_table(evidence, area, "2024-04", by="ward")
    assert [(row.area.code, row.current) for row in table.observed] == [("W3", sum(STEADY[8:]))]


def test_the_table_carries_rows_figures_and_caveats_in_every_form(country, defined) -> None:
    evidence = observing(country, defined, [*quarters("2021-04", STEADY), *_survey(74, 70)])
    table = performance_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
    tipping, safe = table.observed
    figure = table.figure(tipping)
    assert (figure.value, figure.period, figure.sources) == (414, "2023-04..2024-03", ("feed",))
    assert table.figure(tipping, "percent").period == "2023-04..2024-03 against 2022-04..2023-03"
    assert (table.figure(safe, "points").value, table.figure(safe, "points").unit) == (
        -4.0,
        "percentage points",
    )
    assert table.figure(safe).identity != table.figure(safe, "previous").identity
    record = json.loads(as_json(table, defined))["observed"][0]
    assert (record["from"], record["to"], record["previous_from"]) == ("2023-04", "2024-03", "2022-04")
    frame = as_frame(table, defined).set_index("measure")
    assert frame.loc["feel-safe", "points"] == -4.0
    assert frame.loc["burglary", "from"] == table.current.start


def test_a_suppressed_figure_says_so_of_each_of_its_numbers(country, defined) -> None:
    evidence = observing(country, defined, quarters("2021-04", [*STEADY[:9], None, *STEADY[10:]]))
    table = performance_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
    states = [table.figure(table.observed[0], what).state for what in ("previous", "current", "percent")]
    assert states == [State.KNOWN, State.SUPPRESSED, State.SUPPRESSED]


def test_a_rate_is_of_the_days_that_were_supplied(seen) -> None:
    whole = seen(quarters("2021-04", [100] * 12))["tipping"]
    part = seen(quarters("2021-04", [100] * 5 + ["gap"] + [100] * 6))["tipping"]
    assert part.rate == pytest.approx(whole.rate, rel=0.01)
    assert part.monthly_average == whole.monthly_average


# --- the listing ---


def test_the_listing_holds_every_period_and_what_was_not_supplied_between(country, defined) -> None:
    evidence = observing(country, defined, quarters("2021-04", [5, "gap", 0, None]))
    found = observed_periods(evidence, find_area(evidence.connection, "C1"))
    assert [one.cell.state for one in found] == [
        State.KNOWN,
        State.NOT_SUPPLIED,
        State.ZERO,
        State.SUPPRESSED,
    ]
    assert [one.period.start for one in found] == ["2021-04", "2021-07", "2021-10", "2022-01"]


def test_an_index_of_a_year_is_never_owed_and_shown_only_when_named(country, defined) -> None:
    old = observation("index", "C1", "2019-01", "2019-12", 17.2)
    new = observation("index", "C1", "2023-12", "2023-12", 18.5)
    evidence = observing(country, defined, [old])
    area = find_area(evidence.connection, "C1")
    assert observed_rows(evidence, [area], "2024-04") == []
    assert observed_rows(evidence, [area], "2024-04", measures=["index"]) == []
    assert [one.cell.value for one in observed_periods(evidence, area)] == [17.2]
    evidence = observing(country, defined, [new])
    assert observed_rows(evidence, [area], "2024-04") == []
    (row,) = observed_rows(evidence, [area], "2024-04", measures=["index"])
    assert row.observed.now == 18.5


def test_caveats_are_told_only_of_measures_that_are_shown(country, defined) -> None:
    evidence = observing(country, defined, [])
    table = performance_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
    assert any(row.measure.id == "serious-acquisitive-crime" for row in table.rows)
    said = {caveat.id for caveat in table.caveats}
    assert "recorded-not-committed" in said
    assert said.isdisjoint({"legacy-acquisitive", "revised-below-zero"})


def test_the_listing_reaches_as_far_as_it_is_asked_to(country, defined) -> None:
    evidence = observing(country, defined, quarters("2021-04", [5, 6]))
    area = find_area(evidence.connection, "C1")
    found = observed_periods(evidence, area, start="2021-01", end="2021-12")
    assert [one.cell.value for one in found] == [None, 5, 6, None]


def test_a_partners_own_figures_stay_with_the_partnership(country, defined) -> None:
    evidence = observing(
        country, defined, [*quarters("2021-04", STEADY), *_office("theft-a"), *_office("theft-b")]
    )
    rows = observed_rows(evidence, [find_area(evidence.connection, "C1")], "2024-04")
    assert {row.measure.id for row in rows} > {"tipping", "theft-told-apart"}
    assert {row.measure.id for row in published_rows(rows, defined)} == {"theft-told-apart"}
    assert published_rows(rows, defined, open_data=True) == ()
