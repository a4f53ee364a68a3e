"""A workspace appears whole where it was asked for, or nothing does."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.evidence import street_files as street

from wardmote.evidence import EvidenceError
from wardmote.operations.init import init
from wardmote.operations.workspace import FILE, WorkspaceError, find_workspace

CODES = ["E22000001"]
Where = Callable[[Path], Path]


@pytest.fixture
def geography(tmp_path: Path) -> Path:
    return street.lookup(tmp_path / "geography" / "lookup.csv", ["E01017001", "E01017002"])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


WAYS = [".", "", "new", "deep/er/new", "../here", "../beside", "there"]


@pytest.mark.parametrize("way", WAYS)
def test_a_workspace_is_made_in_a_new_or_an_empty_folder(here: Path, geography: Path, way: str) -> None:
    (here.parent / "there").mkdir()
    if way == "there":
        os.chdir("..")
    before = set(here.parent.iterdir())
    made = init(Path(way), CODES, [geography])
    place = Path(way).absolute()
    assert {path.name for path in place.iterdir()} == {
        "definitions",
        "evidence",
        "documents",
        "secrets",
        FILE,
    }
    assert find_workspace(place).settings.name == made.workspace.settings.name
    assert find_workspace(place).store.verify().sound
    assert all(not path.name.startswith(".") for path in here.parent.rglob("*"))
    assert set(here.parent.iterdir()) - before <= {here.parent / "beside"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("failure", [KeyboardInterrupt(), EvidenceError("refused"), OSError("full")])
def test_a_call_that_fails_leaves_what_was_there(
    here: Path, geography: Path, way: str, failure: BaseException
) -> None:
    (here.parent / "there").mkdir()
    if way == "there":
        os.chdir("..")
    before = everything(here.parent)

    def fail(step: str, done: int, total: int) -> None:
        if step == "Publishing":
            raise failure

    with pytest.raises((KeyboardInterrupt, EvidenceError)):
        init(Path(way), CODES, [geography], progress=fail)
    assert everything(here.parent) == before


def test_a_folder_that_cannot_be_filled_stays_empty(
    here: Path, geography: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def stumble(path: Path, target: Path) -> Path:
        if target.name == FILE:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stumble)
    with pytest.raises(KeyboardInterrupt):
        init(Path(), CODES, [geography])
    assert everything(here) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "E06000001",
            r"not a Community Safety Partnership but a local authority\. It lies in E22000001 \(Town\)",
        ),
        ("E05000001", r"but a ward\. It lies in E22000001"),
        ("E23000026", r"but a police force area\. It lies in E22000001"),
    ],
)
def test_another_area_is_refused_with_the_partnership_it_lies_in(
    here: Path, geography: Path, code: str, words: str
) -> None:
    with pytest.raises(WorkspaceError, match=words):
        init(Path(), [code], [geography])
    assert everything(here) == []


def test_an_area_of_several_partnerships_names_them(here: Path, geography: Path) -> None:
    text = geography.read_text()
    geography.write_text(text.replace("002A,E05000001,Ward,E06000001,Town,E22000001,Town",
                                      "002A,E05000001,Ward,E06000001,Town,W14000001,West"))  # fmt: skip
    with pytest.raises(
        WorkspaceError, match=r"share ground with it: E22000001 \(Town\), W14000001 \(West\)\."
    ):
        init(here, ["E06000001"], [geography])


def test_a_code_given_twice_is_refused_before_anything_is_read(here: Path) -> None:
    with pytest.raises(WorkspaceError, match="E22000001 stands more than once"):
        init(here, ["E22000001", "E22000001"], [here / "never-opened"])


def test_a_code_twice_in_the_settings_is_refused(here: Path) -> None:
    (here / FILE).write_text('[partnership]\nname = "Town"\ncodes = ["E22000001", "E22000001"]\n')
    with pytest.raises(WorkspaceError, match="E22000001 stands more than once"):
        find_workspace(here)


def test_a_file_is_no_folder(here: Path, geography: Path) -> None:
    with pytest.raises(WorkspaceError, match="is not a folder"):
        init(geography, CODES, [geography])
