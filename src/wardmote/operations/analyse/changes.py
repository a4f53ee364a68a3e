"""The change of a measure between two periods, as an analysis asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.figures.periods import PeriodError
from wardmote.operations.analyse.asking import Ask, MeasureRequest
from wardmote.operations.tables import MONTHS, month_asked, period_asked
from wardmote.operations.workspace import Workspace

PeriodAsked = Annotated[
    str, Ask("The later period by its name, such as 2023-24, instead of --to and --months.", "PERIOD")
]
MonthsAsked = Annotated[int, Ask("How many months each period has, 1 to 12.", "N")]


@dataclass(frozen=True)
class ChangeRequest(MeasureRequest):
    """One measure of one area against the same months a year before."""

    months: MonthsAsked = MONTHS
    period: PeriodAsked = ""


def run(workspace: Workspace, request: ChangeRequest, progress: Progress) -> AnalysisResult:
    """Ask whether a measure changed by more than chance."""
    from wardmote.analyses.two_periods.change_result import change_result

    asked = period_asked(workspace, request.period) if request.period else None
    if asked and (request.to or request.months != MONTHS):
        raise PeriodError("Name the period either by its name or by its last month and length, not both.")
    to = month_asked(workspace, asked.counted.end if asked else request.to)
    months = len(asked.counted.months) if asked else request.months
    return change_result(
        workspace.evidence(), workspace.area(request.area), request.measure, to, months, asked
    )
