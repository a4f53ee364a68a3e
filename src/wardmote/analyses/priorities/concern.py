"""What people who were asked say of an issue, to stand beside what is counted of it."""

from __future__ import annotations

from itertools import groupby

from wardmote.analyses.priorities.suggest import Reading
from wardmote.analyses.surveys.asking import Settings
from wardmote.analyses.surveys.ranking import Ranking, ranking
from wardmote.analyses.surveys.said import Ranked
from wardmote.analyses.surveys.voice import many
from wardmote.analyses.surveys.weighing import Weighed, weighed
from wardmote.analyses.surveys.wording import days, without_margin
from wardmote.analyses.wording import count, share
from wardmote.definitions.concerns import Concern
from wardmote.definitions.surveys import PREFIX, Question
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.figure import Figure
from wardmote.figures.months import last_day
from wardmote.figures.survey_waves import wave_asked, waves_held
from wardmote.figures.tokens import State


def concern_readings(evidence: Evidence, area: Area, measure: str, to: str) -> tuple[Reading, ...]:
    """How many people named what a measure counts, by the latest wave of each survey up to the end of a month, YYYY-MM.

    Definitions of concerns say which answers speak of which measure. Samples stand first, then the latest; a share that
    too few people stand behind is left out, as it is everywhere. An answer that is offered and that nobody gave is 0%.
    """
    concerns = [one for one in evidence.definitions.concerns.values() if measure in one.measures]
    if not concerns:
        return ()
    settings, end = Settings.of(evidence.definitions), last_day(to)
    found = []
    for survey, group in groupby(waves_held(evidence), lambda one: one.survey):
        books = [one.book for one in group if one.book is not None and one.book.starts <= end]
        if books:
            made = weighed(wave_asked(evidence, survey, books[-1].wave))
            found += _of_wave(evidence, area, made, concerns, settings)
    found.sort(key=lambda one: (not one[0].has_margins_of_error, -one[0].wave.book.ends.toordinal()))
    return tuple(reading for _, reading in found)


def _of_wave(
    evidence: Evidence, area: Area, made: Weighed, concerns: list[Concern], settings: Settings
) -> list[tuple[Weighed, Reading]]:
    found = []
    for question in made.wave.book.questions:
        if question.asks != "concerns" or question.type != "multi":
            continue
        ranked = ranking(made, question, settings, "logit")
        found += [
            (made, _reading(evidence, area, made, ranked, row))
            for row in ranked.rows
            if any(one.is_named_by(row.label) for one in concerns) and many(row.people, ranked.base, settings)
        ]
    return found


def _reading(evidence: Evidence, area: Area, made: Weighed, ranked: Ranking, row: Ranked) -> Reading:
    book = made.wave.book
    figure = Figure(
        row.percent, State.KNOWN if row.people else State.ZERO, "% of people who answered",
        f"{PREFIX}{book.id}/{ranked.question.id}/{_answer(ranked.question, row)}", area.code, area.name,
        f"{book.starts:%Y-%m}..{book.ends:%Y-%m}", evidence.snapshot,
        f"answered: {ranked.base}; {book.chosen}; weights: {made.how}",
        interval=None if row.low is None else (row.low, row.high), sources=(f"{PREFIX}{book.id}",), marking=evidence.marking,
    )  # fmt: skip
    return Reading("survey", figure, row.label, said=_sentence(evidence, made, ranked, row))


def _answer(question: Question, row: Ranked) -> str:
    return next(one.id for one in question.answers if one.label == row.label)


def _sentence(evidence: Evidence, made: Weighed, ranked: Ranking, row: Ranked) -> str:
    """How many of how many named it, when and by which question, and how sure that is."""
    book = made.wave.book
    if row.low is None or row.high is None:
        sure = f"no margin of error: {without_margin(book)}"
    else:
        level = share(evidence.definitions.threshold("confidence"))
        sure = f"{level} interval {share(row.low / 100)} to {share(row.high / 100)}"
    return (
        f"{book.title}, {days(book)}: of {count(ranked.base)} people who answered “{ranked.question.title}”, "
        f"{share(row.percent / 100)} named {row.label.lower()} ({sure})."
    )
