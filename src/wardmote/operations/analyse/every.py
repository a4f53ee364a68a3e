"""What the analyses that take one measure, or every measure, ask for alike."""

from __future__ import annotations

from typing import Annotated

from wardmote.figures.months import check_month
from wardmote.operations.analyse.asking import Ask
from wardmote.operations.errors import AskedWronglyError

EveryMeasureAsked = Annotated[
    str, Ask("Identifier of the measure; leave it out with --every.", "[MEASURE]", first=True)
]
EveryAsked = Annotated[bool, Ask("Every measure that bears it, in one table.")]
SinceAsked = Annotated[
    str | None, Ask("First month to rest on; without it the first of which anything came.", "YYYY-MM")
]


def check_one(measure: str, *, every: bool) -> None:
    """Refuse to be asked for a measure and every measure at once, or for neither.

    Raises
    ------
    AskedWronglyError
        When both were given, or neither.
    """
    if bool(measure) == every:
        raise AskedWronglyError(
            "Name one measure, or ask for all of them with --every; 'wardmote measures' lists the measures."
        )


def check_target(target: float | None, *, every: bool) -> None:
    """Refuse a target of every measure.

    Raises
    ------
    AskedWronglyError
        When both were given.
    """
    if every and target is not None:
        raise AskedWronglyError("A target is of one measure: name it, and leave --every out.")


def first_month_asked(since: str | None) -> str:
    """The first month as it was asked for; empty for the first of which anything came.

    Raises
    ------
    MonthError
        When it is not YYYY-MM.
    """
    return check_month(since) if since else ""
