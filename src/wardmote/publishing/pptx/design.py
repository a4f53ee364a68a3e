"""Our own design: python-pptx's default presentation made wide, calm and white."""

from __future__ import annotations

import re
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as P
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.util import Emu

from wardmote.publishing.pptx.geometry import Box
from wardmote.publishing.pptx.kinds import kind
from wardmote.publishing.pptx.stage import Stage
from wardmote.publishing.pptx.text import A
from wardmote.publishing.theme import Theme

WIDE = Box(0, 0, 960, 540)
"""16 to 9."""
TITLE = Box(40, 38, 880, 76)
CONTENT = Box(40, 124, 880, 372)
HALF = 426.0
HEAD = Box(40, 16, 880, 16)
FOOT = Box(40, 510, 800, 16)
NUMBER = Box(840, 510, 80, 16)
COVER_TITLE = Box(40, 110, 880, 150)
COVER_WORDS = Box(40, 276, 880, 214)
KEPT = ("Title Slide", "Title and Content", "Two Content", "Title Only")
P_NS = "http://schemas.openxmlformats.org/presentationml/2006/main"


def own_design(look: Theme, language: str) -> Stage:
    """A 16:9 presentation with four layouts, in the theme's colours and in Arial."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Emu(WIDE.emu[2]), Emu(WIDE.emu[3])
    presentation.element.find(f"{{{P_NS}}}sldSz").attrib.pop("type", None)
    master = presentation.slide_master
    _dress(master, look)
    _arrange_master(master, look)
    layouts = {layout.name: layout for layout in presentation.slide_layouts}
    for name, layout in layouts.items():
        if name in KEPT:
            _arrange(layout)
        else:
            presentation.slide_layouts.remove(layout)
    for holder in (master, *presentation.slide_layouts):
        _speak(holder, language)
    _speak(presentation, language)
    cover, text, _, picture = (layouts[name] for name in KEPT)
    return Stage(presentation, cover, text, picture, TITLE, CONTENT, own=True)


def _dress(master: Any, look: Theme) -> None:
    """The colours and the typeface of the theme part."""
    part = master.part.part_related_by(RT.THEME)
    text = part.blob.decode("utf-8")
    ours = _colours(look)
    for name, value in ours.items():
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{value[1:]}"/></a:{name}>',
            text,
            count=1,
        )
    text = re.sub(
        r'(<a:(?:major|minor)Font>\s*)<a:latin typeface="[^"]*"/>',
        rf'\1<a:latin typeface="{look.slides.font}"/>',
        text,
    )
    text = text.replace('<a:clrScheme name="Office">', '<a:clrScheme name="Wardmote">')
    text = text.replace('<a:fontScheme name="Office">', '<a:fontScheme name="Wardmote">')
    part._blob = re.sub(r'name="Office Theme"', 'name="Wardmote"', text).encode("utf-8")


def _colours(look: Theme) -> dict[str, str]:
    colour = look.colour
    named = {"dk1": colour.ink, "lt1": colour.ground, "dk2": colour.quiet, "lt2": colour.wash}
    named |= {f"accent{number}": value for number, value in enumerate(look.series[:6], start=1)}
    return named | {"accent1": colour.accent, "hlink": colour.accent, "folHlink": colour.quiet}


def _arrange_master(master: Any, look: Theme) -> None:
    _arrange(master)
    styles = master.element.find(f"{{{P_NS}}}txStyles")
    title = styles.find(f"{{{P_NS}}}titleStyle/{{{A}}}lvl1pPr")
    title.set("algn", "l")
    _size(title, look.slides.title[0], bold=True)
    for number, level in enumerate(styles.find(f"{{{P_NS}}}bodyStyle")):
        _size(level, look.slides.body[min(number, len(look.slides.body) - 1)])
    master.shapes._spTree.insert(2, parse_xml(_rule()))


def _rule() -> str:
    """A band of the accent along the upper edge, for decoration only."""
    left, top, width, tall = Box(0, 0, WIDE.width, 6).emu
    return (
        f'<p:sp xmlns:p="{P_NS}" xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="20" name="Band"><a:extLst>'
        '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst></p:cNvPr>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{width}" cy="{tall}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        '<a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _size(level: Any, size: float, bold: bool = False) -> None:
    level.find(f"{{{A}}}defRPr").set("sz", f"{size * 100:.0f}")
    level.find(f"{{{A}}}defRPr").set("b", str(int(bold)))


def _arrange(holder: Any) -> None:
    """Every placeholder at its place on the wide slide; dates go, because the foot says them."""
    bodies = [one for one in holder.placeholders if kind(one) in (P.OBJECT, P.BODY)]
    for placeholder in list(holder.placeholders):
        if kind(placeholder) == P.DATE:
            placeholder._element.getparent().remove(placeholder._element)
            continue
        box = _box(placeholder, bodies)
        placeholder.left, placeholder.top, placeholder.width, placeholder.height = map(Emu, box.emu)
        body = placeholder.text_frame._txBody.bodyPr
        for side in ("lIns", "tIns", "rIns", "bIns"):
            body.set(side, "0")
        body.set(
            "anchor",
            {P.CENTER_TITLE: "b", P.FOOTER: "ctr", P.SLIDE_NUMBER: "ctr"}.get(kind(placeholder), "t"),
        )
        _left(placeholder)


def _box(placeholder: Any, bodies: list[Any]) -> Box:
    if kind(placeholder) in (P.OBJECT, P.BODY):
        if len(bodies) == 1:
            return CONTENT
        left = CONTENT.left if placeholder is bodies[0] else CONTENT.right - HALF
        return Box(left, CONTENT.top, HALF, CONTENT.height)
    places = {P.CENTER_TITLE: COVER_TITLE, P.SUBTITLE: COVER_WORDS, P.FOOTER: FOOT, P.SLIDE_NUMBER: NUMBER}
    return places.get(kind(placeholder), TITLE)


def _left(placeholder: Any) -> None:
    """Subtitles and feet start at the left and are in ink; the number of the slide stands at the right."""
    for tint in list(placeholder.text_frame._txBody.iter(f"{{{A}}}tint")):
        tint.getparent().remove(tint)
    for level in placeholder.text_frame._txBody.iter(*(f"{{{A}}}lvl{number}pPr" for number in range(1, 10))):
        if level.get("algn") == "ctr":
            level.set("algn", "l")


def _speak(holder: Any, language: str) -> None:
    """Set the language of every sample text and default."""
    for properties in holder._element.iter(f"{{{A}}}rPr", f"{{{A}}}endParaRPr", f"{{{A}}}defRPr"):
        if properties.get("lang") is not None:
            properties.set("lang", language)
