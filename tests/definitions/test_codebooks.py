"""A codebook must hold together: what is wrong with one is said in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.evidence.responses.answer_files import book

from wardmote.definitions import DefinitionError, load_what_can_be_read
from wardmote.definitions.surveys import Survey

MARGIN = {"of": "sex", "people": {"female": 51, "male": 49}, "source": "Census 2021", "date": "2021-03-21"}


def question(**changes: Any) -> dict[str, Any]:
    made = {
        "id": "one",
        "title": "A question",
        "column": "One",
        "answers": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}],
    }
    return made | changes


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "ends first": ({"ends": "2025-01-01"}, "before it starts"),
    "self-selected weighted": ({"chosen": "self-selected", "margins": [MARGIN]}, "cannot be weighted into a sample"),
    "margin of nothing": ({"margins": [MARGIN | {"of": "tenure"}]}, "tenure, which is no background question"),
    "margin answer": ({"margins": [MARGIN | {"people": {"female": 1, "x": 2}}]}, "margin sex: no answer x"),
    "column twice": ({"background": [question(column="How safe?")]}, "“how safe\\?” is named twice"),
    "question twice": ({"background": [question(id="safe")]}, "two questions are called safe"),
    "reserved": ({"background": [question(id="weight")]}, "no question can be called weight"),
    "many answers known": ({"background": [question(type="multi", separator=";")]}, "its type is single"),
    "no bounds": ({"questions": [question(type="number", answers=[])]}, "a number needs its least and its most"),
    "one answer": ({"questions": [question(answers=[{"id": "a", "label": "A"}])]}, "two answers or more"),
    "no separator": ({"questions": [question(type="multi")]}, "by which separator"),
    "no score": ({"questions": [question(type="scale")]}, "each answer of a scale needs a score"),
    "word twice": ({"questions": [question(answers=[{"id": "a", "label": "A"}, {"id": "b", "label": "a "}])]}, "“a” stands"),
    "no column": ({"questions": [question(column="")]}, "name its one column"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named(fault: str) -> None:
    changes, said = FAULTS[fault]
    with pytest.raises(ValueError, match=said):
        Survey.model_validate(book(**changes))


def test_yes_and_no_are_words_as_people_write_them() -> None:
    text = "{id: one, title: Been a victim, column: One, answers: [{id: yes, label: Yes, codes: [1]}, {id: no, label: No}]}"
    made = Survey.model_validate(book(questions=[yaml.safe_load(text)]))
    assert [one.id for one in made.questions[0].answers] == ["yes", "no"]


def overlay(folder: Path, *books: dict[str, Any]) -> Path:
    (folder / "surveys").mkdir()
    (folder / "surveys" / "town.yaml").write_text(yaml.safe_dump(list(books)), encoding="utf-8")
    return folder


def test_a_codebook_is_a_source_that_files_are_known_by(tmp_path: Path) -> None:
    made = load_what_can_be_read(overlay(tmp_path, book("2023"), book("2025")))
    assert made.sources["survey-town-2025"].recognise == made.surveys["town-2025"].headings
    assert made.sources["survey-town-2025"].open is False
    assert not made.unreadable


def test_two_codebooks_that_a_file_could_not_be_told_apart_by_do_not_fit_together(tmp_path: Path) -> None:
    made = load_what_can_be_read(overlay(tmp_path, book("2023"), book("2025", titled=[])))
    with pytest.raises(DefinitionError, match="the same columns as that of town-2023; give each words"):
        made.surveys  # noqa: B018


def test_a_wave_has_one_codebook(tmp_path: Path) -> None:
    made = load_what_can_be_read(overlay(tmp_path, book("2025"), book("2025", id="again", titled=["again"])))
    with pytest.raises(DefinitionError, match="wave 2025 of town has the codebook town-2025 already"):
        made.surveys  # noqa: B018
