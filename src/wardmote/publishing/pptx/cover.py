"""The first slide: what the document is, whose, of when, in which version."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as P

from wardmote.publishing.pptx.fitting import SPACING, cut_words, fitted, height, rows
from wardmote.publishing.pptx.geometry import Box, box_of
from wardmote.publishing.pptx.kinds import BODIES, contents_of, kind, place
from wardmote.publishing.pptx.margins import BETWEEN, set_margins
from wardmote.publishing.pptx.notes import set_notes
from wardmote.publishing.pptx.shapes import describe, move, title_shape, words_box
from wardmote.publishing.pptx.stage import Stage
from wardmote.publishing.pptx.text import Setting, set_lines
from wardmote.publishing.pptx.words import Line, Run, clean, runs_of
from wardmote.publishing.theme import theme
from wardmote.publishing.tree import Content, Cover, Document, plain

INSETS = 15.0
"""What a template's placeholder usually keeps free to both sides, in points."""


def set_cover(stage: Stage, document: Document) -> None:
    """Title, subtitle, partnership, period and version; the cover's statement is for the speaker."""
    slide = stage.presentation.slides.add_slide(stage.cover)
    size = box_of(0, 0, stage.presentation.slide_width, stage.presentation.slide_height)
    shape = title_shape(slide, stage.title)
    box = place(shape) or stage.title
    _title(shape, box, document, stage.own)
    _words(slide, stage, document, box, size)
    set_margins(stage, slide, document, cover=True)
    set_notes(
        slide,
        [document.subtitle, *(plain(block.statement) for block in _covers(document))],
        document.language,
    )


def _covers(document: Document) -> list[Cover]:
    return [block for block in document.blocks if isinstance(block, Cover)]


def _title(shape: Any, box: Box, document: Document, own: bool) -> None:
    text, sizes = clean(document.title), theme().slides.cover
    wide, tall = box.width - (0 if own else INSETS), box.height - (0 if own else INSETS / 2)
    size = next((s for s in sizes if rows(text, s, wide, True) * s * SPACING <= tall), sizes[-1])
    shown = cut_words(text, size, wide, tall)
    set_lines(shape, (Line((Run(shown),)),), Setting(size, document.language, True if own else None))
    describe(shape, "Title")


def _words(slide: Any, stage: Stage, document: Document, title: Box, size: Box) -> None:
    """The subtitle placeholder, or another that takes words; a box of its own under the title where none does."""
    spare = [slide.placeholders[one.placeholder_format.idx] for one in contents_of(slide)]
    spare.sort(key=lambda one: (kind(one) != P.SUBTITLE, kind(one) not in BODIES))
    usable = [one for one in spare if kind(one) in (P.SUBTITLE, *BODIES)]
    chosen = usable[0] if usable else None
    box = place(chosen) if chosen is not None else None
    if box is None or box.height < 5 * theme().slides.note or box.width < size.width / 4:
        low = title.bottom + 10 if title.bottom < size.height * 0.7 else size.height * 0.1
        box = Box(title.left, low, title.width, max(size.height * 0.88 - low, 80))
        if chosen is not None:
            move(chosen, box)
    inset = 0 if stage.own else INSETS
    least, given = _sizes()[-1], _lines(document, stage.own)
    if height(given, least, box.width - inset) > box.height - inset / 2:
        box = _larger(box, title, size)
        if chosen is not None:
            move(chosen, box)
        if height(given, least, box.width - inset) > box.height - inset / 2:
            given = _together(given, least, box.width - inset)
    lines, points = fitted(given, box.width - inset, box.height - inset / 2, _sizes())
    how = Setting(points, document.language, tone=stage.cover_tone)
    if chosen is None:
        words_box(slide, box, lines, how, "Words")
    else:
        set_lines(chosen, lines, how)
        describe(chosen, "Subtitle")
    for unused in spare:
        if unused is not chosen:
            unused._element.getparent().remove(unused._element)


def _larger(box: Box, title: Box, size: Box) -> Box:
    """The place for details as wide as the title and down to the foot."""
    left, right = min(box.left, title.left), max(box.right, title.right)
    return Box(left, box.top, right - left, max(size.height * 0.92 - box.top, box.height))


def _together(lines: tuple[Line, ...], size: float, wide: float) -> tuple[Line, ...]:
    """Details beside each other where two or more have room in one row."""
    made: list[Line] = []
    for line in lines:
        if made and rows(made[-1].text + BETWEEN + line.text, size, wide, True) == 1:
            made[-1] = Line((*made[-1].runs, Run(BETWEEN), *line.runs))
        else:
            made.append(line)
    return tuple(made)


def _sizes() -> tuple[float, ...]:
    return theme().slides.details


def _lines(document: Document, own: bool) -> tuple[Line, ...]:
    """In a template every word is as dark or as light as its others: what tones read like on its cover is not known."""
    subtitle = [Line((Run(clean(document.subtitle)),))] if document.subtitle else []
    partnership = Line((Run(clean(document.partnership), bold=True, tone="accent" if own else ""),))
    return (*subtitle, partnership, *(_fact(label, value, own) for label, value in facts(document)))


def _fact(label: str, value: Content, own: bool) -> Line:
    return Line((Run(f"{clean(label)}: ", tone="quiet" if own else ""), *runs_of(value)))


def facts(document: Document) -> list[tuple[str, Content]]:
    """What the document's cover states, but the marking that stands at the head; with what it must state."""
    stated = [fact for block in _covers(document) for fact in block.facts]
    found = [fact for fact in stated if plain(fact[1]).strip() != document.marking.strip()]
    labels = {label for label, _ in found}
    own: list[tuple[str, Content]] = [
        ("Data to", document.data_to),
        ("Version", document.version),
        ("Status", document.status),
    ]
    return found + [(label, value) for label, value in own if value and label not in labels]
