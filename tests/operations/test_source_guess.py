"""Drafting a mapping from a partner's spreadsheet: look, correct, save, take in, and again next quarter."""

from __future__ import annotations

import csv
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from tests.workspaces import run

from wardmote.operations.source_guess import Guess, GuessError, GuessRequest, guess_source, pairs
from wardmote.operations.workspace import Workspace, find_workspace

FIRES = """Fire and Rescue Service,,,,,
Deliberate secondary fires,,,,,
,,,,,
Ward name,Q1 2025/26,Q2 2025/26,Q3 2025/26,Q4 2025/26,Total
Old Quay,3,0,-,4,7
Saltgate,2,*,1,0,3
Tallow Prk,1,1,1,1,4
Total,6,1,2,5,14
"""
MARAC = """Quarter;No. refs;Cases heard;Repeats;Chair
Apr-Jun 2025;24;19;6;DCI
Jul-Sep 2025;31;22;9;DCI
Oct-Dec 2025;;;;
Jan-Mar 2026;28;25;7;DCI
"""
SURVEY = """Question,Ward,Year,%,n,Comments
Feel safe outside after dark,Old Quay,2025/26,61%,212,
Police do a good job,Saltgate,2025/26,48%,198,small
"""


@pytest.fixture
def workspace(marrowmere: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the made-up partnership, to be changed."""
    folder = tmp_path / "workspace"
    shutil.copytree(marrowmere.folder, folder, ignore=shutil.ignore_patterns("documents", "builds"))
    return find_workspace(folder)


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def roles(made: Guess) -> dict[str, str]:
    return {one.column: f"={one.role}" if one.across else one.role for one in made.columns}


def words(made: Guess, kind: str) -> dict[str, str]:
    return {one.word: one.meaning for one in made.words if one.kind == kind}


def again(workspace: Workspace) -> Workspace:
    """The workspace opened anew, with the definitions as they are on the disk."""
    return find_workspace(workspace.folder)


def test_quarters_across_are_seen_and_what_is_counted_is_asked(marrowmere, tmp_path) -> None:
    path = file(tmp_path, "fires.csv", FIRES)
    made = guess_source(marrowmere, GuessRequest(path))
    assert roles(made) == {
        "Ward name": "area", "Q1 2025/26": "=period", "Q2 2025/26": "=period", "Q3 2025/26": "=period",
        "Q4 2025/26": "=period", "Total": "",
    }  # fmt: skip
    assert made.level == "ward"
    assert words(made, "mark") == {"-": ""}
    (strange,) = [one for one in made.words if one.kind == "area" and not one.meaning]
    assert (strange.word, strange.near) == ("Tallow Prk", ("Tallow Park",))
    assert len(made.questions) == 1
    assert "--measure" in made.questions[0]
    assert made.source is None


def test_nothing_is_saved_while_a_question_is_open(marrowmere, tmp_path) -> None:
    path = file(tmp_path, "fires.csv", FIRES)
    with pytest.raises(GuessError, match="Not saved"):
        guess_source(marrowmere, GuessRequest(path, save="fires"))
    assert not (marrowmere.folder / "definitions" / "sources" / "fires.yaml").exists()


def test_corrected_saved_taken_in_and_learned(workspace, tmp_path) -> None:
    path = file(tmp_path, "fires.csv", FIRES)
    code = (
        workspace.snapshot.connection()
        .execute("SELECT code FROM areas WHERE name = 'Tallow Park'")
        .fetchone()[0]
    )
    request = GuessRequest(
        path,
        measures={"": "deliberate-secondary-fires"},
        areas={"Tallow Prk": code},
        marks={"-": "zero"},
        titled=("Fire and Rescue",),
        save="fire-service",
    )
    made = guess_source(workspace, request)
    assert (made.taken.observations, made.taken.rejected) == (12, 0)
    saved = yaml.safe_load(Path(made.saved).read_text("utf-8"))
    assert saved["layout"]["constants"] == {"item": "deliberate-secondary-fires"}
    report = again(workspace).store.ingest([path])
    assert (report.kept, report.rejected) == (12, 0)
    later = file(tmp_path, "later.csv", FIRES.replace("2025/26", "2026/27"))
    taught = guess_source(again(workspace), GuessRequest(later))
    assert taught.questions == ()
    assert taught.learned_from == ("Fire service",)
    assert words(taught, "area") == {"Tallow Prk": code}
    assert {one.sure for one in taught.words} == {"learned"}
    assert taught.taken.observations == 12
    assert again(workspace).store.ingest([later]).kept == 12


def test_a_mapping_that_any_table_by_ward_would_fit_is_not_saved_without_a_title(workspace, tmp_path) -> None:
    path = file(tmp_path, "fires.csv", FIRES)
    request = GuessRequest(path, measures={"": "deliberate-fires"}, marks={"-": "zero"}, save="fires")
    with pytest.raises(
        GuessError, match=r"any table with “Ward name”.*--titled .*Deliberate secondary fires"
    ):
        guess_source(workspace, request)
    with pytest.raises(GuessError, match="nowhere called “Ambulance”"):
        guess_source(workspace, replace(request, titled=("Ambulance",)))
    saved = guess_source(workspace, replace(request, titled=("Secondary fires",))).saved
    assert yaml.safe_load(Path(saved).read_text("utf-8"))["titled"] == ["Secondary fires"]
    other = file(tmp_path, "tips.csv", FIRES.replace("Deliberate secondary fires", "Fly-tipping"))
    assert guess_source(again(workspace), GuessRequest(other)).learned_from == ()


def test_a_mapping_asks_for_every_column_that_is_no_period(marrowmere, tmp_path) -> None:
    made = guess_source(
        marrowmere,
        GuessRequest(
            file(tmp_path, "m.csv", MARAC),
            measures={
                "No. refs": "marac-referrals",
                "Cases heard": "marac-cases",
                "Repeats": "marac-repeat-cases",
            },
        ),
    )
    assert made.source.recognise == ("Quarter", "No. refs", "Cases heard", "Repeats", "Chair")


def test_words_are_learned_even_in_a_table_of_another_shape(workspace, tmp_path) -> None:
    first = GuessRequest(
        file(tmp_path, "m.csv", MARAC),
        measures={
            "No. refs": "marac-referrals",
            "Cases heard": "marac-cases",
            "Repeats": "marac-repeat-cases",
        },
        save="marac",
    )
    guess_source(workspace, first)
    other = file(tmp_path, "n.csv", "Month,What,How many\n2026-04,No. refs,7\n2026-04,Cases heard,5\n")
    made = guess_source(again(workspace), GuessRequest(other))
    assert words(made, "measure") == {"No. refs": "marac-referrals", "Cases heard": "marac-cases"}
    assert made.learned_from == ()


def test_measures_across_with_semicolons_and_the_partnership_as_the_area(marrowmere, tmp_path) -> None:
    made = guess_source(marrowmere, GuessRequest(file(tmp_path, "m.csv", MARAC)))
    assert roles(made) == {
        "Quarter": "period",
        "No. refs": "=item",
        "Cases heard": "=item",
        "Repeats": "=item",
        "Chair": "",
    }
    assert {one.role: (one.meaning, one.sure) for one in made.constants} == {
        "area": (marrowmere.settings.codes[0], "likely")
    }
    near = {one.word: one.near for one in made.words}
    assert "marac-repeat-cases" in near["Repeats"]
    assert near["No. refs"][0].endswith("referrals")


def test_a_survey_with_its_base(marrowmere, tmp_path) -> None:
    made = guess_source(marrowmere, GuessRequest(file(tmp_path, "s.csv", SURVEY)))
    assert roles(made) == {
        "Question": "item",
        "Ward": "area",
        "Year": "period",
        "%": "value",
        "n": "base",
        "Comments": "note",
    }
    assert made.questions == ()
    assert [one[4] for one in made.taken.examples] == ["61", "48"]


def test_words_that_nobody_explained_are_asked_for_as_they_are_typed(marrowmere, tmp_path) -> None:
    """Too few figures can be taken without them: the question is what to write, not to mend the file."""
    table = "Question,2024/25 %,2024/25 n\nFeel safe outside after dark,58%,998\nFeel safe outside in the day,92%,995\n"
    made = guess_source(marrowmere, GuessRequest(file(tmp_path, "survey.csv", table)))
    (asked,) = made.questions
    assert '--measure "Feel safe outside in the day"=feel-safe-in-daytime' in asked
    assert "Mend the file" not in asked
    said = {"Feel safe outside in the day": "feel-safe-in-daytime"}
    assert not guess_source(
        marrowmere, GuessRequest(file(tmp_path, "survey.csv", table), measures=said)
    ).questions


def test_a_workbook_with_merged_headers_and_several_sheets(workspace, tmp_path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "Notes"
    notes.append(["Sent by", "Fire and Rescue"])
    notes.append(["On", "1 May"])
    sheet = book.create_sheet("By ward")
    sheet.append(["Deliberate fires by ward"])
    sheet.merge_cells("A1:E1")
    sheet.append(["Ward", "Q1 2025/26", "Q2 2025/26", "Q3 2025/26", "Q4 2025/26"])
    sheet.append(["Old Quay", 3, 0, None, 4])
    sheet.append(["Saltgate", 2, "*", 1, 0])
    path = tmp_path / "fires.xlsx"
    book.save(path)
    request = GuessRequest(
        path, sheet="by ward", measures={"": "deliberate-fires"}, titled=("deliberate fires",), save="fires"
    )
    made = guess_source(workspace, request)
    assert made.taken.observations == 8
    report = again(workspace).store.ingest([path])
    assert report.kept == 8


def test_a_correction_replaces_the_earlier_mapping_with_a_new_version(workspace, tmp_path) -> None:
    path = file(tmp_path, "fires.csv", FIRES)
    for measure in ("deliberate-fires", "deliberate-secondary-fires"):
        request = GuessRequest(
            path, measures={"": measure}, marks={"-": "zero"}, titled=("fires",), save="fire-service"
        )
        made = guess_source(again(workspace), request)
    saved = yaml.safe_load(Path(made.saved).read_text("utf-8"))
    assert saved["version"] == 2
    assert saved["layout"]["constants"]["item"] == "deliberate-secondary-fires"
    assert saved["layout"]["marks"] == {"-": "zero"}


def test_a_save_that_is_broken_off_leaves_the_earlier_mapping_whole(workspace, tmp_path, monkeypatch) -> None:
    path = file(tmp_path, "fires.csv", FIRES)
    request = GuessRequest(
        path, measures={"": "deliberate-fires"}, marks={"-": "zero"}, titled=("fires",), save="fire-service"
    )
    saved = Path(guess_source(again(workspace), request).saved)
    before = saved.read_bytes()

    def broken_off(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", broken_off)
    with pytest.raises(KeyboardInterrupt):
        guess_source(again(workspace), replace(request, measures={"": "deliberate-secondary-fires"}))
    assert saved.read_bytes() == before


def test_a_second_mapping_that_could_not_be_told_from_the_first_is_not_saved(workspace, tmp_path) -> None:
    guess_source(
        workspace,
        GuessRequest(
            file(tmp_path, "a.csv", FIRES), measures={"": "deliberate-fires"}, titled=("fires",), save="fires"
        ),
    )
    request = GuessRequest(
        file(tmp_path, "b.csv", FIRES), measures={"": "ambulance-calls"}, titled=("rescue",), save="ambulance"
    )
    with pytest.raises(GuessError, match="alike"):
        guess_source(again(workspace), request)
    assert not (workspace.folder / "definitions" / "sources" / "ambulance.yaml").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"measures": {"": "marac-refs"}}, "Nearest: marac-referrals"),
        ({"areas": {"Old Quay": "Quay"}}, "no code of an area"),
        ({"columns": {"are": "Ward name"}}, "no role called are"),
        ({"columns": {"area": "Wrd"}}, "no column called Wrd"),
        ({"level": "parish"}, "no level of area called parish"),
        ({"periods": "weekly"}, "no kind of period called weekly"),
        ({"marks": {"-": "nothing"}}, "no meaning of a sign"),
        ({"sheet": "First"}, "no sheet called First"),
        ({"save": "observations", "measures": {"": "deliberate-fires"}}, "Wardmote brings along"),
        ({"save": "!!", "measures": {"": "deliberate-fires"}}, "no name to save under"),
    ],
)  # fmt: skip
def test_a_correction_without_meaning_is_refused_in_words(marrowmere, tmp_path, change, said) -> None:
    with pytest.raises(GuessError, match=said):
        guess_source(marrowmere, GuessRequest(file(tmp_path, "fires.csv", FIRES), **change))


@pytest.mark.parametrize("text", ["one line only\n", "Ward,Q1 2025/26\n", "\n\n"])
def test_a_file_without_a_table_is_refused_in_words(marrowmere, tmp_path, text) -> None:
    with pytest.raises((GuessError, Exception), match=r"table|rows|column|empty"):
        guess_source(marrowmere, GuessRequest(file(tmp_path, "a.csv", text)))


def test_pairs_are_read_as_they_are_typed() -> None:
    assert pairs(["No. refs=marac-referrals", "marac-cases", 'A=B=x-y'], "--measure") == {
        "No. refs": "marac-referrals", "": "marac-cases", "A=B": "x-y",
    }  # fmt: skip
    for bad in ("=x", "x=", ""):
        with pytest.raises(GuessError, match="WORD=MEANING"):
            pairs([bad], "--measure")
    with pytest.raises(GuessError):
        pairs(["area"], "--column", whole=False)


def test_the_command_shows_its_guess_and_what_to_say(marrowmere, tmp_path) -> None:
    path = file(tmp_path, "survey.csv", SURVEY)
    shown = run("source", "guess", path, workspace=marrowmere.folder)
    assert shown.code == 0
    for part in ("Question", "item", "clear from the cells", "likely", "2 observations would be taken"):
        assert part in shown.out
    assert "Nothing is saved yet" in shown.err
    record = json.loads(run("source", "guess", path, "--format", "json", workspace=marrowmere.folder).out)
    assert record["level"] == "ward"
    rows = list(
        csv.DictReader(
            run("source", "guess", path, "--format", "csv", workspace=marrowmere.folder).out.splitlines()
        )
    )
    assert rows[1]["role"] == "area"
    wrong = run("source", "guess", path, "--measure", "x=no-such", workspace=marrowmere.folder)
    assert wrong.code == 2
    assert "Traceback" not in wrong.err


def test_columns_named_in_windows_1252_can_be_named_and_taken_in(workspace, tmp_path) -> None:
    path = tmp_path / "housing.csv"
    path.write_bytes(
        "Période;Locality;ASB cases ‘opened’\nApr-25;Old Quay;12\nMay-25;Old Quay;9\n".encode("cp1252")
    )
    request = GuessRequest(
        path, columns={"period": "Période"}, measures={"": "noise-complaints"}, level="ward", save="housing"
    )
    made = guess_source(workspace, request)
    assert [one.column for one in made.columns] == ["Période", "Locality", "ASB cases ‘opened’"]
    assert again(workspace).store.ingest([path]).kept == 2


def test_long_decimals_and_impossible_days_are_told_plainly(workspace, tmp_path) -> None:
    path = file(tmp_path, "s.csv", SURVEY.replace("61%", "22.22222222222222%"))
    assert "22.22" in (shown := run("source", "guess", path, workspace=workspace.folder).out)
    assert "22.2222" not in shown.split("observations would be")[0]
    day = file(tmp_path, "d.csv", "Area,Measure,Period,Value\nX22000001,fly-tipping,2024-02-30,20\n")
    told = run("source", "guess", day, workspace=workspace.folder)
    assert "no date of the calendar" in told.err
    assert "Next:" not in told.err
