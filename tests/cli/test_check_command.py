"""``wardmote check``: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from wardmote.cli.app import app

WRONG = "# Plan\n\nBurglary rose from 200 to 300, a rise of 10%.\n"
RIGHT = "# Plan\n\nBurglary rose from 200 to 300, a rise of 50%.\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("WARDMOTE_WORKSPACE", raising=False)
    (tmp_path / "wrong.md").write_text(WRONG, encoding="utf-8")
    (tmp_path / "right.md").write_text(RIGHT, encoding="utf-8")
    return tmp_path


def called(*words: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["check", *map(str, words)])
    return done.exit_code, done.stdout


def test_a_clean_document_ends_with_nothing(here: Path) -> None:
    code, out = called(here / "right.md")
    assert code == 0
    assert "Nothing was found that cannot be right." in out


def test_findings_end_with_three(here: Path) -> None:
    code, out = called(here / "wrong.md")
    assert code == 3
    assert "printed 10%" in out
    assert "50%" in out


def test_unreadable_ends_with_one_and_the_others_are_told(here: Path) -> None:
    (here / "broken.docx").write_bytes(b"PK\x03\x04 not an archive")
    code, out = called(here / "broken.docx", here / "right.md")
    assert code == 1
    assert out.startswith("right.md: Nothing was found")


def test_json_of_one_is_an_object_and_of_several_a_list(here: Path) -> None:
    code, out = called("--json", here / "wrong.md")
    record = json.loads(out)
    assert (code, record["schema"], record["document"]) == (3, "wardmote.check/1", "wrong.md")
    assert record["findings"][0]["printed"] == "10%"
    code, out = called("--json", here / "wrong.md", here / "right.md")
    assert [one["document"] for one in json.loads(out)] == ["wrong.md", "right.md"]


def test_harmful_and_broken_files_among_others_are_a_sentence_each(here: Path) -> None:
    with zipfile.ZipFile(here / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 40_000_000)
    (here / "photo.docx").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)))
    (here / "empty.odt").write_bytes(b"")
    (here / "half.odt").write_bytes((here / "bomb.docx").read_bytes()[:200])
    names = ("bomb.docx", "wrong.md", "photo.docx", "empty.odt", "half.odt")
    done = CliRunner().invoke(app, ["check", "--json", *(str(here / name) for name in names)])
    assert done.exit_code == 1
    records = {record["document"]: record for record in json.loads(done.stdout)}
    assert tuple(records) == names
    assert records["wrong.md"]["findings"][0]["printed"] == "10%"
    for name in set(names) - {"wrong.md"}:
        (why,) = records[name]["read"]["unread"]
        assert why["why"] in done.stderr
        assert name in why["why"]
        assert "Traceback" not in done.stderr


def test_a_page_and_a_copy_with_comments_are_written(here: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Burglary rose from 200 to 300, a rise of 10%.")
    made.save(str(here / "wrong.docx"))
    before = (here / "wrong.docx").read_bytes()
    code, _ = called(here / "wrong.docx", "--html", here / "a.html", "--comments", here / "b.docx")
    assert code == 3
    assert 'id="f1"' in (here / "a.html").read_text(encoding="utf-8")
    assert len(list(docx.Document(str(here / "b.docx")).comments)) == 1
    assert (here / "wrong.docx").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("wrong.md", "right.md", "--html", "a.html"),
        ("wrong.md", "--html", "wrong.md"),
        ("wrong.md", "--comments", "copy.md"),
        ("wrong.md", "--html", "a.odt", "--comments", "a.odt"),
    ],
)
def test_what_cannot_be_written_is_wrong_usage(here: Path, words: tuple[str, ...]) -> None:
    code, _ = called(*(word if word.startswith("-") else here / word for word in words))
    assert code == 2
    assert (here / "wrong.md").read_text(encoding="utf-8") == WRONG
