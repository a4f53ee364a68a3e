"""Lays out and writes the page of a frozen recommendation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wardmote.documents.judged import Recommended
from wardmote.documents.judgement import Adoption
from wardmote.documents.recommendation import RecommendationNeeds, build
from wardmote.operations.templates import templates_for
from wardmote.operations.workspace import Workspace
from wardmote.publishing import write
from wardmote.publishing.tree import Document

NAME = "recommendation"
FORMATS = ("pdf", "docx", "odt", "html")


def recommendation_document(
    workspace: Workspace,
    recommended: Recommended,
    *,
    read_back: bool = False,
    adoption: Adoption | None = None,
) -> Document:
    """The page, laid out and not written; ``read_back``: as it is read to a room before it is frozen; ``adoption``: what
    the board decided on it."""
    told = workspace.settings
    return build(
        RecommendationNeeds(
            recommended,
            told.name,
            told.marking,
            told.colour,
            workspace.definitions.documents[NAME].title,
            {one.id: one.title for one in workspace.definitions.measures.values()},
            read_back,
            adoption,
        )
    )


def recommendation(
    workspace: Workspace,
    recommended: Recommended,
    out: Path,
    formats: Sequence[str] = FORMATS,
    *,
    name: str = NAME,
    adoption: Adoption | None = None,
) -> list[Path]:
    """Write the page into a folder.

    Raises
    ------
    FormatError, TemplateError
        When a format is not known, or a template cannot be used.
    """
    document = recommendation_document(workspace, recommended, adoption=adoption)
    return write(document, out, formats, name=name, templates=templates_for(workspace, formats, ()))
