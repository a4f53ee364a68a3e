"""Pictures on a slide: charts native and editable, maps and drawings as images; their words above and below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wardmote.analyses.pictures import (
    AreaMap,
    ChangeDots,
    ControlLine,
    DotRanges,
    Fan,
    Funnel,
    MonthLine,
    MonthPattern,
    Picture,
    RangeRow,
    SmallMultiples,
)
from wardmote.publishing.charts import Size
from wardmote.publishing.charts.raster import pixels
from wardmote.publishing.drawing import as_png
from wardmote.publishing.pptx.change_chart import alternative, change_chart, key
from wardmote.publishing.pptx.fitting import SPACING, cut_words, more_words, rows, whole_sentences
from wardmote.publishing.pptx.geometry import Box
from wardmote.publishing.pptx.medium import medium
from wardmote.publishing.pptx.month_charts import breaks_in_words, chosen_lines, month_chart
from wardmote.publishing.pptx.pattern_chart import pattern_chart
from wardmote.publishing.pptx.shapes import chart_frame, image, panel, words_box
from wardmote.publishing.pptx.text import Setting
from wardmote.publishing.pptx.words import Line, Run, Tone, clean
from wardmote.publishing.theme import theme
from wardmote.publishing.tree import Drawing, PictureBlock

SCALE = 4
"""Pixels of an image for each of the drawing's own: sharp on a projector."""
NARROW = 560.0
"""Points of width under which words take another row."""
PANEL = 12.0
"""Points of white round an image on a ground that is not."""
NOTE_ROWS = 5
"""The most rows of a note under a picture."""
ACROSS = 3
"""Small charts in a row."""


@dataclass(frozen=True)
class Scene:
    """The slide that a block is set onto, and what holds for the whole deck."""

    slide: Any
    title: str
    alone: bool
    """Whether the slide holds one picture, whose title its own may then stand for."""
    language: str
    date: date
    accent: str


def set_picture(scene: Scene, block: PictureBlock, box: Box) -> None:
    """A picture with its subtitle over it and its note under it; its title too where the slide's says another thing."""
    caption = block.picture.caption
    if not (scene.alone and _says(scene.title, caption.title)):
        box = _over(scene, box, caption.title, theme().slides.chart + 2, bold=True)
    box = _over(scene, box, caption.subtitle, theme().slides.chart, tone="quiet")
    shown, left_out = _held(block.picture, box)
    more = more_words(left_out) if left_out else ""
    note = " ".join(part for part in (more, _explained(shown), caption.note) if part)
    _drawn(scene, replace(block, picture=shown), _under(scene, box, note))


def _held(picture: Picture | Drawing, box: Box) -> tuple[Picture | Drawing, int]:
    """As much of a picture as its place holds, and how much it does not."""
    look = theme().slides
    match picture:
        case ChangeDots(rows=every):
            kept = every[: look.changes]
            return replace(picture, rows=kept), len(every) - len(kept)
        case DotRanges(rows=lines_of):
            few = _own_kept(lines_of, look.changes)
            return replace(picture, rows=few), len(lines_of) - len(few)
        case SmallMultiples(lines=lines):
            chosen = chosen_lines(picture, look.charts)
            return replace(picture, lines=chosen), len(lines) - len(chosen)
        case _:
            return picture, 0


def _own_kept(rows: tuple[RangeRow, ...], most: int) -> tuple[RangeRow, ...]:
    """At most so many rows in their order, the own ones among them."""
    wanted = sorted(range(len(rows)), key=lambda at: (not rows[at].own, at))[:most]
    return tuple(rows[at] for at in sorted(wanted))


def _says(title: str, other: str) -> bool:
    """Whether one of two titles begins as the other: then nobody needs both."""
    one, two = clean(title), clean(other)
    return one.startswith(two) or two.startswith(one)


