"""What is known of a measure in one period, and what a row counted from observations says beside its counts."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.figures.months import Period
from wardmote.figures.tokens import State

Pair = tuple[float | None, float | None]


@dataclass(frozen=True)
class Cell:
    """What was reported of a measure for an area and period, or why there is no number.

    ``value`` None unless the state is known or zero. ``at_least``: what the parts that are known come to, where another
    is suppressed. ``base``: how many people a share is of. ``conflict``: what each of the sources that disagree says.
    """

    state: State
    value: float | None = None
    at_least: float | None = None
    base: float | None = None
    sources: tuple[str, ...] = ()
    conflict: tuple[tuple[str, float], ...] = ()
    note: str = ""

    @property
    def reported(self) -> bool:
        """Whether something came, be it a number, a suppressed one, or two that disagree."""
        return self.state is not State.NOT_SUPPLIED


GAP = Cell(State.NOT_SUPPLIED)
"""A period that nobody supplied."""


@dataclass(frozen=True)
class Observed:
    """What a row counted from observations says beside a count.

    ``now`` and ``before`` are the values as supplied, which for a share or a sum of money need not be whole;
    ``points`` is their difference where they are shares, in percentage points.
    """

    every: int
    """Months in each of the periods that were supplied: 1, 3 or 12."""
    now: float | None = None
    before: float | None = None
    state_before: State = State.NOT_SUPPLIED
    at_least: Pair = (None, None)
    """What the known parts come to, earlier and later, where another part is suppressed."""
    bases: Pair = (None, None)
    """How many people each share is of, earlier and later."""
    points: float | None = None
    points_interval: Pair | None = None
    sources: tuple[str, ...] = ()
    """Source definitions whose files it was counted from."""
    counted: tuple[int, int] = (0, 0)
    """How many periods each year is summed from, and how many a whole one has."""
    summed_from: str = ""
    """Level of the areas that were added up, where the area itself was not reported."""
    left_out: tuple[Period, ...] = ()
    """Periods of either year that were not supplied."""
    last: tuple[Period, float | None] | None = None
    """The last period that was supplied, and its value; None where none ever was."""
    line: tuple[tuple[Period, float | None], ...] = ()
    """Every period of the years in hand, oldest first; None is a gap, or not to be shown."""
    notes: tuple[str, ...] = ()
    """What a reader of this row must know, in sentences."""
    only_of: tuple[str, ...] = ()
    """Names of the parts of the area, of which alone it was ever reported, where others never were."""
    options: str = ""
    """What else decides its numbers."""
