from __future__ import annotations

import json

import pytest

from wardmote.definitions import UnknownNameError
from wardmote.figures import State, TableError, Verdict, find_area, performance_table
from wardmote.figures.export import as_csv, as_frame, as_json

ROW_KEYS = {
    "measure", "title", "area", "previous", "current", "change", "percent", "percent_interval", "rate",
    "rate_previous", "rate_interval", "population", "population_previous", "population_basis", "monthly_average",
    "not_located_share", "phi", "z", "q", "verdict", "state",
}  # fmt: skip


def _table(country, code="C1", to="2024-04", **options):
    evidence = country.evidence
    return performance_table(evidence, find_area(evidence.connection, code), to, **options)


def _row(table, measure, area=None):
    return next(r for r in table.rows if r.measure.id == measure and (area is None or r.area.code == area))


def test_counts_change_percent_and_average_are_those_by_hand(country) -> None:
    table = _table(country)
    row = _row(table, "burglary")
    own = {"E1", "E2", "E4"}
    before = country.total(own, "burglary", set(table.previous.months))
    after = country.total(own, "burglary", set(table.current.months))
    assert (row.previous, row.current, row.change) == (before, after, after - before)
    assert row.percent == pytest.approx(100 * (after - before) / before, abs=0.0501)
    assert row.monthly_average == pytest.approx(after / 12, abs=0.0501)


def test_a_rate_uses_the_population_nearest_to_its_own_period(country) -> None:
    row = _row(_table(country), "robbery")
    assert (row.population_previous.on.year, row.population.on.year) == (2022, 2023)
    assert row.rate == pytest.approx(1000 * row.current / row.population.value)
    assert row.rate_interval[0] < row.rate < row.rate_interval[1]


def test_burglary_is_per_household(country) -> None:
    assert _row(_table(country), "burglary").population.kind == "households"


def test_measures_that_police_uk_cannot_supply_are_rows_with_a_reason(country) -> None:
    row = _row(_table(country), "domestic-abuse")
    assert row.state is State.NOT_AVAILABLE
    assert row.current is None
    assert row.verdict is None
    assert "flag" in row.reason


def test_a_verdict_does_not_depend_on_what_is_shown(country) -> None:
    whole = _table(country)
    for options in (
        {"measures": ["robbery"]},
        {"by": "csp"},
        {"compare": [find_area(country.evidence.connection, "C3")]},
    ):
        row = next(
            r for r in _table(country, **options).rows if r.measure.id == "robbery" and r.area.code == "C1"
        )
        assert (row.verdict, row.q, row.z) == (
            _row(whole, "robbery").verdict, _row(whole, "robbery").q, _row(whole, "robbery").z,
        )  # fmt: skip


def test_wards_and_not_located_make_up_a_whole_force(country) -> None:
    whole, parts = _table(country, "E23000028"), _table(country, "E23000028", by="ward")
    for name in ("burglary", "robbery", "all-crime"):
        rows = [r for r in parts.rows if r.measure.id == name]
        assert any(r.area.level == "not-located" for r in rows)
        for what in ("previous", "current"):
            assert sum(getattr(r, what) for r in rows) == getattr(_row(whole, name), what)


def test_a_month_not_supplied_leaves_both_years_and_is_named(make_country) -> None:
    country = make_country({("bedfordshire", "2023-11")})
    table = _table(country)
    row = _row(table, "shoplifting")
    own = {"E1", "E2", "E4"}
    assert table.left_out == ("2023-11",)
    assert row.previous == country.total(own, "shoplifting", set(table.previous.months) - {"2022-11"})
    assert row.current == country.total(own, "shoplifting", set(table.current.months) - {"2023-11"})
    assert row.monthly_average == pytest.approx(row.current / 11, abs=0.0501)
    assert row.verdict is not Verdict.TOO_FEW


def test_fewer_than_nine_months_in_common_are_too_few_to_say(make_country) -> None:
    gone = {("bedfordshire", f"2023-{month:02d}") for month in (6, 7, 8, 9)}
    row = _row(_table(make_country(gone)), "shoplifting")
    assert row.verdict is Verdict.TOO_FEW
    assert row.q is None


def test_a_year_with_too_many_gaps_has_no_total_rather_than_a_small_one(make_country) -> None:
    gone = {("bedfordshire", f"2022-{month:02d}") for month in (6, 7, 8, 9)}
    country = make_country(gone)
    table = _table(country)
    row = _row(table, "shoplifting")
    assert row.previous is None
    assert row.percent is None
    assert row.current == country.total({"E1", "E2", "E4"}, "shoplifting", set(table.current.months))
    assert (row.state, row.verdict) == (State.KNOWN, Verdict.TOO_FEW)
    assert table.not_located[0] is None
    assert table.gaps.startswith("Not supplied: June 2022, July 2022")


