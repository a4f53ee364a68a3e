"""What partners owe and did not send, in rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wardmote.analyses.feeds import FeedPeriod, FeedState, FeedStatus
from wardmote.figures.months import Period, shift
from wardmote.figures.observed.years import spans
from wardmote.publishing.tree import Content, Quiet


def owed_rows(owed: Sequence[FeedStatus], to: str) -> Iterable[tuple[Content, ...]]:
    """What it is, from whom, what is missing, and what came last."""
    for one in owed:
        last, part = one.last_received, one.last_in_part
        when = last.words() if last else f"{part.words()}, in part" if part else Quiet("never")
        yield (one.feed.title, one.feed.provider, _missing_words(one, to), when)


def _missing_words(one: FeedStatus, to: str) -> str:
    """What is missing of a feed: months in spans, weeks by their number and the first of them."""
    if not one.feed.by_week:
        return spans(missing_of(one, to))
    missing = [period for period in one.periods if _lacks(period)]
    since = f" from the {missing[0].words()}"
    return f"{len(missing)} weeks{since}" if len(missing) > 1 else missing[0].words()


def missing_of(one: FeedStatus, to: str) -> list[Period]:
    """What is missing of a feed up to a month; after its last period as well, where nothing of that came."""
    missing = [
        period.period for period in one.periods if _lacks(period) and isinstance(period.period, Period)
    ]
    last = one.periods[-1].period.end
    if missing and missing[-1].end == last < to:
        missing.append(Period(shift(last, 1), to))
    return missing


def _lacks(one: FeedPeriod) -> bool:
    """Whether nothing of a period came, be it late yet or still awaited."""
    return one.state is FeedState.OVERDUE or (one.state is FeedState.AWAITED and not one.came)
