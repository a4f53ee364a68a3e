"""Public tables as they are printed, attacked through everything that stands in them."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest
from tests.figures.attacker import (
    bounds,
    by_algebra,
    by_taking_away,
    choices,
    from_one_row,
    least_by_noughts,
    printed_counts,
    read_csv,
)
from tests.figures.observing import definitions as with_feeds
from tests.figures.observing import observation

from wardmote.cli.tables import table_text
from wardmote.figures import Row, State, Table, find_area, performance_table
from wardmote.figures.disclosure import Sum, protected_rows, public_table
from wardmote.figures.export import as_csv, as_json

CRIMES = ("burglary", "shoplifting", "public-order", "robbery")
NAMES = (*CRIMES, "anti-social-behaviour", "all-crime")
WARDS = {"W3": ("E5", "E6"), "W4": ("E7", "E8")}


@pytest.fixture(scope="module", params=range(3))
def sparse(request):
    """A country in which hardly anything happens."""
    from tests.country import build

    made = build(seed=request.param, level=2)
    made.evidence.connection.execute(
        f"DELETE FROM counts WHERE (rowid * 7919 + {request.param}) % 23 > 1 AND category <> 'shoplifting'"
    )
    return made


def public(country, code="C3", root="C3", open_data=True, **options):
    evidence = country.evidence
    made = performance_table(evidence, find_area(evidence.connection, code), "2024-04", **options)
    return public_table(evidence, made, find_area(evidence.connection, root), open_data=open_data)


def sums_of(areas, wholes):
    """What everybody knows: all crime is its kinds, and areas make up their whole."""
    kinds = [((area, "all-crime"), [(area, name) for name in CRIMES]) for area in areas]
    parts = [((whole, name), [(p, name) for p in own]) for whole, own in wholes.items() for name in NAMES]
    return [*kinds, *parts]


@pytest.mark.parametrize("period", ["previous", "current"])
def test_three_tables_together_give_no_count_away(sparse, period) -> None:
    """The whole, its wards and its small areas, published one after the other, as CSV."""
    texts = [
        as_csv(public(sparse, by=by), sparse.evidence.definitions) for by in ("category", "ward", "lsoa")
    ]
    rows = [row for text in texts for row in read_csv(text) if row["measure"] in NAMES]
    printed = printed_counts(rows, period)
    wholes = WARDS | {"C3": ("W3", "W4", "")}
    told = sums_of(("C3", "", *WARDS, *(e for own in WARDS.values() for e in own)), wholes)
    hidden = [cell for cell, number in printed.items() if number is None]
    assert hidden
    assert not any(0 < number < 5 for number in printed.values() if number is not None)
    assert not {cell for cell, found in by_algebra(printed, told).items() if 0 < round(found) < 5}
    assert not {cell for cell, found in by_taking_away(printed, told).items() if 0 < round(found) < 5}
    ends = bounds(printed, told, hidden)
    assert all(choices(found) >= 2 or found[1] <= 0 or found[0] >= 5 for found in ends.values())


def test_a_row_gives_no_hidden_count_away(sparse) -> None:
    for by in ("category", "ward", "lsoa"):
        for row in read_csv(as_csv(public(sparse, by=by), sparse.evidence.definitions)):
            ways = from_one_row(row)
            assert not any(ways[period] for period in row["suppressed"].split())
            assert not row["not_located_share_current"]
            if row["suppressed"]:
                assert not row["percent"] + row["change"] + row["verdict"]


def test_a_row_with_its_rate_left_in_would_give_its_count_away(sparse) -> None:
    table = public(sparse, by="lsoa")
    true = performance_table(
        sparse.evidence, find_area(sparse.evidence.connection, "C3"), "2024-04", by="lsoa"
    )
    leaky = replace(
        table,
        rows=tuple(
            replace(row, rate=was.rate, monthly_average=was.monthly_average)
            for row, was in zip(table.rows, true.rows, strict=True)
        ),
    )
    counts = {(row.area.code, row.measure.id): row.current for row in true.rows}
    found = [
        (counts[row["area_code"], row["measure"]], from_one_row(row)["current"])
        for row in read_csv(as_csv(leaky, sparse.evidence.definitions))
        if "current" in row["suppressed"].split() and row["area_code"]
    ]
    assert found
    assert all(any(round(way) == count for way in ways) for count, ways in found)


def test_wards_alone_keep_every_small_count_four_values_wide(sparse) -> None:
    texts = [as_csv(public(sparse, by=by), sparse.evidence.definitions) for by in ("category", "ward")]
    true = performance_table(
        sparse.evidence, find_area(sparse.evidence.connection, "C3"), "2024-04", by="ward"
    )
    counts = {(row.area.code, row.measure.id): row.current for row in true.rows}
    rows = [row for text in texts for row in read_csv(text) if row["measure"] in NAMES]
    printed = printed_counts(rows, "current")
    told = sums_of(("C3", "", *WARDS), {"C3": ("W3", "W4", "")})
    small = [cell for cell, number in printed.items() if number is None and 0 < counts.get(cell, 0) < 5]
    for lowest in (0.0, least_by_noughts(printed, told)):
        ends = bounds(printed, told, small, lowest)
        assert all(choices(ends[cell]) >= 4 for cell in ends)


def test_an_area_asked_for_alone_hides_what_its_table_hides(sparse) -> None:
    together = {row.measure.id: row for row in public(sparse, by="ward").rows if row.area.code == "W3"}
    alone = {row.measure.id: row for row in public(sparse, code="W3").rows}
    assert any(row.suppressed for row in together.values())
    for name, row in together.items():
        assert (alone[name].suppressed, alone[name].current) == (row.suppressed, row.current)


def test_what_is_shown_changes_nothing_of_what_is_hidden(sparse) -> None:
    whole = {(r.area.code, r.measure.id): r.suppressed for r in public(sparse, by="ward").rows}
    one = public(sparse, by="ward", measures=["robbery"])
    assert {(r.area.code, r.measure.id): r.suppressed for r in one.rows} == {
        key: gone for key, gone in whole.items() if key[1] == "robbery"
    }


def test_two_areas_that_differ_by_a_few_people_hide_it(sparse) -> None:
    """C1 lies in the force of C2: what C2 adds must not follow when it is small."""
    connection = sparse.evidence.connection
    force, area = find_area(connection, "E23000026"), find_area(connection, "C1")
    plain = performance_table(sparse.evidence, area, "2024-04", compare=[force])
    made = public_table(sparse.evidence, plain, area, open_data=True)
    assert any(0 < difference < 5 for difference in _differences(plain, force.code))
    assert not any(0 < difference < 5 for difference in _differences(made, force.code))


def _differences(table: Table, code: str) -> list[int]:
    own = {row.measure.id: row for row in table.rows if row.area == table.area}
    return [
        there - here
        for row in table.rows
        if row.area.code == code
        for period in ("previous", "current")
        if (there := getattr(row, period)) is not None
        and (here := getattr(own[row.measure.id], period)) is not None
    ]


def test_published_sources_are_shown_as_they_are(sparse) -> None:
    plain = performance_table(
        sparse.evidence, find_area(sparse.evidence.connection, "C3"), "2024-04", by="lsoa"
    )
    made = public(sparse, by="lsoa", open_data=False)
    assert made.public
    assert made.rows == plain.rows
    assert made.caveats[-1].id == "published-already"


def test_a_partner_s_small_counts_are_left_out_and_its_large_ones_stand(country, tmp_path) -> None:
    known = with_feeds(tmp_path)
    evidence = replace(country.evidence, definitions=known)
    connection = evidence.connection
    rows = [
        observation(item, "C1", start, end, value)
        for item, before, now in (("tipping", 3, 240), ("referrals", 41, 4))
        for start, end, value in (("2022-04", "2023-03", before), ("2023-04", "2024-03", now))
    ]
    connection.executemany(f"INSERT INTO observations VALUES ({', '.join('?' * 12)})", rows)
    try:
        area = find_area(connection, "C1")
        plain = performance_table(evidence, area, "2024-04")
        made = public_table(evidence, plain, area)
        without = public_table(evidence, plain, area, partners=False)
    finally:
        connection.execute("DELETE FROM observations")
    assert {row.measure.id: row.current for row in plain.observed} == {"tipping": 240, "referrals": 4}
    found = {row.measure.id: row for row in made.observed}
    assert (found["tipping"].previous, found["tipping"].current) == (None, 240)
    assert (found["referrals"].previous, found["referrals"].state) == (41, State.SUPPRESSED)
    assert made.figure(found["referrals"], "current").state is State.SUPPRESSED
    assert made.rows == plain.rows
    assert without.observed == ()
    assert "240" in table_text(made, known)
    assert " 4 " not in "".join(line for line in table_text(made, known).splitlines() if "Referrals" in line)
    csv = read_csv(as_csv(made, known))
    hidden = {row["measure"]: row for row in csv if row["suppressed"]}
    assert set(hidden) == {"tipping", "referrals"}
    assert (
        not hidden["referrals"]["value"] + hidden["referrals"]["said"] + hidden["tipping"]["previous_value"]
    )


@pytest.mark.parametrize("total", [20, 61])
def test_what_a_partner_left_out_does_not_follow_from_its_totals(country, tmp_path, total) -> None:
    """It sends its total and all parts but one, in either year; what it left out may be small, or hide another."""
    known = with_feeds(tmp_path)
    evidence = replace(country.evidence, definitions=known)
    connection = evidence.connection
    years = (("2022-04", "2023-03"), ("2023-04", "2024-03"))
    rows = [
        observation("tipping", place, *years[at], value, level=level)
        for at, parts in enumerate(((18, None), (None, 18)))
        for place, level, value in (("C3", "csp", total), ("W3", "ward", parts[0]), ("W4", "ward", parts[1]))
    ]
    connection.executemany(f"INSERT INTO observations VALUES ({', '.join('?' * 12)})", rows)
    try:
        whole = find_area(connection, "C3")
        made = [
            public_table(evidence, performance_table(evidence, whole, "2024-04", by=by), whole)
            for by in ("category", "ward")
        ]
    finally:
        connection.execute("DELETE FROM observations")
    (of_whole,) = made[0].observed
    assert (of_whole.previous, of_whole.current) == (total, total)
    parts = {row.area.code: row for row in made[1].observed}
    assert set(parts) == {"W3", "W4"}
    assert all((row.previous, row.current) == (None, None) for row in parts.values())
    assert (parts["W3"].suppressed, parts["W4"].suppressed) == (("previous",), ("current",))


@pytest.mark.parametrize("small", [1, 4])
def test_a_partner_s_small_part_does_not_follow_from_its_totals(country, tmp_path, small) -> None:
    """Records without a location hide nothing of it: a partner's parts make up its whole."""
    known = with_feeds(tmp_path)
    evidence = replace(country.evidence, definitions=known)
    parts = {"C3": 30 + small, "W3": 30, "W4": small}
    rows = [
        observation("tipping", place, "2023-04", "2024-03", value, level="csp" if place == "C3" else "ward")
        for place, value in parts.items()
    ]
    evidence.connection.executemany(f"INSERT INTO observations VALUES ({', '.join('?' * 12)})", rows)
    try:
        whole = find_area(evidence.connection, "C3")
        plain = performance_table(evidence, whole, "2024-04", by="ward", totals=True)
        made = public_table(evidence, plain, whole)
    finally:
        evidence.connection.execute("DELETE FROM observations")
    assert "" in {row.area.code for row in plain.rows}
    assert {row.area.code: row.current for row in made.observed} == {"W3": None, "W4": None}


