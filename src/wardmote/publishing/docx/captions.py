"""Captions of tables and pictures: their label a real sequence field, so that Word can count and list them."""

from __future__ import annotations

from wardmote.publishing.docx.manuscript import Manuscript
from wardmote.publishing.docx.markup import Xml, field, paragraph, run


def caption(label: str, title: str, anchor: str, m: Manuscript, again: bool = False) -> Xml:
    """A caption paragraph. ``label`` is "Table 3" or ""; ``again``: the next part of the table before, not a new one."""
    shown = m.bookmarks.around(anchor, _label(label, m, again)) if label else ""
    words = run(title) if label else m.bookmarks.around(anchor, run(title))
    return paragraph(
        m.styles.paragraph("caption"), shown + (run("\u2002") if label else "") + words, keep_next=True
    )


def _label(label: str, m: Manuscript, again: bool) -> Xml:
    style = m.styles.character("Wardmote Label")
    kind, _, number = label.rpartition(" ")
    code = f"SEQ {kind} \\c" if again else f"SEQ {kind} \\* ARABIC"
    return run(f"{kind} ", style) + field(code, number, style)
