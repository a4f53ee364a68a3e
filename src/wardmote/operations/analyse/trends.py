"""The trend of a measure over all the years in hand, as an analysis asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.figures.months import check_month
from wardmote.operations.analyse.asking import AreaAsked, Ask, ToAsked
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.tables import month_asked
from wardmote.operations.workspace import Workspace

SinceAsked = Annotated[
    str | None, Ask("First month; without it the first of which anything came.", "YYYY-MM")
]


@dataclass(frozen=True)
class TrendRequest:
    """The trend of one measure of one area, or of every measure."""

    measure: Annotated[
        str, Ask("Identifier of the measure; leave it out with --every.", "[MEASURE]", first=True)
    ] = ""
    area: AreaAsked = None
    to: ToAsked = None
    since: SinceAsked = None
    every: Annotated[bool, Ask("Every measure of the police's records, in one table.")] = False


def run(workspace: Workspace, request: TrendRequest, progress: Progress) -> AnalysisResult:
    """Ask whether a measure rises or falls steadily."""
    from wardmote.analyses.over_time.trend_result import every_trend, trend_result

    check_one(request.measure, every=request.every)
    to, since = month_asked(workspace, request.to), check_since(request.since)
    evidence, area = workspace.evidence(), workspace.area(request.area)
    if request.every:
        return every_trend(evidence, area, to, since)
    return trend_result(evidence, area, request.measure, to, since)


def check_one(measure: str, *, every: bool) -> None:
    """Refuse to be asked for a measure and every measure at once, or for neither.

    Raises
    ------
    AskedWronglyError
        When both were given, or neither.
    """
    if bool(measure) == every:
        raise AskedWronglyError(
            "Name one measure, or ask for all of them with --every; 'wardmote table performance' lists the measures."
        )


def check_since(since: str | None) -> str:
    """The first month as it was asked for; empty for the first of which anything came.

    Raises
    ------
    MonthError
        When it is not YYYY-MM.
    """
    return check_month(since) if since else ""