def test_a_later_year_with_too_many_gaps_is_not_supplied(make_country) -> None:
    gone = {("bedfordshire", f"2023-{month:02d}") for month in (6, 7, 8, 9)}
    row = _row(_table(make_country(gone)), "shoplifting")
    assert (row.current, row.rate, row.monthly_average) == (None, None, None)
    assert row.previous is not None
    assert (row.state, row.verdict) == (State.NOT_SUPPLIED, Verdict.TOO_FEW)


def test_an_area_without_population_has_counts_and_no_rate(make_country) -> None:
    country = make_country()
    country.evidence.connection.execute("DELETE FROM population")
    row = _row(_table(country), "robbery")
    assert row.current is not None
    assert (row.rate, row.rate_interval, row.population) == (None, None, None)


def test_an_area_whose_force_sent_nothing_is_not_supplied_rather_than_low(make_country) -> None:
    everything = {("essex", month) for month in make_country().evidence.connection.execute(
        "SELECT DISTINCT month FROM supplied").df()["month"]}  # fmt: skip
    row = _row(_table(make_country(everything), "C3"), "robbery")
    assert row.state is State.NOT_SUPPLIED
    assert row.current is None
    assert row.verdict is None


def test_recording_breaks_make_a_measure_not_comparable(country) -> None:
    table = _table(country)
    assert _row(table, "public-order").verdict is Verdict.NOT_COMPARABLE
    assert _row(table, "all-crime").verdict is Verdict.NOT_COMPARABLE
    assert _row(table, "robbery").verdict is not Verdict.NOT_COMPARABLE
    assert {found.id for found in table.breaks} >= {"principal-crime-2023"}


def test_geography_breaks_block_small_areas_only(country) -> None:
    assert all(r.verdict is Verdict.NOT_COMPARABLE for r in _table(country, by="lsoa").rows)
    assert _row(_table(country, by="ward"), "robbery").verdict is not Verdict.NOT_COMPARABLE


def test_no_percentage_below_a_base_of_fifty(make_country) -> None:
    row = _row(_table(make_country(level=2)), "robbery", "C1")
    assert row.previous < 50
    assert row.percent is None
    assert row.percent_interval is None
    assert row.change is not None


@pytest.mark.parametrize("months", [0, 13])
def test_a_period_of_no_or_too_many_months_is_refused(country, months) -> None:
    with pytest.raises(TableError, match="1 to 12"):
        _table(country, months=months)


def test_an_unknown_measure_is_refused_with_those_there_are(country) -> None:
    with pytest.raises(
        UnknownNameError, match=r"called theft\. Nearest: .*The list of measures holds them all"
    ):
        _table(country, measures=["theft"])


def test_json_has_the_agreed_shape_and_numbers_are_numbers(country) -> None:
    made = json.loads(as_json(_table(country), country.evidence.definitions))
    assert made["schema"] == "wardmote.table/1"
    assert made["area"] == {"code": "C1", "name": "Name of C1", "level": "csp"}
    assert made["periods"]["current"] == {"from": "2023-05", "to": "2024-04"}
    assert set(made["not_located"]) == {"previous", "current"}
    for row in made["rows"]:
        assert set(row) == ROW_KEYS
        assert row["verdict"] is None or row["verdict"] in {v.value for v in Verdict}
        assert row["state"] in {s.value for s in State}
        assert all(value is None or isinstance(value, int | float) for value in (row["rate"], row["percent"]))


def test_csv_frame_and_json_hold_the_same_rows(country) -> None:
    table, definitions = _table(country), country.evidence.definitions
    frame = as_frame(table, definitions)
    assert len(frame) == len(table.rows) == len(as_csv(table, definitions).splitlines()) - 1
    assert frame["current"].iloc[0] == table.rows[0].current


def test_a_figure_is_known_again_and_changes_with_what_it_is_of(country) -> None:
    table, other = _table(country), _table(country, to="2024-03")
    row = _row(table, "robbery")
    assert table.figure(row).identity == _table(country).figure(row).identity
    identities = {
        table.figure(row).identity, table.figure(row, "previous").identity, table.figure(row, "rate").identity,
        other.figure(_row(other, "robbery")).identity, table.figure(_row(table, "burglary")).identity,
    }  # fmt: skip
    assert len(identities) == 5
    earlier = table.figure(row, "rate_previous")
    assert (earlier.value, earlier.period, earlier.unit, earlier.interval) == (
        row.rate_previous, "2022-05..2023-04", "per 1,000", None,
    )  # fmt: skip
    people = row.population_previous
    assert people is not None
    assert earlier.population == f"{people.kind} {people.on}"
    assert json.loads(table.figure(row).frozen())["value"] == row.current
