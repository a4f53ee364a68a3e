"""What is to be expected of a measure, as an analysis asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.figures.periods import Quarters
from wardmote.operations.analyse.asking import AreaAsked, Ask, ToAsked
from wardmote.operations.analyse.every import (
    EveryAsked,
    EveryMeasureAsked,
    SinceAsked,
    check_one,
    check_target,
    first_month_asked,
)
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.tables import month_asked
from wardmote.operations.targets import targets
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class ForecastRequest:
    """The forecast of one measure of one area, or of every measure."""

    measure: EveryMeasureAsked = ""
    area: AreaAsked = None
    to: ToAsked = None
    since: SinceAsked = None
    months: Annotated[int, Ask("How many months ahead.", "N")] = 12
    target: Annotated[
        float | None,
        Ask(
            "A total for the year, to see what would meet it; without it the partnership's own targets.", "N"
        ),
    ] = None
    every: EveryAsked = False


def run(workspace: Workspace, request: ForecastRequest, progress: Progress) -> AnalysisResult:
    """Forecast a measure, with ranges and with a test on months held back."""
    from wardmote.analyses.ahead.every_forecast import every_forecast
    from wardmote.analyses.ahead.forecast_result import forecast_result

    check_one(request.measure, every=request.every)
    _check(workspace, request)
    evidence, area = workspace.evidence(), workspace.area(request.area)
    to, since = month_asked(workspace, request.to), first_month_asked(request.since)
    if request.every:
        return every_forecast(evidence, area, (since, to), request.months, progress)
    quarters = Quarters(workspace.settings.quarters or Quarters.FINANCIAL)
    return forecast_result(
        evidence,
        area,
        request.measure,
        (since, to),
        request.months,
        quarters,
        targets(workspace) if request.target is None else (),
        request.target,
    )


def _check(workspace: Workspace, request: ForecastRequest) -> None:
    most = int(workspace.definitions.threshold("forecast-most-months"))
    if not 1 <= request.months <= most:
        raise AskedWronglyError(
            f"A forecast can reach 1 to {most} months ahead; {request.months} was asked for. Write --months 12 for a year."
        )
    if request.target is not None and not 0 <= request.target < float("inf"):
        raise AskedWronglyError("A target is a total of a year: a number from 0 up, such as --target 900.")
    check_target(request.target, every=request.every)
