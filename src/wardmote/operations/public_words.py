"""People's words in a public edition: those that quote what it leaves out stop it, others are noted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wardmote.documents.commentary.quoted import Quoted, quoted
from wardmote.documents.commentary.standing import Filling
from wardmote.documents.judgement import Judged
from wardmote.documents.public_edition import words_for_the_public
from wardmote.figures.disclosure import PublicEdition
from wardmote.operations.public_edition import PublicEditionError
from wardmote.operations.review import Review
from wardmote.publishing.rewriting import rewritten
from wardmote.publishing.tree import Document, Paragraph

OTHER_FIGURES = "These words were written on other figures than this edition prints."


def check_words(made: Review, public: PublicEdition) -> tuple[str, ...]:
    """Notes of places where words may quote a count that is left out.

    Raises
    ------
    PublicEditionError
        When words name a measure and its hidden number in one sentence; each place is named.
    """
    names = {slot.name for slot in made.slots}
    fillings = {name: filling for name, filling in made.held.fillings.items() if name in names}
    found = quoted(fillings, public.hidden)
    sure = [one for one in found if one.sure]
    if sure:
        raise PublicEditionError(
            "The public edition was not written, as people's words tell what it suppresses. "
            + " ".join(_place(made, one) for one in sure)
            + " Reword these, or write “a small number”, and write it again."
        )
    return tuple(
        f"Look before you publish: {_place(made, one)} If it is of something else, nothing need be done."
        for one in found
    )


def check_judgement(judged: Judged, public: PublicEdition) -> tuple[str, ...]:
    """The same of what partners wrote for the priorities, as far as the public reads it.

    Raises
    ------
    PublicEditionError
        When words name a measure and its hidden number in one sentence.
    """
    told = words_for_the_public(judged)
    found = quoted(
        {issue: Filling(tuple(Paragraph(one) for one in words if one)) for issue, words in told.items()},
        public.hidden,
    )
    sure = [
        f"{one.slot}: “{one.words}” tells a number of {one.measure} that is suppressed."
        for one in found
        if one.sure
    ]
    if sure:
        raise PublicEditionError(
            "The public edition was not written, as the words of frozen priorities tell what it suppresses. They cannot be "
            f"changed: recommend anew with other words, or write the edition without judgement. {' '.join(sure)}"
        )
    return tuple(
        f"Look before you publish: {one.slot}: “{one.words}” holds a number of {one.measure} that is suppressed."
        for one in found
    )


def without_old_figures(document: Document) -> Document:
    """The document whose words say that they lean on other figures, and not which: those may be suppressed here."""

    def plainly(node: Any) -> Any:
        return replace(node, look_again=OTHER_FIGURES) if getattr(node, "look_again", "") else node

    return rewritten(document, plainly)


def _place(made: Review, one: Quoted) -> str:
    file = made.held.folder / made.files.get(one.slot, one.slot)
    return f"{file}: “{one.words}” holds a number of {one.measure} that is suppressed."
