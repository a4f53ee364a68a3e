"""Blocks out of lines of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from wardmote.checker.read_document import Heading, Place
from wardmote.checker.reading.assembly import Assembly, Layout, is_caption
from wardmote.checker.reading.grid import Given
from wardmote.checker.reading.marks import leading_mark
from wardmote.checker.reading.plain import contents, tables, tails
from wardmote.checker.reading.plain.lines import Line, bare_number, bullet, could_head, ordinal, section_label
from wardmote.checker.reading.plain.numbering import Numbering
from wardmote.checker.reading.words import clean, without_emphasis

_MAIN = re.compile(r"(?:appendix|annex|foreword|contents|glossary|introduction|conclusions?|part)\b", re.I)
_HASHES = re.compile(r"^(#{1,6})\s+(.*?)#*\s*$")
_UNDERLINE = re.compile(r"^(?:={3,}|-{3,}|~{3,})\s*$")
_COLON = re.compile(r"\s*:\s*[-–—]?\s*$")
_LABEL = re.compile(r"\(?\d[\w.]{0,7}[.)]?")
_MOST_WORDS_OF_A_LEAD = 14
_TITLE_WITHIN = 4
"""Groups of lines between the word Contents and its table."""


@dataclass
class Memory:
    """What is carried from one run of lines to the next: the numbers of paragraphs, and whether contents may follow."""

    numbering: Numbering = field(default_factory=Numbering)
    since_contents: int = _TITLE_WITHIN + 1


def recognise(
    lines: Sequence[Line], into: Assembly, headings: bool = True, memory: Memory | None = None
) -> None:
    """Add what stands in lines of text to an assembly.

    ``headings`` says whether short lines by themselves are taken for headings; not where the format marks its own.
    """
    memory = memory or Memory()
    if into.blocks and isinstance(into.blocks[-1], Heading) and contents.is_title(into.blocks[-1].text):
        memory.since_contents = 0
    _Recogniser(lines, into, headings, memory).run()


class _Recogniser:
    def __init__(self, lines: Sequence[Line], into: Assembly, headings: bool, memory: Memory) -> None:
        self.lines = lines
        self.into = into
        self.headings = headings
        self.memory = memory
        self.numbering = memory.numbering
        self.items: list[tuple[str, str, Line]] = []

    def run(self) -> None:
        at = 0
        while at < len(self.lines):
            at = self._step(at)
        self._end_items()

    def _step(self, at: int) -> int:
        line = self.lines[at]
        if line.blank:
            following = self._next(at)
            if following is None or not bullet(following.text)[0]:
                self._end_items()
            return at + 1
        if (end := self._table(at)) > at:
            return end
        if bullet(line.text)[0]:
            self._bullet(line)
            return at + 1
        if self.items and not line.alone and not self.lines[at - 1].blank and line.text[:1].isspace():
            label, words, first = self.items.pop()
            self.items.append((label, f"{words} {line.text.strip()}", first))
            return at + 1
        self._end_items()
        self.memory.since_contents += 1
        return self._marked_heading(at) or self._words(at)

    def _next(self, at: int) -> Line | None:
        return next((line for line in self.lines[at + 1 :] if not line.blank), None)

    def _before(self, at: int) -> Line | None:
        return next((self.lines[n] for n in range(at - 1, -1, -1) if not self.lines[n].blank), None)

    # Tables and contents

    def _table(self, at: int) -> int:
        """Where a table or a list of contents that begins here ends; here, where none does."""
        line = self.lines[at]
        if tables.is_tabbed(line):
            return self._tabbed(at, self._run(at, tables.is_tabbed))
        if contents.led(line)[0]:
            return self._contents(at, self._run(at, lambda one: bool(contents.led(one)[0])))
        if tables.is_piped(line):
            end = self._run(at, lambda one: tables.is_piped(one) or tables.is_rule(one))
            if end - at > 1:
                return self._add_table(tables.cells_by_pipes(self.lines[at:end]), at, end, "pipes")
        end = tables.spaced_run(self.lines, at)
        if end > at:
            return self._add_table(tables.cells_by_spaces(self.lines[at:end]), at, end, "spacing")
        return self._tailed(at)

    def _tailed(self, at: int) -> int:
        """Where a table whose gaps are lost ends, the line before it perhaps the names of its columns; here for none."""
        named = not (end := tails.tailed_run(self.lines, at)) > at
        if named:
            end = tails.tailed_run(self.lines, at + 1) if at + 1 < len(self.lines) else at
            if end <= at + 1 or bullet(self.lines[at].text)[0]:
                return at
        rows = tails.cells_by_tails(self.lines[at + named : end])
        names = tails.names_by_periods(self.lines[at], len(rows[0])) if named else []
        if names:
            return self._add_table([names, *rows], at, end, "spacing")
        self.into.not_read(
            "Names of the columns of a table",
            "The gaps between them are lost. Say by eye which figure stands under which name.",
            self.lines[at].place,
        )
        self._end_items()
        if named:
            self._paragraphs(self.lines[at : at + 1])
        return self._add_table(rows, at, end, "spacing")

    def _tabbed(self, at: int, end: int) -> int:
        titled = self.memory.since_contents <= _TITLE_WITHIN
        if contents.are_contents(self.lines[at:end], titled):
            return self._contents(at, end)
        first, _, rest = self.lines[at].text.strip().partition("\t")
        if end - at == 1 and "\t" not in rest and _LABEL.fullmatch(first):
            return at
        return self._add_table(tables.cells_by_tabs(self.lines[at:end]), at, end, "tabs")

    def _run(self, at: int, belongs: Callable[[Line], bool]) -> int:
        end = at
        while end < len(self.lines) and not self.lines[end].blank and belongs(self.lines[end]):
            end += 1
        return end

    def _contents(self, at: int, end: int) -> int:
        self._end_items()
        self.into.contents(contents.entries(self.lines[at:end]), self.lines[at].place)
        following = self._next(end - 1)
        goes_on = following is not None and contents.led(following)[0]
        self.memory.since_contents = 0 if goes_on else _TITLE_WITHIN + 1
        return end

    def _add_table(self, rows: list[list[Given]], at: int, end: int, layout: Layout) -> int:
        self._end_items()
        self.memory.since_contents += 1
        self.into.table(tables.without_repeats(rows), self.lines[at].place, layout)
        return end

    # Lists

    def _bullet(self, line: Line) -> None:
        label, words, _ = bullet(line.text)
        number, rest = section_label(words)
        if number and self.headings and self._leads(rest):
            self._end_items()
            self._heading(rest, line.place, number)
            return
        if not number:
            number, rest = ordinal(words)
        self.items.append((number or label, rest if number else words, line))

    def _end_items(self) -> None:
        if not self.items:
            return
        items = self.numbering.labelled([(label, without_emphasis(words)) for label, words, _ in self.items])
        places = [line.place for *_, line in self.items]
        ordered = any(label[:1].isdigit() or label[-1:] in ".)" for label, _ in items)
        self.into.items([(*item, place) for item, place in zip(items, places, strict=True)], ordered)
        self.items = []

    # Headings and paragraphs

    @staticmethod
    def _leads(words: str) -> bool:
        """Whether the words behind a number of several levels are a heading and not what a paragraph says."""
        words = _COLON.sub("", words)
        return could_head(words) and len(words.split()) <= _MOST_WORDS_OF_A_LEAD and words != "None"

    def _heading(self, words: str, place: Place, number: str = "") -> None:
        words = clean(without_emphasis(words))
        if contents.is_title(words):
            self.memory.since_contents = 0
        if number:
            level = len([part for part in number.split(".") if part.strip("0") or part == number])
        else:
            level = 1 if words.isupper() or _MAIN.match(words) else 2
        self.into.heading(words, level, place, number)

    def _marked_heading(self, at: int) -> int:
        """A heading with # before it or a line under it; where it ends, else 0."""
        line = self.lines[at]
        if found := _HASHES.match(line.text):
            if contents.is_title(found[2]):
                self.memory.since_contents = 0
            self.into.heading(without_emphasis(found[2]), len(found[1]), line.place)
            return at + 1
        if at + 1 < len(self.lines) and _UNDERLINE.match(self.lines[at + 1].text) and could_head(line.text):
            self._heading(line.text, line.place)
            return at + 2
        if _UNDERLINE.match(line.text):
            return at + 1
        return 0

    def _words(self, at: int) -> int:
        """A group of lines without marks: a heading, numbered paragraphs or running words."""
        line = self.lines[at]
        end = at + 1 if line.alone else self._end_of_group(at)
        self._begin_count(at)
        if end - at == 1 and self._could_head_here(at) and self._as_heading(at):
            return end
        if is_caption(clean(without_emphasis(line.text))):
            end = at + 1
        self._paragraphs(self.lines[at:end])
        return end

    def _begin_count(self, at: int) -> None:
        """Take note of a bare number where the next paragraphs count on from it."""
        number, _ = bare_number(self.lines[at].text)
        if number and not self.numbering.goes_on(self.lines[at].text):
            following = [line for line in self.lines[at + 1 : at + 6] if not line.blank][:2]
            if [bare_number(line.text)[0] for line in following] == [number + 1, number + 2]:
                self.numbering.last = number - 1

    def _end_of_group(self, at: int) -> int:
        end = at + 1
        while end < len(self.lines):
            line = self.lines[end]
            if line.blank or line.alone or bullet(line.text)[0] or tables.is_tabbed(line):
                break
            if contents.led(line)[0] or tables.is_piped(line):
                break
            end += 1
        return end

    def _could_head_here(self, at: int) -> bool:
        line = self.lines[at]
        words = clean(without_emphasis(line.text))
        if contents.is_page_word(words) and self.memory.since_contents <= _TITLE_WITHIN:
            return False
        return not is_caption(words) and not leading_mark(words)[0]

    def _as_heading(self, at: int) -> bool:
        """Add a line as a heading, if it is one."""
        line = self.lines[at]
        number, rest = section_label(line.text.replace("\t", " "))
        if number:
            if self._leads(rest):
                self._heading(rest, line.place, number)
                return True
            return False
        number, rest = ordinal(line.text.replace("\t", " "))
        if number and (not number.rstrip(".)").isdigit() or not self._leads(rest) or self._counts_on(at)):
            return False
        if not number and (not self.headings or not line.heads or self.numbering.goes_on(line.text)):
            return False
        if number or (could_head(line.text) and not _COLON.search(clean(without_emphasis(line.text)))):
            self._heading(rest, line.place, number)
            return True
        return False

    def _counts_on(self, at: int) -> bool:
        """Whether the line before or after is numbered with the number before or after: a list and no headings."""
        own = int(ordinal(self.lines[at].text.replace("\t", " "))[0].rstrip(".)"))
        for near, wanted in ((self._before(at), own - 1), (self._next(at), own + 1)):
            if near is not None and ordinal(near.text)[0].rstrip(".)") == str(wanted):
                return True
        return False

    def _paragraphs(self, lines: Sequence[Line]) -> None:
        gathered: list[Line] = []
        numbered: list[tuple[str, str, Line]] = []
        for line in lines:
            label, rest = self._label(line)
            if label:
                self._running(gathered)
                gathered = []
                numbered.append((label, rest, line))
            elif numbered and not leading_mark(without_emphasis(line.text))[0]:
                label, words, first = numbered.pop()
                numbered.append((label, f"{words} {line.text.strip()}", first))
            else:
                if leading_mark(without_emphasis(line.text))[0]:
                    self._running(gathered)
                    gathered = []
                gathered.append(line)
        self._running(gathered)
        self.items = numbered
        self._end_items()

    def _label(self, line: Line) -> tuple[str, str]:
        text = line.text.replace("\t", " ")
        label, rest = section_label(text)
        if not label:
            label, rest = ordinal(text)
        if label:
            self.numbering.meet(label)
            return label, rest
        return self.numbering.next_of(without_emphasis(text))

    def _running(self, lines: Sequence[Line]) -> None:
        if lines:
            words = " ".join(line.text.strip() for line in lines)
            self.into.paragraph(without_emphasis(words), lines[0].place)
