"""Outcomes and searches of Wardmote against the second, plain program, on the real archive of Bedfordshire."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import plain_counts
import plain_records
import pytest
from plain_counts import month_back, twelve_months_to
from tests.workspaces import run

pytestmark = pytest.mark.shared

CENTRAL = "E22000353"
FORCE = "E23000026"
FOLLOW = 6


@pytest.fixture(scope="module")
def archive(shared: Path) -> Path:
    """The archive as the public downloads it."""
    return shared / "data" / "police" / "bedfordshire-2021-05-to-2024-04.zip"


@pytest.fixture(scope="module")
def lsoas(shared: Path) -> dict[str, dict[str, str]]:
    """The lookup of areas."""
    return plain_counts.read_geography(shared / "data" / "geography")


@pytest.fixture(scope="module")
def crimes(archive: Path) -> dict[tuple[str, str], plain_records.Crime]:
    """Crimes by their IDs."""
    return plain_records.read_crimes_by_id(archive)


@pytest.fixture(scope="module")
def outcomes(archive: Path) -> dict[str, list[tuple[str, str]]]:
    """Outcomes by the crime's ID."""
    return plain_records.read_outcomes(archive)


def told(workspace: Path, table: str, *words: str) -> dict[str, object]:
    answer = run("table", table, "--format", "json", *words, workspace=workspace)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def of_area(lsoas: dict[str, dict[str, str]], code: str) -> set[str] | None:
    """The small areas of Central Bedfordshire; None for the force, whose rows without one count too."""
    return None if code == FORCE else {one for one, row in lsoas.items() if row["csp24_code"] == code}


@pytest.mark.parametrize(
    ("code", "to", "months"), [(CENTRAL, "2023-10", 12), (FORCE, "2023-04", 12), (CENTRAL, "2024-04", 6)]
)
def test_every_group_of_every_measure_is_that_of_a_plain_recount(
    bedfordshire: Path, crimes, outcomes, lsoas, code: str, to: str, months: int
) -> None:
    table = told(bedfordshire, "outcomes", "--area", code, "--to", to)
    later = twelve_months_to(to)[:months]
    assert table["months_counted"] == later
    areas = of_area(lsoas, code)
    if areas is None:  # the force's own area, and its rows without a known place
        inside = {one for one, row in lsoas.items() if row["pfa24_code"] == FORCE}
        elsewhere = set(lsoas) - inside
        crimes = {key: crime for key, crime in crimes.items() if crime[2] not in elsewhere}
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(dict)
    for row in table["rows"]:
        found[row["measure"]][row["outcome"]] = row["crimes"]
    every = set(plain_counts.CATEGORIES) - {"anti-social-behaviour"}
    for name, span in (("current", later), ("previous", [month_back(one, 12) for one in later])):
        ends = plain_records.ended(crimes, outcomes, areas, span, FOLLOW)
        for measure in [*sorted(every), plain_counts.ALL_CRIME]:
            plain: Counter[str] = Counter()
            for (category, group), n in ends.items():
                if measure in (category, plain_counts.ALL_CRIME):
                    plain[group] += n
            mine = {group: n[name] for group, n in found[measure].items()}
            assert Counter(mine) == plain, (measure, name)
            assert plain.total() > 20
            for row in table["rows"]:
                if row["measure"] == measure and row["share"][name] is not None:
                    share = plain[row["outcome"]] / plain.total()
                    assert row["share"][name] == pytest.approx(share, abs=1e-6)


def test_months_to_the_first_outcome_are_those_of_a_plain_recount(
    bedfordshire: Path, crimes, outcomes, lsoas
) -> None:
    table = told(bedfordshire, "outcomes", "--to", "2023-10")
    earlier = [month_back(one, 12) for one in twelve_months_to("2023-10")]
    plain = plain_records.first_outcomes(crimes, outcomes, of_area(lsoas, CENTRAL) or set(), earlier)
    found = [one["crimes"] for one in table["months_to_first_outcome"]]
    steps = [(0, 0), (1, 1), (2, 3), (4, 6), (7, 12), (13, 999)]
    by_step = [
        sum(n for lag, n in plain.items() if lag is not None and least <= lag <= most)
        for least, most in steps
    ]
    assert found == [*by_step, plain[None]]


def test_too_recent_months_are_named_and_not_counted(bedfordshire: Path) -> None:
    table = told(bedfordshire, "outcomes", "--to", "2024-04")
    assert table["too_recent"] == ["2023-11", "2023-12", "2024-01", "2024-02", "2024-03", "2024-04"]
    assert table["outcomes_not_supplied"] == table["crimes_not_supplied"] == []
    assert {row["verdict"] for row in table["rows"]} <= {"too-few-to-say", "not-comparable"}


def test_incidents_without_an_id_are_not_available(bedfordshire: Path) -> None:
    table = told(bedfordshire, "outcomes")
    states = {one["measure"]: one["state"] for one in table["followed"]}
    assert states.pop("anti-social-behaviour") == "not-available"
    assert set(states.values()) == {"known"}
    assert not [row for row in table["rows"] if row["measure"] == "anti-social-behaviour"]


