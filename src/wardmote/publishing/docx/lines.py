"""A line of text as runs: its styles, its links, its notes, its tracked changes."""

from __future__ import annotations

from urllib.parse import quote

from wardmote.analyses.finding import CHANGED
from wardmote.figures.tokens import Verdict
from wardmote.publishing.docx.manuscript import Manuscript
from wardmote.publishing.docx.markup import Xml, e, element, field, run, run_properties, told, words
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

STYLES = {Strong: "Strong", Emphasis: "Emphasis", Quiet: "Wardmote Quiet"}
ADDRESS = ":/?#[]@!$&'()*+,;=%-._~"


def line(content: Content, m: Manuscript, strong: bool = False) -> Xml:
    """A content as runs; ``strong`` sets its plain words in bold."""
    return "".join(_inline(inline, m, strong) for inline in inlines(content) if inline != "")


def tag(name: str, m: Manuscript) -> Xml:
    """A small framed word such as "draft"."""
    return run(f"\u00a0{name}\u00a0", m.styles.character("Wardmote Tag"))


def quiet(text: str, m: Manuscript) -> Xml:
    """Words that stand back."""
    return run(text, m.styles.character("Wardmote Quiet"))


def _inline(inline: Inline, m: Manuscript, strong: bool) -> Xml:
    match inline:
        case str() | Number():
            text = inline if isinstance(inline, str) else inline.text
            return run(text, m.styles.character("Strong") if strong else "")
        case Strong() | Emphasis() | Quiet():
            return run(inline.text, m.styles.character(STYLES[type(inline)]))
        case Link():
            return _link(inline, m)
        case Inserted() | Deleted():
            return _change(inline, m)
        case Footnote():
            return _footnote(inline, m)
        case VerdictMark():
            # Word has no words that are read out but not printed, so they are always printed.
            return symbol(inline.verdict, m) + run(f"\u00a0{inline.verdict.words}")
        case Reference():
            raise TypeError(f"The reference to #{inline.anchor} has no name yet: prepare the document first.")


def symbol(verdict: Verdict, m: Manuscript) -> Xml:
    """A verdict's symbol in its colour."""
    style = "Wardmote Changed" if verdict in CHANGED else "Wardmote Quiet"
    return run(verdict.symbol, m.styles.character(style))


def _link(link: Link, m: Manuscript) -> Xml:
    shown = run(link.text, m.styles.character("Hyperlink"))
    if not link.target.startswith("#"):
        address = quote(words(link.target), safe=ADDRESS)
        return element("w:hyperlink", {"r:id": m.relation(address), "w:history": 1}, shown)
    anchor = link.target[1:]
    place = m.bookmarks.name(anchor)
    made = element("w:hyperlink", {"w:anchor": place, "w:history": 1}, shown)
    return made + (_whereabouts(anchor, place, m) if link.page else "")


def _whereabouts(anchor: str, place: str, m: Manuscript) -> Xml:
    """Where the target stands: "above" or "below" is true before any program has counted pages, "on page 7" after."""
    return (
        run(" (")
        + field(f"PAGEREF {place} \\p \\h", "below" if m.places.get(anchor, 0) > m.position else "above")
        + run(")")
    )


def _change(change: Inserted | Deleted, m: Manuscript) -> Xml:
    kind, name = ("ins", "t") if isinstance(change, Inserted) else ("del", "delText")
    inside = f"<w:r>{told(name, words(change.text))}</w:r>"
    return e(kind, inside, id=next(m.numbers), author=m.author, date=m.moment)


def _footnote(note: Footnote, m: Manuscript) -> Xml:
    """A note's mark. A note that says what an earlier one said is that note again; one within a note is an aside."""
    if m.in_note:
        return run(" (") + line(note.text, m) + run(")")
    style = m.styles.character("footnote reference")
    known = m.said.get(note.text)
    if known is not None:
        name = m.bookmarks.name(f"note {known}")
        return field(f"NOTEREF {name} \\f \\h", str(m.notes.number(known)), style)
    m.in_note = True
    content = line(note.text, m)
    m.in_note = False
    number = m.notes.add(m.styles.paragraph("footnote text"), style, content)
    m.said[note.text] = number
    made = f"<w:r>{run_properties(style)}{e('footnoteReference', id=number)}</w:r>"
    return m.bookmarks.around(f"note {number}", made)
