"""What stands on every slide: marking and partnership, the running foot, the slide's number."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as P
from pptx.oxml import parse_xml

from wardmote.publishing.pptx.design import FOOT, HEAD, NUMBER
from wardmote.publishing.pptx.fitting import SPACING, cut_words, rows
from wardmote.publishing.pptx.geometry import Box, box_of
from wardmote.publishing.pptx.kinds import of_kind, place
from wardmote.publishing.pptx.shapes import describe, move, placeholder, words_box
from wardmote.publishing.pptx.stage import Stage
from wardmote.publishing.pptx.text import A, Setting, set_lines
from wardmote.publishing.pptx.words import Line, Run, clean
from wardmote.publishing.theme import theme
from wardmote.publishing.tree import Document

BETWEEN = " · "
INSETS = 15.0


def set_margins(stage: Stage, slide: Any, document: Document, cover: bool = False) -> None:
    """Head and foot of a slide. In a template everything stands in its foot, and its head stays as it is."""
    if stage.own:
        _head(slide, document, cover)
    _foot(stage, slide, document)
    _number(stage, slide, document)


def _head(slide: Any, document: Document, cover: bool) -> None:
    size = theme().slides.note
    left, right = HEAD.beside(0.7)
    if not cover:
        words = cut_words(clean(document.partnership), size, left.width, left.height)
        how = Setting(size, document.language)
        words_box(slide, left, (Line((Run(words, tone="quiet"),)),), how, "Partnership")
    if document.marking:
        marking = Line((Run(clean(document.marking), bold=True),))
        words_box(slide, right, (marking,), Setting(size, document.language, align="r"), "Marking")


def _foot(stage: Stage, slide: Any, document: Document) -> None:
    """The running foot: in the template's own place where all that must be said has room there, else along the edge."""
    like = next(of_kind(slide.slide_layout, P.FOOTER), None)
    box = place(like) if like is not None else None
    if box is not None and on_slide(stage, box):
        wider = _with_date(slide.slide_layout, box)
        inset = 0 if stage.own else INSETS
        words, size = _most_said(stage, document, wider.width - inset, wider.height)
        if words:
            shape = placeholder(slide, like)
            describe(shape, "Footer")
            if wider != box:
                move(shape, wider)
            line = Line((Run(words, tone="quiet"),))
            set_lines(shape, (line,), Setting(size, document.language))
            return
    box = _strip(stage)
    words, size = _most_said(stage, document, box.width, box.height)
    words = words or cut_words(BETWEEN.join(_parts(stage, document)), size, box.width, box.height)
    line = Line((Run(words, tone="quiet"),))
    words_box(slide, box, (line,), Setting(size, document.language), "Footer", anchor="ctr")


def _most_said(stage: Stage, document: Document, wide: float, tall: float) -> tuple[str, float]:
    """All parts of the foot, or all but the kind of document, in the first size in which they fit; else ""."""
    look = theme().slides
    parts = _parts(stage, document)
    shorter = [part for part in parts if part != clean(document.kind)]
    for most, least in ((1, look.note - 1), (int(tall / (look.least * SPACING)), look.least)):
        for size in range(int(look.note), int(least) - 1, -1):
            for said in (BETWEEN.join(parts), BETWEEN.join(shorter)):
                needed = rows(said, size, wide)
                if needed <= most and (needed == 1 or needed * size * SPACING <= tall):
                    return said, size
    return "", look.least


def _with_date(layout: Any, foot: Box) -> Box:
    """The foot with the place of the date beside it, which the foot's own words make needless."""
    date = next(of_kind(layout, P.DATE), None)
    beside = place(date) if date is not None else None
    if beside is None or abs(beside.top - foot.top) > foot.height / 2 or beside.left > foot.left:
        return foot
    return Box(beside.left, foot.top, foot.right - beside.left, foot.height)


def _parts(stage: Stage, document: Document) -> list[str]:
    marking = [] if stage.own else [document.marking, document.partnership]
    data = f"Data to {document.data_to}" if document.data_to else ""
    said = [document.kind, data, document.version] if stage.own else [data, document.version, document.kind]
    words = [*marking, *said]
    return [clean(part) for part in words if part]


def on_slide(stage: Stage, box: Box) -> bool:
    """Whether the template's place for a foot is on the slide."""
    bottom = box_of(0, 0, 0, stage.presentation.slide_height).height
    return box.height >= theme().slides.note and box.top >= 0 and box.bottom <= bottom + 1


def _strip(stage: Stage) -> Box:
    """A place for the foot along the lower edge."""
    if stage.own:
        return FOOT
    size = box_of(0, 0, stage.presentation.slide_width, stage.presentation.slide_height)
    tall = 2 * theme().slides.least * SPACING + 2
    return Box(stage.content.left, size.height - tall - 4, stage.content.width * 0.85, tall)


def _number(stage: Stage, slide: Any, document: Document) -> None:
    size = theme().slides.note
    like = next(of_kind(slide.slide_layout, P.SLIDE_NUMBER), None)
    if like is not None:
        shape = placeholder(slide, like)
        describe(shape, "Slide number")
    else:
        strip = _strip(stage)
        box = (
            NUMBER
            if stage.own
            else Box(strip.right, strip.top, stage.content.right - strip.right, strip.height)
        )
        shape = words_box(slide, box, (), Setting(size, document.language), "Slide number", anchor="ctr")
    number = len(stage.presentation.slides)
    body = shape.text_frame._txBody
    for paragraph in list(body.iterchildren(f"{{{A}}}p")):
        body.remove(paragraph)
    align = ' algn="r"' if stage.own or like is None else ""
    body.append(
        parse_xml(
            f'<a:p xmlns:a="{A}"><a:pPr{align}/><a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum">'
            f'<a:rPr lang="{document.language}" sz="{size * 100:.0f}"/><a:t>{number}</a:t></a:fld></a:p>'
        )
    )