def test_searches_of_an_area_are_those_of_a_plain_recount(
    bedfordshire: Path, archive: Path, lsoas, shared: Path
) -> None:
    rows = [row for _, row in plain_records.rows_of(archive, "stop-and-search")]
    rings = plain_records.read_rings(
        shared / "data" / "geography" / "boundaries" / "lsoa21_bgc.geojson.gz",
        of_area(lsoas, CENTRAL) or set(),
    )
    here = plain_records.placed(rings, {place for row in rows if (place := plain_records.place_of(row))})
    table = told(bedfordshire, "searches", "--to", "2024-04")
    later = twelve_months_to("2024-04")
    for name, span in (("current", later), ("previous", [month_back(one, 12) for one in later])):
        mine = [
            row
            for row in rows
            if plain_records.month_at_home(row["Date"]) in span and plain_records.place_of(row) in here
        ]
        assert len(mine) > 400
        found = {(row["by"], row["title"]): row["n"][name] for row in table["rows"]}
        assert found["all", "All searches"] == len(mine)
        objects = Counter(row["Object of search"] for row in mine)
        assert Counter({title: n for (by, title), n in found.items() if by == "object"}) == objects
        linked = Counter(row["Outcome linked to object of search"] for row in mine)
        words = {"true": "True", "false": "False", "not-recorded": ""}
        for row in table["rows"]:
            if row["by"] == "found":
                assert row["n"][name] == linked[words[row["word"]]]
        nothing = sum(row["Outcome"] == "A no further action disposal" for row in mine)
        assert found["outcome", "No further action"] == nothing
        force = [row for row in rows if plain_records.month_at_home(row["Date"]) in span]
        without = sum(plain_records.place_of(row) is None for row in force)
        assert table["without_a_place"][name] == pytest.approx(without / len(force), abs=1e-6)
    by_month = Counter(
        plain_records.month_at_home(row["Date"]) for row in rows if plain_records.place_of(row) in here
    )
    assert [one["searches"] for one in table["by_month"]] == [by_month[month] for month in later]


def test_people_are_counted_for_the_whole_force_vehicles_left_out(bedfordshire: Path, archive: Path) -> None:
    table = told(bedfordshire, "searches", "--to", "2024-04")
    later = twelve_months_to("2024-04")
    rows = [
        row
        for _, row in plain_records.rows_of(archive, "stop-and-search")
        if row["Type"] != "Vehicle search" and plain_records.month_at_home(row["Date"]) in later
    ]
    columns = {
        "officer-defined-ethnicity": "Officer-defined ethnicity",
        "self-defined-ethnicity": "Self-defined ethnicity",
        "age-range": "Age range",
        "gender": "Gender",
    }
    for characteristic, column in columns.items():
        plain = Counter(row[column] or "Not recorded" for row in rows)
        found = {row["title"]: row["n"]["current"] for row in table["people"] if row["by"] == characteristic}
        assert Counter(found) == plain
    stated = {row["title"] for row in table["people"] if not row["stated"]}
    assert stated == {"Not recorded", "Other ethnic group - Not stated"}
    assert "not available" in table["not_available"]


def test_what_a_reader_is_told_in_words(bedfordshire: Path) -> None:
    outcomes = run("table", "outcomes", workspace=bedfordshire)
    assert outcomes.code == 0
    assert "crimes recorded in the year to October 2023, against the year to October 2022" in outcomes.out
    for words in (
        "each followed for 6 months",
        "No outcome within 6 months",
        "Anti-social behaviour is not available: Its records carry no Crime ID",
        "Only the principal crime is notified (May 2023)",
        "○ not comparable",
    ):
        assert words in outcomes.out
    searches = run("table", "searches", workspace=bedfordshire)
    for words in (
        "Rates by ethnic group, age or gender are not available",
        "ended without further action",
        "▲ rose",
    ):
        assert words in searches.out
    lines = run("table", "searches", "--format", "csv", workspace=bedfordshire).out.splitlines()
    assert len(lines) > 40
    assert lines[0].startswith("area_code,area_name,from,to,by,word,title,n_previous,n_current")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("outcomes", "--area", "E22000001"), 1, "no files of outcomes of Avon and Somerset Constabulary"),
        (("searches", "--area", "E22000001"), 1, "no files of stop and search of Avon and Somerset"),
        (("outcomes", "--to", "2019-01"), 1, "No crime of these months can be followed in both years"),
        (("outcomes", "--to", "2024-04", "--months", "3"), 1, "Too recent to be followed for 6 months"),
        (("searches", "--to", "2020-01"), 1, "It runs from May 2021 to April 2024"),
        (("outcomes", "--measure", "domestic-abuse"), 2, "Measures that can be followed are: all-crime"),
        (("searches", "--to", "April"), 2, "not a month"),
    ],
)
def test_what_cannot_be_said_ends_as_one_sentence(
    bedfordshire: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    answer = run("table", *words, workspace=bedfordshire)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert "Traceback" not in answer.err
