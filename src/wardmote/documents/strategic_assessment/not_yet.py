"""What is not yet assessed, together on one page."""

from __future__ import annotations

from wardmote.definitions import Part
from wardmote.documents.strategic_assessment.duties import duty, outline_of
from wardmote.documents.strategic_assessment.judged.statutory import statutory
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.observed import ANCHOR, has_part
from wardmote.documents.strategic_assessment.place import ANCHOR as PLACE
from wardmote.documents.strategic_assessment.place import has_place, still_missing
from wardmote.publishing.tree import Block, Heading, NotYet, NotYetPart, PageBreak, Paragraph


def parts_waiting(needs: PackNeeds) -> tuple[Part, ...]:
    """The parts that wait for somebody.

    What became of the last assessment is none of them once it was asked, nor is what partners count once any came, nor
    what partners judged once it is there.
    """
    filled = {
        "since-last": needs.since is not None,
        ANCHOR: has_part(needs),
        PLACE: has_place(needs),
        "focus": bool(needs.definitions.focus),
        "voice": _has_voice(needs),
        **_judged(needs),
    }
    return tuple(
        part for part in outline_of(needs).parts if part.waits_for and not filled.get(part.id, False)
    )


def _judged(needs: PackNeeds) -> dict[str, bool]:
    """Of the parts that rest on judgement, which are there; where the law binds, as it asks for them."""
    if needs.judged is None:
        return {}
    asked = {one.section: not one.missing for one in statutory(needs)}
    there = dict.fromkeys(
        ("hypotheses", "last-plan", "scan", "priorities", "county-and-force", "recommendations"), True
    )
    return there | {name: filled for name, filled in asked.items() if name in (*there, "since-last")}


def _has_voice(needs: PackNeeds) -> bool:
    """Whether residents were asked; the public may be told of it or not."""
    return (
        bool(needs.voice)
        or bool(needs.consulted)
        or (needs.public is not None and bool(needs.definitions.surveys))
    )


def not_yet(needs: PackNeeds) -> list[Block]:
    """Every part that evidence alone cannot fill, with what is missing and who can supply it."""
    parts = tuple(
        NotYetPart(
            f"{part.title} ({duty(needs, part)})" if duty(needs, part) else part.title,
            f"{part.waits_for} Who can supply it: {part.who}." if part.who else part.waits_for,
        )
        for part in parts_waiting(needs)
    )
    lacking = still_missing(needs)
    parts = (*((NotYetPart("Place and people, what is missing", lacking),) if lacking else ()), *parts)
    return [
        Heading(1, "Not yet assessed", "not-yet-assessed"),
        Paragraph(
            "A strategic assessment needs these parts too. Not assessed does not mean that there is nothing there.",
            "lead",
        ),
        NotYet(parts),
        PageBreak(),
    ]
