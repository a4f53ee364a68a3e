"""Weeks with more than expected, as an analysis asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, cast

from wardmote.analyses.result import AnalysisResult, CannotBearError, Refusal
from wardmote.definitions import Measure, measure_called
from wardmote.evidence import Progress
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.weeks import WeekSeries, measures_by_week, week_series
from wardmote.operations.analyse.asking import AreaAsked, Ask
from wardmote.operations.analyse.every import check_one
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace

if TYPE_CHECKING:
    from wardmote.analyses.exceptional.watching import Method

METHODS = ("farrington", "harmonic", "ears")
WOULD = (
    "police.uk gives months only. Ask the police analyst, or the partner who counts, for counts by week: columns Area, "
    "Measure, Week (its Monday) and Value. Such a file is taken in as it is (source weekly-counts); for another layout, or "
    "for one row an incident, say first what its columns hold."
)


@dataclass(frozen=True)
class ExceptionalRequest:
    """The last weeks of one measure, or the latest of every one."""

    measure: Annotated[str | None, Ask("Identifier of the measure.", "MEASURE", first=True)] = None
    weeks: Annotated[int | None, Ask("How many of the latest weeks to watch.", "N")] = None
    method: Annotated[
        str | None, Ask("farrington, harmonic or ears; without it by the history there is.", "NAME")
    ] = None
    scan: Annotated[int | None, Ask("Also look for the busiest spell of so many weeks.", "WEEKS")] = None
    every: Annotated[
        bool, Ask("The latest week of every measure that is counted by week, source by source.")
    ] = False
    source: Annotated[str | None, Ask("Source that counts, where several do.", "NAME")] = None
    area: AreaAsked = None
    to: Annotated[
        str | None, Ask("Last week, by its Monday; the last one held without it.", "YYYY-MM-DD")
    ] = None


def run(workspace: Workspace, request: ExceptionalRequest, progress: Progress) -> AnalysisResult:
    """Set the last weeks against what was to be expected."""
    from wardmote.analyses.exceptional.every_measure import every_measure
    from wardmote.analyses.exceptional.one_measure import one_measure

    _check(request)
    evidence, area = workspace.evidence(), workspace.area(request.area)
    method = cast("Method | None", request.method)
    if request.every or request.measure is None:
        held = [
            one for measure in measures_by_week(evidence) for one in _held(evidence, measure, area, request)
        ]
        if not held:
            raise CannotBearError(_none(f"anything in {area.name}"))
        return every_measure(evidence, area, held, method)
    series = _series(evidence, request.measure, area, request)
    if series is None:
        title = measure_called(evidence.definitions, request.measure).title
        raise CannotBearError(_none(f"{title.lower()} in {area.name}"))
    last = request.weeks or int(evidence.definitions.threshold("exceptional-weeks"))
    return one_measure(evidence, series, last, method, request.scan)


def _check(request: ExceptionalRequest) -> None:
    check_one(request.measure or "", every=request.every)
    if request.method is not None and request.method not in METHODS:
        raise AskedWronglyError(f"There is no method {request.method!r}. There are {', '.join(METHODS)}.")
    for name, given in (("weeks", request.weeks), ("scan", request.scan)):
        if given is not None and given < 1:
            raise AskedWronglyError(f"--{name} is a number of weeks, 1 or more: found {given}.")
    if request.every and (request.weeks or request.scan):
        raise AskedWronglyError(
            "--every looks at the latest week of each measure: leave --weeks and --scan out."
        )


def _series(evidence: Evidence, measure: str, area: Area, request: ExceptionalRequest) -> WeekSeries | None:
    """The counts by week of one measure, up to the week that was asked for; None where there are none.

    Raises
    ------
    AskedWronglyError
        When several sources count it and none was named, or that one does not.
    """
    asked = measure_called(evidence.definitions, measure)
    found = _held(evidence, asked, area, request)
    there = [one.source for one in week_series(evidence, asked, area)]
    if request.source is not None and there and request.source not in there:
        raise AskedWronglyError(f"{request.source} does not count it by week. Sources: {', '.join(there)}.")
    if len(found) > 1:
        named = ", ".join(f"{one.source} ({one.title})" for one in found)
        raise AskedWronglyError(
            f"Several sources count {found[0].measure.title} by week: {named}. Name one with --source."
        )
    return found[0] if found else None


def _held(evidence: Evidence, measure: Measure, area: Area, request: ExceptionalRequest) -> list[WeekSeries]:
    """What each source asked for counts of a measure, up to the week that was asked for."""
    found = [
        one
        for one in week_series(evidence, measure, area)
        if request.source is None or one.source == request.source
    ]
    cut = [one.until(_monday(request.to)) if request.to else one for one in found]
    return [one for one in cut if one.weeks]


def _monday(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise AskedWronglyError(
            f"{text} is no date. Write the Monday of the last week as 2025-02-10."
        ) from error
    return (day - timedelta(days=day.weekday())).isoformat()


def _none(what: str) -> Refusal:
    return Refusal(
        f"It cannot be said whether a week had more of {what} than expected.",
        "No counts by week of it are held, and months are too long: a bad week is lost among four.",
        WOULD,
    )
