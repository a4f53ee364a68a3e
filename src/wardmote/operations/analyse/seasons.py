"""The month pattern of a measure, as an analysis asked for by name."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.operations.analyse.asking import MeasureRequest
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class SeasonRequest(MeasureRequest):
    """The month pattern of one measure of one area."""


def run(workspace: Workspace, request: SeasonRequest, progress: Progress) -> AnalysisResult:
    """Look for the months that stand above the average, every year."""
    from wardmote.analyses.season_result import season_result

    return season_result(
        workspace.evidence(),
        workspace.area(request.area),
        request.measure,
        request.to or last_complete_month(workspace),
    )
