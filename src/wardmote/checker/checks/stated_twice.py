"""The same quantity, stated in two places with different values."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from wardmote.checker.checks.changes_in_words import changes_of
from wardmote.checker.checks.context import Context, Sentence, TableReading, cell_where
from wardmote.checker.checks.masked import GOES_ON, Masked, masked
from wardmote.checker.checks.tables import amount
from wardmote.checker.checks.titles import STOP, plain, stem
from wardmote.checker.findings import Finding
from wardmote.checker.quantities.figure_words import Number
from wardmote.checker.quantities.roundings import Exact, prints
from wardmote.checker.read_document import ReadDocument
from wardmote.checker.slips import slip_of_digits
from wardmote.checker.tables.grid import Column, Row

LEAST_WORDS = 4
ALIKE = 3
"""Words beside a number that two mentions must share at the least."""


@dataclass(frozen=True, eq=False)
class _Mention:
    """A number of a sentence with the words of its clause and its period."""

    number: Number
    sentence: Sentence
    words: frozenset[str]
    noun: str
    period: tuple[int, int] | None
    way: tuple[bool, bool]


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Figures of the text against the tables, and against each other."""
    yield from _against_tables(context)
    yield from _against_text(context)


def _against_tables(context: Context) -> Iterator[Finding]:
    rows = [
        (reading, row, pattern, plain(row.label).split()[0])
        for reading in context.tables
        for row in reading.grid.rows
        if (pattern := _label_pattern(row.label)) is not None and any(value.counts for value in row.values)
    ]
    if not rows:
        return
    for sentence in context.sentences:
        if not sentence.passage.numbers or sentence.role == "cell":
            continue
        said = masked(sentence.passage, sentence, False)
        pairs = list(changes_of(said, context))
        lowered = sentence.text.lower()
        for reading, row, pattern, first in rows:
            found = pattern.search(sentence.text) if first in lowered else None
            if found is None:
                continue
            for change in pairs:
                yield from _pair(change.earlier, change.later, found.end(), sentence, reading, row, context)
            if not pairs:
                yield from _single(found, sentence, said, reading, row, context)


def _label_pattern(label: str) -> re.Pattern[str] | None:
    """The label of a row as words of a sentence; None for one that is too common to be known again."""
    words = plain(re.sub(r"\([^)]*\)|[¹²³⁴⁵⁶⁷⁸⁹]", " ", label)).split()
    if (
        not words
        or len(" ".join(words)) < 6
        or words[0] == "total"
        or " ".join(words) in ("all areas", "all wards")
    ):
        return None
    return re.compile(r"(?<!\w)" + r"[\W_]+".join(map(re.escape, words)) + r"(?:s|es)?(?!\w)", re.IGNORECASE)


def _pair(
    earlier: Number,
    later: Number,
    label_end: int,
    sentence: Sentence,
    reading: TableReading,
    row: Row,
    context: Context,
) -> Iterator[Finding]:
    """Two compared figures next to the label of a row, of which the row holds exactly one in its place."""
    between = sentence.text[label_end : min(earlier.start, later.start)]
    if label_end > min(earlier.start, later.start) or len(between) > 80 or re.search(r"[.;]|\d", between):
        return
    counted = [
        value
        for value in row.values
        if value.counts and value.number is not None and value.number.unit == earlier.unit
    ]
    one = [value for value in counted if value.exact == Fraction(earlier.value)]
    two = [value for value in counted if value.exact == Fraction(later.value)]
    context.did()
    if bool(one) == bool(two):
        return
    held, wrong = (one[0], later) if one else (two[0], earlier)
    side = _partner(reading, row.values.index(held), row, bool(one))
    if side is None:
        return
    value = row.values[side.at]
    if not value.counts or value.exact == Fraction(wrong.value):
        return
    yield context.found(
        "stated-twice",
        "table",
        sentence.where(wrong),
        wrong.text,
        amount(value.exact, wrong),
        label=f"{row.label}, {side.head}",
        slip=slip_of_digits(Fraction(wrong.value), value.exact),
        others=(cell_where(value, reading.grid),),
    )


