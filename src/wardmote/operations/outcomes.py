"""Tables of how crimes ended and of stop and search, as jobs: what is asked for, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.evidence import EvidenceAbsent
from wardmote.figures.areas import Area
from wardmote.figures.comparability import named_forces
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import check_month, in_words
from wardmote.figures.outcomes import OutcomeTable, last_followed, outcome_table, outcomes_supplied
from wardmote.figures.searches import SearchTable, search_table, searches_supplied
from wardmote.operations.workspace import Workspace

MONTHS = 12
"""How long a period is where nobody says."""


@dataclass(frozen=True)
class OutcomesRequest:
    """Which table: absent choices are the partnership itself, all measures, and the last year that can be followed."""

    area: str | None = None
    measures: Sequence[str] = ()
    to: str | None = None
    months: int = MONTHS


@dataclass(frozen=True)
class SearchesRequest:
    """Which table: absent choices are the partnership itself and the last year that was supplied."""

    area: str | None = None
    to: str | None = None
    months: int = MONTHS


def outcomes(workspace: Workspace, request: OutcomesRequest) -> OutcomeTable:
    """Make the table of outcomes.

    Raises
    ------
    EvidenceAbsent
        When no outcomes were taken in, or none of any month can be followed long enough.
    UnknownAreaError, TableError, MonthError
        When something was asked for that does not exist; each says what does.
    """
    evidence, area = workspace.evidence(), workspace.area(request.area)
    if not outcomes_supplied(evidence, area):
        raise EvidenceAbsent(_absent(evidence, area, "outcomes"))
    to = check_month(request.to) if request.to else last_followed(evidence, area)
    if to is None:
        months = int(evidence.definitions.threshold("outcome-follow-up"))
        raise EvidenceAbsent(
            f"No month can be followed yet: a crime is followed for {months} months, and for no month were the outcomes "
            "of all of them taken in. Take in more files of outcomes."
        )
    made = outcome_table(evidence, area, to, months=request.months, measures=request.measures)
    if not made.follow.kept:
        raise EvidenceAbsent(f"No crime of these months can be followed in both years. {made.gaps}")
    return made


def searches(workspace: Workspace, request: SearchesRequest) -> SearchTable:
    """Make the table of stop and search.

    Raises
    ------
    EvidenceAbsent
        When no searches were taken in, or none of the months asked for.
    UnknownAreaError, TableError, MonthError
        When something was asked for that does not exist; each says what does.
    """
    evidence, area = workspace.evidence(), workspace.area(request.area)
    if not searches_supplied(evidence, area):
        raise EvidenceAbsent(_absent(evidence, area, "stop and search"))
    first, last = _span_of_searches(evidence, area)
    to = check_month(request.to) if request.to else last
    if not first <= to <= last:
        raise EvidenceAbsent(
            f"No stop and search of {in_words(to)} was taken in. It runs from {in_words(first)} to {in_words(last)}."
        )
    return search_table(evidence, area, to, months=request.months)


def outcomes_to(evidence: Evidence, area: Area, to: str) -> OutcomeTable | None:
    """The table for a document about the year to a month, or to the last before it that can be followed.

    None where no outcomes were supplied, or no crime of both years can be followed.
    """
    last = last_followed(evidence, area) if outcomes_supplied(evidence, area) else None
    made = outcome_table(evidence, area, min(last, to)) if last else None
    return made if made and made.rows else None


def searches_to(evidence: Evidence, area: Area, to: str) -> SearchTable | None:
    """The table for a document about the year to a month; None where too few months of it were supplied."""
    if not searches_supplied(evidence, area):
        return None
    made = search_table(evidence, area, to)
    return made if None not in made.rows_by("all")[0].n else None


def _span_of_searches(evidence: Evidence, area: Area) -> tuple[str, str]:
    """First month of any force of an area, and last month that all of them sent."""
    rows = evidence.connection.execute(
        """SELECT supplier, min(period), max(period) FROM parts
           WHERE kind = 'searches' AND supplier IN (SELECT unnest(?)) GROUP BY supplier""",
        [named_forces(evidence, [area])[area.code]],
    ).fetchall()
    return min(row[1] for row in rows), min(row[2] for row in rows)


def _absent(evidence: Evidence, area: Area, what: str) -> str:
    titles = [evidence.definitions.forces[force].title for force in named_forces(evidence, [area])[area.code]]
    of = f" of {' and '.join(titles)}" if titles else ""
    return (
        f"Not supplied: no files of {what}{of} were taken in. The archives of data.police.uk hold them if asked: take "
        "one in."
    )
