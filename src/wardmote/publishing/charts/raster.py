"""Drawings as pixels, for the formats in which not every program can show an SVG."""

from __future__ import annotations

import struct
from functools import cache, lru_cache

import vl_convert

from wardmote.publishing.theme import font_folder, theme


@lru_cache(maxsize=256)
def png(svg: str, scale: float = 2) -> bytes:
    """An SVG element as PNG bytes, ``scale`` pixels for each of its own. The same drawing gives the same bytes.

    The page's ground is drawn under it: a program that shows pages in the dark must not lose its dark words.
    """
    _typeface()
    ground = f'<rect width="100%" height="100%" fill="{theme().colour.ground}"/>'
    start = svg.index(">") + 1
    made: bytes = vl_convert.svg_to_png(svg[:start] + ground + svg[start:], scale=scale)
    return made


def pixels(image: bytes) -> tuple[int, int]:
    """Width and height of a PNG, as its head states them."""
    width, height = struct.unpack(">II", image[16:24])
    return width, height


@cache
def _typeface() -> None:
    vl_convert.register_font_directory(str(font_folder()))
