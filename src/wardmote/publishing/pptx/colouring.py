"""The colours of a template: the ground of its slides, and the accent that charts take."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from wardmote.publishing.pptx.text import A
from wardmote.publishing.theme import contrast, taken_for_changed, theme

P_NS = "http://schemas.openxmlformats.org/presentationml/2006/main"
SEEN = 3.0
"""The least contrast of a line or a bar with its ground (Web Content Accessibility Guidelines 2.2, 1.4.11)."""


def ground(master: Any) -> str:
    """The colour that the master calls its first background, as #RRGGBB; white where it does not say."""
    colours = master.element.find(f"{{{P_NS}}}clrMap")
    name = colours.get("bg1", "lt1") if colours is not None else "lt1"
    return _colour(master, name) or theme().colour.ground


def accent_on(behind: str, master: Any) -> str:
    """The name of the first accent that can be seen on this ground and is not taken for what changed."""
    for number in range(1, 7):
        value = _colour(master, f"accent{number}")
        if value and contrast(value, behind) >= SEEN and not taken_for_changed(value):
            return f"accent{number}"
    return "tx1"


def _colour(master: Any, name: str) -> str:
    """A colour of the theme as #RRGGBB; "" where the theme does not state it so."""
    found = etree.fromstring(master.part.part_related_by(RT.THEME).blob).find(
        f".//{{{A}}}clrScheme/{{{A}}}{name}"
    )
    if found is None or not len(found):
        return ""
    value = found[0].get("lastClr") or found[0].get("val") or ""
    return f"#{value.upper()}" if len(value) == 6 else ""
