"""Any text at all: it fits its place, or is cut to what fits; nothing in it breaks the file."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.publishing.pptx.deck import NAMES, SIXTY, one, read
from tests.publishing.sample import month_line

from wardmote.analyses.pictures import Caption, ChangeDots, ChangeRow
from wardmote.figures.tokens import Verdict
from wardmote.publishing import tree as t
from wardmote.publishing.direction import right_to_left
from wardmote.publishing.pptx import render_pptx
from wardmote.publishing.pptx.fitting import cut_words, fitted, height, rows, whole_sentences, width
from wardmote.publishing.pptx.words import Line, Run
from wardmote.publishing.theme import theme

SIZES = (24.0, 20.0, 18.0)
TEXT = st.text(st.characters(codec=None), max_size=300)  # lone surrogates and control characters too
PLAIN = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("Cs", "Cc")), max_size=400
)


@given(st.lists(PLAIN, max_size=12), st.floats(80, 900), st.floats(60, 400))
@settings(max_examples=150, deadline=None)
def test_fitted_words_are_no_higher_than_their_place(texts, wide, tall) -> None:
    lines = tuple(Line((Run(text),), "•") for text in texts)
    shown, size = fitted(lines, wide, tall, SIZES)
    assert size in SIZES
    assert height(shown, size, wide) <= max(tall, size * 1.2) + 1e-6


@given(PLAIN, st.floats(60, 800), st.integers(1, 4))
@settings(max_examples=200, deadline=None)
@example("Hippopotomonstrosesquippedaliophobia" * 20, 100.0, 2)
def test_cut_words_take_no_more_rows_than_they_may(text, wide, most) -> None:
    shown = cut_words(text, 18, wide, most * 18 * 1.2)
    assert rows(shown, 18, wide, True) <= most
    assert shown == text or shown.endswith("…")


@given(st.lists(PLAIN, min_size=1, max_size=6), st.floats(120, 800), st.integers(1, 5))
@settings(max_examples=150, deadline=None)
def test_a_warning_is_whole_or_loses_whole_sentences(texts, wide, most) -> None:
    text = " ".join(texts)
    shown, size = whole_sentences(text, wide, most * 12 * 1.2, (14, 13, 12))
    assert rows(shown, size, wide) <= max(int(most * 12 / size), 1)
    whole = shown == text or text.startswith(shown.removesuffix(" More in the notes."))
    assert whole or shown.endswith("…")


def test_what_a_warning_loses_is_in_the_notes() -> None:
    text = "Each interval is for that measure alone. " * 6 + "A line up to the edge goes on beyond it."
    shown, size = whole_sentences(text, 300, 50, (12,))
    assert shown == "Each interval is for that measure alone. " * 3 + "More in the notes."
    assert size == 12
    assert whole_sentences(text, 3000, 50, (14, 12)) == (text, 14)


def test_the_largest_size_that_fits_is_taken() -> None:
    short = (Line((Run("One line."),)),)
    assert fitted(short, 800, 300, SIZES) == (short, 24.0)
    longer = (Line((Run("word " * 90),)),)
    assert fitted(longer, 500, 240, SIZES)[1] == 20.0


def test_what_is_left_out_is_counted_in_words() -> None:
    lines = tuple(Line((Run(f"Line number {n}"),)) for n in range(20))
    shown, _ = fitted(lines, 400, 150, SIZES)
    kept = len(shown) - 1
    assert 0 < kept < 20
    assert shown[-1].text in (
        "Fifteen more in the document.",
        "Sixteen more in the document.",
        "17 more in the document.",
    )
    assert (
        int({"Fifteen": 15, "Sixteen": 16}.get(shown[-1].text.split()[0], shown[-1].text.split()[0]))
        == 20 - kept
    )


def test_a_paragraph_longer_than_its_place_ends_in_the_document() -> None:
    shown, _ = fitted((Line((Run("So it goes on and on. " * 60),)),), 300, 100, SIZES)
    assert shown[0].text.endswith("… more in the document")


def test_ideographs_are_as_wide_as_they_are_high() -> None:
    assert width("統計", 20) >= 40


@given(TEXT, TEXT)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("كثير من الجرائم لا يُبلَّغ عنها", "عربي")
@example('\x00\x0b\ud800 <b>&amp; "it\'s" ]]>', "a\tb\nc")
@example("👩‍👩‍👧 統計 ﷽", "=cmd()")
def test_any_words_make_a_deck_that_can_be_read(text, other) -> None:
    title = f"T{text}"
    change = ChangeRow(other or "x", 5.0, -3.0, 9.0, Verdict.ROSE)
    document = one(
        t.Paragraph((text, t.Strong(other), t.Footnote(text))),
        t.PictureBlock(ChangeDots(Caption(f"C{text}", other, f"A{text}", text), (change,)), "c"),
        title=title,
        notes=text,
        partnership=f"P{other}",
        marking=f"M{text[:20]}",
    )
    written = read(render_pptx(document))
    assert written.title(2).startswith("T")
    assert len(written.slides) == 2


def test_text_from_right_to_left_is_set_so() -> None:
    written = read(render_pptx(one(t.BulletList(("الجريمة المسجلة", "Recorded crime")))))
    tree = written.tree(written.slides[1])
    found = {
        "".join(p.itertext()).lstrip("•\t"): p.find("a:pPr", NAMES).get("rtl")
        for p in tree.xpath("//a:p[a:r]", namespaces=NAMES)
    }
    assert found["الجريمة المسجلة"] == "1"
    assert found["Recorded crime"] == "0"
    assert right_to_left("12 ש")
    assert not right_to_left("12")


@pytest.mark.parametrize("long", [SIXTY * 8, "Überlangeswort" * 60])
def test_a_title_too_long_is_cut_and_whole_in_the_notes(long) -> None:
    written = read(render_pptx(one(t.PictureBlock(month_line(), "m"), title=long)))
    assert written.title(2).endswith("…")
    assert written.notes(2).split("\n")[0] == long
    assert theme().slides.title[-1] * 100 in {
        int(size) for size in written.tree(written.slides[1]).xpath("//a:rPr/@sz", namespaces=NAMES)
    }
