"""What stands together on a page of a Word file: numbers, the ends of tables, places to write in, the cover's facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publishing.sample import area_map

from wardmote.publishing import tree as t
from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.table_widths import fitted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
Opened = Callable[..., Any]


def small(*blocks: t.Block) -> t.Document:
    return t.Document("T", "Town", "Pack", "April 2024", "1", date(2024, 5, 1), blocks)


def rows_of(count: int, words: str = "Town") -> t.Table:
    columns = (t.Column("Area"), t.Column("Count", "right"))
    return t.Table("Counts", columns, tuple((words, f"{i}") for i in range(count)), "counts")


EMPTY = t.Commentary("words-here", "What do you see?")
BEFORE = {
    "words": t.Paragraph("Words."),
    "list": t.BulletList(("One", "Two")),
    "table": rows_of(40),
    "picture": t.SideBySide(t.PictureBlock(area_map(), "map"), t.Paragraph("Beside.")),
}


@pytest.mark.parametrize("kind", BEFORE)
def test_an_empty_place_stays_with_the_block_before_it(opened: Opened, kind: str) -> None:
    word = opened(small(t.Heading(1, "H", "h"), BEFORE[kind], EMPTY))
    control = word("//w:sdt[w:sdtPr/w:tag]")[0]
    before = next(one for one in control.itersiblings(preceding=True) if one.tag in (f"{W}p", f"{W}tbl"))
    end = before if before.tag == f"{W}p" else before.findall(f"{W}tr")[-1]
    assert all(one.find(f"{W}pPr/{W}keepNext") is not None for one in end.iter(f"{W}p"))


def test_what_people_wrote_need_not_stay_with_the_block_before(opened: Opened) -> None:
    written = t.Commentary("words-here", "What do you see?", (t.Paragraph("Much."),))
    word = opened(small(t.Heading(1, "H", "h"), rows_of(40), written))
    last = word("//w:tbl")[0].findall(f"{W}tr")[-1]
    assert last.find(f".//{W}keepNext") is None


@pytest.mark.parametrize(("words", "whole"), [("Town", True), ("A sentence on what happened. " * 40, False)])
def test_a_table_of_few_but_tall_rows_may_cross_a_page(opened: Opened, words: str, whole: bool) -> None:
    word = opened(small(t.Heading(1, "H", "h"), rows_of(14, words)))
    held = [row.find(f".//{W}keepNext") is not None for row in word("//w:tbl/w:tr")]
    assert all(held[2:-2]) == whole
    assert held[:2] == [True, True]
    assert held[-2:] == [True, False]


def test_numbers_do_not_break_and_heads_may(opened: Opened) -> None:
    word = opened(small(t.Heading(1, "H", "h"), rows_of(3)))
    firm = [
        [cell.find(f"{W}tcPr/{W}noWrap") is not None for cell in row.findall(f"{W}tc")]
        for row in word("//w:tr")
    ]
    assert firm == [[False, False], *[[False, True]] * 3]


def test_a_picture_beside_words_leaves_room_on_the_page(opened: Opened) -> None:
    word = opened(small(t.Heading(1, "H", "h"), BEFORE["picture"]))
    assert max(int(one.get("cy")) for one in word("//wp:extent")) <= 240 * 12700


@pytest.mark.parametrize(
    ("label", "moved"), [("Area", False), ("Snapshot of the evidence", True), ("Word " * 60, True)]
)
def test_values_on_the_cover_stand_behind_the_widest_label(opened: Opened, label: str, moved: bool) -> None:
    facts = (("Area", "Town"), (label.strip(), "Value"))
    word = opened(small(t.Cover(facts), t.Heading(1, "H", "h")))
    found = list(word("//w:p[w:pPr/w:pStyle/@w:val='WardmoteFact']"))
    stops = {
        stop
        for one in found
        for stop in one.xpath("w:pPr/w:tabs/w:tab[@w:val='left']/@w:pos", namespaces={"w": W[1:-1]})
    }
    indents = {one.find(f"{W}pPr/{W}ind") is not None for one in found}
    assert (len(stops), indents) == ((1, {True}) if moved else (0, {False}))
    if moved and len(label) < 60:
        assert int(stops.pop()) / 20 > text_width(label, 10.5)


NUMBERS = st.lists(st.integers(0, 9_999_999).map(lambda n: f"{n:,}"), min_size=4, max_size=4)


@given(
    st.lists(NUMBERS, min_size=1, max_size=6), st.sampled_from(["Town", "Houghton Conquest and Haynes " * 4])
)
def test_numbers_keep_their_width_in_any_table(rows: list[list[str]], words: str) -> None:
    """Also where figures have their own widths, as programs print them that set none of one width."""
    columns = (t.Column("Area"), *(t.Column(name, "right") for name in "abcd"))
    made = t.Table("T", columns, tuple((words, *row) for row in rows))
    widths, size = fitted(made, 250, ((9.5, 8.0), (8.5, 6.0)), slack=1.08)
    for row in rows:
        for number, width in zip(row, widths[1:], strict=True):
            assert max(text_width(number, size, tabular=even) for even in (True, False)) * 1.08 < width
