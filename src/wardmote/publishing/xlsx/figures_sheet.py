"""Every figure that the document prints, one row each, with all that says what it is."""

from __future__ import annotations

from wardmote.figures import Figure, State
from wardmote.publishing.tree import Document, Number, VerdictMark, plain
from wardmote.publishing.xlsx.sheets import FIGURES, Cell, Sheet, SheetColumn
from wardmote.publishing.xlsx.values import number_format

COLUMNS = (
    SheetColumn("Measure"),
    SheetColumn("Area"),
    SheetColumn("Value", "right"),
    SheetColumn("Unit"),
    SheetColumn("State"),
    SheetColumn("From"),
    SheetColumn("To"),
    SheetColumn("Compared with, from"),
    SheetColumn("Compared with, to"),
    SheetColumn("Interval low", "right"),
    SheetColumn("Interval high", "right"),
    SheetColumn("Verdict"),
    SheetColumn("Area code"),
    SheetColumn("Cut to the area"),
    SheetColumn("Population"),
    SheetColumn("Sources", widest=600),
    SheetColumn("Caveats", widest=600),
    SheetColumn("Marking"),
    SheetColumn("Options", widest=900),
    SheetColumn("Snapshot"),
    SheetColumn("Identity"),
)


def figures_sheet(document: Document) -> Sheet:
    """The register of figures. A measure's name ends with the version of its definition."""
    return Sheet(
        name=FIGURES,
        title="Every figure that the document prints",
        columns=COLUMNS,
        rows=tuple(_row(figure) for figure in document.figures),
        above=(
            "A cell is empty where it does not apply: no comparison, no interval, no verdict, no population, or the "
            "whole of its area. Where Value is empty, State says why.",
        ),
        notes=(
            "A measure's name ends with the version of its definition.",
            "Values are as calculated, not rounded; a percentage is in percent (77.6 is 77.6%).",
            "Identity is the same as long as measure, area, periods, snapshot, options and population are the same.",
        ),
        says=f"{len(document.figures):,} figures: value, state, period, interval, verdict, sources, identity",
        register=True,
    )


def _row(figure: Figure) -> tuple[Cell, ...]:
    (start, end), (before, until) = periods(figure.period)
    low, high = figure.interval or (None, None)
    state = Cell("known") if figure.state is State.KNOWN else Cell(figure.state.words, style="strong")
    return (
        Cell(figure.measure),
        Cell(figure.area_name),
        _number(figure, figure.value),
        Cell(figure.unit),
        state,
        *(Cell(text) for text in (start, end, before, until)),
        _number(figure, low),
        _number(figure, high),
        Cell(plain(VerdictMark(figure.verdict)) if figure.verdict else ""),
        *(Cell(text) for text in (figure.area, figure.part_of, figure.population)),
        *(Cell("; ".join(texts)) for texts in (figure.sources, figure.caveats)),
        *(Cell(text) for text in (figure.marking, figure.options, figure.snapshot, figure.identity)),
    )


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
