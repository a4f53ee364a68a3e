"""A measure against deprivation, as an analysis asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.figures.months import ending
from wardmote.figures.performance import measure_of_any_source
from wardmote.operations.analyse.asking import Ask, MeasureRequest
from wardmote.operations.tables import MONTHS, month_asked
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class DeprivationRequest(MeasureRequest):
    """A measure of an area by tenth of deprivation."""

    domain: Annotated[str, Ask("Domain of deprivation, such as income or employment.", "ID")] = "overall"
    release: Annotated[str, Ask("Release, such as 2019; the newest held without it.", "YEAR")] = ""


def run(workspace: Workspace, request: DeprivationRequest, progress: Progress) -> AnalysisResult:
    """Rate by tenth of deprivation of small areas, with slope and relative index of inequality."""
    from wardmote.analyses.gradient_result import gradient_result

    evidence = workspace.evidence()
    return gradient_result(
        evidence,
        workspace.area(request.area),
        measure_of_any_source(evidence, request.measure),
        ending(month_asked(workspace, request.to), MONTHS),
        request.domain,
        request.release,
    )
