"""Every figure that the document prints, one row each, with all that says what it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from wardmote.figures import Figure, State
from wardmote.figures.months import FORM, first_day, last_day
from wardmote.publishing.tree import Document, Number, VerdictMark, plain
from wardmote.publishing.xlsx.sheets import FIGURES, Cell, Sheet, SheetColumn
from wardmote.publishing.xlsx.values import number_format

DAY_ZERO = date(1899, 12, 30)
"""The day that spreadsheets number 0."""
DAY = "d mmm yyyy"
PAGES_WIDE = 3
COLUMNS = (
    SheetColumn("Measure title"),
    SheetColumn("Area"),
    SheetColumn("Value (in its unit)", "right"),
    SheetColumn("Unit"),
    SheetColumn("State"),
    SheetColumn("From"),
    SheetColumn("To"),
    SheetColumn("First day", "right"),
    SheetColumn("Last day", "right"),
    SheetColumn("Compared with, from"),
    SheetColumn("Compared with, to"),
    SheetColumn("Compared with, first day", "right"),
    SheetColumn("Compared with, last day", "right"),
    SheetColumn("Interval low", "right"),
    SheetColumn("Interval high", "right"),
    SheetColumn("Verdict"),
    SheetColumn("Measure"),
    SheetColumn("Area code"),
    SheetColumn("Cut to the area"),
    SheetColumn("Population"),
    SheetColumn("Sources"),
    SheetColumn("Caveats", widest=600),
    SheetColumn("Marking"),
    SheetColumn("Options", widest=900),
    SheetColumn("Snapshot"),
    SheetColumn("Identity"),
)


def figures_sheet(document: Document) -> Sheet:
    """The register of figures, in the order in which the document prints them."""
    titles = dict(document.measures)
    return Sheet(
        name=FIGURES,
        title="Every figure that the document prints",
        columns=COLUMNS,
        rows=tuple(_row(figure, titles) for figure in document.figures),
        above=(
            "Each value is in the unit beside it: counts, rates and percentages stand in one column, so filter by unit "
            "before you add or average.",
            "A cell is empty where it does not apply: no comparison, no interval, no verdict, no population, or the "
            "whole of its area. Where the value is empty, State says why.",
        ),
        notes=(
            "The rows stand in the order in which the document prints their figures.",
            "Measure ends with the version of its definition. First day and last day are dates, so that they sort.",
            "Values are as calculated, not rounded; a percentage is in percent (77.6 is 77.6%), and so is its interval.",
            "Identity is the same as long as measure, area, periods, snapshot, options and population are the same.",
        ),
        says=f"{len(document.figures):,} figures: value, state, period, interval, verdict, sources, identity",
        register=True,
        pages_wide=PAGES_WIDE,
    )


def _row(figure: Figure, titles: Mapping[str, str]) -> tuple[Cell, ...]:
    later, before = periods(figure.period)
    low, high = figure.interval or (None, None)
    state = Cell("known") if figure.state is State.KNOWN else Cell(figure.state.words, style="strong")
    return (
        Cell(titles.get(figure.measure, figure.measure)),
        Cell(figure.area_name),
        _number(figure, figure.value),
        Cell(figure.unit),
        state,
        *_period(later),
        *_period(before),
        _number(figure, low),
        _number(figure, high),
        Cell(plain(VerdictMark(figure.verdict)) if figure.verdict else ""),
        *(Cell(text) for text in (figure.measure, figure.area, figure.part_of, figure.population)),
        *(Cell("; ".join(texts)) for texts in (figure.sources, figure.caveats)),
        *(Cell(text) for text in (figure.marking, figure.options, figure.snapshot, figure.identity)),
    )


def _period(ends: tuple[str, str]) -> tuple[Cell, ...]:
    """First and last month as they are written, and the first day and the last as dates."""
    start, end = ends
    if not (FORM.match(start) and FORM.match(end)):
        return Cell(start), Cell(end), Cell(), Cell()
    return Cell(start), Cell(end), _day(first_day(start)), _day(last_day(end))


def _day(day: date) -> Cell:
    return Cell(f"{day.day} {day:%b %Y}", (day - DAY_ZERO).days, DAY)


def periods(words: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """First and last month of a figure's period, and of the one it is compared with ("" where there is none)."""
    later, _, earlier = words.partition(" against ")
    return _ends(later), _ends(earlier)


def _ends(period: str) -> tuple[str, str]:
    start, _, end = period.partition("..")
    return start, end or start


def _number(figure: Figure, value: float | None) -> Cell:
    """A number of a figure as the document would print it: whole, or with one decimal; a change with its sign."""
    if value is None:
        return Cell()
    whole = float(value).is_integer() and not figure.unit.startswith(("%", "per "))
    text = "1" if whole else "1.0"
    signed = " against " in figure.period
    return Cell(text, value, number_format(Number(text, value, "change" if signed else "decimal")))
