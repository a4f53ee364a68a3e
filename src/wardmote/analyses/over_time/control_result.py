"""The control chart of a measure, or the signals of every measure, as a whole analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wardmote.analyses.finding import Finding
from wardmote.analyses.over_time.control import ChartAsked, Controlled, controlled
from wardmote.analyses.over_time.control_picture import control_picture
from wardmote.analyses.over_time.control_words import (
    caution,
    control_sentence,
    how_sure,
    limits_sentence,
    picture_title,
    rebase_sentence,
    signal_clause,
    signal_words,
    signals,
    span_of,
    target_sentences,
    told,
)
from wardmote.analyses.over_time.history import history
from wardmote.analyses.own_targets import own_targets
from wardmote.analyses.pictures import ControlLine
from wardmote.analyses.result import AnalysisResult, Cell, Kind, ResultColumn, ResultTable
from wardmote.analyses.wording import opening
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import in_words
from wardmote.figures.target_rows import TargetRow

PLAIN = ChartAsked()
MET = {
    "consistently hits": "consistently",
    "consistently misses": "not as things are",
    "hit and miss": "hit and miss",
    "not assessed": "not assessed",
}
"""What the limits say of a target, in the words of a table."""


@dataclass(frozen=True)
class ControlSeen:
    """A control chart for whoever lays it out: the picture, the sentence, and what must stand beside it."""

    picture: ControlLine
    sentence: str
    caution: str
    signals: int
    """How many of the latest months have a signal."""
    strength: float
    """How far the farthest of the latest signals lies from the centre, in distances from centre to limit."""


def control_seen(
    evidence: Evidence, area: Area, measure: str, to: str, asked: ChartAsked = PLAIN
) -> ControlSeen:
    """Picture and sentence of the control chart of a measure in an area, for a page.

    Raises
    ------
    CannotBearError
        When the data cannot bear one.
    """
    return seen_of(controlled(history(evidence, area, measure, to), asked, evidence.definitions), evidence)


def seen_of(made: Controlled, evidence: Evidence) -> ControlSeen:
    """A chart as a page needs it."""
    sentence = control_sentence(made, evidence.definitions)
    latest = made.signals(latest_steps(made, evidence))
    return ControlSeen(
        control_picture(made, picture_title(made, evidence.definitions)),
        sentence,
        caution(evidence.definitions),
        len(latest),
        max((abs(_distance(made, at)) for at in latest), default=0.0),
    )


def latest_steps(made: Controlled, evidence: Evidence) -> int:
    """How many of the last steps count as new."""
    return max(int(evidence.definitions.threshold("signal-months")) // made.history.every, 1)


def control_result(
    evidence: Evidence,
    area: Area,
    measure: str,
    to: str,
    asked: ChartAsked = PLAIN,
    since: str = "",
    targets: Sequence[TargetRow] = (),
) -> AnalysisResult:
    """The control chart of a measure. ``targets``: the partnership's own, held against it where no number is asked about.

    Raises
    ------
    CannotBearError
        When the data cannot bear one.
    TableError, UnknownNameError, MonthError
        When there is no such measure, no source can supply it, or a month is not YYYY-MM.
    """
    known = history(evidence, area, measure, to, since)
    made = controlled(known, asked, evidence.definitions, own_targets(known, targets))
    sentence = control_sentence(made, evidence.definitions)
    findings = [
        Finding(sentence, "", "", None, ()),
        Finding(limits_sentence(made), "", "", None, ()),
        *(
            Finding(said, "", "", None, ())
            for said in (rebase_sentence(made), *target_sentences(made))
            if said
        ),
    ]
    span = made.history.span
    return AnalysisResult(
        analysis="control",
        title=sentence,
        asked=(
            ("Measure", made.history.measure.title),
            ("Area", area.name),
            ("Period", f"{in_words(span.start)} to {in_words(span.end)}"),
        ),
        findings=tuple(findings),
        tables=(_signals(made), _points(made), *((_targets(made),) if made.held else ())),
        pictures=(control_picture(made, picture_title(made, evidence.definitions)),),
        sure=how_sure(made, evidence.definitions),
        snapshot=made.history.snapshot,
        refused=made.not_held,
        caveats=tuple(
            one for one in (made.history.gap_words, made.history.break_words, *made.history.caveats) if one
        ),
        options=f"{made.history.options};screen={asked.screen};two-of-three={asked.two_of_three.value};"
        f"rebase={','.join(asked.rebase)}",
        marking=made.history.marking,
    )


def _signals(made: Controlled) -> ResultTable:
    return ResultTable(
        "signals",
        "What stands out, and why",
        (
            ResultColumn("start", "From"),
            ResultColumn("end", "To"),
            ResultColumn("rule", "Rule"),
            ResultColumn("why", "Why"),
        ),
        tuple(
            (span.start, span.end, one.rule.replace("_", " "), opening(signal_words(made, one)))
            for one in signals(made)
            for span in (span_of(made, one),)
        ),
    )


def _targets(made: Controlled) -> ResultTable:
    """Targets against the latest limits; only the partnership's own have a name, dates and a total."""
    return ResultTable(
        "targets",
        "Targets against the limits as they are now",
        (
            ResultColumn("target", "Target"),
            ResultColumn("start", "From"),
            ResultColumn("end", "To"),
            ResultColumn("total", "Total", Kind.COUNT),
            ResultColumn("level", f"A {made.history.step}", Kind.NUMBER),
            ResultColumn("low", "Low", Kind.NUMBER),
            ResultColumn("high", "High", Kind.NUMBER),
            ResultColumn("verdict", "It is met"),
        ),
        tuple(
            (
                *(
                    (own.title, own.whole.start, own.whole.end, own.total)
                    if own
                    else ("asked about", "", "", None)
                ),
                *(
                    one.found.target,
                    *(None if np.isnan(end) else end for end in (one.found.low, one.found.high)),
                ),
                MET[one.found.verdict],
            )
            for one in made.held
            for own in (one.own,)
        ),
    )


