"""Paragraphs written into a shape: runs with their language, marks that hang, direction of the script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml

from wardmote.publishing.direction import right_to_left
from wardmote.publishing.pptx.fitting import BETWEEN, INDENT
from wardmote.publishing.pptx.geometry import EMU
from wardmote.publishing.pptx.medium import medium
from wardmote.publishing.pptx.words import Line, Run, Tone, clean
from wardmote.publishing.theme import contrast, theme

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
INK = '<a:schemeClr val="tx1"/>'
QUIET = '<a:schemeClr val="tx1"><a:lumMod val="65000"/><a:lumOff val="35000"/></a:schemeClr>'
"""Ink made paler by the rule of the program itself, so that it can be read on a dark template too."""


@dataclass(frozen=True)
class Setting:
    """How a shape's words are set. ``keep`` leaves the placeholder's own alignment."""

    size: float
    language: str
    bold: bool | None = None
    tone: Tone = ""
    align: str = ""


def colour(tone: Tone) -> str:
    """The colour of a tone as DrawingML: the template's own, except for what changed."""
    if tone == "changed":
        look = theme().colour
        readable = contrast(look.changed_text, medium().ground) >= theme().own_colour.contrast
        return f'<a:srgbClr val="{(look.changed_text if readable else look.changed)[1:]}"/>'
    return {
        "quiet": QUIET,
        "accent": '<a:schemeClr val="accent1"/>',
        "ground": '<a:schemeClr val="bg1"/>',
    }.get(tone, INK)


def set_lines(shape: Any, lines: Sequence[Line], how: Setting) -> None:
    """Replace the words of a shape (or of a table's cell) by these paragraphs."""
    body = shape.text_frame._txBody
    for paragraph in list(body.iterchildren(f"{{{A}}}p")):
        body.remove(paragraph)
    for number, line in enumerate(lines or (Line(()),)):
        body.append(_paragraph(shape, line, how, first=number == 0))


def no_insets(shape: Any, anchor: str = "t") -> None:
    """Let the words of a shape start at its edges; a program that edits them may shrink them to fit."""
    properties = shape.text_frame._txBody.bodyPr
    for side in ("lIns", "tIns", "rIns", "bIns"):
        properties.set(side, "0")
    properties.set("wrap", "square")
    properties.set("anchor", anchor)
    for child in list(properties):
        properties.remove(child)
    properties.append(parse_xml(f'<a:normAutofit xmlns:a="{A}"/>'))


def _paragraph(shape: Any, line: Line, how: Setting, first: bool) -> Any:
    size = theme().slides.note if line.small else how.size
    runs = ([Run(f"{line.mark}\t", tone=line.tone)] if line.mark else []) + list(line.runs)
    written = "".join(_run(shape, run, how, size) for run in runs)
    end = f'<a:endParaRPr lang={quoteattr(how.language)} sz="{size * 100:.0f}"/>'
    return parse_xml(
        f'<a:p xmlns:a="{A}" xmlns:r="{R}">{_properties(line, how, size, first)}{written}{end}</a:p>'
    )


def _properties(line: Line, how: Setting, size: float, first: bool) -> str:
    """Space before, indent, direction. No bullet but our own mark, whatever the template sets."""
    indent = round(INDENT * size * EMU) if line.mark else 0
    rtl = right_to_left(line.text)
    align = how.align or ("r" if rtl else "")
    attributes = f' marL="{0 if rtl else indent}" indent="{0 if rtl else -indent}"'
    attributes += f' marR="{indent}"' if rtl else ""
    attributes += f' algn="{align}"' if align else ""
    attributes += ' rtl="1"' if rtl else ' rtl="0"'
    before = 0 if first else round(BETWEEN * size * 100)
    tab = f'<a:tabLst><a:tab pos="{indent}" algn="l"/></a:tabLst>' if indent and not rtl else ""
    spacing = '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
    spacing += f'<a:spcBef><a:spcPts val="{before}"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
    return f"<a:pPr{attributes}>{spacing}<a:buNone/>{tab}</a:pPr>"


def _run(shape: Any, run: Run, how: Setting, size: float) -> str:
    bold = run.bold or bool(how.bold)
    attributes = f' lang={quoteattr(how.language)} sz="{size * 100:.0f}"'
    attributes += f' b="{int(bold)}"' if bold or how.bold is not None else ""
    attributes += ' i="1"' if run.italic else ""
    attributes += ' u="sng"' if run.under else ""
    attributes += ' strike="sngStrike"' if run.struck else ""
    tone = run.tone or how.tone
    fill = f"<a:solidFill>{colour(tone)}</a:solidFill>" if tone else ""
    link = _link(shape, run.link) if run.link else ""
    return f"<a:r><a:rPr{attributes} dirty='0'>{fill}{link}</a:rPr><a:t>{escape(clean_mark(run.text))}</a:t></a:r>"


def clean_mark(text: str) -> str:
    """Clean text that keeps the tab after its mark."""
    return f"{clean(text[:-1])}\t" if text.endswith("\t") else clean(text)


def _link(shape: Any, address: str) -> str:
    related = shape.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return f'<a:hlinkClick r:id="{related}"/>'
