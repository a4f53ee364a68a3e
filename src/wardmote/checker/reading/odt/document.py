"""An OpenDocument text, read in the order of its body."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wardmote.checker.read_document import ContentsEntry, Place
from wardmote.checker.reading.assembly import Assembly
from wardmote.checker.reading.loose import Loose
from wardmote.checker.reading.odt.names import OFFICE, STYLE, TABLE, TEXT, whole
from wardmote.checker.reading.odt.styles import Counter, Look, Styles
from wardmote.checker.reading.odt.tables import is_frame, read_rows, rows_of
from wardmote.checker.reading.odt.words import Words
from wardmote.checker.reading.package import Package
from wardmote.checker.reading.pictures import say_unread
from wardmote.checker.reading.plain import Line, contents
from wardmote.checker.reading.plain.lines import could_head
from wardmote.checker.reading.refusals import damaged
from wardmote.checker.reading.words import clean, without_unseen

_INDEXES = frozenset(TEXT + name for name in ("table-of-content", "alphabetical-index", "illustration-index"))
_SKIPPED = frozenset(
    (TEXT + "tracked-changes", OFFICE + "forms", TEXT + "sequence-decls", TEXT + "index-title-template")
)
FEWEST_BOLD = 2


def anchored(root: Any) -> list[Any]:
    """The headings, paragraphs and tables of a body in their order; a place's ``anchor`` is a position in it.

    A cell's anchor is its first paragraph.
    """
    return list(root.iter(TEXT + "h", TEXT + "p", TABLE + "table"))


def read_odt(path: Path, into: Assembly) -> int | None:
    """Read an OpenDocument text; answers how many pages it had when it was saved last, None where it does not say.

    Raises
    ------
    UnreadableError
        When it is damaged, or holds more than a document may.
    """
    with Package(path, into.room.limits) as package:
        content = package.xml("content.xml")
        styles = package.xml_or_none("styles.xml")
        body = content.find(f"{OFFICE}body/{OFFICE}text")
        if body is None:
            raise damaged(path.name, "it has no text")
        if package.macros:
            into.not_read("Macros", "Programs in a document are never run.", Place())
        return _Reader(body, Styles(styles, content), styles, into).read()


class _Reader:
    def __init__(self, body: Any, styles: Styles, pages: Any, into: Assembly) -> None:
        self.body = body
        self.styles = styles
        self.pages = pages
        self.into = into
        self.anchors = {element: number for number, element in enumerate(anchored(body))}
        self._kept = list(self.anchors)
        self.page = 1
        self.paged = next(body.iter(TEXT + "soft-page-break"), None) is not None
        self.outline = Counter(styles.outline)
        self.counters: dict[str, Counter] = {}
        self.items: list[tuple[str, str, Place]] = []
        self.ordered = False
        self.entries: list[ContentsEntry] = []
        self.pending: list[tuple[str, Any]] = []
        marked = next(body.iter(TEXT + "h"), None) is not None
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
        for paragraph in self.body.findall(TEXT + "p"):
            words = Words(self.styles).gather(paragraph, self.styles.of(paragraph).bold)
            found += bool(words.bold) and not words.plain and could_head(words.text)
        return found >= FEWEST_BOLD

    # Blocks

    def _blocks(self, container: Any) -> None:
        for child in container:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag == TEXT + "h":
                self._heading(child)
            elif tag == TEXT + "p":
                self._paragraph(child)
            elif tag == TEXT + "list":
                self._list(child, 1, None)
                self._end_items()
            elif tag == TABLE + "table":
                self._table(child)
            elif tag in _INDEXES:
                self._index(child)
            elif tag == TEXT + "soft-page-break":
                self.page += 1
            else:
                self._blocks(child)

    def _heading(self, heading: Any, label: str = "") -> None:
        self._end_all()
        words = self._words(heading)
        level = whole(heading, TEXT + "outline-level")
        if not label and clean(words.text) and heading.get(TEXT + "is-list-header") != "true":
            form = self.styles.outline.get(level)
            if form is not None and form.form:
                start = heading.get(TEXT + "start-value", "")
                label = self.outline.next(level, int(start) if start.isdigit() else None)[0]
        self.into.heading(words.text, level, self._place(heading), label.rstrip("."))
        self._besides(words, self._place(heading))
        self._say_notes()

    def _words(self, element: Any) -> Words:
        look = self.styles.of(element)
        return Words(self.styles).gather(element, look.bold)

    def _paragraph(self, paragraph: Any) -> None:
        words = self._words(paragraph)
        place = self._place(paragraph)
        look = self.styles.of(paragraph)
        if clean(words.text):
            self._running(words, look, place)
        else:
            self.loose.add(Line("", place, alone=not look.lines))
        self._besides(words, place)

    def _running(self, words: Words, look: Look, place: Place) -> None:
        if look.contents:
            self.loose.flush()
            self.entries += contents.entries([Line(without_unseen(words.text), place)])
            return
        self._end_entries()
        if look.title:
            self._end_all()
            self.into.heading(words.text, 1, place)
        elif look.caption:
            self._end_all()
            self.into.paragraph(words.text, place, "caption")
        else:
            heads = not self.bold_heads or (bool(words.bold) and not words.plain)
            self.loose.add(Line(without_unseen(words.text), place, alone=not look.lines, heads=heads))
            if words.notes:
                self.loose.flush()

    def _besides(self, words: Words, place: Place) -> None:
        """What stands in a paragraph besides its words."""
        self.page += words.pages
        self.pending += words.notes
        for what, description in words.pictures:
            say_unread(self.into, what, description, place)
        if not self.items:
            self._say_notes()
        for frame in words.frames:
            self._end_all()
            self._blocks(frame)

    # Lists

    def _list(self, element: Any, depth: int, counter: Counter | None) -> None:
        self.loose.flush()
        self._end_entries()
        name = element.get(TEXT + "style-name", "")
        if counter is None:
            goes_on = element.get(TEXT + "continue-numbering") == "true" or element.get(
                TEXT + "continue-list"
            )
            counter = self.counters.get(name) if goes_on else None
            counter = counter or Counter(self.styles.lists.get(name, {}))
            self.counters[name] = counter
        for item in element:
            if item.tag in (TEXT + "list-item", TEXT + "list-header"):
                self._item(item, depth, counter)

    def _item(self, item: Any, depth: int, counter: Counter) -> None:
        label, numbered = "", False
        if item.tag == TEXT + "list-item" and any(child.tag in (TEXT + "p", TEXT + "h") for child in item):
            start = item.get(TEXT + "start-value", "")
            label, numbered = counter.next(depth, int(start) if start.isdigit() else None)
        for child in item:
            if child.tag == TEXT + "list":
                self._list(child, depth + 1, counter)
            elif child.tag == TEXT + "h":
                self._heading(child, label if numbered else "")
            elif child.tag == TEXT + "p":
                words = self._words(child)
                place = self._place(child)
                self._add_item(label, numbered, words.text.replace("\t", " "), place)
                label = ""
                self._besides(words, place)
            elif child.tag == TABLE + "table":
                self._end_items()
                self._table(child)

    def _add_item(self, label: str, numbered: bool, text: str, place: Place) -> None:
        if label or not self.items:
            self.ordered = self.ordered or numbered
            self.items.append((label, text, place))
        else:
            first, words, at = self.items.pop()
            self.items.append((first, f"{words} {text}", at))

    # Tables and contents

    def _table(self, table: Any) -> None:
        self._end_all()
        if is_frame(table):
            for row, _ in rows_of(table):
                for cell in row:
                    self._blocks(cell)
            self._end_all()
            return
        place = self._place(table)
        rows, headers = read_rows(table, self._cell_words, self._cell_place, self.into.room)
        self.into.table(rows, place, "table", said=(headers, 0))
        self._say_notes()

    def _cell_words(self, cell: Any) -> str:
        found = []
        for paragraph in cell.iter(TEXT + "p", TEXT + "h"):
            words = self._words(paragraph)
            found.append(words.text)
            self.page += words.pages
            self.pending += words.notes
            for what, description in words.pictures:
                say_unread(self.into, what, description, self._place(paragraph))
        return " ".join(part for part in found if part)

    def _cell_place(self, cell: Any) -> Place:
        return self._place(next(cell.iter(TEXT + "p", TEXT + "h"), None))

    def _index(self, element: Any) -> None:
        self._end_all()
        for title in element.iter(TEXT + "index-title"):
            for paragraph in title.iter(TEXT + "p", TEXT + "h"):
                self.into.heading(self._words(paragraph).text, 1, self._place(paragraph))
        paragraphs = [
            paragraph
            for body in element.iter(TEXT + "index-body")
            for paragraph in body.iter(TEXT + "p")
            if next(paragraph.iterancestors(TEXT + "index-title"), None) is None
        ]
        lines = [Line(without_unseen(self._words(one).text), self._place(one)) for one in paragraphs]
        if lines and element.tag == TEXT + "table-of-content":
            self.into.contents(contents.entries(lines), lines[0].place)

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
            self._say_notes()

    def _end_entries(self) -> None:
        if self.entries:
            self.into.contents(self.entries, self.entries[0].place)
            self.entries = []

    def _say_notes(self) -> None:
        pending, self.pending = self.pending, []
        for mark, body in pending:
            if body is not None:
                text = " ".join(Words(self.styles).gather(p).text for p in body.iter(TEXT + "p"))
                self.into.paragraph(text, Place(page=self.page if self.paged else None), "footnote", mark)

    def _heads_and_feet(self) -> None:
        said = set()
        for name in ("header", "footer") if self.pages is not None else ():
            for element in self.pages.iter(STYLE + name):
                for paragraph in element.iter(TEXT + "p"):
                    text = clean(self._words(paragraph).text)
                    if text and (name, text) not in said:
                        said.add((name, text))
                        self.into.paragraph(text, Place(), "page-head" if name == "header" else "page-foot")
