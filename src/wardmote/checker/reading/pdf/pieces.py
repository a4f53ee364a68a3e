"""The pieces of text and the straight lines of a page, with their positions in points from its lower left corner."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from wardmote.checker.reading.words import raised

Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
DEEPEST = 12
"""Forms that may stand inside one another."""
BOLD_FROM = 600
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
THIN = 2.5
"""Points up to which a filled shape is a line."""
SHORTEST_EDGE = 6.0
TWICE = 0.15
"""Share of their size within which the same letters are set twice: with an outline around them, or to look bold."""
_FIGURES = "0123456789,.%"
_LOOSE_FIGURES = re.compile(r"[\d,.] [\d,.%]")


@dataclass
class Piece:
    """Text that the page sets in one go. ``low`` is how far down its letters reach."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    font: int = 0
    low: float = 0.0


@dataclass(frozen=True)
class Edge:
    """A straight line: level (at a height, from left to right) or upright (at a distance, from below to above)."""

    at: float
    start: float
    end: float


@dataclass
class PageParts:
    """What stands on a page."""

    pieces: list[Piece]
    level: list[Edge]
    upright: list[Edge]
    pictures: list[tuple[float, float, float, float]]


def parts_of(page: Any, fonts: dict[Any, bool]) -> PageParts:
    """Everything that stands on a page. ``fonts`` remembers which fonts are bold."""
    textpage = raw.FPDFText_LoadPage(page.raw)
    parts = PageParts([], [], [], [])
    try:
        for thing, matrix in _objects(page.raw, None, SAME, 0):
            kind = raw.FPDFPageObj_GetType(thing)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                _add_piece(parts, thing, matrix, textpage, fonts)
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                _add_edges(parts, thing, matrix)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                parts.pictures.append(_bounds(thing, matrix))
    finally:
        raw.FPDFText_ClosePage(textpage)
    return parts


def _objects(page: Any, form: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    number = raw.FPDFFormObj_CountObjects(form) if form else raw.FPDFPage_CountObjects(page)
    for index in range(number):
        thing = raw.FPDFFormObj_GetObject(form, index) if form else raw.FPDFPage_GetObject(page, index)
        if not thing:
            continue
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_FORM:
            if depth < DEEPEST:
                yield from _objects(page, thing, _joined(_matrix(thing), matrix), depth + 1)
        else:
            yield thing, matrix


def _matrix(thing: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, found):
        return SAME
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _joined(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _bounds(thing: Any, matrix: Matrix) -> tuple[float, float, float, float]:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, left, low, right, high)
    found = (left.value, low.value, right.value, high.value)
    if matrix is SAME:
        return found
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in found[::2] for y in found[1::2]]
    ys = [b * x + d * y + f for x in found[::2] for y in found[1::2]]
    return (min(xs), min(ys), max(xs), max(ys))


def _add_piece(parts: PageParts, thing: Any, matrix: Matrix, textpage: Any, fonts: dict[Any, bool]) -> None:
    size = raw.FPDFTextObj_GetText(thing, textpage, None, 0)
    if size <= 2:
        return
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(thing, textpage, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    text = buffer.raw[: size - 2].decode("utf-16-le", "ignore").replace("\r", " ").replace("\n", " ")
    if not text.strip():
        return
    own = _joined(_matrix(thing), matrix)
    if abs(own[1]) > abs(own[0]):
        return
    height = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(thing, height)
    left, low, right, _ = _bounds(thing, matrix)
    scale = (own[2] ** 2 + own[3] ** 2) ** 0.5
    size_set = max(height.value * scale, 0.1)
    font, bold = _font(thing, fonts)
    if _LOOSE_FIGURES.search(text):
        text = _figures_joined(text, textpage, left, own[5] + 0.3 * size_set)
    parts.pieces.append(Piece(text, left, right, own[5], size_set, bold, font, low))


def _figures_joined(text: str, textpage: Any, left: float, height: float) -> str:
    """Text without the spaces that pdfium supposes between figures, of which some are narrow in their places.

    Spaces that the page itself sets stay.
    """
    start = raw.FPDFText_GetCharIndexAtPos(textpage, left + 1.0, height, 4.0, 6.0)
    if start < 0:
        return text
    made: list[str] = []
    for offset, sign in enumerate(text):
        found = raw.FPDFText_GetUnicode(textpage, start + offset)
        if found != ord(sign):
            return text
        supposed = sign == " " and raw.FPDFText_IsGenerated(textpage, start + offset) == 1
        around = text[offset - 1 : offset] + text[offset + 1 : offset + 2]
        if not (supposed and len(around) == 2 and all(one in _FIGURES for one in around)):
            made.append(sign)
    return "".join(made)


def _font(thing: Any, fonts: dict[Any, bool]) -> tuple[int, bool]:
    """The font of a piece, by a number of its own, and whether it is bold."""
    font = raw.FPDFTextObj_GetFont(thing)
    key = ctypes.cast(font, ctypes.c_void_p).value or 0
    if key not in fonts:
        buffer = ctypes.create_string_buffer(256)
        raw.FPDFFont_GetBaseFontName(font, buffer, 256)
        name = buffer.value.decode("latin-1").lower()
        fonts[key] = raw.FPDFFont_GetWeight(font) >= BOLD_FROM or any(word in name for word in _BOLD_NAMES)
    return key, fonts[key]


def _add_edges(parts: PageParts, thing: Any, matrix: Matrix) -> None:
    left, low, right, high = _bounds(thing, matrix)
    wide, tall = right - left, high - low
    if tall <= THIN and wide >= SHORTEST_EDGE:
        parts.level.append(Edge((low + high) / 2, left, right))
    elif wide <= THIN and tall >= SHORTEST_EDGE:
        parts.upright.append(Edge((left + right) / 2, low, high))
    elif wide >= SHORTEST_EDGE and tall >= SHORTEST_EDGE and raw.FPDFPath_CountSegments(thing) in (4, 5, 6):
        parts.level += [Edge(low, left, right), Edge(high, left, right)]
        parts.upright += [Edge(left, low, high), Edge(right, low, high)]


def with_raised(pieces: list[Piece]) -> list[Piece]:
    """Pieces, small ones that stand raised behind another one made a part of it; what is set twice is read once."""
    made: list[Piece] = []
    seen: dict[str, list[tuple[float, float]]] = {}
    for piece in pieces:
        before = made[-1] if made else None
        near = TWICE * piece.size
        same = seen.setdefault(piece.text, [])
        if any(abs(piece.left - left) < near and abs(piece.base - base) < near for left, base in same):
            continue
        same.append((piece.left, piece.base))
        text = piece.text.strip()
        if before is not None and len(text) <= 3 and _is_raised(piece, before):
            before.text = before.text.rstrip() + (raised(text) if text.isdigit() else text)
            before.right = max(before.right, piece.right)
        else:
            made.append(piece)
    return made


def _is_raised(piece: Piece, before: Piece) -> bool:
    """Whether a piece stands raised directly behind another one: set higher and smaller, or in a font's raised figures."""
    if not -0.3 * before.size < piece.left - before.right < 0.6 * before.size:
        return False
    if piece.size < 0.85 * before.size:
        return 0.1 * before.size < piece.base - before.base < 0.9 * before.size
    level = abs(piece.base - before.base) < 0.1 * before.size
    return level and piece.text.strip().isdigit() and piece.low - piece.base > 0.2 * piece.size
