"""A measure over time as a job: what is asked for, and the series."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.definitions import measure_called
from wardmote.evidence import EvidenceAbsent
from wardmote.figures.months import check_month
from wardmote.figures.periods import Length, Quarters
from wardmote.figures.series import Series, series
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class SeriesRequest:
    """Which series: absent choices are the partnership, months or the periods reported, and all that came."""

    measure: str
    area: str | None = None
    by: Length | None = None
    start: str | None = None
    """First month, YYYY-MM."""
    to: str | None = None
    """Last month, YYYY-MM."""
    quarters: Quarters | None = None
    """Which quarters and years; those that the partnership counts in when it is not said."""


def measure_series(workspace: Workspace, request: SeriesRequest) -> Series:
    """Count a measure of an area over time.

    Raises
    ------
    EvidenceAbsent
        When it is counted from police files and none were taken in.
    UnknownNameError, UnknownAreaError, TableError, MonthError
        When something was asked for that does not exist; each says what does.
    """
    from_records = measure_called(workspace.definitions, request.measure).available
    first, last = _supplied(workspace) if from_records else ("", "")
    return series(
        workspace.evidence(),
        workspace.area(request.area),
        request.measure,
        check_month(request.start) if request.start else first,
        check_month(request.to) if request.to else last,
        request.by,
        request.quarters or Quarters(workspace.settings.quarters or Quarters.FINANCIAL),
    )


def _supplied(workspace: Workspace) -> tuple[str, str]:
    """The first and the last month of any force.

    Raises
    ------
    EvidenceAbsent
        When there is none; says what to do.
    """
    row = workspace.snapshot.connection().execute("SELECT min(month), max(month) FROM supplied").fetchone()
    if row is None or row[0] is None:
        last_complete_month(workspace)
        raise EvidenceAbsent("No month was supplied.")
    return str(row[0]), str(row[1])
