"""Pages break well: captions with their tables, headers on every page, no heading last, no row alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2
import pytest
from tests.publishing import sample as made
from tests.publishing.packs import pack_of, profile_of

from wardmote.publishing import render_pdf
from wardmote.publishing import tree as t
from wardmote.publishing.preparing import prepared

PADDINGS = range(0, 60, 3)


@dataclass(frozen=True)
class Line:
    """Words on a page, and how far from its foot they stand, in points."""

    words: str
    bottom: float


@dataclass(frozen=True)
class Page:
    """A page: its lines from top to bottom without running head and foot, and all its words without spaces."""

    lines: tuple[Line, ...]
    words: str


def pages_of(document: t.Document) -> list[Page]:
    """The pages of a document."""
    with pypdfium2.PdfDocument(render_pdf(document)) as file:
        return [
            Page(
                tuple(line for line in _lines(page) if 60 < line.bottom < 780),
                "".join(page.get_textpage().get_text_range().split()),
            )
            for page in file
        ]


def _lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    words = page.get_textpage()
    rows: dict[int, list[tuple[float, str]]] = {}
    for index in range(words.count_rects()):
        left, bottom, right, top = words.get_rect(index)
        rows.setdefault(round((bottom + top) / 6), []).append(
            (left, words.get_text_bounded(left, bottom, right, top))
        )
    for height, parts in sorted(rows.items(), reverse=True):
        yield Line(" ".join(part for _, part in sorted(parts)), height * 3)


def padded(document: t.Document, padding: int, *blocks: t.Block) -> t.Document:
    """So many lines, then these blocks: whatever stands where the page ends."""
    lines = tuple(t.Paragraph(f"Line {number}.") for number in range(padding))
    return replace(document, number_headings=False, blocks=(t.Heading(1, "Start", "start"), *lines, *blocks))


def page_with(pages: list[Page], words: str) -> int:
    """The first page that has these words."""
    sought = "".join(words.split())
    return next(number for number, page in enumerate(pages) if sought in page.words)


def rows_of_register(page: Page) -> int:
    return len(re.findall(r"F0\d\dMeasure", page.words))


@pytest.mark.parametrize("padding", PADDINGS)
def test_wherever_the_page_ends_captions_and_headings_stay(document: t.Document, padding: int) -> None:
    long = replace(made.register_table(), rows=made.register_table().rows[:40])
    blocks = (
        t.Heading(2, "A short one", "short"),
        made.measures_table(),
        t.Heading(2, "A long one", "long"),
        long,
        t.Heading(2, "A drawing", "drawn"),
        t.PictureBlock(made.month_pattern(), "p", show_data=False),
        t.Heading(2, "Words", "words"),
        t.Paragraph("The end."),
    )
    pages = pages_of(padded(document, padding, *blocks))
    short = page_with(pages, "All measures, year")
    assert page_with(pages, "A short one") == short == page_with(pages, "Possession of weapons")
    assert (
        page_with(pages, "A long one") == page_with(pages, "Register of figures") == page_with(pages, "F000")
    )
    assert (
        page_with(pages, "A drawing")
        == page_with(pages, "peaks in June")
        == page_with(pages, "A g a i n s t")
    )
    assert page_with(pages, "Words") == page_with(pages, "The end.")
    for page in pages:
        rows = rows_of_register(page)
        assert rows != 1
        assert "Identity" in page.words or not rows


@pytest.mark.parametrize("rows", [17, 30, 48, 49, 50, 51, 52, 53, 54, 55, 70])
def test_the_last_rows_of_a_long_table_stay_together(document: t.Document, rows: int) -> None:
    long = replace(made.register_table(), rows=made.register_table().rows[:rows])
    pages = pages_of(padded(document, 0, long))
    counts = [rows_of_register(page) for page in pages]
    assert sum(counts) == rows
    assert counts[-1] >= 3


@pytest.mark.parametrize("which", ["sample", "pack", "profile"])
def test_no_page_of_our_documents_ends_with_a_heading_or_is_empty(
    request: pytest.FixtureRequest, document: t.Document, which: str
) -> None:
    if which != "sample":
        workspace = request.getfixturevalue("marrowmere")
        document = pack_of(workspace) if which == "pack" else profile_of(workspace)
    headings = {
        block.text
        for block in t.walk(prepared(document).blocks)
        if isinstance(block, t.Heading) and len(block.text) > 5
    }
    pages = pages_of(document)
    for number, page in enumerate(pages, start=1):
        assert page.lines, f"page {number} is empty"
        last = re.sub(r"^[\d.]+\s+", "", page.lines[-1].words).strip()
        assert last not in headings, f"page {number} ends with its heading"


@pytest.mark.parametrize(("sections", "stands_on"), [(8, {0}), (24, {1}), (90, {0, 1, 2})])
def test_contents_stand_on_one_page_if_they_fit_on_one(
    document: t.Document, sections: int, stands_on: set[int]
) -> None:
    """Under the cover where there is room for all of them, else all of them on the next page; many go on over pages."""
    cover = t.Cover(tuple((f"Fact {number}", "Said") for number in range(12)))
    headings = tuple(t.Heading(1, f"Section{number:02}", f"s{number}") for number in range(sections))
    blocks = (cover, t.Contents(), t.PageBreak(), *headings)
    pages = pages_of(replace(document, number_headings=False, blocks=blocks))
    before = pages[: max(stands_on) + 1]
    found = {number for number, page in enumerate(before) if "Section" in page.words}
    assert found == stands_on
    assert sum(page.words.count("Section") for page in before) >= sections


def test_pictures_beside_each_other_start_at_one_height(document: t.Document) -> None:
    short = replace(made.month_line(), caption=made.caption("Short"))
    long = replace(
        made.month_line(seed=4), caption=made.caption("A title so long that it needs two lines or three")
    )
    pair = t.SideBySide(
        t.PictureBlock(short, "a", show_data=False), t.PictureBlock(long, "b", show_data=False)
    )
    (page,) = pages_of(padded(document, 0, pair))
    levels = [line for line in page.lines if "".join(line.words.split()) in ("2020", "20")]
    assert ["".join(line.words.split()) for line in levels] == ["2020"], "the axes stand at different heights"


def test_a_picture_taller_than_a_page_is_made_smaller(document: t.Document) -> None:
    lines = made.small_multiples().lines
    tall = replace(made.small_multiples(), lines=lines * 3)
    pages = pages_of(padded(document, 0, t.PictureBlock(tall, "tall", show_data=False)))
    assert len(pages) <= 2
    assert sum(page.words.count("Bicycletheft") for page in pages) == 3


@pytest.mark.parametrize(("lines", "sheets"), [(8, 2), (14, 2), (16, 2), (18, 2), (20, 2), (26, 3)])
def test_what_would_just_run_over_its_page_stays_on_it(document: t.Document, lines: int, sheets: int) -> None:
    """A picture is made a little smaller rather than leave a line alone on the next page."""
    section = (
        t.Heading(1, "One page", "one"),
        t.BulletList(tuple(f"Line {number}." for number in range(lines))),
        t.PictureBlock(made.area_map(), "map", show_data=False),
        t.Paragraph("The last words."),
    )
    blocks = (t.Heading(1, "Start", "start"), t.PageBreak(), *section)
    pages = pages_of(replace(document, number_headings=False, blocks=blocks))
    assert len(pages) == sheets
    assert page_with(pages, "One page") == 1
