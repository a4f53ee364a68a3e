"""Drawings as pixels: of the size asked for, on a white ground, in the shipped typeface."""

from __future__ import annotations

import io

from PIL import Image
from tests.publishing import sample

from wardmote.publishing.charts import draw
from wardmote.publishing.charts.raster import pixels, png


def test_size_is_that_of_the_drawing_times_the_scale() -> None:
    square = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><path d="M0,0h5v5h-5Z"/></svg>'
    assert pixels(png(square)) == (60, 40)
    assert pixels(png(square, 1)) == (30, 20)


def test_ground_is_opaque_white() -> None:
    square = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><path d="M0,0h5v5h-5Z"/></svg>'
    image = Image.open(io.BytesIO(png(square))).convert("RGBA")
    assert image.getpixel((59, 39)) == (255, 255, 255, 255)
    assert image.getpixel((2, 2)) == (0, 0, 0, 255)


def test_words_are_drawn_in_the_shipped_typeface() -> None:
    """A drawing whose typeface is unknown looks different, or is empty where no other is at hand."""
    drawn = draw(sample.month_line())
    assert "Atkinson" in drawn
    assert png(drawn) != png(drawn.replace("Atkinson Hyperlegible Next", "No Such Typeface"))
    assert png(drawn) == png.__wrapped__(drawn)
