"""Days that run: until when, and whether they were met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from wardmote.definitions.registers import Clock, Register, RegisterStatus

SATURDAY = 5
State = Literal["running", "late", "met", "met late", "closed", "unknown"]
"""``unknown``: it counts working days into a year of which the bank holidays are not known."""


class BeyondHolidaysError(ValueError):
    """Working days run past the last year of which the bank holidays are known."""


@dataclass(frozen=True)
class Running:
    """A clock of an entry on a day. ``met``: the day on which it was met, where that is known."""

    clock: Clock
    due: date
    state: State
    met: date | None = None

    @property
    def is_late(self) -> bool:
        """Whether its day is past and nothing has met it."""
        return self.state == "late"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in ("running", "late")


def running(
    register: Register,
    status: RegisterStatus,
    values: Mapping[str, Any],
    day: date,
    holidays: frozenset[date],
) -> Iterator[Running]:
    """Every clock of an entry that has begun, as it stands on a day.

    A clock is met by its own date where it names one. Closing an entry ends the others; it does not meet a clock that
    names a date: that one stands as closed, neither met nor late. One that outlasts the closure runs on.
    """
    for clock in register.clocks:
        if not has_begun(clock, values):
            continue
        begun = values[clock.starts]
        try:
            due = due_day(clock, date.fromisoformat(begun), holidays)
        except BeyondHolidaysError:
            yield Running(clock, date.fromisoformat(begun), "unknown")
            continue
        met = date.fromisoformat(values[clock.met_by]) if clock.met_by and values.get(clock.met_by) else None
        if met is not None:
            yield Running(clock, due, "met" if met <= due else "met late", met)
        elif not status.open and not clock.outlasts:
            yield Running(clock, due, "closed")
        else:
            yield Running(clock, due, "late" if due < day else "running")


def has_begun(clock: Clock, values: Mapping[str, Any]) -> bool:
    """Whether a clock runs for an entry: it has the date from which it does, and is of the kind that it is for."""
    return bool(values.get(clock.starts)) and all(
        values.get(name) == choice for name, choice in clock.where.items()
    )


def unmet(register: Register, status: RegisterStatus, values: Mapping[str, Any]) -> list[str]:
    """Dates without which an entry cannot be closed: those of clocks that outlast its closure."""
    if status.open:
        return []
    return [one.met_by for one in register.clocks if one.outlasts and has_begun(one, values)]


def due_day(clock: Clock, begun: date, holidays: frozenset[date]) -> date:
    """The last day on which a clock is met in time: so many days after the day on which it began.

    Raises
    ------
    BeyondHolidaysError
        When working days run past the last year of which bank holidays are known.
    """
    if not clock.working:
        return begun + timedelta(days=clock.days)
    day, left = begun, clock.days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY and day not in holidays
    if clock.days and day.year > max((one.year for one in holidays), default=0):
        raise BeyondHolidaysError(
            f"The bank holidays of {day.year} are not known yet. Add them to the definitions."
        )
    return day
