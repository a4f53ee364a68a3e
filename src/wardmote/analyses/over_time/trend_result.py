"""The trend of one measure as a whole analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wardmote.analyses.finding import Finding
from wardmote.analyses.over_time.history import History, history
from wardmote.analyses.over_time.trend import Trend, trends
from wardmote.analyses.over_time.trend_picture import history_picture
from wardmote.analyses.over_time.trend_words import (
    VERDICTS,
    caution,
    chance_level,
    disagreement,
    too_short,
    trend_sentence,
)
from wardmote.analyses.pictures import Picture
from wardmote.analyses.result import AnalysisResult, CannotBearError, Kind, ResultColumn, ResultTable
from wardmote.analyses.wording import interval_name, opening
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import in_words

METHODS = (
    "Fitted trend: quasi-Poisson regression with a month effect and the days of each month. It takes the growth to be "
    "steady and the months to be independent; where a high month makes the next one likely to be high, it sees trends "
    "too often in large counts.",
    "Mann-Kendall by month and Sen's slope: only the same months of different years are compared, by rank. They do not "
    "care for the shape of the rise, and find less than the fitted trend.",
    "A trend over years is another question than the verdict on the last year: the two may differ. A single step up or "
    "down looks like a trend, too; its control chart shows when it came.",
)
FITS = (
    ResultColumn("yearly", "A year", Kind.PERCENT),
    ResultColumn("low", "Low", Kind.PERCENT),
    ResultColumn("high", "High", Kind.PERCENT),
    ResultColumn("p", "p", Kind.CHANCE),
)


@dataclass(frozen=True)
class TrendSeen:
    """A trend for whoever lays it out: the picture, the sentence, and what must stand beside it."""

    picture: Picture
    sentence: str
    warning: str
    """Where two methods disagree, or a stretch is too short; empty where there is nothing to warn of."""
    way: int
    """1 for a rise by more than chance, -1 for a fall, 0 for neither."""


def trend_seen(evidence: Evidence, area: Area, measure: str, to: str, since: str = "") -> TrendSeen:
    """Picture and sentence of the trend of a measure in an area, for a page.

    Raises
    ------
    CannotBearError
        When no stretch of it bears a trend.
    """
    made, found = _read(evidence, area, measure, to, since)
    told = _told(found)
    sentence = trend_sentence(made, told, evidence.definitions)
    warnings = (
        disagreement(made, told, evidence.definitions),
        *(one.sentence for one in too_short(made, found, evidence.definitions)),
    )
    return TrendSeen(
        history_picture(made, sentence.rstrip(".")),
        sentence,
        " ".join(one for one in warnings if one),
        told.way(chance_level(evidence.definitions)),
    )


def trend_result(evidence: Evidence, area: Area, measure: str, to: str, since: str = "") -> AnalysisResult:
    """The trend of a measure over all the years in hand.

    Raises
    ------
    CannotBearError
        When no stretch of it bears a trend, or it is no count.
    TableError, UnknownNameError, MonthError
        When there is no such measure, no source can supply it, or a month is not YYYY-MM.
    """
    definitions = evidence.definitions
    made, found = _read(evidence, area, measure, to, since)
    told, level = _told(found), chance_level(definitions)
    sentence = trend_sentence(made, told, definitions)
    more = disagreement(made, told, definitions)
    findings = [Finding(sentence, "", caution(told), None, ())]
    findings += [
        Finding(trend_sentence(made, one, definitions), "", "", None, ())
        for one in found
        if one is not told and one.fitted
    ]
    findings += [Finding(more, "", "", None, ())] if more else []
    return AnalysisResult(
        analysis="trend",
        title=sentence,
        asked=(("Measure", made.measure.title), ("Area", area.name), ("Period", _span_words(made))),
        findings=tuple(findings),
        tables=(_stretches(made, found, level), _ranks(found, level), _steps(made)),
        pictures=(history_picture(made, sentence.rstrip(".")),),
        sure=(*METHODS, f"Each interval is a {interval_name(definitions)}."),
        snapshot=made.snapshot,
        refused=too_short(made, found, definitions),
        caveats=tuple(one for one in (made.gap_words, made.break_words, *made.caveats) if one),
        options=made.options,
        marking=made.marking,
    )


def _read(
    evidence: Evidence, area: Area, measure: str, to: str, since: str
) -> tuple[History, tuple[Trend, ...]]:
    made = history(evidence, area, measure, to, since)
    found = trends(made, evidence.definitions)
    if not any(one.fitted for one in found):
        raise CannotBearError(too_short(made, found, evidence.definitions)[-1])
    return made, found


def _told(found: Sequence[Trend]) -> Trend:
    """The latest stretch that has a trend."""
    return next(one for one in reversed(found) if one.fitted)


def fit_cells(trend: Trend) -> tuple[float | None, ...]:
    """The cells of ``FITS``: growth a year, both ends of its interval, and p."""
    low, high = trend.limits or (None, None)
    return (trend.yearly, low, high, trend.p)


def _said(trend: Trend, way: int) -> str:
    if not trend.fitted:
        return "too short" if trend.short else "cannot be told"
    return VERDICTS[way]


def _stretches(made: History, found: Sequence[Trend], level: float) -> ResultTable:
    step = f"{made.step}s"
    return ResultTable(
        "stretches",
        "The fitted trend, in each stretch of years in which recording did not change",
        (
            ResultColumn("start", "From"),
            ResultColumn("end", "To"),
            ResultColumn("steps", opening(step), Kind.COUNT),
            ResultColumn("known", "Supplied", Kind.COUNT),
            *FITS,
            ResultColumn("dispersion", "Dispersion", Kind.RATIO),
            ResultColumn("trend", "Trend"),
        ),
        tuple(
            (
                *(one.span.start, one.span.end, one.steps, one.known),
                *(*fit_cells(one), one.dispersion, _said(one, one.way(level))),
            )
            for one in found
        ),
        (
            f"A year: growth in percent a year, with its interval. Dispersion: how many times more than chance {step} vary.",
        ),
    )


def _ranks(found: Sequence[Trend], level: float) -> ResultTable:
    return ResultTable(
        "ranks",
        "Mann-Kendall and Sen's slope, of the same stretches",
        (
            ResultColumn("start", "From"),
            ResultColumn("end", "To"),
            ResultColumn("tau", "Kendall's tau", Kind.RATIO),
            ResultColumn("p", "p", Kind.CHANCE),
            ResultColumn("sen", "Sen, a year", Kind.NUMBER),
            ResultColumn("low", "Low", Kind.NUMBER),
            ResultColumn("high", "High", Kind.NUMBER),
            ResultColumn("trend", "Trend"),
        ),
        tuple(
            (
                *(one.span.start, one.span.end, one.tau, one.rank_p, one.sen, *one.sen_limits),
                _said(one, one.rank_way(level)),
            )
            for one in found
        ),
        ("Sen, a year: how many more a year's count holds each year, with its interval.",),
    )


def _steps(made: History) -> ResultTable:
    return ResultTable(
        "steps",
        f"What was recorded, by {made.step}",
        (
            ResultColumn("start", "From"),
            ResultColumn("end", "To"),
            ResultColumn("recorded", "Recorded", Kind.COUNT),
            ResultColumn("days", "Days", Kind.COUNT),
        ),
        tuple(
            (period.start, period.end, None if np.isnan(value) else float(value), float(days))
            for period, value, days in zip(made.periods, made.values, made.days, strict=True)
        ),
    )


def _span_words(made: History) -> str:
    return f"{in_words(made.span.start)} to {in_words(made.span.end)}"
