"""Presentations as a council may give them for templates, sound and unsound, each written when it is asked for."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.util import Emu, Inches

from wardmote.publishing.packing import packed, parts_of

PRESENTATION = "presentationml.presentation.main+xml"


def _bytes(presentation: Any) -> bytes:
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def _retyped(content: bytes, kind: str) -> bytes:
    parts = parts_of(content)
    types = parts["[Content_Types].xml"].decode().replace(PRESENTATION, kind)
    return packed(parts | {"[Content_Types].xml": types.encode()})


def council() -> bytes:
    """4:3, with slides and a section of its own, its own typeface and colours."""
    presentation = Presentation()
    for layout in (0, 1, 6):
        presentation.slides.add_slide(presentation.slide_layouts[layout])
    parts = parts_of(_bytes(presentation))
    theme = parts["ppt/theme/theme1.xml"].decode()
    theme = theme.replace('typeface="Calibri"', 'typeface="Georgia"').replace("4F81BD", "5B2A86")
    main = parts["ppt/presentation.xml"].decode()
    ids = re.findall(r'<p:sldId [^>]*id="(\d+)"', main)
    section = (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
        'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="Ours" '
        'id="{0F4A3C9B-9F3F-4A55-8B7E-0B5B6F6C7D11}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{one}"/>' for one in ids)
        + "</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>"
    )
    main = main.replace("</p:presentation>", section + "</p:presentation>")
    return packed(parts | {"ppt/theme/theme1.xml": theme.encode(), "ppt/presentation.xml": main.encode()})


def wide_and_dark() -> bytes:
    """16:9 with a dark ground: what is written in ink must turn pale with it."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    for holder in (presentation.slide_master, *presentation.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.xpath(".//a:off"):
                shape.left, shape.width = Emu(shape.left * 4 // 3), Emu(shape.width * 4 // 3)
    parts = parts_of(_bytes(presentation))
    theme = parts["ppt/theme/theme1.xml"].decode()
    theme = re.sub(r"<a:dk1>.*?</a:dk1>", '<a:dk1><a:srgbClr val="FFFFFF"/></a:dk1>', theme)
    theme = re.sub(r"<a:lt1>.*?</a:lt1>", '<a:lt1><a:srgbClr val="10202F"/></a:lt1>', theme)
    return packed(parts | {"ppt/theme/theme1.xml": theme.encode()})


def _keeping(*names: str) -> Any:
    presentation = Presentation()
    for layout in list(presentation.slide_layouts):
        if layout.name not in names:
            presentation.slide_layouts.remove(layout)
    return presentation


def one_blank_layout() -> bytes:
    """No placeholders at all."""
    presentation = _keeping("Blank")
    for shape in list(presentation.slide_layouts[0].placeholders):
        shape._element.getparent().remove(shape._element)
    return _bytes(presentation)


def no_feet() -> bytes:
    """A title and contents, but neither footer nor slide number."""
    presentation = _keeping("Title and Content")
    layout = presentation.slide_layouts[0]
    for shape in list(layout.placeholders):
        if shape._element.xpath('.//p:ph[@type="ftr" or @type="sldNum" or @type="dt"]'):
            shape._element.getparent().remove(shape._element)
    return _bytes(presentation)


def only_columns() -> bytes:
    """Nothing but layouts with several places for contents."""
    return _bytes(_keeping("Two Content", "Comparison"))


def narrow_foot() -> bytes:
    """A footer too narrow for any marking."""
    presentation = Presentation()
    for holder in (presentation.slide_master, *presentation.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.xpath('.//p:ph[@type="ftr"]'):
                shape.left, shape.top, shape.width, shape.height = (
                    Emu(0),
                    Emu(6_400_000),
                    Emu(200_000),
                    Emu(300_000),
                )
    return _bytes(presentation)


def potx() -> bytes:
    return _retyped(council(), "presentationml.template.main+xml")


def ppsx() -> bytes:
    return _retyped(council(), "presentationml.slideshow.main+xml")


SOUND: dict[str, Callable[[], bytes]] = {
    "council.pptx": council,
    "wide-and-dark.pptx": wide_and_dark,
    "one-blank-layout.pptx": one_blank_layout,
    "no-feet.pptx": no_feet,
    "only-columns.pptx": only_columns,
    "narrow-foot.pptx": narrow_foot,
    "council.potx": potx,
    "council.ppsx": ppsx,
}


def macros() -> bytes:
    return packed(
        parts_of(_retyped(council(), "macroEnabled.main+xml")) | {"ppt/vbaProject.bin": b"not a program"}
    )


def hidden_macros() -> bytes:
    return packed(parts_of(council()) | {"ppt/vbaProject.bin": b"not a program"})


def no_layouts() -> bytes:
    parts = parts_of(_bytes(_keeping("Blank")))
    master = re.sub(
        rb"<p:sldLayoutIdLst>.*?</p:sldLayoutIdLst>", b"", parts["ppt/slideMasters/slideMaster1.xml"]
    )
    return packed(parts | {"ppt/slideMasters/slideMaster1.xml": master})


def no_master() -> bytes:
    parts = parts_of(council())
    main = re.sub(rb"<p:sldMasterIdLst>.*?</p:sldMasterIdLst>", b"", parts["ppt/presentation.xml"])
    return packed(parts | {"ppt/presentation.xml": main})


def no_presentation() -> bytes:
    return packed({"mimetype": b"application/vnd.oasis.opendocument.presentation", "content.xml": b"<x/>"})


def lost_part() -> bytes:
    parts = parts_of(council())
    del parts["ppt/presentation.xml"]
    return packed(parts)


def broken_xml() -> bytes:
    parts = parts_of(council())
    return packed(parts | {"ppt/presentation.xml": parts["ppt/presentation.xml"][:200]})


def cut_off() -> bytes:
    return council()[:2000]


UNSOUND: dict[str, tuple[Callable[[], bytes], str]] = {
    "not-a-zip.pptx": (lambda: b"Once upon a time", "no PowerPoint file, or damaged"),
    "old-format.ppt": (lambda: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "PowerPoint 97 to 2003"),
    "with-macros.pptm": (macros, "holds macros"),
    "with-hidden-macros.pptx": (hidden_macros, "holds macros"),
    "another-kind.odp": (no_presentation, "no presentation in it"),
    "lost-part.pptx": (lost_part, "parts of it are lost or damaged"),
    "broken-xml.pptx": (broken_xml, "parts of it are lost or damaged"),
    "cut-off.pptx": (cut_off, "no PowerPoint file, or damaged"),
    "no-layouts.pptx": (no_layouts, "no slide layouts"),
    "no-master.pptx": (no_master, "no slide layouts"),
    "empty.pptx": (lambda: b"", "it is empty"),
}


def written(folder: Path, name: str, make: Callable[[], bytes]) -> Path:
    path = folder / name
    path.write_bytes(make())
    return path
