"""What is asked of a guess: the file, and everything that somebody knows better than it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from wardmote.definitions import Definitions, UnknownNameError, measure_called
from wardmote.definitions.models import Layout
from wardmote.evidence.observations.areas import CODE
from wardmote.evidence.observations.misread import slug
from wardmote.evidence.to_type import typed, untyped

ALL = ""
"""Stands for every row, where a measure or an area holds for the whole table."""


class GuessError(ValueError):
    """A mapping that cannot be drafted or written; says what to say more."""

    def __init__(self, sentence: str) -> None:
        super().__init__(typed(sentence))
        self.untyped = untyped(sentence)
        """The same without what is to be typed on a command line."""


class SeveralTablesError(GuessError):
    """A file of several tables, none of which was named."""

    def __init__(self, sentence: str, tables: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.tables = tables


@dataclass(frozen=True)
class GuessRequest:
    """A file, and corrections to what would be guessed."""

    file: Path
    sheet: str = ""
    """Title of the sheet, where a workbook has several."""
    columns: dict[str, str] = field(default_factory=dict)
    """Role -> name of its column; ``none`` may name several, with commas between them."""
    unread: tuple[str, ...] = ()
    """Names of columns that are not read."""
    measures: dict[str, str] = field(default_factory=dict)
    """Word in the file -> measure; an empty word for the whole table."""
    areas: dict[str, str] = field(default_factory=dict)
    """Word in the file -> code; an empty word for the whole table."""
    marks: dict[str, str] = field(default_factory=dict)
    """Word instead of a number -> zero, not-supplied or suppressed."""
    period: str = ""
    """What the whole table is of."""
    periods: str = ""
    """How a period that could be read two ways is meant."""
    level: str = ""
    """Level of area whose names stand in the file."""
    titled: tuple[str, ...] = ()
    """Words of which one stands in the title of every such table, where its columns are anybody's."""
    publisher: str = ""
    """Who sends it."""
    licence: str = ""
    save: str = ""
    """Name to save it under; nothing is written without one."""


def pairs(words: Iterable[str], what: str, whole: bool = True) -> dict[str, str]:
    """Corrections as they are typed: ``"No. refs"=marac-referrals``, or one word alone for the whole table.

    Parameters
    ----------
    what
        What they correct, for the refusal.
    whole
        Whether a word alone makes sense.

    Raises
    ------
    GuessError
        When one is not of that form.
    """
    found: dict[str, str] = {}
    for text in words:
        word, equals, meaning = text.rpartition("=")
        if not meaning.strip() or (equals and not word.strip()) or not (equals or whole):
            raise GuessError(
                f'{what} {text} cannot be read: write WORD=MEANING, such as "No. refs"=marac-referrals.'
            )
        found[word.strip().strip('"')] = meaning.strip()
    return found


def check(request: GuessRequest, definitions: Definitions) -> None:
    """Make sure that every correction has a meaning.

    Raises
    ------
    GuessError
        When a measure, level, kind of period, code or meaning of a sign is none, or the name to save under is empty.
    """
    for word, measure in request.measures.items():
        if measure not in definitions.measures:
            raise GuessError(f"“{word or 'The whole table'}”: {_not_a_measure(measure, definitions)}")
    for word, code in request.areas.items():
        if not CODE.fullmatch(code):
            raise GuessError(
                f"{code} is no code of an area for “{word or 'the whole table'}”: expected one like E05000001."
            )
    _among(request.level, list(definitions.levels), "level of area")
    _among(
        request.periods,
        [kind for kind in get_args(Layout.model_fields["periods"].annotation) if kind],
        "kind of period",
    )
    for meaning in request.marks.values():
        _among(meaning, ["zero", "not-supplied", "suppressed"], "meaning of a sign")
    if request.save and not slug(request.save):
        raise GuessError(f"“{request.save}” is no name to save under: use letters and digits.")


def _not_a_measure(words: str, definitions: Definitions) -> str:
    try:
        return f"write {measure_called(definitions, words).id} for {words}."
    except UnknownNameError as error:
        return f"{error} A measure of your own is added in definitions/measures of the workspace."


def _among(word: str, words: list[str], what: str) -> None:
    if word and word not in words:
        raise GuessError(f"There is no {what} called {word}. There are: {', '.join(words)}.")
