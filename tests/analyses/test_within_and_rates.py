"""What is said within an area: how many could be judged, and what a rate cannot tell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.country import MONTHS
from tests.plain_words import assert_plain

from wardmote.analyses import places
from wardmote.analyses import within as module
from wardmote.analyses.within import within
from wardmote.figures import Verdict, find_area, performance_table


def _table(country, code="C1"):
    return performance_table(country.evidence, find_area(country.evidence.connection, code), "2024-04")


@pytest.fixture
def judged(country, monkeypatch):
    """A maker of within() where each base row of a ward has one verdict, but for so many that rose."""

    def make(verdict: Verdict, rose: int = 0, code: str = "C3"):
        def rows(*given):
            base = [row for row in places.rows_within(*given) if row.measure.available]
            base = [row for row in base if row.measure.base]
            up = [replace(row, verdict=Verdict.ROSE, z=3.0) for row in base[:rose]]
            return [*up, *(replace(row, verdict=verdict) for row in base[rose:])]

        monkeypatch.setattr(module, "rows_within", rows)
        return within(country.evidence, _table(country, code))

    return make


@pytest.mark.parametrize("verdict", [Verdict.NOT_COMPARABLE, Verdict.TOO_FEW], ids=str)
def test_nothing_judged_is_not_nothing_changed(judged, verdict) -> None:
    found = judged(verdict)
    assert found.judged == 0
    assert found.sentence == "In two wards no change of a measure could be judged."


def test_wards_whose_location_is_uncertain_are_counted_apart(judged) -> None:
    assert "For 28 the location is too uncertain to say." in judged(Verdict.LOCATION_UNCERTAIN).sentence
    found = judged(Verdict.LOCATION_UNCERTAIN, rose=2)
    assert "make 2 pairs that could be judged: two changed by more than chance. For 26" in found.sentence


def test_one_change_may_be_a_false_alarm_and_several_some(judged) -> None:
    one, two = judged(Verdict.NO_CLEAR_CHANGE, rose=1), judged(Verdict.NO_CLEAR_CHANGE, rose=2)
    assert one.sentence.endswith("so this may be a false alarm.")
    assert one.finding.meaning == "Each ward was judged on its own, so this may be a false alarm."
    assert two.sentence.endswith("so some of these may be false alarms.")


def test_one_ward_is_not_one_wards(judged) -> None:
    found = judged(Verdict.NO_CLEAR_CHANGE, code="C2")
    assert (
        found.sentence
        == "In the one ward fourteen measures could be judged: none changed by more than chance."
    )
    assert_plain(found.sentence)


def test_a_level_that_the_area_lacks_is_said(country) -> None:
    country.evidence.connection.execute("BEGIN")
    try:
        country.evidence.connection.execute("DELETE FROM areas WHERE level = 'ward'")
        assert within(country.evidence, _table(country)).sentence == "No ward of the area is known."
    finally:
        country.evidence.connection.execute("ROLLBACK")


def test_areas_without_a_rate_stand_last_and_by_count(make_country) -> None:
    country = make_country()
    country.evidence.connection.execute("DELETE FROM population")
    found = places.area_rates(
        country.evidence, _table(country), country.evidence.definitions.measures["all-crime"]
    )
    assert not found.rated
    assert found.far_above == ()
    counts = [row.current for row in found.rows]
    assert counts == sorted(counts, reverse=True)


def test_the_map_names_the_lowest_rate_there_is(make_country, monkeypatch) -> None:
    country = make_country()
    country.evidence.connection.execute("DELETE FROM population WHERE lsoa = 'E5'")
    country.evidence.connection.execute("UPDATE places SET ward = 'W5' WHERE lsoa = 'E6'")
    country.evidence.connection.execute("INSERT INTO areas VALUES ('ward', 'W5', 'Name of W5')")
    monkeypatch.setattr(places, "outlines", lambda *given: dict.fromkeys(given[2], b""))
    table = _table(country, "C3")
    found = places.area_rates(country.evidence, table, country.evidence.definitions.measures["all-crime"])
    assert "–" not in found.picture.caption.alt
    assert "Without a rate: 1." in found.picture.caption.alt
    assert f"lowest: {found.rows[-2].area.name}" in found.picture.caption.alt


def test_a_rate_of_fewer_months_says_so(make_country, monkeypatch) -> None:
    country = make_country({("essex", "2023-11")})
    monkeypatch.setattr(places, "outlines", lambda *given: dict.fromkeys(given[2], b""))
    found = places.area_rates(
        country.evidence, _table(country, "C3"), country.evidence.definitions.measures["all-crime"]
    )
    assert "in the eleven months that both years have" in found.picture.caption.subtitle
    assert found.picture.caption.note.endswith("Rates allow for the days that were not supplied.")


def test_years_without_files_leave_nothing_to_judge(make_country) -> None:
    late = make_country({("essex", month) for month in MONTHS[:24]})
    assert within(late.evidence, _table(late, "C3")).sentence == (
        "In two wards no change of a measure could be judged."
    )
