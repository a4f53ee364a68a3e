"""What other programs rely on: exit codes, data on standard output, everything else on standard error."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from filelock import FileLock
from tests.workspaces import run

from wardmote.operations.workspace import Workspace


@pytest.fixture(scope="module")
def own(marrowmere: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo's workspace that a test may change: copying a folder moves the partnership."""
    folder = tmp_path_factory.mktemp("own") / "workspace"
    shutil.copytree(marrowmere.folder, folder)
    return folder


@pytest.fixture(scope="module")
def files(marrowmere: Workspace) -> Path:
    return marrowmere.folder.parent / "files"


def test_json_on_standard_output_is_json_alone(own: Path) -> None:
    answer = run("table", "performance", "--format", "json", workspace=own)
    assert answer.code == 0
    made = json.loads(answer.out)
    assert made["schema"] == "wardmote.table/1"
    assert {row["measure"] for row in made["rows"]} >= {"all-crime", "burglary", "domestic-abuse"}
    assert next(r for r in made["rows"] if r["measure"] == "domestic-abuse")["state"] == "not-available"


def test_csv_has_a_row_per_measure_and_area(own: Path) -> None:
    answer = run(
        "table",
        "performance",
        "--by",
        "ward",
        "--measure",
        "robbery,burglary",
        "--format",
        "csv",
        workspace=own,
    )
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    assert {row["measure"] for row in rows} == {"robbery", "burglary"}
    assert len(rows) == 2 * 15  # fourteen wards, and what has no location


def test_the_workspace_can_be_named_or_be_the_current_folder(own: Path, tmp_path: Path) -> None:
    by_option = run("table", "performance", "--workspace", own, cwd=tmp_path)
    by_folder = run("table", "performance", cwd=own)
    before_the_command = run("--workspace", own, "table", "performance", cwd=tmp_path)
    assert before_the_command.out == by_option.out
    assert by_option.code == by_folder.code == 0
    assert by_option.out == by_folder.out == run("table", "performance", workspace=own, cwd=tmp_path).out


def test_other_areas_stand_beside_it(own: Path) -> None:
    answer = run("table", "performance", "--compare", "X23000001", "--format", "json", workspace=own)
    rows = json.loads(answer.out)["rows"]
    assert {row["area"]["code"] for row in rows} == {"X22000001", "X23000001"}


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("table", "performance", "--area", "E99"), 2, "No area is called E99"),
        (("table", "performance", "--to", "Apr-24"), 2, "such as 2024-04"),
        (("table", "performance", "--measure", "theft"), 2, "There is no measure called theft"),
        (("table", "performance", "--months", "13"), 2, "12"),
        (("table", "performance", "--by", "street"), 2, "street"),
        (
            ("assess", "--formats", "tex"),
            2,
            "tex cannot be written. Formats are: html, pdf, odt, docx, pptx, xlsx.",
        ),
        (("assess", "--template", "ours.dotm"), 1, "Open it in Word and save it as a Word template (.dotx)"),
        (("assess", "--template", "ours.dotx"), 1, "ours.dotx cannot be used: there is no such file"),
        (("ingest", "no-such-file.zip"), 2, "no-such-file.zip"),
        (("table", "performance", "--to", "2031-01"), 1, "The evidence runs from April 2022 to March 2026"),
        (("assess", "--to", "2031-01"), 1, "No police file of January 2031"),
        (("evidence", "rejects"), 0, ""),
    ],
)
def test_exit_codes_and_sentences(own: Path, words: tuple[str, ...], code: int, sentence: str) -> None:
    answer = run(*words, workspace=own)
    assert answer.code == code, answer.err
    assert sentence in answer.err
    assert "Traceback" not in answer.err


def test_a_damaged_file_is_a_sentence(own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(own, folder)
    for stored in (folder / "evidence" / "files").glob("*.parquet"):
        stored.write_bytes(stored.read_bytes()[:-20])
    answer = run("table", "performance", workspace=folder)
    assert answer.code == 1
    assert "evidence verify" in answer.err
    assert "Traceback" not in answer.err


def test_no_workspace_says_how_to_make_one(tmp_path: Path) -> None:
    answer = run("table", "performance", cwd=tmp_path)
    assert answer.code == 2
    assert "wardmote init" in answer.err


def test_a_workspace_without_police_files_says_what_to_do(files: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    made = run("init", folder, "--partnership", "X22000001", "--geography", files / "geography")
    assert made.code == 0, made.err
    answer = run("table", "performance", workspace=folder)
    assert answer.code == 1
    assert "wardmote ingest" in answer.err


def test_init_refuses_what_is_not_a_partnership_and_leaves_nothing(files: Path, tmp_path: Path) -> None:
    for code, words in (("X05000001", "not a Community Safety Partnership"), ("E1", "No area")):
        answer = run("init", tmp_path / "new", "--partnership", code, "--geography", files / "geography")
        assert answer.code == 2
        assert words in answer.err
        assert not (tmp_path / "new").exists()


def test_init_does_not_touch_a_folder_that_holds_something(files: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    answer = run("init", tmp_path, "--partnership", "X22000001", "--geography", files / "geography")
    assert answer.code == 2
    assert "not empty" in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_second_writer_is_told_to_wait(own: Path, files: Path) -> None:
    with FileLock(own / "evidence" / "lock"):
        answer = run("ingest", files / "geography", workspace=own)
    assert answer.code == 4
    assert answer.out == ""


def test_a_refused_file_publishes_nothing_and_a_dry_run_neither(own: Path, tmp_path: Path) -> None:
    before = (own / "evidence" / "current").read_text()
    wrong = tmp_path / "notes.csv"
    wrong.write_text("Dear,all\nplease,find\n", encoding="utf-8")
    refused = run("ingest", wrong, workspace=own)
    assert refused.code == 1
    assert "notes.csv" in refused.err
    assert (own / "evidence" / "current").read_text() == before


def test_dry_run_says_what_would_happen_and_changes_nothing(own: Path, files: Path, tmp_path: Path) -> None:
    before = (own / "evidence" / "current").read_text()
    source = next((files / "police").glob("2026-03/*street.csv"))
    shorter = tmp_path / source.name
    shorter.write_text(
        "".join(source.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8"
    )
    tried = run("ingest", "--dry-run", shorter, workspace=own)
    assert tried.code == 0
    assert "Nothing was changed" in tried.out
    assert (own / "evidence" / "current").read_text() == before
    taken = run("ingest", shorter, workspace=own)
    assert taken.code == 0
    assert (own / "evidence" / "current").read_text() != before


def test_measures_lists_what_cannot_be_had_and_why(own: Path) -> None:
    answer = run("measures", workspace=own)
    assert answer.code == 0
    lines = {line.split()[0]: line for line in answer.out.splitlines() if line}
    assert "when a partner or the Home Office supplies it" in lines["domestic-abuse"]
    assert lines["burglary"].endswith("yes")
    records = json.loads(run("measures", "--format", "json", workspace=own).out)
    (found,) = [one for one in records if one["measure"] == "domestic-abuse"]
    assert "police.uk carries no domestic abuse flag" in found["reason"]
