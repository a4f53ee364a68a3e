"""The season of a measure, or of every measure, as a whole analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from wardmote.analyses.ahead.season import SeasonFound, season_found
from wardmote.analyses.ahead.season_words import (
    runs,
    season_finding,
    season_picture,
    strength_finding,
)
from wardmote.analyses.every_measure import (
    FAMILIES,
    Looked,
    asked_of_every,
    counted_measures,
    family_of,
    look_at_every,
    together,
)
from wardmote.analyses.finding import Finding
from wardmote.analyses.over_time.history import History, history
from wardmote.analyses.result import (
    AnalysisResult,
    CannotBearError,
    Cell,
    Kind,
    Refusal,
    ResultColumn,
    ResultTable,
)
from wardmote.analyses.wording import amount, count, inside, interval_name, number_word
from wardmote.definitions import Definitions, Measure
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import in_words

SURE = (
    "Method: year effects times month effects (Poisson), with the length of months allowed for and gaps left out; the "
    "intervals widen by how much more than chance the months vary. It assumes that one pattern held in all these years.",
    "Each month is judged alone: without any season about one calendar in three marks some month. So the chance stands "
    "beside it that months differ this much by chance alone (an F test of all of them together).",
    "It says when, never why: a season of what is recorded may be one of who is there to report it.",
)


def season_result(evidence: Evidence, area: Area, measure: str, span: tuple[str, str]) -> AnalysisResult:
    """Which months stand out, with intervals, and how strong the season is.

    ``span``: the first month to rest on, or "" for all there is, and the last.

    Raises
    ------
    CannotBearError
        When there are not two whole years.
    TableError, UnknownNameError
        When there is no such measure, or no source can supply it.
    """
    found = _season(evidence, area, measure, span)
    known = found.history
    clear = found.p < evidence.definitions.threshold("false-discovery-rate")
    said = season_finding(found, clear=clear)
    return AnalysisResult(
        analysis="season",
        title=f"{said.lead}{said.rest}",
        asked=(
            ("Measure", known.measure.title),
            ("Area", area.name),
            ("Rests on", f"{in_words(known.span.start)} to {in_words(known.span.end)}"),
        ),
        findings=(said, *((strength_finding(found),) if clear else ()), _chance(found)),
        tables=(_months(found, evidence),),
        pictures=(season_picture(found, evidence.definitions, clear=clear),),
        sure=(*(one for one in (known.gap_words, _parted(known)) if one), *SURE),
        snapshot=evidence.snapshot,
        caveats=known.caveats,
        options=known.options,
        marking=evidence.marking,
    )


def every_season(evidence: Evidence, area: Area, span: tuple[str, str]) -> AnalysisResult:
    """The season of every measure in one table, judged together.

    Raises
    ------
    CannotBearError
        When no measure has two whole years.
    """
    looked = seasons_of_all(evidence, area, counted_measures(evidence.definitions), span)
    found, q = looked.found, together_of(looked)
    clear = [is_clear(one, evidence.definitions) for one in q]
    order = sorted(range(len(found)), key=lambda at: (not clear[at], clearest(found[at])))
    told = [found[at] for at in order if clear[at] and (found[at].peaks or found[at].quiet)]
    rows = tuple(_row(found[at], q[at], clear[at]) for at in order)
    return AnalysisResult(
        analysis="season",
        title=f"{_how_many(sum(clear), len(found))} in {area.name}.",
        asked=asked_of_every(area, span[1]),
        findings=tuple(replace(season_finding(one, clear=True), meaning="") for one in told),
        tables=(_every(rows),),
        pictures=(),
        sure=(*SURE, FAMILIES),
        snapshot=evidence.snapshot,
        refused=looked.refused,
        marking=evidence.marking,
    )


def seasons_of_all(
    evidence: Evidence, area: Area, measures: Sequence[Measure], span: tuple[str, str]
) -> Looked[SeasonFound]:
    """The season of every measure that has two whole years, and why the others have none.

    Raises
    ------
    CannotBearError
        When no measure has two whole years.
    """
    none = Refusal(
        f"No measure of {area.name} has a season that could be looked for.",
        f"None has two whole years up to {in_words(span[1])}, with every month in one of them.",
        "Take in the monthly files of an earlier year.",
    )
    return look_at_every(measures, lambda one: _season(evidence, area, one.id, span), none)


def together_of(looked: Looked[SeasonFound]) -> tuple[float | None, ...]:
    """The chance of each season without one, allowing for all of its family."""
    families = [family_of(one.history.measure) for one in looked.found]
    return together([one.p for one in looked.found], families)


def clearest(found: SeasonFound) -> tuple[float, float]:
    """What seasons are sorted by: the least likely by chance first; small numbers make strong seasons of noise."""
    return (1.0 if np.isnan(found.p) else found.p, -found.strength)


def is_clear(q: float | None, definitions: Definitions) -> bool:
    """Whether a season is clearer than chance."""
    return q is not None and q < definitions.threshold("false-discovery-rate")


def _season(evidence: Evidence, area: Area, measure: str, span: tuple[str, str]) -> SeasonFound:
    known = history(evidence, area, measure, span[1], span[0])
    found = season_found(known, evidence.definitions)
    if found is None:
        raise CannotBearError(_refused(known))
    return found


def _how_many(clear: int, of: int) -> str:
    if not clear:
        return f"None of {amount(of, 'measure', 'measures')} has a season that can be told from chance"
    has = "has" if clear == 1 else "have"
    return f"{number_word(clear).capitalize()} of {amount(of, 'measure', 'measures')} {has} a season clearer than chance"


def _chance(found: SeasonFound) -> Finding:
    said = "below 0.1%" if found.p < 0.001 else f"{100 * found.p:.1f}%"
    if np.isnan(found.p):
        said = "not known"
    return Finding(
        "Chance",
        f": without any season, {found.history.step}s would differ this much in {said} of cases.",
        "",
        None,
        (),
    )


def _months(found: SeasonFound, evidence: Evidence) -> ResultTable:
    interval = interval_name(evidence.definitions)
    above = (found.yearly > 1).sum(axis=0)
    return ResultTable(
        "months",
        f"Each {found.history.step} of the year against an average {found.history.step}",
        (
            ResultColumn("month", found.history.step.capitalize()),
            ResultColumn("index", "Times the average", Kind.RATIO),
            ResultColumn("low", f"{interval} from", Kind.RATIO),
            ResultColumn("high", "to", Kind.RATIO),
            ResultColumn("calendar", "Calendar"),
            ResultColumn("above", "Years above", Kind.COUNT),
            ResultColumn("years", "Years known", Kind.COUNT),
        ),
        tuple(
            (
                name,
                float(found.index[at]),
                float(found.low[at]),
                float(found.high[at]),
                found.word(at),
                int(above[at]),
                int(found.known[at]),
            )
            for at, name in enumerate(found.names)
        ),
        (
            f"Peak: the whole interval is above 1, and the {found.history.step} at least {found.edge:g} times the average; "
            "quiet: as far below.",
        ),
    )


def _row(found: SeasonFound, q: float | None, clear: bool) -> tuple[Cell, ...]:
    high = int(np.argmax(found.index))
    return (
        found.history.name,
        runs(found.names, found.peaks) if clear else "",
        runs(found.names, found.quiet) if clear else "",
        found.names[high],
        float(found.index[high]),
        float(found.index.min()),
        q,
        clear,
        found.years,
    )


def _every(rows: tuple[tuple[Cell, ...], ...]) -> ResultTable:
    return ResultTable(
        "every",
        "The season of every measure, the clearest first",
        (
            ResultColumn("measure", "Measure"),
            ResultColumn("peaks", "Peaks"),
            ResultColumn("quiet", "Quiet"),
            ResultColumn("highest", "Highest"),
            ResultColumn("highest_index", "Index", Kind.RATIO),
            ResultColumn("lowest_index", "Lowest index", Kind.RATIO),
            ResultColumn("q", "q", Kind.CHANCE),
            ResultColumn("clear", "Clearer than chance", Kind.YES),
            ResultColumn("years", "Whole years", Kind.COUNT),
        ),
        rows,
    )


def _parted(known: History) -> str:
    if not known.cuts:
        return ""
    return (
        f"{known.break_words} Each part is set against its own average, so the change of level is no season."
    )


def _refused(known: History) -> Refusal:
    return Refusal(
        f"No season can be given for {inside(known.name)} in {known.area.name}.",
        f"A season is what comes back, so at least two whole years must be there, with every {known.step} in one of them; "
        f"{count(len(known.values))} {known.step}s came, {count(int(np.isnan(known.values).sum()))} of them without a "
        "number.",
        "Take in the monthly files of an earlier year."
        if known.measure.available
        else "Ask its supplier for earlier years.",
    )
