from __future__ import annotations

import pytest
from tests.figures.observing import definitions, observation, observing

from wardmote.figures.observed.names import placed


@pytest.fixture(scope="module")
def defined(tmp_path_factory):
    return definitions(tmp_path_factory.mktemp("own"))


@pytest.fixture
def codes(country, defined):
    """The codes that names of areas come to, by name; and those without one."""

    def read(*named, areas=(), successors=()):
        given = [observation("tipping", area, "2024-01", "2024-03", 5, level=level) for area, level in named]
        evidence = observing(country, defined, given)
        evidence.connection.execute("BEGIN")
        try:
            for row in areas:
                evidence.connection.execute("INSERT INTO areas VALUES (?, ?, ?)", list(row))
            for row in successors:
                evidence.connection.execute("INSERT INTO successors VALUES (?, ?, ?, ?, ?)", list(row))
            found = placed(evidence)
        finally:
            evidence.connection.execute("ROLLBACK")
        return {area: code for (_, area, _), code in found.codes.items()}, found.unplaced

    return read


@pytest.mark.parametrize(
    "name", ["Name of C1", "NAME OF C1", " name  of c1", "Name-of-C1.", "Name of C1 CSP"]
)
def test_case_spaces_and_stops_do_not_count(codes, name) -> None:
    assert codes((name, "csp"))[0] == {name: "C1"}


def test_and_is_ampersand(codes) -> None:
    assert codes(("Bath & Wells", "csp"), areas=[("csp", "C9", "Bath and Wells")])[0] == {
        "Bath & Wells": "C9"
    }


def test_a_code_is_itself(codes) -> None:
    assert codes(("W3", ""))[0] == {"W3": "W3"}


def test_a_part_of_a_name_is_no_name(codes) -> None:
    found, unplaced = codes(("Name of C", "csp"))
    assert found == {}
    assert (
        "is no area of this snapshot: 1 row is counted nowhere (The council's feed)" in unplaced[0].sentence
    )


def test_a_name_of_another_level_is_no_name(codes) -> None:
    assert codes(("Name of C1", "ward"))[0] == {}


def test_the_sources_own_words_for_an_area_are_taken(codes) -> None:
    assert codes(("the old name", "csp"))[0] == {"the old name": "C1"}


def test_a_force_goes_by_its_spellings(codes, country) -> None:
    assert codes(("Bedfordshire Police", "force"))[0] == {"Bedfordshire Police": "E23000026"}


def test_a_name_that_two_areas_have_is_not_guessed(codes) -> None:
    found, unplaced = codes(("Abbey", "ward"), areas=[("ward", "W1x", "Abbey"), ("ward", "W3x", "Abbey")])
    assert found == {}
    assert unplaced[0].codes == ("W1x", "W3x")
    assert "the name of 2 areas (W1x, W3x)" in unplaced[0].sentence


def test_a_ward_name_is_that_of_the_authority_where_the_sources_other_wards_lie(codes) -> None:
    twins = [("ward", "W3", "Abbey"), ("ward", "W1", "Abbey")]
    found, _ = codes(("Abbey", "ward"), ("Name of W4", "ward"), areas=twins)
    assert found == {"Name of W4": "W4", "Abbey": "W3"}


def test_wards_of_no_known_authority_are_not_beside_one_another(codes) -> None:
    wards = [("ward", "W3", "Abbey"), ("ward", "X1", "Abbey"), ("ward", "X2", "Elsewhere")]
    assert codes(("Abbey", "ward"), ("Elsewhere", "ward"), areas=wards)[0] == {"Elsewhere": "X2"}


def test_an_earlier_code_and_name_stand_for_the_area_of_the_same_extent(codes) -> None:
    became = [("csp", "C0", "Old Partnership", "2020", "C3")]
    assert codes(("C0", ""), ("Old partnership", "csp"), successors=became)[0] == {
        "C0": "C3",
        "Old partnership": "C3",
    }
