"""The colours of a template: the ground of its slides, and the accent that charts take."""

from __future__ import annotations

import colorsys
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from wardmote.publishing.pptx.text import A
from wardmote.publishing.pptx.words import Tone
from wardmote.publishing.theme import contrast, mixed, taken_for_changed, theme

P_NS = "http://schemas.openxmlformats.org/presentationml/2006/main"
BLACK = "#000000"
READ = 4.5
"""The least contrast of words with their ground (the same, 1.4.3)."""
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


def cover_tone(layout: Any) -> Tone:
    """What words on a cover are set in: "" where the layout's own colour can be read on its ground, else ink or ground.

    A ground that is a picture or a gradient is not known: there the template's own colour stays.
    """
    master = layout.slide_master
    under, words = behind(layout), _words_of(layout)
    if not under or (words and contrast(words, under) >= READ):
        return ""
    ink, paper = (_colour(master, _mapped(master, name)) for name in ("tx1", "bg1"))
    if not ink or not paper:
        return ""
    return "ink" if contrast(ink, under) >= contrast(paper, under) else "ground"


def behind(layout: Any) -> str:
    """The plain colour of a layout's ground as #RRGGBB; "" where it is a picture, a gradient or a pattern."""
    for holder in (layout, layout.slide_master):
        found = holder.element.find(f"{{{P_NS}}}cSld/{{{P_NS}}}bg")
        if found is None:
            continue
        plain = found.find(f"{{{P_NS}}}bgRef")
        if plain is None:
            plain = found.find(f"{{{P_NS}}}bgPr/{{{A}}}solidFill")
        return _painted(layout.slide_master, plain) if plain is not None else ""
    return ground(layout.slide_master)


def _words_of(layout: Any) -> str:
    """The colour of words in the layout's subtitle, its own or the master's, as #RRGGBB; "" where none is stated."""
    own = layout.element.xpath('.//p:sp[.//p:ph[@type="subTitle"]]//a:lvl1pPr/a:defRPr/a:solidFill')
    masters = layout.slide_master.element.xpath(".//p:bodyStyle/a:lvl1pPr/a:defRPr/a:solidFill")
    found = [*own, *masters]
    return _painted(layout.slide_master, found[0]) if found else ""


def _painted(master: Any, holder: Any) -> str:
    """The colour that an element holds, its changes of brightness made, as #RRGGBB; "" where it is of another kind."""
    paint = next((one for one in holder if one.tag in (f"{{{A}}}srgbClr", f"{{{A}}}schemeClr")), None)
    if paint is None:
        return ""
    name = paint.get("val", "")
    colour = f"#{name.upper()}" if paint.tag.endswith("srgbClr") else _colour(master, _mapped(master, name))
    for change in paint if colour else ():
        share = int(change.get("val", "100000")) / 100_000
        match change.tag.rpartition("}")[2]:
            case "tint":
                colour = _lightened(colour, share)
            case "shade":
                colour = mixed(colour, BLACK, share)
            case "lumMod" | "lumOff":
                red, green, blue = (part / 255 for part in bytes.fromhex(colour[1:]))
                hue, light, full = colorsys.rgb_to_hls(red, green, blue)
                light = light * share if change.tag.endswith("lumMod") else min(light + share, 1.0)
                colour = "#" + "".join(
                    f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, full)
                )
    return colour


def _lightened(colour: str, share: float) -> str:
    """A tint: ``share`` of a colour's light with white light, as PowerPoint mixes them."""
    parts = (part / 255 for part in bytes.fromhex(colour[1:]))
    lights = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    made = (light * share + 1 - share for light in lights)
    shown = (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055 for light in made)
    return "#" + "".join(f"{round(part * 255):02X}" for part in shown)


def _mapped(master: Any, name: str) -> str:
    """The theme's own name of a colour that the master renames."""
    colours = master.element.find(f"{{{P_NS}}}clrMap")
    plain = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}.get(name, name)
    return str(colours.get(name, plain)) if colours is not None else plain


def _colour(master: Any, name: str) -> str:
    """A colour of the theme as #RRGGBB; "" where the theme does not state it so."""
    found = etree.fromstring(master.part.part_related_by(RT.THEME).blob).find(
        f".//{{{A}}}clrScheme/{{{A}}}{name}"
    )
    if found is None or not len(found):
        return ""
    value = found[0].get("lastClr") or found[0].get("val") or ""
    return f"#{value.upper()}" if len(value) == 6 else ""
