"""The last look at a body: breaks become properties of what follows, and nothing stands too close to a table."""

from __future__ import annotations

from typing import Any

from wardmote.publishing.docx.markup import SPACES, e, elements, in_order, paragraph, twips
from wardmote.publishing.docx.styles import Styles

W = f"{{{SPACES['w']}}}"
PROPERTIES = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind",
    "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr",
)  # fmt: skip
AFTER_TABLE = 12.0
"""Points between a table and words that follow it."""
SPACED = (
    "heading",
    "caption",
    "wardmote eyebrow",
    "wardmote separator",
    "wardmote note",
    "wardmote unlisted",
    "toc heading",
)
"""Styles that bring their own space above."""


def finish(body: Any, styles: Styles) -> None:
    """Turn page breaks into properties, part tables that touch, and give words after a table their space."""
    for child in list(body):
        if _is_break(child):
            following = child.getnext()
            if following is not None and following.tag == f"{W}p":
                in_order(following[0], elements(e("pageBreakBefore"))[0], PROPERTIES)
                in_order(following[0], elements(e("spacing", before=0))[0], PROPERTIES)
                body.remove(child)
    for table in list(body.iter(f"{W}tbl")):
        following = table.getnext()
        if following is None or following.tag == f"{W}tbl":
            table.addnext(elements(paragraph(styles.paragraph("Wardmote Separator")))[0])
        else:
            _space(_first_words(following), styles)


def _is_break(child: Any) -> bool:
    return child.tag == f"{W}p" and any(one.get(f"{W}type") == "page" for one in child.iter(f"{W}br"))


def _first_words(following: Any) -> Any | None:
    """The first paragraph of what follows, be it a place that people fill."""
    while following is not None and following.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        following = following.getnext()
    if following is None or following.tag == f"{W}tbl":
        return None
    return next(following.iter(f"{W}p"), None)


def _space(following: Any | None, styles: Styles) -> None:
    """Space above a paragraph after a table, unless its style brings some or it says its own."""
    if following is None:
        return
    properties = following[0]
    name = styles.name_of(properties[0].get(f"{W}val"))
    if name.startswith(SPACED) or properties.find(f"{W}spacing") is not None:
        return
    in_order(properties, elements(e("spacing", before=twips(AFTER_TABLE)))[0], PROPERTIES)
