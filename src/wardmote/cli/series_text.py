"""A series as plain text."""

from __future__ import annotations

from wardmote.analyses.observed_wording import state_words, value_words
from wardmote.analyses.wording import count, inside, months_listed, opening
from wardmote.cli.tables import grid
from wardmote.figures.months import in_words
from wardmote.figures.periods import Length, in_dates
from wardmote.figures.series import Point, Series

BAR, WIDTH = "\u2588", 30
"""The bar that a whole value draws, and how many the greatest has."""


def series_text(series: Series) -> str:
    """The series for reading: a line a period with a bar, gaps said in words, and what to know about them."""
    most = max((point.value or 0 for point in series.points), default=0)
    names = {Length.MONTH: "Month", Length.QUARTER: "Quarter", Length.YEAR: "Year", None: "Period"}
    share = series.measure.is_share
    header = [names[series.length], "Share" if share else series.measure.unit.capitalize(), ""]
    rows = [[_named(point), value_of(point, share), _drawn(point, most, share)] for point in series.points]
    return "\n".join(
        [
            f"{series.measure.title}, {series.area.name} ({series.area.code})",
            "",
            grid(header, rows, right=(1,)),
            "",
            *_notes(series),
        ]
    )


def value_of(point: Point, share: bool) -> str:
    """The value of a point, or a dash where it has none."""
    return value_words(point.value, share=share)


def _named(point: Point) -> str:
    return f"{point.asked.name} ({in_dates(point.period)})" if point.asked.name else in_dates(point.period)


def _drawn(point: Point, most: float, share: bool) -> str:
    """A bar; or in words why there is none."""
    mark = "".join(f"  \u25cb {found.label}" for found in point.breaks)
    if point.value is None:
        so_far = (
            f"{point.share}: {value_words(point.so_far, share=share)}" if point.so_far is not None else ""
        )
        return (so_far or state_words(None, point.state, point.at_least, share=share)) + mark
    asked = f"  of {count(point.base)} asked" if point.base is not None else ""
    return BAR * max(0, round(WIDTH * point.value / most if most > 0 else 0)) + asked + mark


def _notes(series: Series) -> list[str]:
    missing = series.missing
    return [
        *(
            [f"Not supplied: {months_listed(missing)}. A period that lacks a month has no total, and no bar."]
            if missing
            else []
        ),
        *(
            [
                f"Records of {', '.join(series.others_left_out)} in this area are left out, as not every month came."
            ]
            if series.others_left_out
            else []
        ),
        *(
            f"{opening(inside(found.title))} ({in_words(found.date.strftime('%Y-%m'))}): {found.explanation}"
            for found in series.breaks
        ),
        *series.notes,
        *([series.area.note] if series.area.note else []),
        *(caveat.text for caveat in series.caveats),
        f"Snapshot {series.snapshot}.",
    ]
