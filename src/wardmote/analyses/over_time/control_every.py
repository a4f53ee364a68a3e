"""Which measures have a signal in the last months, of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardmote.analyses.every_measure import (
    Looked,
    asked_of_every,
    counted_measures,
    look_at_every,
)
from wardmote.analyses.finding import Finding
from wardmote.analyses.over_time.control import ChartAsked, Controlled, controlled
from wardmote.analyses.over_time.control_picture import control_picture
from wardmote.analyses.over_time.control_result import (
    PLAIN,
    ControlSeen,
    latest_steps,
    seen_of,
    spans_words,
)
from wardmote.analyses.over_time.control_words import (
    caution,
    control_sentence,
    how_sure,
    picture_title,
    spoken,
)
from wardmote.analyses.over_time.history import History, history
from wardmote.analyses.result import (
    AnalysisResult,
    CannotBearError,
    Kind,
    Refusal,
    ResultColumn,
    ResultTable,
)
from wardmote.analyses.wording import amount, inside, listed, number_word, opening
from wardmote.definitions import Definitions, Measure
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, in_words, shift


def every_chart(
    evidence: Evidence,
    area: Area,
    measures: Sequence[Measure],
    to: str,
    asked: ChartAsked = PLAIN,
    since: str = "",
) -> Looked[Controlled]:
    """The chart of every measure that bears one and came of late, and why the others have none.

    Raises
    ------
    CannotBearError
        When no measure bears a chart.
    """
    none = Refusal(
        f"No control chart can be drawn of any measure of {area.name}.",
        f"None of them has two years up to {in_words(to)} with more than a few in each month or quarter.",
        "Take in the files of earlier months, or ask for a larger area.",
    )
    return look_at_every(measures, lambda one: _chart(evidence, area, one.id, to, asked, since), none)


def _chart(
    evidence: Evidence, area: Area, measure: str, to: str, asked: ChartAsked, since: str
) -> Controlled:
    made = history(evidence, area, measure, to, since)
    first = shift(to, 1 - int(evidence.definitions.threshold("signal-months")))
    if made.span.end < first:
        raise CannotBearError(_silent(made, first, to))
    return controlled(made, asked, evidence.definitions)


def _silent(made: History, first: str, to: str) -> Refusal:
    end = made.span.end
    return Refusal(
        f"Whether {inside(made.name)} in {made.area.name} has a new signal cannot be said.",
        f"Nothing of it came for {Period(first, to).words}, as its last {made.step} ends in {in_words(end)}.",
        f"Ask its supplier for what is owed; asked up to {in_words(end)}, its chart is drawn as it was then.",
    )


def every_control(
    evidence: Evidence, area: Area, to: str, asked: ChartAsked = PLAIN, since: str = ""
) -> AnalysisResult:
    """Which measures have a signal in the last months.

    Raises
    ------
    CannotBearError
        When no measure bears a chart.
    """
    definitions = evidence.definitions
    looked = every_chart(evidence, area, counted_measures(definitions), to, asked, since)
    drawn = looked.found
    signalling = [one for one in drawn if one.signals(latest_steps(one, evidence))]
    shown = [one for one in signalling if one.history.measure.base]
    title = _title(drawn, signalling, area, definitions)
    return AnalysisResult(
        analysis="control",
        title=title,
        asked=asked_of_every(area, to),
        findings=(
            Finding(title, "", caution(definitions), None, ()),
            *(Finding(control_sentence(one, definitions), "", "", None, ()) for one in signalling),
        ),
        tables=(_table(evidence, drawn),),
        pictures=tuple(control_picture(one, picture_title(one, definitions)) for one in shown or drawn[:1]),
        sure=(*how_sure(drawn[0], definitions), *_quarters(drawn)),
        snapshot=evidence.snapshot,
        refused=looked.refused,
        caveats=tuple(dict.fromkeys(_notes(drawn))),
        marking=evidence.marking,
    )


def _title(
    drawn: Sequence[Controlled], signalling: Sequence[Controlled], area: Area, definitions: Definitions
) -> str:
    months = int(definitions.threshold("signal-months"))
    names = [inside(one.history.name) for one in signalling]
    named = f": {listed(names)}" if 0 < len(names) <= int(definitions.threshold("findings")) else ""
    start = opening(number_word(len(names)) if names else "none")
    return (
        f"{start} of {amount(len(drawn), 'measure', 'measures')} in {area.name} {'has' if len(names) == 1 else 'have'} a "
        f"signal in the last {amount(months, 'month', 'months')}{named}."
    )


def _quarters(drawn: Sequence[Controlled]) -> tuple[str, ...]:
    """That quarters are charted as quarters, where some are and others not."""
    if len({one.history.every for one in drawn}) == 1:
        return ()
    return ("What is reported by quarter is charted by quarter in the same way, with four to a year.",)


def _notes(drawn: Sequence[Controlled]) -> Iterator[str]:
    for one in drawn:
        yield from (line for line in (one.history.gap_words, one.history.break_words) if line)


def _table(evidence: Evidence, drawn: Sequence[Controlled]) -> ResultTable:
    return ResultTable(
        "measures",
        "Signals of every measure, those of the last months first",
        (
            ResultColumn("measure", "Measure"),
            ResultColumn("signal", "New signal", Kind.YES),
            ResultColumn("step", "By"),
            ResultColumn("centre", "Centre", Kind.NUMBER),
            ResultColumn("low", "Low", Kind.NUMBER),
            ResultColumn("high", "High", Kind.NUMBER),
            ResultColumn("trial", "Trial", Kind.YES),
            ResultColumn("since", "Limits since"),
            ResultColumn("why", "What stands out"),
        ),
        tuple(
            _row(one, latest_steps(one, evidence))
            for one in sorted(drawn, key=lambda one: not one.signals(latest_steps(one, evidence)))
        ),
    )


def _row(made: Controlled, last: int) -> tuple[str | float | bool | None, ...]:
    limits = made.chart.limits
    ends = [float(line[-1]) for line in (limits.centre, limits.low, limits.high)]
    first = made.history.periods[max((0, *made.cuts))]
    return (
        made.history.name,
        bool(made.signals(last)),
        made.history.step,
        *(None if end != end else end for end in ends),
        made.trial,
        spoken(Period(first.start, first.start)),
        spans_words(made, last),
    )


def new_signals(evidence: Evidence, area: Area, to: str, most: int) -> tuple[tuple[str, ControlSeen], ...]:
    """The base measures of the police's records with a signal in the last months, the strongest first, for a page."""
    base = [one for one in evidence.definitions.measures_in_order() if one.available and one.base]
    try:
        drawn = every_chart(evidence, area, base, to).found
    except CannotBearError:
        return ()
    found = [
        (one.history.measure.id, seen_of(one, evidence))
        for one in drawn
        if one.signals(latest_steps(one, evidence))
    ]
    return tuple(sorted(found, key=lambda pair: -pair[1].strength)[:most])
