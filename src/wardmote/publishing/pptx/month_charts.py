"""Monthly series as native line charts: gaps stay gaps, breaks fall as dotted lines, averages lie dashed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from wardmote.analyses.pictures import MonthLine, SmallMultiples
from wardmote.figures.tokens import Verdict
from wardmote.publishing.charts.numbers import average, counting_steps, month_words
from wardmote.publishing.pptx.chart_records import Axis, Chart, Label, Margins, Series, plot_in
from wardmote.publishing.pptx.clear_places import Plot, Spot, Words, spots
from wardmote.publishing.pptx.fitting import SPACING, width
from wardmote.publishing.pptx.geometry import Box
from wardmote.publishing.pptx.words import Tone
from wardmote.publishing.theme import theme

CHANGED = (Verdict.ROSE, Verdict.FELL)
ORDER = (Verdict.ROSE, Verdict.FELL, Verdict.LOCATION_UNCERTAIN)
SIDES = 70.0
"""Points that the axis of values takes from a chart's width, with its title."""
UNDER = 34.0
"""Points that the axis of months takes from a chart's height."""
HIGHER = 3
"""How many steps an axis may grow so that the words of its averages have room."""


@dataclass(frozen=True)
class _Laid:
    """A chart laid out: its axis, its plot, and where the words of its averages stand."""

    steps: list[float]
    plot: Plot
    found: list[Spot | None]


def month_chart(picture: MonthLine, box: Box, accent: str, language: str, small: bool = False) -> Chart:
    """The series, its averages and its breaks as one chart that fills ``box``."""
    look = theme()
    around = Margins(SIDES - 20 if small else SIDES, 8, 14, UNDER)
    wide, tall = box.width - around.left - around.right, box.height - around.top - around.bottom
    laid = _laid_out(picture, max(wide, 1), max(tall, 1), small)
    steps, plot = laid.steps, (laid.plot.wide, laid.plot.tall)
    line = Series(
        picture.label, picture.values, accent, thick=1.75 if small else 2.25, marker=3 if small else 5
    )
    return Chart(
        heading="Month",
        categories=tuple(month_words(month) for month in picture.months),
        months=tuple(date(int(month[:4]), int(month[5:]), 1) for month in picture.months),
        series=(line, *_means(picture), *_words(picture, laid), *_breaks(picture, steps[-1], plot)),
        axis=Axis(0, steps[-1], steps[1] - steps[0], title="" if small else picture.unit),
        every=_every(picture, plot[0], look.slides.chart),
        plot=plot_in(box, around),
        size=look.slides.chart,
        language=language,
    )


def _laid_out(picture: MonthLine, wide: float, tall: float, small: bool) -> _Laid:
    """The axis as it is, or so much higher that the words of every average have room over the line."""
    steps = axis_steps(picture, 3 if small else 6)
    rules = [picture.months.index(one.month) for one in picture.breaks if one.month in picture.months]
    first = None
    for _ in range(HIGHER):
        plot = Plot(wide, tall, steps[-1], len(picture.months))
        laid = _Laid(steps, plot, spots(picture, plot, _wanted(picture), rules))
        if None not in laid.found:
            return laid
        first = first or laid
        steps = [*steps, steps[-1] + steps[1] - steps[0]]
    return first or laid


def _wanted(picture: MonthLine) -> list[Words]:
    size = theme().slides.chart
    return [
        Words(inside[0], inside[-1], level, width(_said(level), size, True), size * SPACING)
        for inside, level in _stretches(picture)
    ]


def _said(level: float) -> str:
    return f"average {average(level)}"


def _stretches(picture: MonthLine) -> list[tuple[list[int], float]]:
    """The months of each average by their number, and its level; without those of which no month is shown."""
    found = (
        ([index for index, month in enumerate(picture.months) if first <= month <= last], level)
        for first, last, level in picture.period_means
    )
    return [(inside, level) for inside, level in found if inside]


def _words(picture: MonthLine, laid: _Laid) -> Iterator[Series]:
    """Points that are not seen, each with the words of an average: near its level, clear of every line."""
    tone: Tone = "changed" if picture.verdict in CHANGED else "quiet"
    for spot, (_, level) in zip(laid.found, _stretches(picture), strict=True):
        if spot is not None:
            values = tuple(spot.value if n == spot.index else None for n in range(len(picture.months)))
            label = Label(spot.index, "ctr", _said(level), tone=tone, bold=True)
            yield Series(
                f"Words stand at: {_said(level)}", values, theme().colour.ground, drawn=False, labels=(label,)
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


def _means(picture: MonthLine) -> Iterator[Series]:
    look = theme().colour
    for first, last, level in picture.period_means:
        inside = [first <= month <= last for month in picture.months]
        if any(inside):
            yield Series(
                f"Average {month_words(first)} to {month_words(last)}",
                tuple(level if one else None for one in inside),
                look.changed if picture.verdict in CHANGED else look.unchanged,
                dash="dash",
            )


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
        "tx1",
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
