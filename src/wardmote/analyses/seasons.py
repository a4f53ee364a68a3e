"""The month pattern of a measure: which months stand above the average, every year."""

from __future__ import annotations

import calendar
from dataclasses import dataclass

import numpy as np

from wardmote.analyses.pictures import Caption, MonthPattern
from wardmote.analyses.wording import inside, listed, number_word
from wardmote.definitions import Measure
from wardmote.figures.areas import Area
from wardmote.figures.counts import monthly_counts
from wardmote.figures.months import Period, days_in, in_words
from wardmote.figures.performance import Evidence
from wardmote.figures.years import by_year, by_year_flags, years_to
from wardmote.methods.season import month_pattern


@dataclass(frozen=True)
class Season:
    """A measure's month pattern as a picture, and its peak months in words."""

    picture: MonthPattern
    sentence: str
    peaks: tuple[int, ...]
    strength: float
    """Highest index over lowest: 1 is no season at all."""


def season(evidence: Evidence, area: Area, measure: Measure, to: str) -> Season | None:
    """The month pattern over the years in hand; None where there are not two whole years.

    A peak is a month above the threshold in every year that has it, where months differ by more than chance.
    """
    years = years_to(to, 12, int(evidence.definitions.threshold("years-in-hand")))
    months = Period(years[0].start, to).months
    counted = monthly_counts(evidence.connection, [area], [measure], months)
    folded = by_year(counted.counts[0, 0], months, years).astype(float)
    sent = by_year_flags(counted.supplied, months, years)[0]
    folded[~sent] = np.nan
    whole = sent.sum(axis=1) >= int(evidence.definitions.threshold("matched-months"))
    if whole.sum() < 2 or not sent.any(axis=0).all() or np.nansum(folded) == 0:
        return None
    days = np.array([[float(days_in(month)) for month in period.months] for period in years])
    found = month_pattern(folded[whole], days[whole])
    chance = float(found.p) < 1 - evidence.definitions.threshold("confidence")
    return _season(evidence, area, measure, found.index, found.yearly, years, chance)


def _season(
    evidence: Evidence,
    area: Area,
    measure: Measure,
    index: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    yearly: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    years: tuple[Period, ...],
    beyond_chance: bool,
) -> Season:
    calendar_order = np.argsort([int(month[5:]) for month in years[0].months])
    index, yearly = index[calendar_order], yearly[:, calendar_order]
    edge = evidence.definitions.threshold("peak-month")
    with np.errstate(invalid="ignore"):
        every = np.all((yearly >= edge) | np.isnan(yearly), axis=0) & ~np.all(np.isnan(yearly), axis=0)
    peaks = tuple(int(month) + 1 for month in np.flatnonzero(every)) if beyond_chance else ()
    sentence = _sentence(measure, area, index, peaks, len(yearly))
    caption = Caption(
        title=sentence.split(";")[0].rstrip("."),
        subtitle=f"{area.name}, {number_word(len(yearly))} years to {in_words(years[-1].end)}. 1.0 is an average month, "
        "length of months allowed for. Pale dots: single years.",
        alt=f"{measure.short_title} by calendar month against an average month: "
        + ", ".join(f"{calendar.month_abbr[m + 1]} {value:.1f}" for m, value in enumerate(index))
        + ".",
    )
    years_drawn = tuple(tuple(None if np.isnan(v) else float(v) for v in row) for row in yearly)
    picture = MonthPattern(caption, tuple(float(value) for value in index), years_drawn)
    return Season(picture, sentence, peaks, float(index.max() / max(index.min(), 1e-9)))


def _sentence(
    measure: Measure,
    area: Area,
    index: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    peaks: tuple[int, ...],
    years: int,
) -> str:
    name = measure.short_title if measure.id != "all-crime" else "All crime"
    if not peaks:
        return f"No month stands out for {inside(name)} in every year."
    level = float(np.mean([index[peak - 1] for peak in peaks]))
    when = f"in each of {number_word(years)} years"
    return f"{name} peaks in {_runs(peaks)}, at about {level:.1f} times an average month, {when}."


def _runs(peaks: tuple[int, ...]) -> str:
    """Months in words, a run of three or more as a span."""
    runs: list[list[int]] = []
    for peak in peaks:
        if runs and peak == runs[-1][-1] + 1:
            runs[-1].append(peak)
        else:
            runs.append([peak])
    names: list[str] = []
    for run in runs:
        if len(run) > 2:
            names.append(f"{calendar.month_name[run[0]]} to {calendar.month_name[run[-1]]}")
        else:
            names += [calendar.month_name[month] for month in run]
    return listed(names)
