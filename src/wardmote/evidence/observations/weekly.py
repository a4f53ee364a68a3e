"""Adds days and incidents to their weeks: whole weeks only, a gap where nothing is known, zero where that is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from wardmote.definitions.models import Layout
from wardmote.evidence.observations.judging import Short
from wardmote.evidence.observations.staging import Staged
from wardmote.evidence.observations.weeks import in_words, week_of
from wardmote.evidence.refusals import Refused
from wardmote.evidence.rows.files import ArrivedFile

WEEK = timedelta(days=7)
SHOWN = 6
"""Weeks that a note names."""


def by_week(staged: Staged, file: ArrivedFile, layout: Layout) -> list[str]:
    """Make weeks of the days of a file; says what was left out as it fills no week, and what a missing row means.

    Raises
    ------
    Refused
        When the file does not fill one week.
    """
    days = staged.days(file.number)
    if days is None:
        return []
    first = layout.complete_from or days[0]
    last = layout.complete_to or days[1]
    monday = week_of(first + WEEK - timedelta(days=1))
    after = week_of(last + timedelta(days=1))
    if monday >= after:
        raise Refused(
            file.name,
            f"{file.name} is of {in_words(first)} to {in_words(last)}, which fills no week from Monday to Sunday. "
            "Ask for a longer file; counts by week need whole weeks.",
        )
    left = staged.to_weeks(
        file.number,
        monday,
        after,
        complete=layout.complete_from is not None,
        incidents=layout.rows == "incident",
    )
    if not staged.items(file.number):
        raise Refused(
            file.name,
            f"{file.name} holds nothing between {in_words(monday)} and {in_words(after - timedelta(days=1))}, the whole "
            "weeks that it is of.",
        )
    return [f"{file.name}: {note}" for note in _notes(layout, first, last, monday, after, left)]


def short_weeks(staged: Staged, file: ArrivedFile, short: Sequence[Short]) -> list[str]:
    """Mark the weeks from which incidents were rejected as incomplete, and say which; those of no known week, too."""
    by_monday = [(item, area, str(week_of(date.fromisoformat(day)))) for item, area, day in short if day]
    weeks = staged.incomplete(file.number, by_monday)
    lost = len(short) - len(by_monday)
    notes = []
    if weeks:
        named = ", ".join(in_words(date.fromisoformat(week)) for week in weeks[:SHOWN])
        more = f" and {len(weeks) - SHOWN:,} more" if len(weeks) > SHOWN else ""
        notes.append(
            f"{file.name}: incidents were rejected, so what is counted of the weeks from {named}{more} is incomplete: it is "
            "held as the least that there were, and not as a count."
        )
    if lost:
        whose = "1 rejected incident" if lost == 1 else f"{lost:,} rejected incidents"
        notes.append(f"{file.name}: of {whose} no week can be read, so any week may be short of some.")
    return notes


def _notes(layout: Layout, first: date, last: date, monday: date, after: date, left: int) -> list[str]:
    what = "incidents" if layout.rows == "incident" else "days"
    notes = []
    if after <= last:
        notes.append(
            f"its last week, from {in_words(after)}, is left out, as it ends with {in_words(last)} and is not whole."
        )
    if first < monday:
        notes.append(f"the days before {in_words(monday)} are left out, as they fill no week.")
    if left:
        notes.append(f"{left:,} of its {what} lie outside the whole weeks and are not counted.")
    if layout.complete_from is not None:
        notes.append(
            f"it leaves nothing out from {in_words(first)} to {in_words(last)}, as its definition says, so a week "
            "without a row is a zero."
        )
    elif layout.rows == "incident":
        notes.append(
            "a week without a row is a gap and no zero, as nothing says that the file leaves none out. If it is "
            "complete, say complete_from in the layout of the source's definition."
        )
    return notes
