"""The steps of a control chart that stand out: where they are, and why in words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from wardmote.analyses.pictures import ControlLine
from wardmote.publishing.charts import Size
from wardmote.publishing.charts.frame import Frame, Text, layer, texts
from wardmote.publishing.charts.labels import Box, first_free, near
from wardmote.publishing.charts.measuring import wrapped
from wardmote.publishing.charts.numbers import step_words
from wardmote.publishing.charts.series_plot import LINE, Line, Words
from wardmote.publishing.charts.value_axis import finite
from wardmote.publishing.theme import theme

WIDEST = {"full": 170.0, "half": 150.0, "slide": 200.0}
"""The widest that words beside a signal may be, in pixels."""
KEY_LINES = 8
"""The most lines of words under the plot; the rest is in the data."""


@dataclass(frozen=True)
class _Signal:
    """Steps next to each other that stand out for one reason."""

    first: int
    last: int
    why: str
    points: tuple[tuple[float, float], ...]
    """In pixels, those that can be drawn."""
    above: bool


def signal_marks(frame: Frame, picture: ControlLine) -> list[Any]:
    """An orange diamond on each step that stands out."""
    rows = [
        {"x": at, "y": value}
        for at, (one, why) in enumerate(zip(picture.values, picture.signals, strict=True))
        if why and (value := finite(one)) is not None
    ]
    look = theme().colour
    if not rows:
        return []
    mark = layer(rows).mark_point(
        shape="diamond",
        filled=True,
        size=95,
        color=look.changed,
        stroke=look.ground,
        strokeWidth=1,
        opacity=1,
    )
    return [mark.encode(frame.encode_x(), frame.encode_y())]


def signal_words(
    frame: Frame, picture: ControlLine, size: Size, lines: list[Line], taken: list[Box]
) -> tuple[list[Any], float]:
    """The words beside each signal, where there is room for all; else numbers, with the words under the plot.

    Gives the words, and the pixels that they take under the axis.
    """
    signals = _signals(frame, picture)
    if not signals:
        return [], 0.0
    colour = theme().colour.changed_text
    small = theme().chart.small
    taken += [Box.around(x, y, 10, 10) for signal in signals for x, y in signal.points]
    full = [Words(tuple(wrapped(signal.why, WIDEST[size], small)), colour) for signal in signals]
    placed = _placed(frame, signals, full, lines, taken)
    if all(box is not None for box in placed):
        rows = [text for words, box in zip(full, placed, strict=True) if box for text in words.set_in(box)]
        taken += [box for box in placed if box]
        return texts(rows, halo=True), 0.0
    numbers = [Words((str(number),), colour, bold=True) for number in range(1, len(signals) + 1)]
    placed = _placed(frame, signals, numbers, lines, taken)
    rows = [text for words, box in zip(numbers, placed, strict=True) if box for text in words.set_in(box)]
    taken += [box for box in placed if box]
    key = _key(frame, picture, signals)
    return texts([*rows, *key], halo=True), LINE * len(key) + 8.0


def _signals(frame: Frame, picture: ControlLine) -> list[_Signal]:
    found = []
    at = 0
    for why, same in groupby(picture.signals):
        first, at = at, at + len(list(same))
        values = [(step, finite(picture.values[step])) for step in range(first, at)]
        points = tuple((frame.x(step), frame.y(value)) for step, value in values if value is not None)
        if why and points:
            found.append(_Signal(first, at - 1, why, points, _above(picture, first, at)))
    return found


def _above(picture: ControlLine, first: int, end: int) -> bool:
    pairs = zip(picture.values[first:end], picture.centre[first:end], strict=True)
    return sum(value - centre for value, centre in pairs if value is not None and centre is not None) >= 0


def _placed(
    frame: Frame, signals: list[_Signal], words: list[Words], lines: list[Line], taken: list[Box]
) -> list[Box | None]:
    """A place for each, near any of its points; None for one that finds none."""
    edge, own = Box(1, -2, frame.width + 6, frame.height - 3), list(taken)
    placed: list[Box | None] = []
    for signal, said in zip(signals, words, strict=True):
        directions = (-90, 0, 180) if signal.above else (90, 0, 180)
        candidates = (
            box
            for point in _from_middle(signal)
            for box in near(*point, said.width, said.height, directions, reach=44)
        )
        box = first_free(candidates, edge, lines, own, gap=2)
        own += [box] if box else []
        placed.append(box)
    return placed


def _from_middle(signal: _Signal) -> list[tuple[float, float]]:
    """The points of a signal, the middle one first."""
    middle = (signal.points[0][0] + signal.points[-1][0]) / 2
    return sorted(signal.points, key=lambda point: abs(point[0] - middle))


def _key(frame: Frame, picture: ControlLine, signals: list[_Signal]) -> list[Text]:
    """Under the plot, a line for each number: when and why."""
    look = theme()
    width = frame.left + frame.width + frame.right
    said: list[str] = []
    for number, signal in enumerate(signals, start=1):
        first, last = step_words(picture.steps[signal.first]), step_words(picture.steps[signal.last])
        when = first if signal.first == signal.last else f"{first} to {last}"
        lines = wrapped(f"{number}  {when}: {signal.why}", width - 4, look.chart.small)
        if len(said) + len(lines) > KEY_LINES - 1 and number < len(signals):
            said.append(f"and {len(signals) - number + 1} more, in the data")
            break
        said += lines
    return [
        Text(
            -frame.left + 2,
            frame.height + 40 + LINE * number,
            line,
            look.chart.small,
            colour=look.colour.changed_text,
        )
        for number, line in enumerate(said)
    ]
