"""Changes in sentences: "from 207 to 163, a reduction of 21.3%", "up 5 (17%)", "an increase of 2% (53 more)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from wardmote.checker.checks.context import Context
from wardmote.checker.checks.masked import FEW, GAP, Masked, N, masked, units
from wardmote.checker.checks.points import of_percentages
from wardmote.checker.checks.tables import amount
from wardmote.checker.findings import Finding
from wardmote.checker.quantities.figure_words import Number
from wardmote.checker.quantities.number_words import TIMES
from wardmote.checker.quantities.roundings import Exact, prints, ratio, shown
from wardmote.checker.read_document import ReadDocument
from wardmote.checker.slips import slip_of_digits

NOUN = r"(?:increases?|decreases?|reductions?|rises?|falls?|drops?|growth|declines?|change|improvement|cut)"
MOVE = (
    r"(?:up|down|increas\w+|decreas\w+|reduc\w+|rose|risen|ris\w+|fell|fallen|fall\w*|drop\w*|grew|grown|declin\w+|higher|lower"
    r"|more|fewer|less|improve\w*|gr[eo]wth)"
)
FROM_TO = re.compile(rf"\bfrom {FEW}{N}{GAP}\bto {FEW}{N}", re.IGNORECASE)
THAN = re.compile(
    rf"{N}{GAP}{N} (?:more|fewer|less|higher|lower) than (?:the )?{FEW}{N}"
    rf"|{N}{GAP}\ban? {N} (?:change|{NOUN})[^⟦.;?!]{{0,24}}?(?:from|on|over|compared (?:to|with)) (?:the )?{FEW}{N}",
    re.IGNORECASE,
)
"""What there is now, the change, what there was."""
ARROW = re.compile(rf"{N}(?: to | ?[-–]> ?| ?→ ?){N}", re.IGNORECASE)
UP_FROM = re.compile(
    rf"{N}{GAP}{MOVE}(?:{GAP}{N})?[^⟦.;?!]{{0,30}}? (?:from|on|over|than) (?:the )?{FEW}{N}", re.IGNORECASE
)
COMPARED = re.compile(
    rf"{N}[^⟦.;?!]{{0,150}}?(?:compared? (?:to|with)|in comparison (?:to|with)|against|versus|vs\.?) {FEW}{N}",
    re.IGNORECASE,
)
BEFORE = re.compile(
    rf"(?:{MOVE}|{NOUN})(?: (?:of|by|was|is))?"
    r"(?: (?:about|around|over|nearly|almost|some|just|only|a further|further))?(?: an?)?(?: \()?$"
    r"|\b(?:by|up|down)$|\($",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf"^ (?:[a-z-]+ ){{0,3}}?(?:more|fewer|less|higher|lower|{NOUN})\b|^ (?:up|down)\b|^\)", re.IGNORECASE
)
WAY = re.compile(
    r"\b(?:(?P<rise>rose|risen|rising|rises|increased?|increases|increasing|grew|grown|up|climbed)"
    r"|(?P<drop>fell|fallen|falling|falls|decreased?|decreases|decreasing|reduced|dropped|declined|down))\b",
    re.IGNORECASE,
)
CLAUSE = 60
"""Letters before "from" in which its verb stands."""
REACH = 110
NEXT = 22
"""Letters before the next pair within which a change belongs to that one: "by 10% from 100 to 95"."""


@dataclass(frozen=True)
class Change:
    """Two figures of a sentence, and the changes that it states between them."""

    earlier: Number
    later: Number
    start: int
    end: int
    stated: tuple[Number, ...]
    says: int
    """1 or -1 where the words say a rise or a drop, else 0."""
    unsure: bool = False
    """Whether nothing says which of the two is the earlier."""


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Every change that a sentence states with both of its figures, or with what it came to."""
    for passage, sentence in units(context):
        counts = masked(passage, sentence, False)
        found = list(changes_of(counts, context))
        for change in found:
            yield from _of_counts(change, counts, context)
        if not found:
            yield from _of_level(counts, context)
        shares = masked(passage, sentence, True)
        yield from of_percentages(list(changes_of(shares, context)), shares, context)


