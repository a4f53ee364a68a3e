"""Stop and search in an area: points in outlines, blanks apart, people for the whole force alone."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from tests.country import MONTHS, PLACES
from tests.figures.record_tables import point, records

from wardmote.figures import find_area
from wardmote.figures.months import Period
from wardmote.figures.performance import TableError
from wardmote.figures.searches import search_table, searches_supplied
from wardmote.figures.searches.export import searches_record, searches_rows
from wardmote.figures.tokens import Verdict

EARLIER, LATER = Period("2022-05", "2023-04").months, Period("2023-05", "2024-04").months


def drawn(seed: int = 1, each: int = 12):
    rng = random.Random(seed)
    rows = []
    for month in MONTHS:
        for _ in range(each):
            force = rng.choice(("bedfordshire", "essex"))
            at = rng.randrange(-1, len(PLACES))
            place = (None, None) if at < 0 else point(at)
            rows.append(
                (
                    month,
                    force,
                    *place,
                    rng.choice(("controlled-drugs", "stolen-goods")),
                    rng.choice(("no-further-action", "arrest", "something-new")),
                    rng.choice(("true", "false", "", "")),
                    rng.randint(1, 5),
                )
            )
    return rows


def by_hand(rows, lsoas, months, owned=(), **want) -> int:
    here = {point(at) for at, place in enumerate(PLACES) if place[0] in lsoas}
    columns = ("month", "force", "longitude", "latitude", "object", "outcome", "linked", "n")
    total = 0
    for row in rows:
        one = dict(zip(columns, row, strict=True))
        place = one["longitude"], one["latitude"]
        counted = place in here or (place == (None, None) and one["force"] in owned)
        if counted and one["month"] in months and all(one[key] == value for key, value in want.items()):
            total += one["n"]
    return total


@pytest.mark.parametrize(
    ("code", "owned"), [("C1", ()), ("C3", ("essex",)), ("W2", ()), ("E23000026", ("bedfordshire",))]
)
def test_searches_are_those_of_a_walk_over_the_rows(code: str, owned: tuple[str, ...]) -> None:
    rows = drawn()
    evidence = records([], [], rows).evidence
    table = search_table(evidence, find_area(evidence.connection, code), "2024-04")
    lsoas = {place[0] for place in PLACES if code in place}
    found = {(row.by, row.word): row.n for row in table.rows}

    def both(**want) -> tuple[int, int]:
        earlier, later = (by_hand(rows, lsoas, months, owned, **want) for months in (EARLIER, LATER))
        return earlier, later

    assert found["all", "all"] == both()
    assert found["object", "controlled-drugs"] == both(object="controlled-drugs")
    assert found["found", "true"] == both(linked="true")
    assert found["found", "not-recorded"] == both(linked="")
    assert found["outcome", "search-nothing"] == both(outcome="no-further-action")
    assert found["outcome", "something-new"] == both(outcome="something-new")
    recorded = next(row for row in table.rows if row.by == "found-of-recorded")
    assert recorded.of == tuple(a + b for a, b in zip(both(linked="true"), both(linked="false"), strict=True))
    assert sum(n for _, n in table.by_month) == both()[1]
    assert table.owns_lost == bool(owned)


def test_the_share_without_a_place_is_of_every_search_of_the_force() -> None:
    rows = drawn(3)
    evidence = records([], [], rows).evidence
    table = search_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
    for share, months in zip(table.lost, (EARLIER, LATER), strict=True):
        mine = [row for row in rows if row[1] == "bedfordshire" and row[0] in months]
        lost = sum(row[7] for row in mine if row[2] is None)
        assert share == pytest.approx(lost / sum(row[7] for row in mine))


def test_without_outlines_the_whole_force_is_shown_and_says_so() -> None:
    rows = drawn()
    evidence = records([], [], rows, outlines=False).evidence
    table = search_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
    assert (table.area.code, table.counted.code, table.placed) == ("C1", "E23000026", False)
    mine = sum(row[7] for row in rows if row[1] == "bedfordshire" and row[0] in LATER)
    assert table.rows_by("all")[0].n[1] == mine
    assert "searches cannot be placed" in table.gaps
    assert searches_record(table)["counted"]["code"] == "E23000026"


def test_a_month_not_supplied_is_a_gap_in_both_years_and_never_zero() -> None:
    rows = [row for row in drawn() if row[:2] != ("2023-08", "bedfordshire")]
    evidence = records([], [], rows, without=[("searches", "bedfordshire", "2023-08")]).evidence
    table = search_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
    assert table.left_out == ("2023-08",)
    assert dict(table.by_month)["2023-08"] is None
    lsoas = {"E1", "E2", "E4"}
    months = [[m for m in part if m[5:] != "08"] for part in (EARLIER, LATER)]
    assert table.rows_by("all")[0].n == tuple(by_hand(rows, lsoas, part) for part in months)
    assert "Not supplied: August 2023." in table.gaps


def test_a_month_without_searches_that_was_supplied_is_zero() -> None:
    rows = [row for row in drawn() if row[0] != "2023-08"]
    evidence = records([], [], rows).evidence
    table = search_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
    assert dict(table.by_month)["2023-08"] == 0
    assert table.gaps == ""


def test_too_few_months_say_nothing() -> None:
    without = [("searches", "bedfordshire", month) for month in MONTHS[:-2]]
    evidence = records([], [], drawn(), without=without).evidence
    area = find_area(evidence.connection, "C1")
    assert searches_supplied(evidence, area)
    table = search_table(evidence, area, "2024-04")
    assert table.rows_by("all")[0].n == (None, None)
    assert table.rows_by("all")[0].verdict is None
    assert table.lost == (None, None)


def test_another_force_counts_where_it_sent_every_month() -> None:
    rows = [(month, "essex", *point(0), "firearms", "arrest", "", 2) for month in MONTHS]
    steady = records([], [], rows).evidence
    area = find_area(steady.connection, "C1")
    assert search_table(steady, area, "2024-04").rows_by("all")[0].n == (24, 24)
    unsteady = records([], [], rows, without=[("searches", "essex", "2022-01")]).evidence
    assert search_table(unsteady, area, "2024-04").rows_by("all")[0].n == (0, 0)


def test_people_are_of_the_force_and_what_is_not_stated_stands_last() -> None:
    people = [
        (month, force, "officer-defined-ethnicity", value, n)
        for month in MONTHS
        for force in ("bedfordshire", "essex")
        for value, n in (("not-recorded", 40), ("white", 6), ("a-new-word", 5))
    ]
    evidence = records([], [], drawn(), people).evidence
    table = search_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
    assert [(row.title, row.n, row.stated) for row in table.people] == [
        ("White", (72, 72), True),
        ("A new word", (60, 60), True),
        ("Not recorded", (480, 480), False),
    ]
    assert sum(row.share[1] for row in table.people) == pytest.approx(1)
    assert table.people_of == "Bedfordshire Police"
    assert "not available" in table.not_available.text


def test_a_rise_is_tested_and_small_numbers_are_not() -> None:
    rng = random.Random(7)
    rows = [
        (month, "bedfordshire", *point(0), word, "arrest", "", n + rng.randint(0, 3))
        for month in MONTHS
        for word, n in (("controlled-drugs", 90 if month >= "2023-05" else 40), ("stolen-goods", 30))
    ]
    rows += [("2023-06", "bedfordshire", *point(0), "fireworks", "arrest", "", 3)]
    evidence = records([], [], rows).evidence
    table = search_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
    found = {row.word: row for row in table.rows if row.by in ("all", "object")}
    assert found["all"].verdict is found["controlled-drugs"].verdict is Verdict.ROSE
    assert found["stolen-goods"].verdict is Verdict.NO_CLEAR_CHANGE
    assert found["fireworks"].verdict is Verdict.TOO_FEW
    assert found["fireworks"].percent is None
    low, high = found["all"].rate_interval
    assert low < found["all"].rate[1] < high


def test_figures_have_names_of_their_own_and_every_row_is_exported() -> None:
    evidence = records([], [], drawn()).evidence
    table = search_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
    identities = Counter(
        table.figure(row, what).identity for row in table.rows for what in ("previous", "current", "share")
    )
    assert set(identities.values()) == {1}
    flat = searches_rows(table)
    assert len(flat) == len(table.rows) + len(table.people)
    assert len({tuple(row) for row in flat}) == 1
    with pytest.raises(TableError, match="1 to 12 months"):
        search_table(evidence, find_area(evidence.connection, "C1"), "2024-04", months=13)


def test_a_rise_that_is_a_rise_in_searches_with_a_place_alone_is_too_uncertain() -> None:
    rows = []
    for month in MONTHS:
        placed = 60 if month in LATER else 30
        rows.append((month, "bedfordshire", *point(0), "controlled-drugs", "arrest", "", placed))
        rows.append((month, "bedfordshire", None, None, "controlled-drugs", "arrest", "", 60 - placed))
    evidence = records([], [], rows).evidence
    table = search_table(evidence, find_area(evidence.connection, "C2"), "2024-04")
    area = search_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
    found = [
        one.rows_by("all")[0] for one in (area, table) if one.rows_by("all")[0].n[1] and not one.owns_lost
    ]
    assert [row.n for row in found] == [(360, 720)]
    assert found[0].verdict is Verdict.LOCATION_UNCERTAIN
