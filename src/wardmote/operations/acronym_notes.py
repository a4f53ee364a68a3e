"""What the check for acronyms says of a document, in sentences for whoever builds it."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.definitions import Definitions
from wardmote.publishing.acronyms import unexplained
from wardmote.publishing.tree import Document


def acronym_notes(document: Document, definitions: Definitions) -> Iterator[str]:
    """One sentence for each acronym that a reader may stumble over: why, where, and what to do.

    Raises
    ------
    DocumentError
        When the document cannot be published.
    """
    known = {one.acronym: one.meaning for one in definitions.acronyms.values()}
    for found in unexplained(document, known):
        place = f', under "{found.section}"' if found.section else ""
        yield (
            f'{found.acronym} {found.why} (first in "{found.words}"{place}). Write it out where it first stands, or add '
            "it to the glossary."
        )
