"""Peers asked for by name: lists as people have them, groups kept, what is asked wrongly."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.workspaces import run

from wardmote.definitions import load
from wardmote.figures.areas import Area
from wardmote.figures.peer_groups import PeerGroup
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.analyse.area_lists import codes_asked, save_group
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace

GROUP = PeerGroup(
    Area("E22000353", "Ours", "csp"),
    (Area("E22000353", "Ours", "csp"), Area("E22000009", "Theirs", "csp")),
    "a list",
)


def test_a_list_is_read_from_words_and_from_a_file(tmp_path: Path) -> None:
    assert codes_asked("e22000353, E22000009,E22000353") == ("E22000353", "E22000009")
    file = tmp_path / "similar.csv"
    file.write_text('\ufeffCode,Name\nE22000353,Ours\n\nE22000009,"Theirs, E99"\n', encoding="utf-8")
    assert codes_asked(str(file)) == ("E22000353", "E22000009")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Luton", "LUTON is no code of an area"),
        (",", "Nothing is no code"),
        ("nowhere.csv", "cannot be read as a list of areas"),
    ],
)
def test_a_list_without_codes_is_a_sentence(words: str, says: str) -> None:
    with pytest.raises(AskedWronglyError, match=says):
        codes_asked(words)


def test_a_file_of_names_alone_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("Luton\nBedford\n", encoding="utf-8")
    with pytest.raises(AskedWronglyError, match="names alone are not taken"):
        codes_asked(str(file))


def test_a_kept_group_is_found_again_and_never_written_over(marrowmere: Workspace, tmp_path: Path) -> None:
    workspace = replace(marrowmere, folder=tmp_path)
    save_group(workspace, "similar-2025", GROUP)
    assert load(tmp_path / "definitions").groups["similar-2025"].members == ("E22000009", "E22000353")
    with pytest.raises(AskedWronglyError, match="it is not written over"):
        save_group(workspace, "similar-2025", GROUP)
    with pytest.raises(AskedWronglyError, match="cannot be the name of a group"):
        save_group(workspace, "../similar", GROUP)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "Name one measure"),
        ({"measure": "burglary", "every": True}, "Name one measure"),
        ({"measure": "burglary", "group": "essex", "areas": "X05000001"}, "in one way"),
    ],
    ids=["nothing", "both", "two-groups"],
)
def test_what_is_asked_wrongly_is_a_sentence(
    marrowmere: Workspace, asked: dict[str, object], says: str
) -> None:
    with pytest.raises(AskedWronglyError, match=says):
        analyse(marrowmere, "peers", request_for("peers", asked))


def test_the_command_line_prints_the_same_numbers_as_data(marrowmere: Workspace, tmp_path: Path) -> None:
    command = ("analyse", "peers", "robbery", "--area", "Old Quay")
    chart = tmp_path / "funnel.svg"
    plain = run(*command, "--format", "csv", "--chart", chart, workspace=marrowmere.folder)
    data = run(*command, "--format", "json", workspace=marrowmere.folder)
    assert plain.code == data.code == 0, plain.err + data.err
    rows = json.loads(data.out)["tables"][0]["rows"]
    assert [(row["code"], float(row["rate"])) for row in csv.DictReader(io.StringIO(plain.out))] == [
        (row["code"], row["rate"]) for row in rows
    ]
    assert chart.read_text(encoding="utf-8").startswith("<svg")
