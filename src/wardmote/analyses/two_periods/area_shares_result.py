"""Which areas' share of the whole changed between two periods, whatever became of the total."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.analyses.finding import Finding
from wardmote.analyses.pictures import Caption, DotRanges, RangeRow
from wardmote.analyses.result import AnalysisResult, CannotBearError, Kind, Refusal, ResultColumn, ResultTable
from wardmote.analyses.wording import (
    amount,
    inside,
    interval_name,
    level_name,
    listed,
    number_word,
    opening,
    share,
)
from wardmote.definitions import Definitions, Measure
from wardmote.figures.areas import Area, areas_within
from wardmote.figures.comparability import blocks, breaks_for, named_forces
from wardmote.figures.counts import MonthlyCounts, monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, in_words
from wardmote.figures.performance import measure_asked
from wardmote.figures.years import MatchedYears, matched, years_to
from wardmote.methods.area_shares import AreaShares, area_share_changes
from wardmote.methods.change import year_change
from wardmote.methods.two_shares import share_difference_interval

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Shares:
    """The areas with their shares of the whole, tested. ``lost``: share of all records without a location."""

    measure: Measure
    area: Area
    areas: tuple[Area, ...]
    level: str
    periods: tuple[Period, Period]
    before: Floats
    after: Floats
    phi: Floats
    test: AreaShares
    low: Floats
    high: Floats
    lost: tuple[float, float]
    doubted: bool
    verdicts: tuple[str, ...]


def area_shares_result(evidence: Evidence, area: Area, measure: str, to: str, level: str) -> AnalysisResult:
    """Which areas' share of a measure changed against the year before.

    Raises
    ------
    CannotBearError
        When there are fewer than two areas, too few months that the years share, or recording changed between them.
    UnknownAreaError
        When the level is none.
    TableError, UnknownNameError, MonthError
        When there is no such measure, or it is not counted by place and month.
    """
    found = _shares(evidence, area, measure_asked(evidence, measure), to, level)
    definitions = evidence.definitions
    title = _title(found, definitions)
    lost = _lost_words(found)
    return AnalysisResult(
        analysis="area-shares",
        title=title,
        asked=(
            ("Measure", found.measure.title),
            ("Area", area.name),
            ("Periods", f"{found.periods[1].words} against {found.periods[0].words}"),
        ),
        findings=(Finding(title, "", lost, None, ()),),
        tables=(_table(found),),
        pictures=(_picture(found, title, definitions),),
        sure=(
            "Each area is set against the rest: chi-square with Yates's correction, divided by the area's own dispersion "
            "(how much more than chance its months vary). It takes the months to be independent.",
            f"q allows for all {number_word(len(found.areas))} areas. Shares add up to one, so where one gains others lose: "
            "the verdict goes by Benjamini and Yekutieli, which allows for that; Benjamini and Hochberg stands beside it.",
            "A share can rise while the count falls. Neither says why.",
        ),
        snapshot=evidence.snapshot,
        caveats=(
            *((lost,) if lost else ()),
            *(definitions.caveats[name].text for name in found.measure.caveats),
        ),
        marking=evidence.marking,
    )


def _shares(evidence: Evidence, area: Area, measure: Measure, to: str, level: str) -> _Shares:
    definitions = evidence.definitions
    areas = areas_within(evidence.connection, area, level, definitions)
    if len(areas) < 2:
        raise CannotBearError(
            Refusal(
                f"No shares can be set beside each other in {area.name}.",
                f"It holds {amount(len(areas), 'area', 'areas')} of that level, and a share needs another.",
                "Ask for smaller areas, or for a larger area.",
            )
        )
    periods = years_to(to, 12, int(definitions.threshold("years-in-hand")))
    _refuse_breaks(evidence, area, areas, measure, periods[-2:])
    counts = monthly_counts(evidence, areas, [measure], Period(periods[0].start, to).months, area)
    years = _alike(counts, periods, definitions, area)
    test = year_change(years.counts[:, 0], years.days)
    phi = np.maximum(test.phi, 1.0)
    if not test.a.sum() or not test.b.sum():
        raise CannotBearError(
            Refusal(
                f"Nothing can be said of shares of {inside(measure.short_title)} in {area.name}.",
                "One of the two years holds none with a location.",
                "Ask for a wider measure or a larger area.",
            )
        )
    found = area_share_changes(test.a, test.b, phi)
    low, high = share_difference_interval(
        found.before, test.a.sum() / phi, found.after, test.b.sum() / phi, definitions.threshold("confidence")
    )
    lost = _lost(counts, periods)
    limits = definitions.threshold("not-located-share"), definitions.threshold("not-located-move")
    doubted = max(lost) > limits[0] or abs(lost[1] - lost[0]) > limits[1]
    verdicts = _verdicts(found, test.a + test.b, doubted=doubted, definitions=definitions)
    return _Shares(
        measure, area, tuple(areas), level, (periods[-2], periods[-1]), test.a, test.b, phi, found, low, high, lost, doubted,
        verdicts,
    )  # fmt: skip


def _alike(
    counts: MonthlyCounts, periods: tuple[Period, ...], definitions: Definitions, area: Area
) -> MatchedYears:
    """The years of all areas with the months that they share; refused where areas were supplied with different ones."""
    fewest = int(definitions.threshold("matched-months"))
    groups = list(matched(counts, periods, fewest))
    if len(groups) == 1 and groups[0].counts.shape[-1] >= fewest:
        return groups[0]
    raise CannotBearError(
        Refusal(
            f"Shares within {area.name} cannot be compared over these two years.",
            f"Its areas do not share {number_word(fewest)} months of both years.",
            "Take in the months that are missing, or ask for another last month.",
        )
    )


def _refuse_breaks(
    evidence: Evidence, area: Area, areas: list[Area], measure: Measure, periods: tuple[Period, ...]
) -> None:
    between = breaks_for(evidence, area, periods[0].start, periods[-1].end, [measure.id])
    forces = named_forces(evidence, [area])[area.code] if between else []
    cutting = [one for one in between if blocks(one, measure, areas[0].level, forces)]
    if not cutting:
        return
    when = listed([in_words(f"{one.date:%Y-%m}") for one in cutting])
    raise CannotBearError(
        Refusal(
            f"Whether shares of {inside(measure.short_title)} moved within {area.name} cannot be said.",
            f"What is counted changed in {when} ({listed([one.label for one in cutting])}), and not alike everywhere.",
            "Ask for two years that lie on one side of that.",
        )
    )


def _lost(counts: MonthlyCounts, periods: tuple[Period, ...]) -> tuple[float, float]:
    """Share of the forces' records without a location, earlier and later."""
    shares = []
    for period in periods[-2:]:
        at = [counts.months.index(month) for month in period.months]
        none, whole = counts.not_located[0, 0, at].sum(), counts.reported[0, 0, at].sum()
        shares.append(float(none / whole) if whole else 0.0)
    return shares[0], shares[1]


