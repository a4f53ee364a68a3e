"""Waves of surveys that are held: each respondent's answers as arrays, by today's codebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardmote.definitions.surveys import CLUSTER, NONE_TICKED, RESERVED, STRATUM, WEIGHT, Question, Survey
from wardmote.figures.evidence import Evidence
from wardmote.figures.table import TableError

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Wave:
    """One wave of a survey.

    ``answers``: by question, (people,) the place of the answer among the question's answers, or the number; of a question
    with several answers (people, answers) of 1 and 0. NaN where somebody did not answer, would not say, or does not know
    and is left out of the base. ``weights``: the supplier's; ``strata`` and ``clusters``: (people,) numbers; None without
    any.
    """

    book: Survey
    people: int
    answers: Mapping[str, Floats]
    weights: Floats | None
    strata: Floats | None = None
    clusters: Floats | None = None


@dataclass(frozen=True)
class HeldWave:
    """A wave that is held, and how many people answered; its codebook is None where none is in force."""

    survey: str
    wave: str
    people: int
    book: Survey | None


def waves_held(evidence: Evidence) -> tuple[HeldWave, ...]:
    """Every wave that is held, by survey, the oldest first."""
    rows = evidence.connection.execute(
        "SELECT collection, release, kept FROM releases WHERE kind = 'responses' ORDER BY ALL"
    ).fetchall()
    books = {(one.survey, one.wave): one for one in evidence.definitions.surveys.values()} if rows else {}
    return tuple(HeldWave(survey, wave, people, books.get((survey, wave))) for survey, wave, people in rows)


def wave_asked(evidence: Evidence, survey: str, wave: str | None = None) -> Wave:
    """A wave of a survey: the one asked for, else the latest. ``survey`` may be the identifier of its codebook, too.

    Raises
    ------
    TableError
        When no such survey or wave is held, or its codebook is not in force; says what is held.
    """
    held = waves_held(evidence)
    named = [one for one in held if one.book is not None and one.book.id == survey and wave is None]
    fitting = named or [one for one in held if one.survey == survey and wave in (None, one.wave)]
    if not fitting:
        known = ", ".join(f"{one.survey} ({one.wave})" for one in held)
        what = f"No answers to the survey {survey}{f', wave {wave},' if wave else ''} are held."
        raise TableError(
            f"{what} Held: {known}."
            if known
            else f"{what} Take a file in by its codebook: wardmote survey guess FILE."
        )
    chosen = fitting[-1]
    if chosen.book is None:
        raise TableError(
            f"The answers to {chosen.survey}, wave {chosen.wave}, are held, but their codebook is not among your "
            "definitions. Put it back into definitions/surveys."
        )
    book = chosen.book
    return evidence.once(("wave", book.survey, book.wave), lambda: _read(evidence, book))


def wave_before(evidence: Evidence, book: Survey) -> HeldWave | None:
    """The wave of the same survey that came before, if it is held with its codebook."""
    earlier = [one for one in waves_held(evidence) if one.survey == book.survey and one.wave < book.wave]
    return next((one for one in reversed(earlier) if one.book is not None), None)


def _read(evidence: Evidence, book: Survey) -> Wave:
    rows = evidence.connection.execute(
        "SELECT question, respondent, answer, number FROM responses WHERE survey = ? AND wave = ? ORDER BY ALL",
        [book.survey, book.wave],
    ).fetchall()
    people = max(respondent for _, respondent, _, _ in rows)
    given: dict[str, list[tuple[int, str, float]]] = {}
    for question, respondent, answer, number in rows:
        given.setdefault(question, []).append((respondent - 1, answer, number))
    _check_known(book, given)
    answers = {one.id: _answers(one, people, given.get(one.id, [])) for one in book.everything}
    asked = {WEIGHT: book.weight, STRATUM: book.stratum, CLUSTER: book.cluster}
    held = {
        what: _numbers(people, given[what]) for what, heading in asked.items() if heading and what in given
    }
    for what in (STRATUM, CLUSTER):
        if asked[what] and what not in held:
            raise TableError(
                f"{book.title}: the codebook names “{asked[what]}”, and what is held was taken in without it. Take its file "
                "in again."
            )
    return Wave(book, people, answers, held.get(WEIGHT), held.get(STRATUM), held.get(CLUSTER))


def _numbers(people: int, given: list[tuple[int, str, float]]) -> Floats:
    found = np.full(people, np.nan)
    found[[at for at, _, _ in given]] = [number for _, _, number in given]
    return found


def _answers(question: Question, people: int, given: list[tuple[int, str, float]]) -> Floats:
    who = [at for at, _, _ in given]
    found = np.full(people, np.nan)
    if question.type == "number":
        found[who] = [number for _, _, number in given]
        return found
    out = {one.id for one in question.answers if _is_out(question, one.means)}
    place: dict[str, Any] = {one.id: at for at, one in enumerate(question.answers)}
    if question.type == "multi":
        ticked = np.full((people, len(question.answers)), np.nan)
        ticked[who] = 0.0
        for at, answer, _ in given:
            if answer != NONE_TICKED:
                ticked[at, place[answer]] = 1.0
        ticked[[at for at, answer, _ in given if answer in out]] = np.nan
        return ticked
    found[who] = [np.nan if answer in out else place[answer] for _, answer, _ in given]
    return found


def _is_out(question: Question, means: str) -> bool:
    return means in ("refused", "missing") or (means == "dont-know" and question.dont_know == "left-out")


def _check_known(book: Survey, given: Mapping[str, list[tuple[int, str, float]]]) -> None:
    """Refuse answers that today's codebook does not know: it was changed since they were taken in."""
    known = {one.id: {"", NONE_TICKED, *(answer.id for answer in one.answers)} for one in book.everything}
    for question, answers in given.items():
        if question in RESERVED:
            continue
        of_it = known.get(question, set())
        strange = next((answer for _, answer, _ in answers if answer not in of_it), "") if of_it else question
        if strange:
            raise TableError(
                f"{book.title}: what is held knows “{strange}”, and the codebook of today does not. Take its file in again."
            )
