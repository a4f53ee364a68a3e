"""A picture as a file of its own: its title, what it shows, the drawing, its note and source, on the page's ground."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from wardmote.analyses.pictures import Picture
from wardmote.publishing.charts import draw
from wardmote.publishing.legible import in_typeface, legible
from wardmote.publishing.theme import in_colour, theme

WRITERS = (".svg", ".png", ".pdf")
MARGIN = 24.0
"""Pixels of ground round everything."""
TITLE, WORDS, SMALL = 18.0, 14.0, 12.0
SPACING = 1.3
"""From line to line, in sizes of the text."""
DRAWING = re.compile(r"^<svg\b[^>]*>")
BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def picture_file(picture: Picture, ending: str, colour: str = "", source: str = "") -> bytes:
    """A picture as the bytes of a file with this ending, one of WRITERS. The same picture gives the same bytes.

    ``colour`` is the accent (#RRGGBB, "" for ours); ``source`` is a line at the foot: whose figures, up to when.
    The words of an SVG are outlines, so that it looks the same everywhere; its title and description are text. The
    words of a PDF are text in our typeface, and the drawing has its alternative text (PDF/UA-1).

    Raises:
        ValueError: the ending is none of WRITERS.
        DocumentError: the picture has nothing that could be drawn.
        PdfError: the PDF could not be set.
    """
    if ending not in WRITERS:
        raise ValueError(f"A picture is written as {', '.join(WRITERS)}, not as {ending or 'nothing'}.")
    if ending == ".pdf":
        from wardmote.publishing.picture_pdf import picture_pdf

        return picture_pdf(picture, colour, source)
    from wardmote.publishing.charts.outlining import outlined
    from wardmote.publishing.charts.raster import png

    with in_colour(colour):
        svg = outlined(_sheet(picture, draw(picture, "full", colour), source))
    return png(svg) if ending == ".png" else svg.encode()


@dataclass(frozen=True)
class _Part:
    """Words in lines of one size."""

    lines: tuple[str, ...]
    size: float
    bold: bool = False
    quiet: bool = True

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * SPACING


def _sheet(picture: Picture, drawing: str, source: str) -> str:
    """The whole file as SVG, its words still as text."""
    wide, tall = _size(drawing)
    caption = picture.caption
    head = [_part(caption.title, wide, TITLE, bold=True, quiet=False), _part(caption.subtitle, wide, WORDS)]
    foot = [_part(caption.note, wide, SMALL), _part(source, wide, SMALL)]
    head, foot = ([part for part in parts if part.lines] for parts in (head, foot))
    top = MARGIN + sum(part.height + 4 for part in head) + 12
    words, _ = _set(head, MARGIN)
    under, height = _set(foot, top + tall + 12)
    width, height = wide + 2 * MARGIN, height + MARGIN
    inner = DRAWING.sub(
        f'<svg x="{MARGIN:g}" y="{top:.2f}" width="{wide:g}" height="{tall:g}" viewBox="0 0 {wide:g} {tall:g}">',
        drawing,
    )
    said = f"<title>{_escaped(caption.title)}</title><desc>{_escaped(caption.alt or caption.title)}</desc>"
    ground = f'<rect width="100%" height="100%" fill="{theme().colour.ground}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:g}" height="{height:.2f}" '
        f'viewBox="0 0 {width:g} {height:.2f}">{said}{ground}{words}{inner}{under}</svg>\n'
    )


def _escaped(words: str) -> str:
    return escape(legible(words))


def _size(drawing: str) -> tuple[float, float]:
    box = BOX.search(drawing)
    if not box:
        raise ValueError("A drawing without a size cannot be set on a sheet.")
    return float(box[1]), float(box[2])


def _part(words: str, width: float, size: float, bold: bool = False, quiet: bool = True) -> _Part:
    from wardmote.publishing.charts.measuring import wrapped

    return _Part(tuple(wrapped(in_typeface(legible(words)), width, size, bold)), size, bold, quiet)


def _set(parts: list[_Part], top: float) -> tuple[str, float]:
    """The parts one under the other from ``top``, and where they end."""
    from wardmote.publishing.charts.lettering import Lettering, Text

    words = []
    for part in parts:
        colour = theme().colour.quiet if part.quiet else ""
        for line in part.lines:
            words.append(Text(MARGIN, top + part.size * SPACING / 2, line, part.size, part.bold, colour))
            top += part.size * SPACING
        top += 4
    return Lettering(tuple(words)).svg(), top