def _verdicts(found: AreaShares, both: Floats, *, doubted: bool, definitions: Definitions) -> tuple[str, ...]:
    rate, few = definitions.threshold("false-discovery-rate"), definitions.threshold("too-few")
    words = []
    for at, q in enumerate(found.benjamini_yekutieli):
        if both[at] < few or np.isnan(q):
            words.append("too few to say")
        elif q >= rate:
            words.append("no clear change")
        elif doubted:
            words.append("location too uncertain")
        else:
            words.append("larger share" if found.after[at] > found.before[at] else "smaller share")
    return tuple(words)


def _title(found: _Shares, definitions: Definitions) -> str:
    many = level_name(definitions, found.level, len(found.areas))
    name = inside(found.measure.short_title)
    clear = [at for at, words in enumerate(found.verdicts) if words.endswith("share")]
    unsure = [at for at, words in enumerate(found.verdicts) if words == "location too uncertain"]
    head = f"Of the {number_word(len(found.areas))} {many} of {found.area.name}"
    if clear:
        said = listed([_moved(found, at) for at in sorted(clear, key=lambda at: -abs(_points(found)[at]))])
        return f"{head}, {number_word(len(clear))} changed {'its' if len(clear) == 1 else 'their'} share of {name}: {said}."
    if unsure:
        said = listed([_moved(found, at) for at in unsure])
        return (
            f"{head}, none can be said to have changed its share of {name}: too many have no location. As counted: "
            f"{said}."
        )
    return f"{opening(head)}, none changed its share of {name} by more than chance."


