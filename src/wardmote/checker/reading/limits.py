"""How much one document may hold, so that a small file cannot fill the memory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from wardmote.definitions import Definitions, load

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """The limits of reading one document; each is a threshold ``checker-...``.

    ``size`` and ``unpacked`` are bytes; ``expansion`` is how many times its size a part may unpack to; ``parts`` the
    files in an archive; ``cells`` the cells of all tables together; ``cell_characters`` the longest text of one cell;
    ``characters`` the whole of the words; ``pages`` the pages of a PDF.
    """

    size: int
    unpacked: int
    expansion: float
    parts: int
    cells: int
    cell_characters: int
    characters: int
    pages: int

    @classmethod
    def of(cls, definitions: Definitions) -> Limits:
        """The limits that a set of definitions sets."""
        value = definitions.threshold
        return cls(
            size=int(value("checker-file-size") * MEGABYTE),
            unpacked=int(value("checker-unpacked") * MEGABYTE),
            expansion=value("checker-expansion"),
            parts=int(value("checker-parts")),
            cells=int(value("checker-cells")),
            cell_characters=int(value("checker-cell-characters")),
            characters=int(value("checker-characters")),
            pages=int(value("checker-pages")),
        )


@cache
def usual() -> Limits:
    """The limits that Wardmote ships."""
    return Limits.of(load())
