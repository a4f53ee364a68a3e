"""Whatever a definition is called, it is found; what nothing is called is refused in one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.definitions import UnknownNameError, force_called, load, measure_called
from wardmote.definitions.asking import the_one_called

OURS = load()
NAMED = {one.id: (one.id, one.title, one.short_title) for one in OURS.measures.values()}


@pytest.mark.parametrize("identifier", NAMED)
def test_a_measure_is_found_by_its_identifier_in_any_case(identifier: str) -> None:
    assert measure_called(OURS, f" {identifier.upper()} ").id == identifier


@pytest.mark.parametrize("identifier", NAMED)
def test_a_title_that_one_measure_has_finds_it_and_one_of_several_names_them(identifier: str) -> None:
    title = OURS.measures[identifier].title
    having = [one for one, names in NAMED.items() if title.casefold() in {name.casefold() for name in names}]
    own = [one for one in NAMED if one.casefold() == title.casefold()]
    if own or len(having) == 1:
        assert measure_called(OURS, title).id == (own or having)[0]
    else:
        with pytest.raises(UnknownNameError, match=", ".join(having)):
            measure_called(OURS, title)


def test_a_force_is_found_by_every_spelling() -> None:
    for force in OURS.forces.values():
        assert {force_called(OURS, name).id for name in (force.id, force.slug, *force.names)} == {force.id}


def test_what_is_nearly_a_name_is_offered_and_where_all_stand_is_said() -> None:
    with pytest.raises(UnknownNameError, match=r"^There is no measure called burglery\. Nearest: burglary"):
        measure_called(OURS, "burglery")
    with pytest.raises(UnknownNameError, match="The list of measures holds them all"):
        measure_called(OURS, "zzzz")


@given(st.lists(st.text("abc ", min_size=1, max_size=4), min_size=1, max_size=8), st.text("abc ", max_size=5))
def test_a_name_is_found_exactly_where_one_thing_has_it(names: list[str], words: str) -> None:
    called = [(f"id-{at}", (name,)) for at, name in enumerate(names)]
    same = [f"id-{at}" for at, name in enumerate(names) if " ".join(name.split()) == " ".join(words.split())]
    if not same:  # else a name that differs by its spaces alone
        same = [
            f"id-{at}" for at, name in enumerate(names) if name.replace(" ", "") == words.replace(" ", "")
        ]
    if len(same) == 1:
        assert the_one_called("thing", words, called, "") == same[0]
    else:
        with pytest.raises(UnknownNameError):
            the_one_called("thing", words, called, "")


def test_spaces_and_hyphens_within_a_name_do_not_hide_it() -> None:
    assert {measure_called(OURS, name).id for name in ("Shop lifting", "shop-lifting")} == {"shoplifting"}
    with pytest.raises(UnknownNameError, match="2 forces are called ab c: one, two"):
        the_one_called("force", "ab c", [("one", ("Ab C",)), ("two", ("ab c",))], "")
    with pytest.raises(UnknownNameError, match="no force called a bc"):
        the_one_called("force", "a bc", [("one", ("Ab C",)), ("two", ("ab-c",))], "")
