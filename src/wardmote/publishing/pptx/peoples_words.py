"""What people wrote, on a slide: under the name of its section, as many whole sentences as fit, and who wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wardmote.publishing.pptx.fitting import MORE, SENTENCE_END, cut_words, height, runs_up_to
from wardmote.publishing.pptx.geometry import Box
from wardmote.publishing.pptx.words import CHECK, Line, Run, clean, lines_of
from wardmote.publishing.theme import theme
from wardmote.publishing.tree import (
    BulletList,
    Commentary,
    Document,
    Heading,
    Paragraph,
    Table,
    plain,
    walk,
)

IN_DOCUMENT = "More in the document."


@dataclass(frozen=True)
class PeoplesWords:
    """A Commentary as lines: its heading, its words, and what stands under them whatever is cut."""

    heading: tuple[Line, ...]
    words: tuple[Line, ...]
    signed: tuple[Line, ...]
    check: bool = False
    """Whether they need another look."""

    def fits(self, words: Sequence[Line], size: float, box: Box) -> bool:
        """Whether so many of its words fit with what belongs to them."""
        return height(self._with(words), size, box.width) <= box.height

    def _with(self, words: Sequence[Line]) -> tuple[Line, ...]:
        if self.check and words:
            words = (*words[:-1], replace(words[-1], runs=(*words[-1].runs, CHECK)))
        return (*self.heading, *words, *self.signed)

    def lines(self, size: float, box: Box) -> tuple[Line, ...]:
        """All of it where it fits; else as many whole sentences as do, and that the document has more."""
        if self.fits(self.words, size, box):
            return self._with(self.words)
        more = Line((Run(IN_DOCUMENT, tone="quiet"),))
        shorter = (kept for kept in _ever_fewer_sentences(self.words) if self.fits((*kept, more), size, box))
        kept = next(shorter, None)
        return self._with((*kept, more) if kept else (self._first_words(size, box),))

    def _first_words(self, size: float, box: Box) -> Line:
        """The beginning of a first sentence that is too long by itself."""
        first = self.words[0]
        room = box.height - height(self._with(()), size, box.width) - size
        return replace(first, runs=runs_up_to(first.runs, cut_words(first.text, size, box.width, room, MORE)))


def peoples_words(document: Document, block: Commentary) -> PeoplesWords:
    """The words under the name of the section that they close; words that need another look carry "(check)"."""
    section = section_of(document, block.anchor)
    heading = (Line((Run(clean(section), bold=True),)),) if section else ()
    signed = (Line((Run(f"– {clean(block.author)}", tone="quiet"),)),) if block.author else ()
    return PeoplesWords(heading, tuple(_lines(block)), signed, bool(block.look_again))


def section_of(document: Document, anchor: str) -> str:
    """The heading of the part of the document that holds these words; "" where none does."""
    section = ""
    for block in walk(document.blocks):
        if isinstance(block, Heading) and block.level == 1:
            section = block.text
        elif isinstance(block, Commentary) and block.anchor == anchor:
            return section
    return ""


def size_for(found: Sequence[tuple[PeoplesWords, Box]]) -> float:
    """The largest size in which all that stands beside each other is whole; the least where none is.

    Long words are cut sooner than set as small as a table: the document has them whole.
    """
    sizes = theme().slides.details
    whole = (size for size in sizes if all(one.fits(one.words, size, box) for one, box in found))
    return next(whole, sizes[-1])


def in_full(block: Commentary) -> Iterator[str]:
    """The whole words for the speaker, who wrote them, and why they need another look."""
    for line in _lines(block):
        yield f"{line.mark} {line.text}" if line.mark else line.text
    if block.author:
        yield f"Written by {block.author}."
    if block.look_again:
        yield f"Look again: {block.look_again}"


def _lines(block: Commentary) -> Iterator[Line]:
    for words in block.words:
        match words:
            case Paragraph() | BulletList():
                yield from lines_of(words)
            case Table():
                yield Line((Run(f"Table in the document: {clean(plain(words.caption))}", tone="quiet"),))


def _ever_fewer_sentences(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """The lines without their last sentence, without their last two, and so on while there are any."""
    for number in range(len(lines) - 1, -1, -1):
        before, line = tuple(lines[:number]), lines[number]
        ends = [found.start() for found in SENTENCE_END.finditer(line.text)]
        for end in reversed(ends):
            yield (*before, replace(line, runs=runs_up_to(line.runs, line.text[:end])))
        if before:
            yield before
