"""How it is shown: one document tree in, six formats out; charts and maps from the same records for all.

The heavy libraries behind a format are loaded when that format is first written, not when this is imported.
"""

from __future__ import annotations

from wardmote.analyses.pictures import Picture
from wardmote.publishing.checks import check
from wardmote.publishing.errors import (
    DocumentError,
    FontsMissingError,
    FormatError,
    PdfError,
    PublishingError,
    TemplateError,
)
from wardmote.publishing.tree import Document, Table
from wardmote.publishing.writing import write

__all__ = [
    "DocumentError",
    "FontsMissingError",
    "FormatError",
    "PdfError",
    "PublishingError",
    "TemplateError",
    "check",
    "data_table",
    "draw",
    "render_html",
    "render_pdf",
    "write",
]


def draw(picture: Picture) -> str:
    """A picture in full width as one SVG element, without its caption."""
    from wardmote.publishing.charts import draw as draw_picture

    return draw_picture(picture)


def data_table(picture: Picture) -> Table:
    """The numbers behind a picture as a table."""
    from wardmote.publishing.data_tables import data_table as make_table

    return make_table(picture)


def render_html(document: Document) -> str:
    """The document as one self-contained HTML page. Raises DocumentError when it would not be accessible."""
    from wardmote.publishing.html import render_html as render

    return render(document)


def render_pdf(document: Document) -> bytes:
    """The document as PDF/A-2a and PDF/UA-1. Raises DocumentError, or PdfError when it cannot be set."""
    from wardmote.publishing.pdf import render_pdf as render

    return render(document)
