"""How wide a text is in the shipped typeface: so that labels can be placed, not hoped for."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from fontTools.ttLib import TTFont

from wardmote.publishing.theme import FONT_FILES, font_folder


def text_width(text: str, size: float, bold: bool = False, tabular: bool = False) -> float:
    """Width of ``text`` in pixels when set at ``size`` pixels; an unknown character counts as wide as "0".

    ``tabular``: with figures of one width, as tables set them.
    """
    return _width(text, bold, tabular) * size / 1000


@lru_cache(maxsize=20_000)
def _width(text: str, bold: bool, tabular: bool) -> float:
    """In thousandths of an em: every format measures the same cells. A mark of direction takes no room."""
    widths, figure = _advances("bold" if bold else "regular")
    if not text.isascii():
        text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    wide = sum([widths.get(ord(character), figure) for character in text])
    if tabular:
        wide += sum([figure - widths[ord(character)] for character in text if character in "0123456789"])
    return wide


def known_characters() -> frozenset[int]:
    """The code points that every style of the shipped typeface can show."""
    return _known()


@cache
def _known() -> frozenset[int]:
    return frozenset.intersection(*(frozenset(_advances(style)[0]) for style in FONT_FILES))


@cache
def _advances(style: str) -> tuple[dict[int, float], float]:
    """The width of each character, and of a tabular figure, in thousandths of an em."""
    with TTFont(font_folder() / f"{FONT_FILES[style]}.ttf", lazy=True) as font:
        per_em = font["head"].unitsPerEm / 1000
        metrics = font["hmtx"].metrics
        names = font.getBestCmap()
        widths = {code: metrics[name][0] / per_em for code, name in names.items()}
        figure = metrics[_tabular_zero(font, names[ord("0")])][0] / per_em
    return widths, figure


def _tabular_zero(font: TTFont, zero: str) -> str:
    """The glyph that stands for a nought when figures have one width."""
    substitutions = font["GSUB"].table
    for feature in substitutions.FeatureList.FeatureRecord:
        if feature.FeatureTag == "tnum":
            for index in feature.Feature.LookupListIndex:
                for table in substitutions.LookupList.Lookup[index].SubTable:
                    zero = getattr(table, "mapping", {}).get(zero, zero)
    return zero


def wrapped(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """``text`` in lines no wider than ``width`` pixels; a word wider than that is cut."""
    lines: list[str] = []
    for word in (part for whole in text.split() for part in _cut(whole, width, size, bold)):
        if lines and text_width(f"{lines[-1]} {word}", size, bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _cut(word: str, width: float, size: float, bold: bool) -> list[str]:
    """A word in pieces no wider than ``width``; nearly always one."""
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, size, bold) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
