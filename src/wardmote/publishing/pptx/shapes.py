"""Shapes set onto a slide: words, titles, pictures and charts, each with its name and what it says in words."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.util import Emu

from wardmote.publishing.pptx.chart_records import Chart
from wardmote.publishing.pptx.chart_workbook import workbook
from wardmote.publishing.pptx.chart_xml import chart_xml
from wardmote.publishing.pptx.geometry import Box
from wardmote.publishing.pptx.text import A, Setting, no_insets, set_lines
from wardmote.publishing.pptx.words import Line, clean

P_NS = "http://schemas.openxmlformats.org/presentationml/2006/main"

ROUND = 10.0
"""Points of a round corner."""
DECORATIVE = (
    f'<a:extLst xmlns:a="{A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True)
class _Written:
    """A chart in the form that the library takes: its part and its workbook, both already bytes."""

    part: bytes
    xlsx_blob: bytes

    def xml_bytes(self, chart_type: object) -> bytes:
        """The chart part."""
        return self.part


def move(shape: Any, box: Box) -> None:
    """Set a shape to a place of its own."""
    shape.left, shape.top, shape.width, shape.height = map(Emu, box.emu)


def describe(shape: Any, name: str, words: str = "") -> None:
    """Name a shape for the selection pane, and say in words what it shows."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", clean(name)[:120])
    if words:
        properties.set("descr", clean(words))


def words_box(slide: Any, box: Box, lines: Sequence[Line], how: Setting, name: str, anchor: str = "t") -> Any:
    """Words in a box of their own."""
    shape = slide.shapes.add_textbox(*map(Emu, box.emu))
    no_insets(shape, anchor)
    set_lines(shape, lines, how)
    describe(shape, name)
    return shape


def title_shape(slide: Any, box: Box) -> Any:
    """The title placeholder; made here where the layout has none, so that every slide has a real title."""
    shape = slide.shapes.title
    if shape is not None:
        return shape
    element = parse_xml(
        f'<p:sp xmlns:p="{P_NS}" xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="{_next_id(slide)}" name="Title"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr/>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )
    slide.shapes._spTree.insert(2, element)
    move(slide.shapes.title, box)
    return slide.shapes.title


def placeholder(slide: Any, like: Any) -> Any:
    """A placeholder of the slide for one of its layout's that slides do not get by themselves: foot, number."""
    of = like._element.xpath(".//p:ph")[0]
    attributes = "".join(f' {name}="{value}"' for name, value in sorted(of.attrib.items()))
    identity = _next_id(slide)
    slide.shapes._spTree.append(
        parse_xml(
            f'<p:sp xmlns:p="{P_NS}" xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="{identity}" name="Placeholder {identity}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{attributes}/></p:nvPr></p:nvSpPr><p:spPr/>'
            "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
        )
    )
    return slide.shapes[-1]


def _next_id(slide: Any) -> int:
    return max(int(value) for value in slide.shapes._spTree.xpath(".//p:cNvPr/@id")) + 1


def chart_frame(slide: Any, box: Box, chart: Chart, name: str, words: str, on: date) -> Any:
    """A native chart with its workbook."""
    written = _Written(chart_xml(chart), workbook(chart, on))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *map(Emu, box.emu), written)
    describe(frame, name, words)
    return frame


def image(slide: Any, box: Box, content: bytes, name: str, words: str) -> Any:
    """A picture that fills the box."""
    shape = slide.shapes.add_picture(io.BytesIO(content), *map(Emu, box.emu))
    describe(shape, name, words)
    return shape


def panel(slide: Any, box: Box, colour: str) -> Any:
    """A plain ground with round corners, for decoration only."""
    shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *map(Emu, box.emu))
    shape.adjustments[0] = ROUND / max(min(box.width, box.height), 1)
    properties = shape._element.spPr
    properties.append(parse_xml(f'<a:solidFill xmlns:a="{A}"><a:srgbClr val="{colour[1:]}"/></a:solidFill>'))
    properties.append(parse_xml(f'<a:ln xmlns:a="{A}"><a:noFill/></a:ln>'))
    describe(shape, "Panel")
    shape._element.xpath(".//p:cNvPr")[0].append(parse_xml(DECORATIVE))
    return shape
