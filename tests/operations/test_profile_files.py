"""The profile as a job: what it is given, what it writes, what it refuses."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from tests.plain_words import assert_plain
from tests.workspaces import Answer, run

from wardmote.evidence import EvidenceAbsent
from wardmote.figures import Area, MonthError, UnknownAreaError
from wardmote.figures.areas import NotOneAreaError, areas_around
from wardmote.operations.profile import file_name, profile
from wardmote.operations.workspace import Workspace, find_workspace
from wardmote.publishing import FormatError, TemplateError


def profiled(workspace: Path, out: Path, *words: str) -> Answer:
    return run("profile", *words, "--out", out, workspace=workspace)


def text_of(path: Path) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in PdfDocument(path))


def test_files_stand_in_the_folder_of_profiles(marrowmere: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    shutil.copytree(marrowmere.folder, folder)
    answer = run("profile", "Old Quay", workspace=folder)
    assert answer.code == 0, answer.err
    assert answer.out.split() == [
        str(folder / "documents" / "profiles" / f"X05000001.{s}") for s in ("html", "pdf")
    ]


@pytest.mark.parametrize(
    ("area", "called"),
    [
        (Area("X05000001", "Old Quay", "ward"), "X05000001"),
        (Area("A+B", "Stow-on-the-Wold & Brâdle", "ward", ("A", "B")), "stow-on-the-wold-bradle"),
        (Area("A+B", "مرسى", "ward", ("A", "B")), "A-B"),
        (Area("A+B", "../../etc", "ward", ("A", "B")), "etc"),
        (Area("A+B", "Con", "ward", ("A", "B")), "con-area"),
        (Area("A+B", "LPT1", "ward", ("A", "B")), "lpt1-area"),
        (Area("A+B", "Consett", "ward", ("A", "B")), "consett"),
    ],
)
def test_a_file_is_called_by_code_or_by_a_plain_name(area: Area, called: str) -> None:
    assert file_name(area) == called


def test_every_format_is_written_and_again_with_the_same_bytes(marrowmere: Workspace, tmp_path: Path) -> None:
    formats = ("html", "pdf", "docx", "odt", "pptx", "xlsx")
    made = [
        profile(
            marrowmere, ["X05000001", "X05000002"], name="Quayside", out=tmp_path / folder, formats=formats
        )
        for folder in ("first", "second")
    ]
    assert [path.name for path in made[0].files] == [f"quayside.{suffix}" for suffix in formats]
    for one, two in zip(made[0].files, made[1].files, strict=True):
        assert one.read_bytes() == two.read_bytes(), one.name
    assert (made[0].area.name, made[0].to) == ("Quayside", "2026-03")


@pytest.mark.parametrize(
    ("codes", "given", "error", "sentence"),
    [
        (["Old Key"], {}, UnknownAreaError, "Nearest: Old Quay (X05000001)"),
        (["X05000099"], {}, UnknownAreaError, "No area of this snapshot has the code X05000099."),
        (["X05000001", "X01000001"], {}, NotOneAreaError, "different levels"),
        (["X05000001"], {"to": "2019-01"}, EvidenceAbsent, "No police file of January 2019 was taken in."),
        (["X05000001"], {"to": "soon"}, MonthError, "is not a month"),
        (["X05000001"], {"formats": ["doc"]}, FormatError, "doc cannot be written"),
        (["X05000001"], {"formats": []}, FormatError, "Nothing cannot be written"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    marrowmere: Workspace,
    tmp_path: Path,
    codes: list[str],
    given: dict[str, Any],
    error: type[Exception],
    sentence: str,
) -> None:
    with pytest.raises(error) as caught:
        profile(marrowmere, codes, out=tmp_path / "out", **given)
    assert sentence in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_refusal_is_a_sentence_on_the_command_line(marrowmere: Workspace, tmp_path: Path) -> None:
    answer = profiled(marrowmere.folder, tmp_path / "out", "X05000001", "X01000001")
    assert answer.code != 0
    assert "different levels" in answer.err
    assert "Traceback" not in answer.err


def test_a_bad_template_is_refused_before_anything_is_written(marrowmere: Workspace, tmp_path: Path) -> None:
    wrong = tmp_path / "house.txt"
    wrong.write_text("no template")
    with pytest.raises(TemplateError, match="cannot be used"):
        profile(marrowmere, ["Old Quay"], out=tmp_path / "out", formats=["docx"], templates=[wrong])
    assert not (tmp_path / "out").exists()


@pytest.fixture(scope="module")
def thin(marrowmere: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lookup alone: no boundaries and no population; thirteen months of crime."""
    files = marrowmere.folder.parent / "files"
    folder = tmp_path_factory.mktemp("thin") / "workspace"
    made = run("init", folder, "--partnership", "X22000001", "--geography", files / "geography" / "lookups")
    assert made.code == 0, made.err
    months = sorted(path for path in (files / "police").iterdir() if path.is_dir())[-13:]
    shutil.copytree(files / "definitions", folder / "definitions", dirs_exist_ok=True)
    assert run("ingest", *months, workspace=folder).code == 0
    return folder


