"""The season of a measure, as an analysis asked for by name."""

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
class SeasonRequest:
    """The season of one measure of one area, or of every measure."""

    measure: EveryMeasureAsked = ""
    area: AreaAsked = None
    to: ToAsked = None
    since: SinceAsked = None
    every: EveryAsked = False


def run(workspace: Workspace, request: SeasonRequest, progress: Progress) -> AnalysisResult:
    """Look for the months that stand out, with intervals."""
    from wardmote.analyses.ahead.season_result import every_season, season_result

    check_one(request.measure, every=request.every)
    evidence, area = workspace.evidence(), workspace.area(request.area)
    to, since = month_asked(workspace, request.to), first_month_asked(request.since)
    if request.every:
        return every_season(evidence, area, (since, to))
    return season_result(evidence, area, request.measure, (since, to))
