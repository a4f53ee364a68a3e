"""What a survey says, in sentences that can be repeated: how many, how sure, and never why."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.surveys.changed import LineChange
from wardmote.analyses.surveys.groups import GroupTest
from wardmote.analyses.surveys.lines import MEAN, NET, SHARE, Line
from wardmote.analyses.surveys.ranking import Ranking
from wardmote.analyses.surveys.said import Ranked
from wardmote.analyses.surveys.weighing import Weighed
from wardmote.analyses.surveys.wording import without_margin
from wardmote.analyses.wording import listed
from wardmote.methods.rounding import half_up
from wardmote.methods.surveys.estimates import Estimate

NAMED = 3
"""Answers or changes that a sentence names."""


def concern_words(found: Ranking, made: Weighed) -> str:
    """What most people named."""
    rows = found.rows[:NAMED]
    named = listed([f"{row.label.lower()} ({_percent(row)})" for row in rows])
    who = (
        f"Of {found.base:,} people who answered"
        if made.has_margins_of_error
        else f"Of {found.base:,} who chose to respond"
    )
    if made.wave.book.chosen in ("census", "random", "quota"):
        who = f"Of {found.base:,} people who answered"
    return f"{who}, most named {named}.{_order(rows, made)}"


def _percent(row: Ranked) -> str:
    value = f"{half_up(row.percent, 0):.0f}%"
    return value if row.low is None or row.high is None else f"{value}, {_span(row.low, row.high)}"


def _span(low: float, high: float) -> str:
    return f"{half_up(low, 0):.0f}% to {half_up(high, 0):.0f}%"


def _order(rows: Sequence[Ranked], made: Weighed) -> str:
    if not made.has_margins_of_error or not rows:
        return ""
    if rows[0].worst == 1:
        return " That the first stands first is more than chance."
    return " Their order could be chance."


def answer_words(line: Line, found: Estimate, made: Weighed) -> str:
    """One estimate in a sentence."""
    if found.value is None:
        return ""
    about = f"“{line.question.title}”"
    who = f"{found.base:,} people answered"
    tail = ""
    if found.low is not None and found.high is not None:
        tail = (
            f" ({_span(found.low, found.high)})"
            if line.what == SHARE
            else f" ({_signed(found.low)} to {_signed(found.high)})"
        )
    elif not made.has_margins_of_error:
        tail = f" ({without_margin(made.wave.book)})"
    if line.what == NET:
        return f"{about}: a NET score of {_signed(found.value)} points{tail}; {who}."
    if line.what == MEAN:
        limits = f" ({found.low:.1f} to {found.high:.1f})" if found.low is not None else tail
        return f"{about}: {found.value:.1f} on average{limits}; {who}."
    return f"{about}: {half_up(found.value, 0):.0f}% said “{line.label}”{tail}; {who}."


def change_words(changes: Sequence[LineChange], wave: str) -> str:
    """What changed by more than chance since a wave, the largest first; that nothing did, if so."""
    tested = [one for one in changes if one.clear is not None]
    if not tested:
        return f"Nothing can be said of changes since {wave}."
    clear = sorted(
        (one for one in tested if one.clear and one.line.what != MEAN),
        key=lambda one: -abs(one.change.change or 0),
    )
    if not clear:
        return f"Since {wave} nothing changed by more than chance, of {len(tested)} answers looked at."
    named = listed([_one_change(one) for one in clear[:NAMED]])
    more = f" {len(clear) - NAMED} more changed so." if len(clear) > NAMED else ""
    return f"Since {wave}, by more than chance: {named}.{more} The survey cannot say why, and what else moved may be chance."


def _one_change(one: LineChange) -> str:
    what = f"the NET score of “{one.line.question.title}”" if one.line.what == NET else f"“{one.line.label}”"
    values = (one.before.value or 0.0, one.after.value or 0.0)
    verb = "rose" if values[1] > values[0] else "fell"
    span = f"{_signed(one.change.low or 0.0)} to {_signed(one.change.high or 0.0)} points"
    if one.line.what == NET:
        return f"{what} {verb} from {_signed(values[0])} to {_signed(values[1])} ({span})"
    return f"{what} {verb} from {half_up(values[0], 0):.0f}% to {half_up(values[1], 0):.0f}% ({span})"


def _signed(value: float) -> str:
    whole = half_up(value, 0)
    return f"{whole:+.0f}".replace("-", "−") if whole else "0"


def group_words(tests: Sequence[GroupTest], by: str, level: float) -> str:
    """Which questions groups differ in."""
    if not tests:
        return ""
    clear = [one.question for one in sorted(tests, key=lambda one: one.q) if one.q < level]
    if not clear:
        return f"No answers differ by {by.lower()} by more than chance, of {len(tests)} looked at."
    named = listed([f"“{title}”" for title in clear[:NAMED]])
    return f"Answers differ by {by.lower()} by more than chance in {len(clear)} of {len(tests)} looked at: {named}."
