"""The trend of one measure, or of every measure, as a whole analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wardmote.analyses.finding import Finding
from wardmote.analyses.over_time.history import History, history
from wardmote.analyses.over_time.trend import Trend, trends
from wardmote.analyses.over_time.trend_picture import history_picture, trends_picture
from wardmote.analyses.over_time.trend_words import (
    caution,
    chance_level,
    disagreement,
    too_short,
    trend_sentence,
)
from wardmote.analyses.pictures import Picture
from wardmote.analyses.result import AnalysisResult, CannotBearError, Kind, ResultColumn, ResultTable
from wardmote.analyses.wording import amount, interval_name, listed, number_word, opening
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import in_words
from wardmote.methods.multiplicity import benjamini_hochberg

METHODS = (
    "Fitted trend: quasi-Poisson regression with a month effect and the days of each month. It takes the growth to be "
    "steady and the months to be independent; where a high month makes the next one likely to be high, it sees trends "
    "too often in large counts.",
    "Mann-Kendall by month and Sen's slope: only the same months of different years are compared, by rank. They do not "
    "care for the shape of the rise, and find less than the fitted trend.",
    "A trend over years is another question than the verdict on the last year: the two may differ. A single step up or "
    "down looks like a trend, too; 'wardmote analyse control' shows when it came.",
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


def every_trend(evidence: Evidence, area: Area, to: str, since: str = "") -> AnalysisResult:
    """The trend of every measure of the police's records, with q over those of the family.

    Raises
    ------
    CannotBearError
        When none bears one.
    """
    definitions = evidence.definitions
    read = [
        _read(evidence, area, one.id, to, since, every=True)
        for one in definitions.measures_in_order()
        if one.available
    ]
    latest = [(made, found[-1]) for made, found in read]
    if not any(one.fitted for _, one in latest):
        made, found = read[0]
        raise CannotBearError(too_short(made, found, definitions)[-1])
    q = _family(latest)
    rate = definitions.threshold("false-discovery-rate")
    words = [_word(one, value, rate) for (_, one), value in zip(latest, q, strict=True)]
    rows = [(made, one, word) for (made, one), word in zip(latest, words, strict=True)]
    base = [(made, one, word) for made, one, word in rows if made.measure.base]
    clear = [
        f"{made.name[:1].lower()}{made.name[1:]}" + f" {word}"
        for made, one, word in base
        if word in ("rose", "fell")
    ]
    tested = sum(one.fitted for _, one, _ in base)
    named = f": {listed(clear)}" if 0 < len(clear) <= int(definitions.threshold("findings")) else ""
    title = (
        f"{opening(number_word(len(clear)) if clear else 'none')} of {amount(tested, 'measure', 'measures')} in {area.name} "
        f"{'has' if len(clear) == 1 else 'have'} a trend by more than chance{named}."
    )
    odd = [line for made, one in latest if (line := disagreement(made, one, definitions))]
    disagreeing = tuple(Finding(line, "", "", None, ()) for line in odd)
    picture = trends_picture([one for one in rows if one[0].measure.base], area.name, definitions)
    return AnalysisResult(
        analysis="trend",
        title=title,
        asked=(("Area", area.name), ("Data to", in_words(to))),
        findings=(
            Finding(title, "", "No trend says why, and none need go on.", None, ()),
            *disagreeing,
        ),
        tables=(_every_table(rows, q),),
        pictures=(picture,) if picture else (),
        sure=(
            *METHODS,
            f"q allows for looking at all {number_word(len(base))} base measures (Benjamini and Hochberg); one without a "
            "trend to test stays in the family. A measure that is a sum of others stands for itself.",
        ),
        snapshot=evidence.snapshot,
        refused=tuple(one for made, found in read for one in too_short(made, found[-1:], definitions)),
        caveats=tuple(
            dict.fromkeys(line for made, _ in latest for line in (made.gap_words, made.break_words) if line)
        ),
        marking=evidence.marking,
    )


def _read(
    evidence: Evidence, area: Area, measure: str, to: str, since: str, *, every: bool = False
) -> tuple[History, tuple[Trend, ...]]:
    made = history(evidence, area, measure, to, since)
    found = trends(made, evidence.definitions)
    if not every and not any(one.fitted for one in found):
        raise CannotBearError(too_short(made, found, evidence.definitions)[-1])
    return made, found


def _told(found: Sequence[Trend]) -> Trend:
    """The latest stretch that has a trend."""
    return next(one for one in reversed(found) if one.fitted)


def _family(latest: Sequence[tuple[History, Trend]]) -> list[float | None]:
    """q over the base measures; p itself for a measure that is a sum of others; None where nothing was fitted."""
    p = np.array([1.0 if one.p is None else one.p for _, one in latest])
    base = np.array([made.measure.base for made, _ in latest])
    q = p.copy()
    q[base] = benjamini_hochberg(p[base])
    return [float(value) if one.fitted else None for value, (_, one) in zip(q, latest, strict=True)]


def _word(trend: Trend, q: float | None, rate: float) -> str:
    if q is None or trend.yearly is None:
        return "no trend can be given"
    if q >= rate:
        return "no clear trend"
    return "rose" if trend.yearly > 0 else "fell"


def _fit_cells(trend: Trend) -> tuple[float | None, ...]:
    low, high = trend.limits or (None, None)
    return (trend.yearly, low, high, trend.p)


def _said(trend: Trend, way: int) -> str:
    if not trend.fitted:
        return "too short" if trend.short else "cannot be told"
    return {1: "rose", -1: "fell", 0: "no clear trend"}[way]


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
                *(*_fit_cells(one), one.dispersion, _said(one, one.way(level))),
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


def _every_table(rows: Sequence[tuple[History, Trend, str]], q: Sequence[float | None]) -> ResultTable:
    return ResultTable(
        "measures",
        "Every measure, from its last recording break",
        (
            ResultColumn("measure", "Measure"),
            ResultColumn("start", "From"),
            *FITS,
            ResultColumn("q", "q", Kind.CHANCE),
            ResultColumn("trend", "Trend"),
            ResultColumn("rank_p", "p by rank", Kind.CHANCE),
            ResultColumn("sen", "Sen, a year", Kind.NUMBER),
        ),
        tuple(
            (made.name, one.span.start, *_fit_cells(one), value, word, one.rank_p, one.sen)
            for (made, one, word), value in zip(rows, q, strict=True)
        ),
    )


def _span_words(made: History) -> str:
    return f"{in_words(made.span.start)} to {in_words(made.span.end)}"
