"""A rate beside another is called higher or lower only where the intervals do not overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.analyses.rates_beside import beside, rate_sentence, rates_apart
from wardmote.definitions import load
from wardmote.figures import Area, Row, State

DEFINITIONS = load()
OPPOSITE = {"higher than": "lower than", "lower than": "higher than"}


def row(measure: str, rate: float | None, low: float | None = None, high: float | None = None) -> Row:
    interval = None if low is None else (low, high)
    state = State.NOT_AVAILABLE if rate is None else State.KNOWN
    return Row(
        DEFINITIONS.measures[measure], Area("W1", "Ward", "ward"), state, rate=rate, rate_interval=interval
    )


@pytest.mark.parametrize(
    ("mine", "other", "said"),
    [
        ((50.0, 45.0, 55.0), (30.0, 29.0, 31.0), "higher than"),
        ((20.0, 18.0, 22.0), (30.0, 29.0, 31.0), "lower than"),
        ((33.0, 30.5, 36.0), (30.0, 29.0, 31.0), "not clearly different from"),
        ((33.0, 31.0, 36.0), (30.0, 29.0, 31.0), "not clearly different from"),
        ((33.0, 31.1, 36.0), (30.0, 29.0, 31.0), "higher than"),
        ((0.0, 0.0, 2.0), (30.0, 29.0, 31.0), "lower than"),
    ],
)
def test_only_intervals_apart_are_different(mine: tuple, other: tuple, said: str) -> None:
    assert beside(row("all-crime", *mine), row("all-crime", *other)) == said


@given(st.lists(st.floats(0, 500), min_size=6, max_size=6))
def test_the_answer_turns_with_the_question(values: list[float]) -> None:
    one, two = sorted(values[:3]), sorted(values[3:])
    mine, other = (row("burglary", part[1], part[0], part[2]) for part in (one, two))
    there, back = beside(mine, other), beside(other, mine)
    assert back == OPPOSITE.get(str(there), there)


def test_without_a_rate_nothing_is_compared() -> None:
    assert beside(row("all-crime", None), row("all-crime", 30, 29, 31)) is None
    assert beside(row("all-crime", 30, 29, 31), None) is None
    assert rate_sentence(row("all-crime", None), None, "the partnership's", DEFINITIONS) == ""


def test_the_sentence_gives_rate_interval_and_the_other() -> None:
    mine, other = row("all-crime", 50.04, 45, 55), row("all-crime", 30, 29, 31)
    assert rate_sentence(mine, other, "the partnership's", DEFINITIONS) == (
        "That is 50.0 per 1,000 residents (95% interval 45.0 to 55.0), higher than the partnership's 30.0."
    )
    assert rate_sentence(mine, None, "", DEFINITIONS).endswith("45.0 to 55.0).")


def test_measures_apart_are_named_and_the_others_are_not() -> None:
    rows = [row("burglary", 9, 8, 10), row("drugs", 1, 0.5, 1.5), row("robbery", 3, 1, 5)]
    others = {name: row(name, 3, 2.9, 3.1) for name in ("burglary", "drugs", "robbery")}
    assert rates_apart(rows, others, "the partnership's") == (
        "Rates are clearly higher than the partnership's for burglary, and lower for drugs."
    )
    assert rates_apart(rows[1:2], others, "the partnership's") == (
        "Rates are clearly lower than the partnership's for drugs."
    )
    assert rates_apart(rows[2:], others, "the partnership's") == ""
