"""The words of survey results: how people came to answer, when, and what may be said of a number."""

from __future__ import annotations

from datetime import date

from wardmote.definitions.surveys import Survey
from wardmote.methods.surveys.sample import Sureness

NOT_A_SAMPLE = "chose to respond; not a sample"
EVERYBODY_ASKED = "everyone was asked; those who answered chose to"
IN_GROUPS = "drawn in too few groups; no margin of error"
KNOWN, NOBODY = "known", "nobody answered"


def without_margin(book: Survey) -> str:
    """Why there is no margin of error, in a few words."""
    if book.chosen == "census":
        return EVERYBODY_ASKED
    return IN_GROUPS if book.chosen in ("random", "quota") else NOT_A_SAMPLE


def state_words(state: Sureness, base: int, book: Survey, least: float, fewest: float) -> str:
    """What may be said of a number, in words."""
    match state:
        case Sureness.KNOWN:
            return KNOWN
        case Sureness.NOBODY:
            return NOBODY
        case Sureness.TOO_FEW:
            few = fewest if base < fewest else least
            return f"suppressed (fewer than {few:.0f} people)"
        case _:
            return without_margin(book)


def chosen_words(book: Survey, people: int) -> str:
    """How people came to answer, and what follows from it, in a sentence."""
    who = f"{people:,} people"
    if book.chosen == "self-selected":
        return (
            f"{who} chose to respond; not a sample, so no margin of error. Those who did not may think otherwise, "
            "and nothing is tested."
        )
    if book.chosen == "census":
        asked = f" of {book.invited:,} asked" if book.invited else ""
        return (
            f"Everyone was asked, and {who}{asked} answered. Who did not may think otherwise; there is no margin of error "
            "for that."
        )
    if book.chosen == "quota":
        return (
            f"{who} filled quotas. Margins of error are those of people drawn at random, which they were not: take them as "
            "the least that is unsure."
        )
    asked = f" of {book.invited:,} drawn" if book.invited else ""
    in_groups = f" in groups ({book.cluster})" if book.cluster else ""
    return f"{who}{asked} were drawn at random{in_groups} and answered."


def days(book: Survey) -> str:
    """The days between which people answered: 1 May to 30 June 2025."""
    if (book.starts.year, book.starts.month) == (book.ends.year, book.ends.month):
        return f"{book.starts.day} to {_day(book.ends)}"
    return f"{_day(book.starts, year=book.starts.year != book.ends.year)} to {_day(book.ends)}"


def _day(day: date, *, year: bool = True) -> str:
    return f"{day.day} {day:%B %Y}" if year else f"{day.day} {day:%B}"
