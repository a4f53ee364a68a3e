"""The words of a paragraph of a Word document, and what stands in it besides."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from wardmote.checker.reading.docx.names import MC, WP, A, W, is_on, value
from wardmote.checker.reading.words import raised

_MARK = re.compile(r"\s*(\d{1,3}|[*†‡§¶]{1,4})\s*")
_SYMBOLS = {
    "f0b7": "•",
    "f0a7": "▪",
    "f0d8": "➢",
    "f0fc": "✓",
    "f0fe": "☑",
    "f0a8": "☐",
    "f0e0": "→",
    "f0e8": "→",
}
_SKIPPED = frozenset(
    W + name
    for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sdtPr", "commentReference")
)
_BREAKS = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "-"}

_READ = {
    W + "r": "_run",
    W + "sym": "_symbol",
    W + "footnoteReference": "_note",
    W + "endnoteReference": "_note",
    W + "lastRenderedPageBreak": "_page",
    MC + "AlternateContent": "_alternatives",
    W + "txbxContent": "_box",
    WP + "docPr": "_picture",
    W + "object": "_object",
}
"""Which method reads an element."""


@dataclass
class Words:
    """Text of a paragraph; ``notes`` are the (kind, identifier) of notes that it refers to; ``boxes`` the contents of
    text boxes in it; ``pictures`` what it holds that is no text; ``pages`` how many pages begin in it."""

    notes_seen: dict[tuple[str, str], str]
    parts: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    pages: int = 0
    plain: int = 0
    bold: int = 0

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)

    def gather(self, element: Any) -> Words:
        """Add what stands in an element."""
        for child in element:
            self._add(child)
        return self

    def _add(self, child: Any) -> None:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            return
        if tag == W + "t":
            self.parts.append(child.text or "")
        elif tag in _BREAKS:
            self._break(child)
        elif tag in _READ:
            getattr(self, _READ[tag])(child)
        else:
            self.gather(child)

    def _symbol(self, child: Any) -> None:
        code = (child.get(W + "char") or "").lower()
        self.parts.append(_SYMBOLS.get(code, "•" if code.startswith("f0") else ""))

    def _page(self, _: Any) -> None:
        self.pages += 1

    def _box(self, child: Any) -> None:
        self.boxes.append(child)

    def _object(self, _: Any) -> None:
        self.pictures.append(("Embedded object", ""))

    def _run(self, run: Any) -> None:
        properties = run.find(W + "rPr")
        if is_on(properties, "vanish"):
            return
        before = len(self.parts)
        self.gather(run)
        text = "".join(self.parts[before:])
        if value(properties, "vertAlign") == "superscript" and (found := _MARK.fullmatch(text)):
            self.parts[before:] = [raised(found[1])]
        elif text.strip():
            if is_on(properties, "b"):
                self.bold += len(text)
            else:
                self.plain += len(text)

    def _break(self, child: Any) -> None:
        if child.get(W + "type") in ("page", "column"):
            self.parts.append(" ")
        else:
            self.parts.append(_BREAKS[child.tag])

    def _note(self, child: Any) -> None:
        kind = "footnotes" if child.tag == W + "footnoteReference" else "endnotes"
        key = kind, child.get(W + "id", "")
        if key not in self.notes_seen:
            number = sum(1 for seen, _ in self.notes_seen if seen == kind) + 1
            self.notes_seen[key] = raised(str(number))
        self.notes.append(key)
        self.parts.append(self.notes_seen[key])

    def _alternatives(self, element: Any) -> None:
        """Of several forms of the same thing the first one is read."""
        choice = element.find(MC + "Choice")
        chosen = choice if choice is not None else element.find(MC + "Fallback")
        if chosen is not None:
            self.gather(chosen)

    def _picture(self, properties: Any) -> None:
        holder = properties.getparent()
        if next(holder.iter(W + "txbxContent"), None) is not None:
            return
        data = next(holder.iter(A + "graphicData"), None)
        kind = (data.get("uri", "") if data is not None else "").rpartition("/")[2]
        what = {"chart": "Chart", "diagram": "Diagram", "picture": "Picture"}.get(kind)
        if what:
            self.pictures.append((what, properties.get("descr") or properties.get("title") or ""))
