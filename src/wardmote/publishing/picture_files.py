"""A picture as a file of its own: its title, what it shows, the drawing and its note, on the page's ground."""

from __future__ import annotations

from wardmote.analyses.pictures import Picture
from wardmote.publishing.charts import draw
from wardmote.publishing.charts.raster import png

WRITERS = (".svg", ".png")


def picture_file(picture: Picture, ending: str, colour: str = "") -> bytes:
    """A picture as the bytes of a file with this ending (one of WRITERS); ``colour`` is the accent."""
    drawing = draw(picture, "full", colour)
    return png(drawing) if ending == ".png" else drawing.encode()
