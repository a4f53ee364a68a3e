"""A backup of a site on PostgreSQL, and back: every row counted, into an empty database alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from tests.site.databases.conftest import Stood, described
from tests.site.postgres import Server, standing_on

from wardmote.operations.backup import BackupError, backup, restore
from wardmote.operations.workspace import find_workspace
from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.audit.chain import verify
from wardmote.site.kit.audit.reading import note_export

pytestmark = pytest.mark.postgres


@pytest.fixture
def place(served: Path, tmp_path: Path) -> Path:
    """A workspace whose site has a database elsewhere."""
    folder = tmp_path / "workspace"
    shutil.copytree(
        served, folder, ignore=shutil.ignore_patterns("*.pdf", "*.docx", "*.pptx", "site.sqlite*")
    )
    return folder


@pytest.fixture
def empty_url(postgresql: Server) -> Iterator[str]:
    """Another database of the same server, with nothing in it."""
    name = uuid4().hex
    yield postgresql.make(name)
    postgresql.drop(name)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_what_is_restored_is_what_was_there(
    database: Stood, empty_url: str, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same rows in every table, a chain that is whole, and a database that refuses to change it there, too."""
    Organisation.objects.create(name="Llŷn £ Council", short_name="Llŷn")
    for number in range(3):
        note_export(machine("test"), "figures", {"share": "1.10"}, "csv", number)
    monkeypatch.setenv("DATABASE_URL", database.url)
    kept = backup(find_workspace(place), tmp_path / "kept.zip")
    assert kept.contents.tables["audit_auditrecord"] == 3
    with pytest.raises(BackupError, match="not empty"):
        restore(kept.file, tmp_path / "refused")
    assert not (tmp_path / "refused").exists()

    monkeypatch.setenv("DATABASE_URL", empty_url)
    back = restore(kept.file, tmp_path / "again")
    assert back.contents.tables == kept.contents.tables
    assert back.workspace.store.verify().sound
    with standing_on(described(empty_url)):
        assert Organisation.objects.get().name == "Llŷn £ Council"
        assert verify().is_whole
        note_export(machine("test"), "figures", {}, "csv", 4)
        assert verify().records == 4


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_backup_needs_a_database_that_answers(
    database: Stood, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a sentence, and no file."""
    monkeypatch.setenv("DATABASE_URL", database.url + "-elsewhere")
    with pytest.raises(BackupError, match="does not exist"):
        backup(find_workspace(place), tmp_path / "kept.zip")
    assert not (tmp_path / "kept.zip").exists()