def _moved(found: _Shares, at: int) -> str:
    return f"{found.areas[at].name} {share(found.test.before[at])} to {share(found.test.after[at])}"


def _lost_words(found: _Shares) -> str:
    if not found.doubted:
        return ""
    return (
        f"Of the force's records of it {share(found.lost[0])} had no location and {share(found.lost[1])} have none now, and "
        "they are in no area's share: where they lie could make or hide a change."
    )


def _points(found: _Shares) -> Floats:
    return np.asarray(100 * (found.test.after - found.test.before))


def _table(found: _Shares) -> ResultTable:
    points, test = _points(found), found.test
    order = np.argsort(-np.abs(points), kind="stable")
    return ResultTable(
        "areas",
        "Each area's share of the whole, the largest moves first",
        (
            ResultColumn("area", "Area"),
            ResultColumn("code", "Code"),
            ResultColumn("before", "Before", Kind.COUNT),
            ResultColumn("after", "After", Kind.COUNT),
            ResultColumn("share_before", "Share", Kind.PERCENT),
            ResultColumn("share_after", "Share now", Kind.PERCENT),
            ResultColumn("points", "Points", Kind.POINTS),
            ResultColumn("dispersion", "Dispersion", Kind.RATIO),
            ResultColumn("p", "p", Kind.CHANCE),
            ResultColumn("q_hochberg", "q (BH)", Kind.CHANCE),
            ResultColumn("q_yekutieli", "q (BY)", Kind.CHANCE),
            ResultColumn("verdict", "Verdict"),
        ),
        tuple(
            (
                *(
                    found.areas[at].name,
                    found.areas[at].code,
                    float(found.before[at]),
                    float(found.after[at]),
                ),
                *(100 * float(test.before[at]), 100 * float(test.after[at]), float(points[at])),
                float(found.phi[at]),
                *(
                    None if np.isnan(value[at]) else float(value[at])
                    for value in (test.p, test.benjamini_hochberg, test.benjamini_yekutieli)
                ),
                found.verdicts[at],
            )
            for at in order
        ),
        ("Records with a location alone, in the months that the years share.",),
    )


def _picture(found: _Shares, title: str, definitions: Definitions) -> DotRanges:
    points = _points(found)
    order = [int(at) for at in np.argsort(-points, kind="stable")]
    rows = tuple(
        RangeRow(
            found.areas[at].name,
            float(points[at]),
            100 * float(found.low[at]),
            100 * float(found.high[at]),
            found.verdicts[at] if found.verdicts[at].endswith("share") else "",
            stands_out=found.verdicts[at].endswith("share"),
        )
        for at in order
    )
    said = "; ".join(f"{row.label} {row.value:+.1f}" for row in rows if row.value is not None)
    return DotRanges(
        Caption(
            title.rstrip("."),
            f"Change of each area's share of {inside(found.measure.short_title)} in points, "
            f"{found.periods[1].words}, with {interval_name(definitions)}s.",
            f"Dots with intervals: {said}.",
            "Each interval is for that area alone; the words allow for looking at all of them.",
        ),
        rows,
        "Percentage points",
        (0.0, "no change"),
    )
