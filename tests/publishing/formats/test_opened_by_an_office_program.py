"""Each office file opened by LibreOffice and printed: pages, headings, pictures, and no box for a missing letter."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from tests.publishing.formats.readers import squeezed

from wardmote.publishing import write
from wardmote.publishing.preparing import prepared
from wardmote.publishing.tree import Contents, Cover, Document, Heading, PageBreak, walk

pytestmark = pytest.mark.office
FORMATS = ("odt", "docx", "pptx", "xlsx")
PAGES = {"odt": (8, 20), "docx": (8, 20), "pptx": (4, 12), "xlsx": (8, 40)}
"""Fewest and most pages of the sample; a broken layout has one page or hundreds."""
BOXES = "□\ufffd\uffff"


@pytest.fixture(scope="module")
def printed(document: Document, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample in each format, as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("office")
    written = write(document, folder, FORMATS, name="sample")
    return {path.suffix[1:]: _printed(path, folder / path.suffix[1:], folder / "profile") for path in written}


def _printed(path: Path, out: Path, profile: Path) -> Path:
    office = shutil.which("soffice") or "soffice"
    command = [
        office,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(out),
    ]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
    return out / f"{path.stem}.pdf"


def words_of(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as file:
        return [page.get_textpage().get_text_range() for page in file]


@pytest.mark.parametrize("format", FORMATS)
def test_it_opens_in_as_many_pages_as_it_should(printed: dict[str, Path], format: str) -> None:
    fewest, most = PAGES[format]
    assert fewest <= len(words_of(printed[format])) <= most


@pytest.mark.parametrize("format", FORMATS)
def test_no_letter_is_missing(printed: dict[str, Path], format: str) -> None:
    whole = "".join(words_of(printed[format]))
    assert whole
    assert not set(BOXES) & set(whole)


def test_contents_of_an_opendocument_text_stand_on_one_page(document: Document, tmp_path: Path) -> None:
    """They have no room under the cover, and so they begin on the next page."""
    cover = Cover(tuple((f"Fact {number}", "Said") for number in range(12)))
    headings = tuple(Heading(1, f"Section{number:02}", f"s{number}") for number in range(24))
    blocks = (cover, Contents(), PageBreak(), *headings)
    long = replace(document, number_headings=False, blocks=blocks, slides=())
    (written,) = write(long, tmp_path, ("odt",), name="long")
    pages = words_of(_printed(written, tmp_path / "out", tmp_path / "profile"))
    assert [page.count("Section") for page in pages[:2]] == [0, 24]


@pytest.mark.parametrize("format", ["odt", "docx"])
def test_every_heading_is_printed(document: Document, printed: dict[str, Path], format: str) -> None:
    whole = squeezed("".join(words_of(printed[format])))
    wanted = [block.text for block in walk(prepared(document).blocks) if isinstance(block, Heading)]
    assert [text for text in wanted if squeezed(text) not in whole] == []


@pytest.mark.parametrize("format", ["odt", "docx"])
def test_every_page_has_its_marking_and_number(printed: dict[str, Path], format: str) -> None:
    pages = words_of(printed[format])
    for number, words in enumerate(pages, start=1):
        assert "OFFICIAL" in words
        assert squeezed(f"{number} of {len(pages)}") in squeezed(words)
