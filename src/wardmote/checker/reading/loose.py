"""Paragraphs that a format does not mark as anything: gathered, and read as lines of text are."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.checker.reading.assembly import Assembly
from wardmote.checker.reading.plain import Line, recognise
from wardmote.checker.reading.plain.recognise import Memory


class Loose:
    """Gathers paragraphs that stand beside one another.

    Parameters
    ----------
    headings
        Whether short paragraphs may be headings: only where the document marks none itself.
    """

    def __init__(self, into: Assembly, headings: bool) -> None:
        self._into = into
        self._headings = headings
        self._lines: list[Line] = []
        self._memory = Memory()

    def add(self, line: Line) -> None:
        """Add a paragraph."""
        self._lines.append(line)

    def flush(self) -> None:
        """Read what was gathered; to be called before a block of another kind is added."""
        lines, self._lines = self._lines, []
        self.run(lines)

    def run(self, lines: Sequence[Line]) -> None:
        """Read lines now."""
        if any(not line.blank for line in lines):
            recognise(lines, self._into, self._headings, self._memory)
