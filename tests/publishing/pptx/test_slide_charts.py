"""The native charts: their values are the pictures', in the drawing and in the workbook behind it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.chart.chartspace import ChartSpace
from openpyxl.xml.functions import fromstring
from tests.publishing.pptx.deck import NAMES, SIXTY, Deck, deck, drawn_changes, numbers, one, read
from tests.publishing.sample import MONTHS, change_dots, month_line, month_pattern, small_multiples

from wardmote.analyses.pictures import ChangeDots, ChangeRow, RuledBreak, SmallMultiples
from wardmote.figures.tokens import Verdict
from wardmote.publishing import tree as t
from wardmote.publishing.charts.numbers import average
from wardmote.publishing.pptx import render_pptx
from wardmote.publishing.theme import mixed, theme

KINDS = ("Changed by more than chance, %", "No clear change, %", "Not compared, %")


@pytest.fixture(scope="module")
def whole() -> Deck:
    return read(render_pptx(deck()))


def charted(picture):
    """The chart part of a deck with this picture alone, and the rows of its workbook."""
    written = read(render_pptx(one(t.PictureBlock(picture, "chart"))))
    part = written.charts(2)[0]
    book = openpyxl.load_workbook(io.BytesIO(written.workbook(part)))
    return written.tree(part), [list(row) for row in book["Data"].iter_rows(values_only=True)]


def series(tree, number: int):
    return tree.xpath("//c:ser", namespaces=NAMES)[number]


def values(tree, number: int) -> dict[int, float]:
    return numbers(series(tree, number), "./c:val")


def test_a_monthly_line_holds_its_values_and_its_gaps() -> None:
    line = month_line()
    gapped = replace(line, values=(*line.values[:5], None, None, *line.values[7:]))
    tree, rows = charted(gapped)
    assert tree.find(".//c:dispBlanksAs", NAMES).get("val") == "gap"
    assert values(tree, 0) == {i: v for i, v in enumerate(gapped.values) if v is not None}
    assert [row[1] for row in rows[1:]] == list(gapped.values)
    assert [row[0] for row in rows[1:]] == [datetime(int(m[:4]), int(m[5:]), 1) for m in MONTHS]
    count = series(tree, 0).find("c:val//c:ptCount", NAMES).get("val")
    assert int(count) == len(MONTHS)


def test_months_are_days_on_an_axis_of_time() -> None:
    tree, _ = charted(month_line())
    assert len(tree.findall(".//c:dateAx", NAMES)) == 1
    days = numbers(series(tree, 0), "./c:cat")
    assert days[0] == (date(2021, 5, 1) - date(1899, 12, 30)).days


def test_averages_are_dashed_and_cover_their_own_months() -> None:
    line = month_line()
    tree, rows = charted(line)
    for number, (first, last, level) in enumerate(line.period_means, start=1):
        inside = [i for i, month in enumerate(MONTHS) if first <= month <= last]
        assert values(tree, number) == dict.fromkeys(inside, pytest.approx(level))
        assert series(tree, number).find(".//a:prstDash", NAMES).get("val") == "dash"
        assert [row[number + 1] for row in rows[1:]].count(None) == len(MONTHS) - 12
    labels = ["".join(label.itertext()).strip() for label in tree.xpath("//c:dLbl[c:tx]", namespaces=NAMES)]
    for _, _, level in line.period_means:
        assert f"average {average(level)}" in labels


def test_a_break_is_a_dotted_line_with_its_word() -> None:
    tree, rows = charted(month_line())
    number = rows[0].index("Change in recording") - 1
    drop = series(tree, number)
    assert list(numbers(drop, "./c:val")) == [MONTHS.index("2023-05")]
    assert drop.find("c:errBars/c:errBarType", NAMES).get("val") == "minus"
    assert drop.find("c:errBars/c:val", NAMES).get("val") == "100"
    assert "".join(drop.find("c:dLbls", NAMES).itertext()) == "recording changed"


def test_breaks_without_room_for_their_words_are_said_under_the_chart() -> None:
    near = (
        RuledBreak("2023-05", "recording changed"),
        RuledBreak("2023-06", "a new system of records came in"),
    )
    written = read(render_pptx(one(t.PictureBlock(month_line(breaks=near), "chart"))))
    said = "Dotted line: May 2023, recording changed; Jun 2023, a new system of records came in."
    assert said in written.words(2)
    labels = written.tree(written.charts(2)[0]).xpath("//c:dLbl[c:tx]", namespaces=NAMES)
    assert sum(not "".join(label.itertext()).strip().startswith("average") for label in labels) <= 2


def test_a_break_outside_the_months_is_no_line() -> None:
    _, rows = charted(month_line(breaks=(RuledBreak("2019-01", "long ago"),)))
    assert "Change in recording" not in rows[0]


def test_changes_and_their_intervals_stand_in_chart_and_workbook() -> None:
    picture = change_dots()
    tree, rows = charted(picture)
    shown = {i: row.percent for i, row in enumerate(picture.rows)}
    assert drawn_changes(tree) == pytest.approx(shown)
    heads = rows[0]
    for number, row in enumerate(picture.rows):
        cells = dict(zip(heads, rows[number + 1], strict=True))
        assert [cells[name] for name in heads if name in KINDS and cells[name] is not None] == [
            pytest.approx(row.percent)
        ]
        assert cells["Name in full"] == row.label
        assert cells["Verdict"] == row.verdict.words
        assert cells["Lower limit, %"] == (row.low if row.low is not None else "no limit")
        assert cells["Upper limit, %"] == (row.high if row.high is not None else "no limit")


def test_lines_of_the_interval_reach_from_its_lower_to_its_upper_limit() -> None:
    picture = change_dots()
    tree, rows = charted(picture)
    bars = series(tree, 0).find("c:errBars", NAMES)
    assert bars.find("c:errValType", NAMES).get("val") == "cust"
    plus, minus = numbers(bars, "./c:plus"), numbers(bars, "./c:minus")
    for number, row in enumerate(picture.rows):
        if row.low is not None and row.high is not None:
            assert row.percent + plus[number] == pytest.approx(row.high)
            assert row.percent - minus[number] == pytest.approx(row.low)
    for side, found in (("plus", plus), ("minus", minus)):
        column = bars.find(f"c:{side}//c:f", NAMES).text.removeprefix("Data!$")[0]
        held = [row["ABCDEFGHIJ".index(column)] for row in rows[1:]]
        assert held == pytest.approx([found[i] for i in range(len(held))])


def test_orange_marks_what_changed_pale_what_did_not_and_hollow_what_was_not_tested() -> None:
    picture, look = change_dots(), theme().colour
    tree, _ = charted(picture)
    kinds = {
        (Verdict.ROSE, Verdict.FELL): look.changed[1:],
        (Verdict.NO_CLEAR_CHANGE,): mixed(look.unchanged, look.ground, 0.5)[1:],
        (Verdict.NOT_COMPARABLE, Verdict.TOO_FEW, Verdict.LOCATION_UNCERTAIN): None,
    }
    for number, (verdicts, fill) in enumerate(kinds.items()):
        one = series(tree, number)
        assert set(numbers(one, "./c:val")) == {
            i for i, row in enumerate(picture.rows) if row.verdict in verdicts
        }
        painted = one.xpath("./c:spPr/a:solidFill/a:srgbClr/@val", namespaces=NAMES)
        assert painted == ([fill] if fill else [])
        assert (one.find("c:errBars", NAMES) is None) == (fill is None)
    assert tree.find(".//c:barChart/c:overlap", NAMES).get("val") == "100"


def test_what_changed_says_so_in_bold_beyond_its_interval() -> None:
    picture = change_dots()
    tree, _ = charted(picture)
    said = tree.xpath("//c:ser", namespaces=NAMES)[-1]
    ends = numbers(said, "./c:val")
    for label in said.findall(".//c:dLbl", NAMES):
        row = picture.rows[index := int(label.find("c:idx", NAMES).get("val"))]
        changed = row.verdict in (Verdict.ROSE, Verdict.FELL)
        assert "".join(label.itertext()).strip() == f"{row.verdict.symbol} {row.verdict.words}"
        assert label.find(".//a:rPr", NAMES).get("b") == str(int(changed))
        assert ends[index] >= max(0, row.percent, (row.high or 0) if changed else 0)
    shown = {int(label.find("c:idx", NAMES).get("val")) for label in said.findall(".//c:dLbl", NAMES)}
    assert shown == {i for i, row in enumerate(picture.rows) if row.verdict is not Verdict.NO_CLEAR_CHANGE}


def test_no_word_of_a_chart_stands_in_a_box(whole) -> None:
    for part in (name for name in whole.parts if name.startswith("ppt/charts/chart")):
        for label in whole.tree(part).xpath("//c:dLbl", namespaces=NAMES):
            assert label.find("c:spPr/a:noFill", NAMES) is not None


def test_changes_keep_their_order_with_the_first_on_top() -> None:
    picture = change_dots()
    tree, _ = charted(picture)
    assert tree.find(".//c:catAx/c:scaling/c:orientation", NAMES).get("val") == "maxMin"
    names = series(tree, 0).xpath("./c:cat//c:v/text()", namespaces=NAMES)
    assert [name.split("  ")[0] for name in names] == [row.label for row in picture.rows]
    assert names[0].endswith("  +77.6%")


def test_the_axis_holds_the_interval_of_what_changed_and_starts_on_a_step() -> None:
    rows = (
        ChangeRow("Weapons", 400.0, 90.0, 1240.0, Verdict.ROSE),
        ChangeRow("Robbery", 3.0, -60.0, 4000.0, Verdict.NO_CLEAR_CHANGE),
    )
    tree, _ = charted(ChangeDots(change_dots().caption, rows))
    axis = tree.find(".//c:valAx", NAMES)
    high, low = (float(axis.find(f"c:scaling/c:{end}", NAMES).get("val")) for end in ("max", "min"))
    step = float(axis.find("c:majorUnit", NAMES).get("val"))
    assert 1240 <= high < 4000
    assert low <= -60
    assert (low / step).is_integer()


def test_an_interval_without_a_limit_runs_to_the_edge() -> None:
    tree, _ = charted(change_dots())
    row = next(i for i, row in enumerate(change_dots().rows) if row.low is None)
    bars = series(tree, 0).find("c:errBars", NAMES)
    low = float(tree.find(".//c:valAx/c:scaling/c:min", NAMES).get("val"))
    assert change_dots().rows[row].percent - numbers(bars, "./c:minus")[row] == pytest.approx(low)


def test_more_changes_than_a_slide_holds_are_counted_in_words() -> None:
    many = replace(
        change_dots(), rows=tuple(replace(change_dots().rows[1], label=f"Measure {n}") for n in range(30))
    )
    written = read(render_pptx(one(t.PictureBlock(many, "many"))))
    assert len(drawn_changes(written.tree(written.charts(2)[0]))) == theme().slides.changes == 20
    assert "Ten more in the document." in written.words(2)


def test_every_change_is_drawn_with_its_whole_name_in_small_type_where_there_are_many() -> None:
    many = replace(
        change_dots(),
        rows=tuple(
            replace(change_dots().rows[1], label=f"Measure number {n} of them all") for n in range(20)
        ),
    )
    tree, _ = charted(many)
    names = series(tree, 0).xpath("./c:cat//c:v/text()", namespaces=NAMES)
    assert [name.split("  ")[0] for name in names] == [row.label for row in many.rows]
    sizes = {int(size) for size in tree.xpath("//@sz")}
    assert theme().slides.least * 100 <= min(sizes) == max(sizes) <= theme().slides.chart * 100


def test_names_too_long_for_the_chart_are_whole_in_the_workbook() -> None:
    long = replace(change_dots(), rows=tuple(replace(row, label=SIXTY * 3) for row in change_dots().rows))
    tree, rows = charted(long)
    assert all(row[rows[0].index("Name in full")] == SIXTY * 3 for row in rows[1:])
    assert "…" in "".join(tree.xpath("//c:cat//c:v/text()", namespaces=NAMES))


def test_a_month_pattern_stands_against_an_average_month() -> None:
    picture = month_pattern()
    tree, rows = charted(picture)
    assert values(tree, 0) == pytest.approx(dict(enumerate(picture.index)))
    assert tree.find(".//c:barChart/c:barDir", NAMES).get("val") == "col"
    assert rows[0][-1] == "An average month"
    assert {row[-1] for row in rows[1:]} == {1}
    for number, year in enumerate(picture.years, start=1):
        assert values(tree, number) == pytest.approx({i: v for i, v in enumerate(year) if v is not None})


def test_small_multiples_are_small_native_charts_with_what_changed_first() -> None:
    picture = small_multiples()
    written = read(render_pptx(one(t.PictureBlock(picture, "many"))))
    parts = written.charts(2)
    assert len(parts) == theme().slides.charts
    shown = [series(written.tree(part), 0).findtext(".//c:tx//c:v", namespaces=NAMES) for part in parts]
    assert shown[:3] == ["Possession of weapons", "Other theft", "Shoplifting"]
    by_name = {line.label: line for line in picture.lines}
    for name, part in zip(shown, parts, strict=True):
        assert list(values(written.tree(part), 0).values()) == list(by_name[name].values)
    assert "Eight more in the document." in written.words(2)


def test_a_series_that_was_never_supplied_is_no_small_chart() -> None:
    first, second, *_ = small_multiples().lines
    empty = replace(first, values=(None,) * len(MONTHS))
    written = read(render_pptx(one(t.PictureBlock(SmallMultiples(first.caption, (empty, second)), "two"))))
    assert len(written.charts(2)) == 1


@pytest.mark.parametrize(
    "picture", [ChangeDots(change_dots().caption, ()), replace(month_line(), values=(None,) * len(MONTHS))]
)
def test_a_picture_of_nothing_says_so(picture) -> None:
    written = read(render_pptx(one(t.PictureBlock(picture, "nothing"))))
    assert written.charts(2) == []
    assert "There are no figures to draw." in written.words(2)


def test_no_chart_has_a_title_or_a_legend_of_its_own(whole) -> None:
    for part in (name for name in whole.parts if name.startswith("ppt/charts/chart")):
        chart = whole.tree(part).find("c:chart", NAMES)
        assert chart.find("c:title", NAMES) is None
        assert chart.find("c:legend", NAMES) is None
        assert chart.find("c:autoTitleDeleted", NAMES).get("val") == "1"


def test_another_reader_knows_every_part_of_a_chart(whole) -> None:
    parts = [name for name in whole.parts if name.startswith("ppt/charts/chart")]
    assert len(parts) == 11
    for part in parts:
        tree = fromstring(whole.parts[part])
        tree.remove(tree.find("c:externalData", NAMES))
        space = ChartSpace.from_tree(tree)
        assert space.chart.plotArea._charts


def test_axes_name_their_unit() -> None:
    line, _ = charted(month_line())
    assert "Recorded a month" in "".join(line.find(".//c:valAx/c:title", NAMES).itertext())
    changes, _ = charted(change_dots())
    assert "Change on the year before, %" in "".join(changes.find(".//c:valAx/c:title", NAMES).itertext())


def test_every_cell_that_a_chart_names_is_in_its_workbook(whole) -> None:
    for part in (name for name in whole.parts if name.startswith("ppt/charts/chart")):
        sheet = openpyxl.load_workbook(io.BytesIO(whole.workbook(part)))["Data"]
        for formula in whole.tree(part).xpath("//c:f/text()", namespaces=NAMES):
            cells = sheet[formula.removeprefix("Data!").replace("$", "")]
            assert cells is not None
            rows = cells if isinstance(cells, tuple) else ((cells,),)
            assert len(rows) in (1, sheet.max_row - 1)


def test_words_in_a_workbook_are_never_formulas() -> None:
    rows = tuple(replace(row, label="=1+1") for row in change_dots().rows[:2])
    written = read(render_pptx(one(t.PictureBlock(ChangeDots(change_dots().caption, rows), "f"))))
    book = openpyxl.load_workbook(io.BytesIO(written.workbook(written.charts(2)[0])))
    heads = [cell.value for cell in book["Data"][1]]
    cell = book["Data"].cell(2, heads.index("Name in full") + 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_workbook_is_dated_by_the_document(whole) -> None:
    with zipfile.ZipFile(io.BytesIO(whole.workbook(whole.charts(4)[0]))) as archive:
        assert b"2024-06-03T00:00:00Z" in archive.read("docProps/core.xml")
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
