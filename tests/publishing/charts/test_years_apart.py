"""Labels of many years on a narrow axis."""

from __future__ import annotations

from itertools import pairwise

import pytest

from wardmote.publishing.charts.frame import Frame
from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.charts.month_line import x_ticks
from wardmote.publishing.theme import theme


@pytest.mark.parametrize("years", [1, 2, 5, 9, 20])
@pytest.mark.parametrize("width", [180.0, 260.0, 640.0])
def test_labels_of_years_never_touch(years: int, width: float) -> None:
    months = tuple(f"{2006 + at // 12}-{at % 12 + 1:02d}" for at in range(12 * years))
    frame = Frame(width, 200.0, 0.0, 20.0, 0.0, 20.0, (0, len(months) - 1), (0, 1))
    ticks = x_ticks(months, frame)
    assert ticks
    small = theme().chart.small
    for (one, left), (other, right) in pairwise(ticks.items()):
        halves = (text_width(left, small) + text_width(right, small)) / 2
        assert frame.x(other) - frame.x(one) > halves
