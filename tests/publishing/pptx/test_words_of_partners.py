"""What people wrote, on a slide: whole or cut at a sentence, signed, marked where it needs another look, never empty."""

from __future__ import annotations

import pytest
from tests.publishing.pptx.deck import Deck, deck, one, read

from wardmote.definitions import load
from wardmote.documents.commentary import fill, slots_of
from wardmote.documents.commentary.changes import Today
from wardmote.documents.commentary.standing import Filling
from wardmote.documents.strategic_assessment import build
from wardmote.operations.gathering import gather
from wardmote.operations.workspace import Workspace
from wardmote.publishing import check
from wardmote.publishing.pptx import render_pptx
from wardmote.publishing.pptx.summing_up import slides_of
from wardmote.publishing.theme import theme
from wardmote.publishing.tree import (
    BulletList,
    Column,
    Commentary,
    Document,
    Footnote,
    Paragraph,
    Slide,
    Strong,
    Table,
)

SENTENCES = [f"In week {number} the team walked the same streets as before." for number in range(1, 60)]
LONG = " ".join(SENTENCES)
NAMES = ("words-one-page", "words-levels-and-patterns")


def words(*blocks: object, author: str = "The team", look_again: str = "", anchor: str = "w") -> Commentary:
    return Commentary(anchor, "What do you see?", blocks, author, look_again=look_again)


def written(document: Document) -> Deck:
    return read(render_pptx(document))


@pytest.fixture(scope="module")
def pack(marrowmere: Workspace) -> Document:
    return build(gather(marrowmere, "2026-03"))


def filled(pack: Document, *names: str) -> Document:
    fillings = {
        name: Filling((Paragraph(f"Said of {name}."),), sha256=name, author=f"Author of {name}")
        for name in names
    }
    return fill(pack, fillings, Today("2026-03", "X22000001", load()))


def test_short_words_stand_whole_with_their_author() -> None:
    found = written(
        one(words(Paragraph(("We saw ", Strong("more"), ".")), BulletList(("Ask.", "Meet.")))),
    )
    lines = found.words(2).split("\n")
    at = lines.index("We saw more.")
    assert lines[at + 1 : at + 4] == ["•\tAsk.", "•\tMeet.", "– The team"]


def test_long_words_end_with_a_whole_sentence_and_are_whole_in_the_notes() -> None:
    found = written(one(words(Paragraph(LONG))))
    lines = found.words(2).split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("In week 1 "))
    assert lines[at] in [" ".join(SENTENCES[:kept]) for kept in range(2, len(SENTENCES))]
    assert lines[at + 1 : at + 3] == ["More in the document.", "– The team"]
    assert LONG in found.notes(2)


def test_a_sentence_longer_than_the_slide_is_cut_at_a_word() -> None:
    found = written(one(words(Paragraph("streets and streets " * 200 + "end."))))
    assert "… more in the document" in found.words(2)
    assert "– The team" in found.words(2)


def test_words_that_need_another_look_say_so_and_the_speaker_is_told_why() -> None:
    for text in ("Few words.", LONG):
        found = written(one(words(Paragraph(text), look_again="Robbery was 120, now 140.")))
        assert found.words(2).count("(check)") == 1
        assert "Look again: Robbery was 120, now 140." in found.notes(2)
    assert "(check)" not in written(one(words(Paragraph("Few words.")))).words(2)


def test_a_table_and_a_footnote_are_for_document_and_speaker() -> None:
    table = Table("Who walks when", (Column("Team"), Column("Day")), (("North", "Monday"),))
    found = written(one(words(Paragraph(("We walk.", Footnote("Since May."))), table)))
    assert "Table in the document: Who walks when" in found.words(2)
    assert "Since May." in found.notes(2)


def test_a_place_that_nobody_filled_is_no_slide() -> None:
    empty = Slide("What partners say", (Commentary("w", "What do you see?"),))
    last = Slide("Another", (Paragraph("Words."),))
    found = written(deck(slides=(empty, last)))
    assert [found.title(number) for number in range(2, len(found.slides) + 1)] == ["Another"]
    assert "What do you see?" not in found.words(2)


def test_two_that_stand_beside_each_other_are_of_one_size() -> None:
    found = written(one(words(Paragraph("Few words.")), words(Paragraph(LONG[:900]), anchor="x")))
    sizes = {
        run.get("sz")
        for run in found.tree(found.slides[1]).iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"
        )
        if "week" in "".join(run.getparent().itertext()) or "Few" in "".join(run.getparent().itertext())
    }
    assert len(sizes) == 1
    assert int(sizes.pop()) >= 100 * theme().slides.details[-1]


def test_those_that_give_way_go_first_where_there_are_too_many() -> None:
    given = tuple(Slide(f"Slide {n}", (Paragraph("Words."),), gives_way=n % 3) for n in range(12))
    kept = [slide.title for slide in slides_of(deck(slides=given), 9)]
    assert kept == [f"Slide {n}" for n in range(12) if n not in (2, 5, 8)]
    assert len(slides_of(deck(slides=given), 20)) == 12


def test_the_pack_has_the_slide_when_there_are_words_and_at_most_ten(pack: Document) -> None:
    for names in ((), NAMES[:1], NAMES[1:], NAMES):
        found = written(filled(pack, *names))
        titles = [found.title(number) for number in range(1, len(found.slides) + 1)]
        assert len(titles) == theme().slides.slides
        assert ("What partners say" in titles) == bool(names)
        if not names:
            continue
        said = found.words(titles.index("What partners say") + 1)
        for name in NAMES:
            assert (f"Said of {name}." in said) == (name in names)
            assert (f"– Author of {name}" in said) == (name in names)


def test_words_stand_under_the_name_of_their_section(pack: Document) -> None:
    found = written(filled(pack, NAMES[1]))
    number = next(n for n in range(2, 11) if found.title(n) == "What partners say")
    lines = found.words(number).split("\n")
    assert lines[lines.index("Said of words-levels-and-patterns.") - 1] == "Levels and patterns"


def test_a_place_on_a_slide_is_the_documents_own_and_no_second_one(pack: Document) -> None:
    check(pack)
    names = [slot.name for slot in slots_of(pack)]
    assert all(names.count(name) == 1 for name in NAMES)
    own = {block.anchor: block for block in pack.blocks if isinstance(block, Commentary)}
    shown = [block for slide in pack.slides for block in slide.blocks if isinstance(block, Commentary)]
    assert shown == [own[name] for name in NAMES]
