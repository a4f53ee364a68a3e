"""The forecast of a measure as a whole analysis."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wardmote.analyses.ahead.fan_picture import fan, held_back_fan
from wardmote.analyses.ahead.forecast_words import (
    SURE,
    aim_finding,
    held_back_finding,
    outlook_finding,
    rests_on,
    span_words,
    year_finding,
)
from wardmote.analyses.ahead.outlook import HeldBack, Outlook, outlooks, stretch_of
from wardmote.analyses.ahead.year import Aim, YearAhead, aim_of, aims_set, months_to_year_end, year_ahead
from wardmote.analyses.finding import Finding
from wardmote.analyses.over_time.history import history
from wardmote.analyses.result import AnalysisResult, Cell, Kind, Refusal, ResultColumn, ResultTable
from wardmote.analyses.wording import number_word, opening
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.periods import Quarters, in_dates
from wardmote.figures.target_rows import TargetRow
from wardmote.methods.forecast import MODELS

NAMED = ("ets", "stl", "linear", "naive")
TITLES = ("Smoothing", "STL", "Line", "Year before")
RANGES = (
    ResultColumn("low80", "80% from", Kind.COUNT),
    ResultColumn("high80", "80% to", Kind.COUNT),
    ResultColumn("low95", "95% from", Kind.COUNT),
    ResultColumn("high95", "95% to", Kind.COUNT),
)


def forecast_result(
    evidence: Evidence,
    area: Area,
    measure: str,
    span: tuple[str, str],
    months: int,
    quarters: Quarters,
    targets: Sequence[TargetRow] = (),
    target: float | None = None,
) -> AnalysisResult:
    """What is to be expected in the months to come, its test, where the year will end, and what a target would take.

    Parameters
    ----------
    span
        The first month to rest on, or "" for all there is, and the last.
    months
        How far ahead.
    targets
        The partnership's own; those for this measure, area and year are asked about.
    target
        A total for the year, asked about instead of them.

    Raises
    ------
    CannotBearError
        When too little came for a forecast.
    TableError, UnknownNameError, MonthError
        When there is no such measure, or no source can supply it.
    """
    stretch = stretch_of(history(evidence, area, measure, span[1], span[0]), evidence.definitions, span[1])
    further = max(months, months_to_year_end(stretch.span.end, quarters))
    whole = outlooks([stretch], further, evidence.definitions)[0]
    outlook = cut_to(whole, months)
    year = year_ahead(whole, quarters)
    aims = _aims(whole, year, targets, target)
    findings = _findings(outlook, year, aims)
    held = held_back_fan(outlook)
    refused = [year] if isinstance(year, Refusal) else []
    return AnalysisResult(
        analysis="forecast",
        title=f"{findings[0].lead}{findings[0].rest}",
        asked=(
            ("Measure", outlook.history.measure.title),
            ("Area", area.name),
            ("Rests on", in_dates(stretch.span)),
            ("Ahead", opening(span_words(outlook))),
        ),
        findings=findings,
        tables=_tables(outlook, year, aims),
        pictures=(fan(outlook), *((held,) if held else ())),
        sure=(rests_on(outlook), *outlook.forecasts.notes(), *_few(evidence, outlook), *SURE),
        snapshot=evidence.snapshot,
        refused=(*refused, *(() if outlook.test else (_untested(outlook),))),
        caveats=outlook.history.caveats,
        options=f"{outlook.history.options};months={months};ets={outlook.forecasts.ets[0]}",
        marking=evidence.marking,
    )


def cut_to(outlook: Outlook, months: int) -> Outlook:
    """The first months of an outlook that reaches further."""
    n = -(-months // outlook.history.every)
    if n >= len(outlook.periods):
        return outlook
    made = outlook.forecasts.first(n)
    return Outlook(outlook.stretch, outlook.periods[:n], made, outlook.test)


def _aims(
    outlook: Outlook, year: YearAhead | Refusal, targets: Sequence[TargetRow], target: float | None
) -> tuple[Aim, ...]:
    if isinstance(year, Refusal):
        return ()
    if target is not None:
        return (aim_of(year, target, "The total asked about"),)
    return aims_set(outlook, year, targets)


def _findings(outlook: Outlook, year: YearAhead | Refusal, aims: Sequence[Aim]) -> tuple[Finding, ...]:
    said = [outlook_finding(outlook)]
    tested = held_back_finding(outlook)
    said += [tested] if tested else []
    if not isinstance(year, Refusal):
        if year.steps_in_hand or year.left != outlook.periods:
            said.append(year_finding(outlook, year))
        said += [aim_finding(outlook, year, aim) for aim in aims]
    return tuple(said)


def _few(evidence: Evidence, outlook: Outlook) -> list[str]:
    if outlook.stretch.average >= evidence.definitions.threshold("forecast-few"):
        return []
    return [
        f"There are so few in a {outlook.history.step} that its own range says little: read the sum of all of them."
    ]


def _untested(outlook: Outlook) -> Refusal:
    n = number_word(len(outlook.stretch.values))
    return Refusal(
        "How good such a forecast would have been cannot be tested.",
        f"Only {n} {outlook.history.step}s can be used; a test holds a year back and needs two before it.",
        "Take the ranges as too narrow rather than too wide until three years are in hand.",
    )


def _tables(outlook: Outlook, year: YearAhead | Refusal, aims: Sequence[Aim]) -> tuple[ResultTable, ...]:
    tables = [_ahead(outlook)]
    if outlook.test:
        tables += [_models(outlook, outlook.test), _held(outlook, outlook.test)]
    if not isinstance(year, Refusal):
        tables.append(_year(year))
        tables += [_aim(year, aim, number) for number, aim in enumerate(aims, start=1) if aim.monthly]
    return tuple(tables)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _ahead(outlook: Outlook) -> ResultTable:
    made = outlook.forecasts
    models = tuple(ResultColumn(name, title, Kind.COUNT) for name, title in zip(NAMED, TITLES, strict=True))
    rows: list[tuple[Cell, ...]] = []
    for at, period in enumerate(outlook.periods):
        limits = (made.low80, made.high80, made.low95, made.high95)
        rows.append(
            (
                in_dates(period),
                float(made.mean[0, at]),
                *(float(one[0, at]) for one in limits),
                *(_number(float(one)) for one in made.each[:, 0, at]),
            )
        )
    columns = (
        ResultColumn("period", opening(outlook.history.step)),
        ResultColumn("expected", "Expected", Kind.COUNT),
    )
    return ResultTable(
        "ahead",
        f"What is expected, {outlook.history.step} by {outlook.history.step}, and what each of the four models says",
        (*columns, *RANGES, *models),
        tuple(rows),
    )


def _models(outlook: Outlook, test: HeldBack) -> ResultTable:
    tested = test.tested
    rows: list[tuple[Cell, ...]] = [("mean of the four", _number(float(tested.mase[0])))]
    rows += [(name, _number(float(one))) for name, one in zip(MODELS, tested.mase_each[:, 0], strict=True)]
    return ResultTable(
        "back-test",
        f"Errors on the {number_word(len(test.held))} {outlook.history.step}s held back",
        (ResultColumn("model", "Model"), ResultColumn("mase", "MASE", Kind.RATIO)),
        tuple(rows),
        (
            "MASE: the average miss against that of repeating the year before within the earlier years; below 1 is "
            "better.",
        ),
    )


def _held(outlook: Outlook, test: HeldBack) -> ResultTable:
    made, came = test.tested.forecasts, test.came
    rows = tuple(
        (
            in_dates(period),
            _number(float(came[at])),
            float(made.mean[0, at]),
            *(float(one[0, at]) for one in (made.low80, made.high80, made.low95, made.high95)),
            None if np.isnan(came[at]) else bool(made.low80[0, at] <= came[at] <= made.high80[0, at]),
        )
        for at, period in enumerate(test.held)
    )
    return ResultTable(
        "held-out",
        "What came, and what would have been expected",
        (
            ResultColumn("period", opening(outlook.history.step)),
            ResultColumn("came", "Came", Kind.COUNT),
            ResultColumn("expected", "Expected", Kind.COUNT),
            *RANGES,
            ResultColumn("within80", "Within 80%", Kind.YES),
        ),
        rows,
    )


def _year(year: YearAhead) -> ResultTable:
    end = year.end
    return ResultTable(
        "year-end",
        f"Where {year.name[:1].lower()}{year.name[1:]} will end",
        (
            ResultColumn("year", "Year"),
            ResultColumn("so_far", "So far", Kind.COUNT),
            ResultColumn("left", "Still to come", Kind.COUNT),
            ResultColumn("expected", "Expected", Kind.COUNT),
            *RANGES,
            ResultColumn("by_days", "By days alone", Kind.COUNT),
        ),
        (
            (
                year.name,
                year.given if year.steps_in_hand else None,
                len(year.left),
                float(end.mean[0]),
                *(float(one[0]) for one in (end.low80, end.high80, end.low95, end.high95)),
                _number(float(end.by_days[0])),
            ),
        ),
    )


def _aim(year: YearAhead, aim: Aim, number: int) -> ResultTable:
    rows = tuple(
        (in_dates(period), float(year.end.monthly[0, at]), aim.monthly[at])
        for at, period in enumerate(year.left)
    )
    return ResultTable(
        "target" if number == 1 else f"target-{number}",
        f"{aim.title}: what would end the year at {aim.total:,.0f}",
        (
            ResultColumn("period", "Period"),
            ResultColumn("expected", "Expected", Kind.COUNT),
            ResultColumn("would_be", "Would have to be", Kind.COUNT),
        ),
        rows,
        ("Spread over the year as the forecast is. In whole numbers the column need not add up exactly.",),
    )
