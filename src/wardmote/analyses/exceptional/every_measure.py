"""The latest week of every measure that is counted by week, judged together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wardmote.analyses.every_measure import look_at_every, together
from wardmote.analyses.exceptional.watching import NAMES, Method, Watch, watch
from wardmote.analyses.exceptional.words import SURE, caveats, day, luck, of, state_words
from wardmote.analyses.finding import Finding
from wardmote.analyses.result import AnalysisResult, Kind, Refusal, ResultColumn, ResultTable
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.weeks import WeekSeries

WEEKLY = "weekly"
"""The one family of all that is counted by week."""
COLUMNS = (
    ResultColumn("measure", "Measure"),
    ResultColumn("source", "Counted by"),
    ResultColumn("week", "Latest week from"),
    ResultColumn("counted", "Counted", Kind.COUNT),
    ResultColumn("expected", "Expected", Kind.NUMBER),
    ResultColumn("limit", "Limit", Kind.NUMBER),
    ResultColumn("alarm", "Above its limit", Kind.YES),
    ResultColumn("chance", "Chance if nothing changed", Kind.CHANCE),
    ResultColumn("together", "The same, all measures together", Kind.CHANCE),
    ResultColumn("method", "Method"),
)


def every_measure(
    evidence: Evidence, area: Area, series: Sequence[WeekSeries], method: Method | None
) -> AnalysisResult:
    """Judge the latest week of each series, allowing for how many are looked at; a measure may have one a source.

    Raises
    ------
    CannotBearError
        When none of them has the history.
    """
    looked = look_at_every(series, lambda one: watch(one, 1, evidence.definitions, method), _none(area))
    watched = looked.found
    chances = together([one.weeks[-1].chance for one in watched], [WEEKLY] * len(watched))
    share = evidence.definitions.threshold("exceptional-false-share")
    stand_out = [one for one, q in zip(watched, chances, strict=True) if q is not None and q < share]
    said = _said(area, watched, stand_out)
    kinds = list(dict.fromkeys(one.method for one in watched))
    return AnalysisResult(
        analysis="exceptional",
        title=said,
        asked=(("Area", area.name), ("Measures", f"{len(watched)} that are counted by week")),
        findings=(Finding(said, "", "The numbers do not say why." if stand_out else "", None, ()),),
        tables=(_table(watched, chances),),
        pictures=(),
        sure=(
            *(words for kind in kinds for words in SURE[kind]),
            f"All measures together by Benjamini and Hochberg (1995): of the measures that are called more than expected, "
            f"{share:.0%} would be so by luck, on average. EARS gives no chance, so its measures are not among them.",
            *(luck(kind, sum(one.method == kind for one in watched), evidence.definitions) for kind in kinds),
        ),
        refused=looked.refused,
        caveats=caveats([one.series for one in watched]),
        options="every measure, latest week",
        snapshot=evidence.snapshot,
        marking=evidence.marking,
    )


def _none(area: Area) -> Refusal:
    return Refusal(
        f"It cannot be said of any measure of {area.name} whether its latest week had more than expected.",
        "None of those that are counted by week has the weeks behind it that the method needs.",
        "Ask for the weeks of earlier months, or look again when more have come.",
    )


def _names(watched: Sequence[Watch]) -> dict[tuple[str, str], str]:
    """What each series is called: with its source where several count the measure."""
    times = Counter(one.series.measure.id for one in watched)
    return {
        (one.series.measure.id, one.series.source): of(one.series)
        + (f", counted by {one.series.title}" if times[one.series.measure.id] > 1 else "")
        for one in watched
    }


def _said(area: Area, watched: Sequence[Watch], stand_out: Sequence[Watch]) -> str:
    if stand_out:
        names = _names(watched)
        named = "; ".join(
            f"{names[one.series.measure.id, one.series.source]} (week from {day(one.weeks[-1].week)})"
            for one in stand_out
        )
        return f"More than expected in the latest week, with all {len(watched)} measures looked at together: {named}."
    return (
        f"In {area.name} none of {len(watched)} measures counted by week had more than expected in its latest week, with "
        "all looked at together."
    )


def _table(watched: Sequence[Watch], chances: Sequence[float | None]) -> ResultTable:
    rows = []
    for one, q in zip(watched, chances, strict=True):
        last = one.weeks[-1]
        rows.append(
            (one.series.measure.title, one.series.title,
             last.week, last.counted, last.expected, last.limit, last.alarm, last.chance, q,
             NAMES[one.method], state_words(last))
        )  # fmt: skip
    stated = any(one.weeks[-1].counted is None for one in watched)
    shown = tuple(row if stated else row[:-1] for row in rows)
    columns = (*COLUMNS, ResultColumn("state", "What is known")) if stated else COLUMNS
    return ResultTable("measures", "The latest week of each measure", columns, shown)
