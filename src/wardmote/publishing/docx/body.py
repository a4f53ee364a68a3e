"""The blocks of a document one after another, as the body of the file."""

from __future__ import annotations

from wardmote.publishing.docx.commentary import commentary_markup, findings_markup, list_markup, look_again
from wardmote.publishing.docx.front import contents_markup, cover_markup, masthead
from wardmote.publishing.docx.lines import line, tag
from wardmote.publishing.docx.manuscript import Manuscript
from wardmote.publishing.docx.markup import Xml, e, paragraph, run, twips
from wardmote.publishing.docx.picture_data import picture_data_markup
from wardmote.publishing.docx.pictures import picture_markup
from wardmote.publishing.docx.tables import table_markup
from wardmote.publishing.lowering import ends_page, not_yet_table
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Commentary,
    Contents,
    Cover,
    Document,
    Findings,
    Heading,
    NotYet,
    PageBreak,
    Paragraph,
    PictureBlock,
    PictureData,
    SideBySide,
    Table,
    walk,
)

GUTTER = 22.7
"""Points between two blocks that stand beside each other."""
PARAGRAPHS = {"lead": "Wardmote Lead", "note": "Wardmote Note", "draft": "Wardmote Draft", "body": "Normal"}
NEW_PAGE = '<w:r><w:br w:type="page"/></w:r>'


def body_markup(m: Manuscript) -> Xml:
    """Everything between the start of the body and the last page set-up."""
    blocks = m.document.blocks
    made = "" if any(isinstance(block, Cover) for block in blocks) else masthead(m, cover=False)
    for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        made += block_markup(block, m, m.width)
        new_page = isinstance(block, PageBreak) or ends_page(before, block, after)
        if new_page and after is not None and not isinstance(after, PageBreak):
            made += paragraph(m.styles.paragraph("Wardmote Separator"), NEW_PAGE)
    return made


def block_markup(block: Block, m: Manuscript, width: float) -> Xml:
    """One block in a place of ``width`` points."""
    m.position += 1
    match block:
        case Heading():
            return heading_markup(block, m)
        case Paragraph():
            return _paragraph(block, m)
        case BulletList():
            return list_markup(block, m)
        case Findings():
            return findings_markup(block, m)
        case Table():
            return table_markup(block, m, width)
        case NotYet():
            return table_markup(not_yet_table(block), m, width)
        case PictureBlock():
            return picture_markup(block, m, width)
        case SideBySide():
            return _beside(block, m, width)
        case Commentary():
            return commentary_markup(block, m, lambda part: block_markup(part, m, width))
        case _:
            return _special(block, m)


def _special(block: Block, m: Manuscript) -> Xml:
    match block:
        case Cover():
            return cover_markup(block, m)
        case Contents():
            return contents_markup(block, m)
        case PictureData():
            return picture_data_markup(m)
        case _:
            return ""


def heading_markup(heading: Heading, m: Manuscript) -> Xml:
    """A heading in Word's own heading style, its eyebrow above it."""
    above = ""
    if heading.eyebrow:
        above = paragraph(m.styles.paragraph("Wardmote Eyebrow"), run(heading.eyebrow), keep_next=True)
    words = m.headings.before(heading, m.styles.character("Wardmote Label")) + run(heading.text)
    return above + paragraph(
        _heading_style(heading, m),
        m.bookmarks.around(heading.anchor, words),
        number=m.headings.given_to(heading),
        before=2 if above else None,
    )


def _heading_style(heading: Heading, m: Manuscript) -> str:
    """Word's own style of the level. What the contents would list but must not has a style they do not look for."""
    deepest = max((block.depth for block in m.document.blocks if isinstance(block, Contents)), default=0)
    if heading.in_contents or heading.level > deepest:
        return m.styles.paragraph(f"heading {heading.level}")
    return m.styles.unlisted(heading.level)


def _paragraph(block: Paragraph, m: Manuscript) -> Xml:
    draft = tag("draft", m) + run(" ") if block.style == "draft" else ""
    style = m.styles.paragraph(PARAGRAPHS[block.style])
    return look_again(block.look_again, m) + paragraph(style, draft + line(block.content, m))


def _beside(block: SideBySide, m: Manuscript, width: float) -> Xml:
    """Two blocks in a row of two borderless cells, which are read left, then right; the row stays on one page."""
    half = (width - GUTTER) / 2
    cells = []
    gap = e("tcMar", e("right", w=twips(GUTTER), type="dxa"))
    for side, room, apart in ((block.left, half + GUTTER, gap), (block.right, half, "")):
        inside = block_markup(side, m, half)
        end = "" if inside.endswith("</w:p>") else paragraph(m.styles.paragraph("Wardmote Separator"))
        cells.append(e("tc", e("tcPr", e("tcW", w=twips(room), type="dxa"), apart), inside, end))
    grid = e("tblGrid", e("gridCol", w=twips(half + GUTTER)), e("gridCol", w=twips(half)))
    look = e("tblLook", val="0000", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    properties = e(
        "tblPr",
        e("tblStyle", val=m.styles.table("Wardmote Layout")),
        e("tblW", w=twips(width), type="dxa"),
        e("tblLayout", type="fixed"),
        look,
    )
    return e("tbl", properties, grid, e("tr", e("trPr", e("cantSplit")), *cells))


def positions(document: Document) -> dict[str, int]:
    """Where each anchor stands among the blocks, in the order in which they are written."""
    found = {
        getattr(block, "anchor", ""): place for place, block in enumerate(walk(document.blocks), start=1)
    }
    found.pop("", None)
    return found
