"""What is said of outcomes and searches that cannot be told of, and of searches that leave their result blank."""

from __future__ import annotations

from wardmote.analyses.wording import months_listed, opening, share
from wardmote.figures.held_records import HeldRecords
from wardmote.figures.searches import SearchTable

NAMES = {"outcomes": "how crimes ended", "searches": "stop and search"}
FILES = {"outcomes": "outcomes", "searches": "searches"}


def came(held: HeldRecords) -> str:
    """Of which months records came: "outcomes came for February and March 2026", or that none did."""
    if not held.months:
        return f"no {FILES[held.kind]} were supplied"
    return f"{FILES[held.kind]} came for {months_listed(held.months)}"


def why_not(held: HeldRecords) -> str:
    """Why nothing is said of one kind of records: not supplied, or which months came and how many are needed."""
    name = opening(NAMES[held.kind])
    if not held.months:
        return f"{name}: not supplied."
    return f"{name}: too few months to say anything. {opening(came(held))}; {_needs(held)}."


def _needs(held: HeldRecords) -> str:
    if held.kind == "outcomes":
        return (
            f"to follow crimes of one month and of the same month a year before, each for {held.needed} months, "
            f"it takes {held.in_a_row} months in a row"
        )
    return f"to set a year beside the one before, the same {held.needed} months of both are needed"


def blanks_note(table: SearchTable) -> str:
    """What the searches are that do not say whether their outcome was linked; empty where all say it."""
    part = table.blank_without_action
    if part is None:
        return ""
    many = "all" if part == 1 else share(part)
    return (
        f"Of the searches of which it is not recorded whether the outcome was linked, {many} ended without further "
        "action: the share where it is recorded speaks mostly of searches that something came of. It is not the share "
        "of all searches in which something was found."
    )
