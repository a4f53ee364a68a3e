"""The register of consultations from its export: part (e) of an assessment without the site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.workspaces import run

from wardmote.operations.consulted import consulted_from
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace

HEAD = (
    "No.,Consultation,Who was asked,From,To,People who took part,"
    "How they were asked,How those who took part were chosen,Top concerns,What it cannot tell,Status\n"
)
EVENING = '1,Evening,Who came,2026-01-05,2026-01-05,46,Public meeting,They chose themselves,"Noise\nDogs",Few,Done\n'
SURVEY = '2,Asks,Everybody,2025-01-05,2025-02-05,"1,184",Survey on paper,A random sample,Theft,A quarter answered,Done\n'
PLANNED = "3,Talk,Young people,2026-05-05,,,Group discussion,They were invited,,,Planned\n"


def _file(folder: Path, *rows: str) -> Path:
    path = folder / "consultation.csv"
    path.write_text("\ufeff" + HEAD + "".join(rows), "utf-8")
    return path


def test_what_is_done_is_told_samples_first(tmp_path: Path, marrowmere: Workspace) -> None:
    """Wrong cells are named; a file of another kind is refused in a sentence."""
    first, second = consulted_from(marrowmere, _file(tmp_path, EVENING, SURVEY, PLANNED))
    assert (first.title, first.sample, first.people, first.reference) == (
        "Asks",
        True,
        1184,
        "consultation 2",
    )
    assert (second.days, second.concerns) == ("5 January 2026", ("Noise", "Dogs"))
    with pytest.raises(AskedWronglyError, match="row 2, column “To”: found “soon”"):
        consulted_from(marrowmere, _file(tmp_path, SURVEY.replace("2025-02-05", "soon")))
    other = tmp_path / "other.csv"
    other.write_text("A,B\n1,2\n")
    with pytest.raises(AskedWronglyError, match="no file of the register"):
        consulted_from(marrowmere, other)


def test_the_command_fills_part_e(tmp_path: Path, marrowmere: Workspace) -> None:
    """What the register says stands in the document."""
    out, file = tmp_path / "out", _file(tmp_path, SURVEY)
    own = shutil.copytree(marrowmere.folder, tmp_path / "own")
    answer = run("assess", "--consultations", file, "--formats", "html", "--out", out, workspace=own)
    assert answer.code == 0, answer.err
    text = next(out.glob("*.html")).read_text("utf-8")
    assert "A quarter answered" in text
    assert "consultation 2" in text
