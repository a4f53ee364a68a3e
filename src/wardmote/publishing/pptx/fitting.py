"""Words made to fit their place: smaller in steps, then cut to what fits, saying that there is more."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from wardmote.analyses.wording import number_word, opening
from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.pptx.medium import medium
from wardmote.publishing.pptx.words import Line, Run
from wardmote.publishing.theme import theme

SPACING = 1.2
"""Height of a line of text in sizes."""
BETWEEN = 0.4
"""Room between two paragraphs in sizes."""
INDENT = 1.2
"""How far a paragraph with a mark stands in, in sizes."""
MORE = " … more in the document"
IN_NOTES = "More in the notes."
SENTENCE_END = re.compile(r"(?<=[.?!]) +(?=[^a-z])")


def width(text: str, size: float, bold: bool = False) -> float:
    """An upper bound of the width of ``text`` in points; ideographs are as wide as they are high."""
    wide = sum(character >= "\u1100" for character in text)
    return (text_width(text, size, bold) + wide * size * 0.5) * medium().widening


def rows(text: str, size: float, available: float, bold: bool = False) -> int:
    """How many rows ``text`` takes where each is ``available`` points wide; long words break anywhere."""
    count, used = 1, 0.0
    space = width(" ", size, bold)
    for word in text.split():
        wide = width(word, size, bold)
        if used and used + space + wide > available:
            count, used = count + 1, 0.0
        used += wide + (space if used else 0)
        while used > available > 0:
            count, used = count + 1, used - available
    return count


def height(lines: Sequence[Line], size: float, available: float) -> float:
    """Height in points of these paragraphs at ``size``."""
    tall = 0.0
    for number, line in enumerate(lines):
        own = theme().slides.note if line.small else size
        room = available - (INDENT * own if line.mark else 0)
        tall += rows(line.text, own, room, _mostly_bold(line)) * own * SPACING + (
            BETWEEN * own if number else 0
        )
    return tall


def _mostly_bold(line: Line) -> bool:
    """Whether a paragraph runs as wide as bold words do; the bold start of a longer one hardly widens it."""
    return 3 * sum(len(run.text) for run in line.runs if run.bold) > len(line.text)


def fitted(
    lines: Sequence[Line], available: float, tall: float, sizes: Sequence[float]
) -> tuple[tuple[Line, ...], float]:
    """The paragraphs and the first size in which they fit; at the least size they are cut to what fits."""
    for size in sizes:
        if height(lines, size, available) <= tall:
            return tuple(lines), size
    return _cut(lines, available, tall, sizes[-1]), sizes[-1]


def _cut(lines: Sequence[Line], available: float, tall: float, size: float) -> tuple[Line, ...]:
    """As many whole paragraphs as fit, with how many more there are; else the first one's first words."""
    small = tuple(line for line in lines if line.small)
    large = tuple(line for line in lines if not line.small)
    for kept in range(len(large) - 1, 0, -1):
        more = Line((Run(more_words(len(large) - kept), tone="quiet"),))
        shown = (*large[:kept], more, *small)
        if height(shown, size, available) <= tall:
            return shown
    if not large:
        return ()
    first = large[0]
    words = cut_words(first.text, size, available - (INDENT * size if first.mark else 0), tall, MORE)
    return (replace(first, runs=runs_up_to(first.runs, words)),)


def more_words(number: int) -> str:
    """How many are left out, in words."""
    return f"{opening(number_word(number))} more in the document."


def whole_sentences(
    text: str, wide: float, tall: float, sizes: Sequence[float], bold: bool = False
) -> tuple[str, float]:
    """``text`` and the first size in which it fits; else as many whole sentences as do, and that the notes have more.

    Only where its first sentence alone has no room is that one cut.
    """
    for size in sizes:
        if rows(text, size, wide, bold) <= _rows_in(tall, size):
            return text, size
    least, sentences = sizes[-1], SENTENCE_END.split(text)
    for kept in range(len(sentences) - 1, 0, -1):
        shown = " ".join([*sentences[:kept], IN_NOTES])
        if rows(shown, least, wide, bold) <= _rows_in(tall, least):
            return shown, least
    return cut_words(text, least, wide, tall), least


def _rows_in(tall: float, size: float) -> int:
    return max(int(tall / (size * SPACING) + 1e-6), 1)


def cut_words(text: str, size: float, available: float, tall: float, ending: str = " …") -> str:
    """``text``, or as many of its first words as fit with ``ending``; a single long word is cut within."""
    most = _rows_in(tall, size)
    if rows(text, size, available, True) <= most:
        return text
    words = text.split()
    kept = _most(len(words), lambda n: _first_words(words, n, ending), size, available, most)
    if kept:
        return _first_words(words, kept, ending)
    return f"{text[: _most(len(text), lambda n: f'{text[:n]}…', size, available, most)]}…"


def _first_words(words: Sequence[str], number: int, ending: str) -> str:
    return " ".join(words[:number]).rstrip(" ,;:") + ending


def _most(length: int, shown: Callable[[int], str], size: float, available: float, most: int) -> int:
    """The largest number below ``length`` whose text takes at most ``most`` rows; 0 where none does."""
    low, high = 0, max(length - 1, 0)
    while low < high:
        middle = (low + high + 1) // 2
        if rows(shown(middle), size, available, True) <= most:
            low = middle
        else:
            high = middle - 1
    return low


def runs_up_to(runs: Sequence[Run], text: str) -> tuple[Run, ...]:
    """The runs as far as the cut text goes with them; what it adds stands as a plain run."""
    kept: list[Run] = []
    rest = text
    for run in runs:
        if not rest.startswith(run.text):
            break
        kept.append(run)
        rest = rest[len(run.text) :]
    return (*kept, Run(rest)) if rest else tuple(kept)
