"""What each column of a file of answers is taken for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wardmote.definitions import Definitions
from wardmote.definitions.survey_words import SurveyWords
from wardmote.definitions.surveys import NO_TICKS, TICKS, plain

MOST_ANSWERS = 25
"""More distinct answers than this are words that people wrote, or numbers."""
LONGEST = 90
"""Letters of an answer that could stand in a questionnaire."""
SHORT = 25
"""Letters up to which an answer that few people gave is taken for one of the questionnaire's."""
SEPARATORS = (";", "|", " / ")
MARKS = re.compile(
    r"[^\s@]+@[^\s@]+\.\w+"  # an e-mail address
    r"|(?i:[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2})"  # a postcode
    r"|\d{1,3}(\.\d{1,3}){3}"  # an address on the internet
    r"|\d{1,4}[-/]\d{1,2}[-/]\d{1,4}([T ]\d.*)?"  # a day or a time
    r"|(\+?44|0)[\d ]{9,12}"  # a telephone number
)
"""Cells that say who or when."""


@dataclass(frozen=True)
class Column:
    """A column and what it is taken for: single, multi, scale, number, tick, weight, stratum, cluster, unique or
    left-aside."""

    name: str
    kind: str
    why: str = ""
    """Why it is left aside."""
    answers: tuple[str, ...] = ()
    """Distinct answers, in the order that they are shown."""
    separator: str = ""
    background: bool = False
    rest: bool = False
    """Whether words that people wrote stand among its answers."""
    bounds: tuple[float, float] = (0.0, 0.0)


class Taker:
    """Tells what columns hold, by words that are defined and by what their cells look like."""

    def __init__(self, definitions: Definitions) -> None:
        self._words = list(definitions.survey_words.values())
        self._few = definitions.threshold("survey-count-base")

    def heading(self, name: str, means: str) -> bool:
        """Whether a heading has a word of one meaning."""
        said = f" {' '.join(re.findall(r'[a-z0-9]+', plain(name)))} "
        return any(f" {' '.join(re.findall(r'[a-z0-9]+', word))} " in said for word in self._of(means))

    def answer(self, word: str, means: str) -> bool:
        """Whether an answer is one of one meaning."""
        return plain(word) in {plain(one) for one in self._of(means)}

    def scale(self, answers: Iterable[str]) -> SurveyWords | None:
        """The scale that all answers lie on, but for those who do not know or would not say."""
        said = {plain(one) for one in answers if not self._beside(one)}
        fitting = [
            one for one in self._words if one.means == "scale" and said <= {plain(w) for w in one.words}
        ]
        return fitting[0] if fitting and len(said) > 1 else None

    def take(self, name: str, cells: Sequence[str], rows: int) -> Column:
        """What a column holds; ``cells`` without the empty ones."""
        distinct = Counter(cells)
        if design := self._design(name, cells, rows):
            return Column(name, design)
        if self.heading(name, "unique") and len(distinct) == len(cells) == rows:
            return Column(name, "unique", "tells respondents apart; never kept")
        if self.heading(name, "personal") or _mostly(MARKS, cells):
            return Column(name, "left-aside", "says who somebody is, or when they answered")
        if not cells:
            return Column(name, "left-aside", "is empty")
        background = self.heading(name, "background")
        if {plain(cell) for cell in cells} <= {*TICKS, *NO_TICKS, plain(name)} and len(distinct) <= 2:
            return Column(name, "tick", background=background)
        for separator in SEPARATORS:
            parts = Counter(part.strip() for cell in cells for part in cell.split(separator) if part.strip())
            if sum(separator in cell for cell in cells) > 1 and _repeat(parts):
                return self._answers(name, "multi", parts, background, separator)
        if _numbers(cells) and len(distinct) > MOST_ANSWERS:
            numbers = [float(cell) for cell in cells]
            return Column(name, "number", background=False, bounds=(min(numbers), max(numbers)))
        if self.heading(name, "written") or not _repeat(distinct):
            return Column(
                name, "left-aside", "holds what people wrote, or nearly one answer for each of them"
            )
        return self._answers(name, "single", distinct, background)

    def _design(self, name: str, cells: Sequence[str], rows: int) -> str:
        """What it says of how people were drawn and weighted; nothing where it does not."""
        if self.heading(name, "weight") and _numbers(cells):
            return "weight"
        whole = len(cells) == rows
        return next((one for one in ("stratum", "cluster") if whole and self.heading(name, one)), "")

    def _answers(
        self, name: str, kind: str, distinct: Counter[str], background: bool, separator: str = ""
    ) -> Column:
        kept = [
            word
            for word, n in distinct.items()
            if len(word) <= LONGEST and (n >= self._few or len(word) <= SHORT)
        ]
        scale = self.scale(kept)
        return Column(
            name,
            "scale" if scale and kind == "single" else kind,
            answers=tuple(self._ordered(kept, scale)),
            separator=separator,
            background=background,
            rest=len(kept) < len(distinct),
        )

    def _ordered(self, answers: list[str], scale: SurveyWords | None) -> list[str]:
        places = {plain(word): at for at, word in enumerate(scale.words)} if scale else {}
        last = len(places)
        return sorted(
            answers, key=lambda word: (self._beside(word), places.get(plain(word), last), _natural(word))
        )

    def _beside(self, word: str) -> bool:
        return any(self.answer(word, means) for means in ("dont-know", "refused", "missing", "none", "other"))

    def _of(self, means: str) -> list[str]:
        return [word for one in self._words if one.means == means for word in one.words]


def _natural(word: str) -> tuple[tuple[int, float, str], ...]:
    """Words by their letters and numbers by their size."""
    parts = re.findall(r"\d+|\D+", word)
    return tuple((0, float(p), "") if p.isdigit() else (1, 0.0, p.casefold()) for p in parts)


def _numbers(cells: Sequence[str]) -> bool:
    return bool(cells) and all(re.fullmatch(r"-?\d+(\.\d+)?", cell) for cell in cells)


def _mostly(pattern: re.Pattern[str], cells: Sequence[str]) -> bool:
    return bool(cells) and sum(bool(pattern.fullmatch(cell)) for cell in cells) * 2 > len(cells)


def _repeat(distinct: Counter[str]) -> bool:
    """Whether answers come again and again, as those of a questionnaire do."""
    often = [n for n in distinct.values() if n > 1]
    return 0 < len(often) <= MOST_ANSWERS and sum(often) * 2 > sum(distinct.values())
