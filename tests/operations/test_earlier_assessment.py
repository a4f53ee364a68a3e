"""Which earlier assessment is taken: the last of an earlier period, or the one that is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from wardmote.definitions import load
from wardmote.documents.record import record_of
from wardmote.evidence import Manifest, Tombstone
from wardmote.evidence.manifest import SourceRecord, Unit
from wardmote.operations.builds import (
    ASSESSMENT,
    BuildDamagedError,
    BuildNotFoundError,
    KeptBuild,
    folder_of,
    store,
)
from wardmote.operations.earlier import find_earlier, last_assessment
from wardmote.operations.workspace import Workspace, checked_settings, find_workspace, write_settings
from wardmote.publishing.tree import Document, Heading, Paragraph

DEFINITIONS = load()
TO = "2026-03"


def manifest(name: str, month: str) -> Manifest:
    units = (Unit("town", month, 1, 1),) if month else ()
    source = SourceRecord("file.csv", "0", 1, "police-uk-street/1", units)
    return Manifest(sources=(source,), made="2026-05-01T09:00:00+00:00", id=name)


class Evidence:
    """A store that holds a geography, last year's months, this year's, and these revised."""

    def snapshots(self) -> list[Manifest]:
        months = {"0eo": "", "1last": "2025-03", "2this": "2026-03", "3revised": "2026-03"}
        return [manifest(name, month) for name, month in months.items()]

    def current_id(self) -> str:
        return "3revised"

    def standing(self, snapshot: str) -> str:
        return snapshot

    def followed(self, snapshot: str) -> None:
        return None

    def tombstones(self) -> list[Tombstone]:
        return []


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    write_settings(tmp_path, checked_settings("Town", ["E1"], "OFFICIAL"))
    made = find_workspace(tmp_path)
    made.__dict__["store"] = Evidence()
    return made


def keep(workspace: Workspace, snapshot: str, to: str, words: str = "Words.") -> KeptBuild:
    blocks = (Heading(1, "Levels", "levels"), Paragraph(words))
    document = Document("Pack", "Town", "Evidence pack", to, "draft", date(2025, 6, 30), blocks)
    return store(workspace, record_of(document, ASSESSMENT, snapshot, to, "E1", DEFINITIONS))


def test_last_is_of_an_earlier_period_not_the_draft_of_before_the_revision(workspace: Workspace) -> None:
    year = keep(workspace, "1last", "2025-03")
    keep(workspace, "2this", TO)
    found = find_earlier(workspace, "last", TO)
    assert (found.build, found.manifest.id, found.notes) == (year, "1last", ())
    assert last_assessment(workspace, TO) == year


def test_where_all_are_of_one_period_last_is_that_of_other_evidence(workspace: Workspace) -> None:
    draft = keep(workspace, "2this", TO)
    keep(workspace, "3revised", TO)
    assert find_earlier(workspace, "LAST", TO).build == draft
    assert last_assessment(workspace, TO) is None


def test_an_earlier_month_of_the_same_evidence_gives_way_to_other_evidence(workspace: Workspace) -> None:
    trial = keep(workspace, "3revised", "2026-02")
    assert find_earlier(workspace, "last", TO).build == trial
    year = keep(workspace, "1last", "2025-03")
    assert find_earlier(workspace, "last", TO).build == year


def test_of_earlier_periods_the_latest_is_taken_and_of_its_builds_the_one_said_last(
    workspace: Workspace,
) -> None:
    keep(workspace, "1last", "2025-03")
    keep(workspace, "2this", "2025-12", "First.")
    second = keep(workspace, "2this", "2025-12", "Second.")
    keep(workspace, "2this", "2024-03")
    assert find_earlier(workspace, "last", TO).build == second


def test_a_build_or_a_snapshot_is_named_by_its_first_characters(workspace: Workspace) -> None:
    build = keep(workspace, "2this", TO)
    assert find_earlier(workspace, f" {build.id[:11].upper()}", TO).build == build
    assert find_earlier(workspace, "2thi", TO).build == build
    anew = find_earlier(workspace, "1last", TO)
    assert (anew.build, anew.manifest.id) == (None, "1last")


@pytest.mark.parametrize("wanted", ["nothing", "", " ", "0eo"])
def test_what_names_nothing_is_told_what_there_is(workspace: Workspace, wanted: str) -> None:
    build = keep(workspace, "1last", "2025-03")
    with pytest.raises(BuildNotFoundError) as refused:
        find_earlier(workspace, wanted, TO)
    begin = f"There is no build or snapshot {wanted}." if wanted.strip() else "--since names nothing."
    assert str(refused.value) == (
        f"{begin} Name 'last', the last assessment, or one of: build {build.id} (year to March 2025, written "
        f"{build.written:%Y-%m-%d}), snapshot 2this (data to March 2026, taken in 2026-05-01), snapshot 3revised (data "
        "to March 2026, taken in 2026-05-01)."
    )


def test_without_any_build_last_says_what_can_be_named(workspace: Workspace) -> None:
    with pytest.raises(
        BuildNotFoundError, match=r"No earlier assessment is kept.*snapshot 1last.*2this"
    ) as no:
        find_earlier(workspace, "last", TO)
    assert "3revised" not in str(no.value)


def test_a_build_of_evidence_that_is_gone_is_refused(workspace: Workspace) -> None:
    lost = keep(workspace, "gone", "2025-03")
    with pytest.raises(BuildNotFoundError, match="snapshot gone, which this workspace does not hold"):
        find_earlier(workspace, lost.id, TO)


def test_a_damaged_record_is_passed_over_with_a_note_unless_it_is_named(workspace: Workspace) -> None:
    year, bad = keep(workspace, "1last", "2025-03"), keep(workspace, "2this", "2025-12")
    bad.path.write_bytes(b"{")
    (folder_of(workspace) / "zz.json").mkdir()
    found = find_earlier(workspace, "last", TO)
    assert found.build == year
    assert len(found.notes) == 2
    assert found.notes[0].startswith(f"The record of build {bad.id} cannot be read")
    assert found.notes[1].startswith("The record of build zz cannot be read: it is no file.")
    assert all(note.endswith("nothing else needs it. It was passed over.") for note in found.notes)
    with pytest.raises(BuildDamagedError, match=bad.id):
        find_earlier(workspace, bad.id, TO)
