"""Lines of a page: pieces at the same height, cut where a wide gap stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wardmote.checker.reading.pdf.pieces import Piece
from wardmote.checker.reading.plain.lines import BULLETS

SPACE = 0.19
"""Share of the size of letters from which a gap between pieces is a space."""
GAP = 1.0
"""The same for a gap that sets columns apart."""
TAB = 0.22
"""The same where spaces are letters of the page themselves, so that any gap is a tab."""
_PARTED_MARK = re.compile(r"(?<=[⁰¹²³⁴⁵⁶⁷⁸⁹])[\t ](?=[⁰¹²³⁴⁵⁶⁷⁸⁹])")
FIGURE_SPACE = 0.36
"""The same between figures: a narrow 1 stands in a wide place."""
_FIGURES = "0123456789,."
FEW = 0.5
"""Narrow gaps in a line, on the average, up to which they are tabs."""
SOFT = "\u00ad"
RAISED_DIGITS = tuple("⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass
class Segment:
    """Words of a line without a wide gap between them."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool

    @property
    def middle(self) -> float:
        """Where its middle stands."""
        return (self.left + self.right) / 2


@dataclass
class Row:
    """The segments of a line, from left to right."""

    segments: list[Segment]

    @property
    def base(self) -> float:
        """How high it stands."""
        return self.segments[0].base

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(segment.right for segment in self.segments)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.segments, key=lambda segment: len(segment.text)).size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(segment.bold for segment in self.segments)

    @property
    def text(self) -> str:
        """Its words; a tab stands for a wide gap."""
        words = "\t".join(" ".join(segment.text.split()) for segment in self.segments).replace("\x02", "-")
        return _PARTED_MARK.sub("", words)


def rows_of(pieces: Sequence[Piece], gap: float = GAP) -> list[Row]:
    """The lines of pieces, from above to below; ``gap`` is the share of the size of letters that sets columns apart."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.base, piece.left)):
        if lines and abs(lines[-1][0].base - piece.base) <= 0.35 * min(lines[-1][0].size, piece.size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [Row(_segments(sorted(line, key=lambda piece: piece.left), gap)) for line in _with_bullets(lines)]


def _with_bullets(lines: list[list[Piece]]) -> list[list[Piece]]:
    """Lines, a sign of a list that its font sets a little lower put before its line."""
    made: list[list[Piece]] = []
    for line in lines:
        only = line[0].text.strip() if len(line) == 1 else ""
        above = made[-1] if made else None
        if only and only in BULLETS and above is not None:
            first = min(above, key=lambda piece: piece.left)
            if first.base - line[0].base < 0.8 * first.size and line[0].right <= first.left:
                above.append(line[0])
                continue
        made.append(line)
    return made


def fitting_gap(pages: Sequence[Sequence[Piece]]) -> float:
    """The gap that sets columns apart: a narrow one where every space between words is itself a letter of the page."""
    lines = [row for pieces in pages for row in _heights(pieces)]
    narrow = sum(_is_narrow(one, other) for line in lines for one, other in pairwise(line))
    return TAB if narrow <= FEW * max(1, len(lines)) else GAP


def _heights(pieces: Sequence[Piece]) -> list[list[Piece]]:
    found: dict[int, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(round(piece.base), []).append(piece)
    return [sorted(line, key=lambda piece: piece.left) for line in found.values()]


def _is_narrow(one: Piece, other: Piece) -> bool:
    gap = other.left - one.right
    alike = one.font == other.font and abs(one.size - other.size) < 0.1
    return alike and SPACE * one.size < gap < GAP * one.size


def _segments(line: Sequence[Piece], wide: float) -> list[Segment]:
    made: list[Segment] = []
    last: Piece | None = None
    for piece in line:
        before = made[-1] if made else None
        if before is not None and last is not None and piece.right < last.right and piece.left > last.left:
            before.text = _put_into(before, piece)
            continue
        gap = piece.left - before.right if before else 0.0
        size = max(piece.size, before.size) if before else piece.size
        alike = last is not None and last.font == piece.font and abs(last.size - piece.size) < 0.1
        last = piece
        narrowest = wide if alike else GAP
        if before is not None and before.text[-1:] in _FIGURES and piece.text[:1] in _FIGURES:
            narrowest = max(narrowest, FIGURE_SPACE)
        if before is None or gap > narrowest * size:
            made.append(Segment(piece.text, piece.left, piece.right, piece.base, piece.size, piece.bold))
            continue
        edge = before.text.endswith(" ") or piece.text.startswith(" ")
        figures = before.text[-1:] in _FIGURES and piece.text[:1] in _FIGURES
        spaced = (gap > (FIGURE_SPACE if figures else SPACE) * size or edge) and not (
            before.text.rstrip()[-1:] in RAISED_DIGITS and piece.text.lstrip()[:1] in RAISED_DIGITS
        )
        before.text += (" " if spaced else "") + piece.text
        before.right = max(before.right, piece.right)
        before.bold = before.bold and piece.bold
        before.size = max(before.size, piece.size) if len(piece.text) > len(before.text) / 2 else before.size
    return made


def _put_into(segment: Segment, piece: Piece) -> str:
    """Words with a piece that another font sets in a gap between them, at the space nearest to where it stands."""
    share = (piece.left - segment.left) / max(segment.right - segment.left, 1.0)
    wanted = share * len(segment.text)
    spaces = [index for index, sign in enumerate(segment.text) if sign == " "]
    at = min(spaces, key=lambda index: abs(index - wanted), default=len(segment.text))
    return segment.text[:at] + piece.text + segment.text[at:]


def joined(one: str, other: str, known: set[str]) -> str:
    """Two lines of a paragraph as one; a word that was parted at the end of a line is whole again.

    A hyphen that the word has anyhow stays: where the whole word stands elsewhere in the document it goes, where the word
    with a hyphen does it stays, and so it does where neither is known.
    """
    one, other = one.rstrip().replace("\x02", "-"), other.lstrip()
    if one.endswith(SOFT):
        return one[:-1] + other
    if one.endswith(("-", "\u2010")) and len(one) > 1 and one[-2].isalpha() and other[:1].islower():
        return one[:-1] + other if _is_parted(one, other, known) else one[:-1] + "-" + other
    if one.endswith("-") and one[-2:-1].isdigit() and other[:1].isdigit():
        return one + other
    return f"{one} {other}"


def _is_parted(one: str, other: str, known: set[str]) -> bool:
    head = one.rstrip("-\u2010").rpartition(" ")[2].lower()
    tail = other.partition(" ")[0].rstrip(".,;:!?)”’").lower()
    if f"{head}-{tail}" in known:
        return False
    return head + tail in known
