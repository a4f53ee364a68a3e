"""Charts and maps: drawn twice as fine as the page, described in words, their title the caption that Word counts."""

from __future__ import annotations

import io

from wardmote.publishing.charts import Size
from wardmote.publishing.charts.raster import pixels
from wardmote.publishing.docx.captions import caption
from wardmote.publishing.docx.manuscript import Manuscript
from wardmote.publishing.docx.markup import SPACES, Xml, element, paragraph, run
from wardmote.publishing.drawing import as_png
from wardmote.publishing.tree import PictureBlock

EMU = 12700
"""English Metric Units in a point."""
WORDS_ROOM = 130.0
"""Points of a page's height that a picture leaves to its own words."""
HALF_HIGH = 240.0
"""Points that a picture may be high in a place half as wide as the page; less where a template's words are larger."""
SMALLER, LOW = 0.94, 138.0
"""How large a picture is, and how many points high at most, where all must stand on one page."""
HALF = 0.6
"""A place narrower than this share of the page takes the drawing made for half a page."""


def picture_markup(block: PictureBlock, m: Manuscript, width: float) -> Xml:
    """A picture with its title and subtitle above and its note under it, held together on one page."""
    words = block.picture.caption
    made = caption(block.label, words.title, block.anchor, m)
    if words.subtitle:
        made += paragraph(m.styles.paragraph("Wardmote Picture Subtitle"), run(words.subtitle))
    made += paragraph(
        m.styles.paragraph("Wardmote Picture"), _drawing(block, m, width), keep_next=bool(words.note)
    )
    return made + (paragraph(m.styles.paragraph("Wardmote Note"), run(words.note)) if words.note else "")


def _drawing(block: PictureBlock, m: Manuscript, width: float) -> Xml:
    size: Size = "half" if width < m.width * HALF else "full"
    content = as_png(block.picture, size, m.document.colour)
    relation, _ = m.file.part.get_or_add_image(io.BytesIO(content))
    room = LOW if m.document.one_page else m.height - WORDS_ROOM
    wide, high = _size(
        pixels(content),
        width * (SMALLER if m.document.one_page else 1),
        min(room, HALF_HIGH / max(1.0, m.styles.scale)) if size == "half" else room,
    )
    number = next(m.numbers)
    words = block.picture.caption
    told: dict[str, str | float] = {"id": number, "name": block.label or f"Picture {number}"}
    extent: dict[str, str | float] = {"cx": wide, "cy": high}
    inline: dict[str, str | float] = {f"dist{side}": 0 for side in "TBLR"}
    return element(
        "w:r",
        {},
        element(
            "w:drawing",
            {},
            element(
                "wp:inline",
                inline,
                element("wp:extent", extent),
                element("wp:docPr", told | {"descr": words.alt, "title": words.title}),
                element("a:graphic", {}, _graphic(relation, told | {"descr": words.alt}, extent)),
            ),
        ),
    )


def _size(image: tuple[int, int], width: float, height: float) -> tuple[int, int]:
    """As wide as there is room, less where it would be higher than a page; in EMU."""
    wide, high = image
    scale = min(width / wide, height / high)
    return round(wide * scale * EMU), round(high * scale * EMU)


def _graphic(relation: str, told: dict[str, str | float], extent: dict[str, str | float]) -> Xml:
    fill = element("a:blip", {"r:embed": relation}) + element("a:stretch", {}, element("a:fillRect", {}))
    place = element("a:off", {"x": 0, "y": 0}) + element("a:ext", extent)
    shape = element("a:xfrm", {}, place) + element("a:prstGeom", {"prst": "rect"}, element("a:avLst", {}))
    picture = element(
        "pic:pic",
        {},
        element("pic:nvPicPr", {}, element("pic:cNvPr", told), element("pic:cNvPicPr", {})),
        element("pic:blipFill", {}, fill),
        element("pic:spPr", {}, shape),
    )
    return element("a:graphicData", {"uri": SPACES["pic"]}, picture)
