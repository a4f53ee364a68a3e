"""A wave of a survey as a whole analysis."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.finding import Finding
from wardmote.analyses.pictures import Picture
from wardmote.analyses.result import AnalysisResult, CannotBearError, Refusal, ResultTable
from wardmote.analyses.surveys import drawn, sentences, tables
from wardmote.analyses.surveys.asking import Asked, Settings, background_asked, is_shown, questions_asked
from wardmote.analyses.surveys.changed import Changed, changed
from wardmote.analyses.surveys.drawing import drawing_words
from wardmote.analyses.surveys.groups import group_lines, group_tests
from wardmote.analyses.surveys.lines import NET, SHARE, Line, all_lines, estimate
from wardmote.analyses.surveys.ranking import Ranking, ranking
from wardmote.analyses.surveys.weighing import Weighed, how_sure, weighed
from wardmote.analyses.surveys.wording import days
from wardmote.definitions.surveys import Question
from wardmote.figures.evidence import Evidence
from wardmote.figures.survey_waves import Wave
from wardmote.methods.surveys.estimates import Estimate

FORMS = {
    "logit": "Intervals of shares are logit intervals, of means Student's t, both from standard errors that honour the "
    "weighting; they allow for chance in who was asked, and not for how questions are put.",
    "beta": "Intervals of shares are Korn and Graubard's, of means Student's t, both from standard errors that honour the "
    "weighting; they allow for chance in who was asked, and not for how questions are put.",
}


def survey_result(evidence: Evidence, wave: Wave, asked: Asked, before: Wave | None = None) -> AnalysisResult:
    """What people answered; by group, and against another wave, where that is asked for.

    Raises
    ------
    CannotBearError
        When fewer people answered than a percentage is shown of.
    TableError
        When a question or background is asked for that the codebook does not know.
    """
    made, settings = weighed(wave), Settings.of(evidence.definitions)
    _refuse_too_few(made, settings)
    questions = questions_asked(wave.book, asked.question)
    lines = all_lines(made, questions)
    ranked = [ranking(made, one, settings, asked.form) for one in questions if one.type == "multi"]
    ranked = [one for one in ranked if one.rows]
    parts = [
        _whole(made, questions, lines, ranked, settings, asked),
        *([_by_group(made, questions, settings, asked)] if asked.by else []),
        *([_against(weighed(before), made, questions, settings, asked)] if before is not None else []),
    ]
    said = [words for part in reversed(parts) for words in part[0] if words]
    return AnalysisResult(
        analysis="survey",
        title=said[0] if said else f"{wave.people:,} people answered {wave.book.title}.",
        asked=_asked(made),
        findings=tuple(Finding(words, "", "", None, ()) for words in said),
        tables=tuple(table for part in parts for table in part[1]),
        pictures=tuple(picture for part in reversed(parts) for picture in part[2]),
        sure=(
            *how_sure(made, FORMS[asked.form]),
            *drawing_words(made, lines, settings),
            _hidden_words(settings),
        ),
        snapshot=evidence.snapshot,
        refused=(*made.refused, *(refusal for part in parts for refusal in part[3])),
        caveats=_caveats(made),
        options=f"intervals: {asked.form}; confidence {settings.confidence:g}; base {settings.least}",
        marking=evidence.marking,
    )


Part = tuple[list[str], list[ResultTable], list[Picture], list[Refusal]]
"""Sentences, tables, pictures and refusals of one part of the analysis."""


def _refuse_too_few(made: Weighed, settings: Settings) -> None:
    if made.wave.people < settings.least:
        raise CannotBearError(
            Refusal(
                f"Nothing can be said of {made.wave.book.title}.",
                f"Fewer than {settings.least} people answered, so one answer would move a percentage by more than "
                f"{100 / settings.least:g} points and could be laid at somebody's door.",
                "Ask more people, or read what the few said as words and not as numbers.",
            )
        )


def _asked(made: Weighed) -> tuple[tuple[str, str], ...]:
    book = made.wave.book
    return (
        ("Survey", f"{book.title} ({book.publisher})"),
        ("Asked", f"{book.asked}, {book.mode}, {days(book)}"),
        ("Answered", f"{made.wave.people:,} people"),
    )


def _whole(
    made: Weighed,
    questions: Sequence[Question],
    lines: Sequence[Line],
    ranked: Sequence[Ranking],
    settings: Settings,
    asked: Asked,
) -> Part:
    found = [(line, estimate(line, made, settings.least, settings.confidence, asked.form)) for line in lines]
    said = [sentences.concern_words(one, made) for one in ranked]
    told = [pair for pair in found if pair[0].what == NET] or _largest(questions, found)
    said += [sentences.answer_words(line, one, made) for line, one in told if line.question.type != "multi"]
    shown = [*tables.answer_tables(made, lines, settings, asked.form)]
    shown += [tables.ranking_table(one, made.wave.book) for one in ranked]
    picture = (
        drawn.ranking_picture(ranked[0], made) if ranked else drawn.answers_picture(questions[0], found, made)
    )
    return said, shown, [picture] if picture else [], []


def _largest(
    questions: Sequence[Question], found: Sequence[tuple[Line, Estimate]]
) -> list[tuple[Line, Estimate]]:
    """The answer that most gave to each question."""
    best = []
    for question in questions:
        mine = [p for p in found if p[0].question.id == question.id and p[0].what == SHARE and is_shown(p[1])]
        best += [max(mine, key=lambda pair: pair[1].value or 0.0)] if mine else []
    return best


def _by_group(made: Weighed, questions: Sequence[Question], settings: Settings, asked: Asked) -> Part:
    by = background_asked(made.wave.book, asked.by)
    found = group_lines(made, questions, by, settings, asked.form)
    tests = group_tests(made, questions, by, settings)
    shown = [tables.group_table(found, by.title, made.wave.book, settings)]
    shown += [tables.difference_table(tests, by.title, settings.false_alarms)] if tests else []
    picture = drawn.groups_picture(questions[0], found, by, made)
    refused = []
    if not any(is_shown(one.made) and not one.hidden for one in found):
        refused.append(
            Refusal(
                f"Nothing can be shown by {by.title.lower()}.",
                f"No group has {settings.least} people who answered.",
                "Join the groups in the codebook to fewer, wider ones, or ask more people.",
            )
        )
    words = sentences.group_words(tests, by.title, settings.false_alarms)
    return [words], shown, [picture] if picture else [], refused


def _against(
    before: Weighed, after: Weighed, questions: Sequence[Question], settings: Settings, asked: Asked
) -> Part:
    found = changed(before, after, questions, settings, asked.form)
    wave = before.wave.book.wave
    shown = [tables.change_table(found, before, after, settings)] if found.lines else []
    picture = drawn.changes_picture(found.lines, before, after)
    tested = before.has_margins_of_error and after.has_margins_of_error
    words = sentences.change_words(found.lines, wave) if found.lines and tested else ""
    return [words], shown, [picture] if picture else [], _not_compared(found, before, after, wave)


def _not_compared(found: Changed, before: Weighed, after: Weighed, wave: str) -> list[Refusal]:
    refused = []
    if not (before.has_margins_of_error and after.has_margins_of_error):
        refused.append(
            Refusal(
                f"Whether anything changed since {wave} cannot be tested.",
                "In one wave or both people chose to respond, or were drawn in too few groups: other people responding "
                "would look like a change of mind.",
                "Ask a sample in both waves, drawn the same way.",
            )
        )
    elif before.wave.book.chosen != after.wave.book.chosen or before.wave.book.mode != after.wave.book.mode:
        refused.append(
            Refusal(
                f"The change since {wave} may be one of method.",
                f"People were asked {before.wave.book.mode} ({before.wave.book.chosen}) then and {after.wave.book.mode} "
                f"({after.wave.book.chosen}) now, which alone can move answers.",
                "Ask in the same way in both waves.",
            )
        )
    if found.other:
        refused.append(
            Refusal(
                f"Not compared with {wave}: {'; '.join(f'“{title}”' for title in found.other)}.",
                "They were not asked then, or asked or answered in other words.",
                "Keep words and answers of a question as they are from wave to wave.",
            )
        )
    return refused


def _hidden_words(settings: Settings) -> str:
    return (
        f"No percentage of fewer than {settings.least} people is shown, and in groups none that fewer than "
        f"{settings.fewest} people stand behind: suppressed is not zero."
    )


def _caveats(made: Weighed) -> tuple[str, ...]:
    book = made.wave.book
    said = [f"Source: {book.source}. {book.publisher}."]
    if book.invited:
        said.append(
            f"{made.wave.people:,} of {book.invited:,} asked answered ({100 * made.wave.people / book.invited:.0f}%)."
        )
    said.append(
        "What people say of crime and what is recorded measure different things; neither corrects the other."
    )
    return (*said, *((book.licence,) if book.licence else ()))
