"""Lines of text as HTML, with every character escaped, and the footnotes gathered on the way."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from wardmote.publishing.tree import (
    Content,
    Deleted,
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

TAGGED: dict[type, str] = {
    Strong: "<strong>{}</strong>",
    Emphasis: "<em>{}</em>",
    Quiet: '<span class="quiet">{}</span>',
    Inserted: "<ins>{}</ins>",
    Deleted: "<del>{}</del>",
}


LONG_WORD = re.compile(r"\S{24,}")
PIECE = 12
"""Characters after which a long word, or an address, may go on in the next line."""


def trusted(text: str) -> Markup:
    """Markup that this package made itself: a drawing, a style sheet. Never for words from anywhere else."""
    return Markup(text)  # noqa: S704


class Lines:
    """Writes contents as HTML; numbers the footnotes in the order in which they are written, equal ones as one."""

    def __init__(self) -> None:
        self.notes: list[Markup] = []
        self._times: dict[Content, list[int]] = {}

    def __call__(self, content: Content) -> Markup:
        """A content as safe HTML."""
        return Markup("").join(self._inline(inline) for inline in inlines(content))

    def _inline(self, inline: Inline) -> Markup:
        match inline:
            case str():
                return breakable(inline)
            case Strong() | Emphasis() | Quiet() | Inserted() | Deleted():
                return Markup(TAGGED[type(inline)]).format(breakable(inline.text))  # noqa: S704
            case Number(text=text):
                return escape(text)
            case Link():
                return link(inline)
            case Footnote(text=text):
                return self._footnote(text)
            case VerdictMark():
                return mark(inline)
            case Reference(anchor=anchor):
                raise TypeError(f"The reference to #{anchor} has no name yet: prepare the document first.")

    def _footnote(self, text: Content) -> Markup:
        times = self._times.setdefault(text, [])
        if not times:
            times.append(len(self.notes) + 1)
            self.notes.append(Markup(""))
            self.notes[times[0] - 1] = self(text)
        number, again = times[0], f"-{len(times)}" if len(times) > 1 else ""
        times.append(number)
        return Markup(
            '<sup class="ref"><a href="#note-{0}" id="note-ref-{0}{1}"><span class="hidden">note </span>{0}</a></sup>'
        ).format(number, again)


def breakable(text: str) -> Markup:
    """Words as HTML, with places to break in those that are too long for a narrow column."""
    made, end = Markup(""), 0
    for found in LONG_WORD.finditer(text):
        word = found[0]
        pieces = [escape(word[start : start + PIECE]) for start in range(0, len(word), PIECE)]
        made += escape(text[end : found.start()]) + Markup("<wbr>").join(pieces)
        end = found.end()
    return made + escape(text[end:])


def link(inline: Link) -> Markup:
    """A link; printed, one that leads out is followed by its address. No browser can print the page of another."""
    outside = inline.target.startswith("http") and inline.target != inline.text
    named = Markup(' class="outside"') if outside else ""
    return Markup('<a href="{}"{}>{}</a>').format(inline.target, named, breakable(inline.text))


def mark(inline: VerdictMark) -> Markup:
    """A verdict: its symbol hidden from those who listen, its words for all or for them alone."""
    verdict = inline.verdict
    symbol = Markup('<span class="mark mark-{}" aria-hidden="true">{}</span>').format(
        verdict.value, verdict.symbol
    )
    words = escape(verdict.words)
    if not inline.words:
        words = Markup('<span class="hidden">{}</span>').format(words)
    return Markup('<span class="verdict">{}{}{}</span>').format(symbol, " " if inline.words else "", words)
