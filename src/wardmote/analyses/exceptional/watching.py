"""Chooses how the weeks of a series are watched by the history there is, and watches them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from wardmote.analyses.result import CannotBearError, Refusal
from wardmote.analyses.wording import inside
from wardmote.definitions import Definitions
from wardmote.figures.weeks import WeekSeries
from wardmote.methods.checks import FloatArray
from wardmote.methods.exceptional import HarmonicRules, Rules, ears, farrington_flexible, harmonic_watch

Method = Literal["farrington", "harmonic", "ears"]
NAMES: dict[Method, str] = {
    "farrington": "flexible Farrington",
    "harmonic": "one wave a year (quasi-Poisson)",
    "ears": "EARS C2",
}
BASELINE, GUARD = 7, 2
"""Weeks that EARS compares with, and those between them and the week."""


@dataclass(frozen=True)
class WatchedWeek:
    """A week against what was to be expected; None where it cannot be said."""

    week: str
    counted: float | None
    expected: float | None
    limit: float | None
    alarm: bool
    chance: float | None
    """Of as many or more if nothing had changed; EARS gives none."""
    least: float | None = None
    """The least that there were, of a week from which rows were rejected: it is an alarm only if that is above its limit."""


@dataclass(frozen=True)
class Watch:
    """The last weeks of a series, and how they were judged."""

    series: WeekSeries
    method: Method
    why: str
    """Why this method, in a sentence."""
    weeks: tuple[WatchedWeek, ...]

    @property
    def alarms(self) -> tuple[WatchedWeek, ...]:
        """The weeks above their limit."""
        return tuple(one for one in self.weeks if one.alarm)


def needed(method: Method, last: int) -> int:
    """Weeks that a method needs to watch the last so many."""
    five_years = Rules().years * Rules().in_year + Rules().half_window + 1
    half_a_year = HarmonicRules().least_weeks + HarmonicRules().left_out + 1
    return (
        {"farrington": five_years, "harmonic": half_a_year, "ears": BASELINE + GUARD + 1}[method] + last - 1
    )


def watch(series: WeekSeries, last: int, definitions: Definitions, method: Method | None = None) -> Watch:
    """Watch the last weeks.

    Raises
    ------
    CannotBearError
        When there is too little history, for the method that was asked for or for any.
    """
    held = len(series.weeks)
    fitting = [one for one in NAMES if held >= needed(one, last)]
    chosen: Method = method or (fitting[0] if fitting else "ears")
    if held < needed(chosen, last):
        raise CannotBearError(
            Refusal(
                f"The last {last} weeks of {inside(series.measure.short_title)} in {series.where} cannot be watched by "
                f"{NAMES[chosen]}.",
                f"That needs {needed(chosen, last)} weeks, one after the other; {held} are held.",
                "Ask for earlier weeks of the same counts"
                + (", or watch fewer weeks" if last > 1 and held >= needed(chosen, 1) else "")
                + (", or take a method that needs less." if method and method != "ears" else "."),
            )
        )
    counts = np.array([np.nan if value is None else value for value in series.values])
    return Watch(
        series, chosen, _why(chosen, held, last, method), _weeks(series, counts, last, chosen, definitions)
    )


def _why(method: Method, held: int, last: int, asked: Method | None) -> str:
    held_words = f"{held:,} weeks are held"
    if asked:
        return f"Method: {NAMES[method]}, as asked for; {held_words}."
    reasons: dict[Method, str] = {
        "farrington": "five years and more, so that season, trend and earlier waves are known",
        "harmonic": f"less than the {needed('farrington', last)} that the flexible Farrington method needs",
        "ears": f"less than the {needed('harmonic', last)} from which a level can be fitted",
    }
    return f"Method: {NAMES[method]}, as {held_words}: {reasons[method]}."


def _weeks(
    series: WeekSeries, counts: FloatArray, last: int, method: Method, definitions: Definitions
) -> tuple[WatchedWeek, ...]:
    seen = counts[-last:]
    if method == "ears":
        mean = np.array(
            [
                counts[at - GUARD - BASELINE : at - GUARD].mean()
                for at in range(len(counts) - last, len(counts))
            ]
        )
        least = float(np.sqrt(np.nanmean(counts))) if not np.isnan(counts).all() else 0.0
        found = ears(counts, last, BASELINE, least_spread=least)
        parts = (mean, found.c2, found.alarm2, np.full(last, np.nan))
    else:
        alpha = definitions.threshold("exceptional-alpha")
        alarms = (
            farrington_flexible(counts, last, Rules(alpha=alpha))
            if method == "farrington"
            else harmonic_watch(counts, last, HarmonicRules(alpha=alpha))
        )
        parts = (alarms.expected, alarms.upper, alarms.alarm, alarms.chance)
    columns = [seen, *parts]
    found_weeks = tuple(
        WatchedWeek(
            week, _or_none(counted), _or_none(expected), _or_none(limit), bool(alarm), _or_none(chance)
        )
        for week, (counted, expected, limit, alarm, chance) in zip(
            series.weeks[-last:], zip(*(part.tolist() for part in columns), strict=True), strict=True
        )
    )
    if not series.least:
        return found_weeks
    return tuple(_at_least(one, series, counts, method, definitions) for one in found_weeks)


def _at_least(
    one: WatchedWeek, series: WeekSeries, counts: FloatArray, method: Method, definitions: Definitions
) -> WatchedWeek:
    """A week from which rows were rejected, judged by the least that there were; as it was where it is whole.

    What was counted of it enters nothing but its own judgement: it would make later weeks look high.
    """
    least = dict(series.least).get(one.week)
    if least is None or one.counted is not None:
        return one
    at = series.weeks.index(one.week)
    filled = np.append(counts[:at], least)
    (judged,) = _weeks(replace(series, least=()), filled, 1, method, definitions)
    return replace(one, expected=judged.expected, limit=judged.limit, alarm=judged.alarm, least=least)


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
