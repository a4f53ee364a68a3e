"""A measure of an area between two periods: the verdict, and every test that a reviewer may ask for beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analyses.change_in_words import change_finding, cut_months
from wardmote.analyses.changes import change_dots, dots_of
from wardmote.analyses.finding import Finding
from wardmote.analyses.monthly import month_lines
from wardmote.analyses.over_time.history import history
from wardmote.analyses.over_time.trend_picture import history_picture
from wardmote.analyses.pictures import Picture
from wardmote.analyses.result import AnalysisResult, CannotBearError, Kind, Refusal, ResultColumn, ResultTable
from wardmote.analyses.two_periods.ways import (
    ASSUMED,
    EXACT,
    Way,
    end,
    pure_chance,
    smaller_than,
    ways_table,
)
from wardmote.analyses.wording import inside, interval_name, listed, one_decimal
from wardmote.figures.areas import Area
from wardmote.figures.counts import monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, days_in, in_words, shift
from wardmote.figures.performance import measure_of_any_source, performance_table
from wardmote.figures.periods import Asked
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import Verdict
from wardmote.figures.years import matched, years_to
from wardmote.methods.change import YearChange, ratio_interval, year_change

VERDICT = "Verdict (square roots, dispersion, t)"


@dataclass(frozen=True)
class _Asked:
    """What the tests are of: a row of the table, its family, and the days behind both counts."""

    table: Table
    row: Row
    family: tuple[Row, ...]
    days: tuple[float, float]


def change_result(
    evidence: Evidence, area: Area, measure: str, to: str, months: int, asked: Asked | None = None
) -> AnalysisResult:
    """Whether a measure changed between a period and the same months a year before.

    Raises
    ------
    CannotBearError
        When there are not two counts to compare.
    TableError, UnknownNameError, MonthError
        When there is no such measure, no source can supply it, or a period cannot be read.
    """
    found = measure_of_any_source(evidence, measure)
    table = performance_table(evidence, area, to, months=months, asked=asked)
    mine = _asked(table, found.id, area)
    doubted = evidence.definitions.threshold("not-located-share")
    finding = change_finding(table, mine.row, doubted)
    refused, ways = _ways(evidence, mine, months)
    findings = [finding, *(Finding(line, "", "", None, ()) for line in _more(mine, ways, evidence))]
    return AnalysisResult(
        analysis="change",
        title=f"{area.name}: {inside(finding.sentence)}",
        asked=(("Measure", found.title), ("Area", area.name), ("Periods", _periods(mine))),
        findings=tuple(findings),
        tables=(
            *((ways_table(ways, _test_notes(mine)),) if ways else ()),
            *(_counts(mine), _family(mine)),
        ),
        pictures=_pictures(evidence, mine, finding),
        sure=_how_sure(mine, evidence),
        snapshot=table.snapshot,
        refused=refused,
        caveats=_caveats(mine, evidence),
        options=table.options,
        marking=table.marking,
    )


def _asked(table: Table, measure: str, area: Area) -> _Asked:
    """The row of the measure, or why there is none to test."""
    rows = [one for one in (*table.rows, *table.observed) if one.measure.id == measure and one.area == area]
    row = next((one for one in rows if one.previous is not None and one.current is not None), None)
    name = rows[0].measure.short_title if rows else measure
    if row is None:
        raise CannotBearError(
            Refusal(
                f"Whether {inside(name)} in {area.name} changed cannot be said.",
                "There are not two counts to set side by side: one of the periods was not supplied, or is no count.",
                "Its series shows what came; ask for a period of which both years did.",
            )
        )
    observed = row.observed is not None
    sources = set(row.observed.sources) if row.observed else set()
    family = tuple(
        one
        for one in (table.observed if observed else table.rows)
        if one.area == area
        and one.previous is not None
        and one.current is not None
        and (not observed or (one.observed and sources & set(one.observed.sources)))
        and (one.measure.base or one is row)
    )
    return _Asked(table, row, family, _days(table, row))


def _days(table: Table, row: Row) -> tuple[float, float]:
    """The days behind the earlier and the later count."""
    if row.observed is None:
        months = table.months_counted
        return (float(sum(days_in(shift(m, -12)) for m in months)), float(sum(days_in(m) for m in months)))
    earlier, later = row.periods or (table.previous, table.current)
    gone = {month for period in row.observed.left_out for month in period.months}
    pairs = [(a, b) for a, b in zip(earlier.months, later.months, strict=False) if not gone & {a, b}]
    return (float(sum(days_in(a) for a, _ in pairs)), float(sum(days_in(b) for _, b in pairs)))


def _ways(evidence: Evidence, mine: _Asked, months: int) -> tuple[tuple[Refusal, ...], tuple[Way, ...]]:
    """The tests, or why they are withheld."""
    row = mine.row
    before, after = row.previous or 0, row.current or 0
    if row.verdict is Verdict.NOT_COMPARABLE:
        when = cut_months([row], "recording") or cut_months([row], "geography")
        return (
            Refusal(
                f"No test of {inside(row.measure.short_title)} is given.",
                f"What is counted changed{f' in {when}' if when else ''}, so a test would find that change.",
                "It can be tested when both periods lie on one side of it.",
            ),
        ), ()
    if min(before, after) < 0:
        return (
            Refusal(
                f"No test of {inside(row.measure.short_title)} is given.",
                "A count is below zero: a revision takes back what an earlier period counted.",
                "Ask for revised counts.",
            ),
        ), ()
    verdict = _verdict_way(evidence, mine, months)
    chance = pure_chance(before, after, mine.days, evidence.definitions) if before + after else ()
    return (), (*verdict, *chance)


def _verdict_way(evidence: Evidence, mine: _Asked, months: int) -> tuple[Way, ...]:
    """The verdict's own test with its interval by the day; of what partners count, without one."""
    row = mine.row
    if row.phi is None or row.q is None:
        return ()
    if row.observed is not None:
        before, after = row.previous or 0, row.current or 0
        per_day = mine.days[0] / mine.days[1]
        ratio = after / before * per_day if before else None
        limits = [
            None if one is None else (1 + one / 100) * per_day for one in row.percent_interval or (None, None)
        ]
        return (Way(VERDICT, ratio, limits[0], limits[1], q=row.q),)
    test = _test(evidence, row, mine.table.current.end, months)
    low, high = ratio_interval(
        test.a, test.b, test.phi, test.df, test.d1, test.d2, evidence.definitions.threshold("confidence")
    )
    ratio = float((test.b / test.d2) / (test.a / test.d1)) if test.a else None
    return (Way(VERDICT, ratio, end(float(low)), end(float(high)), float(test.p), row.q),)


