"""Footnotes: a part of the file that python-docx does not know, made here or taken over from the template."""

from __future__ import annotations

from typing import Any

from wardmote.publishing.docx.markup import SPACES, Xml, e, elements, paragraph
from wardmote.publishing.docx.relations import new_part, related

W = f"{{{SPACES['w']}}}"
SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


class Notes:
    """The notes of a file. The part is made with the first note."""

    def __init__(self, file: Any) -> None:
        self.file = file
        self._made: list[tuple[int, Xml]] = []
        self._part: Any = None
        self._first = 1

    @property
    def part(self) -> Any:
        """The part that the notes stand in: links inside a note belong to it."""
        if self._part is None:
            self._part = related(self.file.part, "footnotes") or self._new()
            ids = [int(note.get(f"{W}id")) for note in self._part.element.findall(f"{W}footnote")]
            self._first = max([0, *ids]) + 1
        return self._part

    def add(self, style: str, mark_style: str, content: Xml) -> int:
        """Keep a note; return its id, which the reference in the text names."""
        root = self.part.element
        number = self._first + len(self._made)
        mark = f'<w:r><w:rPr><w:rStyle w:val="{mark_style}"/></w:rPr><w:footnoteRef/></w:r>'
        space = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
        note = e("footnote", paragraph(style, mark + space + content), id=number)
        root.extend(elements(note))
        self._made.append((number, note))
        return number

    def number(self, note_id: int) -> int:
        """The number that the page prints for a note."""
        return note_id - self._first + 1

    def _new(self) -> Any:
        lines = "".join(
            e("footnote", e("p", e("pPr", e("spacing", after=0)), e("r", e(kind))), type=kind, id=number)
            for kind, number in SEPARATORS
        )
        return new_part(self.file.part, "footnotes", lines)
