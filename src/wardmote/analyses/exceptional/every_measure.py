"""The latest week of every measure that is counted by week, judged together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wardmote.analyses.exceptional.watching import NAMES, Method, Watch, watch
from wardmote.analyses.exceptional.words import SURE, caveats, day, luck, of
from wardmote.analyses.finding import Finding
from wardmote.analyses.result import AnalysisResult, CannotBearError, Kind, Refusal, ResultColumn, ResultTable
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.weeks import WeekSeries
from wardmote.methods.multiplicity import benjamini_hochberg

COLUMNS = (
    ResultColumn("measure", "Measure"),
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
    """Judge the latest week of each series, allowing for how many are looked at.

    Raises
    ------
    CannotBearError
        When none of them has the history.
    """
    watched, refused = _watched(evidence, series, method)
    if not watched:
        raise CannotBearError(refused[0])
    chances = [np.nan if (c := one.weeks[-1].chance) is None else c for one in watched]
    together = [None if np.isnan(q) else float(q) for q in benjamini_hochberg(chances)]
    share = evidence.definitions.threshold("exceptional-false-share")
    stand_out = [one for one, q in zip(watched, together, strict=True) if q is not None and q < share]
    said = _said(area, watched, stand_out)
    kinds = list(dict.fromkeys(one.method for one in watched))
    return AnalysisResult(
        analysis="exceptional",
        title=said,
        asked=(("Area", area.name), ("Measures", f"{len(watched)} that are counted by week")),
        findings=(Finding(said, "", "The numbers do not say why." if stand_out else "", None, ()),),
        tables=(_table(watched, together),),
        pictures=(),
        sure=(
            *(words for kind in kinds for words in SURE[kind]),
            f"All measures together by Benjamini and Hochberg (1995): of the measures that are called more than expected, "
            f"{share:.0%} would be so by luck, on average. EARS gives no chance, so its measures are not among them.",
            *(luck(kind, sum(one.method == kind for one in watched), evidence.definitions) for kind in kinds),
        ),
        refused=tuple(refused),
        caveats=caveats([one.series for one in watched]),
        options="every measure, latest week",
        snapshot=evidence.snapshot,
        marking=evidence.marking,
    )


def _watched(
    evidence: Evidence, series: Sequence[WeekSeries], method: Method | None
) -> tuple[list[Watch], list[Refusal]]:
    watched, refused = [], []
    for one in series:
        try:
            watched.append(watch(one, 1, evidence.definitions, method))
        except CannotBearError as error:
            refused.append(error.refusal)
    return watched, refused


def _said(area: Area, watched: Sequence[Watch], stand_out: Sequence[Watch]) -> str:
    if stand_out:
        named = "; ".join(f"{of(one.series)} (week from {day(one.weeks[-1].week)})" for one in stand_out)
        return f"More than expected in the latest week, with all {len(watched)} measures looked at together: {named}."
    return (
        f"In {area.name} none of {len(watched)} measures counted by week had more than expected in its latest week, with "
        "all looked at together."
    )


def _table(watched: Sequence[Watch], together: Sequence[float | None]) -> ResultTable:
    rows = []
    for one, q in zip(watched, together, strict=True):
        last = one.weeks[-1]
        rows.append(
            (one.series.measure.title, last.week, last.counted, last.expected, last.limit, last.alarm, last.chance, q,
             NAMES[one.method])
        )  # fmt: skip
    return ResultTable("measures", "The latest week of each measure", COLUMNS, tuple(rows))
