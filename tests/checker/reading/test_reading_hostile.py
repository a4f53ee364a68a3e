"""Files that are empty, broken, locked, of another kind or made to do harm: each is a sentence, never a traceback."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
import pypdfium2
import pytest

from wardmote.checker.read_document import ReadDocument
from wardmote.checker.reading import UnreadableError, read_document


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b"\n\n  \n", "is empty"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old kind"),
        (
            "locked.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        ("half.docx", b"PK\x03\x04" + b"\x00" * 200, "cut short"),
        ("plan.rtf", b"{\\rtf1 words}", "rich text"),
        ("scan.pdf", b"\x89PNG\r\n\x1a\n", "picture"),
        ("run.txt", b"MZ\x90\x00\x03", "program"),
        ("data.xml", b"<?xml version='1.0'?><data/>", "XML"),
        ("noise.txt", b"words\x00\x00\x01more" * 9, "no text"),
        ("page.html", b"<html><body><script>1</script></body></html>", "no words"),
    ],
)
def test_what_cannot_be_read_is_said(name: str, content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableError, match=words) as refusal:
        read_document(tmp_path / name)
    assert name in refusal.value.sentence
    assert refusal.value.sentence.endswith(".")


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.docx"):
        with pytest.raises(UnreadableError, match=r"Name a document|Check the name"):
            read_document(path)


def test_wrong_name_is_no_hindrance(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Plan", 1)
    document.save(str(tmp_path / "plan.pdf"))
    assert read_document(tmp_path / "plan.pdf").format == "docx"


def test_text_of_windows_and_of_other_encodings(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "cp1252"):
        (tmp_path / "plan.txt").write_bytes("It cost £5 – in “all”.\n\nMore words.".encode(encoding))
        assert "£5 – in “all”" in str(read_document(tmp_path / "plan.txt").blocks[0])


def test_archive_in_an_archive_is_not_entered(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "inner.zip", "w") as archive:
        archive.writestr("plan.txt", "words")
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.write(tmp_path / "inner.zip", "inner.zip")
    with pytest.raises(UnreadableError, match="archive and no document"):
        read_document(tmp_path / "outer.zip")


@pytest.mark.parametrize("form", ["xlsx", "pptx"])
def test_entities_in_a_part_are_refused(form: str, tmp_path: Path) -> None:
    source = samples(tmp_path)[form]
    part = {"xlsx": "xl/workbook.xml", "pptx": "ppt/slides/slide1.xml"}[form]
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(tmp_path / f"bad.{form}", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content = b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>" + content.partition(b"?>")[2]
            new.writestr(name, content)
    with pytest.raises(UnreadableError, match="entities"):
        read_document(tmp_path / f"bad.{form}")


def samples(folder: Path) -> dict[str, Path]:
    """A small file of each binary kind."""
    word = docx.Document()
    word.add_heading("Plan", 1)
    word.add_table(2, 2).cell(1, 1).text = "17"
    word.save(str(folder / "plan.docx"))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"] = "Area", 5
    book.save(folder / "plan.xlsx")
    show = pptx.Presentation()
    show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = "Plan"
    show.save(str(folder / "plan.pptx"))
    paper = pypdfium2.PdfDocument.new()
    paper.new_page(200, 200)
    paper.save(folder / "plan.pdf")
    (folder / "plan.html").write_text(
        "<h1>Plan</h1><table><tr><td>a<td>1<tr><td>b<td>2</table>" * 9, encoding="utf-8"
    )
    (folder / "plan.txt").write_text(
        "Contents\n\nA\t1\nB\t2\n\n1. Plan\n\n- 7 it\n\n| a | b |\n| c | d |\n", encoding="utf-8"
    )
    return {form: folder / f"plan.{form}" for form in ("docx", "xlsx", "pptx", "pdf", "html", "txt")}


def outcome(path: Path) -> object:
    try:
        return read_document(path)
    except UnreadableError as refusal:
        return refusal


def fuzz(folder: Path, rounds: int) -> None:
    """Change bytes, cut, repeat and mix; for archives inside a part, too."""
    files = samples(folder)
    chance = random.Random(2014)
    for number in range(rounds):
        form = chance.choice(list(files))
        content = bytearray(files[form].read_bytes())
        if form in ("docx", "xlsx", "pptx") and chance.random() < 0.7:
            content = bytearray(one_part_changed(files[form], chance))
        else:
            content = changed(content, chance)
        path = folder / f"fuzzed-{number}.{form}"
        path.write_bytes(content)
        assert isinstance(outcome(path), ReadDocument | UnreadableError)
        path.unlink()


def changed(content: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(content) + 1)
        kind = chance.randrange(4)
        if kind == 0 and at < len(content):
            content[at] = chance.randrange(256)
        elif kind == 1:
            del content[at : at + chance.randint(1, 400)]
        elif kind == 2:
            content[at:at] = content[: chance.randint(1, 200)]
        else:
            content[at:at] = chance.choice(
                [b"\t", b"\n", b"<", b"\x00", b"999999999", b"-1", b"\xff\xfe", b'="']
            )
    return content


def one_part_changed(source: Path, chance: random.Random) -> bytes:
    target = source.with_suffix(".part")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        names = [name for name in old.namelist() if name.endswith(".xml") or name.endswith(".rels")]
        wanted = chance.choice(names)
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, bytes(changed(bytearray(content), chance)) if name == wanted else content)
    return target.read_bytes()


@pytest.mark.soak
def test_no_change_of_a_file_ends_in_a_traceback(tmp_path: Path, in_full: bool) -> None:
    fuzz(tmp_path, 20_000 if in_full else 150)
