"""Pictures as pixels, for the formats that take no drawing."""

from __future__ import annotations

from wardmote.analyses.pictures import Picture
from wardmote.publishing.charts import Size, draw
from wardmote.publishing.charts.raster import png
from wardmote.publishing.errors import DocumentError
from wardmote.publishing.tree import Drawing


def as_png(picture: Picture | Drawing, size: Size = "full", colour: str = "", scale: float = 2) -> bytes:
    """A picture as PNG bytes, ``scale`` pixels for each of the drawing's own; ``colour`` is the partnership's.

    Raises:
        DocumentError: a given drawing is no SVG.
    """
    if not isinstance(picture, Drawing):
        return png(draw(picture, size, colour), scale)
    try:
        return png(picture.svg, scale)
    except (ValueError, RuntimeError) as error:
        title = picture.caption.title
        raise DocumentError(f'The picture "{title}" could not be drawn: it is no whole SVG.') from error
