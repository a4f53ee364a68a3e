"""Each picture is drawn whole: every word inside the drawing, gaps as gaps, labels clear of lines."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import altair as alt
import jsonschema
import pytest
import vl_convert
from lxml import etree
from tests.publishing import sample as made
from tests.publishing.sample_analyses import ANALYSES

from wardmote.analyses.pictures import AreaMap, ChangeDots, ChangeRow, MonthLine, Picture, RuledBreak
from wardmote.figures.tokens import Verdict
from wardmote.publishing import DocumentError
from wardmote.publishing.charts import draw
from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.charts.pictures import drawn

PICTURES = [made.change_dots, made.month_line, made.small_multiples, made.month_pattern, made.area_map]
PICTURES += ANALYSES
NAMES = {"svg": "http://www.w3.org/2000/svg"}


def words_of(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in etree.fromstring(svg).iterfind(".//svg:text", NAMES)]


def boxes(svg: str) -> list[tuple[str, float, float, float]]:
    """Each text with its left and right edge and its base line, in pixels of the drawing."""
    found = []
    for node in etree.fromstring(svg).iterfind(".//svg:text", NAMES):
        words = "".join(node.itertext())
        x = y = 0.0
        for holder in [node, *node.iterancestors()]:
            for dx, dy in re.findall(r"translate\((-?[\d.]+),\s*(-?[\d.]+)\)", holder.get("transform", "")):
                x, y = x + float(dx), y + float(dy)
        size = float(node.get("font-size").removesuffix("px"))
        wide = text_width(words, size, node.get("font-weight") == "bold")
        left = x - {"end": wide, "middle": wide / 2}.get(node.get("text-anchor", "start"), 0.0)
        found.append((words, left, left + wide, y))
    return found


@pytest.mark.parametrize("size", ["full", "half"])
@pytest.mark.parametrize("picture", PICTURES)
def test_no_word_leaves_the_drawing(picture: Any, size: Any) -> None:
    svg = draw(picture(), size)
    _, _, width, height = (float(number) for number in etree.fromstring(svg).get("viewBox").split())
    assert width == (680 if size == "full" else 332)
    for words, left, right, base in boxes(svg):
        assert left >= -1, words
        assert right <= width + 1, words
        assert 8 <= base <= height, words


@pytest.mark.parametrize("picture", PICTURES)
def test_drawings_carry_text_in_the_typeface_and_nothing_foreign(picture: Any) -> None:
    svg = draw(picture(), "full")
    assert words_of(svg)
    families = set(re.findall(r'font-family="([^"]+)"', svg))
    assert families == {"Atkinson Hyperlegible Next, sans-serif"}
    assert not re.search(r'<script|\bid="|href|url\(|\brole=|aria-|NaN|undefined', svg)


def test_changes_are_named_and_only_they_are_orange() -> None:
    svg = draw(made.change_dots(), "full")
    assert {"▲ rose 77.6%", "▼ fell 17.5%", "too few to say", "location too uncertain"} <= set(words_of(svg))
    assert words_of(svg).count("not compared") == 4  # each with its halo
    quiet = replace(
        made.change_dots(),
        rows=tuple(replace(r, verdict=Verdict.NO_CLEAR_CHANGE) for r in made.change_dots().rows),
    )
    assert "#F46A25" in svg
    assert "#F46A25" not in draw(quiet, "full")


def test_interval_without_bounds_ends_in_an_arrow_with_a_word() -> None:
    bounded = ChangeRow("Burglary", 4.0, -5.0, 14.0, Verdict.NO_CLEAR_CHANGE)
    open_ended = replace(bounded, label="Robbery", high=None)
    note = "An arrow: the interval goes on beyond the chart"
    assert note not in words_of(draw(ChangeDots(made.caption("A"), (bounded,)), "full"))
    assert note in words_of(draw(ChangeDots(made.caption("A"), (bounded, open_ended)), "full"))


def test_one_huge_interval_does_not_squeeze_the_others() -> None:
    rows = made.change_dots().rows
    huge = (*rows[:3], ChangeRow("Rare", 10.0, -60.0, 4000.0, Verdict.TOO_FEW))
    words = words_of(draw(ChangeDots(made.caption("A"), huge), "full"))
    assert "+50" in words
    assert not any("1,000" in word or "4,000" in word for word in words)


def paths(svg: str) -> list[str]:
    return re.findall(r'<path [^>]*d="(M[^"]*L[^"]*)"[^>]*stroke="#12436D"', svg)


def test_a_gap_is_a_gap() -> None:
    line = made.month_line()
    holed = replace(line, values=(*line.values[:10], None, None, *line.values[12:]))
    assert len(paths(draw(line, "full"))) == 1
    assert len(paths(draw(holed, "full"))) == 2


def test_a_month_of_zero_is_drawn_at_the_base() -> None:
    line = replace(made.month_line(), values=(0,) * 36, period_means=())
    assert "M" in paths(draw(line, "full"))[0]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("size", ["full", "half"])
def test_average_labels_touch_no_line(seed: int, size: Any) -> None:
    """The label's box against every stretch of the series, on a dozen made-up series."""
    svg = draw(made.month_line(seed=seed), size)
    root = etree.fromstring(svg)
    series = next(
        p for p in root.iterfind(".//svg:path", NAMES) if p.get("stroke") == "#12436D" and "L" in p.get("d")
    )
    dx = dy = 0.0
    for holder in series.iterancestors():
        for x, y in re.findall(r"translate\((-?[\d.]+),\s*(-?[\d.]+)\)", holder.get("transform", "")):
            dx, dy = dx + float(x), dy + float(y)
    points = [
        (float(x) + dx, float(y) + dy) for x, y in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", series.get("d"))
    ]
    labels = [box for box in boxes(svg) if box[0].startswith("average")]
    assert len(labels) == 4  # each printed twice: its halo, then itself
    for _, left, right, base in labels:
        for (x1, y1), (x2, y2) in pairwise(points):
            for step in range(21):
                x, y = x1 + (x2 - x1) * step / 20, y1 + (y2 - y1) * step / 20
                assert not (left < x < right and base - 9 < y < base + 1)


