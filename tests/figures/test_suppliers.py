"""Figures lean only on forces that sent every month, and claim a force whole only where it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from wardmote.definitions import Break
from wardmote.figures import Evidence, State, Verdict, find_area, partnership_area, performance_table
from wardmote.figures.areas import areas_within
from wardmote.figures.suppliers import forces_of


def _table(country, code="C1", **options):
    evidence = country.evidence
    return performance_table(evidence, find_area(evidence.connection, code), "2024-04", **options)


def _row(table, measure, code="C1"):
    return next(row for row in table.rows if row.measure.id == measure and row.area.code == code)


def _send(country, force, months, lsoa="E1", n=30):
    connection = country.evidence.connection
    for month in months:
        connection.execute("INSERT INTO counts VALUES (?, ?, ?, 'robbery', ?)", [force, month, lsoa, n])
        connection.execute("INSERT INTO supplied VALUES (?, ?, 1000, 0)", [force, month])


LATEST = [f"2023-{month:02d}" for month in range(5, 13)] + [f"2024-{month:02d}" for month in range(1, 5)]


def test_a_force_that_sent_one_year_only_does_not_make_a_rise(make_country) -> None:
    before, country = make_country(), make_country()
    _send(country, "btp", LATEST)
    table = _table(country)
    assert _row(table, "robbery").current == _row(_table(before), "robbery").current
    assert table.others_left_out == ("British Transport Police",)
    assert "Records of British Transport Police in this area are left out" in table.gaps


def test_a_force_that_sent_every_month_counts(make_country) -> None:
    before, country = make_country(), make_country()
    months = sorted(month for force, month in country.supplied if force == "bedfordshire")
    _send(country, "btp", months)
    table = _table(country)
    assert _row(table, "robbery").current == _row(_table(before), "robbery").current + 12 * 30
    assert table.others_left_out == ()


def test_a_lookup_that_lacks_part_of_a_force_gives_nobody_its_rows_without_a_location(make_country) -> None:
    country = make_country()
    area = [find_area(country.evidence.connection, "C3")]
    assert forces_of(country.evidence, area)["C3"][0].whole
    whole = _row(_table(country, "C3"), "robbery", "C3")
    country.evidence.connection.execute("UPDATE supplied SET unknown = 400 WHERE force = 'essex'")
    country = replace(country, evidence=replace(country.evidence))  # what was read is not read again
    assert not forces_of(country.evidence, area)["C3"][0].whole
    cut = _row(_table(country, "C3"), "robbery", "C3")
    assert cut.current < whole.current
    assert not cut.with_not_located


def test_the_same_area_named_twice_counts_once(country) -> None:
    once = _table(country, compare=[find_area(country.evidence.connection, "C2")])
    area = find_area(country.evidence.connection, "C2")
    twice = _table(country, compare=[area, area, find_area(country.evidence.connection, "C1")])
    assert [(row.area.code, row.current) for row in twice.rows] == [
        (row.area.code, row.current) for row in once.rows
    ]
    both = partnership_area(country.evidence.connection, ["C1", "C1"])
    assert both.code == "C1"


def test_an_area_that_reaches_beyond_the_whole_is_named_as_a_part(country) -> None:
    evidence = country.evidence
    area = find_area(evidence.connection, "C1")
    found = {one.code: one for one in areas_within(evidence.connection, area, "ward", evidence.definitions)}
    assert (found["W1"].name, found["W1"].part_of) == ("Name of W1", "")
    assert (found["W2"].name, found["W2"].part_of) == ("Name of W2 (part)", "C1")


def test_different_counts_never_share_an_identity(country) -> None:
    seen: dict[str, object] = {}
    for code, by in (
        ("C3", "category"),
        ("E23000028", "csp"),
        ("C1", "force"),
        ("E23000026", "category"),
        ("C1", "ward"),
        ("C2", "ward"),
    ):
        table = _table(country, code, by=by)
        for row in table.rows:
            for what in ("previous", "current", "percent", "rate"):
                figure = table.figure(row, what)
                value = (figure.value, row.measure.id, what)
                assert seen.setdefault(figure.identity, value) == value


def test_a_figure_says_its_own_state_and_marking(make_country) -> None:
    country = make_country(level=2)
    evidence = replace(country.evidence, marking="OFFICIAL-SENSITIVE")
    table = performance_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
    row = _row(table, "robbery")
    assert row.percent is None
    assert table.figure(row, "percent").state is State.NOT_AVAILABLE
    assert table.figure(row).marking == "OFFICIAL-SENSITIVE"
    assert table.figure(replace(row, previous=0), "previous").state is State.ZERO
    assert isinstance(evidence, Evidence)


def test_a_rate_is_of_the_days_supplied(make_country) -> None:
    country = make_country({("bedfordshire", "2023-11")})
    table = _table(country)
    row = _row(table, "robbery")
    assert row.rate == pytest.approx(1000 * row.current / row.population.value * 366 / (366 - 30))
    assert "rates are of the days that were supplied" in table.gaps


def test_a_gap_in_the_oldest_year_leaves_the_test_and_is_named(make_country) -> None:
    table = _table(make_country({("bedfordshire", "2021-11")}))
    assert table.left_out == ()
    assert table.untested == ("2021-11",)
    assert "Not supplied: November 2021. The test leaves that month out" in table.gaps


def _with_break(country, **changes):
    rupture = Break(
        id="own-break", title="Own", date=date(2023, 9, 1), kind="recording", measures=("burglary",), label="own",
        explanation="A change.", certainty="confirmed", source="A test", **changes,
    )  # fmt: skip
    definitions = replace(
        country.evidence.definitions, breaks={**country.evidence.definitions.breaks, "own-break": rupture}
    )
    return replace(country.evidence, definitions=definitions)


def test_a_break_of_another_force_is_not_this_areas(country) -> None:
    for forces, verdict in ((("essex",), None), (("bedfordshire",), Verdict.NOT_COMPARABLE)):
        evidence = _with_break(country, forces=forces)
        table = performance_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
        named = any(found.id == "own-break" for found in table.breaks)
        row = _row(table, "burglary")
        assert named == any(found.id == "own-break" for found in row.breaks) == (verdict is not None)
        assert (row.verdict is Verdict.NOT_COMPARABLE) == (verdict is not None)


def test_a_break_at_partnership_level_blocks_a_partnership_of_several_codes(country) -> None:
    evidence = _with_break(country, levels=("csp",))
    both = partnership_area(evidence.connection, ["C1", "C2"])
    row = _row(performance_table(evidence, both, "2024-04"), "burglary", both.code)
    assert row.verdict is Verdict.NOT_COMPARABLE
