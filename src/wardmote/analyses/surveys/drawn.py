"""The pictures of a survey's results: dots with their ranges."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.pictures import Caption, DotRanges, RangeRow
from wardmote.analyses.surveys.asking import is_shown
from wardmote.analyses.surveys.changed import LineChange
from wardmote.analyses.surveys.groups import GroupLine
from wardmote.analyses.surveys.lines import NET, SHARE, Line
from wardmote.analyses.surveys.ranking import Ranking
from wardmote.analyses.surveys.weighing import Weighed
from wardmote.analyses.surveys.wording import chosen_words, days
from wardmote.analyses.wording import listed
from wardmote.definitions.surveys import Question
from wardmote.methods.surveys.estimates import Estimate

DRAWN, NAMED = 16, 2
"""Lines of a picture, and those that its title names."""
PERCENT, POINTS = "% of those who answered", "Change in percentage points"


def ranking_picture(found: Ranking, made: Weighed) -> DotRanges | None:
    """What most people named."""
    rows = tuple(
        RangeRow(row.label, row.percent, row.low, row.high, _places(row.best, row.worst))
        for row in found.rows[:DRAWN]
    )
    title = f"Most people named {found.rows[0].label.lower()}" if found.rows else ""
    return _picture(title, found.question.title, rows, made, PERCENT)


def _places(best: int | None, worst: int | None) -> str:
    if best is None or worst is None:
        return ""
    return f"place {best}" if best == worst else f"places {best} to {worst}"


def answers_picture(
    question: Question, found: Sequence[tuple[Line, Estimate]], made: Weighed
) -> DotRanges | None:
    """What people answered to one question."""
    rows = tuple(
        RangeRow(line.label, one.value, one.low, one.high)
        for line, one in found
        if line.question.id == question.id and line.what == SHARE and is_shown(one)
    )
    return _picture(question.title, "", rows, made, PERCENT)


def groups_picture(
    question: Question, found: Sequence[GroupLine], by: Question, made: Weighed
) -> DotRanges | None:
    """One line of a question by group: its NET score, or else its first answer."""
    mine = [one for one in found if one.line.question.id == question.id]
    wanted = next((one.line for one in mine if one.line.what == NET), mine[0].line if mine else None)
    if wanted is None:
        return None
    rows = tuple(
        RangeRow(one.group, one.made.value, one.made.low, one.made.high)
        for one in mine
        if one.line.key == wanted.key and is_shown(one.made) and not one.hidden
    )
    unit = PERCENT if wanted.what == SHARE else wanted.label
    return _picture(f"{question.title} By {by.title.lower()}", wanted.label, rows, made, unit)


def changes_picture(found: Sequence[LineChange], before: Weighed, after: Weighed) -> DotRanges | None:
    """Changes in points since another wave, the clearest first."""
    scored = {one.line.question.id for one in found if one.line.what == NET}
    shown = [
        one
        for one in found
        if one.change.change is not None
        and (one.line.what == NET or (one.line.what == SHARE and one.line.question.id not in scored))
    ]
    shown.sort(key=lambda one: (not one.clear, one.q if one.q is not None else 2.0))
    rows = tuple(
        RangeRow(
            _label(one.line), one.change.change, one.change.low, one.change.high, stands_out=bool(one.clear)
        )
        for one in shown[:DRAWN]
    )
    clear = [_label(one.line) for one in shown if one.clear]
    many = listed(clear) if 0 < len(clear) <= NAMED else f"{len(clear)} answers" if clear else "No answer"
    title = f"{many} changed by more than chance since {before.wave.book.wave}"
    return _picture(title, "Answers, and NET scores of scales.", rows, after, POINTS, (0.0, "No change"))


def _label(line: Line) -> str:
    return f"{line.question.title} (NET)" if line.what == NET else line.label


def _picture(
    title: str,
    what: str,
    rows: tuple[RangeRow, ...],
    made: Weighed,
    unit: str,
    reference: tuple[float, str] | None = None,
) -> DotRanges | None:
    if not rows:
        return None
    book = made.wave.book
    subtitle = f"{what} {book.title}, {days(book)}".strip()
    alt = f"{title}. " + "; ".join(f"{row.label}: {row.value:.0f}" for row in rows if row.value is not None)
    note = chosen_words(book, made.wave.people)
    caption = Caption(title, subtitle, f"{alt}.", note)
    return DotRanges(caption, rows, unit, reference, from_zero=unit == PERCENT)
