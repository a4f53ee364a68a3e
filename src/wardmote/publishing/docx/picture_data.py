"""The tables behind the pictures: the wide ones across the page, the narrow ones in two columns of it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from wardmote.publishing.docx.manuscript import Manuscript
from wardmote.publishing.docx.markup import SPACES, Xml, e, elements, in_order, paragraph, run, twips
from wardmote.publishing.docx.tables import table_markup
from wardmote.publishing.lowering import by_width, picture_tables
from wardmote.publishing.paper import NARROW

W = f"{{{SPACES['w']}}}"
NOTHING = "\u200b"
"""LibreOffice takes a table out of its columns when the paragraph that ends them is quite empty."""
GUTTER = 22.7
"""Points between the two columns."""
PAGE_ORDER = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders",
    "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi",
    "rtlGutter", "docGrid",
)  # fmt: skip


def picture_data_markup(m: Manuscript) -> Xml:
    """All the tables, and the page set-ups that begin and end their two columns."""
    wide, narrow = by_width(picture_tables(m.document), NARROW)
    made = "".join(table_markup(table, m, m.width, flowing=True) for table in wide)
    if not narrow:
        return made
    half = (m.width - GUTTER) / 2
    made += _end_of_section(m, columns=1)
    made += "".join(table_markup(table, m, half, flowing=True) for table in narrow)
    return made + _end_of_section(m, columns=2)


def _end_of_section(m: Manuscript, columns: int) -> Xml:
    """A paragraph that is hardly there, with the page set-up of everything since the one before."""
    page = page_of(m.file.element.body.sectPr, columns, first=not m.sections)
    m.sections += 1
    shown = etree.tostring(page, encoding="unicode")
    return paragraph(m.styles.paragraph("Wardmote Separator"), run(NOTHING), section=shown)


def page_of(last: Any, columns: int, first: bool) -> Any:
    """A page set-up like the document's, with its text in one column or two. Only the first starts the numbers."""
    page = deepcopy(last)
    for old in page.findall(f"{W}cols"):
        page.remove(old)
    _put(page, e("cols", num=columns, space=twips(GUTTER)))
    if not first:
        continued(page)
    return page


def continued(page: Any) -> None:
    """Make a page set-up go on where the one before ended: on the same page, with the next number."""
    for name in ("type", "pgNumType", "titlePg"):
        for old in page.findall(f"{W}{name}"):
            page.remove(old)
    _put(page, e("type", val="continuous"))


def _put(page: Any, markup: Xml) -> None:
    in_order(page, elements(markup)[0], PAGE_ORDER)
