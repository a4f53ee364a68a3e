"""Two counts, or two proportions, that somebody entered by hand: nothing of the evidence enters."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.analyses.finding import Finding
from wardmote.analyses.pictures import Caption, DotRanges, RangeRow
from wardmote.analyses.result import AnalysisResult, Kind, ResultColumn, ResultTable
from wardmote.analyses.two_periods.ways import (
    ASSUMED,
    MID_P,
    Way,
    pure_chance,
    smaller_than,
    ways_picture,
    ways_table,
)
from wardmote.analyses.wording import count, interval_name, one_decimal, percent
from wardmote.definitions import Definitions
from wardmote.methods.rounding import half_up
from wardmote.methods.two_proportions import ProportionChange, proportion_change

BY_HAND = "These numbers were entered by hand: nothing of the evidence stands behind them."


@dataclass(frozen=True)
class Part:
    """So many of a whole."""

    count: int
    of: int

    @property
    def words(self) -> str:
        """34 of 448."""
        return f"{count(self.count)} of {count(self.of)}"


def counts_result(
    before: int, after: int, days: tuple[float, float], definitions: Definitions
) -> AnalysisResult:
    """Compare two counts over their days; both zero is told without a test."""
    ways = pure_chance(before, after, days, definitions) if before + after else ()
    title = _counts_title(before, after, days, ways, definitions)
    large = max(before, after) > definitions.threshold("pure-chance-count")
    warning = (
        "Counts this large vary more than pure chance, so this test is too ready to call a change. With the months in hand, "
        "ask for the analysis of change instead."
    )
    return AnalysisResult(
        analysis="counts",
        title=title,
        asked=(("Before", count(before)), ("After", count(after)), ("Days", _day_words(days))),
        findings=(Finding(title, "", warning if large else "", None, ()),),
        tables=(ways_table(ways),),
        pictures=(ways_picture(ways, title.rstrip("."), f"{count(before)} and {count(after)}", definitions),)
        if ways
        else (),
        sure=(*ASSUMED, "A change says nothing of why."),
        snapshot="",
        caveats=(BY_HAND,),
        options=f"confidence={definitions.threshold('confidence'):g}",
    )


def _ratios(
    before: int, after: int, ways: tuple[Way, ...], title: str, definitions: Definitions
) -> tuple[DotRanges, ...]:
    if not ways:
        return ()
    return (ways_picture(ways, title.rstrip("."), f"{count(before)} and {count(after)}", definitions),)


def _day_words(days: tuple[float, float]) -> str:
    return "the same for both" if days[0] == days[1] else f"{days[0]:g} and {days[1]:g}"


def _counts_title(
    before: int, after: int, days: tuple[float, float], ways: tuple[Way, ...], definitions: Definitions
) -> str:
    pair = f"{count(before)} to {count(after)}"
    if before + after < definitions.threshold("too-few"):
        return f"{pair}: too few to say. No change of a believable size could be told from chance."
    mid = next(one for one in ways if one.name == MID_P)
    level = 1 - definitions.threshold("confidence")
    a_day = " a day" if days[0] != days[1] else ""
    times = _times(mid)
    if mid.p is not None and mid.p < level:
        way = "rose" if after / days[1] > before / days[0] else "fell"
        return f"{pair}{a_day and ', by the day'}: {way}, {times}; more than pure chance would give."
    return f"{pair}{a_day and ', by the day'}: no clear change, {times}; pure chance alone could give it."


def _times(mid: Way) -> str:
    if mid.ratio is None:
        return f"at least {_two(mid.low)} times as many"
    high = f" and {_two(mid.high)}" if mid.high is not None else " and no known upper end"
    return f"{_two(mid.ratio)} times as many, between {_two(mid.low)}{high}"


def _two(value: float | None) -> str:
    return "0" if value is None else f"{half_up(value, 2):,.2f}"


def proportions_result(before: Part, after: Part, definitions: Definitions) -> AnalysisResult:
    """Compare two proportions of different people or crimes."""
    level = definitions.threshold("confidence")
    asked = (before.count, before.of, after.count, after.of, level)
    mid, exact = proportion_change(*asked, "mid-p"), proportion_change(*asked, "exact")
    title = _proportions_title(before, after, mid, definitions)
    return AnalysisResult(
        analysis="proportions",
        title=title,
        asked=(("Before", before.words), ("After", after.words)),
        findings=(Finding(title, "", "", None, ()),),
        tables=(_proportions_table(mid, exact),),
        pictures=(_proportions_picture(before, after, mid, title, definitions),),
        sure=(
            "The interval is Newcombe's (method 10). Fisher's test is the exact one, and too timid; mid-P is close to its "
            "level.",
            "Both take the two groups to be different people or crimes, each counted once, and drawn by chance. Weighted or "
            "clustered answers have a wider interval, and of people who chose to answer nothing can be said.",
            "Crimes are not drawn by chance: where their share varies from month to month more than chance, this is too "
            "ready to call a change.",
        ),
        snapshot="",
        caveats=(BY_HAND,),
        options=f"confidence={level:g}",
    )


def _proportions_title(before: Part, after: Part, found: ProportionChange, definitions: Definitions) -> str:
    shares = f"{one_decimal(found.before)}% to {one_decimal(found.after)}%"
    pair = f"{before.words} to {after.words} ({shares})"
    base = definitions.threshold("percentage-base")
    if min(before.of, after.of) < base:
        return f"{before.words} to {after.words}: too few to say, as a percentage of fewer than {count(base)} means little."
    between = f"{_points(found.points)} points, between {_points(found.low)} and {_points(found.high)}"
    if found.p < 1 - definitions.threshold("confidence"):
        return f"{pair}: {'rose' if found.points > 0 else 'fell'}, {between}; more than chance ({smaller_than(found.p)})."
    return f"{pair}: no clear change, {between}; chance alone could give it ({smaller_than(found.p)})."


def _points(value: float) -> str:
    return percent(value).rstrip("%")


def _proportions_table(mid: ProportionChange, exact: ProportionChange) -> ResultTable:
    return ResultTable(
        "tests",
        "The difference of the two proportions, by each test",
        (
            ResultColumn("test", "Test"),
            ResultColumn("before", "Before", Kind.PERCENT),
            ResultColumn("after", "After", Kind.PERCENT),
            ResultColumn("points", "Points", Kind.POINTS),
            ResultColumn("low", "Low", Kind.POINTS),
            ResultColumn("high", "High", Kind.POINTS),
            ResultColumn("p", "p", Kind.CHANCE),
        ),
        tuple(
            (name, one.before, one.after, one.points, one.low, one.high, one.p)
            for name, one in (("Mid-P", mid), ("Exact (Fisher)", exact))
        ),
    )


def _proportions_picture(
    before: Part, after: Part, found: ProportionChange, title: str, definitions: Definitions
) -> DotRanges:
    caption = Caption(
        title.rstrip("."),
        f"{before.words} against {after.words}, with {interval_name(definitions)}.",
        f"A dot with its interval: {_points(found.points)} points, {_points(found.low)} to {_points(found.high)}.",
    )
    row = RangeRow("After less before", found.points, found.low, found.high)
    return DotRanges(caption, (row,), "Percentage points", (0.0, "no change"))
