"""A web page, read element by element in the order in which they stand."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
from lxml import etree

from wardmote.checker.read_document import ContentsEntry, Place
from wardmote.checker.reading.assembly import Assembly, section_number
from wardmote.checker.reading.html.inline import BLOCKS, is_hidden, own_words, words_of
from wardmote.checker.reading.html.tables import holds_blocks, read_rows
from wardmote.checker.reading.loose import Loose
from wardmote.checker.reading.marks import leading_mark
from wardmote.checker.reading.pictures import say_unread
from wardmote.checker.reading.plain import Line
from wardmote.checker.reading.plain.contents import is_title
from wardmote.checker.reading.refusals import damaged
from wardmote.checker.reading.words import clean, without_unseen

_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
_LAST_PAGE = re.compile(r"^(.*?\S)[\s.…]*\s(\d{1,4})$", re.S)
FEWEST_LINKS = 3
_LISTS = ("ul", "ol", "menu", "dir")


def read_html(text: str, into: Assembly) -> int | None:
    """Read a web page. It has no pages.

    Raises
    ------
    UnreadableError
        When nothing in it can be read as a web page.
    """
    into.room.take_words(text)
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(_DECLARED.sub("", text), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise damaged(into.room.name, "nothing in it can be read as a web page") from error
    title = root.find(".//title")
    into.title = clean(title.text or "") if title is not None else ""
    body = root.find("body")
    _Page(into, body if body is not None else root).read()
    return None


class _Page:
    def __init__(self, into: Assembly, body: Any) -> None:
        self.into = into
        self.body = body
        self.number = 0
        self.loose = Loose(into, not any(True for _ in body.iter("h1", "h2", "h3", "h4", "h5", "h6")))
        self.after_contents_title = False

    def read(self) -> None:
        self._children(self.body)
        self.loose.flush()

    def _place(self, element: Any = None) -> Place:
        """The next place; with its line where the page was made of Markdown."""
        self.number += 1
        line = element.get("data-line", "") if element is not None else ""
        return Place(anchor=self.number - 1, line=int(line) if line.isdigit() else None)

    def _children(self, element: Any) -> None:
        """Read the parts of an element: words between its blocks are paragraphs of their own."""
        words = [element.text or ""]
        for child in element:
            if is_hidden(child):
                pass
            elif child.tag in BLOCKS or child.tag == "img" or holds_blocks(child):
                self._paragraph("".join(words), element)
                words = []
                self._block(child)
            else:
                words.append(own_words(child))
            words.append(child.tail or "")
        self._paragraph("".join(words), element)

    def _block(self, element: Any) -> None:
        tag = element.tag
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._heading(element, int(tag[1]))
        elif tag == "table":
            self._table(element)
        elif tag in _LISTS:
            self._list(element)
        elif tag == "pre":
            self._lines(words_of(element))
        elif tag == "img":
            self._picture(element)
        elif tag == "figcaption":
            self.loose.flush()
            self.into.paragraph(words_of(element), self._place(), "caption")
        else:
            self._other(element)

    def _other(self, element: Any) -> None:
        if element.get("role") == "heading":
            level = element.get("aria-level", "2")
            self._heading(element, int(level) if level.isdigit() else 2)
        elif element.tag == "nav" and self._contents(element):
            return
        else:
            self._children(element)

    def _heading(self, element: Any, level: int) -> None:
        self.loose.flush()
        words = words_of(element)
        self.into.heading(words, level, self._place(element))
        self.after_contents_title = is_title(words)

    def _paragraph(self, words: str, element: Any) -> None:
        if clean(words):
            self.after_contents_title = False
            self.loose.add(
                Line(" ".join(without_unseen(words).split(" ")).strip("\n"), self._place(element), alone=True)
            )

    def _lines(self, words: str) -> None:
        self.loose.flush()
        lines = [Line(without_unseen(line), self._place()) for line in words.split("\n")]
        self.loose.run(lines)

    def _picture(self, element: Any) -> None:
        words = clean(element.get("alt", ""))
        if words and element.get("role") != "presentation":
            say_unread(self.into, "Picture", words, Place(anchor=self.number))

    # Tables, lists and contents

    def _table(self, table: Any) -> None:
        self.loose.flush()
        if any(True for _ in table.iterdescendants("table")):
            for cell in table.iter("td", "th"):
                if next(cell.iterancestors("table")) is table:
                    self._children(cell)
            self.loose.flush()
            return
        rows, said = read_rows(table)
        caption = table.find("caption")
        words = words_of(caption) if caption is not None else self._figure_caption(table)
        self.into.table(rows, self._place(table), "table", words, said)

    @staticmethod
    def _figure_caption(table: Any) -> str:
        figure = next(table.iterancestors("figure"), None)
        found = figure.find(".//figcaption") if figure is not None else None
        return words_of(found) if found is not None else ""

    def _list(self, element: Any) -> None:
        self.loose.flush()
        if self._contents(element):
            return
        items: list[tuple[str, str, Place]] = []
        tables: list[Any] = []
        self._items(element, items, tables)
        if items and all(leading_mark(clean(words))[0] for _, words, _ in items):
            for _, words, place in items:
                self.into.paragraph(words, place)
        elif any("note" in (part.get("class") or "").lower() for part in (element, element.getparent())):
            for label, words, place in items:
                self.into.paragraph(words, place, "footnote", label.rstrip("."))
        else:
            self.into.items(items, element.tag == "ol")
        for table in tables:
            self._table(table)

    def _items(self, element: Any, items: list[tuple[str, str, Place]], tables: list[Any]) -> None:
        ordered = element.tag == "ol"
        start = element.get("start", "1")
        number = int(start) if start.lstrip("-").isdigit() else 1
        for item in element:
            if is_hidden(item):
                continue
            if item.tag in _LISTS:
                self._items(item, items, tables)
                continue
            if (own := item.get("value", "")).isdigit():
                number = int(own)
            words = words_of(item, frozenset((*_LISTS, "table")))
            items.append((f"{number}." if ordered else "•", words, self._place(item)))
            number += 1
            tables += item.findall(".//table")
            for inner in item.iterdescendants(*_LISTS):
                if next(inner.iterancestors("li"), None) is item:
                    self._items(inner, items, tables)

    def _contents(self, element: Any) -> bool:
        """Read a list of links within the page as its table of contents, if it is one."""
        items = [item for item in element.iter("li") if not is_hidden(item)]
        links = [next(item.iter("a"), None) for item in items]
        inside = sum(link is not None and (link.get("href") or "").startswith("#") for link in links)
        said = self.after_contents_title or element.tag == "nav"
        if len(items) < FEWEST_LINKS or inside < len(items) or not (said or _is_called_contents(element)):
            return False
        entries = [self._entry(words_of(item, frozenset(_LISTS))) for item in items]
        self.loose.flush()
        self.into.contents(entries, self._place())
        return True

    def _entry(self, words: str) -> ContentsEntry:
        text, page = clean(words), ""
        if found := _LAST_PAGE.match(text):
            text, page = found[1], found[2]
        number, rest = section_number(text)
        return ContentsEntry(rest, self._place(), number, page)


def _is_called_contents(element: Any) -> bool:
    named = " ".join(element.get(key) or "" for key in ("id", "class", "role", "aria-label")).lower()
    return "toc" in named.split() or "contents" in named