def _test(evidence: Evidence, row: Row, to: str, months: int) -> YearChange:
    """The test behind the verdict of a police measure, with its p and the months that it matched."""
    periods = years_to(to, months, int(evidence.definitions.threshold("years-in-hand")))
    counts = monthly_counts(evidence, [row.area], [row.measure], Period(periods[0].start, to).months)
    fewest = int(evidence.definitions.threshold("matched-months"))
    years = next(iter(matched(counts, periods, fewest)))
    return year_change(years.counts[0, 0], years.days)


def _more(mine: _Asked, ways: Sequence[Way], evidence: Evidence) -> list[str]:
    """Where a test of pure chance and the verdict part, and how much the months vary."""
    row, said = mine.row, []
    if row.phi is not None and ways:
        step = "quarters" if row.observed and row.observed.every > 1 else "months"
        said.append(
            f"Its {step} vary {one_decimal(row.phi)} times as much as pure chance would make them."
            if row.phi > 1
            else f"Its {step} vary no more than pure chance would make them."
        )
    exact = next((one for one in ways if one.name == EXACT), None)
    level = 1 - evidence.definitions.threshold("confidence")
    if exact and exact.p is not None and exact.p < level and row.verdict is Verdict.NO_CLEAR_CHANGE:
        why = "its months vary more than that" if (row.phi or 1) > 1 else "many measures were looked at"
        said.append(
            f"Taken for pure chance it would look like a change ({smaller_than(exact.p)}): it is not called one, as {why}, "
            "and the verdict allows for every measure looked at."
        )
    return said


def _periods(mine: _Asked) -> str:
    earlier, later = mine.row.periods or (mine.table.previous, mine.table.current)
    return f"{later.words} against {earlier.words}"


