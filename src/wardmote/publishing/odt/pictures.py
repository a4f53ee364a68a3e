"""Charts and maps: drawn as pixels with their alternative text, between their title and their note."""

from __future__ import annotations

from lxml import etree

from wardmote.publishing.charts import Size
from wardmote.publishing.charts.raster import pixels
from wardmote.publishing.drawing import as_png
from wardmote.publishing.odt.automatic import spaced
from wardmote.publishing.odt.captions import numbered_label
from wardmote.publishing.odt.elements import element
from wardmote.publishing.odt.galley import Galley
from wardmote.publishing.odt.tables import END_OF_TABLE, points
from wardmote.publishing.paper import HALF_PAGE, PAGE
from wardmote.publishing.tree import PictureBlock

FOLDER = "Pictures"
WIDTHS: dict[Size, float] = {"full": PAGE, "half": HALF_PAGE}
HIGHEST: dict[Size, float] = {"full": 540.0, "half": 240.0}
"""Height in points of the highest picture: what a page holds beside its heading, title and note; of two abreast, less."""
ON_ONE_PAGE = 138.0
"""The same where all must stand on one page."""


def picture(galley: Galley, block: PictureBlock, size: Size) -> list[etree._Element]:
    """A picture with its words, all on one page.

    Pixels, not SVG: LibreOffice draws both alike, but a program without the typeface sets the words of an SVG in
    another, in which they run into each other, and one that knows no SVG need not look for a second image.

    Raises:
        DocumentError: a given drawing is no SVG.
    """
    words = block.picture.caption
    label = numbered_label(block.label)
    above = [galley.paragraph("Figure", label, words.title, anchor=block.anchor)]
    if words.subtitle:
        above.append(galley.paragraph("Figure subtitle", words.subtitle))
    frame = galley.paragraph("Picture", [_frame(galley, block, size)])
    if not words.note:
        return [*above, galley.restyled(frame, *spaced("2pt", END_OF_TABLE))]
    galley.kept_with_next(frame)
    return [*above, frame, galley.paragraph("Figure note", words.note)]


def _frame(galley: Galley, block: PictureBlock, size: Size) -> etree._Element:
    content = as_png(block.picture, size, galley.document.colour)
    across, down = pixels(content)
    highest = ON_ONE_PAGE if galley.document.one_page else HIGHEST[size]
    width = min(WIDTHS[size], highest * across / down)
    attributes = {
        "draw:style-name": "Graphics",
        "draw:name": galley.unique("Picture"),
        "text:anchor-type": "as-char",
        "svg:width": points(width),
        "svg:height": points(width * down / across),
    }
    image = {
        "xlink:href": _stored(galley, content),
        "xlink:type": "simple",
        "xlink:show": "embed",
        "xlink:actuate": "onLoad",
        "draw:mime-type": "image/png",
    }
    caption = block.picture.caption
    return element(
        "draw:frame",
        attributes,
        element("draw:image", image),
        element("svg:title", None, " ".join(filter(None, (block.label, caption.title)))),
        element("svg:desc", None, caption.alt),
    )


def _stored(galley: Galley, content: bytes) -> str:
    """Where the package keeps this picture; the same pixels are kept once."""
    for name, kept in galley.pictures.items():
        if kept == content:
            return name
    name = f"{FOLDER}/figure-{len(galley.pictures) + 1}.png"
    galley.pictures[name] = content
    return name
