"""The last look at a body: breaks become properties of what follows, and nothing stands too close."""

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
AFTER_TABLE, AROUND_WORDS, AROUND_PROMPT = 12.0, 10.0, 7.0
"""Points between a table and words that follow it, around what people wrote, and around a place still empty."""
BOOKMARK = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
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
    """Turn page breaks into properties, part tables that touch, and give tables and places for words their space."""
    for child in list(body):
        if _is_break(child):
            following = child.getnext()
            if following is not None and following.tag == f"{W}p":
                in_order(following[0], elements(e("pageBreakBefore"))[0], PROPERTIES)
                _state(following[0], "before", 0)
                body.remove(child)
    for control in body.findall(f"{W}sdt"):
        if control.find(f"{W}sdtPr/{W}tag") is not None:
            inside = control.findall(f"{W}sdtContent/{W}p")
            empty = control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
            around = AROUND_PROMPT if empty else AROUND_WORDS
            _state(inside[0][0], "before", around)
            _state(inside[-1][0], "after", around)
            if empty:
                _keep_with(_before(control))
    for table in list(body.iter(f"{W}tbl")):
        following = table.getnext()
        if following is None or following.tag == f"{W}tbl":
            table.addnext(elements(paragraph(styles.paragraph("Wardmote Separator")))[0])
        else:
            _space(_first_words(following), styles)


def _before(control: Any) -> Any | None:
    """The block that stands before a place that people fill."""
    found = control.getprevious()
    while found is not None and found.tag in BOOKMARK:
        found = found.getprevious()
    return found


def _keep_with(block: Any | None) -> None:
    """Keep the end of a block on the page of what follows, so that an empty place never stands alone on one."""
    if block is None or block.tag not in (f"{W}p", f"{W}tbl"):
        return
    end = block if block.tag == f"{W}p" else block.findall(f"{W}tr")[-1]
    for one in end.iter(f"{W}p"):
        in_order(one.find(f"{W}pPr"), elements(e("keepNext"))[0], PROPERTIES)


def _state(properties: Any, side: str, points: float) -> None:
    """State the space on one side of a paragraph, and leave what it says of the other."""
    spacing = properties.find(f"{W}spacing")
    if spacing is None:
        in_order(properties, elements(e("spacing"))[0], PROPERTIES)
        spacing = properties.find(f"{W}spacing")
    spacing.set(f"{W}{side}", str(twips(points)))


def _is_break(child: Any) -> bool:
    return child.tag == f"{W}p" and any(one.get(f"{W}type") == "page" for one in child.iter(f"{W}br"))


def _first_words(following: Any) -> Any | None:
    """The first paragraph of what follows, be it a place that people fill."""
    while following is not None and following.tag in BOOKMARK:
        following = following.getnext()
    if following is None or following.tag == f"{W}tbl":
        return None
    return next(following.iter(f"{W}p"), None)


def _space(following: Any | None, styles: Styles) -> None:
    """Space above a paragraph after a table, unless its style brings some or it states its own."""
    if following is None:
        return
    properties = following[0]
    name, own = styles.name_of(properties[0].get(f"{W}val")), properties.find(f"{W}spacing")
    if not name.startswith(SPACED) and (own is None or own.get(f"{W}before") is None):
        _state(properties, "before", AFTER_TABLE)
