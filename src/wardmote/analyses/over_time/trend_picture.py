"""Pictures of trends: the months of a measure with the average of each year, and all measures side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from wardmote.analyses.over_time.history import History
from wardmote.analyses.over_time.trend import Trend
from wardmote.analyses.over_time.trend_words import VERDICTS
from wardmote.analyses.pictures import Caption, ControlLine, DotRanges, MonthLine, RangeRow
from wardmote.analyses.wording import count, interval_name, opening, percent
from wardmote.definitions import Definitions
from wardmote.figures.months import in_words

MONTH = "month"


def history_picture(history: History, title: str) -> MonthLine | ControlLine:
    """The steps of a series, with the average of each of its years where they are months."""
    known = [float(value) for value in history.values if not np.isnan(value)]
    span = f"{in_words(history.span.start)} to {in_words(history.span.end)}"
    ends = (
        f"between {count(min(known))} and {count(max(known))} a {history.step}"
        if known
        else "nothing supplied"
    )
    caption = Caption(
        title,
        f"{history.area.name}, {history.measure.unit} recorded a {history.step}, {span}.",
        f"{history.name} in {history.area.name} by {history.step}, {span}: {ends}.",
        " ".join(part for part in (history.gap_words, history.break_words) if part),
    )
    values = tuple(None if np.isnan(value) else int(value) for value in history.values)
    unit = f"{opening(history.measure.unit)} recorded a {history.step}"
    if history.step == MONTH:
        return MonthLine(
            caption, history.name, history.labels, values, history.ruled, _yearly_means(history), unit
        )
    none = (None,) * len(values)
    quiet = ("",) * len(values)
    return ControlLine(caption, history.labels, values, none, none, none, quiet, history.ruled, unit=unit)


def _yearly_means(history: History) -> tuple[tuple[str, str, float], ...]:
    """First month, last month and average of each year, counted back from the last month, within each stretch."""
    found = []
    edges = (0, *history.cuts, len(history.values))
    for first, last in pairwise(edges):
        for end in range(last, first, -history.period):
            part = slice(max(end - history.period, first), end)
            known = history.values[part][~np.isnan(history.values[part])]
            if len(known) > history.period // 2:
                labels = history.labels[part]
                found.append((labels[0], labels[-1], float(known.mean())))
    return tuple(sorted(found))


def trends_picture(
    rows: Sequence[tuple[History, Trend, int]], area: str, definitions: Definitions
) -> DotRanges | None:
    """Every measure's growth a year with its interval, sorted; each with its way. None where there is none."""
    drawn = sorted(
        (one for one in rows if one[1].yearly is not None), key=lambda one: -(one[1].yearly or 0.0)
    )
    if not drawn:
        return None
    said = "; ".join(
        f"{history.name} {percent(trend.yearly)}, {VERDICTS[way]}" for history, trend, way in drawn
    )
    clear = sum(bool(way) for _, _, way in drawn)
    caption = Caption(
        opening(
            f"{clear or 'no'} of {len(drawn)} measures {'has' if clear == 1 else 'have'} a trend by more than chance"
        ),
        f"{area}, change in percent a year over the years in hand, with {interval_name(definitions)}s.",
        f"Dots with intervals, one row a measure. {said}.",
        "Each interval is for that measure alone; the words allow for looking at all of them.",
    )
    return DotRanges(
        caption,
        tuple(
            RangeRow(
                history.name,
                trend.yearly,
                trend.limits[0] if trend.limits else None,
                trend.limits[1] if trend.limits else None,
                VERDICTS[way] if way else "",
                stands_out=bool(way),
            )
            for history, trend, way in drawn
        ),
        "Percent a year",
        (0.0, "no change"),
    )
