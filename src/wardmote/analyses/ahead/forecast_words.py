"""What a forecast says, in sentences: conditional, with its range, and with how well it would have done."""

from __future__ import annotations

import numpy as np

from wardmote.analyses.ahead.outlook import HeldBack, Outlook
from wardmote.analyses.ahead.year import Aim, YearAhead
from wardmote.analyses.finding import Finding
from wardmote.analyses.wording import count, inside, number_word, opening, share
from wardmote.figures.months import Period, in_words
from wardmote.methods.forecast import Total, total_ahead

YEAR = 12
SURE = (
    "Method: the mean of four models (exponential smoothing, STL, a straight line with month effects, and each month as a "
    "year before). Ashby (2025) found that mean the most accurate over 1,296 series of crime.",
    "It knows the past of this series and nothing else: no operation, no new law and no change in recording. A step in "
    "what happens as the forecast begins cannot be foreseen, and growth that goes on and on is underestimated.",
    "Of ten outcomes about eight should lie in the 80% range, and of twenty about nineteen in the 95% range, if all stays "
    "broadly the same. The range of a sum is of the sum: it is narrower than the months' ranges put together.",
)


def total_of(outlook: Outlook) -> Total:
    """The sum of all the steps ahead."""
    return total_ahead(outlook.forecasts, len(outlook.periods))


def condition(outlook: Outlook) -> str:
    """On what every forecast depends."""
    what = "crime" if outlook.history.measure.available else "it"
    return f"if the factors underlying {what} remain broadly the same, we expect"


def span_words(outlook: Outlook) -> str:
    """What is forecast: the year to March 2027, or April 2026 to September 2026."""
    words = Period(outlook.periods[0].start, outlook.periods[-1].end).words
    return f"the {words}" if words.startswith("year") else words


def range_words(total: Total, level: int = 80) -> str:
    """80% range 640 to 790."""
    low, high = (total.low80, total.high80) if level == 80 else (total.low95, total.high95)
    return f"{level}% range {count(float(low[0]))} to {count(float(high[0]))}"


def outlook_finding(outlook: Outlook) -> Finding:
    """What is to be expected, beside the same months a year before."""
    total = total_of(outlook)
    name = f"{outlook.history.name} in {outlook.history.area.name}"
    rest = f": {condition(outlook)} {count(float(total.mean[0]))} in {span_words(outlook)} ({range_words(total)})."
    return Finding(name, rest, beside_before(outlook, total), None, ())


def beside_before(outlook: Outlook, total: Total) -> str:
    """Where the same months of the year before stand against the range; empty where they are not all known."""
    history, n = outlook.history, len(outlook.periods)
    year = history.period
    if n > year or len(history.values) - outlook.stretch.first < year:
        return ""
    before = history.values[len(history.values) - year :][:n]
    if np.isnan(before).any():
        return ""
    held, low, high = float(before.sum()), float(total.low80[0]), float(total.high80[0])
    where = "below that range" if held < low else "above that range" if held > high else "inside that range"
    told = ", so the outlook points neither to a rise nor to a fall" if low <= held <= high else ""
    first, last = history.periods[-year], history.periods[-year + n - 1]
    words = Period(first.start, last.end).words
    return (
        f"{opening(f'the {words}' if words.startswith('year') else words)} held {count(held)}, {where}{told}."
    )


def held_back_finding(outlook: Outlook, *, plain: bool = False) -> Finding | None:
    """How good the same forecast would have been; None where nothing could be held back.

    ``plain``: for a board, without the scaled error.
    """
    test = outlook.test
    if test is None:
        return None
    tested, n = test.tested, int(test.tested.months[0])
    mase, naive = float(tested.mase[0]), float(tested.mase_naive[0])
    step = outlook.history.step
    miss = float(np.nanmean(np.abs(test.came - tested.forecasts.mean[0])))
    inside80, inside95 = (round(float(one[0]) * n) for one in (tested.within80, tested.within95))
    beside = _beside_naive(miss, mase, naive, step, plain=plain)
    rest = (
        f" on the last {number_word(len(test.held))} {step}s, forecast from what came before them, it missed a {step} by "
        f"{_size(miss)} on average{beside}. {opening(number_word(inside80))} of {number_word(n)} {step}s came within the "
        f"80% range and {number_word(inside95)} within the 95% range."
    )
    return Finding("Tested", rest, _of_sum(test), None, ())


