"""Whether a PDF is plain text on pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wardmote.checker.reading.pdf.pieces import Edge, PageParts, Piece

ONE_SIZE = 0.97
"""Share of the letters that are of one size."""
MOST_BOLD = 0.005
"""Share of the letters that may be bolder, or less bold, than the others: signs that another font lends."""
PARTED = "\x02"
"""What stands for a hyphen at which a word was parted."""
MOST_PARTED = 0.03
"""Share of the lines that end in a hyphen of their own."""
MOST_RULES = 2
"""Straight lines that a page may have: under its head and above its foot."""


def is_typescript(pages: Sequence[PageParts], running: Sequence[set[float]]) -> bool:
    """Whether pages hold nothing but letters of one size; ``running`` is how high their heads and feet stand."""
    sizes: Counter[float] = Counter()
    bold = 0
    for parts, feet in zip(pages, running, strict=True):
        if len(parts.upright) > MOST_RULES or len(_rules(parts.level)) > MOST_RULES:
            return False
        for piece in parts.pieces:
            if _is_running(piece, feet):
                continue
            sizes[round(piece.size, 1)] += len(piece.text)
            bold += len(piece.text) if piece.bold else 0
    letters = sum(sizes.values())
    whole = sum(len(piece.text) for parts in pages for piece in parts.pieces)
    if letters < 0.5 * max(1, whole) or _are_typeset(pages):
        return False
    rarer = min(bold, letters - bold)
    return sizes.most_common(1)[0][1] >= ONE_SIZE * letters and rarer <= MOST_BOLD * letters


def _are_typeset(pages: Sequence[PageParts]) -> bool:
    """Whether words are parted at the ends of many lines, as plain text never does."""
    ends = sum(piece.text.endswith(PARTED) for parts in pages for piece in parts.pieces)
    lines = sum(len({round(piece.base) for piece in parts.pieces}) for parts in pages)
    return ends > MOST_PARTED * lines


def _rules(level: Sequence[Edge]) -> set[int]:
    return {round(edge.at) for edge in level}


def _is_running(piece: Piece, feet: set[float]) -> bool:
    return any(abs(piece.base - base) < 0.5 for base in feet)
