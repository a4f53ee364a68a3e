"""A block's words as the paragraphs and runs of a slide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from wardmote.analyses.finding import CHANGED
from wardmote.figures.tokens import Verdict
from wardmote.publishing.legible import legible
from wardmote.publishing.lowering import after_lead
from wardmote.publishing.tree import (
    BulletList,
    Content,
    Deleted,
    Emphasis,
    FindingItem,
    Findings,
    Footnote,
    Inline,
    Inserted,
    Link,
    Paragraph,
    Quiet,
    Strong,
    VerdictMark,
    inlines,
    plain,
)

Tone = Literal["", "quiet", "changed", "accent", "ground", "ink"]
DRAFT = "Draft: nobody has reviewed these sentences yet."


@dataclass(frozen=True)
class Run:
    """Words of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    tone: Tone = ""
    link: str = ""
    under: bool = False
    struck: bool = False


@dataclass(frozen=True)
class Line:
    """A paragraph. ``mark`` hangs before it: a bullet, a number or a verdict's symbol."""

    runs: tuple[Run, ...]
    mark: str = ""
    tone: Tone = ""
    small: bool = False
    """Set in the size of notes whatever the others take."""

    @property
    def text(self) -> str:
        """The words without the mark."""
        return "".join(run.text for run in self.runs)


CHECK = Run(" (check)", tone="quiet")
"""Stands after people's words whose figures have changed since; the notes say which."""

TextBlock = Paragraph | BulletList | Findings


def clean(text: str) -> str:
    """Text that a slide can hold on one line: no control characters, no line ends."""
    return " ".join(legible(text).split("\n")).replace("\t", " ").replace("\r", " ")


def lines_of(block: TextBlock) -> tuple[Line, ...]:
    """The paragraphs of a block. Words that nobody has reviewed say so, together where all of a block are."""
    match block:
        case Paragraph(content=content, style=style, look_again=why):
            draft = (Line((Run(DRAFT, tone="quiet"),), small=True),) if style == "draft" else ()
            check = (CHECK,) if why else ()
            return (Line((*runs_of(content), *check)), *draft)
        case BulletList(items=items, ordered=ordered):
            marks = (f"{number}." if ordered else "•" for number in range(1, len(items) + 1))
            return tuple(Line(runs_of(item), mark) for item, mark in zip(items, marks, strict=True))
        case Findings(items=items):
            all_draft = bool(items) and all(item.draft for item in items)
            found = tuple(_finding(item, tag=item.draft and not all_draft) for item in items)
            return (*found, Line((Run(DRAFT, tone="quiet"),), small=True)) if all_draft else found


def _finding(item: FindingItem, tag: bool) -> Line:
    runs = (Run(clean(item.lead), bold=True), *runs_of(after_lead(item)))
    if tag:
        runs = (*runs, Run(" (draft)", tone="quiet"))
    if item.look_again:
        runs = (*runs, CHECK)
    mark, tone = symbol(item.verdict) if item.verdict else ("–", "")
    return Line(tuple(run for run in runs if run.text), mark, tone)


def symbol(verdict: Verdict) -> tuple[str, Tone]:
    """A verdict's symbol and the tone it is printed in."""
    return verdict.symbol, "changed" if verdict in CHANGED else "quiet"


def runs_of(content: Content) -> tuple[Run, ...]:
    """The runs of a line of text; a footnote's words are the speaker's (see ``footnotes``)."""
    return tuple(run for inline in inlines(content) for run in _runs(inline) if run.text)


def _runs(inline: Inline) -> Iterator[Run]:
    match inline:
        case str():
            yield Run(clean(inline))
        case Footnote():
            return
        case VerdictMark(verdict=verdict):
            mark, tone = symbol(verdict)
            yield Run(f"{mark} ", tone=tone)
            yield Run(verdict.words)
        case Link(text=text, target=target):
            yield Run(clean(text), link="" if target.startswith("#") else clean(target))
        case _:
            yield _styled(inline, Run(clean(plain(inline))))


def _styled(inline: Inline, run: Run) -> Run:
    match inline:
        case Strong():
            return replace(run, bold=True)
        case Emphasis():
            return replace(run, italic=True)
        case Quiet():
            return replace(run, tone="quiet")
        case Inserted():
            return replace(run, under=True)
        case Deleted():
            return replace(run, struck=True)
        case _:
            return run


def footnotes(content: Content) -> Iterator[str]:
    """The words of the notes that hang on a line of text."""
    for inline in inlines(content):
        if isinstance(inline, Footnote):
            yield plain(inline.text)
            yield from footnotes(inline.text)
