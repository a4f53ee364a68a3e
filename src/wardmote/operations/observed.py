"""What partners and the Home Office reported, as a job: what is asked for, and every period with its state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.definitions import measure_called
from wardmote.definitions.asking import nearest, offer
from wardmote.figures import Area, TableError
from wardmote.figures.observed.listing import (
    ObservedPeriod,
    observed_periods,
    reported_around,
    unplaced_areas,
)
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
    around: tuple[Area, ...] = ()
    """Areas that were reported and in which this one lies, where nothing of its own was."""


def observed(workspace: Workspace, request: ObservedRequest) -> ObservedList:
    """List what was observed.

    Raises
    ------
    TableError
        When a measure is not counted from observations.
    UnknownNameError, UnknownAreaError, MonthError
        When something else was asked for that does not exist; each says what does.
    """
    asked = [measure_called(workspace.definitions, name) for name in request.measures]
    known = observed_measures(workspace.definitions)
    wrong = [measure.id for measure in asked if measure not in known]
    if wrong:
        called = [(one.id, (one.title, one.short_title)) for one in known]
        near = list(dict.fromkeys(like for name in wrong for like in nearest(name, called)))
        raise TableError(
            f"Not counted from what partners or the Home Office report: {', '.join(wrong)}.{offer(near)} 'wardmote "
            "measures' lists what is."
        )
    evidence, area = workspace.evidence(), workspace.area(request.area)
    found = observed_periods(
        evidence, area, measures=[one.id for one in asked], start=request.start or "", end=request.to or ""
    )
    around = () if found else tuple(reported_around(evidence, area))
    return ObservedList(area, tuple(found), unplaced_areas(evidence), evidence.snapshot, around)
