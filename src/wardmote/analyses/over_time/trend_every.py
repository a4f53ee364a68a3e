"""The trend of every measure, with a chance that allows for looking at all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analyses.every_measure import (
    FAMILIES,
    asked_of_every,
    counted_measures,
    family_of,
    look_at_every,
    together,
)
from wardmote.analyses.finding import Finding
from wardmote.analyses.over_time.history import History, history
from wardmote.analyses.over_time.trend import Trend, trends
from wardmote.analyses.over_time.trend_picture import trends_picture
from wardmote.analyses.over_time.trend_result import FITS, METHODS, fit_cells
from wardmote.analyses.over_time.trend_words import VERDICTS, disagreement, too_short
from wardmote.analyses.pictures import DotRanges
from wardmote.analyses.result import AnalysisResult, CannotBearError, Kind, Refusal, ResultColumn, ResultTable
from wardmote.analyses.wording import amount, inside, listed, number_word, opening
from wardmote.definitions import Definitions
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import in_words


@dataclass(frozen=True, eq=False)
class _Judged:
    """The latest stretch of a measure. ``q``: its p, allowing for its family. ``way``: 1 rose, -1 fell, 0 neither."""

    made: History
    trend: Trend
    q: float | None
    way: int


def every_trend(evidence: Evidence, area: Area, to: str, since: str = "") -> AnalysisResult:
    """The trend of every measure that bears one, whoever counts it, with q over those of its family.

    Raises
    ------
    CannotBearError
        When none bears one.
    """
    definitions = evidence.definitions
    none = Refusal(
        f"No trend is given for any measure of {area.name}.",
        f"None of them was recorded in one way for two years up to {in_words(to)}.",
        "Take in the files of earlier months, or ask from an earlier one.",
    )
    looked = look_at_every(
        counted_measures(definitions), lambda one: _latest(evidence, area, one.id, to, since), none
    )
    rows = _judged(looked.found, definitions)
    base = [one for one in rows if one.made.measure.base]
    title = _title(base, area, definitions)
    odd = [line for one in rows if (line := disagreement(one.made, one.trend, definitions))]
    return AnalysisResult(
        analysis="trend",
        title=title,
        asked=asked_of_every(area, to),
        findings=(
            Finding(title, "", "No trend says why, and none need go on.", None, ()),
            *(Finding(line, "", "", None, ()) for line in odd),
        ),
        tables=(_table(rows),),
        pictures=tuple(
            picture
            for police in (True, False)
            if (
                picture := _picture(
                    [one for one in base if one.made.measure.available == police], area, definitions
                )
            )
        ),
        sure=(*METHODS, FAMILIES),
        snapshot=evidence.snapshot,
        refused=looked.refused,
        caveats=tuple(
            dict.fromkeys(line for one in rows for line in (one.made.gap_words, one.made.break_words) if line)
        ),
        marking=evidence.marking,
    )


def _latest(evidence: Evidence, area: Area, measure: str, to: str, since: str) -> tuple[History, Trend]:
    """The stretch since recording last changed."""
    made = history(evidence, area, measure, to, since)
    found = trends(made, evidence.definitions)
    if not found[-1].fitted:
        raise CannotBearError(too_short(made, found[-1:], evidence.definitions)[0])
    return made, found[-1]


def _judged(found: Sequence[tuple[History, Trend]], definitions: Definitions) -> tuple[_Judged, ...]:
    q = together([one.p for _, one in found], [family_of(made.measure) for made, _ in found])
    rate = definitions.threshold("false-discovery-rate")
    ways = [
        0 if value is None or value >= rate else 1 if (one.yearly or 0) > 0 else -1
        for value, (_, one) in zip(q, found, strict=True)
    ]
    return tuple(
        _Judged(made, one, value, way) for (made, one), value, way in zip(found, q, ways, strict=True)
    )


def _title(base: Sequence[_Judged], area: Area, definitions: Definitions) -> str:
    clear = [f"{inside(one.made.name)} {VERDICTS[one.way]}" for one in base if one.way]
    named = f": {listed(clear)}" if 0 < len(clear) <= int(definitions.threshold("findings")) else ""
    return (
        f"{opening(number_word(len(clear)) if clear else 'none')} of {amount(len(base), 'measure', 'measures')} in "
        f"{area.name} {'has' if len(clear) == 1 else 'have'} a trend by more than chance{named}."
    )


def _picture(rows: Sequence[_Judged], area: Area, definitions: Definitions) -> DotRanges | None:
    return trends_picture([(one.made, one.trend, one.way) for one in rows], area.name, definitions)


def _table(rows: Sequence[_Judged]) -> ResultTable:
    return ResultTable(
        "measures",
        "Every measure, from its last recording break",
        (
            ResultColumn("measure", "Measure"),
            ResultColumn("start", "From"),
            ResultColumn("end", "To"),
            *FITS,
            ResultColumn("q", "q", Kind.CHANCE),
            ResultColumn("trend", "Trend"),
            ResultColumn("rank_p", "p by rank", Kind.CHANCE),
            ResultColumn("sen", "Sen, a year", Kind.NUMBER),
        ),
        tuple(
            (
                *(one.made.name, one.trend.span.start, one.trend.span.end, *fit_cells(one.trend)),
                *(one.q, VERDICTS[one.way], one.trend.rank_p, one.trend.sen),
            )
            for one in rows
        ),
    )