def test_a_share_of_few_people_is_left_out(country, tmp_path) -> None:
    known = with_feeds(tmp_path)
    evidence = replace(country.evidence, definitions=known)
    rows = [
        observation("feel-safe", "C1", "2022-04", "2023-03", 74.0, base=500),
        observation("feel-safe", "C1", "2023-04", "2024-03", 4.0, base=60),
    ]
    evidence.connection.executemany(f"INSERT INTO observations VALUES ({', '.join('?' * 12)})", rows)
    try:
        area = find_area(evidence.connection, "C1")
        made = public_table(evidence, performance_table(evidence, area, "2024-04"), area)
    finally:
        evidence.connection.execute("DELETE FROM observations")
    (row,) = made.observed
    assert row.observed is not None
    assert (row.observed.before, row.observed.now, row.observed.points) == (74.0, None, None)
    assert (row.observed.bases, row.observed.line) == ((500, None), ())
    assert row.state is State.SUPPRESSED


def test_the_table_says_that_counts_are_left_out(sparse) -> None:
    table, known = public(sparse, by="ward"), sparse.evidence.definitions
    words = table_text(table, known)
    assert "suppressed" in words
    assert "Counts of 1 to 4 are left out" in words
    record = json.loads(as_json(table, known))
    assert record["public"] is True
    assert record["not_located"] == {"previous": None, "current": None}
    assert all(
        row["state"] == "suppressed" and row["current"] is None
        for row in record["rows"]
        if "current" in row["suppressed"]
    )
    row = next(row for row in table.rows if "current" in row.suppressed)
    assert table.figure(row).state is State.SUPPRESSED
    assert table.figure(row, "rate").value is None
    plain = json.loads(as_json(replace(table, public=False), known))
    assert "public" not in plain
    assert "suppressed" not in plain["rows"][0]


