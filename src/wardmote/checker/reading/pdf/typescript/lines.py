"""The lines that a PDF of plain text was made of: those that were broken at the edge are whole again."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from wardmote.checker.read_document import Place
from wardmote.checker.reading.pdf.typescript.letters import TypedRow, pitch_of
from wardmote.checker.reading.pdf.typescript.tabs import PERHAPS, Setting, setting_of, settle, words_of
from wardmote.checker.reading.plain import Line
from wardmote.checker.reading.plain.lines import bullet, ordinal, section_label
from wardmote.checker.reading.words import without_unseen

BLANK = 1.45
"""Times the usual step from row to row from which a blank line stands between."""
PARTED = 0.1
"""Share of the rows that end in a space where pages keep the space at which a line was broken."""
SLACK = 1.0
"""Points that a word may lack to have stood on the row before."""
_ENDS = ".:;!?"


Joint = Literal["new", "same", "tab", "space"]


@dataclass(frozen=True)
class _Page:
    """The usual step from row to row, how high pages begin, how far rows reach, how wide a space is, how words are
    set, and whether the space at which a line was broken is a letter of the page."""

    step: float
    top: float
    edge: float
    space: float
    setting: Setting
    spaced: bool


@dataclass(frozen=True)
class _Typed:
    """A row, its words, and how it goes on from the row before."""

    row: TypedRow
    words: str
    joint: Joint = "new"


def lines_of(pages: Sequence[Sequence[TypedRow]], places_of: Sequence[Place]) -> list[Line]:
    """The lines of all pages, with blank ones between where they stand apart. ``places_of`` names the pages."""
    rows = [row for page in pages for row in page]
    if not rows:
        return []
    setting = setting_of(rows, pitch_of(rows))
    page = _usual(pages, setting)
    texts: list[str] = []
    places: list[Place] = []
    for block in _blocks(rows, setting, page):
        for text, row in _joined(block, page):
            texts.append(text)
            places.append(places_of[row.page - 1])
        texts.append("")
        places.append(places_of[block[-1].row.page - 1])
    return [Line(without_unseen(text), place) for text, place in zip(settle(texts), places, strict=True)]


def _usual(pages: Sequence[Sequence[TypedRow]], setting: Setting) -> _Page:
    steps = [one.base - other.base for rows in pages for one, other in itertools.pairwise(rows)]
    shortest = sorted(steps)[: max(1, len(steps) * 2 // 3)]
    step = median(shortest) if shortest else 12.0
    top = max(rows[0].base for rows in pages if rows)
    edge = max(row.right for rows in pages for row in rows)
    parted = sum(row.parted for rows in pages for row in rows)
    shown = setting.spaced and parted >= PARTED * sum(len(rows) for rows in pages)
    return _Page(step, top, edge, setting.pitch or 0.25 * step, setting, shown)


def _blocks(rows: Sequence[TypedRow], setting: Setting, page: _Page) -> list[list[_Typed]]:
    """Rows with their words, parted where a blank line stands between."""
    blocks: list[list[_Typed]] = []
    before: TypedRow | None = None
    for row in rows:
        own = _Typed(row, words_of(row, setting))
        if before is None or _apart(before, row, page):
            blocks.append([own])
        else:
            own = replace(own, joint=_joint(blocks[-1][-1], own, page))
            if own.joint == "new" and _over_a_page(blocks[-1][-1], own):
                blocks.append([own])
            else:
                blocks[-1].append(own)
        before = row
    return blocks


def _over_a_page(before: _Typed, own: _Typed) -> bool:
    """Whether two rows stand on two pages and are not of a table: a blank line between is lost there."""
    return before.row.page != own.row.page and "\t" not in before.words and "\t" not in own.words


def _apart(before: TypedRow, row: TypedRow, page: _Page) -> bool:
    """Whether a blank line stands between two rows."""
    if before.page != row.page:
        return page.top - row.base > 0.5 * page.step
    return before.base - row.base > BLANK * page.step


def _joint(before: _Typed, own: _Typed, page: _Page) -> Joint:
    """How a row goes on from the one before: a line of its own where its first word had room there, "new"; "same" where
    it surely goes on; else what might stand between."""
    room = page.edge - before.row.right
    if own.row.first_word + page.space <= room - SLACK:
        behind = page.setting.next_stop(before.row.right) + own.row.first_word
        return "tab" if page.setting.stop and behind > page.edge + SLACK else "new"
    if page.spaced and before.row.parted:
        return "same"
    full = room < page.space + SLACK
    return "tab" if page.spaced and not full else "space"


def _joined(block: Sequence[_Typed], page: _Page) -> list[tuple[str, TypedRow]]:
    """The lines of a block, each with its first row."""
    most = _most_tabs(block)
    made: list[tuple[str, TypedRow]] = []
    for own in block:
        if made and own.joint != "new" and (own.joint == "same" or _goes_on(made[-1][0], own, most)):
            text, row = made[-1]
            made[-1] = (text + _between(text, own, page) + own.words.lstrip("\t"), row)
        else:
            made.append((own.words, own.row))
    return made


def _most_tabs(block: Sequence[_Typed]) -> int:
    """The most tabs of a row of a block, or of rows that surely are one line."""
    sure: list[int] = []
    tabs, certain = 0, True
    for index, own in enumerate(block):
        if own.joint == "new":
            tabs, certain = 0, True
        tabs += own.words.count("\t")
        certain = certain and own.joint in ("new", "same")
        ends = index + 1 == len(block) or block[index + 1].joint == "new"
        if certain and ends:
            sure.append(tabs)
    return max([*sure, *(own.words.count("\t") for own in block)])


def _goes_on(text: str, own: _Typed, most: int) -> bool:
    """Whether a row goes on from a line of which it may be a part."""
    tabs, further = text.count("\t"), own.words.count("\t")
    starts = own.words.startswith("\t")
    if most and (tabs or starts):
        return tabs + further + (own.joint == "tab" and not starts) <= most
    if further or own.joint == "tab":
        return False
    return not (_begins(own.words) and (text.rstrip()[-1:] in _ENDS or _alike(text, own.words)))


def _alike(text: str, words: str) -> bool:
    """Whether both begin with the same sign of a list, or both with a number."""
    return bullet(text.lstrip())[0] == bullet(words)[0] and _begins(text)


def _begins(words: str) -> bool:
    """Whether words begin as a list or a numbered heading does."""
    return bool(bullet(words)[0] or ordinal(words)[0] or section_label(words)[0])


def _between(text: str, own: _Typed, page: _Page) -> str:
    """What stood between the words of a line and those of the next row."""
    if text.endswith("-") and own.words[:1].islower():
        return ""
    if own.words.startswith("\t"):
        return "\t" * (len(own.words) - len(own.words.lstrip("\t")))
    if "\t" not in text and "\t" not in own.words:
        return " "
    if own.joint == "tab":
        return "\t"
    return " " if page.spaced else PERHAPS
