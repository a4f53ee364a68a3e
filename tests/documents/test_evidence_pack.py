"""The evidence pack as a reader meets it, on full evidence and on hardly any."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from tests.plain_words import assert_plain, words_of
from tests.workspaces import run

from wardmote.documents.strategic_assessment import build
from wardmote.operations.gathering import gather
from wardmote.operations.workspace import Workspace
from wardmote.publishing import check
from wardmote.publishing.tree import Heading, NotYet, PictureBlock, plain, walk


@pytest.fixture(scope="module")
def document(marrowmere: Workspace):
    return build(gather(marrowmere, "2026-03"))


def printed(workspace: Path, folder: Path) -> str:
    """Every word of the pack as it stands on paper."""
    answer = run("assess", "--out", folder, "--formats", "pdf", workspace=workspace)
    assert answer.code == 0, answer.err
    pages = PdfDocument(folder / "strategic-assessment.pdf")
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages)


@pytest.fixture(scope="module")
def words(marrowmere: Workspace, tmp_path_factory: pytest.TempPathFactory) -> str:
    return printed(marrowmere.folder, tmp_path_factory.mktemp("pack"))


def test_the_document_holds_together(document) -> None:
    check(document)


def test_every_part_of_the_outline_is_written_or_named_as_missing(document, marrowmere: Workspace) -> None:
    written = {block.text for block in walk(document.blocks) if isinstance(block, Heading)}
    written |= {block.eyebrow for block in walk(document.blocks) if isinstance(block, Heading)} | {"Cover"}
    missing = {
        part.title for block in walk(document.blocks) if isinstance(block, NotYet) for part in block.parts
    }
    for part in marrowmere.definitions.documents["strategic-assessment"].parts:
        named = part.title.split(":")[0]
        assert any(named in title for title in written | missing), part.title
    parts = marrowmere.definitions.documents["strategic-assessment"].parts
    in_part = {title for title in missing if title.endswith("what is missing")}
    assert len(missing - in_part) == sum(bool(part.waits_for) and part.title not in written for part in parts)


def test_every_picture_has_words_for_those_who_cannot_see_it(document) -> None:
    pictures = [block for block in walk(document.blocks) if isinstance(block, PictureBlock)]
    assert len(pictures) >= 5
    assert all(len(block.picture.caption.alt) > 40 for block in pictures)


def test_no_sentence_claims_a_cause_or_shows_its_workings(words: str, document) -> None:
    assert_plain(words)
    assert_plain(words_of(document))


@pytest.mark.shared
def test_no_sentence_about_bedfordshire_does_either(bedfordshire: Path, tmp_path: Path) -> None:
    found = printed(bedfordshire, tmp_path)
    assert "Possession of weapons rose from 85 to 151" in found
    assert "Every month from May 2021 to April 2024 was supplied." in found
    assert_plain(found)


def test_it_says_what_it_is_and_whose_data_it_uses(words: str) -> None:
    assert "Evidence pack" in words
    assert "Made-up data of Safer Marrowmere" in words
    assert "November 2023 was not supplied: a gap, never a zero." in words
    assert plain("1,123") in words


@pytest.fixture
def thin(marrowmere: Workspace, tmp_path: Path) -> Path:
    """A workspace with a lookup alone: no boundaries, no population; thirteen months of crime."""
    files = marrowmere.folder.parent / "files"
    folder = tmp_path / "thin"
    made = run("init", folder, "--partnership", "X22000001", "--geography", files / "geography" / "lookups")
    assert made.code == 0, made.err
    shutil.copytree(files / "definitions", folder / "definitions", dirs_exist_ok=True)
    months = sorted(path for path in (files / "police").iterdir() if path.is_dir())[-13:]
    taken = run("ingest", *months, workspace=folder)
    assert taken.code == 0, taken.err
    return folder


def test_thin_evidence_makes_a_pack_that_says_so(thin: Path, tmp_path: Path) -> None:
    answer = run("assess", "--out", tmp_path / "out", workspace=thin)
    assert answer.code == 0, answer.err
    page = (tmp_path / "out" / "strategic-assessment.html").read_text(encoding="utf-8")
    text = re.sub(r"<(style|svg).*?</\1>", " ", page, flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", "\n", text)
    assert_plain(text)
    assert "too few to say" in text
    assert "There is no second year to compare with" in text
    assert "13 April 2023 to February 2025" in " ".join(text.split())
    assert "in every year" not in text
