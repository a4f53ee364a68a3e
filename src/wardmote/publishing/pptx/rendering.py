"""A document as slides: the cover, then one slide after the other, each within its bounds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wardmote.publishing.errors import DocumentError
from wardmote.publishing.pptx.choosing import own_template
from wardmote.publishing.pptx.cover import set_cover
from wardmote.publishing.pptx.design import own_design
from wardmote.publishing.pptx.finishing import finished
from wardmote.publishing.pptx.fitting import SPACING, cut_words, fitted, rows
from wardmote.publishing.pptx.geometry import Box
from wardmote.publishing.pptx.kinds import contents_of
from wardmote.publishing.pptx.margins import set_margins
from wardmote.publishing.pptx.medium import shown_in
from wardmote.publishing.pptx.notes import notes_of, set_notes
from wardmote.publishing.pptx.peoples_words import peoples_words, size_for
from wardmote.publishing.pptx.pictures import Scene, set_picture
from wardmote.publishing.pptx.shapes import describe, move, title_shape, words_box
from wardmote.publishing.pptx.stage import Stage
from wardmote.publishing.pptx.summing_up import slides_of
from wardmote.publishing.pptx.tables import set_table
from wardmote.publishing.pptx.text import Setting, no_insets, set_lines
from wardmote.publishing.pptx.words import Line, Run, TextBlock, clean, lines_of
from wardmote.publishing.preparing import prepared
from wardmote.publishing.theme import in_colour, theme
from wardmote.publishing.tree import Commentary, Document, PictureBlock, Slide, Table

WORDS, BESIDE_TABLE = 0.42, 0.36
"""The share of a slide's width for words beside a picture, and beside a table."""
ONE_ROW = 3
"""In so many of the largest sizes a title is set to stand in one row."""
Fitted = tuple[tuple[Line, ...], float]
TEXTS = (PictureBlock, Table)


def render_pptx(document: Document, template: Path | None = None) -> bytes:
    """The document's summary as a PowerPoint presentation (ECMA-376): a cover and its slides.

    Charts are native, with the workbook of their numbers; maps and drawings are images. Without slides of its own
    the document is summed up by its sections. ``template`` is a presentation (.pptx, .potx) whose masters, layouts,
    typefaces and colours are kept and whose slides are not. The same document gives the same bytes.

    Raises:
        DocumentError: the document would not be accessible, or a slide has no title or more than two blocks.
        TemplateError: the template cannot be used.
    """
    ready = prepared(document)
    summary = slides_of(ready, theme().slides.slides - 1)
    _check(summary)
    with in_colour("" if template else ready.colour):
        stage = own_template(template) if template else own_design(theme(), ready.language)
        with shown_in(stage.medium):
            set_cover(stage, ready)
            for slide in summary:
                _set_slide(stage, ready, slide)
    return finished(stage.presentation, ready)


def _check(summary: tuple[Slide, ...]) -> None:
    faults = []
    for number, slide in enumerate(summary, start=2):
        if not slide.title.strip():
            faults.append(f"slide {number} has no title")
        if len(slide.blocks) > 2:
            faults.append(f'the slide "{slide.title}" has {len(slide.blocks)} blocks; one or two have room')
    if faults:
        raise DocumentError("These slides cannot be written: " + "; ".join(faults) + ".")


def _set_slide(stage: Stage, document: Document, slide: Slide) -> None:
    worded = any(not isinstance(block, TEXTS) for block in slide.blocks)
    made = stage.presentation.slides.add_slide(stage.text if worded else stage.picture)
    shown = _set_title(stage, made, slide.title, document.language)
    spare = [made.placeholders[one.placeholder_format.idx] for one in contents_of(made)]
    scene = Scene(made, slide.title, _one_picture(slide), document.language, document.date, stage.accent)
    places = _places(_content(stage, shown), slide)
    written = _peoples(document, slide, places)
    for block, box in zip(slide.blocks, places, strict=True):
        if isinstance(block, PictureBlock):
            set_picture(scene, block, box)
        elif isinstance(block, Table):
            set_table(scene, block, box)
        else:
            lines, size = written[id(block)] if isinstance(block, Commentary) else _fitted(block, box)
            _set_words(made, box, lines, Setting(size, document.language), spare.pop(0) if spare else None)
    for unused in spare:
        unused._element.getparent().remove(unused._element)
    set_margins(stage, made, document)
    set_notes(made, notes_of(slide, shown), document.language)


def _one_picture(slide: Slide) -> bool:
    return sum(isinstance(block, PictureBlock) for block in slide.blocks) == 1


def _set_title(stage: Stage, slide: Any, title: str, language: str) -> str:
    """The title in its placeholder, as large as it fits; what of it is shown."""
    shape = title_shape(slide, stage.title)
    inset = 0 if stage.own else 15
    wide, tall = stage.title.width - inset, stage.title.height - inset / 2
    text = clean(title)
    size = _title_size(text, wide, tall)
    text = cut_words(text, size, wide, tall)
    set_lines(shape, (Line((Run(text),)),), Setting(size, language, True if stage.own else None))
    describe(shape, "Title")
    return text


def _title_size(text: str, wide: float, tall: float) -> float:
    """The largest size in which a title stands in one row, if that is large; else in as many as its place has."""
    sizes = theme().slides.title
    for size in sizes[:ONE_ROW]:
        if rows(text, size, wide, True) == 1:
            return size
    fitting = (size for size in sizes if rows(text, size, wide, True) * size * SPACING <= tall)
    return next(fitting, sizes[-1])


def _content(stage: Stage, title: str) -> Box:
    """The place under the title; in our own design a short title leaves more of it."""
    size = _title_size(title, stage.title.width, stage.title.height)
    if not stage.own or rows(title, size, stage.title.width, True) > 1:
        return stage.content
    return stage.content.raised(stage.title.height - 1.1 * size * SPACING)


def _places(content: Box, slide: Slide) -> tuple[Box, ...]:
    """The whole content for one block; two share it, words the less of it beside a picture."""
    if len(slide.blocks) < 2:
        return (content,) * len(slide.blocks)
    left, right = (isinstance(block, TEXTS) for block in slide.blocks)
    words = BESIDE_TABLE if any(isinstance(block, Table) for block in slide.blocks) else WORDS
    share = 0.5 if left == right else (1 - words if left else words)
    return content.beside(share)


def _peoples(document: Document, slide: Slide, places: tuple[Box, ...]) -> dict[int, Fitted]:
    """What people wrote, fitted in one size for all that stands beside each other."""
    blocks = [
        (block, box) for block, box in zip(slide.blocks, places, strict=True) if isinstance(block, Commentary)
    ]
    found = {id(block): (peoples_words(document, block), box) for block, box in blocks}
    size = size_for(list(found.values()))
    return {key: (words.lines(size, box), size) for key, (words, box) in found.items()}


def _fitted(block: TextBlock, box: Box) -> Fitted:
    return fitted(lines_of(block), box.width, box.height, theme().slides.body)


def _set_words(slide: Any, box: Box, lines: tuple[Line, ...], how: Setting, holder: Any) -> None:
    """Words, in the layout's own placeholder where it has one."""
    if holder is None:
        words_box(slide, box, lines, how, "Words")
        return
    move(holder, box)
    no_insets(holder)
    set_lines(holder, lines, how)
    describe(holder, "Words")
