"""The month pattern of a measure: which months stand above the average, every year."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from wardmote.analyses.pictures import Caption, MonthPattern
from wardmote.analyses.wording import inside, listed, number_word
from wardmote.definitions import Measure
from wardmote.figures.areas import Area
from wardmote.figures.counts import monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, days_in, in_words, shift
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
    measure: str
    """Identifier of the measure."""


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
    counted = monthly_counts(evidence, [area], [measure], months)
    folded = by_year(counted.counts[0, 0], months, years).astype(float)
    sent = by_year_flags(counted.supplied, months, years)[0]
    folded[~sent] = np.nan
    whole = sent.sum(axis=1) >= int(evidence.definitions.threshold("matched-months"))
    if whole.sum() < 2 or not sent[whole].any(axis=0).all() or np.nansum(folded[whole]) == 0:
        return None
    days = np.array([[float(days_in(month)) for month in period.months] for period in years])
    found = methods.month_pattern(folded[whole], days[whole])
    used = tuple(year for year, there in zip(years, whole, strict=True) if there)
    return _season(evidence, area, measure, found, used)


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
    there = ~np.isnan(yearly)
    with np.errstate(invalid="ignore"):
        every = np.all((yearly >= edge) | ~there, axis=0)
    lasting = there.sum(axis=0) >= evidence.definitions.threshold("peak-years")
    peaks = tuple(int(month) + 1 for month in np.flatnonzero(every & lasting))
    complete = all(there[:, month - 1].all() for month in peaks)
    sentence = _sentence(measure, index, peaks, _when(len(yearly), len(peaks), complete))
    caption = Caption(
        title=sentence.split(";")[0].rstrip("."),
        subtitle=f"{area.name}, {_years(years)}. 1.0 is an average month, "
        "length of months allowed for. Pale dots: single years.",
        alt=f"{measure.short_title} by calendar month against an average month: "
        + ", ".join(f"{calendar.month_abbr[m + 1]} {value:.1f}" for m, value in enumerate(index))
        + ".",
    )
    years_drawn = tuple(tuple(None if np.isnan(v) else float(v) for v in row) for row in yearly)
    picture = MonthPattern(caption, tuple(float(value) for value in index), years_drawn)
    strength = float(index.max() / max(index.min(), 1e-9))
    return Season(picture, sentence, peaks, strength, float(found.p), measure.id)


def _sentence(
    measure: Measure,
    index: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    peaks: tuple[int, ...],
    when: str,
) -> str:
    name = measure.short_title if measure.id != "all-crime" else "All crime"
    if not peaks:
        return f"No month stands out for {inside(name)} in every year."
    level = float(np.mean([index[peak - 1] for peak in peaks]))
    return f"{name} is well above average in {_runs(peaks)}, at about {level:.1f} times an average month, {when}."


def _when(years: int, peaks: int, complete: bool) -> str:
    """In how many years the peak months stood out, where each year has them or not."""
    if not complete:
        return f"in every year that has {'it' if peaks == 1 else 'them'}"
    return f"in each of {number_word(years)} years" if years > 2 else "in both years"


def _years(years: Sequence[Period]) -> str:
    """The years that the pattern rests on: three years to April 2024, or those that were supplied."""
    whole = all(shift(one.end, 12) == after.end for one, after in pairwise(years))
    if whole:
        return f"{number_word(len(years))} years to {in_words(years[-1].end)}"
    return f"years to {listed([in_words(year.end) for year in years])}"


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
