"""Margins of surveys, and changes between surveys that may be chance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import sqrt

from wardmote.checker.checks.changes_in_words import changes_of
from wardmote.checker.checks.context import Context, Sentence
from wardmote.checker.checks.masked import masked, units
from wardmote.checker.checks.points import LEVEL
from wardmote.checker.findings import Finding
from wardmote.checker.quantities.figure_words import Number
from wardmote.checker.quantities.roundings import Exact, prints, shown
from wardmote.checker.read_document import ReadDocument
from wardmote.checker.slips import slip_of_digits
from wardmote.methods.two_shares import share_difference_interval

MARGIN = re.compile(
    r"margin of error|confidence interval|margin|±|\+/-|plus or minus|accurate to within", re.IGNORECASE
)
Z = (1.96, 2.0, 1.959964)
ANSWERED = re.compile(
    r"\s+(?:local\s+)?(?:[a-z]+\s+)?(?:respondents|residents|people|adults|responses|answers|interviews|participants|sent)\b"
)
SAMPLE = re.compile(r"\b(?:sample of|based on|n\s?=|answers from)\s*$", re.IGNORECASE)
NEAR = 14
"""Sentences on either side in which the number of people asked may stand."""
LEAST = 20


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Every margin and every change of a survey whose number of people asked is stated."""
    bases = [
        (at, base) for at, sentence in enumerate(context.sentences) if (base := _base(sentence, context))
    ]
    places = {id(sentence): at for at, sentence in enumerate(context.sentences)}
    for sentence in context.sentences:
        if MARGIN.search(sentence.text):
            yield from _margin(sentence, _nearest(places[id(sentence)], bases), context)
    if not bases:
        return
    yield from _two_bases(context)
    for passage, sentence in units(context):
        near = _nearest(places[id(sentence)], bases)
        if near is not None:
            said = masked(passage, sentence, True)
            judged = set()
            for change in changes_of(said, context):
                judged |= {change.earlier.text, change.later.text}
                yield from _chance(change.earlier, change.later, near, sentence, passage.text, context)
            for found in LEVEL.finditer(said.text):
                marks = [mark for mark in (found[1], found[2], found[4], found[6]) if mark]
                level, moved = said.number(marks[0]), said.number(marks[1])
                if level.text in judged:
                    continue
                yield from _chance_of(level, moved, near, sentence, passage.text, context)


def _two_bases(context: Context) -> Iterator[Finding]:
    """Two numbers of people asked that differ as a slip of the pen does, in sentences of the same year or of none."""
    said = [
        (number, sentence, {span.first for span in sentence.passage.spans})
        for sentence in context.sentences
        if sentence.passage.numbers
        if context.words.says("survey", sentence.text) or MARGIN.search(sentence.text)
        for number in sentence.passage.numbers
        if ANSWERED.match(sentence.text[number.end : number.end + 40])
        or SAMPLE.search(sentence.text[: number.start][-24:])
        if not number.unit and not number.word and not number.about and number.value >= LEAST
    ]
    many = Counter(id(sentence) for _, sentence, _ in said)
    said = [one for one in said if many[id(one[1])] == 1]
    for at, (two, sentence, years) in enumerate(said):
        for one, first, others in said[:at]:
            slip = slip_of_digits(Fraction(two.value), Fraction(one.value))
            if (
                first is sentence
                or one.value == two.value
                or not slip
                or (years and others and not years & others)
            ):
                continue
            yield context.found(
                "stated-twice",
                "text",
                sentence.where(two),
                two.text,
                one.text,
                other=first.where(one).text,
                others=(first.where(one),),
                slip=slip,
            )
            return


def _base(sentence: Sentence, context: Context) -> int:
    """How many people a sentence says were asked; 0 where it does not."""
    text = sentence.text
    if not sentence.passage.numbers or not (
        context.words.says("survey", text) or re.search(r"\bn\s?=\s?\d", text)
    ):
        return 0
    for number in sentence.passage.numbers:
        after, before = (
            text[number.end : number.end + 40],
            text[max(0, number.start - 24) : number.start].lower(),
        )
        if number.unit or number.word or number.value < LEAST or number.about:
            continue
        named = re.match(
            r"\s+(?:local\s+)?(?:[a-z]+\s+)?(?:respondents|residents|people|adults|responses|interviews|participants)\b",
            after,
        )
        if re.search(r"n\s?=\s?$", before) or named:
            return int(number.value)
    return 0


def _nearest(at: int, bases: list[tuple[int, int]]) -> int | None:
    close = [(abs(at - where), base) for where, base in bases if abs(at - where) <= NEAR]
    return min(close)[1] if close else None


def _margin(sentence: Sentence, base: int | None, context: Context) -> Iterator[Finding]:
    stated = [
        int(one.value)
        for one in sentence.passage.numbers
        if not one.unit and not one.word and not one.sign and one.value >= LEAST and one.step == 1
    ]
    bases = stated or ([base] if base else [])
    if not bases:
        return
    own = bases[0]
    levels = [
        float(one.value)
        for one in sentence.passage.numbers
        if one.unit == "%" and one.value >= 10 and one.value not in (90, 95, 99)
    ]
    for number in sentence.passage.numbers:
        before = sentence.text[max(0, number.start - 45) : number.end].lower()
        if number.unit not in ("%", "points") or not 0 < abs(number.value) < 20 or not MARGIN.search(before):
            continue
        context.did()
        for share in (50.0, *levels):
            margins = [100 * z * sqrt(share / 100 * (1 - share / 100) / one) for z in Z for one in bases]
            if any(prints(Exact.of(Fraction(margin)), abs(number.value), number.step) for margin in margins):
                return
        margin = Fraction(100 * Z[0] * sqrt(0.25 / own))
        if abs(float(abs(number.value)) - float(margin)) <= float(number.step):
            return
        yield context.found(
            "survey-margin",
            "wrong",
            sentence.where(number),
            number.text,
            f"{shown(margin, number.step)} points",
            base=f"{own:,}",
            slip=slip_of_digits(Fraction(abs(number.value)), Fraction(shown(margin, number.step))),
        )
        return


def _chance_of(
    level: Number, moved: Number, base: int, sentence: Sentence, text: str, context: Context
) -> Iterator[Finding]:
    """A change that is stated without what it is from."""
    if level.unit == "%" and moved.unit in ("%", "points") and 0 < moved.value < 50:
        before = float(level.value) - float(moved.value)
        if 0 < before < 100:
            yield from _judged(before, float(level.value), moved.text, base, sentence, moved, text, context)


def _chance(
    one: Number, two: Number, base: int, sentence: Sentence, text: str, context: Context
) -> Iterator[Finding]:
    if "%" not in (one.unit, two.unit) or not (0 < one.value < 100 and 0 < two.value < 100):
        return
    printed = f"{one.text} to {two.text}"
    yield from _judged(float(one.value), float(two.value), printed, base, sentence, two, text, context)


def _judged(
    one: float,
    two: float,
    printed: str,
    base: int,
    sentence: Sentence,
    number: Number,
    text: str,
    context: Context,
) -> Iterator[Finding]:
    low, high = (float(end) for end in share_difference_interval(one / 100, base, two / 100, base))
    context.did()
    if low < 0 < high:
        margin = 100 * (high - low) / 2
        case = "called-significant" if context.words.says("significant", text) else "not-more"
        yield context.found(
            "chance",
            case,
            sentence.where(number),
            printed,
            "no more than chance may do",
            base=f"{base:,}",
            margin=f"{margin:.1f}",
        )
