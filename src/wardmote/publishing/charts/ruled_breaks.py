"""Recording breaks, ruled into a series with a word or two over each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wardmote.analyses.pictures import RuledBreak
from wardmote.publishing.charts.frame import Frame, Text, rules
from wardmote.publishing.charts.labels import Box
from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.theme import theme

LINE = 15


def break_rows(
    breaks: Sequence[RuledBreak], steps: Sequence[str], plot_width: float
) -> list[list[tuple[float, str, float]]]:
    """The words of the breaks in as few rows above the plot as keep them apart: (place, words, left edge)."""
    rows: list[list[tuple[float, str, float]]] = []
    ends: list[float] = []
    per_step = plot_width / max(len(steps), 1)
    for ruled in breaks:
        if ruled.month not in steps:
            continue
        place = steps.index(ruled.month) * per_step
        wide = text_width(ruled.label, theme().chart.small)
        left = place if place + wide <= plot_width + 10 else max(place - wide, 0)
        for number, end in enumerate(ends):
            if left > end + 8:
                rows[number].append((place, ruled.label, left))
                ends[number] = left + wide
                break
        else:
            rows.append([(place, ruled.label, left)])
            ends.append(left + wide)
    return rows


def break_places(frame: Frame, breaks: Sequence[RuledBreak], steps: Sequence[str]) -> list[float]:
    """Where the breaks are ruled in, in pixels: before the step they start with."""
    return [frame.x(steps.index(item.month) - 0.5) for item in breaks if item.month in steps]


def ruled_breaks(
    frame: Frame, breaks: Sequence[RuledBreak], steps: Sequence[str]
) -> tuple[list[Any], list[tuple[Box, Text]]]:
    """The rules, and the words over them with the room that each takes."""
    small = theme().chart.small
    words: list[tuple[Box, Text]] = []
    ends = []
    for number, row in enumerate(break_rows(breaks, steps, frame.width)):
        y = -10 - LINE * number
        for place, text, left in row:
            ends.append((place, y + 7.0, place, frame.height))
            words.append(
                (Box(left, y - 7, left + text_width(text, small), y + 7), Text(left, y, text, small))
            )
    return rules(frame, ends, theme().colour.ink, 1, (2, 3)), words