def _partner(reading: TableReading, at: int, row: Row, after: bool) -> Column | None:
    """The column that a column is compared with in this table."""
    for one in reading.relations.linear:
        if one.kind != "difference" or one.minus[0] not in row.values or one.plus[0] not in row.values:
            continue
        earlier, later = row.values.index(one.minus[0]), row.values.index(one.plus[0])
        if after and earlier == at:
            return reading.grid.columns[later]
        if not after and later == at:
            return reading.grid.columns[earlier]
    return None


def _single(
    found: re.Match[str], sentence: Sentence, said: Masked, reading: TableReading, row: Row, context: Context
) -> Iterator[Finding]:
    """A count with its period beside the label of a row, where a column is headed by that period; or its percentage."""
    near = [one for one in sentence.passage.numbers if not one.about and not one.word]
    spans = [span for span in sentence.passage.spans if span.months > 0]
    counts = [one for one in near if one.unit in ("", "£") and not one.sign]
    if len(counts) == 1 and len(spans) == 1:
        column = next(
            (
                c
                for c in reading.grid.columns
                if c.span
                and (c.span.first, c.span.months) == (spans[0].first, spans[0].months)
                and c.role == "count"
            ),
            None,
        )
        close = abs(counts[0].start - found.end()) < 60 or abs(found.start() - counts[0].end) < 40
        if column is not None and close:
            value = row.values[column.at]
            context.did()
            if (
                value.counts
                and value.exact != Fraction(counts[0].value)
                and _alike(value.exact, Fraction(counts[0].value))
            ):
                yield context.found(
                    "stated-twice",
                    "table",
                    sentence.where(counts[0]),
                    counts[0].text,
                    amount(value.exact, counts[0]),
                    label=f"{row.label}, {column.head}",
                    slip=slip_of_digits(Fraction(counts[0].value), value.exact),
                    others=(cell_where(value, reading.grid),),
                )
    yield from _percent(found, sentence, reading, row, context)


def _alike(one: Fraction, two: Fraction) -> bool:
    """Whether two values are near enough to be of one quantity."""
    return bool(one and two) and (Fraction(1, 2) < one / two < 2 or bool(slip_of_digits(one, two)))


def _percent(
    found: re.Match[str], sentence: Sentence, reading: TableReading, row: Row, context: Context
) -> Iterator[Finding]:
    """The percentage right behind the label, against the change that the table prints for the row."""
    after = sentence.text[found.end() :]
    numbers = [one for one in sentence.passage.numbers if one.start >= found.end() and one.unit == "%"]
    if not numbers or numbers[0].about or sentence.section < 0:
        return
    number = numbers[0]
    between = after[: number.start - found.end()]
    way = 1 if context.words.says("rise", between) else -1 if context.words.says("drop", between) else 0
    if (
        not way
        or len(between) > 60
        or re.search(r"[.;,]|\d|\band\b", between)
        or not _same_section(sentence, reading, context)
    ):
        return
    for share in reading.relations.ratios:
        if share.kind != "percentage" or share.result not in row.values:
            continue
        exact = share.exact()
        context.did()
        if exact is None or not share.holds():
            return
        size = Exact.of(abs(exact.middle))
        if not prints(size, abs(number.value), number.step) and abs(number.value) != abs(share.printed.value):
            yield context.found(
                "stated-twice",
                "table",
                sentence.where(number),
                number.text,
                share.result.printed,
                label=row.label,
                others=(cell_where(share.result, reading.grid),),
            )
        return


def _same_section(sentence: Sentence, reading: TableReading, context: Context) -> bool:
    """Whether the last heading before both is the same, or a column of the table is headed by a period of the sentence."""
    spans = {(span.first, span.months) for span in sentence.passage.spans}
    if any(
        column.span and (column.span.first, column.span.months) in spans for column in reading.grid.columns
    ):
        return True
    before = [at for at, _ in context.headings if at < reading.block]
    return bool(before) and before[-1] == sentence.section


