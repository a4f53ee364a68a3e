"""What a placeholder is for, in the few kinds that matter here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as P

from wardmote.publishing.pptx.geometry import Box, box_of

TITLES = (P.TITLE, P.CENTER_TITLE, P.VERTICAL_TITLE)
BODIES = (P.OBJECT, P.BODY)
FURNITURE = (P.DATE, P.FOOTER, P.SLIDE_NUMBER, P.HEADER)


def kind(placeholder: Any) -> Any:
    """The type of a placeholder."""
    return placeholder.placeholder_format.type


def of_kind(holder: Any, *kinds: Any) -> Iterator[Any]:
    """The placeholders of a slide, layout or master that are of these kinds, in their order."""
    return (placeholder for placeholder in holder.placeholders if kind(placeholder) in kinds)


def title_of(holder: Any) -> Any | None:
    """The title placeholder; None where there is none."""
    return next(of_kind(holder, *TITLES), None)


def contents_of(layout: Any) -> list[Any]:
    """Every placeholder that an author fills, but the title."""
    return [one for one in layout.placeholders if kind(one) not in (*TITLES, *FURNITURE)]


def place(shape: Any) -> Box | None:
    """Where a shape stands, inherited places included; None where nothing says so."""
    sides = (shape.left, shape.top, shape.width, shape.height)
    if any(side is None for side in sides):
        return None
    return box_of(*sides)
