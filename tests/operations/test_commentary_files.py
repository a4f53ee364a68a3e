"""Files of words in a workspace: every fault is a note, and nothing that people wrote is touched."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from wardmote.documents.commentary import Record, Slot
from wardmote.operations.commentary_files import Held, keep_records, lay_out, read_words

QUESTION = Slot("words-one-page", (), asks="What do you see?")
SENTENCE = Slot("one-page-shoplifting", (), sentence="Shoplifting rose.", one_line=True)
SLOTS = (QUESTION, SENTENCE)
LONGEST = 100_000


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    (folder / "commentary" / "doc").mkdir(parents=True)
    return folder


def read(home: Path) -> Held:
    return read_words(home, "doc", SLOTS, LONGEST)


def put(home: Path, name: str, content: bytes | str) -> Path:
    path = home / "commentary" / "doc" / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_no_folder_is_no_trouble(tmp_path: Path) -> None:
    held = read(tmp_path)
    assert (held.fillings, held.notes, held.usable) == ({}, [], True)
    assert list(tmp_path.iterdir()) == []


def test_words_are_found_by_the_name_of_their_slot(home: Path) -> None:
    put(home, "words-one-page.md", "Author: Us\n\nWords.")
    held = read(home)
    assert held.fillings["words-one-page"].author == "Us"
    assert held.notes == []


def test_a_name_in_other_capitals_is_the_same_name(home: Path) -> None:
    put(home, "Words-One-Page.MD", "Words.")
    assert "words-one-page" in read(home).fillings


def test_of_two_names_that_differ_in_capitals_the_exact_one_counts(home: Path) -> None:
    put(home, "Words-one-page.md", "First.")
    put(home, "words-one-page.md", "Second.")
    if len(list((home / "commentary" / "doc").iterdir())) == 1:
        return  # the file system does not tell them apart
    held = read(home)
    assert "Second." in str(held.fillings["words-one-page"].blocks)
    assert held.notes == [
        "Files whose names differ in capital letters alone: words-one-page.md is read and Words-one-page.md not. "
        "Keep one of them."
    ]


def link_outside(home: Path) -> None:
    outside = home.parent / "secret.md"
    outside.write_text("Secret.")
    (home / "commentary" / "doc" / "words-one-page.md").symlink_to(outside)


def link_to_nothing(home: Path) -> None:
    (home / "commentary" / "doc" / "words-one-page.md").symlink_to(home / "nowhere")


def folder_by_that_name(home: Path) -> None:
    (home / "commentary" / "doc" / "words-one-page.md").mkdir()


def pipe_by_that_name(home: Path) -> None:
    os.mkfifo(home / "commentary" / "doc" / "words-one-page.md")


def link_to_itself(home: Path) -> None:
    path = home / "commentary" / "doc" / "words-one-page.md"
    path.symlink_to(path.name)


FAULTS: list[tuple[Callable[[Path], object], str]] = [
    (lambda home: put(home, "words-one-page.md", b"PK\x03\x04"), "words-one-page.md was left out. It is a Word"),
    (lambda home: put(home, "words-one-page.md", "x" * 1_000_000), "It is 1,000 kB long"),
    (lambda home: put(home, "words-onepage.md", "W."), "Is it meant for words-one-page?"),
    (lambda home: put(home, "minutes.md", "W."), "minutes.md is not printed: the document has no place called"),
    (lambda home: put(home, "words-one-page.md.txt", "W."), "its name must be words-one-page.md"),
    (lambda home: put(home, "words-one-page.docx", b"PK"), "plain text in a file called words-one-page.md"),
    (link_outside, "link to a place outside the workspace"),
    (link_to_nothing, "It is no file"),
    (link_to_itself, "It is a link that leads back to itself. Delete it"),
    (lambda home: put(home, "words-one-page.md", b"PK\x03\x04" + b"x" * 1_000_000), "It is a Word document"),
    (lambda home: put(home, "words-since-last.md", "W."), "is printed only with --since: its part is not in this"),
    (folder_by_that_name, "It is no file"),
    (pipe_by_that_name, "It is no file"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "said"), FAULTS, ids=[said[:40] for _, said in FAULTS])
def test_a_fault_is_a_note_and_nothing_is_taken(
    home: Path, fault: Callable[[Path], object], said: str
) -> None:
    fault(home)
    held = read(home)
    assert not held.fillings
    assert len(held.notes) == 1
    assert said in held.notes[0]


def test_a_file_that_may_not_be_read_is_a_note(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(home, "words-one-page.md", "W.")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert read(home).notes == ["words-one-page.md was left out. The system refused: Permission denied."]


def test_words_whose_place_is_gone_are_said_to_have_had_one(home: Path) -> None:
    put(home, "season-robbery.md", "W.")
    put(home, "season-robbery.figures.json", Record("x", "2026-03").as_json("season-robbery"))
    (note,) = read(home).notes
    assert note.endswith("It had one when the words were written.")


def test_a_place_that_is_gone_without_words_is_nobodys_loss(home: Path) -> None:
    put(home, "words-old.md", "<!-- What? Write below this line. -->\n")
    assert read(home).notes == []


def test_what_systems_leave_in_folders_is_ignored(home: Path) -> None:
    for name in (".DS_Store", "~$words.docx", "README.md", ".words-one-page.md.swp"):
        put(home, name, "x")
    assert read(home).notes == []


@pytest.mark.parametrize("broken", [b"", b"{", b'{"schema": "wardmote.words/1"}'])
def test_a_broken_record_is_a_note_that_says_what_to_do(home: Path, broken: bytes) -> None:
    put(home, "words-one-page.md", "W.")
    put(home, "words-one-page.figures.json", broken)
    held = read(home)
    assert held.fillings["words-one-page"].record_broken
    assert held.notes[0].endswith("wardmote commentary accept words-one-page")


def test_a_folder_that_leads_outside_is_neither_read_nor_written(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "workspace", tmp_path / "elsewhere"
    (home / "commentary").mkdir(parents=True)
    elsewhere.mkdir()
    (elsewhere / "words-one-page.md").write_text("W.")
    (home / "commentary" / "doc").symlink_to(elsewhere)
    held = read(home)
    assert (held.usable, held.fillings) == (False, {})
    assert "is no folder of this workspace" in held.notes[0]


def test_nothing_is_written_through_a_link_above_the_folder(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "workspace", tmp_path / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    (home / "commentary").symlink_to(elsewhere)
    held = read(home)
    assert not held.usable
    assert "is no folder of this workspace" in held.notes[0]


def test_a_pipe_in_the_place_of_a_record_is_a_damaged_record(home: Path) -> None:
    os.mkfifo(home / "commentary" / "doc" / "words-one-page.figures.json")
    assert read(home).fillings["words-one-page"].record_broken


def test_the_folder_is_laid_out_once_and_no_file_of_people_is_touched(home: Path) -> None:
    mine = put(home, "one-page-shoplifting.md", "Mine.")
    lay_out(read(home), SLOTS, "How.")
    asked = home / "commentary" / "doc" / "words-one-page.md"
    assert asked.read_text() == "<!-- What do you see? Write below this line. -->\n\n"
    assert (asked.stat().st_mode & 0o777) == (mine.stat().st_mode & 0o777)
    asked.write_text("Ours.")
    lay_out(read(home), SLOTS, "How, again.")
    names = {path.name: path.read_text() for path in asked.parent.iterdir()}
    assert names == {
        "README.md": "How, again.",
        "words-one-page.md": "Ours.",
        "one-page-shoplifting.md": "Mine.",
    }


def test_a_file_that_appears_meanwhile_is_not_overwritten(home: Path) -> None:
    held = read(home)
    put(home, "words-one-page.md", "Just saved.")
    lay_out(held, SLOTS, "How.")
    assert (home / "commentary" / "doc" / "words-one-page.md").read_text() == "Just saved."


def test_a_record_replaces_a_link_and_not_what_it_leads_to(home: Path) -> None:
    outside = home.parent / "theirs.json"
    outside.write_text("theirs")
    (home / "commentary" / "doc" / "words-one-page.figures.json").symlink_to(outside)
    held = read(home)
    assert held.fillings["words-one-page"].record_broken
    keep_records(held, {"words-one-page": Record("x", "2026-03")})
    assert outside.read_text() == "theirs"
    assert read(home).fillings["words-one-page"].record == Record("x", "2026-03")


def test_a_folder_that_is_a_link_to_itself_is_a_note(tmp_path: Path) -> None:
    home = tmp_path / "workspace"
    home.mkdir()
    (home / "commentary").symlink_to("commentary")
    held = read(home)
    assert not held.usable
    assert "cannot be read" in held.notes[0]


def test_it_is_known_when_words_were_saved(home: Path) -> None:
    os.utime(put(home, "words-one-page.md", "Words."), (1000, 2000))
    assert read(home).written == {"words-one-page": 2000}