def _points(made: Controlled) -> ResultTable:
    """Every step: each rule in a column of its own."""
    step = made.history.step
    return ResultTable(
        "points",
        f"Every {step}, with each rule in a column of its own",
        (
            ResultColumn("start", "From"),
            ResultColumn("recorded", "Recorded", Kind.COUNT),
            ResultColumn("adjusted", "Adjusted", Kind.NUMBER),
            ResultColumn("centre", "Centre", Kind.NUMBER),
            ResultColumn("low", "Low", Kind.NUMBER),
            ResultColumn("high", "High", Kind.NUMBER),
            ResultColumn("beyond", "Beyond", Kind.YES),
            ResultColumn("shift", "Shift", Kind.YES),
            ResultColumn("trend", "Trend", Kind.YES),
            ResultColumn("two_of_three", "2 of 3", Kind.YES),
            ResultColumn("trial", "Trial", Kind.YES),
        ),
        tuple(_point(made, at) for at in range(len(made.history.periods))),
        (
            f"Adjusted: as an average {step} of average length would hold it. A limit below 0 says that not even 0 would be "
            "unusual.",
        ),
    )


def _point(made: Controlled, at: int) -> tuple[Cell, ...]:
    chart, limits = made.chart, made.chart.limits
    lines = (chart.values, limits.centre, limits.low, limits.high)
    value = made.history.values[at]
    gap = bool(np.isnan(value))
    flags = (chart.beyond, chart.shift, chart.trend, chart.two_of_three)
    return (
        made.history.periods[at].start,
        None if gap else float(value),
        *(None if np.isnan(line[at]) else float(line[at]) for line in lines),
        *(None if gap else bool(flag[at]) for flag in flags),
        bool(chart.trial[at]),
    )


def _distance(made: Controlled, at: int) -> float:
    limits = made.chart.limits
    reach = float(limits.high[at] - limits.centre[at])
    return float(made.chart.values[at] - limits.centre[at]) / reach if reach > 0 else 0.0


def spans_words(made: Controlled, last: int) -> str:
    """The signals of the last steps in words, for a cell; empty where there are none."""
    return "; ".join(signal_clause(made, one) for one in told(signals(made, last)))
