"""What a deck stands on: a presentation with its layouts, and where on them a slide's parts have their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wardmote.publishing.pptx.geometry import Box
from wardmote.publishing.pptx.medium import ARIAL, Medium
from wardmote.publishing.pptx.words import Tone


@dataclass(frozen=True)
class Stage:
    """A presentation without slides, and the layouts to use for them.

    ``cover``, ``text`` and ``picture`` are the layouts of the title slide, of a slide with words and of a slide without.
    ``title`` and ``content`` are the places of the title and of everything under it, in points. ``own`` is our own
    design, where marking and partnership have a place at the head; a template has them in its foot.
    """

    presentation: Any
    cover: Any
    text: Any
    picture: Any
    title: Box
    content: Box
    own: bool
    medium: Medium = ARIAL
    cover_tone: Tone = ""
    """What words on the cover are set in where the template's own colour cannot be read there; "" keeps it."""
    accent: str = "accent1"
    """The theme's colour in which charts draw what has no colour of its own."""
