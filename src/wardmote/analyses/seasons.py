"""The month pattern of a measure: which months stand above the average, every year."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
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
from wardmote.methods import season as methods
from wardmote.methods.multiplicity import benjamini_hochberg


@dataclass(frozen=True)
class Season:
    """A measure's month pattern as a picture, and its peak months in words."""

    picture: MonthPattern
    sentence: str
    peaks: tuple[int, ...]
    strength: float
    """Highest index over lowest: 1 is no season at all."""
    p: float
    """The chance of months differing this much without a season; NaN where it cannot be said."""


def seasons(evidence: Evidence, area: Area, measures: Sequence[Measure], to: str) -> tuple[Season, ...]:
    """The measures whose months differ by more than chance and peak in every year, the strongest first.

    The chance allows for every measure looked at.
    """
    found = [one for measure in measures if (one := season(evidence, area, measure, to)) is not None]
    if not found:
        return ()
    q = benjamini_hochberg([one.p for one in found])
    clear = q < evidence.definitions.threshold("false-discovery-rate")
    return tuple(
        sorted(
            (one for one, real in zip(found, clear, strict=True) if real and one.peaks),
            key=lambda one: -one.strength,
        )
    )


def season(evidence: Evidence, area: Area, measure: Measure, to: str) -> Season | None:
    """The month pattern over the years in hand; None where there are not two whole years.

    A peak is a month above the threshold in every year that has it.
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
    found = methods.month_pattern(folded[whole], days[whole])
    return _season(evidence, area, measure, found, years)


def _season(
    evidence: Evidence,
    area: Area,
    measure: Measure,
    found: methods.MonthPattern,
    years: tuple[Period, ...],
) -> Season:
    calendar_order = np.argsort([int(month[5:]) for month in years[0].months])
    index, yearly = found.index[calendar_order], found.yearly[:, calendar_order]
    edge = evidence.definitions.threshold("peak-month")
    with np.errstate(invalid="ignore"):
        every = np.all((yearly >= edge) | np.isnan(yearly), axis=0) & ~np.all(np.isnan(yearly), axis=0)
    peaks = tuple(int(month) + 1 for month in np.flatnonzero(every))
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
    strength = float(index.max() / max(index.min(), 1e-9))
    return Season(picture, sentence, peaks, strength, float(found.p))


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
    when = f"in each of {number_word(years)} years" if years > 2 else "in both years"
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
