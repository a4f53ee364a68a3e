"""Areas by what people call them, and several of one level as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.country import Country

from wardmote.figures import Area, UnknownAreaError, find_area
from wardmote.figures.areas import NotOneAreaError, areas_around, joined, small_areas_shared
from wardmote.figures.counts import monthly_counts
from wardmote.figures.months import Period
from wardmote.figures.naming import named_area
from wardmote.figures.populations import read_populations
from wardmote.operations.workspace import Workspace

PARTNERSHIP = Area("X22000001", "Safer Marrowmere", "csp")
YEAR = Period("2023-05", "2024-04")


def refused(workspace: Workspace, words: str) -> str:
    with pytest.raises(UnknownAreaError) as caught:
        named_area(workspace.snapshot.connection(), words, PARTNERSHIP)
    return str(caught.value)


@pytest.mark.parametrize("words", ["X05000001", "x05000001", "Old Quay", " old  QUAY "])
def test_a_code_or_a_name_in_any_case_finds_the_area(marrowmere: Workspace, words: str) -> None:
    found = named_area(marrowmere.snapshot.connection(), words, PARTNERSHIP)
    assert (found.code, found.name, found.level) == ("X05000001", "Old Quay", "ward")


def test_an_unknown_name_or_code_offers_the_nearest(marrowmere: Workspace) -> None:
    assert "Nearest: Old Quay (X05000001)" in refused(marrowmere, "Old Key")
    assert "Nearest: " in refused(marrowmere, "X05000099")
    assert "performance table by ward" in refused(marrowmere, "Qzxv")
    assert "by its code or its name" in refused(marrowmere, "  ")


def test_a_name_that_several_areas_bear_asks_for_the_code(make_country: Callable[[], Country]) -> None:
    connection = make_country().evidence.connection
    own = find_area(connection, "C1")
    connection.execute("UPDATE areas SET name = 'Abbey' WHERE code IN ('W3', 'W4')")
    with pytest.raises(UnknownAreaError, match=r"2 areas are called Abbey: W3 \(Name of L2\), W4"):
        named_area(connection, "abbey", own)


def test_one_in_the_partnership_goes_before_namesakes_elsewhere(make_country: Callable[[], Country]) -> None:
    connection = make_country().evidence.connection
    connection.execute("UPDATE areas SET name = 'Castle' WHERE code IN ('W1', 'W4')")
    assert named_area(connection, "Castle", find_area(connection, "C1")).code == "W1"


def test_a_town_of_the_partnership_goes_before_a_place_elsewhere(make_country: Callable[[], Country]) -> None:
    """Its wards have the town's name in theirs; a ward elsewhere has it alone and is named last, with its code."""
    connection = make_country().evidence.connection
    own = find_area(connection, "C1")
    connection.execute("UPDATE areas SET name = 'Leighton-Linslade ' || code WHERE code IN ('W1', 'W2')")
    connection.execute("UPDATE areas SET name = 'Leighton' WHERE code = 'W4'")
    with pytest.raises(UnknownAreaError) as caught:
        named_area(connection, "leighton", own)
    said = str(caught.value)
    assert "Wards with it in their name: Leighton-Linslade W1 (W1), Leighton-Linslade W2 (W2)." in said
    assert said.endswith("Leighton elsewhere: W4 (Name of L2). Name the one meant by its code.")
    with pytest.raises(UnknownAreaError, match=r"Wards with it in their name: Leighton-Linslade W1"):
        named_area(connection, "Leigh", own)
    connection.execute("UPDATE areas SET name = 'Leigh' WHERE code = 'W4'")
    assert named_area(connection, "Leigh", own).code == "W4"


def test_of_namesakes_elsewhere_those_of_the_own_force_come_first(
    make_country: Callable[[], Country],
) -> None:
    connection = make_country().evidence.connection
    connection.execute("UPDATE areas SET name = 'Abbey' WHERE code IN ('W3', 'W4')")
    forces = dict(connection.execute("SELECT ward, min(area_force) FROM places GROUP BY ward").fetchall())
    for code in ("W3", "W4"):
        other = "W4" if code == "W3" else "W3"
        connection.execute("UPDATE places SET area_force = 'E23000001' WHERE ward = ?", [other])
        connection.execute("UPDATE places SET area_force = ? WHERE ward = ?", [forces["W1"], code])
        with pytest.raises(UnknownAreaError, match=rf"2 areas are called Abbey: {code} "):
            named_area(connection, "Abbey", find_area(connection, "C1"))


