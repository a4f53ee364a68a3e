"""Which part stands for which: every part once, in the order of the later, bounded for hostile input."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.documents.redline.aligning import aligned

PARTS = st.lists(st.sampled_from("abcdefgh"), max_size=25)


def nothing_alike(one: object, other: object) -> float:
    return 0.0


def always_alike(one: object, other: object) -> float:
    return 1.0


@pytest.mark.parametrize("alike", [nothing_alike, always_alike])
@settings(deadline=None)
@given(earlier=PARTS, later=PARTS)
def test_every_part_of_both_stands_once(alike, earlier: list[str], later: list[str]) -> None:
    found = aligned(earlier, later, str, alike)
    assert [match.later for match in found if match.later is not None] == list(range(len(later)))
    olds = [match.earlier for match in found if match.earlier is not None]
    assert sorted(olds) == list(range(len(earlier)))
    in_place = [match.earlier for match in found if match.earlier is not None and not match.moved]
    assert in_place == sorted(in_place)


@settings(deadline=None)
@given(earlier=PARTS, later=PARTS)
def test_equal_parts_are_never_both_taken_out_and_added(earlier: list[str], later: list[str]) -> None:
    found = aligned(earlier, later, str, nothing_alike)
    out = {earlier[m.earlier] for m in found if m.later is None and m.earlier is not None}
    added = {later[m.later] for m in found if m.earlier is None and m.later is not None}
    assert not out & added


@settings(deadline=None)
@given(PARTS)
def test_nothing_is_between_a_list_and_itself(parts: list[str]) -> None:
    assert all(m.earlier == m.later and not m.moved for m in aligned(parts, parts, str, nothing_alike))


def test_a_part_that_moved_is_known_as_the_same() -> None:
    found = aligned(list("abcd"), list("bcda"), str, nothing_alike)
    assert [(m.earlier, m.later, m.moved) for m in found] == [
        (1, 0, False),
        (2, 1, False),
        (3, 2, False),
        (0, 3, True),
    ]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (["a"] * 5000, ["a"] * 4999 + ["b"]),
        (["a", "b"] * 2500, ["b", "a"] * 2500 + ["c"]),
        ([str(n) for n in range(5000)], [str(n) for n in reversed(range(5000))]),
        (["a"] * 5000, ["b"] * 5000),
    ],
    ids=["one part", "two parts", "backwards", "nothing in common"],
)
def test_lists_that_repeat_themselves_take_no_time(earlier: list[str], later: list[str]) -> None:
    start = time.perf_counter()
    found = aligned(earlier, later, str, always_alike)
    assert time.perf_counter() - start < 3
    assert sum(match.later is not None for match in found) == len(later)
