"""A picture as a file of its own: whole, in our typeface wherever it is opened, the same bytes every time."""

from __future__ import annotations

import io
import re
import struct
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from tests.publishing.sample import area_map, month_line
from tests.publishing.sample_analyses import dot_ranges, funnel
from tests.publishing.test_any_words import NAMES

from wardmote.publishing import DocumentError
from wardmote.publishing.picture_files import WRITERS, picture_file

SOURCE = "Data to April 2024. OFFICIAL."
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_picture_gives_the_same_bytes(ending: str) -> None:
    first = picture_file(dot_ranges(), ending, source=SOURCE)
    assert first == picture_file(dot_ranges(), ending, source=SOURCE)
    assert first != picture_file(replace(dot_ranges(), unit="Thefts"), ending, source=SOURCE)


def test_an_svg_says_its_title_and_needs_no_typeface() -> None:
    root = etree.fromstring(picture_file(funnel(), ".svg", source=SOURCE))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == funnel().caption.title
    assert root.findtext(f"{SVG}desc") == funnel().caption.alt
    assert not root.findall(f".//{SVG}text")
    assert not re.search(rb"font-family|href|<script|NaN", etree.tostring(root))
    assert root.find(f"{SVG}rect").get("fill") == "#FFFFFF"
    for path in root.iter(f"{SVG}path"):
        assert "d" in path.attrib


def test_a_png_has_the_sheet_in_twice_its_pixels() -> None:
    wide, tall = struct.unpack(">II", picture_file(month_line(), ".png")[16:24])
    root = etree.fromstring(picture_file(month_line(), ".svg"))
    assert (wide, tall) == pytest.approx((2 * float(root.get("width")), 2 * float(root.get("height"))), abs=2)


def test_a_pdf_is_one_page_of_words_with_its_alternative_text() -> None:
    content = picture_file(funnel(), ".pdf", source=SOURCE)
    with pypdfium2.PdfDocument(content) as file:
        assert len(file) == 1
        words = file[0].get_textpage().get_text_range()
    for part in (funnel().caption.title, "99.8% limits", "Marrowmere", SOURCE):
        assert part in words
    with pikepdf.open(io.BytesIO(content)) as file:
        said = [
            str(node.Alt) for node in file.objects if isinstance(node, pikepdf.Dictionary) and "/Alt" in node
        ]
        fonts = {
            str(node.BaseFont)
            for node in file.objects
            if isinstance(node, pikepdf.Dictionary) and "/BaseFont" in node
        }
        assert str(file.docinfo.get("/Title")) == funnel().caption.title
    assert said == [funnel().caption.alt]
    assert all("AtkinsonHyperlegibleNext" in font for font in fonts)


@pytest.mark.parametrize("ending", WRITERS)
def test_words_of_every_kind_are_written(ending: str) -> None:
    words = " <&> ".join(NAMES)
    caption = replace(dot_ranges().caption, title=words, subtitle=words, note=words, alt=words)
    assert picture_file(replace(dot_ranges(), caption=caption), ending, source=words)


def test_the_accent_is_the_partnerships() -> None:
    assert b"#00594C" in picture_file(month_line(), ".svg", "#00594C")


def test_what_cannot_be_written_is_said() -> None:
    with pytest.raises(ValueError, match=r"\.svg, \.png, \.pdf"):
        picture_file(month_line(), ".gif")
    with pytest.raises(DocumentError, match="no areas to draw"):
        picture_file(replace(area_map(), areas=()), ".svg")
