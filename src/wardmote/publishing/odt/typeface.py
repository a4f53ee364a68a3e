"""The shipped typeface inside the document, so that it looks the same where the typeface is not installed."""

from __future__ import annotations

import io
from functools import cache

from fontTools.ttLib import TTFont
from lxml import etree

from wardmote.publishing.odt.elements import element
from wardmote.publishing.theme import FONT_FILES, font_folder, theme

FOLDER = "Fonts"
MEDIA_TYPE = "application/x-font-ttf"
TABULAR = "tnum"


@cache
def font_parts() -> dict[str, bytes]:
    """Each weight of the typeface by its path in the package.

    Its figures are tabular, as columns of numbers need them: OpenDocument has no way to ask a typeface for its
    tabular figures, so that they stand here where the proportional ones stood.
    """
    return {f"{FOLDER}/{file}.ttf": _tabular(file) for file in FONT_FILES.values()}


def _tabular(file: str) -> bytes:
    font = TTFont(font_folder() / f"{file}.ttf", recalcTimestamp=False, lazy=True)
    swaps = _tabular_figures(font)
    for table in font["cmap"].tables:
        table.cmap = {code: swaps.get(name, name) for code, name in table.cmap.items()}
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def _tabular_figures(font: TTFont) -> dict[str, str]:
    """The tabular glyph for each proportional one, as the typeface's own feature has it."""
    rules = font["GSUB"].table
    lookups = {
        index
        for record in rules.FeatureList.FeatureRecord
        if record.FeatureTag == TABULAR
        for index in record.Feature.LookupListIndex
    }
    swaps: dict[str, str] = {}
    for index in sorted(lookups):
        for rule in rules.LookupList.Lookup[index].SubTable:
            swaps |= getattr(getattr(rule, "ExtSubTable", rule), "mapping", {})
    return swaps


def faces() -> etree._Element:
    """The declaration of the typeface; without its files a program takes another sans serif, such as Arial."""
    family = theme().family
    sources = [
        element(
            "svg:font-face-uri",
            {"xlink:type": "simple", "xlink:href": path},
            element("svg:font-face-format", {"svg:string": "truetype"}),
        )
        for path in font_parts()
    ]
    attributes = {
        "style:name": family,
        "svg:font-family": f"'{family}'",
        "style:font-family-generic": "swiss",
        "style:font-pitch": "variable",
    }
    face = element("style:font-face", attributes, element("svg:font-face-src", None, *sources))
    return element("office:font-face-decls", None, face)
