"""What a trend lets people say, and what not to conclude from it."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.over_time.history import History
from wardmote.analyses.over_time.trend import Trend
from wardmote.analyses.result import Refusal
from wardmote.analyses.wording import amount, inside, number_word, percent
from wardmote.definitions import Definitions
from wardmote.figures.months import Period, in_words

VERDICTS = {1: "rose", -1: "fell", 0: "no clear trend"}
"""The verdict on a trend by its way, wherever one is told."""


def chance_level(definitions: Definitions) -> float:
    """The p below which a trend is called more than chance: what lies outside the interval."""
    return 1 - definitions.threshold("confidence")


def over(span: Period) -> str:
    """A stretch in words: over the four years to March 2026; or from April 2022 to March 2025."""
    years, rest = divmod(len(span.months), 12)
    if rest:
        return f"from {in_words(span.start)} to {in_words(span.end)}"
    return f"over the {amount(years, 'year', 'years')} to {in_words(span.end)}"


def trend_sentence(history: History, trend: Trend, definitions: Definitions) -> str:
    """One stretch in a sentence that can be repeated."""
    where = f"{history.name} in {history.area.name}"
    if trend.yearly is None or trend.limits is None:
        return f"{where}: no trend can be given {over(trend.span)}."
    way = trend.way(chance_level(definitions))
    low, high = (percent(end) for end in trend.limits)
    if way:
        by = percent(abs(trend.yearly)).lstrip("+")
        said = f"{where} {VERDICTS[way]} by {by} a year {over(trend.span)}"
        return f"{said}, between {low} and {high} a year: more than chance."
    return (
        f"{where} {_said(0)} {over(trend.span)}: {percent(trend.yearly)} a year, and anything between {low} and {high} "
        "fits the figures."
    )


def disagreement(history: History, trend: Trend, definitions: Definitions) -> str:
    """What the two methods say where they differ; empty where they agree, or nothing was fitted."""
    level = chance_level(definitions)
    if not trend.disagree(level):
        return ""
    fit, ranks = (_said(way) for way in (trend.way(level), trend.rank_way(level)))
    return (
        f"The two methods disagree on {inside(history.name)}: by the fitted trend it {fit}, by Mann-Kendall it {ranks}. "
        "Do not report a trend on the strength of one of them."
    )


def caution(trend: Trend) -> str:
    """What not to conclude of a trend that was found."""
    return "It says nothing of why, and a trend need not go on." if trend.fitted else ""


def too_short(history: History, found: Sequence[Trend], definitions: Definitions) -> tuple[Refusal, ...]:
    """Stretches of which no trend can be given, each with what would bear one."""
    return tuple(_refusal(history, one, definitions) for one in found if not one.fitted)


def _refusal(history: History, trend: Trend, definitions: Definitions) -> Refusal:
    years = int(definitions.threshold("trend-years"))
    what = f"No trend is given for {inside(history.name)} from {in_words(trend.span.start)} to {in_words(trend.span.end)}."
    if trend.short:
        after = " since recording changed" if history.cuts and trend.span.end == history.span.end else ""
        return Refusal(
            what,
            f"That is {amount(trend.steps, history.step, f'{history.step}s')}{after}, and in less than {number_word(years)} "
            "years a season and a trend look alike.",
            f"It can be given when there are {number_word(years)} years in a row in which recording did not change.",
        )
    return Refusal(
        what,
        "Too little was recorded, all of it lies at one end, or no calendar month was supplied in two years.",
        "Ask for a wider measure or a larger area.",
    )


def _said(way: int) -> str:
    return VERDICTS[way] if way else f"shows {VERDICTS[0]}"
