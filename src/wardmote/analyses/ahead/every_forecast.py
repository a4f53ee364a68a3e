"""The outlook of every measure in one table."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from wardmote.analyses.ahead.forecast_words import SURE, beside_before, range_words, total_of
from wardmote.analyses.ahead.outlook import Outlook, Stretch, outlooks, stretch_of
from wardmote.analyses.every_measure import asked_of_every, counted_measures, look_at_every
from wardmote.analyses.finding import Finding
from wardmote.analyses.over_time.history import history
from wardmote.analyses.result import (
    AnalysisResult,
    Cell,
    Kind,
    Refusal,
    ResultColumn,
    ResultTable,
)
from wardmote.analyses.wording import amount, count, inside, listed, number_word, opening
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, in_words
from wardmote.figures.periods import in_dates

Told = Callable[[str, int, int], None]


def every_forecast(
    evidence: Evidence, area: Area, span: tuple[str, str], months: int, told: Told
) -> AnalysisResult:
    """Forecast every measure that bears it; those that do not are named with the reason.

    ``span``: the first month to rest on, or "" for all there is, and the last.

    Raises
    ------
    CannotBearError
        When none does.
    """
    none = Refusal(
        f"No measure can be forecast in {area.name}.",
        f"None of them has a year of months in hand up to {in_words(span[1])} since its recording last changed.",
        "Take in the files of earlier months.",
    )
    looked = look_at_every(
        counted_measures(evidence.definitions), lambda one: _stretch(evidence, area, one.id, span), none
    )
    told("Forecasts", 0, 1)
    found = outlooks(looked.found, months, evidence.definitions)
    told("Forecasts", 1, 1)
    outside = [one for one in found if _outside(one)]
    tests = [one.test.tested for one in found if one.test]
    better = sum(bool(one.mase[0] < one.mase_naive[0]) for one in tests)
    title = (
        f"For {amount(len(found), 'measure', 'measures')} of {area.name} an outlook can be given; "
        f"{_outside_words(outside)}."
    )
    return AnalysisResult(
        analysis="forecast",
        title=title,
        asked=asked_of_every(area, span[1]),
        findings=(*(_finding(one) for one in outside), *_tested(better, len(tests))),
        tables=(_table(found, months),),
        pictures=(),
        sure=(
            *SURE,
            "Of twenty measures that nothing happens to, about four lie outside their 80% range by chance alone.",
        ),
        snapshot=evidence.snapshot,
        refused=looked.refused,
        options=f"months={months}",
        marking=evidence.marking,
    )


def _stretch(evidence: Evidence, area: Area, measure: str, span: tuple[str, str]) -> Stretch:
    return stretch_of(history(evidence, area, measure, span[1], span[0]), evidence.definitions, span[1])


def _outside(outlook: Outlook) -> bool:
    """Whether the same months of the year before lie outside the 80% range."""
    said = beside_before(outlook, total_of(outlook))
    return bool(said) and "inside that range" not in said


def _outside_words(outside: list[Outlook]) -> str:
    if not outside:
        return "in none does the year before lie outside the range expected"
    names = listed([inside(one.history.name) for one in outside])
    return f"the year before lies outside the 80% range in {number_word(len(outside))}: {names}"


def _finding(outlook: Outlook) -> Finding:
    total = total_of(outlook)
    rest = f": {count(float(total.mean[0]))} expected ({range_words(total)})."
    return Finding(outlook.history.name, rest, beside_before(outlook, total), None, ())


def _tested(better: int, tested: int) -> list[Finding]:
    if not tested:
        return []
    rest = (
        f": on the steps held back the mean of the models was closer than the year before in {number_word(better)} "
        f"of {amount(tested, 'measure', 'measures')}."
    )
    return [Finding("Tested", rest, "", None, ())]


def _table(found: list[Outlook], months: int) -> ResultTable:
    columns = (
        ResultColumn("measure", "Measure"),
        ResultColumn("rests_on", "Rests on"),
        ResultColumn("before", "Year before", Kind.COUNT),
        ResultColumn("expected", "Expected", Kind.COUNT),
        ResultColumn("low80", "80% from", Kind.COUNT),
        ResultColumn("high80", "80% to", Kind.COUNT),
        ResultColumn("low95", "95% from", Kind.COUNT),
        ResultColumn("high95", "95% to", Kind.COUNT),
        ResultColumn("season", "Knows the season", Kind.YES),
        ResultColumn("mase", "MASE", Kind.RATIO),
        ResultColumn("mase_naive", "MASE of year before", Kind.RATIO),
    )
    return ResultTable(
        "every",
        f"{opening(amount(months, 'month', 'months'))} ahead, measure by measure",
        columns,
        tuple(_row(one) for one in found),
        (
            "Year before: the same months a year earlier; a dash where one of them is missing. MASE: on steps held back; a "
            "dash where too little came to hold any back. Shares, sums of money and numbers at one time are no counts, and "
            "are not forecast.",
        ),
    )


def _row(outlook: Outlook) -> tuple[Cell, ...]:
    total, test, history = total_of(outlook), outlook.test, outlook.history
    n, year = len(outlook.periods), history.period
    known = (
        outlook.stretch.values[-year:][:n] if n <= year <= len(outlook.stretch.values) else np.array([np.nan])
    )
    mase = (float(test.tested.mase[0]), float(test.tested.mase_naive[0])) if test else (np.nan, np.nan)
    return (
        history.measure.short_title,
        in_dates(Period(outlook.stretch.span.start, outlook.stretch.span.end), short=True),
        None if np.isnan(known).any() else float(known.sum()),
        float(total.mean[0]),
        *(float(one[0]) for one in (total.low80, total.high80, total.low95, total.high95)),
        bool(outlook.forecasts.fitted[0, 1:].any()),
        *(None if np.isnan(one) else one for one in mase),
    )
