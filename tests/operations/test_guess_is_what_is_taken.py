"""What a guess shows of a partner's spreadsheet is what is then taken in of it: the same rows, to the last one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import pytest
from tests.operations.partner_sheets import SENT, Sent

from wardmote.operations.source_guess import GuessError, GuessRequest, guess_source
from wardmote.operations.workspace import Workspace, find_workspace

COLUMNS = 'item, detail, area, level, start, "end", value, state, base, note'


@pytest.fixture(scope="module")
def ours(marrowmere: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the made-up partnership, into which one spreadsheet after another is taken."""
    folder = tmp_path_factory.mktemp("guessed") / "workspace"
    shutil.copytree(marrowmere.folder, folder, ignore=shutil.ignore_patterns("documents", "builds"))
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: sent.name)
def test_what_is_shown_is_what_is_taken(ours: Path, tmp_path: Path, sent: Sent) -> None:
    path = sent.make(tmp_path)
    name = sent.name.replace("_", "-")
    made = guess_source(find_workspace(ours), GuessRequest(path, save=name, **sent.says))
    assert made.taken is not None
    assert (made.taken.observations, made.taken.rejected) == (sent.observations, sent.rejected)
    workspace = find_workspace(ours)
    report = workspace.store.ingest([path])
    assert (report.kept, report.rejected) == (sent.observations, sent.rejected)
    query = f"SELECT {COLUMNS} FROM observations WHERE source = '{name}' ORDER BY ALL"
    with workspace.store.open() as snapshot:
        stored = snapshot.connection().execute(query).fetchall()
    assert sorted(map(astuple, made.taken.rows), key=repr) == sorted(stored, key=repr)


def test_the_same_file_twice_is_nothing_new(ours: Path, tmp_path: Path) -> None:
    path = SENT[0].make(tmp_path)
    name = SENT[0].name.replace("_", "-")
    if name not in find_workspace(ours).definitions.sources:
        guess_source(find_workspace(ours), GuessRequest(path, save=name, **SENT[0].says))
        find_workspace(ours).store.ingest([path])
    before = find_workspace(ours).store.current_id()
    workspace = find_workspace(ours)
    workspace.store.ingest([path])
    assert workspace.store.current_id() == before


@pytest.mark.parametrize("name", ["empty.csv", "two_rows.csv"])
def test_a_table_without_rows_is_refused_in_words(ours: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Ward,Q1 2025/26,Q2 2025/26\n" if name == "empty.csv" else "Ward,2025/26,\n,Q1,Q2\n")
    with pytest.raises(GuessError, match="names of columns and no rows"):
        guess_source(find_workspace(ours), GuessRequest(path))
