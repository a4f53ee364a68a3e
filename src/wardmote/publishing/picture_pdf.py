"""A picture as a PDF of one page as large as itself: words as text, the drawing with its alternative text."""

from __future__ import annotations

import json
from importlib.resources import files

import typst

from wardmote.analyses.pictures import Picture
from wardmote.publishing.charts import draw
from wardmote.publishing.errors import PdfError
from wardmote.publishing.legible import each_text, in_typeface, legible
from wardmote.publishing.pdf import fonts
from wardmote.publishing.theme import font_folder, in_colour, theme


def picture_pdf(picture: Picture, colour: str = "", source: str = "") -> bytes:
    """The picture as PDF/UA-1 bytes, without a date: the same picture gives the same bytes.

    Raises:
        DocumentError: the picture has nothing that could be drawn.
        PdfError: Typst could not set it.
    """
    caption = picture.caption
    with in_colour(colour):
        look = {"family": theme().family, "colour": vars(theme().colour)}
    words = {"title": caption.title, "subtitle": caption.subtitle, "note": caption.note, "source": source}
    data = words | {"alt": caption.alt or caption.title, "svg": draw(picture, "full", colour)}
    inputs = {"picture": json.dumps(each_text(data, _shown) | {"theme": look}, ensure_ascii=False)}
    template: bytes = (files("wardmote.publishing") / "templates" / "picture.typ").read_bytes()
    compiler = typst.Compiler(template, root=font_folder(), font_paths=fonts(), ignore_system_fonts=True)
    try:
        made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        raise PdfError(f"The picture could not be set as a PDF: {error.message}") from error
    if not isinstance(made, bytes):
        raise PdfError("The picture could not be set as a PDF: the typesetter gave back no single file.")
    return made


def _shown(text: str) -> str:
    return in_typeface(legible(text))
