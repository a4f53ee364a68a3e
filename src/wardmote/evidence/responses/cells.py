"""Reads the cells of one respondent: which answer of the codebook each is."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.definitions.surveys import NO_TICKS, NONE_TICKED, TICKS, Answer, Question, plain
from wardmote.evidence.observations.misread import Misread

Given = tuple[str, str, float | None]
"""Question, answer and number, as they are stored; the answer is empty where a number stands."""
NAMED = 4
"""Answers that a message names."""
WHOLE = re.compile(r"(\d+)\.0+")
A_WEIGHT = "a weight above 0, in digits"
A_TICK = "1 where it was ticked, and 0 or nothing where it was not"


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be taken."""

    column: str
    found: str
    expected: str


class Reader:
    """Reads the answers to one question. ``places``: where each of its columns stands in a row."""

    def __init__(self, question: Question, places: Sequence[int], names: Sequence[str]) -> None:
        self.question = question
        self._places = list(places)
        self._names = list(names)
        self._words = {word: one for one in question.answers for word in one.words}
        self._rest = next((one for one in question.answers if one.rest), None)

    def read(self, cells: Sequence[str]) -> list[Given] | Fault:
        """What a respondent said; nothing where the cells are empty or say that an answer is missing."""
        column = self._names[0]
        try:
            if self.question.columns:
                return self._ticked(cells)
            cell = cells[self._places[0]]
            if not cell:
                return []
            if self.question.type == "number":
                return [(self.question.id, "", self._number(cell))]
            if self.question.type == "multi":
                parts = [part.strip() for part in cell.split(self.question.separator)]
                return self._given([self._answer(part) for part in parts if part])
            return self._given([self._answer(cell)])
        except Misread as error:
            return Fault(column, cells[self._places[0]], error.expected)

    def _given(self, answers: Sequence[Answer]) -> list[Given]:
        kept = {one.id: one for one in answers if one.means != "missing"}
        return [(self.question.id, one.id, None) for one in self.question.answers if one.id in kept]

    def _answer(self, cell: str) -> Answer:
        word = plain(WHOLE.sub(r"\1", cell) if WHOLE.fullmatch(cell) else cell)
        found = self._words.get(word, self._rest)
        if found is None:
            labels = [f"“{one.label}”" for one in self.question.answers]
            more = " and so on" if len(labels) > NAMED else ""
            raise Misread(f"an answer that the codebook knows: {', '.join(labels[:NAMED])}{more}")
        return found

    def _ticked(self, cells: Sequence[str]) -> list[Given] | Fault:
        ticked: set[str] = set()
        answered = False
        for place, name, answer in zip(
            self._places, self._names, self.question.columns.values(), strict=True
        ):
            word = plain(WHOLE.sub(r"\1", cells[place]))
            of = self.question.answer(answer)
            if word in of.words or word in TICKS or (word and of.rest and word not in NO_TICKS):
                ticked.add(answer)
            elif word and word not in NO_TICKS:
                return Fault(name, cells[place], A_TICK)
            answered = answered or bool(word)
        if answered and not ticked:
            return [(self.question.id, NONE_TICKED, None)]
        return self._given([one for one in self.question.answers if one.id in ticked])

    def _number(self, cell: str) -> float:
        least, most = self.question.least or 0.0, self.question.most or 0.0
        number = as_number(cell)
        if number is None or not least <= number <= most:
            raise Misread(f"a number from {least:g} to {most:g}")
        return number


def as_number(cell: str) -> float | None:
    """A number in digits; None where there is none."""
    try:
        number = float("nan" if "_" in cell else cell.replace(",", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def as_weight(column: str, cell: str) -> float | Fault:
    """The weight that the supplier gave a respondent."""
    number = as_number(cell)
    return Fault(column, cell, A_WEIGHT) if number is None or number <= 0 else number
