"""Acronyms that nobody explains, that stand for two things, or that are written in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from wardmote.checker.checks.context import Context
from wardmote.checker.checks.titles import plain, stem
from wardmote.checker.findings import Finding, Where
from wardmote.checker.read_document import (
    ContentsList,
    Heading,
    ItemList,
    Paragraph,
    Place,
    ReadDocument,
    Table,
)
from wardmote.publishing.acronyms import FOUND, LONGEST, ROMAN, SHOUTED

BEHIND = re.compile(
    r"(?P<words>(?:[\w’'&/-]+,?[ -]+){1,9}?[\w’'&/-]+)\s*\("
    r"\s*[‘“'\"]?(?P<name>[A-Z][A-Za-z&]*[A-Z][A-Z0-9]?s?)[’”'\"]?(?:[’']s)?\s*\)"
)
AHEAD = re.compile(r"\b(?P<name>[A-Z][A-Za-z&]*[A-Z][A-Z0-9]?)\s*\((?P<words>[A-Z][\w’'&/ -]{6,80})\)")
MIXED = re.compile(r"\b[A-Z]+[a-z][A-Z]+\b|\b[A-Z][a-z][A-Z]{2}\b")
LITTLE = {"and", "of", "the", "for", "in", "on", "to", "a", "&", "by", "with", "at", "or"}
TIMES = 2
"""Uses from which an acronym that nobody explains is named."""
LONG = 6


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Every acronym of the document, once."""
    texts = list(_texts(document))
    meanings: dict[str, dict[str, tuple[str, Where]]] = defaultdict(dict)
    for name, words, place, around in (*_explained(texts), *_glossary(document, context)):
        meanings[name].setdefault(_same(words), (words, Where(place, around)))
    context.did(len(meanings))
    yield from _two_ways(meanings, context)
    yield from _never(texts, meanings, context)
    yield from _spelling(texts, meanings, context)


def _texts(document: ReadDocument) -> Iterator[tuple[str, Place]]:
    for block in document.blocks:
        if isinstance(block, Paragraph | Heading):
            yield block.text, block.place
        elif isinstance(block, ItemList):
            yield from zip(block.items, block.places, strict=True)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    if not cell.covered:
                        yield cell.text, cell.place
            for note in block.notes:
                yield note, block.place
        elif isinstance(block, ContentsList):
            continue


def _explained(texts: list[tuple[str, Place]]) -> Iterator[tuple[str, str, Place, str]]:
    for text, place in texts:
        if "(" not in text:
            continue
        for found in BEHIND.finditer(text):
            if words := fitting(found["name"].rstrip("s"), found["words"]):
                yield found["name"].rstrip("s").upper(), words, place, found[0]
        for found in AHEAD.finditer(text):
            if words := fitting(found["name"], found["words"]):
                yield found["name"].upper(), words, place, found[0]


def _glossary(document: ReadDocument, context: Context) -> Iterator[tuple[str, str, Place, str]]:
    """Tables whose first column holds acronyms, and lists that open with one."""
    for table in document.tables():
        for row in table.rows:
            for at in range(0, len(row) - 1):
                name, words = row[at].text.strip(), row[at + 1].text.strip()
                if (
                    re.fullmatch(r"[A-Z][A-Za-z&]*[A-Z][A-Za-z0-9]*", name)
                    and len(words) > len(name)
                    and " " in words
                    and "=" not in words
                ):
                    yield name.upper(), " ".join(words.split()), row[at].place, f"{name} {words}"
    for block in document.blocks:
        items = zip(block.items, block.places, strict=True) if isinstance(block, ItemList) else ()
        texts = [(block.text, block.place)] if isinstance(block, Paragraph) else list(items)
        for text, place in texts:
            found = re.match(
                r"(?P<name>[A-Z][A-Za-z&]*[A-Z]s?)\s*(?:[-–—:=]|\t)\s*(?P<words>[A-Z][^.;]{6,90})", text
            )
            if found and (words := fitting(found["name"].rstrip("s"), found["words"])):
                yield found["name"].rstrip("s").upper(), words, place, text


