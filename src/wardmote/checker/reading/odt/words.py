"""The words of a paragraph of an OpenDocument text, and what stands in it besides."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from wardmote.checker.reading.odt.names import DRAW, OFFICE, SVG, TEXT, whole
from wardmote.checker.reading.odt.styles import Styles
from wardmote.checker.reading.words import raised

_MARK = re.compile(r"\s*(\d{1,3}|[*†‡§¶]{1,4})\s*")
_SKIPPED = frozenset(
    (
        OFFICE + "annotation", OFFICE + "annotation-end", TEXT + "tracked-changes", TEXT + "ruby-text", TEXT + "bookmark",
        SVG + "title", SVG + "desc", TEXT + "note-citation", TEXT + "hidden-text", TEXT + "number",
    )
)  # fmt: skip
MOST_SPACES = 200


@dataclass
class Words:
    """Text of a paragraph; ``notes`` are the notes in it with their marks; ``frames`` the text boxes; ``pictures`` what
    it holds that is no text; ``pages`` how many pages begin in it."""

    styles: Styles
    parts: list[str] = field(default_factory=list)
    notes: list[tuple[str, Any]] = field(default_factory=list)
    frames: list[Any] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    pages: int = 0
    plain: int = 0
    bold: int = 0

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)

    def gather(self, element: Any, bold: bool = False) -> Words:
        """Add what stands in an element."""
        self._say(element.text, bold)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _SKIPPED:
                self._add(child, bold)
            self._say(child.tail, bold)
        return self

    def _say(self, text: str | None, bold: bool) -> None:
        if text:
            self.parts.append(text.replace("\n", " ").replace("\t", " "))
            if text.strip():
                self.bold += len(text) if bold else 0
                self.plain += 0 if bold else len(text)

    def _add(self, child: Any, bold: bool) -> None:
        tag = child.tag
        if tag == TEXT + "s":
            self.parts.append(" " * min(whole(child, TEXT + "c"), MOST_SPACES))
        elif tag == TEXT + "tab":
            self.parts.append("\t")
        elif tag == TEXT + "line-break":
            self.parts.append("\n")
        elif tag == TEXT + "soft-page-break":
            self.pages += 1
        elif tag == TEXT + "note":
            self._note(child)
        elif tag == TEXT + "span":
            self._span(child, bold)
        elif tag == DRAW + "frame":
            self._frame(child)
        else:
            self.gather(child, bold)

    def _span(self, span: Any, bold: bool) -> None:
        look = self.styles.of(span)
        if look.hidden:
            return
        before = len(self.parts)
        self.gather(span, bold or look.bold)
        if look.raised and (found := _MARK.fullmatch("".join(self.parts[before:]))):
            self.parts[before:] = [raised(found[1])]

    def _note(self, note: Any) -> None:
        citation = note.find(TEXT + "note-citation")
        mark = raised("".join(citation.itertext()).strip()) if citation is not None else ""
        self.parts.append(mark if mark.strip("⁰¹²³⁴⁵⁶⁷⁸⁹") == "" else f"[{mark}]")
        self.notes.append((mark, note.find(TEXT + "note-body")))

    def _frame(self, frame: Any) -> None:
        box = frame.find(DRAW + "text-box")
        if box is not None:
            self.frames.append(box)
            return
        if frame.find(DRAW + "object-ole") is not None:
            what = "Embedded object"
        else:
            what = "Chart or object" if frame.find(DRAW + "object") is not None else "Picture"
        description = frame.findtext(SVG + "desc") or frame.findtext(SVG + "title") or ""
        self.pictures.append((what, description))