def changes_of(said: Masked, context: Context) -> Iterator[Change]:
    """The pairs of figures of a sentence that it compares."""
    taken: set[int] = set()
    found: list[tuple[int, int, Number, Number, bool, bool]] = []
    for pattern, order in ((THAN, -1), (FROM_TO, 1), (UP_FROM, -1), (COMPARED, -1), (ARROW, 1)):
        for match in pattern.finditer(said.text):
            marks = [int(mark) for mark in match.groups() if mark is not None]
            one, two = marks[0], marks[-1]
            if one == two or set(marks) & taken or not _alike(said.number(str(one)), said.number(str(two))):
                continue
            if pattern is ARROW and not re.search(
                rf"\b{MOVE}\b|{NOUN}", said.text[match.end() : match.end() + 30]
            ):
                continue
            taken |= set(marks)
            first, last = said.number(str(one)), said.number(str(two))
            earlier, later = (first, last) if order > 0 else (last, first)
            unsure = False
            if pattern is COMPARED:
                earlier, later, unsure = _by_periods(said, earlier, later)
            found.append((match.start(), match.end(), earlier, later, pattern is FROM_TO, unsure))
    found.sort(key=lambda one: one[0])
    for at, (start, end, earlier, later, verb, unsure) in enumerate(found):
        low = found[at - 1][1] if at else 0
        high = found[at + 1][0] if at + 1 < len(found) else len(said.text)
        stated = tuple(_stated(said, start, end, low, high, {earlier, later}))
        yield Change(earlier, later, start, end, stated, _says(said.text[:start]) if verb else 0, unsure)


def _alike(one: Number, two: Number) -> bool:
    if one.about or two.about or one.sign or two.sign:
        return False
    return one.unit == two.unit or "" in (one.unit, two.unit)


def _by_periods(said: Masked, earlier: Number, later: Number) -> tuple[Number, Number, bool]:
    """Two compared figures in the order of the periods that stand by them, and whether that is not known."""
    one, two = said.near(earlier), said.near(later)
    if one is None or two is None or one is two or one.first == two.first:
        return earlier, later, True
    return (later, earlier, False) if one.first > two.first else (earlier, later, False)


def _says(before: str) -> int:
    """1 or -1 where the clause before "from" says a rise or a drop, else 0: by its last such word."""
    found = list(WAY.finditer(re.split(r"[.;:]", before)[-1][-CLAUSE:]))
    if not found:
        return 0
    return 1 if found[-1]["rise"] else -1


def _stated(said: Masked, start: int, end: int, low: int, high: int, pair: set[Number]) -> Iterator[Number]:
    """The numbers near a pair that its words say are the change."""
    for match in re.finditer(r"[⟦⟬](\d+)[⟧⟭]", said.text):
        number = said.number(match[1])
        if number in pair or number.about or not (low <= match.start() and match.end() <= high):
            continue
        if not (start - REACH <= match.start() <= end + REACH):
            continue
        if re.match(r" (?:to|and) [⟦⟬]", said.text[match.end() :]) or re.search(
            r"\([^()]*[⟧⟭] (?:to|and) $", said.text[: match.start()]
        ):
            continue  # the ends of a range
        before, after = (
            said.text[max(low, match.start() - 50) : match.start()],
            said.text[match.end() : match.end() + 40],
        )
        if match.start() < start and not re.search(r"\b(?:by|of|an?)\b[^.;]*$", before):
            continue
        if match.end() <= high <= match.end() + NEXT and high < len(said.text):
            continue
        if BEFORE.search(before.rstrip()) or AFTER.search(after):
            yield number