@pytest.mark.parametrize("words", [("X05000001",), ("X01000082",), ("X22000001",)])
def test_without_people_and_boundaries_there_is_still_a_page(
    thin: Path, tmp_path: Path, words: tuple[str]
) -> None:
    answer = profiled(thin, tmp_path, *words, "--formats", "pdf")
    assert answer.code == 0, answer.err
    said = text_of(tmp_path / f"{words[0]}.pdf")
    assert_plain(said)
    assert "No population was supplied, so there are no rates." in said
    assert "no year before" in said
    assert "Figure 2" not in said
    assert len(PdfDocument(tmp_path / f"{words[0]}.pdf")) == 1


@pytest.mark.shared
def test_the_real_thing_takes_seconds(bedfordshire: Path, tmp_path: Path) -> None:
    """Processor time: the machine may be busy with other things."""
    started = os.times()
    answer = profiled(bedfordshire, tmp_path, "Dunstable Central")
    assert answer.code == 0, answer.err
    ended = os.times()
    assert ended.children_user + ended.children_system - started.children_user - started.children_system < 10
    said = text_of(tmp_path / "E05014403.pdf")
    assert "674 crimes recorded, against 772 a year earlier" in " ".join(said.split())
    assert "Open Government Licence" in said


@pytest.mark.shared
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("Luton",), "3 areas are called Luton: E05014459 (Medway)"),
        (("E01000010",), "is a small area of the 2011 Census. Its crimes are counted in E01034474"),
        (("Dunstable",), "Wards with it in their name: Dunstable Central (E05014403)"),
        (("E05014459",), "No police file of Luton was taken in for the years to April 2024."),
    ],
)
def test_what_people_may_ask_for_in_bedfordshire(
    bedfordshire: Path, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises((UnknownAreaError, EvidenceAbsent)) as caught:
        profile(find_workspace(bedfordshire), words, out=tmp_path)
    assert sentence in str(caught.value)


@pytest.mark.shared
def test_an_area_next_door_is_profiled_and_said_to_be_there(bedfordshire: Path, tmp_path: Path) -> None:
    profile(find_workspace(bedfordshire), ["Great Barford"], out=tmp_path, formats=["pdf"])
    said = " ".join(text_of(tmp_path / "E05014499.pdf").split())
    assert "Great Barford, a ward of Bedford" in said
    assert "does not lie in Central Bedfordshire" in said


@pytest.mark.shared
def test_every_ward_and_small_area_of_bedfordshire_is_one_page(
    bedfordshire: Path, in_full: bool, tmp_path: Path
) -> None:
    workspace = find_workspace(bedfordshire)
    connection, partnership = workspace.snapshot.connection(), workspace.area()
    step = 1 if in_full else 25
    areas = [one for level in ("ward", "lsoa") for one in areas_around(connection, partnership, level)][
        ::step
    ]
    for area in [*areas, partnership]:
        made = profile(workspace, [area.code], out=tmp_path, formats=["pdf"])
        assert len(PdfDocument(made.files[0])) == 1, area
