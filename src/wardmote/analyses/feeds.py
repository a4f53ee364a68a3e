"""What partners owe, what came and when, and what is awaited or overdue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
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
class Week:
    """A week from its Monday (YYYY-MM-DD)."""

    start: str

    @property
    def end(self) -> str:
        """Its Sunday."""
        return (date.fromisoformat(self.start) + timedelta(days=6)).isoformat()

    @property
    def months(self) -> tuple[str, ...]:
        """What has to come of it: itself."""
        return (self.start,)


@dataclass(frozen=True)
class FeedPeriod:
    """One week, month, quarter or year that a feed covers.

    ``received``: the day by which all that is there of it had come; None where nothing is, or where it was there when
    the evidence began, so that nobody knows the day. ``lacking``: what of it did not come although something did.
    """

    period: Period | Week
    due: date
    received: date | None
    state: FeedState
    taken_in: date | None = None
    """The day on which the last of what is there was taken in here, known even where the day of sending is not."""
    file: str = ""
    """The file that it came in; empty where that is not known."""
    lacking: tuple[str, ...] = ()

    @property
    def came(self) -> bool:
        """Whether anything of it is there."""
        return self.received is not None or self.state is FeedState.RECEIVED

    @property
    def whole(self) -> bool:
        """Whether all of it is there."""
        return self.state in (FeedState.RECEIVED, FeedState.LATE)

    def words(self, *, short: bool = False) -> str:
        """Its dates: April to June 2025; week from 7 April 2025."""
        if isinstance(self.period, Week):
            day = date.fromisoformat(self.period.start)
            return f"week {self.period.start}" if short else f"week from {_day(day)}"
        return in_dates(self.period, short=short)


@dataclass(frozen=True)
class FeedStatus:
    """A feed and every period of it from its first on, oldest first."""

    feed: Feed
    periods: tuple[FeedPeriod, ...]
    never: tuple[str, ...] = ()
    """What belongs to it by its definition and never came, although other things did."""

    @property
    def last_received(self) -> FeedPeriod | None:
        """The latest period that came whole."""
        came = [one for one in self.periods if one.whole]
        return came[-1] if came else None

    @property
    def last_in_part(self) -> FeedPeriod | None:
        """The latest period of which only a part came."""
        came = [one for one in self.periods if one.came and not one.whole]
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
        missing = [one for one in self.periods if one.state is FeedState.OVERDUE]
        parts = [one for one in self.periods if one.state is FeedState.PART]
        if last is None and self.last_in_part is None:
            return "Not received; nothing was ever received."
        said = [
            *([f"Not received: {self._which(missing)}"] if missing else []),
            *([f"{'received' if missing else 'Received'} in part: {self._which(parts)}"] if parts else []),
        ]
        what = " whole" if parts else ""
        if last is None:
            said.append(f"{'nothing' if said else 'Nothing'} was ever received whole")
        else:
            said = said or ["Received"]
            said.append(f"last received{what} {last.words()}{_when(last)}")
        if self.never:
            said.append(f"never received: {', '.join(self.never)}")
        return "; ".join(said) + "."

    def _which(self, periods: Sequence[FeedPeriod]) -> str:
        """The one period, with what it lacks; how many, where they are several."""
        if len(periods) > 1:
            return f"{len(periods)} of {len(self.periods)} periods"
        lacking = f", without {', '.join(periods[0].lacking)}" if periods[0].lacking else ""
        return f"{periods[0].words()}{lacking}"


def _when(last: FeedPeriod) -> str:
    """The day on which a period came, or by which it was there, and in which file."""
    file = f" ({last.file})" if last.file else ""
    if last.received:
        return f", on {_day(last.received)}{file}"
    return f", by {_day(last.taken_in)}{file}" if last.taken_in else file


def feed_status(
    feed: Feed,
    received: Mapping[str, date],
    on: date,
    files: Mapping[str, str] | None = None,
    lacking: Mapping[str, tuple[str, ...]] | None = None,
    never: tuple[str, ...] = (),
) -> FeedStatus:
    """How a feed stands on a day.

    Parameters
    ----------
    received
        Month (YYYY-MM) -> the day on which the last of it was first taken in; of counts by week the Monday -> that day.
    on
        The day asked about. Periods that end later are not yet owed; what came of them early is there all the same.
    files
        Month -> the file that it came in.
    lacking
        Month -> what belongs to it and did not come, although something of it did.
    never
        What belongs to the feed and never came.

    A period is received when all its months are there, each whole; late when the last of them came after the day it was
    due. Of what came with the very first file, and was due before, nobody knows here when it was sent: it is never late.
    """
    first = feed.starts or min(received, default="")
    if not first:
        return FeedStatus(feed, ())
    known_from = min(received.values(), default=date.min)
    return FeedStatus(
        feed,
        tuple(
            _with_file(_period(feed, one, received, on, known_from, lacking or {}), received, files or {})
            for one in (_weeks if feed.by_week else _periods)(feed, first, on, received)
        ),
        never,
    )


def _weeks(feed: Feed, first: str, on: date, received: Mapping[str, date]) -> Iterator[Week]:
    """Every week from the first on that has ended by a day, or of which anything came early."""
    day = date.fromisoformat(first if len(first) > len("2025-04") else f"{first}-01")
    monday = day + timedelta(days=-day.weekday() % 7)
    last = max([on - timedelta(days=7), *(date.fromisoformat(week) for week in received)])
    while monday <= last:
        week = Week(monday.isoformat())
        if date.fromisoformat(week.end) < on or week.start in received:
            yield week
        monday += timedelta(days=7)


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
    feed: Feed,
    period: Period | Week,
    received: Mapping[str, date],
    on: date,
    known_from: date,
    lacking: Mapping[str, tuple[str, ...]],
) -> FeedPeriod:
    due = _due(feed, period)
    came = [received[month] for month in period.months if month in received]
    day = max(came, default=None)
    lacks = _lacks(period, received, lacking) if came else ()
    if came and not lacks and due < known_from == day:
        return FeedPeriod(period, due, None, FeedState.RECEIVED)
    if not lacks and day is not None:
        return FeedPeriod(period, due, day, FeedState.LATE if day > due else FeedState.RECEIVED)
    if on <= due:
        return FeedPeriod(period, due, day, FeedState.AWAITED, lacking=lacks)
    return FeedPeriod(period, due, day, FeedState.PART if came else FeedState.OVERDUE, lacking=lacks)


def _due(feed: Feed, period: Period | Week) -> date:
    if isinstance(period, Week):
        return date.fromisoformat(period.end) + timedelta(days=feed.due_days or 0)
    return last_day(shift(period.end, feed.due_months or 0))


def _lacks(
    period: Period | Week, received: Mapping[str, date], lacking: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Months of a period of which nothing came, then what did not come of the others, each once."""
    months = [in_words(month) for month in period.months if month not in received]
    return tuple(
        dict.fromkeys([*months, *(what for month in period.months for what in lacking.get(month, ()))])
    )


def in_order(statuses: Sequence[FeedStatus]) -> list[FeedStatus]:
    """Those with most missing first, then by provider and title."""
    return sorted(statuses, key=lambda one: (-len(one.overdue), one.feed.provider, one.feed.title))


def _day(day: date) -> str:
    return f"{day.day} {in_words(f'{day:%Y-%m}')}"
