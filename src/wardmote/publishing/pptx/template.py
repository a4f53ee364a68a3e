"""A partnership's own template: opened, checked and emptied of its slides."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from pptx import Presentation

from wardmote.publishing.errors import TemplateError
from wardmote.publishing.packing import packed, parts_of

CONTENT_TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
OTHER_MAINS = (
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
)
MACROS = "macroEnabled.main+xml"
OLD = bytes.fromhex("D0CF11E0A1B11AE1")
P_NS = "http://schemas.openxmlformats.org/presentationml/2006/main"
SECTIONS = "{http://schemas.microsoft.com/office/powerpoint/2010/main}sectionLst"
SAVE = "Open it in PowerPoint or LibreOffice and save it as .pptx or .potx"


def opened(template: Path) -> Any:
    """The template as a presentation without slides.

    Raises:
        TemplateError: a sentence with the file, what is wrong and what to do.
    """
    parts = _presentation_parts(template, _read(template))
    try:
        presentation = Presentation(io.BytesIO(packed(parts)))
        masters = list(presentation.slide_masters)
        layouts = sum(len(master.slide_layouts) for master in masters)
        size = (presentation.slide_width, presentation.slide_height)
    except TemplateError:
        raise
    except Exception as fault:  # whatever a broken file does to the library, its user gets one sentence
        raise _refused(template, "parts of it are lost or damaged", SAVE) from fault
    if not masters or not layouts:
        raise _refused(template, "it has no slide layouts", "Give a template that has at least one")
    if not all(size):
        raise _refused(template, "it does not state the size of its slides", SAVE)
    _empty(presentation)
    return presentation


def _refused(template: Path, why: str, what_to_do: str) -> TemplateError:
    return TemplateError(f"The template {template} cannot be used: {why}. {what_to_do}.")


def _read(template: Path) -> bytes:
    if template.is_dir():
        raise _refused(template, "it is a folder", "Give the file of a presentation (.pptx or .potx)")
    try:
        content = template.read_bytes()
    except FileNotFoundError:
        raise _refused(template, "there is no such file", "Check its name and folder") from None
    except PermissionError:
        raise _refused(
            template, "you may not read it", "Ask its owner, or copy it to a folder of yours"
        ) from None
    except OSError as fault:
        raise _refused(template, f"it cannot be read ({fault.strerror})", "Check the file") from None
    if not content:
        raise _refused(template, "it is empty", "Save it again, or give another file")
    return content


def _presentation_parts(template: Path, content: bytes) -> dict[str, bytes]:
    """The parts of the file, its main part called a presentation whatever kind of presentation it is."""
    if content.startswith(OLD):
        raise _refused(template, "it is in the old .ppt format or locked with a password", SAVE)
    try:
        parts = parts_of(content)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as fault:
        raise _refused(template, "it is no PowerPoint file, or damaged", SAVE) from fault
    types = parts.get(CONTENT_TYPES, b"").decode("utf-8", "replace")
    if MACROS in types or any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise _refused(template, "it holds macros", "Save it without them, as .pptx or .potx")
    for other in OTHER_MAINS:
        types = types.replace(other, MAIN)
    if MAIN not in types:
        raise _refused(template, "there is no presentation in it", SAVE)
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