def _beside_naive(miss: float, mase: float, naive: float, step: str, *, plain: bool) -> str:
    """How repeating the year before would have done, and both on the scale of that within the earlier years."""
    if np.isnan(mase):
        return ""
    if np.isnan(naive) or not mase:
        return "" if plain else f" (MASE {mase:.2f})"
    other = _size(miss * naive / mase)
    scaled = "" if plain else f"; MASE {mase:.2f} against {naive:.2f}"
    return f" (repeating the year before misses by {other} a {step}{scaled})"


def _of_sum(test: HeldBack) -> str:
    if np.isnan(test.came).any():
        return ""
    total = total_ahead(test.tested.forecasts, len(test.held))
    came = float(test.came.sum())
    within = float(total.low80[0]) <= came <= float(total.high80[0])
    said = (
        f"Together they held {count(came)}, where {count(float(total.mean[0]))} had been expected "
        f"({range_words(total)})"
    )
    return f"{said}." if within else f"{said}: what happened was outside the range."


def _size(miss: float) -> str:
    return f"{miss:.0f}" if miss >= 10 else f"{miss:.1f}"


def year_finding(outlook: Outlook, year: YearAhead) -> Finding:
    """Where the year will end, and what scaling up by days would say instead."""
    end, step = year.end, outlook.history.step
    whole = len(year.left) + year.steps_in_hand
    so_far = (
        f"{count(year.given)} came in {number_word(year.steps_in_hand)} of {number_word(whole)} {step}s"
        if year.steps_in_hand
        else f"none of its {step}s has come yet"
    )
    rest = (
        f": {so_far}; {condition(outlook)} it to end at {count(float(end.mean[0]))} "
        f"(80% range {count(float(end.low80[0]))} to {count(float(end.high80[0]))})."
    )
    by_days = float(end.by_days[0])
    meaning = (
        f"Scaling up by days, which knows no season, would say {count(by_days)}."
        if not np.isnan(by_days)
        else ""
    )
    return Finding(year.name, rest, meaning, None, ())


def aim_finding(outlook: Outlook, year: YearAhead, aim: Aim) -> Finding:
    """What the rest of the year would have to be to end at a total: arithmetic, not advice."""
    lead, goal = aim.title, f"{count(aim.total)} or {'fewer' if aim.lower else 'more'}"
    n, step = len(year.left), outlook.history.step
    steps = f"the {number_word(n)} {step}s left" if n > 1 else f"the {step} left"
    if aim.left < 0:
        passed = "cannot be met any more" if aim.lower else "is met"
        return Finding(
            lead, f": {goal} in {inside(year.name)} {passed}, as {count(year.given)} have come.", "", None, ()
        )
    rest = f": to end {inside(year.name)} at {goal}, {steps} may hold {count(aim.left)} together"
    if not aim.lower:
        rest = (
            f": to end {inside(year.name)} at {goal}, {steps} would have to hold {count(aim.left)} together"
        )
    if aim.change is not None:
        rest += f", {_against(aim.change)}"
    meaning = (
        f"If all stays broadly the same, the chance of that is {_chance(aim.chance)}. This is arithmetic: it does not say "
        "that anything can bring it about."
    )
    return Finding(lead, f"{rest}.", meaning, None, ())


def _against(change: float) -> str:
    size = share(abs(change))
    if size in ("–", "0%"):
        return "as forecast"
    return f"{size} {'fewer' if change < 0 else 'more'} than forecast in each"


def _chance(chance: float) -> str:
    if chance < 0.01:
        return "below 1%"
    return "above 99%" if chance > 0.99 else share(chance)


def rests_on(outlook: Outlook) -> str:
    """Which months it rests on, and what was left off or is missing."""
    stretch, history = outlook.stretch, outlook.history
    span = stretch.span
    said = f"It rests on {in_words(span.start)} to {in_words(span.end)}"
    if history.cuts and stretch.first >= history.cuts[-1]:
        broken = history.breaks[-1]
        said += (
            f": what is recorded changed in {in_words(f'{broken.date:%Y-%m}')} ({broken.label}), and what came before "
            "that is left off"
        )
    gone = [month for month in history.missing if month >= span.start]
    return f"{said}. {history.gap_words}" if gone and history.gap_words else f"{said}."
