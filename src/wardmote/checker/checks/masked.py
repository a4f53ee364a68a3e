"""A sentence with a mark in place of every number and period, so that patterns see its form only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wardmote.checker.checks.context import Context, Sentence
from wardmote.checker.quantities.figure_words import Number, Passage, understood
from wardmote.checker.quantities.spans import Span

GOES_ON = re.compile(
    r"(?:this|that|it|which|these|an?\s+(?:increase|decrease|reduction|rise|fall|drop)|the\s+(?:increase|decrease|reduction|rise|fall|drop))\b",
    re.IGNORECASE,
)
N = r"⟦(\d+)⟧"
"""A number of the unit that the pattern is about."""
OTHER = r"⟬(\d+)⟭"
"""A number of the other unit."""
GAP = r"[^⟦.;?!]{0,70}?"
FEW = r"(?:[A-Za-z‘’'\"“”,-]+ |⟪\d+⟫,? ?){0,5}"


@dataclass(frozen=True, eq=False)
class Masked:
    """``text``: with ⟦0⟧ for numbers of the unit asked for, ⟬1⟭ for the others and ⟪0⟫ for periods."""

    text: str
    passage: Passage
    sentence: Sentence

    def number(self, mark: str) -> Number:
        """The number of a mark."""
        return self.passage.numbers[int(mark)]

    def near(self, number: Number) -> Span | None:
        """The period that stands nearest to a number, after it rather than before."""
        best: tuple[int, Span] | None = None
        for span in self.passage.spans:
            gap = span.start - number.end if span.start >= number.end else (number.start - span.end) * 2
            between = self.passage.text[min(number.end, span.end) : max(number.start, span.start)]
            if gap >= 0 and not re.search(r"[.;]", between) and (best is None or gap < best[0]):
                best = (gap, span)
        return best[1] if best else None


def masked(passage: Passage, sentence: Sentence, percent: bool) -> Masked:
    """The sentence with its percentages (or its other numbers) marked as the numbers that are asked for."""
    marks: list[tuple[int, int, str]] = []
    for at, number in enumerate(passage.numbers):
        asked = (number.unit in ("%", "points")) == percent
        marks.append((number.start, number.end, f"⟦{at}⟧" if asked else f"⟬{at}⟭"))
    marks += [(span.start, span.end, f"⟪{at}⟫") for at, span in enumerate(passage.spans)]
    text, last = [], 0
    for start, end, mark in sorted(marks):
        if start < last:
            continue
        text += [passage.text[last:start], mark]
        last = end
    text.append(passage.text[last:])
    return Masked("".join(text), passage, sentence)


def units(context: Context) -> Iterator[tuple[Passage, Sentence]]:
    """Sentences with numbers, each with the one after it where that goes on about the same ("This is a rise of ...")."""
    sentences = context.sentences
    skip = False
    for at, sentence in enumerate(sentences):
        if skip:
            skip = False
            continue
        after = sentences[at + 1] if at + 1 < len(sentences) else None
        goes_on = (
            after is not None
            and after.block == sentence.block
            and after.place == sentence.place
            and after.passage.numbers
            and sentence.passage.numbers
            and GOES_ON.match(after.text)
        )
        if goes_on and after is not None:
            skip = True
            yield understood(f"{sentence.text} {after.text}", context.words), sentence
        elif sentence.passage.numbers:
            yield sentence.passage, sentence
