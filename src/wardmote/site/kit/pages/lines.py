"""Lines of words and numbers from documents and analyses, as HTML of the site."""

from __future__ import annotations

from markupsafe import Markup, escape

from wardmote.figures.tokens import State
from wardmote.publishing.inline_html import breakable
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
    Strong,
    VerdictMark,
    inlines,
)

TAGS = {Strong: "strong", Emphasis: "em", Inserted: "ins", Deleted: "del"}


class Lines:
    """Writes contents, and gathers the footnotes met on the way, equal ones once."""

    def __init__(self) -> None:
        self.notes: list[Content] = []

    def __call__(self, content: Content) -> Markup:
        """A content as safe HTML."""
        return Markup("").join(self._one(inline) for inline in inlines(content))

    def _one(self, inline: Inline) -> Markup:
        match inline:
            case str():
                return breakable(inline)
            case Quiet(text=text):
                return quiet(text)
            case Strong() | Emphasis() | Inserted() | Deleted():
                tag = TAGS[type(inline)]
                return Markup("<{0}>{1}</{0}>").format(Markup(tag), inline.text)  # noqa: S704
            case Number(text=text):
                return escape(text)
            case Link(text=text, target=target):
                return Markup('<a class="govuk-link" href="{}">{}</a>').format(target, text)
            case VerdictMark():
                return mark(inline)
            case Footnote(text=text):
                return self._note(text)
            case _:
                return escape(getattr(inline, "text", ""))

    def _note(self, text: Content) -> Markup:
        if text not in self.notes:
            self.notes.append(text)
        return Markup('<sup><span class="govuk-visually-hidden"> note </span>{}</sup>').format(
            self.notes.index(text) + 1
        )


def quiet(text: str) -> Markup:
    """Words that stand back. Where they say why there is no number, each reason looks different."""
    state = next((one for one in State if text.startswith(one.words)), None)
    kind = f"wm-none wm-none--{state.value}" if state else "wm-quiet"
    return Markup('<span class="{}">{}</span>').format(kind, text)


def mark(inline: VerdictMark) -> Markup:
    """A verdict: a symbol for the eye, its words for all, or for those who listen where words would crowd."""
    verdict = inline.verdict
    words = Markup('<span class="{}">{}</span>').format(
        "wm-verdict__word" if inline.words else "govuk-visually-hidden", verdict.words
    )
    return Markup(
        '<span class="wm-verdict wm-verdict--{0}">'
        '<span class="wm-mark wm-mark--{0}" aria-hidden="true">{1}</span> {2}</span>'
    ).format(verdict.value, verdict.symbol, words)


def hidden(text: str) -> Markup:
    """Words for those who listen alone."""
    return Markup('<span class="govuk-visually-hidden">{}</span>').format(text)
