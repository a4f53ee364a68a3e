"""Which areas' share of the whole changed, as an analysis asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.operations.analyse.asking import Ask, MeasureRequest
from wardmote.operations.tables import month_asked
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class AreaSharesRequest(MeasureRequest):
    """The shares of the areas of a level of one measure, this year and the year before."""

    level: Annotated[str, Ask("Level of the areas, such as ward.", "LEVEL")] = "ward"


def run(workspace: Workspace, request: AreaSharesRequest, progress: Progress) -> AnalysisResult:
    """Ask where a measure has moved within an area."""
    from wardmote.analyses.two_periods.area_shares_result import area_shares_result

    return area_shares_result(
        workspace.evidence(),
        workspace.area(request.area),
        request.measure,
        month_asked(workspace, request.to),
        request.level,
    )
