"""The trend of a measure over all the years in hand, as an analysis asked for by name."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.operations.analyse.asking import AreaAsked, ToAsked
from wardmote.operations.analyse.every import (
    EveryAsked,
    EveryMeasureAsked,
    SinceAsked,
    check_one,
    first_month_asked,
)
from wardmote.operations.tables import month_asked
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class TrendRequest:
    """The trend of one measure of one area, or of every measure."""

    measure: EveryMeasureAsked = ""
    area: AreaAsked = None
    to: ToAsked = None
    since: SinceAsked = None
    every: EveryAsked = False


def run(workspace: Workspace, request: TrendRequest, progress: Progress) -> AnalysisResult:
    """Ask whether a measure rises or falls steadily."""
    from wardmote.analyses.over_time.trend_every import every_trend
    from wardmote.analyses.over_time.trend_result import trend_result

    check_one(request.measure, every=request.every)
    to, since = month_asked(workspace, request.to), first_month_asked(request.since)
    evidence, area = workspace.evidence(), workspace.area(request.area)
    if request.every:
        return every_trend(evidence, area, to, since)
    return trend_result(evidence, area, request.measure, to, since)
