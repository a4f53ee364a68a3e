"""What is left out of counts, attacked by a reader who knows nothing of how it was chosen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.figures.attacker import bounds, by_algebra, by_taking_away, choices

from wardmote.figures.disclosure import Cells, DisclosureError, Rule, Sum, left_out

RULE = Rule()


def table(base: np.ndarray, wards: list[int]) -> tuple[list[int], list[Sum]]:
    """Small areas by kinds, their wards and the whole, each with the sum of all kinds: every count and every sum."""
    known = sorted(set(wards))
    grid = np.array(
        [*base, *(base[[w == ward for w in wards]].sum(axis=0) for ward in known), base.sum(axis=0)]
    )
    grid = np.column_stack((grid, grid.sum(axis=1)))
    at = np.arange(grid.size).reshape(grid.shape)
    sums = [Sum(int(row[-1]), tuple(map(int, row[:-1]))) for row in at]
    for column in at.T:
        areas, middle, whole = column[: len(base)], column[len(base) : -1], int(column[-1])
        sums.append(Sum(whole, tuple(map(int, middle))))
        sums += [
            Sum(int(total), tuple(int(a) for a, w in zip(areas, wards, strict=True) if w == ward))
            for total, ward in zip(middle, known, strict=True)
        ]
    return grid.ravel().tolist(), sums


def as_printed(counts, hidden):
    return {place: None if hidden[place] else count for place, count in enumerate(counts)}


def as_told(sums):
    return [(one.total, one.parts) for one in sums]


def small(counts, rule=RULE):
    return [place for place, count in enumerate(counts) if 0 < count < rule.smallest]


@st.composite
def tables(draw):
    areas, kinds = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    count = st.one_of(st.just(0), st.integers(0, 5), st.integers(0, 40))
    base = [[draw(count) for _ in range(kinds)] for _ in range(areas)]
    wards = [draw(st.integers(0, 2)) for _ in range(areas)]
    return table(np.array(base), wards)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_no_count_that_is_left_out_can_be_worked_out(made) -> None:
    counts, sums = made
    hidden = left_out(Cells.printed(counts, sums), RULE)
    printed, told = as_printed(counts, hidden), as_told(sums)
    assert all(hidden[place] for place in small(counts))
    assert not by_taking_away(printed, told)
    assert not by_algebra(printed, told)
    ends = bounds(printed, told, [place for place in printed if hidden[place]])
    assert all(choices(ends[place]) >= RULE.choices for place in small(counts))
    assert all(choices(found) >= 2 for found in ends.values())


@settings(max_examples=30, deadline=None)
@given(tables())
def test_a_table_below_hides_what_the_one_above_hides(made) -> None:
    """The whole is published first, then its wards, then small areas; each time the reader keeps what was printed."""
    counts, sums = made
    kinds, size = len(sums[0].parts) + 1, len(counts)
    top = set(range(size - kinds, size))
    middle = {place for one in sums if one.total in top for place in one.parts} - top
    hidden = np.zeros(size, dtype=bool)
    for scope, here in (
        (top, top),
        (top | middle, middle),
        (set(range(size)), set(range(size)) - top - middle),
    ):
        known = tuple(one for one in sums if {one.total, *one.parts} <= scope)
        fixed = np.array([place not in here for place in range(size)])
        cells = Cells(np.array(counts), known, np.ones(size, dtype=bool), fixed, hidden.copy())
        hidden |= left_out(cells, RULE)
        printed = {place: None if hidden[place] else counts[place] for place in sorted(scope)}
        told = as_told(known)
        for place, worked in by_algebra(printed, told).items():
            assert not 0 < round(worked) < RULE.smallest, place
        mine = [place for place in small(counts) if place in scope]
        ends = bounds(printed, told, mine)
        assert all(choices(ends[place]) >= (RULE.choices if place in here else 2) for place in mine)


def test_the_attack_succeeds_where_only_small_counts_are_left_out() -> None:
    """The check of the checks: three counts of 1 to 4 that their row and column give away."""
    counts, sums = table(np.array([[3, 20, 30], [12, 2, 40], [15, 30, 4]]), [0, 0, 0])
    hidden = np.array([0 < count < 5 for count in counts])
    found = by_taking_away(as_printed(counts, hidden), as_told(sums))
    assert {round(worked) for worked in found.values()} == {2, 3, 4}
    assert set(by_algebra(as_printed(counts, hidden), as_told(sums))) >= set(found)


def test_counts_that_two_sums_together_give_away_are_hidden() -> None:
    """Each row and column hides two, yet the rows minus the columns leave one: the corners must join."""
    base = np.array([[1, 1, 50], [1, 1, 60], [70, 80, 90]])
    counts, sums = table(base, [0, 0, 0])
    only_small = np.array([0 < count < 5 for count in counts])
    ends = bounds(as_printed(counts, only_small), as_told(sums), small(counts), 1.0)
    assert all(choices(found) == 1 for found in ends.values())
    hidden = left_out(Cells.printed(counts, sums), RULE)
    ends = bounds(as_printed(counts, hidden), as_told(sums), small(counts), 1.0)
    assert all(choices(found) >= 4 for found in ends.values())


def test_the_smallest_counts_join_and_the_choice_is_always_the_same() -> None:
    counts, sums = [3, 6, 9, 200, 218], [Sum(4, (0, 1, 2, 3))]
    first, second = (left_out(Cells.printed(counts, sums), RULE) for _ in range(2))
    assert first.tolist() == second.tolist() == [True, True, False, False, False]


def test_noughts_are_printed_while_anything_else_can_hide_a_count() -> None:
    hidden = left_out(Cells.printed([1, 0, 0, 7, 8], [Sum(4, (0, 1, 2, 3))]), RULE)
    assert hidden.tolist() == [True, False, False, True, False]


def test_noughts_go_where_a_total_that_stands_elsewhere_would_tell() -> None:
    """Five ones make five: only the noughts beside them can be mistaken for them."""
    counts, sums = [1, 1, 1, 1, 1, 0, 0, 5], (Sum(7, (0, 1, 2, 3, 4, 5, 6)),)
    elsewhere = np.array([False] * 7 + [True])
    cells = Cells(np.array(counts), sums, np.ones(8, dtype=bool), elsewhere, np.zeros(8, dtype=bool))
    assert left_out(cells, RULE).tolist() == [True] * 7 + [False]


def test_counts_from_open_sources_stay() -> None:
    cells = Cells.printed([2, 3, 20, 25], [Sum(3, (0, 1, 2))], [True, False, False, False])
    with pytest.raises(DisclosureError, match="Publish fewer measures"):
        left_out(cells, RULE)
    alone = Cells.printed([2, 3], [], [True, False])
    assert left_out(alone, RULE).tolist() == [True, False]


def test_what_nobody_prints_is_hidden_too() -> None:
    """Two totals differ by 2 people: one of them goes, though both are large."""
    unprinted = np.array([False, False, True])
    cells = Cells(np.array([50, 48, 2]), (Sum(0, (1, 2)),), np.ones(3, dtype=bool), unprinted, unprinted)
    assert left_out(cells, RULE).tolist() in ([True, False, False], [False, True, False])


def test_a_higher_limit_hides_more() -> None:
    counts, sums = [4, 7, 12, 30, 53], [Sum(4, (0, 1, 2, 3))]
    assert left_out(Cells.printed(counts, sums), Rule(10, 9))[:2].all()
    assert not left_out(Cells.printed(counts, sums), Rule(3, 2)).any()


def test_nothing_is_left_out_of_large_counts() -> None:
    assert not left_out(Cells.printed([50, 60, 0, 110], [Sum(3, (0, 1, 2))]), RULE).any()


def test_a_sum_that_does_not_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="make 5, not 6"):
        Cells.printed([2, 3, 6], [Sum(2, (0, 1))])
