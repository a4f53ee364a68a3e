"""What residents say, for a document: of each survey its latest wave, what most people named, and what changed."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from wardmote.analyses.surveys import sentences
from wardmote.analyses.surveys.asking import Settings
from wardmote.analyses.surveys.changed import changed
from wardmote.analyses.surveys.few import Key, hidden_lines
from wardmote.analyses.surveys.lines import lines_of
from wardmote.analyses.surveys.ranking import ranking
from wardmote.analyses.surveys.said import SurveySaid
from wardmote.analyses.surveys.weighing import Weighed, weighed
from wardmote.analyses.surveys.wording import chosen_words, days
from wardmote.definitions.surveys import Survey
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import last_day
from wardmote.figures.survey_waves import wave_asked, waves_held

NAMED = 5
"""Answers of a question on local problems that a document lists."""


def voice(evidence: Evidence, to: str) -> tuple[SurveySaid, ...]:
    """What each survey said last, up to the end of a month: samples first, then by how recent it is."""
    settings = Settings.of(evidence.definitions)
    end = last_day(to)
    found = []
    for survey, group in groupby(waves_held(evidence), lambda one: one.survey):
        books = [one.book for one in group if one.book is not None and one.book.starts <= end]
        if books:
            made = weighed(wave_asked(evidence, survey, books[-1].wave))
            if made.wave.people >= settings.least:
                found.append((books[-1], _said(evidence, made, books, settings)))
    found.sort(key=lambda pair: (not pair[1].sample, -pair[0].ends.toordinal(), pair[0].id))
    return tuple(said for _, said in found)


def _said(evidence: Evidence, made: Weighed, books: list[Survey], settings: Settings) -> SurveySaid:
    book = made.wave.book
    asked = next((one for one in book.questions if one.asks == "concerns" and one.type == "multi"), None)
    ranked = ranking(made, asked, settings, "logit") if asked else None
    base = ranked.base if ranked else 0
    shown = [row for row in (ranked.rows if ranked else ()) if many(row.people, base, settings)]
    return SurveySaid(
        survey=book.survey,
        title=book.title,
        publisher=book.publisher,
        days=days(book),
        mode=book.mode,
        asked=book.asked,
        people=made.wave.people,
        chosen=chosen_words(book, made.wave.people),
        sample=made.has_margins_of_error,
        weighted=made.how != "none",
        question=asked.title if asked and shown else "",
        named=sentences.concern_words(replace(ranked, rows=tuple(shown)), made) if ranked and shown else "",
        concerns=tuple(shown[:NAMED]),
        changes=_changes(evidence, made, books, settings),
    )


def _changes(evidence: Evidence, made: Weighed, books: list[Survey], settings: Settings) -> str:
    """What changed by more than chance since the wave before, where both are samples of one kind."""
    if len(books) < 2 or not made.has_margins_of_error:
        return ""
    before = weighed(wave_asked(evidence, books[-2].survey, books[-2].wave))
    alike = (books[-2].chosen, books[-2].mode) == (made.wave.book.chosen, made.wave.book.mode)
    if not before.has_margins_of_error or not alike:
        return ""
    found = changed(before, made, list(made.wave.book.questions), settings, "logit")
    hidden = _hidden(before, settings) | _hidden(made, settings)
    lines = [one for one in found.lines if one.line.key not in hidden]
    return sentences.change_words(lines, before.wave.book.wave) if lines else ""


def many(people: float, base: int, settings: Settings) -> bool:
    """Whether enough people stand behind a share, and behind what is left to the whole."""
    return all(count == 0 or count >= settings.fewest for count in (people, base - people))


def _hidden(made: Weighed, settings: Settings) -> set[Key]:
    """Lines of a wave that so few people stand behind that nothing of them is told."""
    wave = made.wave
    return {
        key
        for one in wave.book.questions
        for key in hidden_lines(list(lines_of(one, wave.answers[one.id])), settings)
    }
