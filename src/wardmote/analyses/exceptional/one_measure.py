"""The last weeks of one measure against what was to be expected, as a whole analysis."""

from __future__ import annotations

from wardmote.analyses.exceptional.scanning import SURE as SURE_OF_SCAN
from wardmote.analyses.exceptional.scanning import scan
from wardmote.analyses.exceptional.watching import NAMES, Method, Watch, watch
from wardmote.analyses.exceptional.words import SURE, caveats, day, findings, luck, of, state_words, title
from wardmote.analyses.pictures import Caption, ControlLine
from wardmote.analyses.result import AnalysisResult, Kind, Refusal, ResultColumn, ResultTable
from wardmote.figures.evidence import Evidence
from wardmote.figures.weeks import WeekSeries

COLUMNS = (
    ResultColumn("week", "Week from"),
    ResultColumn("counted", "Counted", Kind.COUNT),
    ResultColumn("expected", "Expected", Kind.NUMBER),
    ResultColumn("limit", "Limit", Kind.NUMBER),
    ResultColumn("alarm", "More than expected", Kind.YES),
    ResultColumn("chance", "Chance if nothing changed", Kind.CHANCE),
)
STATE = ResultColumn("state", "What is known")
"""Shown where a week is not known whole."""


def one_measure(
    evidence: Evidence, series: WeekSeries, last: int, method: Method | None, spell: int | None
) -> AnalysisResult:
    """Watch the last weeks of a series; ``spell``: weeks of the spell to be scanned for.

    Raises
    ------
    CannotBearError
        When there is too little history.
    """
    definitions = evidence.definitions
    found = watch(series, last, definitions, method)
    scanned = scan(series, spell, definitions) if spell is not None else None
    seen = scanned if isinstance(scanned, tuple) else None
    return AnalysisResult(
        analysis="exceptional",
        title=title(found),
        asked=(
            ("Measure", series.measure.title),
            ("Area", series.where),
            ("Weeks", f"{day(found.weeks[0].week)} to that from {day(found.weeks[-1].week)}"),
            ("Counted by", series.title),
        ),
        findings=(*findings(found), *((seen[0],) if seen else ())),
        tables=(_weeks(found), *((seen[1],) if seen else ())),
        pictures=(_picture(found, int(definitions.threshold("exceptional-drawn"))),),
        sure=(
            found.why,
            *SURE[found.method],
            luck(found.method, 1, definitions),
            *((SURE_OF_SCAN,) if seen else ()),
        ),
        refused=(scanned,) if isinstance(scanned, Refusal) else (),
        caveats=caveats([series]),
        options=f"method {found.method}; last {last} weeks" + (f"; scan {spell} weeks" if spell else ""),
        snapshot=evidence.snapshot,
        marking=evidence.marking,
    )


def _weeks(found: Watch) -> ResultTable:
    notes = (
        ("No limit is set where fewer than five were counted in four weeks.",)
        if found.method != "ears"
        else ()
    )
    lacking = any(one.limit is None and one.counted is not None for one in found.weeks)
    stated = any(one.counted is None for one in found.weeks)
    return ResultTable(
        "weeks",
        "The last weeks against what was to be expected",
        (*COLUMNS, *((STATE,) if stated else ())),
        tuple(
            (one.week, one.counted, one.expected, one.limit, one.alarm, one.chance)
            + ((state_words(one),) if stated else ())
            for one in found.weeks
        ),
        notes if lacking else (),
    )


def _picture(found: Watch, drawn: int) -> ControlLine:
    """A year of weeks, with what was expected and the limit in the watched ones."""
    series, last = found.series, len(found.weeks)
    shown = max(last, min(drawn, len(series.weeks)))
    before: tuple[None, ...] = (None,) * (shown - last)
    words = (
        f"{len(found.alarms)} of the last {last} weeks above the limit"
        if found.alarms
        else "no week above the limit"
    )
    return ControlLine(
        caption=Caption(
            title=title(found),
            subtitle=f"{series.measure.title} a week, {series.where}, to the week from {day(series.weeks[-1])}",
            alt=f"Line of {of(series)} by week with what was expected and an upper limit in the last {last}: {words}.",
            note=f"Expected and upper limit: {NAMES[found.method]}. Weeks from Monday.",
        ),
        steps=tuple(_step(week) for week in series.weeks[-shown:]),
        values=series.values[-shown:],
        centre=(*before, *(one.expected for one in found.weeks)),
        low=(None,) * shown,
        high=(*before, *(one.limit for one in found.weeks)),
        signals=("",) * (shown - last)
        + tuple("more than expected" if one.alarm else "" for one in found.weeks),
        unit="Counted a week",
        centre_is="expected",
    )


def _step(week: str) -> str:
    words = day(week).split()
    return f"{words[0]} {words[1][:3]} {words[2][2:]}"
