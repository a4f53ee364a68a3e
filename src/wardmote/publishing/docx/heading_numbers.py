"""Headings' numbers as a real list, exactly those of the tree; a template's own numbering is never doubled."""

from __future__ import annotations

from wardmote.publishing.docx.markup import Xml, run, tab
from wardmote.publishing.docx.numbering import Lists, W, heading_ids
from wardmote.publishing.docx.styles import HEADINGS, Styles
from wardmote.publishing.tree import Document, Heading, numbered

Number = tuple[int, int]


class HeadingNumbers:
    """Decides for each heading whether its style numbers it, a list given to it, or words before it.

    In a file of ours the list is bound to the heading styles. In a template the styles stay as they are: where they
    number headings in plain decimals (1, 1.1) they go on doing so, else each heading names our list.
    """

    def __init__(self, document: Document, styles: Styles, lists: Lists, own_file: bool) -> None:
        self.printed = numbered(document)
        self.styles = styles
        self.lists = lists
        self.own_file = own_file
        self.counted = document.number_headings
        self.ids = heading_ids(styles)
        self.by_template = not own_file and all(self._decimal(level) for level in range(len(HEADINGS)))

    def _decimal(self, level: int) -> bool:
        """Whether a template numbers headings of this level as the tree does: 1, 1.1, 1.1.1."""
        found = self.lists.level_of_style(self.ids[level])
        if found is None:
            return False
        shown, kind, start = (found.find(f"{W}{name}") for name in ("lvlText", "numFmt", "start"))
        wanted = ".".join(f"%{place + 1}" for place in range(level + 1))
        decimal = kind is not None and kind.get(f"{W}val") == "decimal"
        from_one = start is None or start.get(f"{W}val") == "1"
        return decimal and from_one and shown is not None and shown.get(f"{W}val").rstrip(". )") == wanted

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
