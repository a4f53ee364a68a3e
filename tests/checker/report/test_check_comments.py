"""Copies of documents with comments: at their places, with all else as it was."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import docx
import odfdo
import pytest
from lxml import etree
from tests.checker.report.stand_ins import HOSTILE

from wardmote.checker.findings import Checked, Finding, Where
from wardmote.checker.read_document import Paragraph, Place, ReadDocument, Table
from wardmote.checker.reading import read_document
from wardmote.checker.report.comments import with_comments
from wardmote.checker.report.refusals import CannotCommentError


def word_file(path: Path) -> Path:
    made = docx.Document()
    made.add_paragraph("Safer somewhere", style="Title")
    made.add_paragraph("Robbery rose by 17%, from 29 to 35.")
    table = made.add_table(2, 2)
    for at, words in enumerate(("Crime", "Change", "Robbery", "Up 5 (17%)")):
        table.cell(at // 2, at % 2).text = words
    made.save(str(path))
    return path


def open_file(path: Path) -> Path:
    made = odfdo.Document("text")
    made.body.clear()
    made.body.append(odfdo.Header(1, "Safer somewhere"))
    made.body.append(odfdo.Paragraph("Robbery rose by 17%, from 29 to 35."))
    table = odfdo.Table("Crime")
    for row in (("Crime", "Change"), ("Robbery", "Up 5 (17%)")):
        line = odfdo.Row()
        for words in row:
            line.append_cell(odfdo.Cell(text=words))
        table.append_row(line)
    made.body.append(table)
    made.save(str(path))
    return path


def findings(document: ReadDocument) -> tuple[Finding, ...]:
    """One in the sentence, one in the last cell, one without a place."""
    sentence = next(
        block for block in document.blocks if isinstance(block, Paragraph) and "17%" in block.text
    )
    table = next(block for block in document.blocks if isinstance(block, Table))
    cell = table.rows[-1][-1]
    return (
        Finding(
            "percentage", "error", Where(sentence.place, sentence.text), "17%", "20.7%", "6 of 29 is 20.7%."
        ),
        Finding(
            "difference", "warning", Where(cell.place, cell.text), "Up 5 (17%)", "Up 6", f"Why {HOSTILE}"
        ),
        Finding("acronym", "note", Where(Place(), ""), "RTCG", "its meaning", "It is never explained."),
    )


def checked(document: ReadDocument) -> Checked:
    return Checked(document.name, document.format, 1, 5, 3, findings(document))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_word_document_gets_its_comments_at_their_places(tmp_path: Path) -> None:
    path = word_file(tmp_path / "plan.docx")
    before = parts(path.read_bytes())
    copy = with_comments(path, checked(read_document(path)))
    after = parts(copy)
    assert set(after) - set(before) <= {"word/comments.xml"}
    changed = {name for name in before if after[name] != before[name]}
    assert changed <= {
        "word/document.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
    }
    read = docx.Document(io.BytesIO(copy))
    assert [comment.author for comment in read.comments] == ["Wardmote"] * 3
    texts = [comment.text for comment in read.comments]
    assert texts[0] == "Error: printed 17%, expected 20.7%\n6 of 29 is 20.7%."
    assert HOSTILE in texts[1]
    body = after["word/document.xml"].decode()
    assert body.index("Robbery rose") < body.index('w:commentReference w:id="0"') < body.index("<w:tbl>")
    assert body.index("Up 5 (17%)") < body.index('w:commentReference w:id="1"') < body.index("</w:tbl>")


def test_comments_of_others_are_kept(tmp_path: Path) -> None:
    made = docx.Document(str(word_file(tmp_path / "plan.docx")))
    made.add_comment(made.paragraphs[1].runs, text="Is that so?", author="A reader", initials="R")
    made.save(str(tmp_path / "plan.docx"))
    copy = with_comments(tmp_path / "plan.docx", checked(read_document(tmp_path / "plan.docx")))
    comments = list(docx.Document(io.BytesIO(copy)).comments)
    assert comments[0].text == "Is that so?"
    assert len({comment.comment_id for comment in comments}) == 4


def test_an_open_document_gets_its_comments_at_their_places(tmp_path: Path) -> None:
    path = open_file(tmp_path / "plan.odt")
    before = parts(path.read_bytes())
    copy = with_comments(path, checked(read_document(path)))
    after = parts(copy)
    assert {name for name in before if after[name] != before[name]} == {"content.xml"}
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    content = etree.fromstring(after["content.xml"])
    office = content.nsmap["office"]
    notes = list(content.iter(f"{{{office}}}annotation"))
    assert len(notes) == len(list(content.iter(f"{{{office}}}annotation-end"))) == 3
    in_heading, in_sentence, in_cell = notes
    assert "".join(in_sentence.itertext()) == "WardmoteError: printed 17%, expected 20.7%6 of 29 is 20.7%."
    assert in_sentence.tail == "Robbery rose by 17%, from 29 to 35."
    assert (in_cell.tail, in_heading.tail) == ("Up 5 (17%)", "Safer somewhere")


@pytest.mark.parametrize("make", [word_file, open_file])
def test_the_copy_reads_as_the_original(make: object, tmp_path: Path) -> None:
    name = "plan.docx" if make is word_file else "plan.odt"
    path = (word_file if make is word_file else open_file)(tmp_path / name)
    document = read_document(path)
    (tmp_path / f"copy-{name}").write_bytes(with_comments(path, checked(document)))
    again = read_document(tmp_path / f"copy-{name}")
    words = [getattr(block, "text", "") for block in document.blocks]
    assert [getattr(block, "text", "") for block in again.blocks] == words


def test_without_findings_the_copy_is_the_same(tmp_path: Path) -> None:
    path = word_file(tmp_path / "plan.docx")
    clean = Checked("plan.docx", "docx", 1, 5, 3, ())
    assert parts(with_comments(path, clean)) == parts(path.read_bytes())


def test_other_formats_are_refused_with_what_can_be_had(tmp_path: Path) -> None:
    with pytest.raises(CannotCommentError, match="--html"):
        with_comments(tmp_path / "plan.pdf", Checked("plan.pdf", "pdf", 0, 0, 0, ()))


@pytest.mark.office
def test_libreoffice_opens_the_copies_and_shows_the_comments(tmp_path: Path) -> None:
    copies = []
    for path in (word_file(tmp_path / "one.docx"), open_file(tmp_path / "two.odt")):
        copies.append(tmp_path / f"copy-{path.name}")
        copies[-1].write_bytes(with_comments(path, checked(read_document(path))))
    out = tmp_path / "out"
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "fodt",
    ]
    subprocess.run([*command, "--outdir", out, *copies], check=True, capture_output=True, timeout=180)
    for made in (out / "copy-one.fodt", out / "copy-two.fodt"):
        words = made.read_text(encoding="utf-8")
        assert words.count("<office:annotation ") == 3
        assert "6 of 29 is 20.7%." in words
