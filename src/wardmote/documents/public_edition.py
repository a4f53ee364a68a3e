"""What a public edition says of itself, on its cover, on every page, and where it leaves something out."""

from __future__ import annotations

from dataclasses import replace

from wardmote.definitions import Definitions
from wardmote.documents.judgement import Judged
from wardmote.figures.disclosure import PublicEdition
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Commentary,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Strong,
)

MARKING = "PUBLIC EDITION"
"""Stands on every page in place of the partnership's own marking, which is for its own edition."""
TITLE = "What this public edition leaves out, and why"


def as_public(document: Document, public: PublicEdition | None) -> Document:
    """The document as the public edition names itself; as it is where it is none."""
    if public is None:
        return document
    return replace(
        document,
        title=f"{document.title} (public edition)",
        kind=f"{document.kind}, public edition",
        marking=MARKING,
    )


def statement(definitions: Definitions) -> str:
    """What a public edition is, for its first page."""
    return definitions.caveats["public-edition"].text


def with_judgement(public: PublicEdition, judged: Judged | None, definitions: Definitions) -> PublicEdition:
    """The same, and where there is judgement what of it the public does not read."""
    if judged is None:
        return public
    said = definitions.caveats["public-judgement"].text
    return replace(public, left_out=(*public.left_out, said))


def words_for_the_public(judged: Judged) -> dict[str, tuple[str, ...]]:
    """All words of partners that a public edition prints, by the issue that they are of."""
    told: dict[str, tuple[str, ...]] = {}
    last = judged.last_plan
    plans = [(judged.recommended, judged.refreshed), *([(last.recommended, last.refreshed)] if last else [])]
    for record, later in plans:
        for one in record.issues:
            works = [work for work in (one.work, later.works.get(one.number) if later else None) if work]
            said = (one.title, one.reason, *(words for work in works for words in (work.owner, work.aim)))
            told[one.title] = (*told.get(one.title, ()), *said)
    return told


def left_out(public: PublicEdition | None) -> list[Block]:
    """The part that names what is left out; nothing in the partnership's own edition."""
    if public is None:
        return []
    return [
        Heading(1, TITLE, "left-out", number=""),
        BulletList(public.left_out),
        PageBreak(),
    ]


def left_out_in_a_line(public: PublicEdition | None) -> list[Block]:
    """The same as one paragraph, for a document of one page."""
    if public is None:
        return []
    return [Paragraph((Strong("Public edition. "), " ".join(public.left_out)), "note")]


def without_questions(document: Document) -> Document:
    """The document without the questions to partners that nobody answered: they are no business of the public."""
    kept = tuple(one for one in document.blocks if not isinstance(one, Commentary) or one.words)
    return replace(document, blocks=kept)
