"""A council's Word template, made for the tests: its own type, colours, margins, a logo, a page set-up a section."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image, ImageDraw

from wardmote.publishing.packing import packed, parts_of

GREEN = "00704A"
NUMBERED = 3
"""Levels of headings that the council numbers."""
DOCUMENT, TEMPLATE = "document.main+xml", "template.main+xml"


def council(
    folder: Path,
    *,
    numbered: str = "",
    shown: str = "1.1.",
    paged: bool = False,
    marking: str = "",
    dotx: bool = False,
) -> Path:
    """A template in ``folder``. ``numbered``: how its headings are counted ("decimal", "upperRoman"; "" not at all), and
    ``shown``: how the first three levels print it ("1.1." or "Section 1.1" or, without the numbers above, "1").

    ``paged``: its footer counts the pages. ``marking``: words in its first header. Its cover page has a header of
    its own, odd and even pages differ, and its body holds a page of instructions and a landscape appendix.
    """
    file = docx.Document()
    _look(file)
    if numbered:
        _number_headings(file, numbered, shown)
    _words(file)
    _pages(file, paged, marking)
    path = folder / ("council.dotx" if dotx else "council.docx")
    buffer = io.BytesIO()
    file.save(buffer)
    parts = parts_of(buffer.getvalue())
    if dotx:
        kinds = parts["[Content_Types].xml"].decode()
        parts["[Content_Types].xml"] = kinds.replace(DOCUMENT, TEMPLATE).encode()
    path.write_bytes(packed(parts))
    return path


def changed(path: Path, **parts: bytes | None) -> Path:
    """The template with parts replaced, or left out where None; "/" and "." are written "__" and "_"."""
    held = parts_of(path.read_bytes())
    for name, content in parts.items():
        place = next(n for n in held if n.replace("/", "__").replace(".", "_").strip("[]") == name)
        if content is None:
            del held[place]
        else:
            held[place] = content
    path.write_bytes(packed(held))
    return path


def _look(file: Any) -> None:
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = "Liberation Serif", Pt(12)
    for level in range(1, 6):
        style = file.styles[f"Heading {level}"]
        style.font.color.rgb = RGBColor.from_string(GREEN)
        fonts = style.element.rPr.find(qn("w:rFonts"))
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        fonts.set(qn("w:ascii"), "Liberation Serif")
        fonts.set(qn("w:hAnsi"), "Liberation Serif")
    file.styles["Title"].font.size = Pt(32)


def _number_headings(file: Any, kind: str, shown: str) -> None:
    root = file.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:pStyle w:val="Heading{i + 1}"/><w:lvlText w:val="{_printed(shown, i)}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl>'
        for i in range(NUMBERED)
    )
    space = nsdecls("w")
    root.insert(0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="90">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {space} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level in range(1, NUMBERED + 1):
        properties = file.styles[f"Heading {level}"].element.get_or_add_pPr()
        lines = f'<w:numPr {space}><w:ilvl w:val="{level - 1}"/><w:numId w:val="90"/></w:numPr>'
        properties.find(qn("w:keepLines")).addnext(parse_xml(lines))


def _printed(shown: str, level: int) -> str:
    """A level's text as Word's lists hold it: "%1.%2." for "1.1."."""
    if "1.1" not in shown:
        return shown.replace("1", f"%{level + 1}")
    return shown.replace("1.1", ".".join(f"%{n + 1}" for n in range(level + 1)))


def _words(file: Any) -> None:
    file.add_heading("How to use this template", 1)
    file.add_paragraph("Delete these instructions before you publish.")
    file.add_table(2, 2)
    file.add_picture(logo("instructions"))
    file.sections[0].different_first_page_header_footer = True
    file.add_section(WD_SECTION.NEW_PAGE)
    file.add_paragraph("Type here.")


def _pages(file: Any, paged: bool, marking: str) -> None:
    file.settings.odd_and_even_pages_header_footer = True
    for section in file.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(30)
        section.top_margin = Mm(35)
    first, last = file.sections
    header = first.header
    header.paragraphs[0].add_run().add_picture(logo("Thornlea Council"), height=Mm(12))
    header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if marking:
        header.add_paragraph(marking)
    footer = first.footer.paragraphs[0]
    footer.text = "Thornlea Council, Market Square"
    if paged:
        for code in ("PAGE", "NUMPAGES"):
            simple = f'<w:fldSimple {nsdecls("w")} w:instr=" {code} \\* MERGEFORMAT "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            footer._p.append(parse_xml(simple))
    first.first_page_header.paragraphs[0].text = "A cover header"
    last.orientation = WD_ORIENT.LANDSCAPE
    last.page_width, last.page_height, last.left_margin = Mm(297), Mm(210), Mm(10)
    last.header.is_linked_to_previous = False
    last.header.paragraphs[0].text = "An appendix header"


def logo(words: str) -> io.BytesIO:
    """A small picture with words on green."""
    image = Image.new("RGB", (360, 90), f"#{GREEN}")
    ImageDraw.Draw(image).text((20, 35), words, fill="white")
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return io.BytesIO(buffer.getvalue())
