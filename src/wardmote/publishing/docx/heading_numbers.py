"""Headings' numbers as a real list, exactly those of the tree; a template's own numbering is never doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wardmote.publishing.docx.markup import Xml, run, tab
from wardmote.publishing.docx.numbering import Lists, W, heading_ids
from wardmote.publishing.docx.styles import Styles
from wardmote.publishing.tree import Document, Heading, numbered, walk

Number = tuple[int, int]
PLACE = re.compile(r"%(\d)")
"""Where a list's text takes the count of a level."""


class HeadingNumbers:
    """Decides for each heading whether its style numbers it, a list given to it, or words before it.

    In a file of ours the list is bound to the heading styles. In a template the styles stay as they are: where they
    number headings in decimals from 1 (1. and 1.1, Section 1) they go on doing so, else each heading names our list.
    """

    def __init__(self, document: Document, styles: Styles, lists: Lists, own_file: bool) -> None:
        self.printed = numbered(document)
        self.styles = styles
        self.lists = lists
        self.own_file = own_file
        self.counted = document.number_headings
        self.ids = heading_ids(styles)
        used = {heading.level for heading in _headings(document) if self._automatic(heading)}
        self.shown = {} if own_file else self._of_template(max(used, default=0))
        self.by_template = bool(self.shown)

    def _of_template(self, deepest: int) -> dict[int, str]:
        """How a template prints the number of each level, as "%1.%2"; empty where it does not count as the tree does."""
        found: dict[int, str] = {}
        for level, style_id in enumerate(self.ids[:deepest]):
            one = self.lists.level_of_style(style_id)
            shown = _decimal(one, level) if one is not None else ""
            if not shown or not self.lists.same_list(self.ids[0], style_id):
                return {}
            found[level + 1] = shown
        return found

    def in_words(self, heading: Heading) -> str:
        """A heading's number as the page prints it: "1.2", or "1.2." where the template's list says so."""
        number = self.printed[heading.anchor]
        if not number or not self._automatic(heading) or heading.level not in self.shown:
            return number
        counts = number.split(".")
        return PLACE.sub(lambda place: counts[int(place[1]) - 1], self.shown[heading.level])

    def given_to(self, heading: Heading) -> Number | None:
        """The (list, level) that stands at the heading itself; None leaves it to the heading's style."""
        if not self._automatic(heading):
            style_numbers = self.lists.of_style(self.ids[heading.level - 1]) is not None
            return (0, 0) if style_numbers else None
        if self.own_file or self.by_template:
            return None
        return self.lists.ours("headings"), heading.level - 1

    def before(self, heading: Heading, style: str) -> Xml:
        """A number that is printed as words before the heading; "" for a list's number or none."""
        number = self.printed[heading.anchor]
        if not number or self._automatic(heading):
            return ""
        return run(number, style) + tab()

    def _automatic(self, heading: Heading) -> bool:
        """Whether the list counts this heading. One below an uncounted heading (1.0.1) is beyond what a list can say."""
        number = self.printed[heading.anchor]
        return bool(self.counted and heading.number is None and number and "0" not in number.split("."))


def _headings(document: Document) -> Iterator[Heading]:
    return (block for block in walk(document.blocks) if isinstance(block, Heading))


def _decimal(found: Any, level: int) -> str:
    """How a level of a template's list prints its number if it counts as the tree does (1, 1.1, 1.1.1), else ""."""
    told = {
        name: one.get(f"{W}val") or ""
        for name in ("lvlText", "numFmt", "start", "lvlRestart")
        if (one := found.find(f"{W}{name}")) is not None
    }
    shown = told.get("lvlText", "")
    counts = told.get("numFmt") == "decimal" and told.get("start", "1") == "1"
    again = told.get("lvlRestart", str(level)) == str(level)
    every = [int(place) for place in PLACE.findall(shown)] == list(range(1, level + 2))
    return shown if counts and again and every else ""
