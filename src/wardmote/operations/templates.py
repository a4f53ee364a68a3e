"""The partnership's own templates: which one each format of a document is written into."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wardmote.operations.workspace import Workspace
from wardmote.publishing import FormatError, TemplateError
from wardmote.publishing.writing import TEMPLATED, WRITERS, judge

TEMPLATES = {".docx": "docx", ".dotx": "docx", ".pptx": "pptx", ".potx": "pptx"}
"""The format that a template is for, by the end of its name."""
IN_WORD = "Open it in Word and save it as a Word template (.dotx)"
IN_POWERPOINT = "Open it in PowerPoint and save it as a PowerPoint template (.potx)"
NEARLY = {
    ".doc": ("docx", f"{IN_WORD}."),
    ".dot": ("docx", f"{IN_WORD}."),
    ".rtf": ("docx", f"{IN_WORD}."),
    ".docm": ("docx", f"{IN_WORD}, which leaves macros out."),
    ".dotm": ("docx", f"{IN_WORD}, which leaves macros out."),
    ".odt": ("docx", f"{IN_WORD}: .odt files are written without a template."),
    ".ott": ("docx", f"{IN_WORD}: .odt files are written without a template."),
    ".ppt": ("pptx", f"{IN_POWERPOINT}."),
    ".pot": ("pptx", f"{IN_POWERPOINT}."),
    ".pps": ("pptx", f"{IN_POWERPOINT}."),
    ".ppsx": ("pptx", f"{IN_POWERPOINT}."),
    ".pptm": ("pptx", f"{IN_POWERPOINT}, which leaves macros out."),
    ".potm": ("pptx", f"{IN_POWERPOINT}, which leaves macros out."),
    ".odp": ("pptx", f"{IN_POWERPOINT}."),
    ".pdf": ("", "A PDF cannot be written into. Give the Word or PowerPoint file that it was made from."),
}
"""Files that people keep as templates but that cannot be used as they are: the format they are meant for, what to do."""
OTHERWISE = f"Templates are files of Word or PowerPoint that end in {', '.join(TEMPLATES)}."


def templates_for(workspace: Workspace, formats: Sequence[str], templates: Sequence[Path]) -> dict[str, Path]:
    """The template of each format that has one: those given, else those that the workspace names.

    Each is opened and judged here, so that a person hears of a bad one before any figure is made. A template that
    the workspace names for a format that is not written is left alone.

    Raises
    ------
    FormatError
        When a format is not known, or none is asked for.
    TemplateError
        When a template is for no format that is written, cannot be used, or stands beside another for its format.
    """
    unknown = [name for name in formats if name not in WRITERS]
    if unknown or not formats:
        raise FormatError(
            f"{', '.join(unknown) or 'Nothing'} cannot be written. Formats are: {', '.join(WRITERS)}."
        )
    given = _by_format(templates)
    unused = [str(path) for format, path in given.items() if format not in formats]
    if unused:
        raise TemplateError(
            f"{', '.join(unused)} is for a format that is not written. Add it to the formats."
        )
    wanted = {format for format in formats if format in TEMPLATED and format not in given}
    named = [workspace.folder / path for path in workspace.settings.templates]
    chosen = _by_format([path for path in named if wanted & _meant_for(path)]) | given
    judge(chosen)
    return chosen


def _meant_for(path: Path) -> set[str]:
    """The formats that a file may be meant as a template for, by its name."""
    end = path.suffix.casefold()
    format = TEMPLATES.get(end) or NEARLY.get(end, ("", ""))[0]
    return {format} if format else set(TEMPLATED)


def _by_format(templates: Sequence[Path]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in templates:
        end = path.suffix.casefold()
        format = TEMPLATES.get(end)
        if format is None:
            remedy = NEARLY.get(end, ("", OTHERWISE))[1]
            raise TemplateError(f"The template {path} cannot be used. {remedy}")
        if format in found:
            raise TemplateError(f"{found[format]} and {path} are both templates for {format}. Give one.")
        found[format] = path
    return found