def _against_text(context: Context) -> Iterator[Finding]:
    """Numbers of two sentences that say the same in the same words."""
    mentions = [one for sentence in context.sentences for one in _mentions(sentence, context)]
    by_noun: dict[tuple[str, str], list[_Mention]] = defaultdict(list)
    for mention in mentions:
        by_noun[mention.noun, mention.number.unit].append(mention)
    told: set[int] = set()
    forms = Counter(
        mention.words for mention in mentions if mention.number is mention.sentence.passage.numbers[0]
    )
    least = context.words.limit("check-same-words")
    for same in by_noun.values():
        if len(same) > 150:
            continue
        for at, one in enumerate(same):
            for two in same[at + 1 :]:
                if one.sentence is two.sentence or id(two) in told or not _of_one(one, two, least):
                    continue
                context.did()
                if max(forms[one.words], forms[two.words]) > ALIKE - 1 or not _slipped(
                    one.number, two.number
                ):
                    continue
                if one.number.value != two.number.value and not _coarser(one.number, two.number):
                    told.add(id(two))
                    yield context.found(
                        "stated-twice",
                        "text",
                        two.sentence.where(two.number),
                        two.number.text,
                        one.number.text,
                        other=one.sentence.where(one.number).text,
                        others=(one.sentence.where(one.number),),
                        slip=slip_of_digits(Fraction(two.number.value), Fraction(one.number.value)),
                    )


def _slipped(one: Number, two: Number) -> bool:
    """Whether one number is the other with a slip of the pen: else two things may be told in the same words."""
    return min(one.value, two.value) > 9 and bool(slip_of_digits(Fraction(one.value), Fraction(two.value)))


def _coarser(one: Number, two: Number) -> bool:
    """Whether one is the other, rounded."""
    if one.step == two.step:
        return False
    fine, coarse = (one, two) if one.step < two.step else (two, one)
    return prints(Exact.of(fine.value), coarse.value, coarse.step)


def _mentions(sentence: Sentence, context: Context) -> Iterator[_Mention]:
    if not sentence.passage.numbers or GOES_ON.match(sentence.text):
        return
    way = (context.words.says("rise", sentence.text), context.words.says("drop", sentence.text))
    if sentence.role in ("cell", "note") or len(sentence.passage.numbers) > 6:
        return
    text = sentence.text
    words = _content(text)
    if len(words) < LEAST_WORDS:
        return
    spans = [span for span in sentence.passage.spans if span.months > 0]
    period = (spans[0].first, spans[0].months) if len(spans) == 1 else None
    if len(spans) > 1:
        return
    for number in sentence.passage.numbers:
        if number.about or number.word or number.sign:
            continue
        after = re.match(r"\W*([A-Za-z][\w’'-]+)(?:\s+([A-Za-z][\w’'-]+))?", text[number.end :])
        noun = " ".join(stem(word.lower()) for word in (after.groups() if after else ()) if word)
        yield _Mention(number, sentence, words, noun, period, way)


def _content(text: str) -> frozenset[str]:
    found = re.findall(r"[A-Za-z][A-Za-z’'-]+", text.lower())
    return frozenset(stem(word) for word in found if word not in STOP and len(word) > 2)


def _lead(text: str) -> str:
    """What a sentence names before a colon ("Vehicle crime: ..."), "" without one."""
    before, colon, _ = text.partition(":")
    return plain(before) if colon and len(before) < 60 else ""


def _of_one(one: _Mention, two: _Mention, least: float) -> bool:
    """Whether two mentions are of the same quantity: nearly the same words and the same period."""
    if (one.way, one.period) != (two.way, two.period) or (
        one.sentence.block == two.sentence.block and one.sentence.role == "item"
    ):
        return False
    if _lead(one.sentence.text) != _lead(two.sentence.text):
        return False
    if not (one.words <= two.words or two.words <= one.words):
        return False
    common = one.words & two.words
    if len(common) < max(LEAST_WORDS, ALIKE):
        return False
    share = len(common) / min(len(one.words), len(two.words))
    whole = len(common) / max(len(one.words), len(two.words))
    places = one.sentence.passage.numbers.index(one.number) == two.sentence.passage.numbers.index(two.number)
    if (
        len(one.sentence.passage.numbers) != len(two.sentence.passage.numbers)
        and len(one.sentence.passage.numbers) > 1
    ):
        places = places and share > 0.95
    return share >= least and whole >= least * 0.75 and places
