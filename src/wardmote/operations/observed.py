"""What partners and the Home Office reported, as a job: what is asked for, and every period with its state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.figures import Area, TableError
from wardmote.figures.observed.listing import ObservedPeriod, observed_periods, unplaced_areas
from wardmote.figures.observed.measures import observed_measures
from wardmote.figures.observed.names import Unplaced
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class ObservedRequest:
    """Which observations: absent choices are the partnership itself, every measure and every period."""

    area: str | None = None
    measures: Sequence[str] = ()
    start: str | None = None
    """First month, YYYY-MM."""
    to: str | None = None
    """Last month, YYYY-MM."""


@dataclass(frozen=True)
class ObservedList:
    """Every period of the measures, and the names of areas that no figure could be counted under."""

    area: Area
    periods: tuple[ObservedPeriod, ...]
    unplaced: tuple[Unplaced, ...]
    snapshot: str


def observed(workspace: Workspace, request: ObservedRequest) -> ObservedList:
    """List what was observed.

    Raises
    ------
    TableError
        When there is no such measure, or it is not counted from observations.
    UnknownAreaError, MonthError
        When something else was asked for that does not exist; each says what does.
    """
    known = [measure.id for measure in observed_measures(workspace.definitions)]
    wrong = [name for name in request.measures if name not in known]
    if wrong:
        raise TableError(
            f"Not counted from what partners or the Home Office report: {', '.join(wrong)}. "
            + (f"Those that are: {', '.join(known)}." if known else "No measure is.")
        )
    evidence, area = workspace.evidence(), workspace.area(request.area)
    found = observed_periods(
        evidence, area, measures=request.measures, start=request.start or "", end=request.to or ""
    )
    return ObservedList(area, tuple(found), unplaced_areas(evidence), evidence.snapshot)
