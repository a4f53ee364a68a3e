"""What stands inside a line of a document: words with a meaning, links, notes, numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wardmote.figures.tokens import Verdict


@dataclass(frozen=True)
class Strong:
    """Words that matter most in their sentence."""

    text: str


@dataclass(frozen=True)
class Emphasis:
    """Words said with stress, or the title of a work."""

    text: str


@dataclass(frozen=True)
class Quiet:
    """Words that stand back: a state such as "not supplied", an aside in a table."""

    text: str


@dataclass(frozen=True)
class Link:
    """A link. ``target`` is "#anchor" inside this document, or a full https address.

    ``page``: where there are pages, the number of the target's page follows the text.
    """

    text: str
    target: str
    page: bool = False


@dataclass(frozen=True)
class Reference:
    """A place of this document by its anchor. Its printed name ("Table 3", "section 2.1") comes from the document
    itself (``publishing.preparing``), so that it cannot be wrong."""

    anchor: str


@dataclass(frozen=True)
class Number:
    """A number in a cell: ``text`` as every format prints it, ``value`` for a format that calculates.

    ``value`` is in the unit of the text: 77.6 for "+77.6%". ``shown`` says how a spreadsheet formats it.
    """

    text: str
    value: float
    shown: Literal["count", "change", "decimal", "percent", "share"] = "count"


@dataclass(frozen=True)
class Inserted:
    """Words of a redline that the later build has and the earlier has not."""

    text: str


@dataclass(frozen=True)
class Deleted:
    """Words of a redline that the earlier build has and the later has not."""

    text: str


@dataclass(frozen=True)
class Footnote:
    """A reference mark here; the note itself stands at the foot of the page or the end of the document."""

    text: Content


@dataclass(frozen=True)
class VerdictMark:
    """A verdict's symbol, and its words unless ``words`` is False (then they are read out, not printed)."""

    verdict: Verdict
    words: bool = True


Inline = (
    str | Strong | Emphasis | Quiet | Link | Reference | Number | Inserted | Deleted | Footnote | VerdictMark
)
Content = Inline | tuple[Inline, ...]
"""A line of text: one inline, or several set one after another (put the spaces in)."""


def inlines(content: Content) -> tuple[Inline, ...]:
    """A content as a tuple, whether it was one inline or several."""
    return content if isinstance(content, tuple) else (content,)


def plain(content: Content) -> str:
    """The words of a content without any marks: for metadata, tests and formats that have no styles."""
    return "".join(_words(inline) for inline in inlines(content))


def _words(inline: Inline) -> str:
    if isinstance(inline, str):
        return inline
    if isinstance(inline, Footnote):
        return ""
    if isinstance(inline, VerdictMark):
        return f"{inline.verdict.symbol} {inline.verdict.words}"
    if isinstance(inline, Reference):
        raise TypeError(f"The reference to #{inline.anchor} has no name yet: prepare the document first.")
    return inline.text
