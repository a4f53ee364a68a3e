"""Reads what a period of a source is: whole months, or where the source goes by weeks, a week or a day."""

from __future__ import annotations

from wardmote.definitions.models import Layout
from wardmote.evidence.observations.misread import Misread
from wardmote.evidence.observations.months import Span
from wardmote.evidence.observations.periods import looks_like_period, read_period
from wardmote.evidence.observations.weeks import A_DAY, A_WEEK, read_day, read_week


def read_span(text: str, layout: Layout) -> Span:
    """The months, the week or the day that a text stands for, as the layout says.

    Raises
    ------
    Misread
        When it is none, or could be two.
    """
    if layout.rhythm == "month":
        return read_period(text, layout.periods)
    return read_week(text, layout) if layout.rows == "week" else read_day(text, layout)


def looks_like_span(text: str, layout: Layout) -> bool:
    """Whether a text is meant for a period of a source, even if it could be read two ways."""
    if layout.rhythm == "month":
        return looks_like_period(text, layout.periods)
    try:
        read_span(text, layout)
    except Misread as error:
        return error.expected not in (A_WEEK, A_DAY)
    return True
