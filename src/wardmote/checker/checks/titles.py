"""Headings and contents by their numbers, words and pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from wardmote.checker.checks.context import Context
from wardmote.checker.read_document import (
    ContentsEntry,
    ContentsList,
    Heading,
    ItemList,
    Paragraph,
    ReadDocument,
)

STOP = frozenset(
    re.findall(
        r"[a-z]+",
        "a an and are as at be by for from has have how in into is it its of on or our that the their them "
        "these this to was we were what which who why will with see page pages section sections table tables "
        "figure fig appendix further details detail report document plan part under below above more also can "
        "not no all any each other than then there they been being about paragraph ",
    )
)


@cache
def stem(word: str) -> str:
    """The start of a word by which its forms are the same: strategy and strategies, links and linked."""
    for ending in ("ies", "ied", "ing", "ed", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def content_words(text: str) -> list[str]:
    """The words of a text that say something, by their stems; no numbers."""
    found = re.findall(r"[a-z][a-z’'&]+", text.lower())
    return [stem(word) for word in found if word not in STOP and len(word) > 2]


def stems(text: str) -> set[str]:
    """The same, each once."""
    return set(content_words(text))


def plain(text: str) -> str:
    """A title without case and signs."""
    return " ".join(re.findall(r"\w+", text.lower()))


@dataclass(eq=False)
class Titles:
    """The headings of a document by number, and the pages that its contents promise."""

    document: ReadDocument

    def __post_init__(self) -> None:
        self.headings: list[tuple[int, Heading]] = [
            (at, block) for at, block in enumerate(self.document.blocks) if isinstance(block, Heading)
        ]
        self.numbered: dict[str, Heading] = {}
        for _, heading in self.headings:
            if heading.number and re.fullmatch(r"\d+(?:\.\d+)*\.?", heading.number):
                self.numbered.setdefault(heading.number.rstrip(".").removesuffix(".0"), heading)
        self.tops = sorted({int(number.split(".")[0]) for number in self.numbered})
        self.items = {
            label.strip("().")
            for block in self.document.blocks
            if isinstance(block, ItemList)
            for label in block.labels
        } | {
            found[0]
            for block in self.document.blocks
            if isinstance(block, Paragraph) and (found := re.match(r"\d+(?:\.\d+)+", block.text))
        }
        self.contents = [block for block in self.document.blocks if isinstance(block, ContentsList)]
        self.entries: list[ContentsEntry] = [entry for block in self.contents for entry in block.entries]
        self.pages = [(int(entry.page), entry.text) for entry in self.entries if entry.page.isdigit()]

    def is_parent(self, number: str) -> bool:
        """Whether there are sections or paragraphs below this number."""
        return any(one.startswith(number + ".") for one in (*self.numbered, *self.items))

    def bodies(self, context: Context) -> dict[str, str]:
        """The text of each entry of the contents: what stands between its heading and the next entry's."""
        starts: list[tuple[int, str]] = []
        last = -1
        for entry in self.entries:
            found = next(
                (at for at, heading in self.headings if at > last and like(entry.text, heading.text) >= 0.5),
                None,
            )
            if found is not None:
                starts.append((found, entry.text))
                last = found
        made: dict[str, str] = {}
        for at, (start, title) in enumerate(starts):
            end = starts[at + 1][0] if at + 1 < len(starts) else len(self.document.blocks)
            texts = [
                block.text if isinstance(block, Heading | Paragraph) else " ".join(block.items)
                for block in self.document.blocks[start:end]
                if isinstance(block, Heading | Paragraph | ItemList)
            ]
            made[title] = " ".join(texts)
        return made


def like(entry: str, heading: str) -> float:
    """How much of the words of an entry of the contents a heading has, or the other way round, from 0 to 1."""
    one, two = stems(entry), stems(heading)
    if not one or not two:
        return float(plain(entry) == plain(heading))
    return (
        len(one & two) / min(len(one), len(two))
        if min(len(one), len(two)) > 1
        else float(one <= two)
        if len(one) == 1
        else len(one & two) / len(one)
    )
