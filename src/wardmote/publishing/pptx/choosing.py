"""Which layouts of a template to use, found by what their placeholders are for, never by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as P

from wardmote.publishing.pptx.colouring import accent_on, behind, cover_tone, ground
from wardmote.publishing.pptx.geometry import Box, box_of
from wardmote.publishing.pptx.kinds import BODIES, contents_of, kind, of_kind, place, title_of
from wardmote.publishing.pptx.medium import TEMPLATE, Medium
from wardmote.publishing.pptx.stage import Stage
from wardmote.publishing.pptx.template import opened

GUTTER = 12.0
"""Points kept free between the title and what stands under it, and above the foot."""
LEAST = 0.35
"""The least share of a slide's height that contents need; a layout that leaves less is not followed."""

Test = Callable[[Any], bool]


def own_template(template: Path) -> Stage:
    """The partnership's template as a stage: its masters, layouts, typefaces, colours and logo as they are.

    Raises:
        TemplateError: the file cannot be used.
    """
    presentation = opened(template)
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    cover = _first(
        layouts, _is_cover, _has_subtitle, _is_titled_text, lambda layout: title_of(layout) is not None
    )
    text = _first(
        layouts,
        _is_titled_text,
        _has_title_and_body,
        _is_title_only,
        lambda layout: title_of(layout) is not None,
    )
    picture = _first(layouts, _is_title_only, lambda layout: layout is text)
    size = box_of(0, 0, presentation.slide_width, presentation.slide_height)
    title = _title(picture, size)
    content = _content(text, picture, title, size)
    shown = Medium(TEMPLATE, behind(picture) or ground(picture.slide_master))
    accent = accent_on(shown.ground, picture.slide_master)
    return Stage(
        presentation,
        cover,
        text,
        picture,
        title,
        content,
        own=False,
        medium=shown,
        cover_tone=cover_tone(cover),
        accent=accent,
    )


def _first(layouts: list[Any], *tests: Test) -> Any:
    """The first layout that passes the first test that any layout passes; else the first of all."""
    for test in tests:
        for layout in layouts:
            if test(layout):
                return layout
    return layouts[0]


def _is_cover(layout: Any) -> bool:
    return any(of_kind(layout, P.CENTER_TITLE)) and _has_subtitle(layout)


def _has_subtitle(layout: Any) -> bool:
    return title_of(layout) is not None and any(of_kind(layout, P.SUBTITLE))


def _is_titled_text(layout: Any) -> bool:
    """A title and one place for contents, large enough for them."""
    contents = contents_of(layout)
    if title_of(layout) is None or any(of_kind(layout, P.CENTER_TITLE)) or len(contents) != 1:
        return False
    box = place(contents[0]) if kind(contents[0]) in BODIES else None
    return box is not None and box.height >= LEAST * _tall(layout)


def _has_title_and_body(layout: Any) -> bool:
    return any(of_kind(layout, P.TITLE)) and any(of_kind(layout, *BODIES))


def _is_title_only(layout: Any) -> bool:
    return any(of_kind(layout, P.TITLE)) and not contents_of(layout)


def _tall(layout: Any) -> float:
    presentation = layout.part.package.presentation_part.presentation
    return box_of(0, 0, 0, presentation.slide_height).height


def _title(layout: Any, size: Box) -> Box:
    found = title_of(layout)
    box = place(found) if found is not None else None
    if box is not None and box.width > size.width / 3 and box.height > 20:
        return box
    return Box(size.width * 0.05, size.height * 0.06, size.width * 0.9, size.height * 0.14)


def _content(text: Any, picture: Any, title: Box, size: Box) -> Box:
    """The place of the layout's own contents, clear of title and foot; what lies between them where it has none."""
    foot = min(_feet(picture, size), default=size.height * 0.94)
    bodies = [box for one in of_kind(text, *BODIES) if (box := place(one)) is not None]
    largest = max(bodies, key=lambda box: box.width * box.height, default=None)
    if largest is not None and len(contents_of(text)) == 1:
        top = max(largest.top, title.bottom + GUTTER / 2) if largest.top >= title.top else largest.top
        box = Box(largest.left, top, largest.width, min(largest.bottom, foot - GUTTER / 2) - top)
        if box.height >= LEAST * size.height and box.width >= size.width / 2:
            return box
    top = title.bottom + GUTTER if title.top < size.height / 3 else size.height * 0.06
    return Box(title.left, top, title.width, max(foot - GUTTER - top, size.height * LEAST))


def _feet(layout: Any, size: Box) -> Iterator[float]:
    """The upper edges of footer and slide number where they stand at the foot."""
    for one in of_kind(layout, P.FOOTER, P.SLIDE_NUMBER):
        box = place(one)
        if box is not None and box.top > size.height * 0.75:
            yield box.top