def fitting(name: str, words: str) -> str:
    """The last words whose initials spell the acronym, little words aside; "" for none."""
    letters = [letter.lower() for letter in name if letter.isalpha()]
    parts = re.findall(r"[A-Za-z][A-Za-z’']*|&", words)
    for start in range(len(parts) - 1, -1, -1):
        chosen = parts[start:]
        if chosen[0].lower() in LITTLE and letters[0] != chosen[0][0].lower():
            continue
        if _spells(letters, chosen):
            at = words.rfind(" ".join(chosen)) if " ".join(chosen) in words else -1
            return words[at:].strip() if at >= 0 else " ".join(chosen)
    return ""


def _spells(letters: list[str], parts: list[str]) -> bool:
    initials = [part[0].lower() for part in parts if part.lower() not in LITTLE and part != "&"]
    whole = [part[0].lower() if part != "&" else "a" for part in parts]
    return letters in (initials, whole)


def _same(words: str) -> str:
    return " ".join(stem(word) for word in plain(words).split() if word not in LITTLE)


def _two_ways(meanings: dict[str, dict[str, tuple[str, Where]]], context: Context) -> Iterator[Finding]:
    for name, ways in meanings.items():
        found = list(ways.values())
        keys = list(ways)
        for at in range(1, len(found)):
            if _contained(keys[0], keys[at]):
                continue
            yield context.found(
                "acronym",
                "two-ways",
                found[at][1],
                name,
                "one meaning",
                one=found[0][0],
                two=found[at][0],
                others=(found[0][1],),
            )
            break


def _contained(one: str, two: str) -> bool:
    """Whether one meaning is the other with fewer words, or its words joined."""
    first, second = one.replace(" ", ""), two.replace(" ", "")
    return (
        first in second
        or second in first
        or set(one.split()) <= set(two.split())
        or set(two.split()) <= set(one.split())
    )


def _never(
    texts: list[tuple[str, Place]], meanings: dict[str, dict[str, tuple[str, Where]]], context: Context
) -> Iterator[Finding]:
    known = {entry.acronym for entry in context.words.definitions.acronyms.values()}
    uses: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for text, place in texts:
        if not re.search(r"[a-z]{3}", text):
            continue
        loud = [one.span() for one in SHOUTED.finditer(text)]
        for found in FOUND.finditer(text):
            name = found[0]
            shouted = any(start <= found.start() < end for start, end in loud)
            digits = sum(letter.isdigit() for letter in name)
            if shouted or ROMAN.fullmatch(name) or digits > 1 or len(name) > min(LONGEST, LONG):
                continue
            uses[name].append((text[max(0, found.start() - 60) : found.end() + 60], place))
    said = {word for text, _ in texts for word in re.findall(r"\b[a-z]+\b", text)}
    bracketed = {
        found[1] for text, _ in texts for found in re.finditer(r"[a-z]\w* \(([A-Z][A-Z&]+)s?\)", text)
    }
    for name, places in uses.items():
        if (
            name.lower() in said
            or name in bracketed
            or name in known
            or name in meanings
            or name.upper() in meanings
            or len(places) < TIMES
        ):
            continue
        text, place = places[0]
        yield context.found(
            "acronym",
            "never",
            Where(place, text),
            name,
            "its meaning where it first stands",
            many=_times(len(places)),
        )


def _times(many: int) -> str:
    return "once" if many == 1 else f"{many} times"


def _spelling(
    texts: list[tuple[str, Place]], meanings: dict[str, dict[str, tuple[str, Where]]], context: Context
) -> Iterator[Finding]:
    told: set[str] = set()
    for text, place in texts:
        for found in MIXED.finditer(text):
            name = found[0]
            if (
                name.upper() in meanings
                and name not in told
                and name.upper() != name
                and any(re.search(rf"\b{name.upper()}\b", other) for other, _ in texts)
            ):
                told.add(name)
                yield context.found("acronym", "spelling", Where(place, text[:160]), name, name.upper())
