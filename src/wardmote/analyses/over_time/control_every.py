"""Which measures have a signal in the last months, of all of them."""

from __future__ import annotations

from collections.abc import Iterator

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
from wardmote.analyses.over_time.history import history
from wardmote.analyses.result import (
    AnalysisResult,
    CannotBearError,
    Kind,
    Refusal,
    ResultColumn,
    ResultTable,
)
from wardmote.analyses.wording import amount, inside, listed, number_word, opening
from wardmote.definitions import Definitions
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, in_words


def every_chart(
    evidence: Evidence, area: Area, to: str, asked: ChartAsked = PLAIN, since: str = ""
) -> tuple[list[Controlled], list[Refusal]]:
    """The chart of every measure of the police's records, and why the others have none."""
    drawn, refused = [], []
    for measure in evidence.definitions.measures_in_order():
        if not measure.available:
            continue
        try:
            drawn.append(
                controlled(history(evidence, area, measure.id, to, since), asked, evidence.definitions)
            )
        except CannotBearError as error:
            refused.append(error.refusal)
    return drawn, refused


def every_control(
    evidence: Evidence, area: Area, to: str, asked: ChartAsked = PLAIN, since: str = ""
) -> AnalysisResult:
    """Which measures have a signal in the last months.

    Raises
    ------
    CannotBearError
        When no measure bears a chart.
    """
    drawn, refused = every_chart(evidence, area, to, asked, since)
    if not drawn:
        raise CannotBearError(refused[0])
    definitions = evidence.definitions
    signalling = [one for one in drawn if one.signals(latest_steps(one, evidence))]
    shown = [one for one in signalling if one.history.measure.base]
    title = _title(drawn, signalling, area, definitions)
    return AnalysisResult(
        analysis="control",
        title=title,
        asked=(("Area", area.name), ("Data to", in_words(to))),
        findings=(
            Finding(title, "", caution(definitions), None, ()),
            *(Finding(control_sentence(one, definitions), "", "", None, ()) for one in signalling),
        ),
        tables=(_table(evidence, drawn),),
        pictures=tuple(control_picture(one, picture_title(one, definitions)) for one in shown or drawn[:1]),
        sure=how_sure(drawn[0], definitions),
        snapshot=evidence.snapshot,
        refused=tuple(refused),
        caveats=tuple(dict.fromkeys(_notes(drawn))),
        marking=evidence.marking,
    )


def _title(
    drawn: list[Controlled], signalling: list[Controlled], area: Area, definitions: Definitions
) -> str:
    months = int(definitions.threshold("signal-months"))
    names = [inside(one.history.name) for one in signalling]
    named = f": {listed(names)}" if 0 < len(names) <= int(definitions.threshold("findings")) else ""
    start = opening(number_word(len(names)) if names else "none")
    return (
        f"{start} of {amount(len(drawn), 'measure', 'measures')} in {area.name} {'has' if len(names) == 1 else 'have'} a "
        f"signal in the last {amount(months, 'month', 'months')}{named}."
    )


def _notes(drawn: list[Controlled]) -> Iterator[str]:
    for one in drawn:
        yield from (line for line in (one.history.gap_words, one.history.break_words) if line)


def _table(evidence: Evidence, drawn: list[Controlled]) -> ResultTable:
    return ResultTable(
        "measures",
        "Signals of every measure, those of the last months first",
        (
            ResultColumn("measure", "Measure"),
            ResultColumn("signal", "New signal", Kind.YES),
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
        *(None if end != end else end for end in ends),
        made.trial,
        spoken(Period(first.start, first.start)),
        spans_words(made, last),
    )


def new_signals(evidence: Evidence, area: Area, to: str, most: int) -> tuple[tuple[str, ControlSeen], ...]:
    """The base measures with a signal in the last months, the strongest first, for a page: identifier and chart."""
    drawn, _ = every_chart(evidence, area, to)
    found = [
        (one.history.measure.id, seen_of(one, evidence))
        for one in drawn
        if one.history.measure.base and one.signals(latest_steps(one, evidence))
    ]
    return tuple(sorted(found, key=lambda pair: -pair[1].strength)[:most])