def test_every_field_of_a_table_and_a_row_was_thought_of() -> None:
    """A new field may tell what is left out: decide in ``without`` and ``public_table``, then name it here."""
    assert {one.name for one in fields(Row)} == {
        "measure", "area", "state", "previous", "current", "percent", "percent_interval", "rate", "rate_previous",
        "rate_interval", "population", "population_previous", "monthly_average", "not_located_share", "phi", "z", "q",
        "verdict", "breaks", "reason", "with_not_located", "two_years", "suppressed", "periods", "observed",
    }  # fmt: skip
    assert {one.name for one in fields(Table)} == {
        "area", "by", "previous", "current", "snapshot", "rows", "not_located", "caveats", "breaks", "left_out",
        "untested", "others_left_out", "options", "marking", "per", "two_years", "asked", "totals", "beside", "public",
        "observed", "breaks_before",
    }  # fmt: skip


def test_two_years_are_protected_as_one_is(sparse) -> None:
    table = public(sparse, by="lsoa", two_years=True)
    rows = [row for row in table.rows if row.two_years]
    assert rows
    for row in rows:
        assert row.two_years.before is None or not 0 < row.two_years.before < 5
        assert row.two_years.before is None or "two years before" not in row.suppressed
        assert row.two_years.z is None
        if {"current", "two years before"} & set(row.suppressed):
            assert row.two_years.change is None
            assert row.two_years.verdict is None


def test_any_list_of_rows_can_be_protected(sparse) -> None:
    """Wards and their whole as three rows a measure, with sums said by their places."""
    evidence = sparse.evidence
    area = find_area(evidence.connection, "C3")
    made = performance_table(evidence, area, "2024-04", by="ward", totals=True)
    rows = [row for row in (*made.rows, *made.totals) if row.measure.id in NAMES]
    at = {(row.area.code, row.measure.id): place for place, row in enumerate(rows)}
    sums = [Sum(at["C3", name], (at["W3", name], at["W4", name], at["", name])) for name in NAMES]
    found = protected_rows(rows, sums, evidence.definitions, covers=lambda row: True)
    assert [row.measure for row in found] == [row.measure for row in rows]
    for one in sums:
        for period in ("previous", "current"):
            hidden = [place for place in (*one.parts, one.total) if period in found[place].suppressed]
            assert len(hidden) != 1
    assert protected_rows(rows, sums, evidence.definitions) == tuple(rows)
