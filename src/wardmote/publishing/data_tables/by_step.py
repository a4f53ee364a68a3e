"""The tables behind a series with its limits or with what is expected next."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.pictures import ControlLine, Fan, RuledBreak
from wardmote.publishing.charts.numbers import MONTH, fixed, step_words
from wardmote.publishing.charts.value_axis import finite
from wardmote.publishing.data_tables.numbers import (
    NOT_AVAILABLE,
    NOT_SUPPLIED,
    caption,
    number_column,
    number_or,
    places_of,
    range_cell,
)
from wardmote.publishing.tree import Column, Content, Quiet, Table

NO_LIMIT = Quiet("no limit")
DASH = Quiet("–")


def control_table(picture: ControlLine) -> Table:
    """A step a row: its value, its centre and limits, and in words why it stands out."""
    places = places_of(picture.values)
    lines = places_of((*picture.centre, *picture.low, *picture.high))
    columns = (
        _steps(picture.steps),
        number_column(picture.unit),
        *(number_column(label) for label in ("Centre", "Lower limit", "Upper limit")),
        Column("Stands out"),
    )
    rows = tuple(
        (
            step_words(step),
            number_or(value, places, NOT_SUPPLIED),
            number_or(centre, lines, NOT_AVAILABLE),
            *(number_or(end, lines, _no_limit(centre)) for end in (low, high)),
            why or Quiet("no"),
        )
        for step, value, centre, low, high, why in zip(
            picture.steps,
            picture.values,
            picture.centre,
            picture.low,
            picture.high,
            picture.signals,
            strict=True,
        )
    )
    notes = _notes(picture.breaks, picture.target)
    return Table(caption(picture), columns, rows, notes=notes, dense=True)


def _no_limit(centre: float | None) -> Quiet:
    """A centre may stand without a limit on one side; without a centre nothing was worked out."""
    return NOT_AVAILABLE if finite(centre) is None else NO_LIMIT


def fan_table(picture: Fan) -> Table:
    """A step a row: what was recorded, then what is expected with its ranges."""
    places = places_of((*picture.values, *picture.held))
    ahead = places_of(
        [*picture.expected, *(end for band in picture.bands for end in (*band.low, *band.high))]
    )
    columns = [
        _steps((*picture.steps, *picture.ahead)),
        number_column(picture.unit),
        number_column("Expected"),
    ]
    columns += [number_column(f"{fixed(band.share * 100, 0)}% range") for band in picture.bands]
    past = [
        (step_words(step), number_or(value, places, NOT_SUPPLIED), *(DASH for _ in columns[2:]))
        for step, value in zip(picture.steps, picture.values, strict=True)
    ]
    held = picture.held or (None,) * len(picture.ahead)
    future = [_ahead(picture, at, held[at], places, ahead) for at in range(len(picture.ahead))]
    notes = (
        ("Expected: from the first month or quarter of which nothing was recorded yet.",)
        if past and future
        else ()
    )
    return Table(
        caption(picture),
        tuple(columns),
        (*past, *future),
        notes=(*notes, *_notes(picture.breaks, picture.target)),
        dense=True,
    )


def _ahead(picture: Fan, at: int, held: float | None, places: int, ahead: int) -> tuple[Content, ...]:
    ranges = (range_cell(band.low[at], band.high[at], ahead, NOT_AVAILABLE) for band in picture.bands)
    return (
        step_words(picture.ahead[at]),
        number_or(held, places, NOT_AVAILABLE),
        number_or(picture.expected[at], ahead, NOT_AVAILABLE),
        *ranges,
    )


def _steps(steps: Sequence[str]) -> Column:
    return Column("Month" if all(MONTH.fullmatch(step) for step in steps) else "Period")


def _notes(breaks: Sequence[RuledBreak], target: tuple[float, str] | None) -> tuple[str, ...]:
    ruled = tuple(f"{step_words(one.month)}: {one.label}." for one in breaks)
    return (*ruled, f"Ruled across: {target[1]}.") if target and target[1] else ruled
