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


@dataclass(frozen=True)
class ControlLine:
    """A series between its control limits. ``steps`` are months (YYYY-MM) or other labels, in order.

    ``centre``, ``low`` and ``high`` have one value a step, and jump where the limits were set anew; None where there
    are no limits. ``signals``: for each step in words why it stands out, "" where it does not. ``target``: a level
    to be drawn across, with its words.
    """

    caption: Caption
    steps: tuple[str, ...]
    values: tuple[float | None, ...]
    centre: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    signals: tuple[str, ...]
    breaks: tuple[RuledBreak, ...] = ()
    target: tuple[float, str] | None = None
    unit: str = "Recorded a month"
    centre_is: str = "centre"
    """What the centre is called where it is named."""


@dataclass(frozen=True)
class Band:
    """A range round what is expected: ``share`` of outcomes should lie in it (0.8, 0.95)."""

    share: float
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class Fan:
    """A series and what is expected next, with ranges that widen. ``ahead`` are the steps after ``steps``.

    ``held``: what was in fact recorded in the steps ahead, where they were held back for a test; None elsewhere.
    """

    caption: Caption
    steps: tuple[str, ...]
    values: tuple[float | None, ...]
    ahead: tuple[str, ...]
    expected: tuple[float, ...]
    bands: tuple[Band, ...]
    """The widest first."""
    held: tuple[float | None, ...] = ()
    breaks: tuple[RuledBreak, ...] = ()
    target: tuple[float, str] | None = None
    unit: str = "Recorded a month"


@dataclass(frozen=True)
class RangeRow:
    """One line of a picture of ranges. ``told``: words at its end ("Above", "12 places"). A ``value`` of None is
    not available. With ``low`` or ``high`` alone the interval is open at the other end; with neither there is none.

    ``stands_out``: different from what it is set against by more than chance; ``own``: the partnership's own line.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    told: str = ""
    stands_out: bool = False
    own: bool = False


@dataclass(frozen=True)
class DotRanges:
    """Values with their intervals, one line each, in the order to be drawn (top first).

    ``reference``: a value to be ruled across with its words, such as the mean of a group. ``unit`` is under the axis.
    """

    caption: Caption
    rows: tuple[RangeRow, ...]
    unit: str
    reference: tuple[float, str] | None = None
    from_zero: bool = False


@dataclass(frozen=True)
class FunnelPoint:
    """An area in a funnel: ``size`` is what its precision goes by (population, expected count)."""

    label: str
    size: float
    value: float
    stands_out: bool = False
    own: bool = False


@dataclass(frozen=True)
class FunnelLimits:
    """A pair of limits at ``sizes``, within which ``share`` of areas would lie by chance alone."""

    share: float
    sizes: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class Funnel:
    """Areas of different size against one level, with limits that narrow as size grows."""

    caption: Caption
    points: tuple[FunnelPoint, ...]
    limits: tuple[FunnelLimits, ...]
    level: tuple[float, str]
    size_title: str
    unit: str
    named: int | None = None
    """The most of the areas that stand out that are named, beside the own one; None is as many as have room."""


Picture = (
    ChangeDots | MonthLine | SmallMultiples | MonthPattern | AreaMap | ControlLine | Fan | DotRanges | Funnel
)
