"""The pictures of a forecast: what is expected next, and its test on months held back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from wardmote.analyses.ahead.forecast_words import condition, range_words, span_words, total_of
from wardmote.analyses.ahead.outlook import Outlook
from wardmote.analyses.over_time.history import step_label
from wardmote.analyses.pictures import Band, Caption, Fan
from wardmote.analyses.wording import count, number_word
from wardmote.figures.months import in_words
from wardmote.methods.forecast import Forecasts, total_ahead

YEARS_SHOWN = 4


def fan(outlook: Outlook, years: int = YEARS_SHOWN) -> Fan:
    """What came in so many years and what is expected, with the ranges of each step."""
    history, total = outlook.history, total_of(outlook)
    ahead = tuple(step_label(one) for one in outlook.periods)
    expected, held = count(float(total.mean[0])), span_words(outlook)
    caption = Caption(
        title=f"{history.name}: {expected} expected in {held}, {range_words(total)}",
        subtitle=f"{history.area.name}. Dashed: the mean of four models, if what underlies it remains broadly the same.",
        alt=f"{history.name} by {history.step} to {in_words(history.span.end)}, and what is expected to "
        f"{in_words(outlook.periods[-1].end)}: {condition(outlook)} {expected} in {held} ({range_words(total)}).",
    )
    return _fan(outlook, outlook.forecasts, caption, (len(history.values), years), ahead)


def held_back_fan(outlook: Outlook) -> Fan | None:
    """What would have been expected of the steps held back, with what came; None without a test."""
    test, history = outlook.test, outlook.history
    if test is None:
        return None
    n = len(test.held)
    total = total_ahead(test.tested.forecasts, n)
    within = round(float(test.tested.within80[0]) * int(test.tested.months[0]))
    known = int(test.tested.months[0])
    caption = Caption(
        title=f"{history.name}: {number_word(within)} of {number_word(known)} {history.step}s held back came within the "
        "80% range",
        subtitle=f"{history.area.name}. Forecast as it would have been made in {in_words(test.held[0].start)}.",
        alt=f"{history.name} by {history.step}, forecast from before {in_words(test.held[0].start)}: "
        f"{count(float(total.mean[0]))} had been expected to {in_words(test.held[-1].end)} ({range_words(total)}).",
    )
    ahead = tuple(step_label(one) for one in test.held)
    made = _fan(outlook, test.tested.forecasts, caption, (len(history.values) - n, YEARS_SHOWN), ahead)
    return replace(made, held=tuple(None if np.isnan(one) else float(one) for one in test.came))


def _fan(
    outlook: Outlook, made: Forecasts, caption: Caption, shown_to: tuple[int, int], ahead: tuple[str, ...]
) -> Fan:
    history, (until, years) = outlook.history, shown_to
    first = max(0, until - years * history.period)
    shown = history.labels[first:until]
    return Fan(
        caption=caption,
        steps=shown,
        values=tuple(None if np.isnan(one) else float(one) for one in history.values[first:until]),
        ahead=ahead,
        expected=tuple(float(one) for one in made.mean[0]),
        bands=(
            Band(0.95, _row(made.low95), _row(made.high95)),
            Band(0.8, _row(made.low80), _row(made.high80)),
        ),
        breaks=tuple(one for one in history.ruled if one.month in shown),
        unit=f"Recorded a {history.step}" if history.measure.available else f"Counted a {history.step}",
    )


def _row(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> tuple[float, ...]:
    return tuple(float(one) for one in values[0])
