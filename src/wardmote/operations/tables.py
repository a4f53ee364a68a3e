"""The performance table as a job: what is asked for, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.evidence import EvidenceAbsent
from wardmote.evidence.to_type import to_type
from wardmote.figures import Table, performance_table
from wardmote.figures.comparison import areas_beside
from wardmote.figures.disclosure import public_table
from wardmote.figures.months import check_month, ending, in_words, shift
from wardmote.figures.periods import Asked, PeriodError, Quarters, read_period
from wardmote.operations.workspace import Workspace

MONTHS = 12
"""How long a period is where nobody says."""


@dataclass(frozen=True)
class TableRequest:
    """Which table: absent choices are the partnership itself, a row a measure, and the last complete month."""

    area: str | None = None
    by: str = "category"
    measures: Sequence[str] = ()
    to: str | None = None
    months: int = MONTHS
    compare: Sequence[str] = ()
    """Codes, groups, or force, region, peers, county and national."""
    period: str = ""
    """The period by its name, such as Q4 2023-24, instead of ``to`` and ``months``."""
    two_years: bool = False
    totals: bool = False
    """Whether a table by level of area ends in the whole area."""
    public: bool = False
    """Whether what could point to a person is left out, and what that could be worked out from."""


def table(workspace: Workspace, request: TableRequest) -> Table:
    """Make the performance table.

    Raises
    ------
    EvidenceAbsent
        When no month is complete in all sources.
    UnknownAreaError, TableError, MonthError, PeriodError
        When something was asked for that does not exist; each says what does.
    DisclosureError
        When a public table was asked for whose small counts cannot be hidden.
    """
    evidence, area = workspace.evidence(), workspace.area(request.area)
    asked = period_asked(workspace, request.period) if request.period else None
    if asked and (request.to or request.months != MONTHS):
        raise PeriodError("Name the period either by its name or by its last month and length, not both.")
    to = month_asked(workspace, asked.counted.end if asked else request.to)
    months = len(asked.counted.months) if asked else request.months
    made = performance_table(
        evidence,
        area,
        to,
        by=request.by,
        months=months,
        measures=request.measures,
        compare=areas_beside(evidence, area, request.compare, ending(to, months)),
        two_years=request.two_years,
        totals=request.totals,
        asked=asked,
    )
    return _for_the_public(workspace, made) if request.public else made


def _for_the_public(workspace: Workspace, made: Table) -> Table:
    settings = workspace.settings
    return public_table(
        workspace.evidence(),
        made,
        workspace.area(),
        open_data=settings.suppress_open_data,
        partners=not settings.withhold_partner_figures,
    )


def period_asked(workspace: Workspace, words: str) -> Asked:
    """The period that somebody asked for by name, in the quarters that the partnership counts in.

    Raises
    ------
    EvidenceAbsent
        When no month is complete in all sources.
    PeriodError
        When the words mean no period, or two.
    """
    quarters = Quarters(workspace.settings.quarters or Quarters.FINANCIAL)
    return read_period(words, last_complete_month(workspace), quarters)


def month_asked(workspace: Workspace, to: str | None) -> str:
    """The last month of a period as somebody asked for it; without one the last complete month.

    Raises
    ------
    EvidenceAbsent
        When nothing near it was supplied.
    MonthError
        When it is not YYYY-MM.
    """
    return _supplied(workspace, check_month(to)) if to else last_complete_month(workspace)


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


def _supplied(workspace: Workspace, month: str) -> str:
    """The month, if it does not lie outside everything supplied.

    Raises
    ------
    EvidenceAbsent
        When it does: a table of months that nobody sent would be all gaps.
    """
    row = workspace.snapshot.connection().execute("SELECT min(month), max(month) FROM supplied").fetchone()
    if row is None or row[0] is None:
        raise EvidenceAbsent(_why_none(workspace))
    if not row[0] <= month <= row[1] and not _observed(workspace, month):
        raise EvidenceAbsent(
            f"No police file of {in_words(month)} was taken in. The evidence runs from {in_words(row[0])} to "
            f"{in_words(row[1])}."
        )
    return month


def _observed(workspace: Workspace, month: str) -> bool:
    """Whether partners or the Home Office reported anything of the year to a month."""
    found = (
        workspace.snapshot.connection()
        .execute(
            """SELECT 1 FROM observations WHERE "end" <= ? AND "end" > ? AND state <> 'not-supplied' LIMIT 1""",
            [month, shift(month, -MONTHS)],
        )
        .fetchone()
    )
    return found is not None


def _why_none(workspace: Workspace) -> str:
    sent = workspace.snapshot.connection().execute("SELECT count(*) FROM supplied").fetchone()
    if sent is None or not sent[0]:
        how = to_type(" with 'wardmote ingest PATH'")
        return f"No police files were taken in yet. Take some in{how}."
    return "No month was sent by every force in the evidence. Name the last month, such as 2026-03."
