"""The numbers behind the pictures of analyses: every value, what is absent in its own words, notes in a slide."""

from __future__ import annotations

import math
from dataclasses import replace

from tests.publishing.pptx.deck import one, read
from tests.publishing.sample_analyses import control_line, dot_ranges, fan, funnel

from wardmote.publishing import tree as t
from wardmote.publishing.data_tables import data_table
from wardmote.publishing.pptx import render_pptx
from wardmote.publishing.tree import Number, inlines, plain


def cells(table: t.Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def test_a_step_has_its_value_limits_and_why_it_stands_out() -> None:
    line = control_line()
    rows = cells(data_table(line))
    assert rows[15] == ["Aug 2022", "87", "54.0", "32.0", "76.0", "above the upper limit"]
    assert rows[0][-1] == "no"
    gap = replace(line, values=(None, *line.values[1:]), low=(None,) * 36)
    assert cells(data_table(gap))[0] == ["May 2021", "not supplied", "54.0", "no limit", "76.0", "no"]
    none = replace(gap, centre=(None,) * 36, high=(math.nan,) * 36)
    assert cells(data_table(none))[1][2:5] == ["not available"] * 3


def test_what_is_expected_follows_what_was_recorded() -> None:
    table = data_table(fan())
    rows = cells(table)
    assert [column.label for column in table.columns][2:] == ["Expected", "95% range", "80% range"]
    assert len(rows) == 42
    assert rows[35][2:] == ["–", "–", "–"]
    assert rows[41] == ["Oct 2024", "not available", "138.0", "76.8 to 199.2", "98.0 to 178.0"]
    ends = [part.value for part in inlines(table.rows[41][3]) if isinstance(part, Number)]
    assert ends == [fan().bands[0].low[5], fan().bands[0].high[5]]


def test_open_intervals_and_absent_values_are_in_words() -> None:
    rows = cells(data_table(dot_ranges()))
    assert rows[0] == ["Marrowmere", "12.4", "11.6 to 13.2", "Above"]
    assert rows[5][2] == "7.4 or less"
    assert rows[6] == ["Norrbeck", "not available", "not available", "–"]


def test_the_own_area_stands_first_with_its_limits_in_a_note() -> None:
    table = data_table(funnel())
    assert plain(table.rows[0][0]) == "Marrowmere"
    assert [row[-1] for row in cells(table)[:2]] == ["above", "above"]
    assert len(table.rows) == 61
    assert any(note.startswith("99.8% limits at a size of 130,000") for note in map(plain, table.notes))


def test_a_slide_has_the_picture_with_its_words_and_the_numbers_in_its_notes() -> None:
    for picture in (control_line(), fan(), dot_ranges(), funnel()):
        written = read(render_pptx(one(t.PictureBlock(picture, "chart"))))
        notes = "\n".join(name for name in written.parts if "notesSlide" in name)
        assert notes
        said = " ".join(
            str(content) for name, content in written.parts.items() if "notesSlides/notesSlide" in name
        )
        assert "Columns: " in said
        assert data_table(picture).columns[1].label in said


def test_an_empty_picture_has_an_empty_table() -> None:
    assert data_table(replace(dot_ranges(), rows=())).rows == ()
    assert data_table(replace(funnel(), points=())).rows == ()
