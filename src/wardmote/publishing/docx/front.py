"""What stands before the first section: the title, the facts of the cover, the contents."""

from __future__ import annotations

from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.docx.lines import line
from wardmote.publishing.docx.manuscript import Manuscript
from wardmote.publishing.docx.markup import Xml, e, element, field, paragraph, run, tab, twips, words
from wardmote.publishing.docx.styles import SLACK
from wardmote.publishing.lowering import listed
from wardmote.publishing.tree import Contents, Cover, Heading

AFTER_LABEL = 14.0
"""Points between the widest label of the cover and its value."""


def masthead(m: Manuscript, cover: bool) -> Xml:
    """What the document is, its title and its subtitle; only a cover starts well down the page."""
    document, styles = m.document, m.styles
    made = paragraph(styles.paragraph("Wardmote Kind"), run(document.kind), before=None if cover else 0)
    made += paragraph(styles.paragraph("Title"), run(document.title))
    if document.subtitle:
        made += paragraph(styles.paragraph("Subtitle"), run(document.subtitle))
    return made


def cover_markup(cover: Cover, m: Manuscript) -> Xml:
    """The cover. Its facts are lines with a tab between label and value: a table is for data."""
    style = m.styles.paragraph("Wardmote Fact")
    label = m.styles.character("Wardmote Quiet")
    stop, indent = _column([name for name, _ in cover.facts], m)
    facts = [
        paragraph(style, run(name, label) + tab() + line(value, m, strong=True), tabs=stop, indent=indent)
        for name, value in cover.facts
    ]
    made = masthead(m, cover=True) + "".join(facts)
    if cover.statement:
        made += paragraph(m.styles.paragraph("Normal"), line(cover.statement, m), before=22)
    return made


def _column(labels: list[str], m: Manuscript) -> tuple[Xml, Xml]:
    """The tab stop and the indent at which every value starts: behind the widest label, up to half of the page."""
    given = m.styles.sheet["paragraph"]["Wardmote Fact"]["left"]
    size = m.styles.sheet["paragraph"]["Normal"]["size"]
    slack = 1.0 if m.styles.own_file else SLACK
    widest = max((text_width(words(name), size) for name in labels), default=0.0) * slack + AFTER_LABEL
    if widest <= given:
        return "", ""
    at = twips(min(widest, m.width / 2))
    stop = e("tabs", e("tab", val="clear", pos=twips(given)), e("tab", val="left", pos=at))
    return stop, e("ind", left=at, hanging=at)


def contents_markup(contents: Contents, m: Manuscript) -> Xml:
    """A contents field with its entries in it, each a link; Word's own frame round it offers "Update Table".

    The page numbers are fields without a result: only a program that has laid out the pages knows them, and until
    one is asked to, no number stands there.
    """
    styles = m.styles
    named = styles.paragraph("TOC Heading")
    counted = m.lists.of_style(named) is not None
    title = paragraph(named, run(contents.title), number=(0, 0) if counted else None)
    start, _, end = field(f'TOC \\o "1-{contents.depth}" \\h \\z', "\0").partition(run("\0"))
    entries = [_entry(heading, m) for heading in listed(m.document, contents)]
    lines = [
        paragraph(style, (start if place == 0 else "") + content + (end if place == len(entries) - 1 else ""))
        for place, (style, content) in enumerate(entries)
    ] or [paragraph(styles.paragraph("toc 1"), start + end)]
    gallery = e("docPartObj", e("docPartGallery", val="Table of Contents"), e("docPartUnique"))
    number = e("id", val=next(m.numbers))
    return e("sdt", e("sdtPr", number, gallery), e("sdtContent", title, *lines))


def _entry(heading: Heading, m: Manuscript) -> tuple[str, Xml]:
    """The style and the runs of one entry."""
    place = m.bookmarks.name(heading.anchor)
    number = m.headings.in_words(heading)
    shown = (
        (run(number) + tab() if number else "") + run(heading.text) + tab() + field(f"PAGEREF {place} \\h")
    )
    style = m.styles.paragraph(f"toc {heading.level}")
    return style, element("w:hyperlink", {"w:anchor": place, "w:history": 1}, shown)
