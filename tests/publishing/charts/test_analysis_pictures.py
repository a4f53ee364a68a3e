"""The pictures of analyses: no word on another, gaps as gaps, orange for what stands out, whatever they are given."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from lxml import etree
from tests.publishing.sample import caption
from tests.publishing.sample_analyses import ANALYSES, OWN, control_line, dot_ranges, fan, funnel
from tests.publishing.test_any_words import LONG_NAME, LONG_WORD, NAMES
from tests.publishing.test_pictures_drawn import boxes, words_of

from wardmote.analyses.pictures import (
    ControlLine,
    DotRanges,
    Fan,
    Funnel,
    FunnelLimits,
    FunnelPoint,
    RangeRow,
)
from wardmote.publishing.charts import draw
from wardmote.publishing.theme import theme

SIZES = ("full", "half", "slide")
ORANGE = theme().colour.changed
LINE_BOX = (9.0, 2.5)
"""How far letters reach over their base and under it, in pixels."""


def overlaps(svg: str) -> list[tuple[str, str]]:
    """Words that stand on each other. A halo is the same words in the same place."""
    found = {(words, round(left), round(right), round(base)) for words, left, right, base in boxes(svg)}
    up, down = LINE_BOX
    return [
        (one[0], other[0])
        for one, other in combinations(sorted(found), 2)
        if one[1] < other[2] - 1 and other[1] < one[2] - 1 and abs(one[3] - other[3]) < up + down - 1
    ]


def outside(svg: str) -> list[str]:
    _, _, width, height = (float(number) for number in etree.fromstring(svg).get("viewBox").split())
    return [
        words
        for words, left, right, base in boxes(svg)
        if left < -1 or right > width + 1 or base < 8 or base > height - 2
    ]


def faults(picture: Any, size: str) -> tuple[list[Any], list[str], list[str]]:
    svg = draw(picture, size)  # type: ignore[arg-type]
    return overlaps(svg), outside(svg), re.findall("NaN|Infinity|undefined|null", svg)


def control(values: tuple[float | None, ...], **changes: Any) -> ControlLine:
    """Months with these values, one level for all."""
    known = [value for value in values if value is not None and math.isfinite(value)]
    mean = sum(known) / len(known) if known else None
    limits = (mean,) * len(values)
    low, high = ((None if mean is None else mean * share,) * len(values) for share in (0.6, 1.4))
    steps = tuple(f"{2020 + at // 12}-{at % 12 + 1:02d}" for at in range(len(values)))
    made = ControlLine(caption("A"), steps, values, limits, low, high, ("",) * len(values))
    return replace(made, **changes)


def ranged(*values: float | None, **changes: Any) -> DotRanges:
    rows = tuple(
        RangeRow(f"Line {at}", value, value and value * 0.8, value and value * 1.3)
        for at, value in enumerate(values)
    )
    return replace(DotRanges(caption("A"), rows, "Value"), **changes)


def funnelled(*points: tuple[float, float], **changes: Any) -> Funnel:
    made = tuple(FunnelPoint(f"Area {at}", size, value) for at, (size, value) in enumerate(points))
    return replace(Funnel(caption("A"), made, (), (1.0, "average"), "Size", "Rate"), **changes)


def expecting(values: tuple[float | None, ...], ahead: tuple[str, ...], expected: tuple[float, ...]) -> Fan:
    steps = tuple(f"{2020 + at // 12}-{at % 12 + 1:02d}" for at in range(len(values)))
    return Fan(caption("A"), steps, values, ahead, expected, ())


ODD = {
    "control, empty": control(()),
    "control, one point": control((7,)),
    "control, all gaps": control((None,) * 12),
    "control, all zero": control((0,) * 12),
    "control, huge": control((3.2e9, 4.1e9, 2.2e9) * 4),
    "control, tiny": control((0.00031, 0.00042, 0.00022) * 4),
    "control, below zero": control((-4.0, 3.0, -2.5) * 4),
    "control, not numbers": control((3, math.nan, math.inf, 4) * 3),
    "control, weeks": control((5, 7, 6, 8) * 26, steps=tuple(f"2023 week {at}" for at in range(104))),
    "fan, empty": expecting((), (), ()),
    "fan, one step": expecting((5,), ("2020-02",), (6.0,)),
    "fan, all gaps": expecting((None,) * 12, ("2021-01", "2021-02"), (5.0, 5.0)),
    "fan, nothing ahead": expecting((5, 6, 7), (), ()),
    "fan, huge": expecting((3e12, 4e12), ("2020-03",), (math.inf,)),
    "ranges, empty": ranged(),
    "ranges, one": ranged(3.0),
    "ranges, all absent": ranged(None, None),
    "ranges, all the same": ranged(5.0, 5.0, reference=(5.0, "mean")),
    "ranges, all zero": ranged(0.0, 0.0, from_zero=True),
    "ranges, huge": ranged(3e9, 8e9, 2.0),
    "ranges, tiny": ranged(1e-6, 3e-6),
    "ranges, below zero": ranged(-5.0, 3.0, reference=(0.0, "no change")),
    "ranges, not numbers": ranged(math.nan, math.inf, 3.0),
    "funnel, empty": funnelled(),
    "funnel, one": funnelled((1000, 1.0)),
    "funnel, no size": funnelled((0, 1.0), (0, 2.0)),
    "funnel, huge": funnelled((1e12, 1.0), (10, 5e9)),
    "funnel, tiny": funnelled((1e-5, 1e-6), (3e-5, 2e-6), level=(1e-6, "average")),
    "funnel, not numbers": funnelled((math.nan, 1.0), (5.0, math.inf), (10.0, 1.1)),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("picture", ANALYSES)
def test_no_two_labels_overlap(picture: Any, size: str) -> None:
    assert faults(picture(), size) == ([], [], [])


@pytest.mark.parametrize("seed", range(6))
def test_no_two_labels_overlap_whatever_the_series(seed: int) -> None:
    for size in ("full", "half"):
        assert faults(control_line(seed, 4.0 + 30 * seed), size) == ([], [], [])
        assert faults(fan(seed, 9.0 + 400 * seed), size) == ([], [], [])


@pytest.mark.parametrize("name", ODD)
def test_odd_pictures_are_drawn_whole(name: str) -> None:
    for size in ("full", "half"):
        assert faults(ODD[name], size) == ([], [], [])


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_kind_stand_clear(name: str) -> None:
    rows = tuple(replace(row, label=f"{name} {at}", told=name) for at, row in enumerate(dot_ranges().rows))
    ranges = replace(dot_ranges(), rows=rows, unit=name, reference=(9.2, name))
    points = tuple(
        replace(point, label=f"{name} {at}", own=at == 60) for at, point in enumerate(funnel().points)
    )
    many = replace(funnel(), points=points, level=(9.0, name), size_title=name, unit=name)
    line = control_line()
    signals = tuple(name if why or at in (3, 4, 30) else "" for at, why in enumerate(line.signals))
    lined = replace(line, signals=signals, unit=name, target=(46.0, name))
    ahead = replace(fan(), unit=name, target=(96.0, name))
    for size in ("half",):
        for picture in (ranges, many, lined, ahead):
            assert faults(picture, size) == ([], [], []), type(picture).__name__
        assert any(word.endswith("60") for word in words_of(draw(many, size)))


def test_an_overlap_would_be_found() -> None:
    one = '<text text-anchor="{}" transform="translate({},{})" font-size="12px" font-weight="bold">centre 76</text>'
    sheet = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{}</svg>'
    close = one.format("start", 20, 50) + one.format("end", 100, 58)
    apart = one.format("start", 20, 50) + one.format("end", 100, 66)
    assert overlaps(sheet.format(close))
    assert not overlaps(sheet.format(apart))
    assert outside(sheet.format(one.format("start", 160, 50))) == ["centre 76"]


def test_each_stretch_says_its_centre_and_limits() -> None:
    words = words_of(draw(control_line(), "full"))
    assert {"centre 54, limits 32 to 76", "centre 76", "limit 102", "limit 50"} <= set(words)
    assert "recording changed" in words
    assert "target: no more than 46 a month" in words


def test_limits_that_move_with_every_step_are_lines_with_their_last_values() -> None:
    moving = control(tuple(range(20, 44)), centre=tuple(float(at) for at in range(20, 44)))
    words = words_of(draw(moving, "full"))
    assert "centre 43" in words
    assert sum("centre" in word for word in words) == 1


def test_signals_are_orange_and_in_words_and_nothing_else_is() -> None:
    svg = draw(control_line(), "full")
    assert svg.count(ORANGE) == 1
    assert "above the upper limit" in words_of(svg)
    calm = replace(control_line(), signals=("",) * 36)
    assert ORANGE not in draw(calm, "full")


def test_signals_without_room_for_words_have_numbers_and_a_key() -> None:
    line = control_line()
    signals = tuple(f"{'a very long reason ' * 4}{at}" if at % 3 == 0 else "" for at in range(36))
    words = words_of(draw(replace(line, signals=signals), "half"))
    assert any(word.startswith("1 May 2021: a very long reason") for word in words)
    assert any(re.fullmatch(r"and \d+ more, in the data", word) for word in words)


def test_a_gap_in_a_series_is_a_gap() -> None:
    strokes = r'<path [^>]*d="M[^"]*L[^"]*"[^>]*stroke="#12436D"'
    line = replace(control_line(), breaks=())
    holed = replace(line, values=(*line.values[:10], None, *line.values[11:]))
    assert len(re.findall(strokes, draw(line, "full"))) == 1
    assert len(re.findall(strokes, draw(holed, "full"))) == 2


def test_ranges_are_named_at_their_ends_and_the_nearer_is_darker() -> None:
    svg = draw(fan(), "full")
    assert {"95% range 77 to 199", "80% range 98 to 178", "expected 138"} <= set(words_of(svg))
    shades = re.findall(r'<path [^>]*fill="(#[0-9A-F]{6})"', svg)
    wide, near = [shade for shade in shades if shade not in ("#FFFFFF", "#12436D")][:2]
    assert int(wide[1:3], 16) > int(near[1:3], 16)


def test_what_was_held_back_is_open_dots_with_a_word() -> None:
    assert "Open dots: what was then recorded" in words_of(draw(fan(), "full"))
    assert "Open dots: what was then recorded" not in words_of(draw(replace(fan(), held=()), "full"))


def test_an_open_interval_has_an_arrow_and_an_absent_value_a_word() -> None:
    words = words_of(draw(dot_ranges(), "full"))
    assert "An arrow: the interval goes on beyond the chart" in words
    assert "not available" in words
    closed = replace(dot_ranges(), rows=dot_ranges().rows[:5])
    assert "An arrow: the interval goes on beyond the chart" not in words_of(draw(closed, "full"))


def test_a_value_without_an_interval_is_a_dot_alone() -> None:
    rows = (RangeRow("A", 3.0), RangeRow("B", 4.0, 3.5, 4.5))
    words = words_of(draw(DotRanges(caption("A"), rows, "Value"), "full"))
    assert "An arrow: the interval goes on beyond the chart" not in words


def test_what_stands_out_without_words_says_so() -> None:
    rows = (RangeRow("A", 3.0, 2.5, 3.5, stands_out=True), RangeRow("B", 4.0, 3.5, 4.5))
    assert "stands out" in words_of(draw(DotRanges(caption("A"), rows, "Value"), "full"))


def test_the_own_area_and_so_many_others_are_named() -> None:
    words = set(words_of(draw(funnel(), "full")))
    others = {point.label for point in funnel().points if point.stands_out and not point.own}
    assert OWN in words
    assert len(words & others) == min(5, len(others))
    few = set(words_of(draw(replace(funnel(), named=1), "full")))
    assert OWN in few
    assert len(few & others) == 1


def test_a_crowd_of_names_never_collides() -> None:
    points = tuple(
        FunnelPoint(
            f"{LONG_NAME if at % 2 else LONG_WORD} {at}", 50_000 + at * 900, 14 + at % 3, stands_out=True
        )
        for at in range(25)
    )
    assert faults(replace(funnel(), points=points, named=None), "half") == ([], [], [])


def test_limits_that_leave_the_plot_are_cut_at_its_edge() -> None:
    wild = FunnelLimits(0.95, (1.0, 10.0, 1000.0), (-900.0, 0.0, 0.9), (1000.0, 50.0, 1.1))
    svg = draw(funnelled((500.0, 1.0), (900.0, 1.2), limits=(wild,)), "full")
    _, _, width, height = (float(number) for number in etree.fromstring(svg).get("viewBox").split())
    for path in re.findall(r'<path [^>]*d="(M[^"]*L[^"]*)"[^>]*stroke="#76859A"', svg):
        for _, y in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", path):
            assert -1 <= float(y) <= height
    assert width == 680
