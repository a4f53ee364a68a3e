"""Targets held against the limits of a control chart: will they be met consistently, not at all, or now and then?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analyses.over_time.history import History
from wardmote.analyses.own_targets import OwnTarget
from wardmote.analyses.result import Refusal
from wardmote.figures.months import Period, in_words
from wardmote.methods.control_charts import Assurance, ControlChart, assurance
from wardmote.methods.control_charts.targets import Good

YEAR = 12


@dataclass(frozen=True)
class Held:
    """A target held against the limits. ``lower``: whether less is what was aimed for.

    ``own``: the partnership's own, which is a total of its period; None where a number was asked about.
    """

    found: Assurance
    lower: bool
    own: OwnTarget | None = None


def number_held(history: History, chart: ControlChart, target: float) -> Held:
    """A number a step held against the limits; which way is good goes by the measure."""
    good: Good = "lower" if history.measure.direction == "lower-is-better" else "neither"
    return Held(assurance(chart, target, good), True)


def own_held(
    history: History, chart: ControlChart, targets: Sequence[OwnTarget]
) -> tuple[tuple[Held, ...], tuple[Refusal, ...]]:
    """The partnership's own targets that are of now or of later, and why others are not held against the limits.

    The chart has the season taken off, so the total of whole years, shared evenly over their steps, is its level.
    """
    held, refused = [], []
    for one in targets:
        why = _why_not(history, one)
        if why or one.total is None:
            refused.append(
                Refusal(
                    f"The target {one.title} is not held against the limits.",
                    why or "The months of its baseline are not all in hand.",
                    "The table of targets says what became of it.",
                )
            )
            continue
        level = one.total * history.every / len(one.whole.months)
        held.append(Held(assurance(chart, level, "lower" if one.lower else "higher"), one.lower, one))
    return tuple(held), tuple(refused)


def _why_not(history: History, one: OwnTarget) -> str:
    """Why a target cannot be a level of the chart; empty where it can."""
    if one.rated:
        return "It is a rate, and the chart is of counts."
    if one.whole.end <= history.span.end:
        return f"Its period ended in {in_words(one.whole.end)}, and the limits speak of the {history.step}s as they are now."
    if len(one.whole.months) % YEAR:
        return f"It is of {_months(one.whole)}, which have a season, and the chart has none."
    return ""


def _months(whole: Period) -> str:
    return f"{len(whole.months)} months"
