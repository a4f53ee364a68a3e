"""What every part of the writer shares while one document is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from wardmote.publishing.docx.bookmarks import Bookmarks
from wardmote.publishing.docx.heading_numbers import HeadingNumbers
from wardmote.publishing.docx.notes import Notes
from wardmote.publishing.docx.numbering import Lists
from wardmote.publishing.docx.styles import Styles
from wardmote.publishing.theme import Theme
from wardmote.publishing.tree import Content, Document


@dataclass
class Manuscript:
    """One document on its way into one file. Widths and heights are of the page's text, in points.

    ``places`` is where each anchor stands and ``position`` where the writer is, both in reading order.
    """

    document: Document
    file: Any
    look: Theme
    styles: Styles
    lists: Lists
    headings: HeadingNumbers
    width: float
    height: float
    places: dict[str, int]
    notes: Notes
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    said: dict[Content, int] = field(default_factory=dict)
    position: int = 0
    in_note: bool = False
    sections: int = 0

    def __post_init__(self) -> None:
        self.bookmarks = Bookmarks(self.numbers)

    @property
    def author(self) -> str:
        """Whose words these are."""
        return self.document.by

    @property
    def moment(self) -> str:
        """The document's date as Word writes a moment."""
        return f"{self.document.date.isoformat()}T00:00:00Z"

    def relation(self, address: str) -> str:
        """The relationship of an outside address to the part that is being written."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        part = self.notes.part if self.in_note else self.file.part
        made: str = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return made