def _counts(mine: _Asked) -> ResultTable:
    row = mine.row
    earlier, later = mine.row.periods or (mine.table.previous, mine.table.current)
    triples = zip(
        (earlier, later), (row.previous, row.current), mine.days, row.not_located_share, strict=True
    )
    return ResultTable(
        "counts",
        "The two counts and the days behind them",
        (
            ResultColumn("start", "From"),
            ResultColumn("end", "To"),
            ResultColumn("count", "Count", Kind.COUNT),
            ResultColumn("days", "Days", Kind.COUNT),
            ResultColumn("a_day", "A day", Kind.RATIO),
            ResultColumn("no_location", "No location", Kind.PERCENT),
        ),
        tuple(
            (
                *(period.start, period.end, value, days),
                value / days if value is not None and days else None,
                None if lost is None else 100 * lost,
            )
            for period, value, days, lost in triples
        ),
        ((mine.table.gaps,) if mine.table.gaps and row.observed is None else ()),
    )


def _family(mine: _Asked) -> ResultTable:
    return ResultTable(
        "family",
        "Every measure that the verdict allows for",
        (
            ResultColumn("measure", "Measure"),
            ResultColumn("previous", "Before", Kind.COUNT),
            ResultColumn("current", "After", Kind.COUNT),
            ResultColumn("percent", "Change", Kind.PERCENT),
            ResultColumn("dispersion", "Dispersion", Kind.RATIO),
            ResultColumn("z", "z", Kind.RATIO),
            ResultColumn("q", "q", Kind.CHANCE),
            ResultColumn("verdict", "Verdict"),
        ),
        tuple(
            (
                *(one.measure.short_title, one.previous, one.current, one.percent, one.phi, one.z, one.q),
                one.verdict.words if one.verdict else "not tested",
            )
            for one in mine.family
        ),
    )


def _pictures(evidence: Evidence, mine: _Asked, finding: Finding) -> tuple[Picture, ...]:
    """The months of the measure, and the change of every measure with its interval."""
    if mine.row.observed is not None:
        return _observed_pictures(evidence, mine, finding)
    line = month_lines(evidence, mine.table).get(mine.row.measure.id)
    dots = change_dots(mine.table, evidence.definitions)
    return (*((line,) if line else ()), *((dots,) if dots.rows else ()))


def _observed_pictures(evidence: Evidence, mine: _Asked, finding: Finding) -> tuple[Picture, ...]:
    """The same of what others count: its months or quarters, and the change of every count of its family."""
    counts = [one for one in mine.family if one.measure.counts]
    if not mine.row.measure.counts:
        return ()
    own = all(one.periods == mine.row.periods for one in counts)
    over = (
        f"{mine.row.area.name}, {_periods(mine)}{'' if own else ', or the periods that each was reported in'}"
    )
    dots = dots_of(counts, over, evidence.definitions)
    try:
        known = history(evidence, mine.row.area, mine.row.measure.id, mine.table.current.end)
    except CannotBearError:
        return (dots,) if dots.rows else ()
    return (history_picture(known, finding.sentence.rstrip(".")), *((dots,) if dots.rows else ()))


def _test_notes(mine: _Asked) -> tuple[str, ...]:
    """What the verdict's test is of where that is not the counts as shown."""
    if mine.row.observed is not None or not mine.table.untested:
        return ()
    months = listed([in_words(month) for month in mine.table.untested])
    return (f"The verdict leaves {months} out of every year, as it was not supplied in an older one.",)


def _how_sure(mine: _Asked, evidence: Evidence) -> tuple[str, ...]:
    alone = " It is a sum of other measures, so it stands for itself." if not mine.row.measure.base else ""
    return (
        "The verdict: the difference of the square roots of both totals, by the day, against how much the months vary round "
        "month and year (dispersion), with Student's t. It takes months to be independent; large counts whose months "
        "remember each other are called changed too often.",
        f"q allows for every measure of the family (Benjamini and Hochberg), {len(mine.family)} of them.{alone} The verdict "
        f"goes by q; each interval is a {interval_name(evidence.definitions)} for this measure alone.",
        *ASSUMED,
        "No clear change does not mean no change: read the interval. And a change says nothing of why.",
    )


def _caveats(mine: _Asked, evidence: Evidence) -> tuple[str, ...]:
    row = mine.row
    notes = row.observed.notes if row.observed else ()
    texts = [evidence.definitions.caveats[name].text for name in row.measure.caveats]
    breaks = [one.explanation for one in row.breaks if row.verdict is Verdict.NOT_COMPARABLE]
    return tuple(dict.fromkeys((*breaks, *notes, *texts)))
