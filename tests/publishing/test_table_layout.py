"""Columns get the room their words need; data tables say what is missing; findings read as sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publishing import sample as made

from wardmote.figures.tokens import Verdict
from wardmote.publishing import data_table
from wardmote.publishing import tree as t
from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.lowering import after_lead, in_parts
from wardmote.publishing.table_widths import fitted

STYLES = ((9.5, 12.0), (8.5, 9.0))
WORDS = st.text(st.sampled_from("abc ABC 0123,%−"), min_size=1, max_size=60).filter(str.strip)


def table(*rows: tuple[t.Content, ...], labels: tuple[str, ...] = ("A", "B", "C")) -> t.Table:
    columns = tuple(t.Column(label, "left" if index == 0 else "right") for index, label in enumerate(labels))
    return t.Table("T", columns, rows)


def test_columns_fill_the_page_and_hold_every_cell() -> None:
    one = made.measures_table()
    widths, size = fitted(one, 481, STYLES)
    assert sum(widths) == pytest.approx(481)
    assert size == 9.5
    for row in one.rows:
        for cell, width in zip(row, widths, strict=True):
            assert text_width(t.plain(cell), size, tabular=True) < width


def test_a_crowded_table_is_set_smaller_before_it_breaks() -> None:
    row = ("Violence and sexual offences", *["+200 (+3.4%)"] * 6)
    crowded = table(row, labels=("Measure", *"BCDEFG"))
    widths, size = fitted(crowded, 560, STYLES)
    assert size == 8.5
    assert sum(widths) == pytest.approx(560)


def test_sentences_share_what_short_columns_leave() -> None:
    columns = (t.Column("Measure"), t.Column("Says"), t.Column("Why"))
    rows = (("Burglary", "No clear change. " * 5, "Long reasons stand here. " * 12),)
    widths, size = fitted(t.Table("T", columns, rows), 481, STYLES)
    assert size == 9.5
    assert sum(widths) == pytest.approx(481, abs=0.1)
    assert widths[1] == pytest.approx(widths[2], rel=0.01)
    assert widths[0] < 70


def test_verdicts_never_break() -> None:
    columns = (t.Column("Measure"), t.Column("Verdict"), t.Column("Why"))
    rows = (("Burglary", t.VerdictMark(Verdict.LOCATION_UNCERTAIN), "Long reasons stand here. " * 12),)
    widths, size = fitted(t.Table("T", columns, rows), 250, STYLES)
    assert widths[1] > text_width("◇ location too uncertain", size)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=6), st.floats(60, 600))
def test_widths_never_exceed_the_page(rows: list[tuple[str, str, str]], available: float) -> None:
    widths, _ = fitted(table(*rows), available, STYLES)
    assert sum(widths) <= available + 0.5
    assert all(width > 0 for width in widths)


def test_wide_tables_keep_their_first_column_in_each_part() -> None:
    wide = data_table(made.small_multiples())
    parts = list(in_parts(wide, 8))
    assert [len(part.columns) for part in parts] == [8, 8]
    assert {part.columns[0].label for part in parts} == {"Month"}
    assert [column for part in parts for column in part.columns[1:]] == list(wide.columns[1:])
    assert [part.caption[-8:] for part in parts] == ["(1 of 2)", "(2 of 2)"]


@pytest.mark.parametrize(
    ("rest", "follows"),
    [
        ("from 85", " from 85"),
        (" from 85", " from 85"),
        (": no change", ": no change"),
        ("", ""),
        (", too", ", too"),
    ],
)
def test_a_finding_reads_as_a_sentence(rest: str, follows: str) -> None:
    assert t.plain(after_lead(t.FindingItem("Burglary", rest))) == follows


def test_changes_table_shows_intervals_and_their_absence() -> None:
    rows = {str(row[0]): row for row in data_table(made.change_dots()).rows}
    assert [t.plain(cell) for cell in rows["Other theft"][1:3]] == ["−17.5%", "−28.0% to −5.6%"]
    assert rows["Theft from the person"][2] == t.Quiet("without bounds")
    assert rows["Robbery"][3] == t.VerdictMark(Verdict.NO_CLEAR_CHANGE)


def test_a_month_not_supplied_is_not_zero() -> None:
    line = made.month_line()
    holed = t.Quiet("not supplied")
    rows = data_table(type(line)(line.caption, line.label, line.months[:2], (0, None))).rows
    assert rows == (("May 2021", t.Number("0", 0)), ("Jun 2021", holed))


def test_areas_are_sorted_by_value_with_the_unknown_last() -> None:
    rows = data_table(made.area_map()).rows
    values = [int(t.plain(row[1])) for row in rows[:-1]]
    assert values == sorted(values, reverse=True)
    assert rows[-1][1] == t.Quiet("not available")


def test_pattern_table_gives_the_range_of_the_years() -> None:
    table_of = data_table(made.month_pattern())
    assert [column.label for column in table_of.columns][2:] == ["Lowest year", "Highest year"]
    assert len(table_of.rows) == 12