def _of_counts(change: Change, said: Masked, context: Context) -> Iterator[Finding]:
    earlier, later = change.earlier, change.later
    gap = Fraction(later.value) - Fraction(earlier.value)
    where = said.sentence.where(later)
    if change.says and gap and (gap > 0) != (change.says > 0):
        context.did()
        way, words = ("more", "a drop") if gap > 0 else ("fewer", "a rise")
        yield context.found(
            "difference",
            "direction",
            where,
            f"{earlier.text} to {later.text}",
            "the other way round" if not change.stated else way,
            earlier=earlier.text,
            later=later.text,
            way=f"{amount(abs(gap), later)} {way}",
            said=words,
        )
    moved = [abs(Fraction(one.value)) for one in change.stated if one.unit == earlier.unit]
    for number in change.stated:
        context.did()
        base = Fraction(earlier.value)
        own = [
            one
            for one in moved
            if one != abs(gap) and base and prints(Exact.of(100 * one / base), abs(number.value), number.step)
        ]
        back = Fraction(later.value)
        turned = (
            change.unsure and back and prints(Exact.of(abs(100 * gap / back)), abs(number.value), number.step)
        )
        if number.unit == "%" and (own or turned):
            continue
        if (
            number.unit == "%"
            and 0 < base < int(context.words.limit("percentage-base"))
            and earlier.unit == ""
        ):
            yield context.found(
                "small-base",
                "few",
                said.sentence.where(number),
                number.text,
                "the counts",
                base=earlier.text,
                step=shown(100 / base),
            )
        if number.unit == "%":
            yield from _percentage(number, gap, Fraction(earlier.value), earlier, later, said, context)
        elif number.unit in (earlier.unit, later.unit):
            differs = abs(Fraction(number.value)) != abs(gap)
            if differs and number.step <= max(earlier.step, later.step):
                yield context.found(
                    "difference",
                    "changed",
                    said.sentence.where(number),
                    number.text,
                    amount(abs(gap), number),
                    earlier=earlier.text,
                    later=later.text,
                    slip=slip_of_digits(abs(Fraction(number.value)), abs(gap)),
                )
    yield from _times(change, said, context)


def _percentage(
    number: Number,
    gap: Fraction,
    base: Fraction,
    earlier: Number,
    later: Number,
    said: Masked,
    context: Context,
) -> Iterator[Finding]:
    exact = ratio(_range(gap, earlier, later), _range(base, earlier), 100)
    if exact is None:
        return
    positive = exact if exact.middle >= 0 else Exact(-exact.high, -exact.low)
    if prints(positive, abs(number.value), number.step):
        return
    slip = ""
    other = abs(100 * gap / Fraction(later.value)) if later.value else Fraction(0)
    if prints(Exact.of(other), abs(number.value), number.step):
        slip = "It is a percentage of the later figure; the earlier one is the base."
    expected = shown(positive.middle, number.step) + "%"
    yield context.found(
        "percentage",
        "changed",
        said.sentence.where(number),
        number.text,
        expected,
        change=amount(abs(gap), later),
        base=amount(base, earlier),
        slip=slip
        or slip_of_digits(abs(Fraction(number.value)), Fraction(expected.strip("%").replace(",", ""))),
    )


def _range(value: Fraction, *like: Number) -> Exact:
    """A value known as well as the numbers that it is of were printed."""
    half = sum((Fraction(one.step) / 2 for one in like if one.step != 1 or one.unit == "%"), Fraction(0))
    return Exact(value - half, value + half)


