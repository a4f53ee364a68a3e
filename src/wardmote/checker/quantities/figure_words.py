"""Every number of a passage: its value, how many places were printed, its unit, and whether it counts something.

Years, dates, times, ages, references ("section 6.6", "page 23"), addresses and codes are numbers that count nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from wardmote.checker.quantities.dates import DATE
from wardmote.checker.quantities.number_words import WORD, value_of
from wardmote.checker.quantities.spans import Span, spans_in
from wardmote.checker.quantities.vocabulary import Vocabulary, ours


@dataclass(frozen=True)
class Number:
    """A number as printed.

    ``step`` is one in its last printed place (0.1 for 12.3, 1 for 1,234, 100 for 24.3k). ``unit`` is "%", "points",
    "£", "€", "$" or "". ``sign`` is -1, 0 or 1: whether a sign was printed. ``about``: it is not meant exactly.
    ``word``: it stands in words. ``start`` and ``end`` are its place in the passage.
    """

    value: Decimal
    step: Decimal
    unit: str
    sign: int
    about: bool
    word: bool
    text: str
    start: int
    end: int


NUMBER = re.compile(
    r"(?<![\w.,/£$€&#@])(?P<sign>[+\-−–±▲▼↑↓]\s?|minus\s)?(?P<money>£|€|\$|GBP\s?|\\pounds\s*)?\s?(?P<sign2>[-−])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?"
    r"(?P<scale>\s?(?:k|K|m|M|bn|million|thousand|billion)(?!\w))?"
    r"(?P<unit>\s?(?:%\s?-?(?:points?|pts)|%|percentage[ -]points?|per ?cent(?:age points?)?|points|ppts?|pp)(?!\w))?"
    r"(?P<plus>\+)?(?![\w,]*\d|[\w/@])"
)
SPELT = re.compile(rf"(?<![\w-])(?:{WORD})(?![\w-])", re.IGNORECASE)
SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
NOT_COUNTED = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+"
    r"|\b(?:pages?|pp|p\.|sections?|secs?\.?|s\.|paragraphs?|paras?\.?|tables?|fig(?:ure)?s?\.?|append(?:ix|ices)|chapters?|charts?"
    r"|annex(?:es)?|parts?|tiers?|wave|phase|stage|level|version|article|reg(?:ulation)?\.?|footnotes?|notes?|maps?|items?|group|"
    r"objective|priority|recommendation|action|act|room|ext|band|type|class|grade|key stage|no\.|number|v|diagram|box)"
    r"\s?\d+(?:\.\d+)*(?:\s?(?:,|and|&|to|-|–|or)\s?\d+(?:\.\d+)*)*(?![%\d])"
    r"|\b\d{1,2}(?::\d{2}){1,2}\b|\b\d{1,2}(?:\.\d{2})?\s?(?:am|pm)\b|\b\d{3,5}\s\d{3}\s?\d{3,4}\b"
    r"|\b(?:under|over)\s\d{1,2}s\b|\b(?:ages?|aged)\s(?:between\s)?\d+(?:\s?(?:-|–|to|and)\s?\d+)?(?:\+|\s?(?:years?|yrs|s\b))?"
    r"|\b\d+(?:\s?(?:-|–|to|and)\s?\d+)?[- ]?(?:year[s]?|yrs?)[- ](?:old|olds|of age)\b|\b\d+(?:-|–)\d+ years\b"
    r"|\b\d+(?:st|nd|rd|th)\b|\b24/7\b|\b\d+-\d+-\d+\b|\b\d+\.\d+\.\d+(?:\.\d+)*\b"
    rf"|\b(?:\d+|{WORD})(?:\s?(?:-|–|to|and|or)\s?(?:\d+|{WORD}))?[- ]"
    r"(?:months?|years?|yrs?|weeks?|days?|hours?|minutes?|quarters?)\b"
    r"|\bn\s?=\s?(?=\d)|\b\d{2}\+",
    re.IGNORECASE,
)
BEFORE = 32
DIGIT = re.compile(r"\d")
BASE = re.compile(r"n\s?=\s?", re.IGNORECASE)


@dataclass(frozen=True)
class Passage:
    """Words with the numbers, periods and dates that stand in them."""

    text: str
    numbers: tuple[Number, ...]
    spans: tuple[Span, ...]


def understood(text: str, vocabulary: Vocabulary | None = None) -> Passage:
    """A passage with every number that counts something and every period; dates and references are passed over."""
    words = vocabulary or ours()
    digits = DIGIT.search(text) is not None
    spans = spans_in(text) if digits else ()
    taken = [(span.start, span.end) for span in spans if not span.part]
    if digits:
        taken += [found.span() for found in DATE.finditer(text)]
        taken += [found.span() for found in NOT_COUNTED.finditer(text) if not BASE.fullmatch(found[0])]
    finders = (NUMBER, SPELT) if digits else (SPELT,)
    numbers = []
    for found in (one for finder in finders for one in finder.finditer(text)):
        start, end = found.span()
        if any(start < last and first < end for first, last in taken):
            continue
        made = _spelt(found) if found.re is SPELT else _number(found)
        if made is not None:
            numbers.append(replace(made, about=made.about or _about(text, start, words)))
    return Passage(text, tuple(sorted(numbers, key=lambda one: one.start)), spans)


def _about(text: str, start: int, words: Vocabulary) -> bool:
    """Whether the words just before say that the number is not exact."""
    before = text[max(0, start - BEFORE) : start].rstrip(" (£")
    found = list(words.pattern("about").finditer(before))
    return bool(found) and found[-1].end() == len(before)


def _spelt(found: re.Match[str]) -> Number | None:
    word = found[0]
    value = value_of(word)
    if value == 1:
        return None
    return Number(Decimal(value), Decimal(1), "", 0, False, True, word, *found.span())


def _number(found: re.Match[str]) -> Number | None:
    digits, decimals = found["digits"], found["decimals"] or ""
    value = Decimal(digits.replace(",", "") + decimals)
    step = Decimal(1).scaleb(-(len(decimals) - 1)) if decimals else Decimal(1)
    if found["scale"]:
        power = SCALES[found["scale"].strip().lower()]
        value, step = value.scaleb(power), step.scaleb(power)
    signed = (found["sign"] or "").strip() or (found["sign2"] or "")
    before = found.string[: found.start()].rstrip()
    sign = 0
    if signed in ("−", "▼", "↓", "minus") or (signed in ("-", "–") and not _joins(found, before)):
        sign = -1
    elif signed in ("+", "▲", "↑"):
        sign = 1
    unit = _unit(found)
    start = found.start() + (len(found[0]) - len(found[0].lstrip()))
    return Number(
        -value if sign < 0 else value,
        step,
        unit,
        sign,
        bool(found["plus"]),
        False,
        found[0].strip(),
        start,
        found.end(),
    )


def _joins(found: re.Match[str], before: str) -> bool:
    """Whether a dash stands between two things, and is no minus."""
    spaced = found["sign"].endswith(" ") if found["sign"] else False
    return bool(before) and (before[-1].isalnum() or before[-1] == "%" or spaced)


def _unit(found: re.Match[str]) -> str:
    unit = (found["unit"] or "").strip().lower()
    if "point" in unit or "pp" in unit or "pts" in unit:
        return "points"
    if unit:
        return "%"
    money = (found["money"] or "").strip()
    return "£" if money in ("GBP", "\\pounds") else money
