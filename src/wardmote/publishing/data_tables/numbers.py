"""Captions, columns and numbers as every table behind a picture sets them."""

from __future__ import annotations

import math
from collections.abc import Iterable

from wardmote.analyses.pictures import Picture
from wardmote.figures import State
from wardmote.publishing.cells import state_cell
from wardmote.publishing.charts.numbers import fixed
from wardmote.publishing.charts.value_axis import finite, known
from wardmote.publishing.tree import Column, Content, Number, Quiet

NOT_SUPPLIED = state_cell(State.NOT_SUPPLIED)
NOT_AVAILABLE = state_cell(State.NOT_AVAILABLE)
MOST_PLACES = 12


def caption(picture: Picture) -> str:
    """What the table is called."""
    return f"Data: {picture.caption.title}"


def number_column(label: str) -> Column:
    """A column of numbers."""
    return Column(label, "right")


def in_places(value: float, places: int) -> Number:
    """A number with so many decimals."""
    return Number(fixed(value, places), value, "decimal" if places else "count")


def places_of(values: Iterable[float | None]) -> int:
    """The decimals that a column of these values needs: none for whole numbers, else three figures of the largest."""
    there = known(values)
    if all(value == round(value) for value in there):
        return 0
    largest = max(abs(value) for value in there)
    return min(max(1, 2 - math.floor(math.log10(largest))), MOST_PLACES)


def number_or(value: float | None, places: int, absent: Content) -> Content:
    """A number with so many decimals; ``absent`` where there is none."""
    there = finite(value)
    return absent if there is None else in_places(there, places)


def range_cell(low: float | None, high: float | None, places: int, absent: Content) -> Content:
    """Both ends of a range as numbers in one cell; with one end, which way it is open."""
    below, above = finite(low), finite(high)
    if below is not None and above is not None:
        return (in_places(below, places), " to ", in_places(above, places))
    if below is not None:
        return (in_places(below, places), " or more")
    return (in_places(above, places), " or less") if above is not None else absent


def words_or_dash(words: str) -> Content:
    """Words; a quiet dash where there are none."""
    return words or Quiet("–")
