"""Findings, and the places that people fill: each a control of Word's own, so that one click starts the writing."""

from __future__ import annotations

from collections.abc import Callable

from wardmote.publishing.docx.lines import line, quiet, symbol, tag
from wardmote.publishing.docx.manuscript import Manuscript
from wardmote.publishing.docx.markup import Xml, e, paragraph, run, tab
from wardmote.publishing.lowering import after_lead
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Commentary,
    FindingItem,
    Findings,
    Paragraph,
)

AFTER_LIST, AFTER_BLOCK = 7.0, 10.0
"""Points after the last line of a list, and of findings."""
LONGEST = 64
"""Characters that Word allows in the title and the tag of a control."""


def findings_markup(block: Findings, m: Manuscript) -> Xml:
    """Findings beside a coloured rule: symbol, bold lead, the rest."""
    style = m.styles.paragraph("Wardmote Finding")
    last = len(block.items) - 1
    return "".join(
        paragraph(style, _finding(item, m), after=AFTER_BLOCK if place == last else None)
        for place, item in enumerate(block.items)
    )


def _finding(item: FindingItem, m: Manuscript) -> Xml:
    sign = symbol(item.verdict, m) if item.verdict else ""
    lead = run(item.lead, m.styles.character("Strong")) if item.lead else ""
    made = sign + tab() + lead + line(after_lead(item), m)
    if item.draft:
        made += run(" ") + tag("draft", m)
    if item.look_again:
        made += run(" ") + tag("check", m) + run(" ") + quiet(item.look_again, m)
    return made


def look_again(why: str, m: Manuscript, style: str = "Wardmote Check") -> Xml:
    """Why words that people wrote need another look, before those words."""
    if not why:
        return ""
    return paragraph(m.styles.paragraph(style), tag("check", m) + run(" " + why), keep_next=True)


def commentary_markup(block: Commentary, m: Manuscript, other: Callable[[Block], Xml]) -> Xml:
    """A place that people fill, as a control that carries its anchor. ``other`` writes blocks that are no words."""
    if block.words:
        inside = look_again(block.look_again, m, "Wardmote Commentary")
        inside += "".join(_words(part, m, other) for part in block.words)
        inside += (
            paragraph(m.styles.paragraph("Wardmote Commentary"), quiet(block.author, m))
            if block.author
            else ""
        )
        return m.bookmarks.around(block.anchor, _control(block, m, inside))
    style = m.styles.paragraph("Wardmote To Be Written")
    prompt = tag("to be written", m) + run(" ") + run(block.prompt, m.styles.character("Placeholder Text"))
    inside = look_again(block.look_again, m) + paragraph(style, prompt)
    return m.bookmarks.around(block.anchor, _control(block, m, inside, e("showingPlcHdr")))


def _control(block: Commentary, m: Manuscript, inside: Xml, state: Xml = "") -> Xml:
    name = e("alias", val=f"Commentary: {block.prompt}"[:LONGEST]) + e("tag", val=block.anchor[:LONGEST])
    return e("sdt", e("sdtPr", name, e("id", val=next(m.numbers)), state), e("sdtContent", inside))


def _words(part: Block, m: Manuscript, other: Callable[[Block], Xml]) -> Xml:
    match part:
        case Paragraph():
            before = tag("draft", m) + run(" ") if part.style == "draft" else ""
            style = m.styles.paragraph("Wardmote Commentary")
            m.position += 1
            return look_again(part.look_again, m, "Wardmote Commentary") + paragraph(
                style, before + line(part.content, m)
            )
        case BulletList():
            m.position += 1
            return list_markup(part, m, "Wardmote Commentary List")
        case _:
            return other(part)


def list_markup(block: BulletList, m: Manuscript, style: str = "") -> Xml:
    """A real list; each numbered one starts again at 1."""
    named = m.styles.paragraph("List Number" if block.ordered else "List Bullet")
    if block.ordered:
        number = m.lists.starting_again(named), 0
    else:
        number = (None if style else m.lists.of_style(named)) or (m.lists.ours("bullets"), 0)
    chosen = m.styles.paragraph(style) if style else named
    last = len(block.items) - 1
    return "".join(
        paragraph(chosen, line(item, m), number=number, after=AFTER_LIST if place == last else None)
        for place, item in enumerate(block.items)
    )
