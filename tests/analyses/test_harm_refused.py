"""What a harm score is refused for, in a small country whose counts are laid by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest
from tests.country import Country
from tests.figures.observing import observation, observing, quarters

from wardmote.analyses.harm import HarmAsked, harm_result
from wardmote.analyses.result import AnalysisResult, CannotBearError
from wardmote.definitions import load
from wardmote.figures import Evidence, find_area
from wardmote.figures.areas import Area
from wardmote.figures.harm import NotOneSystemError, harm_system

SOURCE = "home-office-csp"
ONS = [("8n", 100.0), ("19c", 3000.0), ("46", 10.0), ("92e", 2.0), ("1", 8000.0)]
COSTS = [("robbery-of-personal-property", 11000.0)]
ITEMS = {
    "8n": "violence-with-injury",
    "19c": "rape",
    "46": "shoplifting",
    "92e": "possession-of-drugs",
    "1": "homicide",
    "af": "fraud-action-fraud",
}
PLAIN = {"8n": [50.0] * 8, "46": [200.0] * 4 + [300.0] * 4, "19c": [2.0] * 8, "92e": [20.0] * 8}
"""Two years of quarters from April 2024 on."""


ours = cache(load)


def counts(area: str = "C1", **by_code: list[float | str | None]) -> list[tuple]:
    """Quarters by offence code."""
    return [
        row
        for code, values in by_code.items()
        for row in quarters("2024-04", values, ITEMS[code], area, source=SOURCE, detail=code, level="csp")
    ]


def held(
    country: Country, rows: Iterable[tuple], systems: dict[str, list[tuple[str, float]]] | None = None
) -> Evidence:
    """Evidence with these counts, and weights of some systems; of the ONS without a word."""
    weights = {"ons-crime-severity": ONS} if systems is None else systems
    evidence = observing(country, ours(), rows)
    connection = evidence.connection
    connection.execute(
        """CREATE OR REPLACE TABLE weights (collection VARCHAR, release VARCHAR, code VARCHAR, detail VARCHAR,
           category VARCHAR, start VARCHAR, "end" VARCHAR, weight DOUBLE, state VARCHAR, unit VARCHAR, note VARCHAR)"""
    )
    connection.execute(
        "CREATE OR REPLACE TABLE releases (kind VARCHAR, collection VARCHAR, release VARCHAR, kept BIGINT)"
    )
    for system, values in weights.items():
        connection.execute("INSERT INTO releases VALUES ('weights', ?, '2021-03', ?)", [system, len(values)])
        for code, weight in values:
            connection.execute(
                "INSERT INTO weights VALUES (?, '2021-03', ?, ?, 'Mixed', '', '', ?, 'known', 'weight', '')",
                [system, code, f"Offence {code}", weight],
            )
    return evidence


def asked(evidence: Evidence, code: str = "C1", **more) -> AnalysisResult:
    return harm_result(evidence, HarmAsked(find_area(evidence.connection, code), **more))


def refused(evidence: Evidence, code: str = "C1", **more) -> str:
    with pytest.raises(CannotBearError) as found:
        asked(evidence, code, **more)
    return found.value.refusal.sentence


def scored(result: AnalysisResult) -> dict[str, float]:
    return {row["year"]: row["score"] for row in result.table("scores").records()}


def test_the_score_and_its_two_parts_are_what_a_calculator_says(country: Country) -> None:
    result = asked(held(country, counts(**PLAIN)))
    people = sum(1000.0 + 10 * at for at in (0, 1, 3))
    before = (200 * 100 + 800 * 10 + 8 * 3000 + 80 * 2) / people * 1000
    now = (200 * 100 + 1200 * 10 + 8 * 3000 + 80 * 2) / people * 1000
    assert scored(result) == {
        "year to March 2025": pytest.approx(before),
        "year to March 2026": pytest.approx(now),
    }
    volume, mix, whole = (row["change"] for row in result.table("split").records())
    rates = 1088 / people * 1000, 1488 / people * 1000
    assert volume == pytest.approx((rates[1] - rates[0]) * (before / rates[0] + now / rates[1]) / 2)
    assert volume + mix == pytest.approx(whole)
    groups = result.table("groups").records()
    assert groups[0]["group"] == "Shoplifting"
    assert sum(row["change"] for row in groups) == pytest.approx(whole)
    assert sum(row["mix"] for row in groups) == pytest.approx(mix)
    assert "did not clearly change" in result.title


def test_a_rise_beyond_chance_says_what_most_of_it_is_for(country: Country) -> None:
    more = asked(held(country, counts(**PLAIN | {"8n": [50.0] * 4 + [300.0] * 4})))
    assert more.title.startswith("The harm score of Name of C1 rose by ")
    assert "more crimes" in more.title
    fewer = asked(held(country, counts(**PLAIN | {"19c": [90.0] * 4 + [30.0] * 4})))
    assert fewer.title.endswith("for less serious crimes, against more crimes.")


def test_without_weights_or_codes_it_is_said_which_data_would_do(country: Country) -> None:
    assert "Take in a file of weights" in refused(held(country, counts(**PLAIN), {}))
    words = refused(held(country, quarters("2024-04", [3.0] * 8)))
    assert "Records of police.uk carry a category only" in words
    assert "from 2.0 to 8,000" in words
    assert "whoever looks after the evidence can fetch them" in words
    assert "No published table counts wards" in refused(held(country, counts(**PLAIN)), "W1")


def test_a_year_that_is_not_whole_has_no_score_and_a_year_before_no_change(country: Country) -> None:
    gap = {code: [*values[:6], "gap", values[7]] for code, values in PLAIN.items()}
    assert "were not supplied for October to December 2025" in refused(held(country, counts(**gap)))
    earlier = {code: [*values[:1], "gap", *values[2:]] for code, values in PLAIN.items()}
    result = asked(held(country, counts(**earlier)))
    assert list(scored(result)) == ["year to March 2026"]
    assert "July to September 2024" in result.refused[0].sentence
    assert "cannot be set against the year before" in result.title


def test_a_suppressed_count_is_no_nought(country: Country) -> None:
    rows = counts(**PLAIN, **{"1": [0.0] * 7 + [None]})
    assert "not known how many there were of Offence 1" in refused(held(country, rows))


def test_a_count_told_twice_and_differently_is_not_known(country: Country) -> None:
    again = observation(
        "rape", "Name of C1", "2025-04", "2025-06", 3.0, source=SOURCE, detail="19c", level="csp"
    )
    assert "Offence 19c" in refused(held(country, [*counts(**PLAIN), again]))


def test_offences_without_a_weight_are_named_and_too_many_refused(country: Country) -> None:
    few = asked(held(country, counts(**PLAIN, af=[5.0] * 8)))
    (row,) = few.table("without-weight").records()
    assert (row["code"], row["crimes"], row["group"]) == ("AF", 20, "Fraud: action fraud")
    assert row["share"] == pytest.approx(100 * 20 / 1508)
    many = refused(held(country, counts(**PLAIN, af=[50.0] * 8)))
    assert "12% of them have no weight in it, among them code AF" in many


def test_revisions_are_netted_in_their_year_and_never_weigh_less_than_nothing(country: Country) -> None:
    plain = scored(asked(held(country, counts(**PLAIN))))
    netted = asked(held(country, counts(**PLAIN, **{"1": [1.0, 0.0, -1.0] + [0.0] * 5})))
    assert scored(netted) == pytest.approx(plain)
    assert any("netted" in one and "Offence 1 (−1)" in one for one in netted.caveats)
    below = asked(held(country, counts(**PLAIN, **{"1": [1.0] + [0.0] * 6 + [-1.0]})))
    assert scored(below)["year to March 2026"] == pytest.approx(plain["year to March 2026"])
    assert any("the whole year stands below zero for Offence 1 (−1)" in one for one in below.caveats)


def test_one_of_several_systems_must_be_named(country: Country) -> None:
    both = held(country, counts(**PLAIN), {"ons-crime-severity": ONS, "my-own": ONS})
    with pytest.raises(NotOneSystemError, match="two are never mixed"):
        asked(both)
    with pytest.raises(NotOneSystemError, match="Held: my-own, ons-crime-severity"):
        asked(both, weights="cambridge")
    own = asked(both, weights="my-own/2021-03")
    assert ("Weights", "My own, release 2021-03") in own.asked
    assert any("ask for crimes that victims report" in one for one in own.caveats)


def test_crimes_estimated_for_each_recorded_one_are_no_weights(country: Country) -> None:
    both = held(country, counts(**PLAIN), {"ons-crime-severity": ONS, "home-office-multiplier": ONS})
    assert harm_system(both).held.system == "ons-crime-severity"


def test_a_part_of_the_cost_table_is_refused_as_a_part(country: Country) -> None:
    words = refused(held(country, counts(**PLAIN), {"home-office-unit-cost": [*COSTS, ("rape", 39360.0)]}))
    assert "only a part of the Home Office table" in words


def test_what_the_police_find_can_be_left_out(country: Country) -> None:
    result = asked(held(country, counts(**PLAIN)), victim_reported=True)
    assert "Possession of drugs" not in {row["group"] for row in result.table("groups").records()}
    assert any("80 crimes (5% of all)" in one and "not confirmed" in one for one in result.caveats)


def test_a_group_that_vanishes_is_not_taken_for_none(country: Country) -> None:
    lost = PLAIN | {"8n": ["gap"] + [50.0] * 7}
    result = asked(held(country, counts(**lost)))
    assert "Nothing of “Violence with injury” stands in the table for April to June 2024" in (
        result.refused[0].sentence
    )


def test_a_recording_break_between_the_years_blocks_the_change(country: Country) -> None:
    moved = [replace_row(row, start=back(row[5]), end=back(row[6])) for row in counts(**PLAIN)]
    result = asked(held(country, moved))
    assert list(scored(result)) == ["year to March 2024"]
    assert "Only the principal crime is notified" in result.refused[0].sentence


def back(month: str) -> str:
    return f"{int(month[:4]) - 2}{month[4:]}"


def replace_row(row: tuple, *, start: str, end: str) -> tuple:
    return (*row[:5], start, end, *row[7:])


def test_areas_stand_beside_each_other_and_parts_are_summed(country: Country) -> None:
    evidence = held(country, [*counts(**PLAIN), *counts("C2", **PLAIN), *counts("C3", **{"8n": [9.0] * 8})])
    others = tuple(find_area(evidence.connection, code) for code in ("C2", "E23000026", "W1"))
    result = asked(evidence, beside=others)
    rows = {row["area"]: row for row in result.table("beside").records()}
    assert list(rows) == ["Name of C1", "Name of C2", "Name of E23000026"]
    assert rows["Name of E23000026"]["crimes"] == 2 * rows["Name of C1"]["crimes"]
    assert [one.what for one in result.refused][-1].startswith("No harm score can be given for Name of W1")
    assert len(result.pictures) == 2
    part = replace(others[1], codes=("C1", "C3"), level="csp")
    assert scored(harm_result(evidence, HarmAsked(Area("C1+C3", "Both", part.level, part.codes))))


def test_an_area_of_which_a_part_sent_nothing_has_no_score(country: Country) -> None:
    assert "were not supplied" in refused(held(country, counts(**PLAIN)), "E23000026")
