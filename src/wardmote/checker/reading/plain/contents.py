"""Tables of contents in lines of text, broken ones too: several entries in one line, pages in a heap behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from wardmote.checker.read_document import ContentsEntry, Place
from wardmote.checker.reading.assembly import section_number
from wardmote.checker.reading.plain.lines import Line
from wardmote.checker.reading.words import clean, without_emphasis

_TITLE = re.compile(r"(?:table\s+of\s+)?(?:contents?|index)\b", re.I)
_LEADERS = re.compile(
    r"^(?P<text>.*?\S)\s*(?:\.{3,}|…+|(?:\s\.){3,}|_{3,})\s*(?P<page>\d{1,4}|[ivxl]{1,6})\s*$", re.S
)
_PAGES = re.compile(r"(?:\d{1,4}|[ivxl]{1,6})(?:\s+(?:\d{1,4}|[ivxl]{1,6}))*")
_ENTRY = re.compile(
    r"(?=(?:(?<=\s)|(?<=[^\s\d.]))(?:\d{1,2}(?:\.\d{1,2})+\.?\s|APPENDIX\s|Appendix\s+[A-Z\d]+\b))"
)
_LABEL = re.compile(r"(\w{1,3}(?:\.\w{1,3})*)\.?")
_HEADING_OF_PAGES = re.compile(r"page(?:\s*(?:no|number|num)\.?)?s?", re.I)
FEWEST = 3


def is_title(text: str) -> bool:
    """Whether words are the heading of a table of contents."""
    words = clean(without_emphasis(text))
    return len(words) <= 60 and bool(_TITLE.match(words))


def is_page_word(text: str) -> bool:
    """Whether words are what stands over the column of page numbers."""
    return bool(_HEADING_OF_PAGES.fullmatch(clean(text)))


def led(line: Line) -> tuple[str, str]:
    """The words and the page of a line with dots that lead to its page; "" where it has none."""
    found = _LEADERS.match(clean(line.text.replace("\t", " ")))
    return (found["text"], found["page"]) if found else ("", "")


def are_contents(lines: Sequence[Line], titled: bool) -> bool:
    """Whether lines with tabs are a table of contents: most end in a page number, and these never go down."""
    pages = [_last(line) for line in lines]
    found = [int(part) for page in pages if page for part in page.split() if part.isdigit()]
    most = sum(bool(page) for page in pages) >= (0.5 if titled else 0.9) * len(lines)
    rising = all(one <= other for one, other in pairwise(found))
    if titled:
        return bool(found) and most
    return most and rising and len(found) >= FEWEST and any(led(line)[1] for line in lines)


def _last(line: Line) -> str:
    last = clean(line.text.rstrip().rpartition("\t")[2])
    return last if _PAGES.fullmatch(last) else led(line)[1]


def entries(lines: Sequence[Line]) -> list[ContentsEntry]:
    """The entries of lines with tabs or leading dots."""
    found: list[ContentsEntry] = []
    for line in lines:
        text, page = led(line)
        if text:
            found += _entries_of([text], page, line.place)
            continue
        cells = [clean(without_emphasis(cell)) for cell in line.text.split("\t")]
        page = cells.pop() if len(cells) > 1 and (not cells[-1] or _PAGES.fullmatch(cells[-1])) else ""
        found += _entries_of([cell for cell in cells if cell], page, line.place)
    return [entry for entry in found if entry.text and not is_page_word(entry.text)]


def _entries_of(cells: list[str], page: str, place: Place) -> list[ContentsEntry]:
    label = ""
    if len(cells) > 1 and _LABEL.fullmatch(cells[0]):
        label, cells = cells[0].rstrip("."), cells[1:]
    text = " ".join(cells)
    pages = page.split()
    if len(pages) > 1:
        parts = [part.strip() for part in _ENTRY.split(text) if part.strip()]
        if len(parts) == len(pages):
            return [_entry(part, own, place) for part, own in zip(parts, pages, strict=True)]
    return [_entry(text, page, place, label)]


def _entry(text: str, page: str, place: Place, label: str = "") -> ContentsEntry:
    number, words = ("", text) if label else section_number(text)
    return ContentsEntry(words, place, label or number, page)
