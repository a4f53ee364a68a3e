"""What is owed, late, in part and never came."""

from __future__ import annotations

from datetime import date

import pytest

from wardmote.analyses.feeds import FeedState, feed_status
from wardmote.definitions.models import Feed

QUARTERLY = Feed(
    id="fires",
    title="Deliberate fires",
    provider="Fire and rescue",
    sources=("observations",),
    frequency="quarter",
    due_months=3,
    source="A made-up feed",
    starts="2025-04",
)


def months(first: int, last: int, day: date) -> dict[str, date]:
    return {f"2025-{month:02}": day for month in range(first, last + 1)}


def states(received: dict[str, date], on: date) -> list[FeedState]:
    return [one.state for one in feed_status(QUARTERLY, received, on).periods]


@pytest.mark.parametrize(
    ("received", "on", "expected"),
    [
        ({}, date(2025, 6, 30), []),
        ({}, date(2025, 7, 1), [FeedState.AWAITED]),
        ({}, date(2025, 9, 30), [FeedState.AWAITED]),
        ({}, date(2025, 10, 1), [FeedState.OVERDUE, FeedState.AWAITED]),
        (months(4, 6, date(2025, 9, 30)), date(2025, 10, 1), [FeedState.RECEIVED, FeedState.AWAITED]),
        (
            {"2025-04": date(2025, 7, 1), **months(5, 6, date(2025, 10, 1))},
            date(2025, 10, 1),
            [FeedState.LATE, FeedState.AWAITED],
        ),
        (months(4, 5, date(2025, 7, 9)), date(2025, 9, 30), [FeedState.AWAITED]),
        (months(4, 5, date(2025, 7, 9)), date(2025, 10, 1), [FeedState.PART, FeedState.AWAITED]),
    ],
)
def test_each_quarter_stands_as_it_should(
    received: dict[str, date], on: date, expected: list[FeedState]
) -> None:
    assert states(received, on)[: len(expected)] == expected
    assert len(states(received, on)) == len(expected)


def test_what_never_came_says_so() -> None:
    found = feed_status(QUARTERLY, {}, date(2026, 2, 1))
    assert found.sentence == "Not received; nothing was ever received."
    assert [one.state for one in found.overdue] == [FeedState.OVERDUE] * 2


def test_a_silent_feed_names_what_came_last() -> None:
    found = feed_status(QUARTERLY, months(4, 6, date(2025, 9, 1)), date(2026, 2, 1))
    assert found.sentence == (
        "Not received: July to September 2025; last received April to June 2025, on 1 September 2025."
    )


def test_a_feed_without_a_first_month_expects_nothing_before_its_first_file() -> None:
    feed = QUARTERLY.model_copy(update={"starts": ""})
    assert feed_status(feed, {}, date(2026, 1, 1)).periods == ()
    first = feed_status(feed, months(7, 9, date(2025, 11, 1)), date(2026, 1, 1)).periods
    assert [one.period.start for one in first] == ["2025-07", "2025-10"]


def test_what_came_with_the_first_file_is_not_called_late() -> None:
    began, later = date(2026, 1, 15), date(2026, 1, 16)
    received = {**months(4, 6, began), **months(7, 9, later)}
    (first, second) = feed_status(QUARTERLY, received, date(2026, 1, 20)).periods[:2]
    assert (first.state, first.received) == (FeedState.RECEIVED, None)
    assert (second.state, second.received) == (FeedState.LATE, later)


def test_what_came_early_is_there_before_its_period_has_ended() -> None:
    received = {**months(4, 6, date(2025, 7, 1)), **months(7, 9, date(2025, 9, 2))}
    found = feed_status(QUARTERLY, received, date(2025, 9, 10))
    assert [one.state for one in found.periods] == [FeedState.RECEIVED] * 2
    assert found.sentence == "Received; last received July to September 2025, on 2 September 2025."


def test_a_part_that_came_early_is_still_awaited_as_a_whole() -> None:
    received = {**months(4, 6, date(2025, 7, 1)), **months(7, 7, date(2025, 8, 2))}
    found = feed_status(QUARTERLY, received, date(2025, 8, 10))
    assert [one.state for one in found.periods] == [FeedState.RECEIVED, FeedState.AWAITED]
    assert found.overdue == ()


def test_the_file_and_the_day_by_which_it_was_there_are_named() -> None:
    began = date(2025, 12, 1)
    files = {f"2025-{month:02}": "fires.csv" for month in range(4, 7)}
    found = feed_status(QUARTERLY, months(4, 6, began), date(2026, 2, 1), files)
    assert (found.periods[0].received, found.periods[0].taken_in, found.periods[0].file) == (
        None,
        began,
        "fires.csv",
    )
    assert found.sentence.endswith("last received April to June 2025, by 1 December 2025 (fires.csv).")
