"""A partnership's own template: opened, checked and emptied of its slides."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from pptx import Presentation

from wardmote.publishing.own_template import CONTENT_TYPES, POWERPOINT, refused, template_parts
from wardmote.publishing.packing import packed

MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
OTHER_MAINS = (
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
)
P_NS = "http://schemas.openxmlformats.org/presentationml/2006/main"
SECTIONS = "{http://schemas.microsoft.com/office/powerpoint/2010/main}sectionLst"


def opened(template: Path) -> Any:
    """The template as a presentation without slides.

    Raises:
        TemplateError: a sentence with the file, what is wrong and what to do.
    """
    parts = _presentation_parts(template)
    try:
        presentation = Presentation(io.BytesIO(packed(parts)))
        masters = list(presentation.slide_masters)
        layouts = sum(len(master.slide_layouts) for master in masters)
        size = (presentation.slide_width, presentation.slide_height)
    except Exception as fault:  # whatever a broken file does to the library, its user gets one sentence
        raise refused(template, "parts of it are lost or damaged", POWERPOINT.save_again) from fault
    if not masters or not layouts:
        raise refused(template, "it has no slide layouts", "Give a template that has at least one.")
    if not all(size):
        raise refused(template, "it does not state the size of its slides", POWERPOINT.save_again)
    _empty(presentation)
    return presentation


def _presentation_parts(template: Path) -> dict[str, bytes]:
    """The parts of the file, its main part called a presentation whatever kind of presentation it is."""
    parts = template_parts(template, POWERPOINT)
    types = parts.get(CONTENT_TYPES, b"").decode("utf-8", "replace")
    for other in OTHER_MAINS:
        types = types.replace(other, MAIN)
    if MAIN not in types:
        raise refused(template, "there is no presentation in it", POWERPOINT.save_again)
    return parts | {CONTENT_TYPES: types.encode("utf-8")}


def _empty(presentation: Any) -> None:
    """Take out the template's own slides, and the sections and shows that name them."""
    listed = presentation.element.get_or_add_sldIdLst()
    for slide in list(listed):
        presentation.part.drop_rel(slide.rId)
        listed.remove(slide)
    for shows in presentation.element.findall(f"{{{P_NS}}}custShowLst"):
        presentation.element.remove(shows)
    for sections in list(presentation.element.iter(SECTIONS)):
        extension = sections.getparent()
        extension.getparent().remove(extension)
