"""Names of places: a document's anchors as Word's bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardmote.publishing.docx.markup import Xml, e

LONGEST = 40
"""Characters that Word allows in a bookmark's name; it must start with a letter and hold only letters, digits, _."""


class Bookmarks:
    """Gives each anchor one bookmark name, and each bookmark its number."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self._names: dict[str, str] = {}
        self._numbers = numbers

    def name(self, anchor: str) -> str:
        """The bookmark's name for an anchor: the same each time, another for each anchor."""
        if anchor not in self._names:
            plain = re.sub(r"[^A-Za-z0-9_]", "_", anchor)
            plain = (plain if plain[:1].isalpha() else f"at_{plain}")[:LONGEST]
            taken, number, name = {name.lower() for name in self._names.values()}, 2, plain
            while name.lower() in taken:
                end = f"_{number}"
                name, number = plain[: LONGEST - len(end)] + end, number + 1
            self._names[anchor] = name
        return self._names[anchor]

    def around(self, anchor: str, markup: Xml) -> Xml:
        """Markup with the bookmark of an anchor round it; without an anchor, as it is."""
        if not anchor:
            return markup
        number = next(self._numbers)
        return e("bookmarkStart", id=number, name=self.name(anchor)) + markup + e("bookmarkEnd", id=number)
