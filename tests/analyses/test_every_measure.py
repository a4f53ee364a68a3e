"""Many measures looked at in one way: each refusal alone, and chances that allow for their family."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.analyses.every_measure import counted_measures, family_of, look_at_every, together
from wardmote.analyses.result import CannotBearError, Refusal
from wardmote.definitions import load
from wardmote.figures.performance import TableError

NONE = Refusal("Nothing.", "None bears it.", "Ask for more.")


def by_hand(chances: list[float | None], families: list[str], at: int) -> float | None:
    """The least over all that rank no better in the family of (size of the family x p / rank)."""
    mine = sorted(
        p for p, family in zip(chances, families, strict=True) if family == families[at] and p is not None
    )
    own = chances[at]
    if own is None:
        return None
    ranked = [len(mine) * p / rank for rank, p in enumerate(mine, start=1) if p >= own]
    return min(1.0, *ranked)


@given(st.lists(st.tuples(st.none() | st.floats(0, 1), st.sampled_from("ab")), min_size=1, max_size=12))
def test_each_chance_allows_for_its_own_family_alone(drawn: list[tuple[float | None, str]]) -> None:
    chances, families = [p for p, _ in drawn], [family for _, family in drawn]
    found = together(chances, families)
    for at, q in enumerate(found):
        expected = by_hand(chances, families, at)
        assert q == (None if expected is None else pytest.approx(expected))


def _look(asked: int) -> int:
    if asked < 0:
        raise CannotBearError(Refusal(f"{asked}.", "It is below zero.", "Ask for another."))
    if asked == 0:
        raise TableError("Nothing ever came.")
    return asked * 2


def test_one_that_cannot_bear_it_stops_no_other() -> None:
    looked = look_at_every([1, -5, 0, 3], _look, NONE)
    assert looked.found == (2, 6)
    assert [one.what for one in looked.refused] == ["-5."]


@pytest.mark.parametrize(
    ("asked", "says"), [([-1, -2], "Nothing."), ([-7], "-7."), ([0], "Nothing."), ([], "Nothing.")]
)
def test_where_none_bears_it_all_of_it_is_refused(asked: list[int], says: str) -> None:
    with pytest.raises(CannotBearError) as refused:
        look_at_every(asked, _look, NONE)
    assert refused.value.refusal.what == says


def test_a_family_is_of_one_kind_of_supplier_and_sums_are_apart() -> None:
    measures = load().measures
    assert family_of(measures["burglary"]) == family_of(measures["robbery"])
    assert family_of(measures["burglary"]) != family_of(measures["all-crime"])
    assert family_of(measures["burglary"]) != family_of(measures["fly-tipping"])


def test_shares_sums_of_money_and_numbers_at_one_time_are_not_looked_at() -> None:
    definitions = load()
    named = {one.id for one in counted_measures(definitions)}
    assert {"burglary", "fly-tipping"} <= named
    assert not named & {one.id for one in definitions.measures.values() if one.quantity != "count"}
