"""What partners owe, what came and when, and what is awaited or overdue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from wardmote.definitions import Feed
from wardmote.figures.months import Period, in_words, last_day, shift
from wardmote.figures.periods import Length, Quarters, in_dates, steps

LONGEST = 12
"""Months in the longest period of a feed."""


class FeedState(StrEnum):
    """How one period of a feed stands."""

    RECEIVED = "received"
    LATE = "received late"
    PART = "received in part"
    AWAITED = "awaited"
    OVERDUE = "not received"


@dataclass(frozen=True)
class FeedPeriod:
    """One month, quarter or year that a feed covers.

    ``received``: the day by which all that is there of it had come; None where nothing is, or where it was there when
    the evidence began, so that nobody knows the day.
    """

    period: Period
    due: date
    received: date | None
    state: FeedState
    taken_in: date | None = None
    """The day on which the last of what is there was taken in here, known even where the day of sending is not."""
    file: str = ""
    """The file that it came in; empty where that is not known."""

    @property
    def came(self) -> bool:
        """Whether anything of it is there."""
        return self.received is not None or self.state is FeedState.RECEIVED


@dataclass(frozen=True)
class FeedStatus:
    """A feed and every period of it from its first on, oldest first."""

    feed: Feed
    periods: tuple[FeedPeriod, ...]

    @property
    def last_received(self) -> FeedPeriod | None:
        """The latest period of which anything came."""
        came = [one for one in self.periods if one.came]
        return came[-1] if came else None

    @property
    def overdue(self) -> tuple[FeedPeriod, ...]:
        """Periods that are past their day and have not come, or not whole."""
        return tuple(one for one in self.periods if one.state in (FeedState.OVERDUE, FeedState.PART))

    @property
    def latest(self) -> FeedPeriod | None:
        """The latest period that is due or came."""
        known = [one for one in self.periods if one.state is not FeedState.AWAITED]
        return known[-1] if known else None

    @property
    def sentence(self) -> str:
        """How it stands, as a board would read it."""
        last = self.last_received
        if last is None:
            return "Not received; nothing was ever received."
        when = in_dates(last.period) + _when(last)
        missing = self.overdue
        if not missing:
            return f"Received; last received {when}."
        which = (
            in_dates(missing[0].period)
            if len(missing) == 1
            else f"{len(missing)} of {len(self.periods)} periods"
        )
        return f"Not received: {which}; last received {when}."


def _when(last: FeedPeriod) -> str:
    """The day on which a period came, or by which it was there, and in which file."""
    file = f" ({last.file})" if last.file else ""
    if last.received:
        return f", on {_day(last.received)}{file}"
    return f", by {_day(last.taken_in)}{file}" if last.taken_in else file


def feed_status(
    feed: Feed, received: Mapping[str, date], on: date, files: Mapping[str, str] | None = None
) -> FeedStatus:
    """How a feed stands on a day.

    Parameters
    ----------
    received
        Month (YYYY-MM) -> the day on which figures of it were first taken in.
    on
        The day asked about. Periods that end later are not yet owed; what came of them early is there all the same.
    files
        Month -> the file that it came in.

    A period is received when all its months are there; late when the last of them came after the day it was due. Of what
    came with the very first file, and was due before, nobody knows here when it was sent: it is never late.
    """
    first = feed.starts or min(received, default="")
    if not first:
        return FeedStatus(feed, ())
    known_from = min(received.values(), default=date.min)
    return FeedStatus(
        feed,
        tuple(
            _with_file(_period(feed, one, received, on, known_from), received, files or {})
            for one in _periods(feed, first, on, received)
        ),
    )


def _with_file(one: FeedPeriod, received: Mapping[str, date], files: Mapping[str, str]) -> FeedPeriod:
    """The period with the day and the file of what came last of it."""
    last = max(
        (month for month in one.period.months if month in received),
        key=lambda m: (received[m], m),
        default="",
    )
    return replace(one, taken_in=received.get(last), file=files.get(last, ""))


def _periods(feed: Feed, first: str, on: date, received: Mapping[str, date]) -> Iterator[Period]:
    """Every whole month, quarter or year from the first on that has ended by a day, or of which anything came early."""
    ended = shift(f"{on:%Y-%m}", -1)
    last = max(ended, shift(max(received, default=ended), LONGEST - 1))
    if first > last:
        return
    for step in steps(first, last, Length(feed.frequency), Quarters.FINANCIAL):
        if step.whole.end <= ended or any(month in received for month in step.whole.months):
            yield step.whole


def _period(
    feed: Feed, period: Period, received: Mapping[str, date], on: date, known_from: date
) -> FeedPeriod:
    due = last_day(shift(period.end, feed.due_months))
    came = [received[month] for month in period.months if month in received]
    day = max(came, default=None)
    if len(came) == len(period.months) and due < known_from == day:
        return FeedPeriod(period, due, None, FeedState.RECEIVED)
    if len(came) == len(period.months) and day is not None:
        return FeedPeriod(period, due, day, FeedState.LATE if day > due else FeedState.RECEIVED)
    if on <= due:
        return FeedPeriod(period, due, day, FeedState.AWAITED)
    return FeedPeriod(period, due, day, FeedState.PART if came else FeedState.OVERDUE)


def in_order(statuses: Sequence[FeedStatus]) -> list[FeedStatus]:
    """Those with most missing first, then by provider and title."""
    return sorted(statuses, key=lambda one: (-len(one.overdue), one.feed.provider, one.feed.title))


def _day(day: date) -> str:
    return f"{day.day} {in_words(f'{day:%Y-%m}')}"
