"""Builds are kept once, found by the first digits of their id, and never half written."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.workspaces import run

from wardmote.definitions import load
from wardmote.documents.record import BuildRecord, record_of
from wardmote.operations import builds as kept
from wardmote.operations.workspace import Workspace, checked_settings, find_workspace, write_settings
from wardmote.publishing.errors import NotWrittenError
from wardmote.publishing.tree import Document, Heading, Paragraph

DEFINITIONS = load()


def said(words: str, snapshot: str = "aaaa", to: str = "2025-06") -> BuildRecord:
    blocks = (Heading(1, "Levels", "levels"), Paragraph(words))
    document = Document("Pack", "Town", "Evidence pack", "June 2025", "draft", date(2025, 6, 30), blocks)
    return record_of(document, kept.ASSESSMENT, snapshot, to, "E1", DEFINITIONS)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    write_settings(tmp_path, checked_settings("Town", ["E1"], "OFFICIAL"))
    return find_workspace(tmp_path)


def test_a_build_is_kept_once_whatever_the_number_of_times_it_is_said(workspace: Workspace) -> None:
    first, again = kept.store(workspace, said("One.")), kept.store(workspace, said("One."))
    assert first.path == again.path
    assert first.path.name == f"{first.record.id}.json"
    assert [path.name for path in kept.folder_of(workspace).glob("*.json")] == [first.path.name]
    assert len((kept.folder_of(workspace) / "said.txt").read_text().splitlines()) == 1
    assert kept.find_build(workspace, first.id).record == first.record


def test_what_was_said_last_is_the_latest_of_its_evidence(workspace: Workspace) -> None:
    one, two = kept.store(workspace, said("One.")), kept.store(workspace, said("Two."))
    assert kept.builds(workspace)[-1].id == two.id
    again = kept.store(workspace, said("One."))
    assert kept.builds(workspace)[-1] == again
    assert again.id == one.id


def test_so_it_is_in_a_copy_whatever_the_times_of_its_files(workspace: Workspace, tmp_path: Path) -> None:
    for words in ("One.", "Two.", "Three.", "One."):
        last = kept.store(workspace, said(words))
    order = [build.id for build in kept.builds(workspace)]
    copy = shutil.copytree(workspace.folder, tmp_path / "copy")
    for path in kept.folder_of(find_workspace(copy)).iterdir():
        os.utime(path, (1000, 1000))
    assert [build.id for build in kept.builds(find_workspace(copy))] == order
    assert kept.builds(find_workspace(copy))[-1].id == last.id


def test_a_build_that_no_line_names_has_the_time_of_its_file(workspace: Workspace) -> None:
    one, two = kept.store(workspace, said("One.")), kept.store(workspace, said("Two."))
    for build, second in ((one, 2000), (two, 1000)):
        os.utime(build.path, (second, second))
    (kept.folder_of(workspace) / "said.txt").write_bytes(b"\xff no line\n\n0001-01-01T00:00+23:59 x")
    assert kept.builds(workspace)[-1].id == one.id


def test_a_failure_leaves_no_half_record(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(
        NotWrittenError, match=r"The record of what .* cannot be written to .*: the disk is full"
    ):
        kept.store(workspace, said("One."))
    assert list(kept.folder_of(workspace).iterdir()) == []


def test_an_id_is_found_by_its_first_digits_or_refused(workspace: Workspace) -> None:
    with pytest.raises(kept.BuildNotFoundError, match="No build is kept yet"):
        kept.find_build(workspace, "a")
    ids = [kept.store(workspace, said(f"Number {number}.")).id for number in range(17)]
    twice = next(one[0] for one in ids if sum(other[0] == one[0] for other in ids) > 1)
    assert kept.find_build(workspace, ids[3][:11].upper()).id == ids[3]
    with pytest.raises(kept.BuildNotFoundError, match=f"Several builds begin with {twice}"):
        kept.find_build(workspace, twice)
    for nothing in ("zzz", "", "../aaaa"):
        with pytest.raises(kept.BuildNotFoundError, match="There is no build"):
            kept.find_build(workspace, nothing)


def changed(content: bytes) -> bytes:
    return content.replace(b"One.", b"Two.")


@pytest.mark.parametrize("spoil", [changed, lambda content: content[:-30], lambda content: b""])
def test_a_damaged_record_is_named_in_a_sentence(workspace: Workspace, spoil) -> None:
    sound, bad = kept.store(workspace, said("Sound.")), kept.store(workspace, said("One."))
    bad.path.write_bytes(spoil(bad.path.read_bytes()))
    with pytest.raises(kept.BuildDamagedError, match=rf"The record of build {bad.id} .*move it away"):
        kept.builds(workspace)
    found, damaged = kept.sound_and_damaged(workspace)
    assert [build.id for build in found] == [sound.id]
    assert len(damaged) == 1


def test_the_command_lists_what_can_be_read_and_names_what_cannot(workspace: Workspace) -> None:
    nothing = run("builds", workspace=workspace.folder)
    assert "No build is kept yet" in nothing.err
    sound, bad = kept.store(workspace, said("Sound.")), kept.store(workspace, said("One."))
    bad.path.write_bytes(b"{}")
    (kept.folder_of(workspace) / "zz.json").mkdir()
    listed = run("builds", "--format", "csv", workspace=workspace.folder)
    assert listed.code == 0
    assert [line.split(",")[0] for line in listed.out.splitlines()] == ["build", sound.id]
    assert bad.id in listed.err
    assert "The record of build zz cannot be read: it is no file." in listed.err
    assert "Traceback" not in listed.err


def test_the_redline_of_two_builds_is_written_by_name(workspace: Workspace, tmp_path: Path) -> None:
    one, two = (kept.store(workspace, said(words)).id for words in ("It rose.", "It fell."))
    answer = run(
        "redline",
        one[:11],
        two[:11],
        "--formats",
        "html",
        "--out",
        tmp_path / "out",
        workspace=workspace.folder,
    )
    assert answer.code == 0, answer.err
    page = (tmp_path / "out" / "strategic-assessment-redline.html").read_text("utf-8")
    assert "<del>rose. </del><ins>fell.</ins>" in page
    assert answer.out.strip() == str(tmp_path / "out" / "strategic-assessment-redline.html")
    unfit = run("redline", one, two, "--formats", "xlsx", workspace=workspace.folder)
    assert (unfit.code, unfit.err.strip()) == (
        2,
        "xlsx cannot show a redline. Formats are: html, pdf, docx, odt.",
    )
