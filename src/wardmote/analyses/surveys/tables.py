"""The tables of a survey's results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wardmote.analyses.result import Cell, Kind, ResultColumn, ResultTable
from wardmote.analyses.surveys.asking import Settings, is_shown
from wardmote.analyses.surveys.changed import Changed
from wardmote.analyses.surveys.groups import GroupLine, GroupTest
from wardmote.analyses.surveys.lines import MEAN, NET, SHARE, Line, estimate, unweighted
from wardmote.analyses.surveys.ranking import Ranking
from wardmote.analyses.surveys.weighing import Weighed
from wardmote.analyses.surveys.wording import KNOWN, state_words
from wardmote.definitions.surveys import Survey
from wardmote.methods.surveys.estimates import Estimate
from wardmote.methods.surveys.limits import Form

KINDS = {SHARE: Kind.PERCENT, NET: Kind.POINTS, MEAN: Kind.RATIO}
TITLES = {
    SHARE: ("answers", "What people answered", "Share"),
    NET: ("net", "NET scores: the percentage positive less the percentage negative", "NET"),
    MEAN: ("means", "Means", "Mean"),
}
BEYOND = "rose", "fell", "no clear change"
STATE = ResultColumn("state", "What may be said")


def answer_tables(
    made: Weighed, lines: Sequence[Line], settings: Settings, form: Form
) -> Iterable[ResultTable]:
    """A table of shares, one of NET scores, one of means; those that a survey has."""
    for what, (name, title, value) in TITLES.items():
        mine = [line for line in lines if line.what == what]
        if mine:
            kind = KINDS[what]
            columns = (
                ResultColumn("question", "Question"),
                *((ResultColumn("answer", "Answer"),) if what == SHARE else ()),
                ResultColumn("value", value, kind),
                ResultColumn("low", "From", kind),
                ResultColumn("high", "To", kind),
                ResultColumn("unweighted", "Unweighted", kind),
                ResultColumn("base", "People who answered", Kind.COUNT),
                STATE,
            )
            yield ResultTable(name, title, columns, tuple(_row(one, made, settings, form) for one in mine))


def _row(line: Line, made: Weighed, settings: Settings, form: Form) -> tuple[Cell, ...]:
    found = estimate(line, made, settings.least, settings.confidence, form)
    plain = unweighted(line, made, settings.least)
    base = settings.shown_base(plain)
    label = (line.label,) if line.what == SHARE else ()
    state = _state(found, made.wave.book, settings)
    return (line.question.title, *label, found.value, found.low, found.high, plain.value, base, state)


def _state(found: Estimate, book: Survey, settings: Settings) -> str:
    return state_words(found.sureness, found.base, book, settings.least, settings.fewest)


def ranking_table(found: Ranking, book: Survey) -> ResultTable:
    """What most people named, with the places that chance also allows."""
    sure = any(row.best is not None for row in found.rows)
    places = (
        (
            ResultColumn("best", "Place, at best", Kind.COUNT),
            ResultColumn("worst", "At worst", Kind.COUNT),
        )
        if sure
        else ()
    )
    return ResultTable(
        f"ranking-{found.question.id}",
        f"What most people named: {found.question.title}",
        (
            ResultColumn("place", "Place", Kind.COUNT),
            ResultColumn("answer", "Answer"),
            ResultColumn("value", "Share", Kind.PERCENT),
            ResultColumn("low", "From", Kind.PERCENT),
            ResultColumn("high", "To", Kind.PERCENT),
            *places,
        ),
        tuple(
            (row.place, row.label, row.percent, row.low, row.high, *((row.best, row.worst) if sure else ()))
            for row in found.rows
        ),
        notes=(
            "People could name several, so the shares add up to more than 100%.",
            *(() if sure else ("Which of two stands first is not tested.",)),
        ),
    )


def group_table(found: Sequence[GroupLine], by: str, book: Survey, settings: Settings) -> ResultTable:
    """Shares of each answer by group."""
    return ResultTable(
        "groups",
        f"What people answered, by {by.lower()}",
        (
            ResultColumn("question", "Question"),
            ResultColumn("answer", "Answer"),
            ResultColumn("group", by),
            ResultColumn("value", "Value", Kind.NUMBER),
            ResultColumn("low", "From", Kind.NUMBER),
            ResultColumn("high", "To", Kind.NUMBER),
            ResultColumn("base", "People who answered", Kind.COUNT),
            STATE,
        ),
        tuple(_group_rows(found, book, settings)),
        notes=("Values are percentages of those who answered; NET scores are points, means are means.",),
    )


def _group_rows(found: Sequence[GroupLine], book: Survey, settings: Settings) -> Iterable[tuple[Cell, ...]]:
    """A row for each line; one for all answers of a group of which too few answered."""
    told = set()
    for one in found:
        key = one.line.question.id, one.group
        if is_shown(one.made):
            yield _group_row(one, book, settings)
        elif key not in told:
            told.add(key)
            state = _state(one.made, book, settings)
            yield (one.line.question.title, "All answers", one.group, None, None, None, one.base, state)


def _group_row(one: GroupLine, book: Survey, settings: Settings) -> tuple[Cell, ...]:
    numbers = (None, None, None) if one.hidden else (one.made.value, one.made.low, one.made.high)
    state = one.hidden or _state(one.made, book, settings)
    return (one.line.question.title, one.line.label, one.group, *numbers, one.base, state)


def difference_table(found: Sequence[GroupTest], by: str, level: float) -> ResultTable:
    """Whether groups differ, question by question."""
    return ResultTable(
        "tests",
        f"Do answers differ by {by.lower()} by more than chance?",
        (
            ResultColumn("question", "Question"),
            ResultColumn("p", "p", Kind.CHANCE),
            ResultColumn("q", "q", Kind.CHANCE),
            ResultColumn("differ", "Differ", Kind.YES),
        ),
        tuple((one.question, one.p, one.q, one.q < level) for one in found),
        notes=(f"q allows for all {len(found)} tests of the table; below {level:g} they differ.",),
    )


def change_table(found: Changed, before: Weighed, after: Weighed, settings: Settings) -> ResultTable:
    """Both waves and the change between them."""
    return ResultTable(
        "changes",
        f"Change from wave {before.wave.book.wave} to wave {after.wave.book.wave}",
        (
            ResultColumn("question", "Question"),
            ResultColumn("answer", "Answer"),
            ResultColumn("before", before.wave.book.wave, Kind.NUMBER),
            ResultColumn("after", after.wave.book.wave, Kind.NUMBER),
            ResultColumn("change", "Change", Kind.POINTS),
            ResultColumn("low", "From", Kind.POINTS),
            ResultColumn("high", "To", Kind.POINTS),
            ResultColumn("q", "q", Kind.CHANCE),
            ResultColumn("verdict", "Verdict"),
        ),
        tuple(
            (
                one.line.question.title,
                one.line.label,
                one.before.value,
                one.after.value,
                one.change.change,
                one.change.low,
                one.change.high,
                one.q,
                _verdict(
                    one.clear, one.change.change, _weaker(one.before, one.after, before, after, settings)
                ),
            )
            for one in found.lines
        ),
        notes=(
            "Changes of shares and NET scores are percentage points, those of means are of the mean itself.",
            f"q allows for all lines that were tested; below {settings.false_alarms:g} a change is more than chance.",
        ),
    )


def _verdict(clear: bool | None, change: float | None, state: str) -> str:
    if clear is None or change is None:
        return f"not tested: {state}"
    return BEYOND[2] if not clear else BEYOND[0] if change > 0 else BEYOND[1]


def _weaker(one: Estimate, other: Estimate, before: Weighed, after: Weighed, settings: Settings) -> str:
    words = [_state(one, before.wave.book, settings), _state(other, after.wave.book, settings)]
    return next((word for word in words if word != KNOWN), KNOWN)
