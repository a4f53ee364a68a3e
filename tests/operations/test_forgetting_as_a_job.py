"""Removal on request from the command line, and what becomes of builds that cite a replaced snapshot."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.evidence import street_files as street
from tests.operations.small_town import crimes, month_file, town
from tests.workspaces import run

from wardmote.definitions import load
from wardmote.documents.record import record_of
from wardmote.evidence import ForgetError, ForgetRequest
from wardmote.operations.builds import ASSESSMENT, BuildNotFoundError, KeptBuild, sound_and_damaged, store
from wardmote.operations.earlier import find_earlier
from wardmote.operations.evidence_forget import forget, read_crime_ids
from wardmote.operations.workspace import Workspace, find_workspace
from wardmote.publishing.tree import Document, Heading, Paragraph

DEFINITIONS = load()
GONE = crimes("2023-05", 1)[0][0]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A town with two months."""
    made = town(tmp_path / "town")
    made.store.ingest(
        [month_file(tmp_path / "files", month, crimes(month, 30)) for month in ("2023-05", "2023-06")]
    )
    return find_workspace(made.folder)


def build(workspace: Workspace) -> KeptBuild:
    """A build of the current evidence."""
    current = workspace.store.current_id()
    assert current is not None
    blocks = (Heading(1, "Levels", "levels"), Paragraph("Words."))
    document = Document("Pack", "Town", "Evidence pack", "2023-06", "draft", date(2023, 8, 1), blocks)
    return store(workspace, record_of(document, ASSESSMENT, current, "2023-06", "E22000001", DEFINITIONS))


def test_it_asks_first_and_says_what_would_go(workspace: Workspace, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"{GONE}\n{'f' * 64}\n")
    kept = build(workspace)
    words = ("evidence", "forget", "--crime-ids", listed, "--reason", "Request 12")
    asked = run(*words, workspace=workspace.folder)
    assert asked.code == 1
    assert "removes 1 row of crimes, for good" in asked.err
    assert "1 Crime ID is in no stored table" in asked.err
    assert f"builds {kept.id}" in asked.err
    assert "answer y or add --yes" in asked.err
    assert GONE not in asked.err + asked.out
    before = workspace.store.current_id()
    done = run(*words, "--yes", workspace=workspace.folder)
    assert done.code == 0, done.err
    assert workspace.store.current_id() != before
    assert f"now snapshot {workspace.store.current_id()}" in done.out
    assert (
        "still hold it wherever you keep them, for you to delete: 2023-05-bedfordshire-street.csv" in done.err
    )
    told = run("evidence", "forgotten", "--format", "csv", workspace=workspace.folder)
    assert "crime-ids,1,0," in told.out
    assert "Request 12" in told.out


def test_a_build_finds_the_evidence_that_stands_for_its_own(workspace: Workspace, tmp_path: Path) -> None:
    kept = build(workspace)
    was = kept.record.snapshot
    done = forget(workspace, ForgetRequest(crime_ids=(GONE,), reason="Request 12"))
    assert done.builds == (kept.id,)
    workspace.store.ingest([month_file(tmp_path / "files", "2023-07", crimes("2023-07", 30))])
    for wanted in (was, was[:8], kept.id[:10], done.removal.after, "last"):
        found = find_earlier(workspace, wanted, "2023-07")
        assert found.manifest.id == done.removal.after, wanted
        assert found.build is not None
        assert found.build.id == kept.id
        said = [note for note in found.notes if f"{was} was replaced by {done.removal.after}" in note]
        assert len(said) == 1
    assert [one.id for one in sound_and_damaged(workspace)[0]] == [kept.id]


def test_where_no_police_files_are_left_there_is_nothing_to_compare_with(workspace: Workspace) -> None:
    was = workspace.store.current_id()
    assert was is not None
    forget(workspace, ForgetRequest(force="bedfordshire", months=("2023-05", "2023-06"), reason="Request 13"))
    with pytest.raises(BuildNotFoundError, match=r"was replaced by .* No police files are left in it"):
        find_earlier(workspace, was, "2023-07")


def test_crime_ids_are_read_from_a_list_or_a_table(tmp_path: Path) -> None:
    plain, table, wrong = (tmp_path / name for name in ("a.txt", "b.csv", "c.csv"))
    plain.write_text("\ufeffab\n\n cd \n", encoding="utf-8")
    assert read_crime_ids(plain) == ["ab", "cd"]
    street.write(table, street.rows(3))
    assert read_crime_ids(table) == [row[0] for row in street.rows(3)]
    wrong.write_text("Name,Number\nx,1\n")
    for path in (wrong, tmp_path / "absent.txt", tmp_path):
        with pytest.raises(ForgetError, match="one"):
            read_crime_ids(path)
