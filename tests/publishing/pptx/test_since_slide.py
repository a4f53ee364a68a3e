"""The slide of what became of the last assessment, and the last slide, which waits for it no more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.operations.assessed_twice import Twice, assess_twice
from tests.plain_words import assert_plain, words_of
from tests.publishing.pptx.deck import Deck, read

from wardmote.analyses.since import StillTrue
from wardmote.documents.strategic_assessment import PackNeeds, build
from wardmote.documents.strategic_assessment.slides import slides
from wardmote.operations.gathering import gather
from wardmote.publishing.pptx import render_pptx
from wardmote.publishing.theme import theme
from wardmote.publishing.tree import Slide, plain

WAITS = "since the last assessment"


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    return assess_twice(tmp_path_factory.mktemp("twice-on-slides"))


@pytest.fixture(scope="module")
def needs(twice: Twice) -> PackNeeds:
    return replace(gather(twice.workspace, "2026-06"), since=twice.asked.needs)


@pytest.fixture(scope="module")
def shown(needs: PackNeeds) -> Deck:
    return read(render_pptx(build(needs)))


def _since(needs: PackNeeds) -> Slide:
    return next(slide for slide in slides(needs) if "statements" in slide.title or "nothing" in slide.title)


def _number(deck: Deck, title: str) -> int:
    return next(number for number in range(1, len(deck.slides) + 1) if deck.title(number) == title)


def test_the_deck_has_a_slide_of_it_and_no_more_slides_than_before(needs, shown) -> None:
    title = _since(needs).title
    assert title.startswith("Of ")
    assert title.endswith("cannot stand as they were said")
    assert len(shown.slides) <= theme().slides.slides
    assert _number(shown, title) > 2


def test_no_longer_true_stands_first_with_the_counts_that_were_sent(twice, needs, shown) -> None:
    words = shown.words(_number(shown, _since(needs).title)).split("\n")
    robbery = words.index("Robbery")
    before, then, again = (
        twice.count("Robbery", "2024-06", again=False),
        twice.count("Robbery", "2025-06", again=False),
        twice.count("Robbery", "2025-06", again=True),
    )
    assert words[robbery + 1 : robbery + 5] == [
        "▼ fell",
        f"{before} to {then}",
        f"{before} to {again}, ● no clear change",
        "no longer holds after revision",
    ]
    stands = [number for number, line in enumerate(words) if line in ("revised but holds", "holds")]
    assert all(robbery < number for number in stands)


def test_the_speaker_has_both_snapshots_and_what_not_to_conclude(twice, needs, shown) -> None:
    notes = shown.notes(_number(shown, _since(needs).title))
    assert twice.asked.needs.then.snapshot in notes
    assert twice.asked.needs.now.snapshot in notes
    assert "No longer holds after revision: another verdict." in notes
    assert "Do not conclude that words which no longer hold were a mistake" in notes
    assert "Counts are of the year to June 2025" in notes


def test_nobody_waits_for_what_stands_in_the_document(needs, shown) -> None:
    assert WAITS not in shown.words(len(shown.slides)).lower()
    without = read(render_pptx(build(replace(needs, since=None))))
    assert WAITS in without.words(len(without.slides)).lower()


def test_the_season_gives_way_and_nothing_that_never_does(needs, shown) -> None:
    titles = {shown.title(number) for number in range(2, len(shown.slides) + 1)}
    assert {slide.title for slide in slides(needs) if not slide.gives_way} - titles == {"What partners say"}


def test_where_all_stands_the_title_says_so(needs) -> None:
    since = needs.since
    rows = tuple(replace(row, still=StillTrue.HOLDS, matters=False) for row in since.compared.rows)
    calm = replace(needs, since=replace(since, compared=replace(since.compared, rows=rows)))
    assert _since(calm).title.endswith("of the year to June 2025 stand as they were said")
    assert _since(calm).title.startswith("All ")
    assert_plain(words_of(slides(calm)))


def test_of_many_statements_six_stand_on_the_slide_and_it_says_how_many_more(needs) -> None:
    since = needs.since
    rows = since.compared.rows * 3
    many = replace(needs, since=replace(since, compared=replace(since.compared, rows=rows)))
    (table,) = _since(many).blocks
    assert len(table.rows) == 6
    assert plain(table.notes[0]).endswith("more in the document.")


def test_nothing_to_ask_again_is_said_in_a_sentence(needs) -> None:
    since = needs.since
    empty = replace(needs, since=replace(since, compared=replace(since.compared, rows=())))
    slide = _since(empty)
    assert plain(slide.blocks[0].content).startswith(f"The evidence to {since.then.to} held nothing")
    read(render_pptx(build(empty)))
