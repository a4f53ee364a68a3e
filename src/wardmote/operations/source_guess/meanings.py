"""What the words of a table mean: measures, areas, periods that could be two, and signs instead of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from wardmote.definitions.models import Layout
from wardmote.evidence.observations.areas import CODE
from wardmote.evidence.observations.dates import NO_DATE
from wardmote.evidence.observations.misread import Misread
from wardmote.evidence.observations.names import comparable, near_names
from wardmote.evidence.observations.periods import A_PERIOD, NO_YEAR
from wardmote.evidence.observations.spans import read_span
from wardmote.evidence.observations.values import UNCLEAR
from wardmote.evidence.recognise import same
from wardmote.evidence.to_type import to_type
from wardmote.operations.source_guess.draft import Drafting, Sure, WordGuess
from wardmote.operations.source_guess.learned import Lessons
from wardmote.operations.source_guess.looking import Knowledge
from wardmote.operations.source_guess.opening import OpenTable
from wardmote.operations.source_guess.request import ALL, GuessRequest

MOST = 40
"""Words of one kind that are shown."""
BEGINNING, MOSTLY_ALIKE = 3, 0.7
"""Letters, and share of the shorter word, with which two words must begin alike."""


def explain(
    draft: Drafting, table: OpenTable, known: Knowledge, lessons: Lessons, request: GuessRequest
) -> None:
    """Add to a draft what its words mean, and questions about what they could mean."""
    _measures(draft, table, known, lessons, request)
    _areas(draft, table, known, lessons, request)
    _periods(draft, table, request)
    _marks(draft, table, known, lessons, request)


def said(draft: Drafting, table: OpenTable, role: str) -> list[str]:
    """Every word that stands for a role, in cells or names of columns, once each."""
    words = [one.said[role] for one in draft.wide() if role in one.said and one.role != "base"]
    for place in draft.role_places(role):
        words += table.cells(place)
    if role in draft.constants:
        words.append(draft.constants[role].meaning)
    return list(dict.fromkeys(words))


def _measures(
    draft: Drafting, table: OpenTable, known: Knowledge, lessons: Lessons, request: GuessRequest
) -> None:
    given = {same(word): measure for word, measure in request.measures.items() if word != ALL}
    learned = {same(word): measure for word, measure in lessons.measures.items()}
    whole = draft.constants["item"].meaning if "item" in draft.constants else ""
    words = [word for word in said(draft, table, "item") if word != whole]
    for word in words[:MOST]:
        meaning, sure = given.get(same(word)), "given"
        if meaning is None and same(word) in learned:
            meaning, sure = learned[same(word)], "learned"
        if meaning is None and known.items.known(word):
            meaning, sure = known.items.read(word), "sure"
        near = () if meaning else _near_measures(word, known)
        draft.words.append(
            WordGuess("measure", word, meaning or "", _sure(sure if meaning else "unsure"), near)
        )


def _sure(word: str) -> Sure:
    found: dict[str, Sure] = {"given": "given", "learned": "learned", "sure": "sure"}
    return found.get(word, "unsure")


def _near_measures(word: str, known: Knowledge) -> tuple[str, ...]:
    """Measures whose words have most in common with a word."""
    wanted = {one for one in same(word).replace(".", " ").replace("-", " ").split() if len(one) >= BEGINNING}
    scores = []
    for measure in known.definitions.measures.values():
        if not measure.observed:
            continue
        own = set(f"{measure.id.replace('-', ' ')} {same(measure.title)}".split())
        shared = len({one for one in wanted if any(_alike(one, other) for other in own)})
        if shared:
            scores.append((-shared, len(own), measure.id))
    return tuple(identifier for _, _, identifier in sorted(scores)[:3])


def _alike(one: str, other: str) -> bool:
    """Whether two words are one, or begin alike for most of the shorter one."""
    short, long = sorted((one, other), key=len)
    same_letters = (a == b for a, b in zip(short, long, strict=False))
    begins = len(list(takewhile(bool, same_letters)))
    return one == other or (begins >= BEGINNING and begins / len(short) >= MOSTLY_ALIKE)


def _areas(
    draft: Drafting, table: OpenTable, known: Knowledge, lessons: Lessons, request: GuessRequest
) -> None:
    words = [word for word in said(draft, table, "area") if CODE.fullmatch(word.upper()) is None]
    totals = {
        comparable(w)
        for mark in known.definitions.marks.values()
        if mark.means == "total"
        for w in mark.words
    }
    words = [word for word in words if comparable(word) not in totals]
    if not words:
        draft.level = request.level
        return
    if not draft.level and not draft.has("level"):
        draft.level = _level(draft, words, known)
    given = {comparable(word): code for word, code in request.areas.items() if word != ALL}
    learned = {comparable(word): code for word, code in lessons.areas.items()}
    for word in words:
        plain = comparable(word)
        if plain in given:
            draft.words.append(WordGuess("area", word, given[plain], "given"))
        elif plain in learned:
            draft.words.append(WordGuess("area", word, learned[plain], "learned"))
        elif draft.level and plain not in known.areas.get(draft.level, frozenset()):
            near = near_names(
                word, known.names.get(draft.level, ()), known.definitions.threshold("near-names")
            )
            draft.words.append(WordGuess("area", word, "", "unsure", tuple(near)))


def _level(draft: Drafting, words: Sequence[str], known: Knowledge) -> str:
    """The level that most of the names are of; asked about where two fit alike or none does."""
    plain = [comparable(word) for word in words]
    fits = {level: sum(word in names for word in plain) for level, names in known.areas.items()}
    most = max(fits.values(), default=0)
    best = sorted(level for level, n in fits.items() if n == most)
    if most and len(best) == 1:
        return best[0]
    if most and "csp" in best and set(plain) <= known.own:
        return "csp"
    if most:
        draft.questions.append(
            f"The names of the areas are of several levels ({', '.join(best)}). Say which"
            + to_type(f": --level {best[0]}")
            + "."
        )
    else:
        levels = ", ".join(known.definitions.levels)
        draft.questions.append(
            f"None of the names of the areas is known ({', '.join(words[:3])}). Say what they are"
            f"{to_type(': --level')}, one of {levels}; or give a code for each"
            + to_type(': --area "NAME"=CODE')
            + "."
        )
    return ""


def _periods(draft: Drafting, table: OpenTable, request: GuessRequest) -> None:
    """Ask about periods that could be two."""
    asked: dict[str, str] = {}
    for word in said(draft, table, "period"):
        try:
            read_span(word, Layout(periods=draft.periods, **draft.weekly))  # type: ignore[arg-type]
        except Misread as error:
            if error.expected not in (A_PERIOD, NO_YEAR):
                asked.setdefault(error.expected, word)
    for expected, word in asked.items():
        if expected == NO_DATE:
            draft.questions.append(
                f"“{word}” is no date of the calendar. Mend it in the file, or have it mended."
            )
            continue
        choices = "month, financial-quarter, calendar-quarter, financial-year or calendar-year"
        draft.questions.append(
            f"“{word}” is no clear period: expected {expected}. Say which it is{to_type(': --periods')}, {choices}."
        )


def _marks(
    draft: Drafting, table: OpenTable, known: Knowledge, lessons: Lessons, request: GuessRequest
) -> None:
    places = [
        place
        for place, one in draft.columns.items()
        if (one.across and one.role != "base") or one.role == "value"
    ]
    cells = dict.fromkeys(cell for place in places for cell in table.cells(place))
    for cell in cells:
        if cell in request.marks:
            draft.words.append(WordGuess("mark", cell, request.marks[cell], "given"))
        elif cell in lessons.marks:
            draft.words.append(WordGuess("mark", cell, lessons.marks[cell], "learned"))
        else:
            try:
                known.values.read(cell)
            except Misread as error:
                if error.expected == UNCLEAR:
                    near = ("zero", "not-supplied", "suppressed")
                    draft.words.append(WordGuess("mark", cell, "", "unsure", near))
