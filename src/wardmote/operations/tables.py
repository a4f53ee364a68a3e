"""The performance table as a job: what is asked for, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.evidence import EvidenceAbsent
from wardmote.figures import Table, performance_table
from wardmote.figures.areas import forces_of
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class TableRequest:
    """Which table: absent choices are the partnership itself, a row a measure, and the last complete month."""

    area: str | None = None
    by: str = "category"
    measures: Sequence[str] = ()
    to: str | None = None
    months: int = 12
    compare: Sequence[str] = ()


def table(workspace: Workspace, request: TableRequest) -> Table:
    """Make the performance table.

    Raises
    ------
    EvidenceAbsent
        When no month is complete in all sources.
    UnknownAreaError, TableError, MonthError
        When something was asked for that does not exist; each says what does.
    """
    return performance_table(
        workspace.evidence(),
        workspace.area(request.area),
        request.to or last_complete_month(workspace),
        by=request.by,
        months=request.months,
        measures=request.measures,
        compare=[workspace.area(code) for code in request.compare],
    )


def last_complete_month(workspace: Workspace) -> str:
    """The last month that every force with files in the snapshot has sent.

    Raises
    ------
    EvidenceAbsent
        When there is none.
    """
    connection = workspace.snapshot.connection()
    row = connection.execute(
        """WITH sent AS (SELECT month, count(DISTINCT force) AS n FROM supplied GROUP BY month)
           SELECT max(month) FROM sent WHERE n = (SELECT count(DISTINCT force) FROM supplied)"""
    ).fetchone()
    if row is None or row[0] is None:
        raise EvidenceAbsent(_why_none(workspace))
    return str(row[0])


def _why_none(workspace: Workspace) -> str:
    sent = workspace.snapshot.connection().execute("SELECT count(*) FROM supplied").fetchone()
    if sent is None or not sent[0]:
        return "No police files were taken in yet. Take some in with 'wardmote ingest PATH'."
    return "No month was sent by every force in the evidence. Name the last month with --to YYYY-MM."


def own_forces(workspace: Workspace) -> list[str]:
    """Codes of the police force areas that the partnership lies in."""
    area = workspace.area()
    return [code for code, _ in forces_of(workspace.snapshot.connection(), [area]).get(area.code, [])]
