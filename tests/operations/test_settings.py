"""What wardmote.toml may say of how documents look: a colour that can be read, templates that are there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from wardmote.operations.workspace import (
    FILE,
    WorkspaceError,
    checked_settings,
    find_workspace,
    write_settings,
)

BASE = '[partnership]\nname = "Town"\ncodes = ["E22000001"]\n'


def test_settings_come_back_as_they_were_written(tmp_path: Path) -> None:
    settings = checked_settings("Town", ["E22000001"], "OFFICIAL", "#801650")
    write_settings(tmp_path, settings)
    assert find_workspace(tmp_path).settings == settings


def test_what_nobody_said_is_not_in_the_file(tmp_path: Path) -> None:
    write_settings(tmp_path, checked_settings("Town", ["E22000001"], "OFFICIAL"))
    content = tomllib.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    assert set(content["partnership"]) == {"name", "codes", "marking"}


@pytest.mark.parametrize(
    ("colour", "said"),
    [
        ("red", "is not written as #RRGGBB"),
        ("#12345", "is not written as #RRGGBB"),
        ("#F9E04C", "too pale to read on white"),
        ("#C04A00", "orange that marks what changed"),
    ],
)
def test_a_colour_that_would_mislead_is_a_sentence(tmp_path: Path, colour: str, said: str) -> None:
    (tmp_path / FILE).write_text(f'{BASE}colour = "{colour}"\n', encoding="utf-8")
    with pytest.raises(WorkspaceError, match=said):
        find_workspace(tmp_path)
    with pytest.raises(WorkspaceError, match=said):
        checked_settings("Town", ["E22000001"], "OFFICIAL", colour)


def test_templates_are_named_by_path(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(f'{BASE}templates = ["templates/council.dotx"]\n', encoding="utf-8")
    assert find_workspace(tmp_path).settings.templates == ("templates/council.dotx",)
