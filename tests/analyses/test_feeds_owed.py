"""What is owed, late, in part and never came."""

from __future__ import annotations

from datetime import date

import pytest

from wardmote.analyses.feeds import FeedState, feed_status
from wardmote.definitions import Feed

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


WEEKLY = Feed(
    id="weekly",
    title="Counts by week",
    provider="Police",
    sources=("weekly-counts",),
    frequency="week",
    due_days=10,
    source="A made-up feed",
)


def test_weeks_are_owed_one_by_one() -> None:
    received = {"2025-04-07": date(2025, 4, 20), "2025-04-21": date(2025, 5, 20)}
    found = feed_status(WEEKLY, received, date(2025, 5, 21))
    assert [(one.period.start, one.due.isoformat(), one.state) for one in found.periods] == [
        ("2025-04-07", "2025-04-23", FeedState.RECEIVED),
        ("2025-04-14", "2025-04-30", FeedState.OVERDUE),
        ("2025-04-21", "2025-05-07", FeedState.LATE),
        ("2025-04-28", "2025-05-14", FeedState.OVERDUE),
        ("2025-05-05", "2025-05-21", FeedState.AWAITED),
        ("2025-05-12", "2025-05-28", FeedState.AWAITED),
    ]
    assert found.sentence == (
        "Not received: 2 of 6 periods; last received week from 21 April 2025, on 20 May 2025."
    )


def test_a_week_of_which_rows_were_rejected_is_received_in_part() -> None:
    received = {"2025-04-07": date(2025, 4, 20), "2025-04-14": date(2025, 4, 21)}
    lacking = {"2025-04-14": ("rows that were rejected",)}
    found = feed_status(WEEKLY, received, date(2025, 5, 1), lacking=lacking)
    assert [one.state for one in found.periods] == [FeedState.RECEIVED, FeedState.PART, FeedState.AWAITED]
    assert found.sentence == (
        "Received in part: week from 14 April 2025, without rows that were rejected; last received whole week from 7 April "
        "2025, on 20 April 2025."
    )


def test_a_quarter_of_which_one_measure_came_is_received_in_part() -> None:
    lacking = {f"2025-0{month}": ("Attacks on crews",) for month in (7, 8, 9)}
    received = {**months(4, 6, date(2025, 9, 1)), **months(7, 9, date(2025, 12, 1))}
    found = feed_status(QUARTERLY, received, date(2026, 1, 1), lacking=lacking, never=("False alarms",))
    assert [one.state for one in found.periods[:2]] == [FeedState.RECEIVED, FeedState.PART]
    assert found.last_received is not None
    assert found.last_received.period.start == "2025-04"
    assert found.last_in_part is not None
    assert found.sentence == (
        "Received in part: July to September 2025, without Attacks on crews; last received whole April to June 2025, on "
        "1 September 2025; never received: False alarms."
    )


def test_where_only_parts_came_nothing_is_called_received() -> None:
    found = feed_status(QUARTERLY, months(4, 5, date(2025, 7, 9)), date(2025, 10, 1))
    assert found.sentence == (
        "Received in part: April to June 2025, without June 2025; nothing was ever received whole."
    )
    assert found.last_received is None


@pytest.mark.parametrize(
    "changes",
    [
        {"due_days": None},
        {"due_days": None, "due_months": 1},
        {"due_months": 1},
        {"frequency": "month"},
        {"due_days": -1},
    ],
)
def test_a_feed_says_by_when_it_is_due_in_its_own_unit(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"is due within|greater than or equal to 0"):
        Feed.model_validate(WEEKLY.model_dump() | changes)
