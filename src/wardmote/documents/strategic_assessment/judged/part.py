"""How a part of partners' judgement begins, and how its figures and days are written."""

from __future__ import annotations

from datetime import date

from wardmote.documents.judgement import Adoption
from wardmote.documents.strategic_assessment.duties import eyebrow, outline_of
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.publishing.tree import Content, Heading, Quiet

NOTHING = "Nobody wrote anything."


def heading(needs: PackNeeds, part: str) -> Heading:
    """The heading of a part, titled as the outline titles it."""
    title = next(one.title for one in outline_of(needs).parts if one.id == part)
    return Heading(1, title, part, eyebrow=eyebrow(needs, part))


def day_words(day: date) -> str:
    """14 January 2026."""
    return f"{day.day} {day:%B %Y}"


def said(words: str, otherwise: str = "not said") -> Content:
    """People's words, or that there are none."""
    return words.strip() or Quiet(otherwise)


def board_words(adoption: Adoption | None) -> str:
    """What the board decided, as the rest of a sentence about a recommendation."""
    if adoption is None:
        return "the board has not approved them yet"
    where = f", {adoption.meeting}" if adoption.meeting else ""
    on = f"on {day_words(adoption.day)}{where}"
    if adoption.decided == "approved":
        return f"{adoption.board} approved them {on}"
    return f"{adoption.board} sent them back {on}"