def _times(change: Change, said: Masked, context: Context) -> Iterator[Finding]:
    found = re.search(
        rf"\b({'|'.join(TIMES)})\b", said.text[max(0, change.start - 40) : change.end + 40], re.IGNORECASE
    )
    if not found or not change.earlier.value:
        return
    context.did()
    wanted, made = (
        Fraction(str(TIMES[found[1].lower()])),
        Fraction(change.later.value) / Fraction(change.earlier.value),
    )
    lead = said.text[max(0, change.start - 60) : change.start].lower()
    loose = re.search(r"more than|nearly|almost|over|than", lead)
    if abs(made / wanted - 1) > Fraction(str(context.words.limit("check-times"))) * (2 if loose else 1):
        yield context.found(
            "difference",
            "times",
            said.sentence.where(change.later),
            found[1],
            f"{shown(made, change.later.step / 10)} times",
            earlier=change.earlier.text,
            later=change.later.text,
        )


def _of_level(said: Masked, context: Context) -> Iterator[Finding]:
    """A percentage and a change in one bracket ("an increase of 2% (53 more)") with what it came to."""
    pattern = re.compile(
        rf"(?P<way>{MOVE}|{NOUN})(?: (?:of|by))? ⟬(?P<p>\d+)⟭"
        rf"(?: (?:in|for|of|on) [a-z ]{{0,30}})? ?\((?:a |an )?(?:(?:up|down|or|by) )?⟦(?P<d>\d+)⟧"
        rf"(?P<tail>[^⟦()]{{0,40}})\)|⟬(?P<p2>\d+)⟭ \(⟦(?P<d2>\d+)⟧(?P<tail2>[^⟦()]{{0,30}})\) (?P<way2>{NOUN}|more|fewer)"
        rf"|(?P<way3>{MOVE}|{NOUN})(?: (?:of|by))? ⟦(?P<d3>\d+)⟧(?: [a-z]+){{0,3}} \(⟬(?P<p3>\d+)⟭\)",
        re.IGNORECASE,
    )
    for match in pattern.finditer(said.text):
        group = "" if match["p"] else "2" if match["p2"] else "3"
        percent, change = said.number(match[f"p{group}"]), said.number(match[f"d{group}"])
        if percent.unit != "%" or not percent.value or percent.about or change.about:
            continue
        way = -1 if context.words.says("drop", match[f"way{group}"]) else 1
        level = _level(said, match.start(), change)
        if level is not None:
            yield from _with_level(percent, change, level, way, said, context)
        elif group == "2" and abs(percent.value) >= 100:
            yield _ambiguous(percent, change, said, context)


def _level(said: Masked, before: int, change: Number) -> Number | None:
    """The only figure before a change that may be what it came to."""
    found = [said.number(mark) for mark in re.findall(N, said.text[:before])]
    plain = [
        one
        for one in found
        if not one.about and not one.word and one.unit == change.unit and one.value > abs(change.value)
    ]
    return plain[-1] if len(found) == 1 and plain else None


def _with_level(
    percent: Number, change: Number, level: Number, way: int, said: Masked, context: Context
) -> Iterator[Finding]:
    context.did()
    now, moved, wanted = Fraction(level.value), abs(Fraction(change.value)), abs(percent.value)
    bases = [base for base in (now - way * moved, now) if base > 0]
    if any(prints(Exact.of(100 * moved / base), wanted, percent.step) for base in bases) or not bases:
        return
    expected = shown(100 * moved / bases[0], percent.step) + "%"
    yield context.found(
        "percentage",
        "words",
        said.sentence.where(percent),
        percent.text,
        expected,
        change=amount(moved, change),
        base=amount(bases[0], level),
        slip=slip_of_digits(Fraction(wanted), Fraction(expected.strip("%").replace(",", ""))),
    )


def _ambiguous(percent: Number, change: Number, said: Masked, context: Context) -> Finding:
    share = abs(Fraction(percent.value)) / 100
    value = Fraction(change.value)
    return context.found(
        "percentage",
        "ambiguous",
        said.sentence.where(percent),
        f"{percent.text} ({change.text})",
        "the base, or both figures",
        count=change.text,
        one=f"about {shown(value / share)}",
        two=f"about {shown(value / (1 + share))}",
    )
