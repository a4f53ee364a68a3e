"""What a picture shows, before anyone draws it: the data behind each chart and map.

An analysis fills these records; ``publishing`` draws them, and sets the same
numbers as a data table beside the drawing. None means a gap, never a zero.
"""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.figures.tokens import Verdict


@dataclass(frozen=True)
class Caption:
    """The words of a picture: the title says what it shows, the subtitle what is counted, where, when."""

    title: str
    subtitle: str
    alt: str
    note: str = ""


@dataclass(frozen=True)
class ChangeRow:
    """One measure's change: percentages of the counts shown, with the interval for this measure alone."""

    label: str
    percent: float
    low: float | None
    high: float | None
    verdict: Verdict


@dataclass(frozen=True)
class ChangeDots:
    """Changes with their intervals, one row a measure, in the order to be drawn (top first)."""

    caption: Caption
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True)
class RuledBreak:
    """A recording break to rule into a monthly line, with one or two words for it."""

    month: str
    label: str


@dataclass(frozen=True)
class MonthLine:
    """A monthly series. ``months`` are YYYY-MM in order; a None value is a month not supplied."""

    caption: Caption
    label: str
    months: tuple[str, ...]
    values: tuple[int | None, ...]
    breaks: tuple[RuledBreak, ...] = ()
    period_means: tuple[tuple[str, str, float], ...] = ()
    """(first month, last month, average a month) for each period to be drawn as a dashed level."""
    unit: str = "Recorded a month"
    verdict: Verdict | None = None


@dataclass(frozen=True)
class SmallMultiples:
    """Several monthly series under one caption, each with its own y axis from zero."""

    caption: Caption
    lines: tuple[MonthLine, ...]


@dataclass(frozen=True)
class MonthPattern:
    """Share of an average month for each calendar month (1.0 = average), January first.

    ``years`` holds one tuple of twelve per year, for the pale dots behind the mean; None is a gap.
    """

    caption: Caption
    index: tuple[float, ...]
    years: tuple[tuple[float | None, ...], ...] = ()


@dataclass(frozen=True)
class MapArea:
    """One area of a map: its outline in WGS84 (WKB), its value (None is not available), perhaps a name to print."""

    code: str
    name: str
    value: float | None
    wkb: bytes
    label: str = ""
    """Printed on the map when not empty, with the value; three or four of them at the most."""


@dataclass(frozen=True)
class AreaMap:
    """A map in five classes. ``bounds`` are the four round class bounds, ascending."""

    caption: Caption
    areas: tuple[MapArea, ...]
    bounds: tuple[float, float, float, float]
    key_title: str
    outline: tuple[bytes, ...] = ()
    """Outlines (WKB) drawn over the areas in ink, such as the partnership's own boundary."""
    low: bool = False
    """Drawn no higher than a monthly line where it stands beside one in half width."""


Picture = ChangeDots | MonthLine | SmallMultiples | MonthPattern | AreaMap
