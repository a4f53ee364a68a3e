"""Lines of text as HTML, with every character escaped, and the footnotes gathered on the way."""

from __future__ import annotations

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


def trusted(text: str) -> Markup:
    """Markup that this package made itself: a drawing, a style sheet. Never for words from anywhere else."""
    return Markup(text)  # noqa: S704


class Lines:
    """Writes contents as HTML; numbers the footnotes in the order in which they are written."""

    def __init__(self) -> None:
        self.notes: list[Markup] = []

    def __call__(self, content: Content) -> Markup:
        """A content as safe HTML."""
        return Markup("").join(self._inline(inline) for inline in inlines(content))

    def _inline(self, inline: Inline) -> Markup:
        match inline:
            case str():
                return escape(inline)
            case Strong() | Emphasis() | Quiet() | Inserted() | Deleted():
                return Markup(TAGGED[type(inline)]).format(inline.text)  # noqa: S704
            case Number(text=text):
                return escape(text)
            case Link(text=text, target=target):
                return Markup('<a href="{}">{}</a>').format(target, text)
            case Footnote(text=text):
                return self._footnote(text)
            case VerdictMark():
                return mark(inline)
            case Reference(anchor=anchor):
                raise TypeError(f"The reference to #{anchor} has no name yet: prepare the document first.")

    def _footnote(self, text: Content) -> Markup:
        number = len(self.notes) + 1
        self.notes.append(Markup(""))
        self.notes[number - 1] = self(text)
        return Markup(
            '<sup class="ref"><a href="#note-{0}" id="note-ref-{0}"><span class="hidden">note </span>{0}</a></sup>'
        ).format(number)


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
