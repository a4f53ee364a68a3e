"""Which paragraphs of a PDF are headings: by the size of their letters, and by being bold."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.checker.reading.assembly import is_caption, section_number
from wardmote.checker.reading.marks import leading_mark
from wardmote.checker.reading.pdf.paragraphs import Block
from wardmote.checker.reading.plain.lines import bullet, could_head
from wardmote.checker.reading.words import clean

LARGER = 1.1
"""Times the usual size of letters from which a paragraph is a heading."""
MUCH_LARGER = 1.3
"""The same from which even a sentence is one."""
MOST_WORDS = 25
MOST_LINES = 4
FEWEST = 2


class Headings:
    """Learns from all paragraphs how a document sets its headings."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._sizes: list[float] = []
        self.styled = False

    def learn(self, blocks: Sequence[Block]) -> None:
        """Look at all paragraphs."""
        found = [block for block in blocks if self._could(block)]
        self.styled = len(found) >= FEWEST
        larger = {round(block.size * 2) / 2 for block in found if block.size >= LARGER * self._size}
        self._sizes = sorted(larger, reverse=True)

    def level(self, block: Block) -> int:
        """The level of a paragraph that is a heading; 0 for others."""
        if not self.styled or not self._could(block):
            return 0
        number, _ = section_number(clean(block.text))
        if "." in number.rstrip(".0"):
            return number.count(".") + 1
        own = round(block.size * 2) / 2
        return self._sizes.index(own) + 1 if own in self._sizes else len(self._sizes) + 1

    def _could(self, block: Block) -> bool:
        text = clean(block.text)
        if not text or block.lines > MOST_LINES or not any(sign.isalpha() for sign in text):
            return False
        if bullet(text)[0] or leading_mark(text)[0] or is_caption(text):
            return False
        if block.size >= MUCH_LARGER * self._size and len(text.split()) <= MOST_WORDS:
            return True
        larger = block.size >= LARGER * self._size
        return could_head(text) and (larger or (block.bold and block.size >= 0.95 * self._size))
