"""A document as PDF/A-2a and PDF/UA-1, set by Typst from a fixed template that reads the tree as data."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from wardmote.publishing.errors import PdfError
from wardmote.publishing.legible import each_text, in_typeface, legible
from wardmote.publishing.lowering import running_foot
from wardmote.publishing.plain_data import document_data
from wardmote.publishing.preparing import prepared
from wardmote.publishing.theme import font_folder, theme_for
from wardmote.publishing.tree import Document

UNKNOWN_CHARACTER = "could not be displayed with font"
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


def render_pdf(document: Document) -> bytes:
    """The whole document as PDF bytes. The same tree gives the same bytes.

    Characters that no font at hand can show stand as □: PDF/A forbids to print nothing in their place.
    The words reach the template as JSON, never as Typst source, so nothing in them can be taken for markup.

    Raises:
        DocumentError: the tree would not make an accessible document.
        PdfError: Typst could not set it.
    """
    document = prepared(document)
    data = document_data(document) | {"foot": running_foot(document), "theme": _look(document)}
    day = datetime(document.date.year, document.date.month, document.date.day, tzinfo=UTC)
    try:
        return _set(each_text(data, legible), day)
    except typst.TypstError as error:
        if UNKNOWN_CHARACTER not in error.message:
            raise PdfError(_sentence(error)) from error
    try:
        return _set(each_text(data, lambda text: in_typeface(legible(text))), day)
    except typst.TypstError as error:
        raise PdfError(_sentence(error)) from error


def _set(data: dict[str, Any], day: datetime) -> bytes:
    inputs = {"document": json.dumps(data, ensure_ascii=False)}
    made = _compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=day)
    if not isinstance(made, bytes):
        raise PdfError("The PDF could not be set: the typesetter gave back no single file.")
    return made


def _sentence(error: typst.TypstError) -> str:
    return f"The PDF could not be set: {error.message} {' '.join(error.hints)}".strip()


def _look(document: Document) -> dict[str, object]:
    look = theme_for(document)
    return {"family": look.family, "colour": vars(look.colour), "chart": vars(look.chart)}


def _compiler() -> typst.Compiler:
    """A fresh compiler on the template alone: it sees no other file, and only the shipped typeface."""
    template: bytes = (files("wardmote.publishing") / "templates" / "document.typ").read_bytes()
    return typst.Compiler(template, root=font_folder(), font_paths=fonts(), ignore_system_fonts=True)


@cache
def fonts() -> typst.Fonts:
    """The shipped typeface and no other."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())])
