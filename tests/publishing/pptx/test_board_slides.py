"""The pack's own slides: which, in what order, in whose words, and what is left out where there is no evidence."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from tests.plain_words import assert_plain, words_of
from tests.publishing.pptx.deck import NAMES, Deck, boxes, drawn_changes, numbers, read

from wardmote.analyses.changes import change_dots
from wardmote.analyses.headlines import headlines
from wardmote.analyses.pictures import SmallMultiples
from wardmote.documents.strategic_assessment import PackNeeds, build
from wardmote.documents.strategic_assessment.not_yet import parts_waiting
from wardmote.documents.strategic_assessment.observed import TITLE as WHAT_PARTNERS_COUNT
from wardmote.documents.strategic_assessment.slides import slides
from wardmote.figures import State, Verdict
from wardmote.operations.gathering import gather
from wardmote.operations.workspace import Workspace, find_workspace
from wardmote.publishing.pptx import render_pptx
from wardmote.publishing.pptx.summing_up import slides_of
from wardmote.publishing.theme import theme
from wardmote.publishing.tree import PictureBlock, Slide, Table, plain


@pytest.fixture(scope="module")
def needs(marrowmere: Workspace) -> PackNeeds:
    return gather(marrowmere, "2026-03")


@pytest.fixture(scope="module")
def shown(needs) -> Deck:
    return read(render_pptx(replace(build(needs), slides=slides(needs))))


def given(needs: PackNeeds) -> tuple[Slide, ...]:
    """The slides that a deck has room for."""
    return slides_of(build(needs), theme().slides.slides - 1)


def _nothing(needs: PackNeeds) -> PackNeeds:
    """The needs of a partnership for which no force has sent a file."""
    absent = {"previous": None, "current": None, "percent": None, "rate": None, "verdict": None}
    rows = tuple(
        replace(row, **absent, not_located_share=(None, None), state=State.NOT_SUPPLIED)
        for row in needs.table.rows
    )
    table = replace(needs.table, rows=rows)
    return replace(
        needs,
        table=table,
        headlines=headlines(table, needs.definitions),
        changes=change_dots(table, needs.definitions),
        lines={},
        multiples=SmallMultiples(needs.multiples.caption, ()),
        wards=replace(needs.wards, rows=(), picture=None),
        within=replace(needs.within, rows=(), judged=0, finding=None),
        concentrations=(),
        seasons=(),
        focus=(),
        voice=(),
    )


def test_a_board_gets_ten_slides_in_the_order_it_decides(needs, shown) -> None:
    assert len(shown.slides) == theme().slides.slides
    assert [slide.title for slide in given(needs)] == [
        needs.headlines.title,
        "Recorded crime per 1,000 is highest in Old Quay",
        "One of fourteen measures changed by more than chance",
        "Shoplifting rose from 1,123 to 1,311",
        "Within wards, four of 131 comparisons changed by more than chance",
        "The partnership looks more closely at four issues",
        "Speeding: named most often, by 42% of the 448 who answered",
        "One of fourteen measures cannot be compared with the year before",
        "Nine parts wait for partners, who are asked to decide",
    ]


def test_no_title_is_cut(needs, shown) -> None:
    assert [shown.title(number) for number in range(2, 11)] == [slide.title for slide in given(needs)]


def test_the_months_of_every_measure_come_in_where_there_is_room(needs) -> None:
    calm = replace(needs, seasons=(), focus=(), voice=())
    assert any("each on its own scale" in slide.title for slide in given(calm))
    assert not any("each on its own scale" in slide.title for slide in given(needs))


def test_notes_name_source_period_and_what_not_to_conclude(needs) -> None:
    for slide in slides(needs):
        if slide.title == WHAT_PARTNERS_COUNT:
            assert slide.notes.startswith("Counted by: ")
            continue
        assert slide.notes.startswith("Source: police.uk ")
        assert (
            "Period: Year to March 2026, compared with the year to March 2025. Area: Safer Marrowmere."
            in slide.notes
        )
        assert "Do not conclude" in slide.notes or "asked" in slide.title
    assert len({slide.notes for slide in slides(needs)}) == len(slides(needs))


def test_the_slides_use_plain_words_and_give_no_cause(needs) -> None:
    words = words_of(slides(needs))
    assert_plain(words)
    assert not re.search(r"\b(because|due to|caused by|thanks to|led to)\b", words)


def test_the_chart_of_changes_holds_the_tables_own_numbers(needs, shown) -> None:
    part = shown.charts(4)[0]
    found = drawn_changes(shown.tree(part))
    assert found == pytest.approx({i: row.percent for i, row in enumerate(needs.changes.rows)})
    book = openpyxl.load_workbook(io.BytesIO(shown.workbook(part)))["Data"]
    rows = list(book.iter_rows(values_only=True))
    low, high = rows[0].index("Lower limit, %"), rows[0].index("Upper limit, %")
    for row, cells in zip(needs.changes.rows, rows[1:], strict=True):
        assert (cells[low], cells[high]) == (pytest.approx(row.low), pytest.approx(row.high))


def test_a_month_not_supplied_is_a_gap(needs, shown) -> None:
    tree = shown.tree(shown.charts(5)[0])
    line = needs.lines["shoplifting"]
    gap = line.months.index("2023-11")
    assert line.values[gap] is None
    assert gap not in numbers(tree, "(//c:ser)[1]/c:val")
    assert tree.find(".//c:dispBlanksAs", NAMES).get("val") == "gap"


def test_every_supplier_is_named_with_what_is_missing(needs) -> None:
    table = next(block for block in slides(needs)[-1].blocks if isinstance(block, Table))
    assert len(table.rows) <= theme().slides.rows
    listed = ", ".join(plain(row[1]).lower() for row in table.rows)
    waiting = parts_waiting(needs)
    assert len(waiting) > 5
    for part in waiting:
        assert part.title.lower() in listed


def test_a_reference_into_the_document_goes_by_its_name(needs) -> None:
    asked = plain(slides(needs)[-1].blocks[1].items[-1])
    assert asked == "Who supplies what Not yet assessed lists, and by when."


def test_no_evidence_gives_fewer_slides_and_none_of_them_empty(needs) -> None:
    nothing = _nothing(needs)
    found = given(nothing)
    assert 0 < len(found) < 5
    assert all(slide.blocks and slide.title for slide in found)
    assert not any(isinstance(block, PictureBlock) for slide in found for block in slide.blocks)
    written = read(render_pptx(replace(build(nothing), slides=found)))
    assert [written.title(number) for number in range(2, len(found) + 2)] == [slide.title for slide in found]
    assert_plain(words_of(found))


@pytest.mark.parametrize("verdict", list(Verdict))
def test_slides_of_one_verdict_alone_read_well(needs, verdict) -> None:
    rows = tuple(replace(row, verdict=verdict) if row.measure.available else row for row in needs.table.rows)
    table = replace(needs.table, rows=rows)
    changed = replace(
        needs,
        table=table,
        headlines=headlines(table, needs.definitions),
        changes=change_dots(table, needs.definitions),
    )
    found = given(changed)
    assert len(found) < theme().slides.slides
    assert_plain(words_of(found))
    title = next(slide.title for slide in found if "year before" in slide.title or "limits" in slide.title)
    everything_broken = verdict is Verdict.NOT_COMPARABLE
    assert (title == "No measure can be compared with the year before") == everything_broken


def test_what_is_listed_within_wards_is_what_the_title_counts(needs) -> None:
    slide = next(slide for slide in slides(needs) if slide.title.startswith("Within wards"))
    changed = [row for row in needs.within.rows if row.verdict in (Verdict.ROSE, Verdict.FELL)]
    more = tuple(replace(row, verdict=Verdict.LOCATION_UNCERTAIN) for row in changed)
    doubtful = replace(needs, within=replace(needs.within, rows=(*changed, *more)))
    again = next(slide for slide in slides(doubtful) if slide.title.startswith("Within wards"))
    assert again.title == slide.title
    assert again.blocks[0].rows == slide.blocks[0].rows
    assert len(slide.blocks[0].rows) == len(changed)


def test_no_list_is_spoken_of_that_is_not_there(needs, shown) -> None:
    assert "in the list" not in "\n".join(shown.words(number) for number in range(1, 11))
    assert "one more in the document" in shown.words(2)


def test_what_is_asked_stands_on_the_last_slide_alone(needs, shown) -> None:
    asked = "Who supplies what Not yet assessed lists, and by when."
    assert [number for number in range(1, 11) if asked in shown.words(number)] == [10]


@pytest.mark.shared
def test_the_slides_of_a_real_partnership(bedfordshire: Path) -> None:
    needs = gather(find_workspace(bedfordshire), "2024-04")
    found = given(needs)
    written = read(render_pptx(replace(build(needs), slides=found)))
    assert [written.title(number) for number in range(2, 11)] == [slide.title for slide in found]
    assert (
        written.title(6) == "Possession of weapons rose from 85 to 151; other theft fell from 1,838 to 1,517"
    )
    assert len(written.charts(6)) == 2
    size = written.tree("ppt/presentation.xml").find("p:sldSz", NAMES)
    for part in written.slides:
        for name, left, top, right, bottom in boxes(written.tree(part)):
            assert 0 <= left <= right <= int(size.get("cx")) + 2, name
            assert 0 <= top <= bottom <= int(size.get("cy")) + 2, name
