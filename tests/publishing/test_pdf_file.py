"""The PDF: tagged, in its standards, with alternative texts, and every word in the shipped typeface."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publishing.sample import whole_document

from wardmote.analyses.pictures import Caption
from wardmote.publishing import PdfError, render_pdf
from wardmote.publishing import tree as t


@pytest.fixture(scope="module")
def content(document: t.Document) -> bytes:
    return render_pdf(document)


@pytest.fixture(scope="module")
def pages(content: bytes) -> list[str]:
    return texts(content)


def texts(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as file:
        return [page.get_textpage().get_text_range() for page in file]


def elements(content: bytes) -> list[Any]:
    """Every element of the structure tree, as (kind, alternative text)."""
    found: list[Any] = []

    def visit(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                visit(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append((str(node["/S"]), str(node.get("/Alt", ""))))
            if "/K" in node:
                visit(node["/K"])

    with pikepdf.open(io.BytesIO(content)) as file:
        visit(file.Root.StructTreeRoot["/K"])
    return found


def test_standards_language_title_and_date_are_declared(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "en-GB"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["dc:title"].startswith("Weapons possession rose")
            assert metadata["xmp:CreateDate"].startswith("2024-06-03")


def test_structure_has_headings_tables_lists_and_described_figures(content: bytes) -> None:
    found = elements(content)
    kinds = Counter(kind for kind, _ in found)
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/Figure", "/Note", "/TOC", "/Link"} <= set(kinds)
    figures = [alt for kind, alt in found if kind == "/Figure"]
    assert len(figures) == 7
    assert all(figures)


def test_every_page_names_itself_its_marking_and_its_place(pages: list[str]) -> None:
    assert len(pages) > 5
    for number, words in enumerate(pages, start=1):
        assert "Safer Marrowmere Partnership" in words
        assert "OFFICIAL" in words
        assert "Evidence pack, data to April 2024, draft 1" in words
        assert f"{number} of {len(pages)}" in words


def test_long_tables_repeat_their_header(pages: list[str]) -> None:
    register = [words for words in pages if re.search(r"F0\d\d\s", words)]
    assert len(register) == 2
    assert all("Identity" in words for words in register)


def test_words_symbols_notes_and_data_are_in_the_text(pages: list[str]) -> None:
    whole = "\n".join(pages)
    for words in ("▲", "▼", "●", "○", "◌", "◇", "−17.5%", "not available", "to be written", "Hidden harm"):
        assert words in whole
    assert "See the Crime Survey" in whole
    assert whole.count("Data behind Figure") >= 6


def test_only_the_shipped_typeface_is_used(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as file:
        names = {
            str(node.BaseFont)
            for node in file.objects
            if isinstance(node, pikepdf.Dictionary) and "/BaseFont" in node
        }
    assert names
    assert all("AtkinsonHyperlegibleNext" in name for name in names)


def test_words_in_drawings_are_text_in_the_typeface(document: t.Document) -> None:
    """A word that stands only inside a chart must come out as text, not be lost with an unknown font."""
    only = next(block for block in document.blocks if isinstance(block, t.PictureBlock))
    bare = replace(document, blocks=(t.Heading(1, "H", "h"), replace(only, show_data=False)))
    whole = "\n".join(texts(render_pdf(bare)))
    assert "Theft from the person" in whole
    assert "rose 77.6%" in whole


def small() -> t.Document:
    return replace(whole_document(), blocks=(t.Heading(1, "H", "h"),))


@settings(max_examples=15, deadline=None)
@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_any_words_can_be_set(words: str) -> None:
    table = t.Table(words, (t.Column(words), t.Column("B")), ((words, t.Strong(words)),), notes=(words,))
    blocks = (t.Heading(1, words, "h"), t.Paragraph((words, t.Footnote(words))), table)
    assert render_pdf(replace(small(), title=words, blocks=blocks)).startswith(b"%PDF")


def test_typst_source_in_words_stays_words() -> None:
    words = '#panic("x") $a$ *b* _c_ `d` <e> @f \\ // /* = g'
    assert words in "".join(
        texts(render_pdf(replace(small(), blocks=(t.Heading(1, "H", "h"), t.Paragraph(words)))))
    )


def test_characters_without_a_glyph_become_a_mark() -> None:
    words = "".join(texts(render_pdf(replace(small(), blocks=(t.Heading(1, "日本 😀 ŵ", "h"),)))))
    assert "□□ □ ŵ" in words


def test_a_table_too_wide_for_paper_is_set_in_parts() -> None:
    columns = tuple(t.Column(f"Column {i}", "right") for i in range(15))
    table = t.Table("Wide", columns, (tuple(str(i) for i in range(15)),), "wide")
    words = "".join(texts(render_pdf(replace(small(), blocks=(t.Heading(1, "H", "h"), table)))))
    assert "Wide (1 of 2)" in words
    assert "Column 14" in words


def test_without_a_cover_the_title_stands_on_the_first_page() -> None:
    assert "Weapons possession rose" in texts(render_pdf(small()))[0].replace("\r\n", " ")


def test_what_typst_refuses_is_said_in_a_sentence() -> None:
    broken = t.PictureBlock(t.Drawing(Caption("T", "", "alt"), "<svg"), "p", show_data=False)
    with pytest.raises(PdfError, match=r"The PDF could not be set: "):
        render_pdf(replace(small(), blocks=(t.Heading(1, "H", "h"), broken)))
