"""Plain text: lines, told apart by nothing but what stands in them."""

from __future__ import annotations

from wardmote.checker.read_document import Place
from wardmote.checker.reading.assembly import Assembly
from wardmote.checker.reading.plain import Line, recognise
from wardmote.checker.reading.words import without_unseen


def read_text(text: str, into: Assembly) -> int | None:
    """Read plain text; answers how many pages it has, None where nothing says so."""
    into.room.take_words(text)
    lines: list[Line] = []
    paged = "\f" in text.rstrip("\f\n")
    page = 1
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        place = Place(page=page if paged else None, line=number)
        lines.append(Line(without_unseen(raw), place))
        page += raw.count("\f")
    recognise(lines, into)
    return page if paged else None
