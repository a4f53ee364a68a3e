"""Drafting a codebook from a file of answers as a survey tool exports it: look, save, take in, and again next year."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from tests.operations.small_town import town

from wardmote.operations.source_guess import GuessError
from wardmote.operations.survey_guess import SurveyGuess, SurveyGuessRequest, guess_survey
from wardmote.operations.workspace import Workspace, find_workspace

HEADER = (
    "Response ID", "Date submitted", "IP Address", "Email", "How safe do you feel after dark?",
    "Which are problems? [Litter]", "Which are problems? [Noise]", "What worries you most?", "Any other comments",
    "Age group", "Ward", "What is your postcode?",
)  # fmt: skip
SAID = {
    "title": "Town survey", "wave": "2024", "starts": "2024-05-01", "ends": "2024-06-01", "mode": "online",
    "asked": "residents", "chosen": "self-selected", "publisher": "Town council",
}  # fmt: skip
SAFE = ("Fairly safe", "Very unsafe", "Very safe", "A bit unsafe", "Don't know")
WORRIES = ("Drugs", "Speeding", "Drugs;Speeding", "Other", "My neighbour at number 4, who shouts every night")


def answers(path: Path, people: int = 60) -> Path:
    rows = [
        (
            f"{90_000 + n}", f"2024-05-{n % 28 + 1:02} 10:{n % 60:02}:09", f"10.0.{n % 200}.7", f"p{n}@example.org",
            SAFE[n % 5], "Yes" if n % 2 else "", "Yes" if n % 3 else "", WORRIES[n % 4] if n != 30 else WORRIES[4],
            f"Words of person {n}" if n % 3 else "", ("16-34", "35-64", "65+")[n % 3], ("Old Quay", "Saltgate")[n % 2],
            f"MM{n % 9} {n % 9}AB",
        )
        for n in range(1, people + 1)
    ]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *rows])
    return path


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return town(tmp_path_factory.mktemp("surveys") / "town")


def test_columns_that_say_how_people_were_drawn_are_known(workspace: Workspace, tmp_path: Path) -> None:
    path = answers(tmp_path / "answers.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    more = [
        "Sampling point,Stratum",
        *(f"Point {n % 12},{'North' if n % 2 else 'South'}" for n in range(1, 61)),
    ]
    path.write_text("\n".join(f"{a},{b}" for a, b in zip(lines, more, strict=True)), encoding="utf-8")
    made = guess_survey(workspace, SurveyGuessRequest(path))
    assert {kinds(made)["Sampling point"], kinds(made)["Stratum"]} == {"cluster", "stratum"}
    assert "cluster: Sampling point" in made.draft
    assert "stratum: Stratum" in made.draft


def kinds(made: SurveyGuess) -> dict[str, str]:
    return {one.name: one.kind for one in made.columns}


def test_what_says_who_somebody_is_is_left_aside(workspace: Workspace, tmp_path: Path) -> None:
    made = guess_survey(workspace, SurveyGuessRequest(answers(tmp_path / "answers.csv")))
    found = kinds(made)
    assert [name for name in HEADER if found[name] == "left-aside"] == [*HEADER[1:4], HEADER[8], HEADER[11]]
    assert found["Response ID"] == "unique"
    assert not {"Words of person 1", "p1@example.org", "My neighbour"} & set(made.draft.split("\n"))
    assert "neighbour" not in made.draft
    assert len(made.questions) == len(SAID)
    assert made.saved == ""


def test_questions_answers_and_sides_are_drafted(workspace: Workspace, tmp_path: Path) -> None:
    made = guess_survey(workspace, SurveyGuessRequest(answers(tmp_path / "answers.csv"), said=SAID))
    draft = yaml.safe_load(made.draft)
    by_title = {one["title"]: one for one in [*draft["questions"], *draft["background"]]}
    safe = by_title["How safe do you feel after dark?"]["answers"]
    assert [(one["label"], one.get("side", one.get("means"))) for one in safe] == [
        ("Very safe", "positive"),
        ("Fairly safe", "positive"),
        ("A bit unsafe", "negative"),
        ("Very unsafe", "negative"),
        ("Don't know", "dont-know"),
    ]
    assert by_title["Which are problems?"]["columns"] == {HEADER[5]: "litter", HEADER[6]: "noise"}
    worries = by_title["What worries you most?"]
    assert (worries["type"], worries["separator"]) == ("multi", ";")
    assert [one["label"] for one in worries["answers"] if one.get("rest")] == ["Other"]
    assert [one["title"] for one in draft["background"]] == ["Age group", "Ward"]


def test_saved_taken_in_and_known_again_next_year(tmp_path: Path) -> None:
    workspace = town(tmp_path / "town")
    path = answers(tmp_path / "town survey 2024.csv")
    made = guess_survey(workspace, SurveyGuessRequest(path, said=SAID, save="town-2024", survey="town"))
    assert Path(made.saved) == workspace.folder / "definitions" / "surveys" / "town-2024.yaml"
    workspace = find_workspace(workspace.folder)
    assert workspace.store.ingest([path]).outcomes[0].kept == 60
    later = answers(tmp_path / "town survey 2025.csv", 70)
    said = SAID | {"title": "Town survey again", "wave": "2025", "starts": "2025-05-01", "ends": "2025-06-01"}
    request = SurveyGuessRequest(later, said=said, save="town-2025")
    again = guess_survey(workspace, request)
    assert again.learned_from == "Town survey"
    old = Path(made.saved)
    old.write_text(old.read_text("utf-8") + "titled: ['2024']\n", encoding="utf-8")
    workspace = find_workspace(workspace.folder)
    assert workspace.store.ingest([later]).outcomes[0].kept == 70
    with pytest.raises(GuessError, match="town-2025 is there already"):
        guess_survey(workspace, request)


def test_nothing_is_saved_while_a_question_is_open(workspace: Workspace, tmp_path: Path) -> None:
    request = SurveyGuessRequest(
        answers(tmp_path / "answers.csv"), said=SAID | {"chosen": ""}, save="town-2024"
    )
    with pytest.raises(GuessError, match=r"How did people come to answer.*--chosen self-selected"):
        guess_survey(workspace, request)
    with pytest.raises(GuessError, match="chosen: Input should be 'random'"):
        guess_survey(workspace, replace(request, said=SAID | {"chosen": "by luck"}))
    assert not (workspace.folder / "definitions" / "surveys").exists()
