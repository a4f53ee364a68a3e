"""The partnership's own templates: which one each format of a document is written into."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wardmote.operations.workspace import Workspace
from wardmote.publishing import FormatError, TemplateError
from wardmote.publishing.writing import WRITERS

TEMPLATES = {".docx": "docx", ".dotx": "docx", ".pptx": "pptx", ".potx": "pptx"}
"""The format that a template is for, by the end of its name."""


def templates_for(workspace: Workspace, formats: Sequence[str], templates: Sequence[Path]) -> dict[str, Path]:
    """The template of each format that has one: those given, else those that the workspace names.

    Raises
    ------
    FormatError
        When a format is not known, or none is asked for.
    TemplateError
        When a template is for no format that is written, is not there, or stands beside another for its format.
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
    own = _by_format([workspace.folder / path for path in workspace.settings.templates])
    return {format: path for format, path in (own | given).items() if format in formats}


def _by_format(templates: Sequence[Path]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in templates:
        format = TEMPLATES.get(path.suffix.casefold())
        if format is None:
            raise TemplateError(
                f"{path} is no template that can be used. Templates end in {', '.join(TEMPLATES)}."
            )
        if not path.is_file():
            raise TemplateError(f"There is no template {path}.")
        if format in found:
            raise TemplateError(f"{found[format]} and {path} are both templates for {format}. Give one.")
        found[format] = path
    return found
