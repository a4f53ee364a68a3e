"""What a document shows that is no text: said once for each, with its place."""

from __future__ import annotations

from wardmote.checker.read_document import Place
from wardmote.checker.reading.assembly import Assembly
from wardmote.checker.reading.words import clean

LONGEST = 200
"""Characters of a description that are repeated."""
_WHY = {
    "Embedded object": "What another program put into the document cannot be read. Check it there.",
}


def say_unread(into: Assembly, what: str, description: str, place: Place) -> None:
    """Say that a picture, chart or embedded object was not read."""
    words = clean(description)[:LONGEST]
    into.not_read(
        f"{what}: {words}" if words else what,
        _WHY.get(
            what, "Figures in a picture cannot be read. Check them by eye, or give them in a table beside it."
        ),
        place,
    )
