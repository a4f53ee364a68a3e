"""Monthly series as native line charts: gaps stay gaps, breaks fall as dotted lines, averages lie dashed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from wardmote.analyses.pictures import MonthLine, SmallMultiples
from wardmote.figures.tokens import Verdict
from wardmote.publishing.charts.numbers import average, counting_steps, month_words
from wardmote.publishing.pptx.chart_records import Axis, Chart, Label, Place, Series
from wardmote.publishing.pptx.fitting import width
from wardmote.publishing.pptx.geometry import Box
from wardmote.publishing.theme import theme

CHANGED = (Verdict.ROSE, Verdict.FELL)
ORDER = (Verdict.ROSE, Verdict.FELL, Verdict.LOCATION_UNCERTAIN)
SIDES = 70.0
"""Points that the axis of values takes from a chart's width, with its title."""
UNDER = 34.0
"""Points that the axis of months takes from a chart's height."""


def month_chart(picture: MonthLine, box: Box, accent: str, language: str, small: bool = False) -> Chart:
    """The series, its averages and its breaks as one chart that fills ``box``."""
    look = theme()
    steps = axis_steps(picture, 3 if small else 6)
    plot = (box.width - (SIDES - 20 if small else SIDES), box.height - UNDER)
    line = Series(
        picture.label, picture.values, accent, thick=1.75 if small else 2.25, marker=3 if small else 5
    )
    return Chart(
        heading="Month",
        categories=tuple(month_words(month) for month in picture.months),
        months=tuple(date(int(month[:4]), int(month[5:]), 1) for month in picture.months),
        series=(line, *_means(picture, steps[-1], plot), *_breaks(picture, steps[-1], plot)),
        axis=Axis(0, steps[-1], steps[1] - steps[0], title="" if small else picture.unit),
        every=_every(picture, plot[0], look.slides.chart),
        size=look.slides.chart,
        language=language,
    )


def axis_steps(picture: MonthLine, most: int) -> list[float]:
    """Labelled values from zero; with one more where a break's word must stand above the line."""
    known = [value for value in picture.values if value is not None]
    top = max([*known, *(level for _, _, level in picture.period_means)], default=1)
    steps = counting_steps(top, most)
    if any(ruled.label for ruled in picture.breaks) and steps[-1] < 1.15 * top:
        steps.append(steps[-1] + steps[1] - steps[0])
    return steps


def _every(picture: MonthLine, wide: float, size: float) -> int:
    """Every how many months one is labelled, so that labels keep apart."""
    label = width("May 2024", size) + 10
    per_month = wide / max(len(picture.months), 1)
    return next(
        (step for step in (1, 3, 6, 12, 24, 60) if step * per_month >= label), len(picture.months) or 1
    )


def _means(picture: MonthLine, top: float, plot: tuple[float, float]) -> Iterator[Series]:
    look = theme().colour
    changed = picture.verdict in CHANGED
    for first, last, level in picture.period_means:
        inside = [index for index, month in enumerate(picture.months) if first <= month <= last]
        if not inside:
            continue
        index, place = _clear(picture, inside, level, top, plot)
        form = '"average "#,##0.0' if level < 100 else '"average "#,##0'
        label = Label(index, place, format=form, tone="changed" if changed else "quiet", bold=True)
        yield Series(
            f"Average {month_words(first)} to {month_words(last)}",
            tuple(level if number in inside else None for number in range(len(picture.months))),
            look.changed if changed else look.unchanged,
            dash="dash",
            labels=(label,),
        )


def _clear(
    picture: MonthLine, inside: list[int], level: float, top: float, plot: tuple[float, float]
) -> tuple[int, Place]:
    """The month and the side at which an average's label is furthest from the line itself."""
    size = theme().slides.chart
    reach = int(width(f"average {average(level)}", size, True) / 2 / (plot[0] / len(picture.months))) + 1
    per_point = top / plot[1]
    middles = [i for i in inside if inside[0] + reach <= i <= inside[-1] - reach] or [
        inside[len(inside) // 2]
    ]
    best: tuple[float, int, Place] = (-1.0, middles[0], "t")
    for index in middles:
        near = [v for v in picture.values[max(index - reach, 0) : index + reach + 1] if v is not None]
        sides: tuple[tuple[Place, float], ...] = (("t", 1.0), ("b", -1.0))
        for place, side in sides:
            middle = level + side * size * per_point
            if 0 < middle < top:
                free = min((abs(value - middle) for value in near), default=top)
                best = max(best, (free, index, place), key=lambda found: found[0])
    return best[1], best[2]


def _breaks(picture: MonthLine, top: float, plot: tuple[float, float]) -> Iterator[Series]:
    """One point at the upper edge for each break, from which a dotted line falls."""
    places = {month: index for index, month in enumerate(picture.months)}
    found = sorted((places[one.month], one.label) for one in picture.breaks if one.month in places)
    if not found:
        return
    values = {index: top for index, _ in found}
    yield Series(
        "Change in recording",
        tuple(values.get(index) for index in range(len(picture.months))),
        theme().colour.ink,
        drawn=False,
        drop=True,
        labels=tuple(_break_labels(found, plot[0] / len(picture.months), plot[0])),
    )


def _break_labels(found: list[tuple[int, str]], per_month: float, wide: float) -> Iterator[Label]:
    """A word beside each line where it has room before the next; the others are said under the chart."""
    size = theme().slides.chart
    ends = [*(index for index, _ in found), wide / per_month]
    taken = 0.0
    for (index, text), (_, after) in zip(found, pairwise(ends), strict=True):
        long = width(text, size) + 8
        if text and (index + 0.5) * per_month + long <= after * per_month:
            taken = (index + 0.5) * per_month + long
            yield Label(index, "r", text)
        elif text and (index + 0.5) * per_month - long >= taken:
            taken = (index + 0.5) * per_month
            yield Label(index, "l", text)


def breaks_in_words(picture: MonthLine | SmallMultiples) -> str:
    """Where the dotted lines are and what they mean; "" where there is none."""
    lines = picture.lines if isinstance(picture, SmallMultiples) else (picture,)
    labels = {
        (ruled.month, ruled.label)
        for line in lines
        for ruled in line.breaks
        if ruled.month in line.months and ruled.label
    }
    said = "; ".join(f"{month_words(month)}, {label}" for month, label in sorted(labels))
    return f"Dotted line: {said}." if said else ""


def chosen_lines(picture: SmallMultiples, most: int) -> tuple[MonthLine, ...]:
    """The series with something to say: those that changed first, then as they stand; none without a value."""
    known = [line for line in picture.lines if any(value is not None for value in line.values)]
    first = sorted(known, key=lambda line: _rank(line.verdict))
    return tuple(first[:most])


def _rank(verdict: Verdict | None) -> int:
    return ORDER.index(verdict) if verdict in ORDER else len(ORDER)
