"""What people said in the demo's surveys: the planted change is found, its noise is not."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.evidence.responses.answer_files import HEADER, book, definitions, file, row

from wardmote.analyses.result import AnalysisResult, CannotBearError
from wardmote.analyses.surveys.asking import Asked
from wardmote.analyses.surveys.result import survey_result
from wardmote.evidence import EvidenceStore
from wardmote.figures.evidence import Evidence
from wardmote.figures.survey_waves import wave_asked
from wardmote.figures.table import TableError
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace

MARGINS = {
    "Age group": {"16-34": 0.31, "35-64": 0.46, "65 and over": 0.23},
    "Sex": {"Female": 0.51, "Male": 0.49},
}
PROBLEMS = "Which of these are a problem where you live?"


@pytest.fixture(scope="module")
def compared(marrowmere: Workspace) -> AnalysisResult:
    request = request_for("survey", {"survey": "residents", "against": "2023", "by": "age"})
    return analyse(marrowmere, "survey", request)


def cells(result: AnalysisResult, table: str, *keys: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    return {tuple(one[key] for key in keys): one for one in result.table(table).records()}


def sent(workspace: Workspace, name: str) -> list[dict[str, str]]:
    path = workspace.folder.parent / "files" / "partners" / name
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def raked(people: Sequence[dict[str, str]]) -> list[float]:
    """The weights by turns, one margin after the other, as slowly as can be."""
    weights = [1.0] * len(people)
    for _ in range(60):
        for heading, shares in MARGINS.items():
            total = sum(weights)
            for group, share in shares.items():
                mine = [at for at, one in enumerate(people) if one[heading] == group]
                factor = share * total / sum(weights[at] for at in mine)
                for at in mine:
                    weights[at] *= factor
    return weights


def test_every_share_is_that_of_the_file_weighted_by_hand(
    marrowmere: Workspace, compared: AnalysisResult
) -> None:
    people = sent(marrowmere, "residents-survey-2025.csv")
    weights, total = raked(people), 0
    for (question, answer), found in cells(compared, "answers", "question", "answer").items():
        said = [answer in one[question].split(";") for one in people]
        mine = sum(w for w, so in zip(weights, said, strict=True) if so)
        assert found["value"] == pytest.approx(100 * mine / sum(weights), abs=1e-6)
        assert found["unweighted"] == pytest.approx(100 * sum(said) / 448)
        assert found["base"] == 448
        assert found["low"] < found["value"] < found["high"]
        total += 1
    assert total == 19


def test_the_planted_change_is_found_and_the_noise_is_not(compared: AnalysisResult) -> None:
    found = cells(compared, "changes", "question", "answer")
    assert {key for key, one in found.items() if one["verdict"] != "no clear change"} == {
        (PROBLEMS, "Speeding")
    }
    speeding = found[PROBLEMS, "Speeding"]
    assert speeding["verdict"] == "rose"
    assert speeding["low"] < 100 * (188 / 448 - 124 / 460) < speeding["high"]
    police = found["The police do a good job in this area", "NET (positive less negative)"]
    assert police["change"] < -3
    assert compared.title.startswith("Since 2023, by more than chance: “Speeding” rose from 27% to 42%")
    assert "cannot say why" in compared.title


def test_groups_differ_where_it_is_planted(marrowmere: Workspace, compared: AnalysisResult) -> None:
    tests = cells(compared, "tests", "question")
    assert [key for (key,), one in tests.items() if one["differ"]] == [
        "How safe do you feel in your area after dark?"
    ]
    groups = cells(compared, "groups", "question", "answer", "group")
    bases = Counter(one["Age group"] for one in sent(marrowmere, "residents-survey-2025.csv"))
    for (_, _, group), one in groups.items():
        assert one["base"] == bases[group]


def test_small_groups_are_suppressed_and_say_so(marrowmere: Workspace) -> None:
    found = analyse(marrowmere, "survey", request_for("survey", {"survey": "residents", "by": "ward"}))
    bases = Counter(one["Ward"] for one in sent(marrowmere, "residents-survey-2025.csv"))
    seen = set()
    for one in found.table("groups").records():
        seen.add(one["group"])
        if bases[one["group"]] < 50:
            assert one["value"] is None
            assert one["state"] == "suppressed (fewer than 50 people)"
    assert seen == set(bases)


def test_people_who_chose_to_respond_have_no_margin_of_error(marrowmere: Workspace) -> None:
    found = analyse(marrowmere, "survey", request_for("survey", {"survey": "saltgate-order"}))
    for one in found.table("answers").records():
        assert one["low"] is None
        assert one["high"] is None
        assert one["state"] == "chose to respond; not a sample"
    shares = cells(found, "answers", "question", "answer")
    assert shares["Should the order go on?", "Yes"]["value"] == pytest.approx(100 * 331 / 512)
    assert "not a sample, so no margin of error" in found.sure[0]
    ranked = found.table("ranking-problems").records()
    assert "best" not in ranked[0]
    assert "None of these" not in {one["answer"] for one in ranked}


def test_korn_and_graubard_is_another_interval_of_the_same_share(
    marrowmere: Workspace, compared: AnalysisResult
) -> None:
    asked = {"survey": "residents", "interval": "korn-graubard"}
    other = cells(
        analyse(marrowmere, "survey", request_for("survey", asked)), "answers", "question", "answer"
    )
    for key, one in cells(compared, "answers", "question", "answer").items():
        assert other[key]["value"] == one["value"]
        assert other[key]["low"] != one["low"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"survey": "nobody"}, r"No answers to the survey nobody are held. Held: residents \(2023\)"),
        ({"survey": "residents", "against": "1999"}, "wave 1999, are held"),
        ({"survey": "residents", "by": "shoe size"}, "does not know of people their shoe size. There are: age, sex, ward"),
        ({"survey": "residents", "question": "why"}, "has no question why. There are: after-dark, police, problems"),
        ({"survey": "residents", "interval": "wide"}, "There are logit and korn-graubard"),
        ({"survey": "residents", "against": "2025"}, "cannot be compared with itself"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_said_with_what_does(
    marrowmere: Workspace, asked: dict[str, str], said: str
) -> None:
    with pytest.raises((TableError, AskedWronglyError), match=said):
        analyse(marrowmere, "survey", request_for("survey", asked))


def town(folder: Path, rows: list[list[str]], **changes: Any) -> Evidence:
    """A survey of its own, taken in and opened."""
    made = definitions(book(cluster="", weight="", **changes))
    store = EvidenceStore(folder / "evidence", made)
    store.ingest([file(folder / "answers 2025.csv", rows, HEADER)])
    return Evidence(store.open().connection(), made, "x")


def margin(of: str, **people: float) -> dict[str, Any]:
    return {"of": of, "people": people, "source": "Census 2021", "date": "2021-03-21"}


def test_a_rare_answer_of_a_group_is_hidden_with_what_would_tell_it(tmp_path: Path) -> None:
    rows = [row(n, sex="Female", how="Very safe" if n % 2 else "Fairly safe") for n in range(100)]
    rows += [row(100 + n, sex="Male", how="Unsafe" if n < 3 else "Very safe") for n in range(60)]
    evidence = town(tmp_path, rows)
    found = survey_result(evidence, wave_asked(evidence, "town"), Asked(by="sex", question="safe"))
    groups = cells(found, "groups", "answer", "group")
    assert groups["Unsafe", "Male"]["value"] is None
    assert groups["Unsafe", "Male"]["state"] == "suppressed (fewer than 5 people said so)"
    assert groups["Very safe", "Male"]["state"] == "suppressed (another could be worked out from it)"
    assert groups["NET (positive less negative)", "Male"]["value"] is None
    assert groups["Unsafe", "Female"]["value"] == 0


def test_margins_that_cannot_be_met_are_refused_and_nothing_is_weighted(tmp_path: Path) -> None:
    rows = [row(n, sex="Female") for n in range(80)]
    evidence = town(tmp_path, rows, margins=[margin("sex", female=51, male=49)])
    found = survey_result(evidence, wave_asked(evidence, "town"), Asked())
    assert "nobody answered 'male'" in found.refused[0].sentence
    for one in found.table("answers").records():
        assert one["value"] == pytest.approx(one["unweighted"], nan_ok=True)


def test_those_whose_group_is_unknown_count_unweighted(tmp_path: Path) -> None:
    rows = [row(n, sex="" if n < 7 else "Female" if n % 3 else "Male") for n in range(97)]
    evidence = town(tmp_path, rows, margins=[margin("sex", female=50, male=50)])
    found = survey_result(evidence, wave_asked(evidence, "town"), Asked())
    assert any("7 of 97 people did not say which group" in words for words in found.sure)
    assert found.table("answers").records()[0]["base"] == 97


def test_a_mean_is_that_of_the_numbers(tmp_path: Path) -> None:
    evidence = town(tmp_path, [row(n) for n in range(120)])
    found = survey_result(evidence, wave_asked(evidence, "town"), Asked(question="years"))
    assert found.table("means").records()[0]["value"] == pytest.approx(np.mean([n % 30 for n in range(120)]))


def test_too_few_people_bear_nothing(tmp_path: Path) -> None:
    evidence = town(tmp_path, [row(n) for n in range(30)])
    with pytest.raises(CannotBearError, match="Fewer than 50 people answered"):
        survey_result(evidence, wave_asked(evidence, "town"), Asked())