def test_a_place_with_one_name_at_two_levels_is_no_riddle(make_country: Callable[[], Country]) -> None:
    connection = make_country().evidence.connection
    connection.execute("UPDATE areas SET name = 'Second Shire' WHERE code IN ('L2', 'C3')")
    assert named_area(connection, "Second Shire", find_area(connection, "C3")).code == "C3"


def test_a_small_area_of_2011_leads_to_that_of_today(make_country: Callable[[], Country]) -> None:
    connection = make_country().evidence.connection
    connection.execute("INSERT INTO places VALUES ('E01000099', 'W1', 'L1', 'C1', 'E23000026', '2011', 'E2')")
    with pytest.raises(UnknownAreaError, match=r"2011 Census.*counted in E2 \(Name of E2\)"):
        named_area(connection, "E01000099", find_area(connection, "C1"))


def test_a_town_is_the_sum_of_its_wards(country: Country) -> None:
    connection, measures = country.evidence.connection, country.evidence.definitions.measures
    town = joined([find_area(connection, "W2"), find_area(connection, "W1")], "Both")
    assert (town.code, town.level, town.name) == ("W1+W2", "ward", "Both")
    asked = [measures["burglary"], measures["all-crime"]]
    months = YEAR.months
    whole = monthly_counts(country.evidence, [town], asked, months)
    parts = monthly_counts(country.evidence, [find_area(connection, c) for c in ("W1", "W2")], asked, months)
    assert whole.counts[0].tolist() == parts.counts.sum(axis=0).tolist()
    walked = country.total({"E1", "E2", "E3", "E4"}, "burglary", set(months))
    assert int(whole.counts[0, 0].sum()) == walked
    assert not whole.owns_not_located[0]


def test_its_people_are_theirs_together(country: Country) -> None:
    connection = country.evidence.connection
    wards = [find_area(connection, code) for code in ("W1", "W2")]
    town = joined(wards, "Both")
    found = read_populations(connection, [town, *wards])
    people = {area.code: found.nearest(area, "residents", YEAR) for area in (town, *wards)}
    assert people["W1+W2"].value == people["W1"].value + people["W2"].value == 1000 + 1010 + 1020 + 1030


def test_the_same_areas_in_any_order_are_the_same_town(country: Country) -> None:
    one, two = (find_area(country.evidence.connection, code) for code in ("W1", "W2"))
    assert joined([one, two], "Both") == joined([two, one, two], "Both")
    assert joined([one], "Alone") == Area("W1", "Alone", "ward")
    assert joined([one, two, Area("W3", "Third", "ward")]).name == "Name of W1 and 2 others"


def test_areas_of_two_levels_are_not_one(country: Country) -> None:
    connection = country.evidence.connection
    with pytest.raises(NotOneAreaError, match="different levels"):
        joined([find_area(connection, "W1"), find_area(connection, "E3")], "Mixed")


def test_partnerships_together_own_what_has_no_place(country: Country) -> None:
    connection = country.evidence.connection
    both = joined([find_area(connection, "C1"), find_area(connection, "C2")], "Both")
    assert (both.level, both.column) == ("partnership", "csp")
    found = monthly_counts(
        country.evidence, [both], [country.evidence.definitions.measures["burglary"]], YEAR.months
    )
    assert found.owns_not_located[0]


def test_what_lies_around_and_what_is_shared(country: Country) -> None:
    connection = country.evidence.connection
    ward, partnership = find_area(connection, "W2"), find_area(connection, "C1")
    assert [area.code for area in areas_around(connection, ward, "csp")] == ["C1", "C2"]
    assert small_areas_shared(connection, ward, partnership) == (1, 2, 3)
