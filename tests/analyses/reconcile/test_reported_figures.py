"""Somebody else's figure beside what partners reported: each way is checked by a sum over the rows."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.figures.observing import definitions, observation, observing, quarters

from wardmote.analyses.reconcile import Stated, reconcile
from wardmote.figures import find_area
from wardmote.figures.months import Period

YEAR = Period("2023-04", "2024-03")
VALUES = [40, 41, 43, 47, 53, 61, 71, 83]


@pytest.fixture(scope="module")
def defined(tmp_path_factory):
    return definitions(tmp_path_factory.mktemp("own"))


@pytest.fixture
def explained(country, defined):
    def explain(rows, value, measure="tipping", period=YEAR, within=0.0):
        evidence = observing(country, defined, rows)
        area = find_area(evidence.connection, "C1")
        return reconcile(evidence, Stated(value, defined.measures[measure], area, period, within))

    return explain


def test_our_own_figure_agrees(explained) -> None:
    found = explained(quarters("2022-04", VALUES), sum(VALUES[4:]))
    assert found.agrees
    assert (found.explained, found.unexplained) == (0, 0)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (sum(VALUES[3:7]), "January to December 2023"),
        (sum(VALUES[:4]), "April 2022 to March 2023"),
    ],
)
def test_another_year_is_found(explained, value, words) -> None:
    found = explained(quarters("2022-04", VALUES), value)
    assert any(way.sides == ("period",) and words in way.words for way in found.equal)
    assert found.unexplained == 0


def test_a_year_to_date_is_found(explained) -> None:
    part = Period("2023-10", "2023-12")
    found = explained(quarters("2022-04", VALUES), sum(VALUES[4:7]), period=part)
    assert any("financial year to date, April to December 2023" in way.words for way in found.equal)


def test_counts_that_a_revision_took_back_are_found_and_asked_about(explained) -> None:
    found = explained(quarters("2023-04", [5, 6, -2, 7]), 18)
    assert [way.sides for way in found.equal] == [("revision",)]
    assert any("October to December 2023 takes back 2" in one for one in found.open)


def test_each_of_two_sources_that_disagree_is_tried_alone(explained) -> None:
    year = ("tipping", "C1", "2023-04", "2024-03")
    rows = [observation(*year, 100), observation(*year, 120, source="sheet")]
    found = explained(rows, 120)
    assert found.ours is None
    assert "two figures stand" in found.headline
    assert [(way.sides, way.words) for way in found.equal] == [(("source",), "by The depot's sheet alone")]


def test_what_is_missing_or_suppressed_is_said_and_is_no_zero(explained) -> None:
    gap = explained(quarters("2023-04", [5, 6, 8]), 19)
    assert gap.ours is None
    assert "not supplied for the whole of" in gap.headline
    assert any("months that were supplied, April to December 2023" in way.words for way in gap.equal)
    hidden = explained(quarters("2023-04", [5, 6, None, 8]), 25)
    assert "suppressed by who supplied it, at least 19, of" in hidden.headline
    assert not hidden.equal
    assert hidden.unexplained is None


def test_shares_are_told_in_points_and_agree_as_they_are_rounded(explained) -> None:
    rows = [observation("feel-safe", "C1", "2023-04", "2024-03", 57.6, base=400)]
    assert explained(rows, 58, "feel-safe", within=0.5).agrees
    found = explained(rows, 62, "feel-safe", within=0.5)
    assert "4.4 points higher" in found.headline
    assert found.unexplained == 4.4


def test_a_composite_that_holds_the_measure_is_found(explained) -> None:
    rows = [
        *quarters("2023-04", [1, 2, 3, 4], item="theft-a", source="office"),
        *quarters("2023-04", [2, 2, 2, 2], item="theft-b", source="office"),
        *quarters("2023-04", [9, 9, 9, 9], item="other", source="office"),
    ]
    found = explained(rows, 54, "theft-told-apart")
    assert any(way.sides == ("definition",) and "All-Of-It" in way.words for way in found.equal)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(-5, 60), min_size=8, max_size=8), st.integers(0, 400))
def test_what_is_explained_and_what_is_left_are_the_whole_difference(explained, values, theirs) -> None:
    found = explained(quarters("2022-04", values), theirs)
    assert found.ours == sum(values[4:])
    assert found.explained + found.unexplained == abs(theirs - sum(values[4:])) or found.agrees
    sums = {sum(values[a:b]) for a in range(8) for b in range(a + 1, 9)}
    kept = {sum(v for v in values[a:b] if v >= 0) for a in range(8) for b in range(a + 1, 9)}
    assert {way.count for way in found.equal} <= {theirs} & (sums | kept)
    assert "because" not in " ".join(found.sentences)
