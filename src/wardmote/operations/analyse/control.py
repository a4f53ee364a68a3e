"""The control chart of a measure, as an analysis asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.figures.months import check_month
from wardmote.operations.analyse.asking import AreaAsked, Ask, ToAsked
from wardmote.operations.analyse.every import (
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

if TYPE_CHECKING:
    from wardmote.analyses.over_time.control import ChartAsked

TwoOfThree = Literal["mdc-2023", "nhs-r"]


@dataclass(frozen=True)
class ControlRequest:
    """The control chart of one measure of one area, or the signals of every measure."""

    measure: EveryMeasureAsked = ""
    area: AreaAsked = None
    to: ToAsked = None
    since: SinceAsked = None
    rebase: Annotated[
        str, Ask("Months at which limits start anew, with commas; recording breaks do so anyway.", "YYYY-MM")
    ] = ""
    screen: Annotated[
        bool,
        Ask("Leave out very large moving ranges once, as NHSRplotthedots does; NHS England's tool does not."),
    ] = False
    two_of_three: Annotated[
        TwoOfThree, Ask("The rule of Making Data Count since November 2023, or that of NHSRplotthedots.")
    ] = "mdc-2023"
    target: Annotated[
        float | None,
        Ask(
            "A level a month or quarter to hold against the limits; without it the partnership's own targets.",
            "NUMBER",
        ),
    ] = None
    rolling: Annotated[
        int, Ask("Months in each value; anything but 1 is refused, and says why.", "MONTHS")
    ] = 1
    every: Annotated[bool, Ask("Every measure: which has a signal in the last months.")] = False


def run(workspace: Workspace, request: ControlRequest, progress: Progress) -> AnalysisResult:
    """Ask whether a month is unlike the others."""
    from wardmote.analyses.over_time.control import refuse_rolling
    from wardmote.analyses.over_time.control_every import every_control
    from wardmote.analyses.over_time.control_result import control_result

    check_one(request.measure, every=request.every)
    if request.rolling < 1:
        raise AskedWronglyError("A value covers one month at least: ask without --rolling.")
    refuse_rolling(request.rolling, workspace.definitions)
    asked = _asked(request)
    to, since = month_asked(workspace, request.to), first_month_asked(request.since)
    evidence, area = workspace.evidence(), workspace.area(request.area)
    if request.every:
        return every_control(evidence, area, to, asked, since)
    own = targets(workspace) if request.target is None else ()
    return control_result(evidence, area, request.measure, to, asked, since, own)


def _asked(request: ControlRequest) -> ChartAsked:
    from wardmote.analyses.over_time.control import ChartAsked, TwoOfThreeRule

    if request.two_of_three not in get_args(TwoOfThree):
        raise AskedWronglyError(
            f"Two of three has the rules {' and '.join(get_args(TwoOfThree))}: {request.two_of_three!r} is neither."
        )
    check_target(request.target, every=request.every)
    months = tuple(check_month(one.strip()) for one in request.rebase.split(",") if one.strip())
    return ChartAsked(request.screen, TwoOfThreeRule(request.two_of_three), months, request.target)