def test_words_of_a_label_are_words_not_markup() -> None:
    rows = (ChangeRow('<b>&"Café"</b>', 4.0, -5.0, 14.0, Verdict.NO_CLEAR_CHANGE),)
    assert '<b>&"Café"</b>' in words_of(draw(ChangeDots(made.caption("A"), rows), "full"))


def test_breaks_are_ruled_in_with_their_words() -> None:
    line = made.month_line(
        breaks=(RuledBreak("2022-01", "force system changed"), RuledBreak("2022-04", "recording changed"))
    )
    boxes_of = {words: (left, right, y) for words, left, right, y in boxes(draw(line, "half"))}
    first, second = boxes_of["force system changed"], boxes_of["recording changed"]
    assert first[2] != second[2] or first[1] < second[0] or second[1] < first[0]


def test_a_break_outside_the_months_is_left_out() -> None:
    line = made.month_line(breaks=(RuledBreak("2019-01", "long ago"),))
    assert "long ago" not in words_of(draw(line, "full"))


@pytest.mark.parametrize(
    "picture",
    [
        ChangeDots(made.caption("None"), ()),
        MonthLine(made.caption("One"), "One", ("2024-01",), (None,)),
        replace(made.small_multiples(), lines=()),
        replace(made.month_pattern(), years=()),
    ],
)
def test_nearly_empty_pictures_are_drawn(picture: Picture) -> None:
    assert draw(picture, "full").startswith("<svg")


def test_map_prints_its_key_names_and_scale() -> None:
    words = words_of(draw(made.area_map(), "full"))
    assert {"under 30", "30 to 44", "45 to 59", "60 to 89", "90 and over", "not available"} <= set(words)
    assert "Old Quay 51" in words
    assert any(re.fullmatch(r"[\d.]+ km", word) for word in words)


def test_map_colours_the_class_that_is_printed() -> None:
    """44.6 is printed as 45, so it belongs to the class "45 to 59"."""
    picture = made.area_map()
    one = replace(picture, areas=(replace(picture.areas[0], value=44.6, label="Here"),), outline=())
    svg = draw(AreaMap(one.caption, one.areas, one.bounds, one.key_title), "full")
    assert "Here 45" in words_of(svg)
    assert re.search(
        r'<path [^>]*fill="#6BACE6"[^>]*stroke="#FFFFFF"|stroke="#FFFFFF"[^>]*fill="#6BACE6"', svg
    )


def test_a_map_without_areas_is_refused_in_a_sentence() -> None:
    with pytest.raises(DocumentError, match="has no areas to draw"):
        draw(replace(made.area_map(), areas=()), "full")


def test_the_key_of_a_narrow_map_runs_in_columns() -> None:
    places = {words: (left, y) for words, left, _, y in boxes(draw(made.area_map(), "half"))}
    assert places["under 30"][1] == places["60 to 89"][1] or places["under 30"][1] == places["45 to 59"][1]
    beside = {words: (left, y) for words, left, _, y in boxes(draw(made.area_map(), "full"))}
    assert len({beside[words][0] for words in ("under 30", "45 to 59", "90 and over")}) == 1


@pytest.mark.parametrize("picture", PICTURES)
def test_specifications_obey_the_schema_of_vega_lite(picture: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Altair's own checks, which are switched off while drawing, on exactly what is drawn."""
    seen: list[dict[str, Any]] = []
    convert = vl_convert.vegalite_to_svg
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", lambda spec: seen.append(spec) or convert(spec))
    drawn.__wrapped__(picture(), "full", "")
    assert len(seen) == 1
    alt.LayerChart.from_dict(seen[0], validate=True)
    broken = seen[0] | {"layer": [seen[0]["layer"][0] | {"mark": {"type": "no such mark"}}]}
    with pytest.raises(jsonschema.ValidationError):
        alt.LayerChart.from_dict(broken, validate=True)
