"""Two versions of a text as one: either can be had back."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.documents.redline.words import marked, replaced
from wardmote.publishing.tree import Deleted, Inserted

WORDS = st.lists(
    st.sampled_from(
        ["rose", "fell", "from", "1,123", "to", "1,311", "(+16.7%):", "burglary,", "−3.2%", "a", "in"]
    ),
    max_size=30,
).map(" ".join)
TEXTS = st.one_of(WORDS, st.text(max_size=60))


def without(kind: type, inlines: tuple[object, ...]) -> str:
    return "".join(getattr(one, "text", one) for one in inlines if not isinstance(one, kind))


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_without_the_insertions_it_is_the_earlier_text(earlier: str, later: str) -> None:
    back = without(Inserted, marked(earlier, later))
    assert back == earlier or re.sub(r"\s+", " ", back).strip() == re.sub(r"\s+", " ", earlier).strip()


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_without_the_deletions_it_is_the_later_text(earlier: str, later: str) -> None:
    assert without(Deleted, marked(earlier, later)) == later
    assert without(Deleted, replaced(earlier, later)) == later


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_a_deletion_never_runs_into_the_insertion_after_it(earlier: str, later: str) -> None:
    for inlines in (marked(earlier, later), replaced(earlier, later)):
        for one, other in pairwise(inlines):
            if isinstance(one, Deleted) and isinstance(other, Inserted):
                assert one.text[-1].isspace() or other.text[0].isspace()
            assert type(one) is not type(other)


@settings(deadline=None)
@given(TEXTS)
def test_the_same_text_has_no_marks(text: str) -> None:
    assert marked(text, text) == ((text,) if text else ())


def test_numbers_are_replaced_whole() -> None:
    assert marked("Robbery rose from 1,123 to 1,311.", "Robbery rose from 1,123 to 1,318.") == (
        "Robbery rose from 1,123 to ",
        Deleted("1,311. "),
        Inserted("1,318."),
    )


def test_a_short_word_between_two_changes_goes_with_them() -> None:
    assert marked(
        "Old Quay rose by 10 to 20 in all that was counted",
        "Old Quay rose by 30 to 40 in all that was counted",
    ) == (
        "Old Quay rose by ",
        Deleted("10 to 20 "),
        Inserted("30 to 40 "),
        "in all that was counted",
    )


def test_what_has_little_in_common_is_replaced_whole() -> None:
    found = marked("No measure could be judged at all.", "Shoplifting rose by more than chance this year.")
    assert [type(one) for one in found] == [Deleted, Inserted]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("a " * 20_000, "a " * 19_999),
        ("a b " * 10_000, "b a " * 10_000),
        ("x" * 200_000, "x" * 199_999),
        (" ".join(map(str, range(5000))), " ".join(map(str, range(4999, -1, -1)))),
    ],
    ids=["one word", "two words", "one long word", "backwards"],
)
def test_texts_that_repeat_themselves_take_no_time(earlier: str, later: str) -> None:
    start = time.perf_counter()
    found = marked(earlier, later)
    assert time.perf_counter() - start < 5
    assert without(Deleted, found) == later
