"""Words of averages find room near their level, clear of the line, of every level and of each other."""

from __future__ import annotations

from itertools import pairwise

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publishing.sample import MONTHS, month_line

from wardmote.publishing.pptx.clear_places import Plot, Words, spots


@given(st.lists(st.integers(0, 40), min_size=len(MONTHS), max_size=len(MONTHS)), st.floats(250, 800))
@settings(max_examples=60, deadline=None)
def test_no_line_runs_through_the_words_of_an_average(values, wide) -> None:
    picture = month_line()
    picture = type(picture)(picture.caption, picture.label, picture.months, tuple(values))
    plot = Plot(wide, 260, 50, len(MONTHS))
    halves = (values[:18], values[18:])
    wanted = [
        Words(18 * number, 18 * number + 17, sum(half) / 18, 85, 17) for number, half in enumerate(halves)
    ]
    found = spots(picture, plot, wanted, [24])
    drawn = [
        shapely.LineString([(plot.x(i), plot.y(a)), (plot.x(i + 1), plot.y(b))])
        for i, (a, b) in enumerate(pairwise(values))
    ]
    drawn += [
        shapely.LineString([(plot.x(w.first), plot.y(w.level)), (plot.x(w.last), plot.y(w.level))])
        for w in wanted
    ]
    drawn.append(shapely.LineString([(plot.x(24), 0), (plot.x(24), 260)]))
    placed = []
    for spot in (spot for spot in found if spot):
        x, y = plot.x(spot.index), plot.y(spot.value)
        words = shapely.box(x - 42.5, y - 8.5, x + 42.5, y + 8.5)
        assert words.within(shapely.box(0, 0, wide, 260).buffer(0.01))
        assert not any(words.intersects(line) for line in drawn)
        assert not any(words.intersects(other) for other in placed)
        placed.append(words)


def test_words_stand_at_their_level_where_nothing_is_drawn_there() -> None:
    picture = month_line()
    flat = type(picture)(picture.caption, picture.label, picture.months, (10,) * len(MONTHS))
    plot = Plot(600, 260, 50, len(MONTHS))
    (spot,) = spots(flat, plot, [Words(0, 17, 30.0, 85, 17)], [])
    assert spot is not None
    assert abs(plot.y(spot.value) - plot.y(30.0)) < 17
