"""Words of a drawing as outlines, so that it looks the same where our typeface is not installed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape, unescape
from threading import Lock
from typing import Any

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from wardmote.publishing.legible import in_typeface, legible
from wardmote.publishing.theme import FONT_FILES, font_folder

WORDS = re.compile(r"<text ([^>]*)>([^<]*)</text>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_reading = Lock()
"""A typeface reads its letters when they are first drawn, by one reader that two threads must not move at once."""
OF_LETTERS = ("font-family", "font-size", "font-weight", "text-anchor")
ANCHORED = {"start": 0.0, "middle": 0.5, "end": 1.0}


def outlined(svg: str) -> str:
    """The drawing with each text element as a path; its other attributes (place, fill, stroke) stay."""
    return WORDS.sub(_as_path, svg)


def _as_path(found: re.Match[str]) -> str:
    attributes = {name: unescape(value) for name, value in ATTRIBUTE.findall(found[1])}
    size = float(attributes["font-size"].removesuffix("px"))
    style = "bold" if attributes.get("font-weight") == "bold" else "regular"
    outline = _outline(unescape(found[2]), size, style, ANCHORED[attributes.get("text-anchor", "start")])
    kept = {name: value for name, value in attributes.items() if name not in OF_LETTERS}
    written = " ".join(f'{name}="{escape(value)}"' for name, value in kept.items())
    return f'<path {written} d="{outline}"/>'


@lru_cache(maxsize=4_000)
def _outline(words: str, size: float, style: str, anchored: float) -> str:
    """The path of a line of words whose base starts at 0, 0; ``anchored``: what share of it stands left of there."""
    with _reading:
        glyphs, names, scale = _typeface(style)
        letters = [
            names[ord(character)] for character in in_typeface(legible(words)) if ord(character) in names
        ]
        x = -anchored * sum(glyphs[letter].width for letter in letters) * scale * size
        pen = SVGPathPen(glyphs, ntos=lambda value: f"{value:.2f}".rstrip("0").rstrip("."))
        for letter in letters:
            glyphs[letter].draw(TransformPen(pen, (scale * size, 0, 0, -scale * size, x, 0)))
            x += glyphs[letter].width * scale * size
    made: str = pen.getCommands()
    return made


@cache
def _typeface(style: str) -> tuple[Any, dict[int, str], float]:
    """The glyphs of a style, their names by character, and ems per unit."""
    font = TTFont(font_folder() / f"{FONT_FILES[style]}.ttf")
    return font.getGlyphSet(), font.getBestCmap(), 1 / font["head"].unitsPerEm
