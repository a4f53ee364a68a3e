"""Lines of text as OpenDocument: words and their marks, links, footnotes, and what a redline inserted and deleted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from wardmote.analyses.finding import CHANGED
from wardmote.figures.tokens import Verdict
from wardmote.publishing.odt.elements import Node, element, words
from wardmote.publishing.tree import (
    Content,
    Deleted,
    Document,
    Emphasis,
    Footnote,
    Inline,
    Inserted,
    Link,
    Number,
    Quiet,
    Reference,
    Strong,
    VerdictMark,
    inlines,
)

STYLES: dict[type, str] = {Strong: "Strong_20_Emphasis", Emphasis: "Emphasis", Quiet: "Quiet"}
UNKNOWN_PAGE = "…"
"""What stands for a page number until the reader's program has counted the pages."""


class Lines:
    """Sets contents; keeps the tracked changes and numbers the footnotes as they are set, equal ones as one."""

    def __init__(self, document: Document) -> None:
        self.changes: list[etree._Element] = []
        self._who = document.by
        self._when = f"{document.date.isoformat()}T00:00:00"
        self._notes: dict[Content, int] = {}
        self._no_notes = False

    def __call__(self, content: Content) -> list[Node]:
        """A content as texts and elements of a paragraph."""
        return [node for inline in inlines(content) for node in self._inline(inline)]

    @contextmanager
    def without_notes(self) -> Iterator[None]:
        """Inside, a footnote stands in brackets: where OpenDocument, or Word, has no place for notes."""
        before, self._no_notes = self._no_notes, True
        yield
        self._no_notes = before

    def _inline(self, inline: Inline) -> list[Node]:
        match inline:
            case str():
                return words(inline)
            case Strong() | Emphasis() | Quiet():
                return [span(STYLES[type(inline)], inline.text)]
            case Number(text=text):
                return words(text)
            case Link():
                return _link(inline)
            case Footnote(text=text):
                return self._footnote(text)
            case VerdictMark():
                return _mark(inline)
            case Inserted(text=text):
                return self._inserted(text)
            case Deleted(text=text):
                return self._deleted(text)
            case Reference(anchor=anchor):
                raise TypeError(f"The reference to #{anchor} has no name yet: prepare the document first.")

    def _footnote(self, content: Content) -> list[Node]:
        if self._no_notes:
            return [" (", *self(content), ")"]
        if content in self._notes:
            return [_again(self._notes[content])]
        number = self._notes[content] = len(self._notes) + 1
        with self.without_notes():
            note = element("text:p", {"text:style-name": "Footnote"}, *self(content))
        return [
            element(
                "text:note",
                {"text:id": f"note{number}", "text:note-class": "footnote"},
                element("text:note-citation", None, str(number)),
                element("text:note-body", None, note),
            )
        ]

    def _inserted(self, text: str) -> list[Node]:
        change = {"text:change-id": self._changed("text:insertion")}
        return [element("text:change-start", change), *words(text), element("text:change-end", change)]

    def _deleted(self, text: str) -> list[Node]:
        gone = element("text:p", {"text:style-name": "Text_20_body"}, *words(text))
        return [element("text:change", {"text:change-id": self._changed("text:deletion", gone)})]

    def _changed(self, kind: str, *gone: Node) -> str:
        name = f"change{len(self.changes) + 1}"
        info = element(
            "office:change-info",
            None,
            element("dc:creator", None, self._who),
            element("dc:date", None, self._when),
        )
        region = {"xml:id": name, "text:id": name}
        self.changes.append(element("text:changed-region", region, element(kind, None, info, *gone)))
        return name


def _again(number: int) -> etree._Element:
    """The mark of a note that stands already."""
    attributes = {
        "text:note-class": "footnote",
        "text:reference-format": "text",
        "text:ref-name": f"note{number}",
    }
    mark = element("text:note-ref", attributes, str(number))
    return element("text:span", {"text:style-name": "Footnote_20_anchor"}, mark)


def span(style: str, text: str) -> etree._Element:
    """Words in a character style."""
    return element("text:span", {"text:style-name": style}, *words(text))


def tag(text: str) -> etree._Element:
    """A word that says what state the words beside it are in, such as "draft", on a ground of its own."""
    return element("text:span", {"text:style-name": "Tag"}, f"\u00a0{text}\u00a0")


def page_of(anchor: str) -> etree._Element:
    """The number of the page on which the anchor stands; the reader's program counts it."""
    attributes = {"text:ref-name": anchor, "text:reference-format": "page"}
    return element("text:bookmark-ref", attributes, UNKNOWN_PAGE)


def _link(link: Link) -> list[Node]:
    attributes = {
        "xlink:type": "simple",
        "xlink:href": link.target,
        "text:style-name": "Internet_20_link",
        "text:visited-style-name": "Visited_20_Internet_20_Link",
    }
    made: list[Node] = [element("text:a", attributes, *words(link.text))]
    if link.page and link.target.startswith("#"):
        made += [" (page\u00a0", page_of(link.target[1:]), ")"]
    return made


def sign(verdict: Verdict) -> etree._Element:
    """A verdict's symbol in its colour."""
    return span("Changed" if verdict in CHANGED else "Quiet", verdict.symbol)


def _mark(mark: VerdictMark) -> list[Node]:
    return [sign(mark.verdict), *([f"\u00a0{mark.verdict.words}"] if mark.words else [])]
