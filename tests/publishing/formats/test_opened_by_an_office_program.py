"""Each office file opened by LibreOffice and printed: pages, headings, pictures, and no box for a missing letter."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from tests.publishing.formats.readers import squeezed

from wardmote.publishing import write
from wardmote.publishing.preparing import prepared
from wardmote.publishing.tree import Document, Heading, walk

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
    made = {}
    for path in written:
        out = folder / path.suffix[1:]
        profile = (folder / "profile").as_uri()
        office = shutil.which("soffice") or "soffice"
        command = [
            office,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(out),
        ]
        subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
        made[path.suffix[1:]] = out / "sample.pdf"
    return made


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
