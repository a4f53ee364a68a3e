"""HTML, PDF, ODT and DOCX of one tree say the same; the workbook has every table. Read by other libraries."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from tests.publishing.formats.readers import (
    Said,
    heading_levels,
    said_in_docx,
    said_in_html,
    said_in_odt,
    said_in_pdf,
    sheets_of,
    squeezed,
)
from tests.publishing.packs import pack_of, profile_of
from tests.publishing.sample_analyses import analyses_document

from wardmote.publishing import write
from wardmote.publishing.lowering import after_lead, holds_picture_data
from wardmote.publishing.preparing import prepared
from wardmote.publishing.tree import (
    BulletList,
    Contents,
    Document,
    FindingItem,
    Findings,
    Footnote,
    Heading,
    Link,
    Paragraph,
    PictureBlock,
    PictureData,
    inlines,
    plain,
    walk,
)

FORMATS = ("html", "pdf", "odt", "docx", "xlsx")
READERS = {"html": said_in_html, "pdf": said_in_pdf, "odt": said_in_odt, "docx": said_in_docx}
PAPER = ("pdf", "odt", "docx")


@pytest.fixture(
    scope="module",
    params=["sample", "pictures of analyses", "evidence pack of the demo", "profile of a ward of the demo"],
)
def tree(request: pytest.FixtureRequest, document: Document) -> Document:
    """A document as the writers take it."""
    if request.param == "sample":
        return prepared(document)
    if request.param == "pictures of analyses":
        return prepared(analyses_document())
    made = pack_of if "pack" in request.param else profile_of
    return prepared(made(request.getfixturevalue("marrowmere")))


@pytest.fixture(scope="module")
def files(tree: Document, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The document in each format."""
    written = write(tree, tmp_path_factory.mktemp("formats"), FORMATS)
    return {path.suffix[1:]: path.read_bytes() for path in written}


@pytest.fixture(scope="module")
def said(files: dict[str, bytes]) -> dict[str, Said]:
    """What each format says."""
    return {format: read(files[format]) for format, read in READERS.items()}


def headings(tree: Document, on_paper: bool) -> list[tuple[int, str]]:
    """The tree's headings. A screen shows the data with each picture, not under a heading of their own."""
    found: list[tuple[int, str]] = []
    for block in walk(tree.blocks):
        if isinstance(block, Heading):
            found.append((block.level, block.text))
        if isinstance(block, PictureData) and not on_paper:
            found.pop()
    if on_paper and not holds_picture_data(tree) and not tree.one_page:
        found.append((1, "Data behind the pictures"))
    return found


@pytest.mark.parametrize("format", READERS)
def test_headings_are_those_of_the_tree(tree: Document, said: dict[str, Said], format: str) -> None:
    expected = headings(tree, format in PAPER)
    found = said[format].headings
    assert [level for level, _ in found] == [level for level, _ in expected]
    assert all(words.endswith(text) for (_, words), (_, text) in zip(found, expected, strict=True))


def test_the_structure_tree_of_the_pdf_counts_them_too(tree: Document, files: dict[str, bytes]) -> None:
    expected = Counter(level for level, _ in headings(tree, on_paper=True))
    contents = sum(isinstance(block, Contents) for block in walk(tree.blocks))
    assert heading_levels(files["pdf"]) == expected + Counter({1: contents})


@pytest.mark.parametrize("format", ["odt", "docx"])
def test_tables_are_equal_cell_by_cell(tree: Document, said: dict[str, Said], format: str) -> None:
    page, paper = Counter(said["html"].tables), Counter(said[format].tables)
    if tree.one_page:
        assert paper <= page
    else:
        assert paper == page
    assert page


def test_tables_of_the_pdf_have_their_rows(tree: Document, said: dict[str, Said]) -> None:
    rows = Counter(len(grid) for grid in said["html"].tables for _ in range(parts(len(grid[0]))))
    assert Counter(len(grid) for grid in said["pdf"].tables) <= rows
    if not tree.one_page:
        assert Counter(len(grid) for grid in said["pdf"].tables) == rows


def parts(columns: int) -> int:
    """In how many parts paper sets a table."""
    return 1 if columns <= 8 else -(-(columns - 1) // 7)


@pytest.mark.parametrize("format", READERS)
def test_every_picture_has_its_alternative(tree: Document, said: dict[str, Said], format: str) -> None:
    expected = [one.picture.caption.alt for one in walk(tree.blocks) if isinstance(one, PictureBlock)]
    assert expected
    assert sorted(map(squeezed, said[format].alternatives)) == sorted(map(squeezed, expected))


@pytest.mark.parametrize("format", PAPER)
def test_notes_and_links_are_as_many(said: dict[str, Said], format: str) -> None:
    page = said["html"]
    assert len(said[format].notes) == len(page.notes)
    assert said[format].links == page.links
    if format != "pdf":
        assert said[format].notes == page.notes


def sentences(tree: Document) -> list[str]:
    """The words of every finding, paragraph and item."""
    found: list[str] = []
    for block in walk(tree.blocks):
        match block:
            case Findings(items=items):
                found += [finding(item) for item in items]
            case Paragraph(content=content):
                found.append(plain(content))
            case BulletList(items=lines):
                found += [plain(line) for line in lines]
            case _:
                pass
    return found


def finding(item: FindingItem) -> str:
    return item.lead + plain(after_lead(item))


@pytest.mark.parametrize("format", READERS)
def test_every_sentence_is_said(tree: Document, said: dict[str, Said], format: str) -> None:
    missing = [words for words in sentences(tree) if squeezed(words) not in said[format].words]
    assert [words for words in missing if not noted(tree, words)] == []


def noted(tree: Document, words: str) -> bool:
    """Whether a footnote's mark or a page's number stands inside the words, as the text of a page has them."""
    for block in walk(tree.blocks):
        lines = block.items if isinstance(block, BulletList) else (getattr(block, "content", ""),)
        for line in lines:
            if not isinstance(line, FindingItem) and plain(line) == words:
                return any(
                    isinstance(one, Footnote) or (isinstance(one, Link) and one.page) for one in inlines(line)
                )
    return False


def test_the_workbook_has_every_table(tree: Document, said: dict[str, Said], files: dict[str, bytes]) -> None:
    sheets = sheets_of(files["xlsx"]).values()
    for grid in said["html"].tables:
        names = [row[0] for row in grid[1:]]
        columns = [tuple(unmarked(row[0]) for row in sheet) for sheet in sheets if sheet and sheet[0]]
        assert any(contains(column, names) for column in columns), grid[0]


def unmarked(name: str) -> str:
    """A cell without the marks of its notes."""
    return re.sub(r"( \[note \d+\])+$", "", name)


def contains(column: tuple[str, ...], names: list[str]) -> bool:
    """Whether these cells stand one under another in the column."""
    return any(list(column[start : start + len(names)]) == names for start in range(len(column)))


@pytest.mark.parametrize("format", FORMATS)
def test_a_second_build_is_byte_for_byte_the_same(
    tree: Document, files: dict[str, bytes], tmp_path: Path, format: str
) -> None:
    (again,) = write(tree, tmp_path, [format])
    assert again.read_bytes() == files[format]
