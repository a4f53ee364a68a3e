"""Acronyms that a document uses without saying what they stand for, or with two meanings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wardmote.publishing.preparing import prepared
from wardmote.publishing.texts import Text, texts
from wardmote.publishing.tree import BulletList, Document, Strong, inlines, plain, walk

FOUND = re.compile(
    r"(?<![\w.&/@#_-])(?:[A-Z](?:&[A-Z])+|[A-Z][A-Z0-9]*[A-Z][A-Z0-9]?)(?=s?(?![\w&/@_]|\.\w|-\d))"
)
"""Two capitals or more, digits among them, a plural s left out: ASB, CSPs, A&E, G4S. Codes and addresses are none."""
ROMAN = re.compile(r"X{0,3}(IX|IV|V?I{0,3})")
SHOUTED = re.compile(r"\b[A-Z]+(?:[ ,'’-]+[A-Z]+\b){2,}")
"""Three words or more in capitals are a title, or shouting."""
LONGEST = 7
"""Letters of the longest acronym; a longer word in capitals is a word."""
AROUND = 40


@dataclass(frozen=True)
class Acronym:
    """An acronym that a reader may stumble over.

    ``why`` ends a sentence that starts with the acronym: "is never explained". ``section`` is the heading under
    which it stands first, "" before the first heading; ``words`` are those around it there.
    """

    acronym: str
    why: str
    section: str
    words: str


@dataclass(frozen=True)
class _Use:
    """One place of an acronym: whether words explain it there, and which of them it abbreviates; "" for none."""

    acronym: str
    explained: bool
    meaning: str
    text: Text
    start: int


def unexplained(document: Document, known: Mapping[str, str]) -> tuple[Acronym, ...]:
    """The acronyms that are explained neither where they first stand nor in the document's glossary.

    ``known`` holds, by acronym, those that every reader knows (its values, what they stand for, are not needed). A
    glossary is any list whose items open with the term in bold. An acronym with two meanings is named as well.
    Each is named once, in the order of the document. Raises DocumentError for a document that cannot be published.
    """
    glossary = dict(_glossary(document))
    uses: dict[str, list[_Use]] = {}
    for text in texts(prepared(document)):
        for use in _uses(text):
            uses.setdefault(use.acronym, []).append(use)
    marked = set(re.findall(r"[A-Z]+", document.marking))
    asked = (found for name, found in uses.items() if name not in known and name not in marked)
    return tuple(one for found in asked if (one := _judged(found, glossary)) is not None)


def _judged(uses: list[_Use], glossary: Mapping[str, str]) -> Acronym | None:
    first = uses[0]
    if first.acronym not in glossary and not first.explained:
        later = any(use.explained for use in uses)
        return _named(first, "is explained only later" if later else "is never explained")
    own = _fitting(first.acronym, glossary.get(first.acronym, ""))
    meanings = [own, *(use.meaning for use in uses)]
    stands_for = next((meaning for meaning in meanings if meaning), "")
    other = next((use for use in uses if use.meaning and _same(use.meaning) != _same(stands_for)), None)
    return _named(other, f"stands for “{stands_for}” and for “{other.meaning}”") if other else None


def _named(use: _Use, why: str) -> Acronym:
    words, start = use.text.words, use.start
    low, high = max(0, start - AROUND), start + len(use.acronym) + AROUND
    cut = words[low:high]
    around = f"{'…' if low else ''}{cut.strip()}{'…' if high < len(words) else ''}"
    return Acronym(use.acronym, why, use.text.section, around)


def _glossary(document: Document) -> Iterator[tuple[str, str]]:
    """Each term of a list that opens its items in bold, and what follows it."""
    for block in walk(document.blocks):
        for item in block.items if isinstance(block, BulletList) else ():
            lead, *rest = inlines(item)
            if isinstance(lead, Strong) and rest:
                yield lead.text.strip(" .:"), plain(tuple(rest)).strip()


def _uses(text: Text) -> Iterator[_Use]:
    words = text.words
    loud = [found.span() for found in SHOUTED.finditer(words)]
    whole = words.upper() == words and " " in words.strip()
    for found in FOUND.finditer(words):
        name = found[0]
        shouted = whole or any(start <= found.start() < end for start, end in loud)
        if not (shouted or _no_acronym(name)):
            explained, meaning = _meaning(name, words, found.start(), found.end())
            yield _Use(name, explained, meaning, text, found.start())


def _no_acronym(name: str) -> bool:
    """Whether it is a numeral, a code, or a word in capitals."""
    digits = sum(character.isdigit() for character in name)
    return bool(ROMAN.fullmatch(name)) or digits > 1 or len(name) > LONGEST


def _meaning(name: str, words: str, start: int, end: int) -> tuple[bool, str]:
    """Whether brackets explain it, and what it abbreviates: "anti-social behaviour (ASB)", "ASB (a long name)"."""
    behind = re.match(r"s? \(([^()]+)\)", words[end:])
    if behind:
        fitting = _fitting(name, behind[1])
        return bool(fitting) or _explains(behind[1]), fitting
    before = re.search(r"([^().;:]+) \(‘?“?$", words[:start])
    if before and re.match(r"s?”?’?[),;]", words[end:]):
        tail = before[1].split()
        for first in reversed(range(len(tail))):
            if fitting := _fitting(name, " ".join(tail[first:])):
                return True, fitting
    return False, ""


def _explains(words: str) -> bool:
    """Whether words in brackets are an explanation rather than a count or a source."""
    return len(re.findall(r"[a-z]{2,}", words)) >= 3 and not re.search(r"\d", words)


def _fitting(name: str, words: str) -> str:
    """The start of ``words`` whose initials spell the acronym, short words and one long one aside; else ""."""
    letters = [letter.lower() for letter in name if letter.isalpha()]
    parts = [(found[0].lower(), found.end()) for found in re.finditer(r"[^\W\d_]+(?:[’'][^\W\d_]+)*", words)]
    if not parts or parts[0][0][0] != letters[0]:
        return ""
    at, spare = 0, 1
    for word, end in parts:
        if at < len(letters) and word[0] == letters[at]:
            at += 1
        elif len(word) > 4:
            spare -= 1
        if at == len(letters):
            return words[:end]
        if spare < 0:
            return ""
    return ""


def _same(meaning: str) -> str:
    """A meaning without what does not make it another: case, hyphens, a plural."""
    return " ".join(re.findall(r"\w+", meaning.lower())).removesuffix("s")