def _drawn(scene: Scene, block: PictureBlock, box: Box) -> None:
    picture = block.picture
    alt = clean(picture.caption.alt or picture.caption.title or scene.title)
    name = f"Chart: {block.anchor or 'picture'}"
    match picture:
        case Drawing():
            _image(scene, box, picture, f"Picture: {block.anchor}", alt)
        case AreaMap():
            _image(scene, box, picture, f"Map: {block.anchor}", alt)
        case SmallMultiples():
            _multiples(scene, picture, box, block.anchor)
        case _ if _empty(picture):
            nothing = Line((Run("There are no figures to draw.", tone="quiet"),))
            words_box(scene.slide, box, (nothing,), Setting(theme().slides.body[-1], scene.language), name)
        case ChangeDots():
            chart = change_chart(picture, box, scene.language)
            chart_frame(scene.slide, box, chart, name, alternative(picture), scene.date)
        case MonthLine():
            chart = month_chart(picture, box, scene.accent, scene.language)
            chart_frame(scene.slide, box, chart, name, alt, scene.date)
        case MonthPattern():
            chart = pattern_chart(picture, box, scene.accent, scene.language)
            chart_frame(scene.slide, box, chart, name, alt, scene.date)
        case _:
            _image(scene, box, picture, name, alt)


def _empty(picture: object) -> bool:
    match picture:
        case ChangeDots(rows=rows):
            return not rows
        case MonthLine(values=values):
            return not any(value is not None for value in values)
        case ControlLine(values=values):
            return not any(value is not None for value in values)
        case Fan(values=values, expected=expected):
            return not expected and not any(value is not None for value in values)
        case DotRanges(rows=lines):
            return not lines
        case Funnel(points=points):
            return not points
        case _:
            return False


def _image(scene: Scene, box: Box, picture: Picture | Drawing, name: str, alt: str) -> None:
    """An image, on a dark ground in a white panel with round corners: it is drawn for white."""
    size: Size = "half" if isinstance(picture, Drawing) or box.width < NARROW else "slide"
    content = as_png(picture, size, scale=SCALE)
    if medium().ground != theme().colour.ground:
        box = box.inside(PANEL)
        panel(scene.slide, box.holding(pixels(content)).inside(-PANEL), theme().colour.ground)
    image(scene.slide, box.holding(pixels(content)), content, name, alt)


def _explained(picture: Picture | Drawing) -> str:
    """What a native chart's marks mean, where the drawing says it in the picture."""
    match picture:
        case ChangeDots():
            return key(picture)
        case MonthLine() | SmallMultiples():
            return breaks_in_words(picture)
        case _:
            return ""


def _over(scene: Scene, box: Box, text: str, size: float, bold: bool = False, tone: Tone = "") -> Box:
    """Words over a picture, in two rows or in a narrow place four; what is left of the box under them."""
    if not text:
        return box
    most = 2 if box.width > NARROW else 4
    sizes = tuple(one for one in (size, size - 1, size - 2) if one >= theme().slides.note)
    shown, size = whole_sentences(clean(text), box.width, most * size * SPACING, sizes, bold)
    tall = rows(shown, size, box.width, bold) * size * SPACING
    line = Line((Run(shown, bold=bold, tone=tone),))
    words_box(scene.slide, box.strip(tall), (line,), Setting(size, scene.language), "Words over the picture")
    return box.below(tall + 4)


def _under(scene: Scene, box: Box, text: str) -> Box:
    """A note under a picture, what is left of the box above it."""
    if not text:
        return box
    size = theme().slides.note
    shown, _ = whole_sentences(clean(text), box.width, NOTE_ROWS * size * SPACING, (size,))
    tall = rows(shown, size, box.width) * size * SPACING
    line = Line((Run(shown, tone="quiet"),))
    words_box(scene.slide, box.foot(tall), (line,), Setting(size, scene.language), "Note", anchor="b")
    return box.above(tall + 4)


def _multiples(scene: Scene, picture: SmallMultiples, box: Box, anchor: str) -> None:
    """A few small charts in rows of three, each under its own name."""
    look = theme().slides
    lines = picture.lines
    across = min(ACROSS, len(lines)) or 1
    down = -(-len(lines) // across) or 1
    wide, tall = (box.width - 18 * (across - 1)) / across, (box.height - 8 * (down - 1)) / down
    head = look.chart * SPACING
    for number, line in enumerate(lines):
        cell = Box(
            box.left + (wide + 18) * (number % across), box.top + (tall + 8) * (number // across), wide, tall
        )
        shown = cut_words(clean(line.label), look.chart, wide, head)
        title = Line((Run(shown, bold=True),))
        words_box(
            scene.slide, cell.strip(head), (title,), Setting(look.chart, scene.language), "Name of the chart"
        )
        chart = month_chart(line, cell.below(head), scene.accent, scene.language, small=True)
        name = f"Chart: {anchor} {number + 1}"
        chart_frame(scene.slide, cell.below(head), chart, name, line.caption.alt or line.label, scene.date)
