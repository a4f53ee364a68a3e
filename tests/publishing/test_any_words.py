"""Names in any script and of any length: shown, or marked as not showable; nothing overlaps, nothing stops."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2
import pytest
from lxml import html
from tests.publishing.sample import (
    area_map,
    caption,
    change_dots,
    measures_table,
    month_line,
    small_multiples,
)

from wardmote.publishing import render_html, render_pdf
from wardmote.publishing import tree as t
from wardmote.publishing.charts import draw
from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.inline_html import breakable
from wardmote.publishing.legible import in_typeface, legible
from wardmote.publishing.table_widths import BREAK_HERE, cut

LONG_NAME = "The Community Safety Partnership of Upper Marrowmere & Quays"
LONG_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
HEBREW, ARABIC, POLISH = "עיריית תל אביב", "بلدية مدينة", "Gżegżółka Łódź"
NAMES = (LONG_NAME, LONG_WORD, HEBREW, ARABIC, POLISH, "Cafe\u0301 \u202eevil 👩\u200d👩\ufe0f")


def widths_in(svg: str) -> list[float]:
    """How far right each left-aligned word of a drawing reaches, in pixels of the drawing."""
    found = re.findall(
        r'<text text-anchor="start"[^>]*translate\(([\d.-]+),[^>]*font-size="([\d.]+)px"[^>]*>([^<]*)', svg
    )
    return [float(x) + text_width(words, float(size)) for x, size, words in found]


def named(document: t.Document) -> t.Document:
    """A document whose people and places have every kind of name."""
    areas = tuple(
        replace(area, name=NAMES[i % 6], label=NAMES[i % 6] if area.label else "")
        for i, area in enumerate(area_map().areas)
    )
    dots = replace(
        change_dots(),
        rows=tuple(replace(row, label=NAMES[i % 6]) for i, row in enumerate(change_dots().rows)),
    )
    lines = tuple(replace(one, label=NAMES[i % 6]) for i, one in enumerate(small_multiples().lines))
    many = replace(small_multiples(), lines=lines, caption=caption(LONG_WORD))
    table = replace(
        measures_table(),
        rows=tuple((NAMES[i % 6], *row[1:]) for i, row in enumerate(measures_table().rows)),
    )
    pictures = (replace(area_map(), areas=areas), dots, many)
    return replace(
        document,
        title=LONG_NAME,
        partnership=LONG_WORD,
        blocks=(
            t.Cover(tuple(("Area", name) for name in NAMES)),
            t.Contents(),
            t.PageBreak(),
            *(t.Heading(1, name, f"h{i}") for i, name in enumerate(NAMES)),
            t.Commentary("c", "What?", (t.Paragraph(ARABIC), t.BulletList((HEBREW,))), POLISH),
            table,
            *(t.PictureBlock(one, f"p{i}") for i, one in enumerate(pictures)),
            *(
                t.SideBySide(t.PictureBlock(one, f"s{i}"), t.PictureBlock(month_line(), f"m{i}"))
                for i, one in enumerate(pictures)
            ),
        ),
    )


def test_words_are_composed_and_turning_marks_taken_out() -> None:
    assert legible("Cafe\u0301") == "Café"
    assert legible("\u202eevil\u202c") == "evil"
    assert legible("a\x00b") == "a□b"


def test_what_the_typeface_lacks_is_marked_and_what_prints_nothing_is_not() -> None:
    assert in_typeface("Łódź ŵ") == "Łódź ŵ"
    assert in_typeface("👩\u200d👩\ufe0f") == "□□"
    assert in_typeface("a\u00adb\ufeffc") == "abc"


def test_a_long_word_may_break_and_reads_whole() -> None:
    assert "<wbr>" in breakable(f"At {LONG_WORD} & <near>")
    assert (
        html.fromstring(f"<p>{breakable(f'At {LONG_WORD} & <near>')}</p>").text_content()
        == f"At {LONG_WORD} & <near>"
    )
    assert "<wbr>" not in breakable(LONG_NAME)
    assert cut(LONG_NAME, 100, 9) == LONG_NAME
    pieces = cut(LONG_WORD, 100, 9).split(BREAK_HERE)
    assert "".join(pieces) == LONG_WORD
    assert all(text_width(piece, 9, bold=True) <= 100 for piece in pieces)


@pytest.mark.parametrize("size", ["full", "half"])
def test_no_word_leaves_its_drawing(document: t.Document, size: str) -> None:
    blocks = [block for block in named(document).blocks if isinstance(block, t.PictureBlock)]
    for block in blocks:
        svg = draw(block.picture, size)  # type: ignore[arg-type]
        width = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])  # type: ignore[index]
        assert max(widths_in(svg), default=0) <= width + 1


def test_every_name_is_set_on_paper_inside_its_page(document: t.Document) -> None:
    with pypdfium2.PdfDocument(render_pdf(named(document))) as file:
        for page in file:
            words = page.get_textpage()
            right, bottom = page.get_width() - 50, 33
            for index in range(words.count_rects()):
                box = words.get_rect(index)
                assert box[2] <= right
                assert box[1] >= bottom
        whole = "".join(page.get_textpage().get_text_range() for page in file)
    assert "□□□□□□ □□ □□□□" in whole
    assert "Café evil □□" in whole


def test_the_page_lets_each_persons_words_find_their_direction(document: t.Document) -> None:
    page = html.fromstring(render_html(named(document)))
    for place in ("//h1", "//tbody/tr/th", "//section/p", "//section//li", "//dd", "//header/p[1]"):
        found = page.xpath(place)
        assert found
        assert all(node.get("dir") == "auto" for node in found), place
    assert not page.xpath("//ul[@class='findings']//*[@dir]")


def test_a_document_without_evidence_can_be_read(document: t.Document) -> None:
    empty = t.Table("All measures", (t.Column("Measure"), t.Column("Count", "right")), (), "m")
    blocks = (
        t.Cover(),
        t.Contents(),
        t.Heading(1, "Levels", "l"),
        empty,
        t.NotYet(()),
        t.Findings(()),
        t.BulletList(()),
    )
    bare = replace(document, blocks=blocks, subtitle="", author="", data_to="", status="")
    with pypdfium2.PdfDocument(render_pdf(bare)) as file:
        assert "All measures" in file[1].get_textpage().get_text_range()
    assert "All measures" in render_html(bare)
