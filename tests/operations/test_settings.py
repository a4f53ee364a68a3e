"""What wardmote.toml may say of how documents look: a colour that can be read, templates that are there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from wardmote.operations.settings import SettingsError, as_toml, read_settings
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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'{BASE}template = ["a.dotx"]\n', "There is no setting called template. Is it templates. Settings are:"),
        (f'{BASE}zzz = 1\n', "There is no setting called zzz. Settings are: name, codes,"),
        (f'{BASE}[documents]\ncolour = "#1D5B79"\n', r"There is no section \[documents\]. All settings stand in"),
        ('colour = "#1D5B79"\n' + BASE, r"colour stands above or outside of \[partnership\]"),
        ('colours = "#1D5B79"\n' + BASE, "There is no setting called colours. Is it colour. Sett"),
        ('[partnership]\nname = "Town"\n', "It does not say who the partnership is: codes is missing. Write codes in"),
        ('[partnership]\nname = "Town"\ncodes = "E22000001"\n', "The setting codes cannot be read. Write codes in"),
        ('[partnership]\nname = ""\ncodes = ["E22000001"]\n', "It does not say who the partnership is: name is empty"),
        (f'{BASE}templates = [3]\n', "The setting templates cannot be read. Write paths"),
        ("partnership = 3\n", r"partnership is no section. Write the settings under a line \[partnership\]"),
        ("", "It does not say who the partnership is: name is missing"),
    ],
)  # fmt: skip
def test_every_fault_of_the_settings_is_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError, match=said) as refused:
        find_workspace(tmp_path)
    assert str(refused.value).startswith(f"{tmp_path / FILE}: ")


@pytest.mark.parametrize(("colour", "shown"), [("#FFFF00", "1.1 to 1"), ("#777777", "4.4 to 1")])
def test_a_contrast_is_printed_to_one_decimal_below_what_is_needed(
    tmp_path: Path, colour: str, shown: str
) -> None:
    (tmp_path / FILE).write_text(f'{BASE}colour = "{colour}"\n', encoding="utf-8")
    with pytest.raises(WorkspaceError) as refused:
        find_workspace(tmp_path)
    assert f": The colour {colour} is too pale to read on white ({shown}; 4.5 to 1" in str(refused.value)
    assert "who the partnership is" not in str(refused.value)


def test_a_council_says_which_quarters_it_counts_in() -> None:
    text = '[partnership]\nname = "Ours"\ncodes = ["E22000353"]\n'
    assert read_settings(text).quarters == ""
    assert read_settings(f'{text}quarters = "calendar"\n').quarters == "calendar"
    assert "quarters" not in as_toml(read_settings(text))
    with pytest.raises(SettingsError, match=r'quarters = "financial" \(the first is April to June\)'):
        read_settings(f'{text}quarters = "yearly"\n')
