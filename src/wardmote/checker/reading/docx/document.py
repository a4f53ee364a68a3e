"""A Word document, read paragraph by paragraph in the order of its body."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wardmote.checker.read_document import ContentsEntry, Place
from wardmote.checker.reading.assembly import Assembly
from wardmote.checker.reading.docx.names import W
from wardmote.checker.reading.docx.numbering import Numbering
from wardmote.checker.reading.docx.styles import Style, Styles
from wardmote.checker.reading.docx.tables import is_frame, parts, read_rows
from wardmote.checker.reading.docx.words import Words
from wardmote.checker.reading.loose import Loose
from wardmote.checker.reading.package import Package
from wardmote.checker.reading.pictures import say_unread
from wardmote.checker.reading.plain import Line, contents
from wardmote.checker.reading.plain.lines import could_head
from wardmote.checker.reading.refusals import damaged
from wardmote.checker.reading.words import clean, without_unseen

FEWEST_BOLD = 2
"""Short paragraphs in bold, from which on bold is how a document without heading styles sets its headings."""


def anchored(root: Any) -> list[Any]:
    """The paragraphs and tables of a body in their order; a place's ``anchor`` is a position in it.

    A cell's anchor is its first paragraph.
    """
    return list(root.iter(W + "p", W + "tbl"))


def read_docx(path: Path, into: Assembly) -> int | None:
    """Read a Word document; answers how many pages it had when it was saved last, None where it does not say.

    Raises
    ------
    UnreadableError
        When it is damaged, or holds more than a document may.
    """
    with Package(path, into.room.limits) as package:
        main = _main_part(package)
        root = package.xml(main)
        body = root.find(W + "body")
        if body is None:
            raise damaged(path.name, "it has no body")
        reader = _Reader(package, main, body, into)
        if package.macros:
            into.not_read("Macros", "Programs in a document are never run.", Place())
        return reader.read()


def _main_part(package: Package) -> str:
    for kind, target in package.relations("").values():
        if kind == "officeDocument":
            return target
    return "word/document.xml"


class _Reader:
    def __init__(self, package: Package, main: str, body: Any, into: Assembly) -> None:
        self.into = into
        self.package = package
        self.main = main
        self.body = body
        self.styles = Styles(package.related(main, "styles"))
        self.numbering = Numbering(package.related(main, "numbering"))
        self.all = anchored(body)
        self.anchors = {element: number for number, element in enumerate(self.all)}
        self.page = 1
        self.paged = next(body.iter(W + "lastRenderedPageBreak"), None) is not None
        self.notes_seen: dict[tuple[str, str], str] = {}
        self.notes: dict[str, Any] = {}
        self.pending: list[tuple[str, str]] = []
        self.items: list[tuple[str, str, Place]] = []
        self.ordered = False
        self.entries: list[ContentsEntry] = []
        marked = any(self.styles.of(p).level for p in body.iter(W + "p"))
        self.bold_heads = not marked and self._sets_headings_in_bold()
        self.loose = Loose(into, not marked)

    def read(self) -> int | None:
        self._blocks(self.body)
        self._end_all()
        self._heads_and_feet()
        return self.page if self.paged else None

    def _place(self, element: Any) -> Place:
        return Place(page=self.page if self.paged else None, anchor=self.anchors.get(element))

    def _sets_headings_in_bold(self) -> bool:
        found = 0
        for paragraph in parts(self.body, "p"):
            words = Words({}).gather(paragraph)
            found += bool(words.bold) and not words.plain and could_head(words.text)
            if found >= FEWEST_BOLD:
                return True
        return False

    # Blocks

    def _blocks(self, container: Any) -> None:
        for child in container:
            if child.tag == W + "p":
                self._paragraph(child)
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag == W + "altChunk":
                self._end_all()
                self.into.not_read(
                    "A document within the document",
                    "Open it, save it again as one, and check that.",
                    Place(),
                )
            elif child.tag in (W + "sectPr", W + "del", W + "moveFrom"):
                continue
            elif isinstance(child.tag, str):
                self._blocks(child)

    def _paragraph(self, paragraph: Any) -> None:
        words = Words(self.notes_seen).gather(paragraph)
        place = self._place(paragraph)
        self.page += words.pages
        style = self.styles.of(paragraph)
        if clean(words.text):
            self._words(paragraph, words, style, place)
        elif not self.items and not self.entries:
            self.loose.add(Line("", place, alone=not style.lines))
        for what, description in words.pictures:
            say_unread(self.into, what, description, place)
        for box in words.boxes:
            self._end_all()
            self._blocks(box)
        self.pending += words.notes
        if not self.items and not self.entries and style.level:
            self._say_notes()

    def _words(self, paragraph: Any, words: Words, style: Style, place: Place) -> None:
        text = words.text
        if style.contents:
            self._end_items()
            self.loose.flush()
            self.entries += contents.entries([Line(without_unseen(text), place)])
            return
        self._end_entries()
        label, numbered = self.numbering.label(style.numbering) if style.numbering else ("", False)
        if style.level or style.title:
            self._end_all()
            self.into.heading(text, style.level or 1, place, label.rstrip(".") if numbered else "")
        elif style.numbering and label:
            self.loose.flush()
            self.ordered = self.ordered or numbered
            self.items.append((label, text.replace("\t", " "), place))
        elif style.caption:
            self._end_all()
            self.into.paragraph(text, place, "caption")
        else:
            self._end_items()
            heads = not self.bold_heads or (bool(words.bold) and not words.plain) or style.bold
            self.loose.add(Line(without_unseen(text), place, alone=not style.lines, heads=heads))
            if self.pending or words.notes:
                self.loose.flush()
                self.pending += words.notes
                words.notes.clear()
                self._say_notes()

    def _table(self, table: Any) -> None:
        self._end_all()
        if is_frame(table):
            for row in parts(table, "tr"):
                for cell in parts(row, "tc"):
                    self._blocks(cell)
            self._end_all()
            return
        place = self._place(table)
        rows, headers = read_rows(table, self._cell_words, self._cell_place)
        self.into.table(rows, place, "table", said=(headers, 0))
        self._say_notes()

    def _cell_words(self, cell: Any) -> str:
        found = []
        for paragraph in cell.iter(W + "p"):
            words = Words(self.notes_seen).gather(paragraph)
            self.page += words.pages
            self.pending += words.notes
            style = self.styles.of(paragraph)
            label, numbered = self.numbering.label(style.numbering) if style.numbering else ("", False)
            found.append(f"{label} {words.text}" if numbered else words.text)
            for what, description in words.pictures:
                say_unread(self.into, what, description, self._place(paragraph))
        return " ".join(part for part in found if part)

    def _cell_place(self, cell: Any) -> Place:
        first = next(cell.iter(W + "p"), None)
        return self._place(first)

    # What ends a run of paragraphs

    def _end_all(self) -> None:
        self._end_items()
        self._end_entries()
        self.loose.flush()
        self._say_notes()

    def _end_items(self) -> None:
        if self.items:
            self.into.items(self.items, self.ordered)
            self.items, self.ordered = [], False

    def _end_entries(self) -> None:
        if self.entries:
            self.into.contents(self.entries, self.entries[0].place)
            self.entries = []

    def _say_notes(self) -> None:
        """Add the notes that were referred to since, each after the block that refers to it."""
        for kind, identifier in self.pending:
            if kind not in self.notes:
                root = self.package.related(self.main, kind)
                self.notes[kind] = {
                    note.get(W + "id"): note
                    for note in (root if root is not None else ())
                    if note.get(W + "type") in (None, "normal")
                }
            note = self.notes[kind].pop(identifier, None)
            if note is not None:
                mark = self.notes_seen[(kind, identifier)]
                text = " ".join(Words({}).gather(p).text for p in note.iter(W + "p"))
                place = Place(page=self.page if self.paged else None)
                self.into.paragraph(text, place, "footnote", mark)
        self.pending = []

    def _heads_and_feet(self) -> None:
        said = set()
        for kind, target in self.package.relations(self.main).values():
            if kind in ("header", "footer") and target in self.package:
                root = self.package.xml(target)
                for paragraph in root.iter(W + "p"):
                    text = clean(Words({}).gather(paragraph).text)
                    if text and (kind, text) not in said:
                        said.add((kind, text))
                        self.into.paragraph(text, Place(), "page-head" if kind == "header" else "page-foot")
