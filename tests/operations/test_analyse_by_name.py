"""Analyses asked for by name: one catalogue behind the command line and the notebook."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import pytest
from tests.workspaces import run

from wardmote.analyses.result import Kind, ResultColumn
from wardmote.analyses.result_cells import cell_words
from wardmote.operations.analyse import CATALOGUE, OFFERED, MeasureRequest, analyse, fields_of, request_for
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.notebook import open_workspace
from wardmote.operations.workspace import Workspace

ASKED = {"measure": "anti-social-behaviour"}
COMMAND = ("analyse", "season", "anti-social-behaviour")


def test_every_analysis_says_what_it_answers_and_what_may_be_asked() -> None:
    for offered in OFFERED:
        assert offered.question.endswith("?"), offered.name
        assert all(field.ask.help.endswith(".") for field in fields_of(offered.request)), offered.name
    assert len({offered.name for offered in OFFERED}) == len(OFFERED)


def test_a_field_without_words_is_refused() -> None:
    @dataclass(frozen=True)
    class Mute:
        measure: str
        area: Annotated[str, "no words"] = ""

    with pytest.raises(TypeError, match=r"Mute\.measure does not say"):
        list(fields_of(Mute))


def test_a_result_says_how_sure_it_is(marrowmere: Workspace) -> None:
    found = analyse(marrowmere, "season", request_for("season", ASKED))
    assert found.sure
    assert found.tables[0].rows
    assert found.snapshot == marrowmere.snapshot.id


def test_text_csv_json_and_notebook_hold_the_same_numbers(marrowmere: Workspace) -> None:
    text, data, plain = (
        run(*COMMAND, "--format", form, workspace=marrowmere.folder) for form in ("text", "json", "csv")
    )
    assert text.code == data.code == plain.code == 0, text.err + data.err + plain.err
    record = json.loads(data.out)
    assert record["schema"] == "wardmote.analysis/1"
    rows = record["tables"][0]["rows"]
    assert [float(row["index"]) for row in csv.DictReader(io.StringIO(plain.out))] == [
        row["index"] for row in rows
    ]
    frame = open_workspace(marrowmere.folder).analyse("season", **ASKED).frame()
    assert frame["index"].tolist() == [row["index"] for row in rows]
    assert f"{rows[0]['index']:.2f}" in text.out
    assert "How sure are we?" in text.out


@pytest.mark.parametrize(
    ("ending", "begins"), [(".svg", b"<svg"), (".png", b"\x89PNG")], ids=["drawing", "pixels"]
)
def test_a_chart_is_a_file_of_its_own(
    marrowmere: Workspace, tmp_path: Path, ending: str, begins: bytes
) -> None:
    wanted = tmp_path / f"asb{ending}"
    written = open_workspace(marrowmere.folder).analyse("season", **ASKED).draw(wanted)
    assert written[0] == wanted
    assert wanted.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("analyse", "saeson", "burglary"), "No such command"),
        (("analyse", "season", "asb"), "asb"),
        (
            (*COMMAND, "--format", "csv", "--table", "weeks"),
            "There is no table 'weeks' here; there are months.",
        ),
        ((*COMMAND, "--chart", "asb.gif"), "asb.gif ends in none of them"),
    ],
    ids=["no-such-analysis", "no-such-measure", "no-such-table", "chart-of-no-known-kind"],
)
def test_what_is_asked_wrongly_ends_as_a_sentence(
    marrowmere: Workspace, words: tuple[str, ...], says: str
) -> None:
    answer = run(*words, workspace=marrowmere.folder)
    assert answer.code == 2
    assert says in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("name", "asked", "says"),
    [
        ("saeson", ASKED, "There is no analysis called 'saeson'"),
        ("season", {**ASKED, "ward": "x"}, "season knows no ward"),
    ],
)
def test_a_notebook_is_told_what_can_be_asked(name: str, asked: dict[str, str], says: str) -> None:
    with pytest.raises(AskedWronglyError, match=says):
        request_for(name, asked)


def test_what_must_be_given_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CATALOGUE, "wanting", replace(OFFERED[0], name="wanting", request=MeasureRequest))
    with pytest.raises(AskedWronglyError, match="wanting needs measure"):
        request_for("wanting", {})


def test_two_years_are_needed_and_the_refusal_says_which_data_would_do(marrowmere: Workspace) -> None:
    answer = run(*COMMAND, "--to", "2022-12", workspace=marrowmere.folder)
    assert answer.code == 1
    assert "at least two whole years" in answer.err
    assert "Take in the monthly files" in answer.err


@pytest.mark.parametrize(
    ("kind", "cell", "words"),
    [
        (Kind.COUNT, 1234.5, "1,235"),
        (Kind.COUNT, None, "–"),
        (Kind.NUMBER, 2.25, "2.3"),
        (Kind.RATIO, 1.005, "1.01"),
        (Kind.PERCENT, 12.25, "12.3%"),
        (Kind.POINTS, -3.25, "−3.3"),
        (Kind.CHANCE, 0.0004, "below 0.001"),
        (Kind.CHANCE, 0.0495, "0.050"),
        (Kind.YES, True, "yes"),
        (Kind.MONEY, 48000.0, "£48,000"),
        (Kind.TEXT, "Saltgate", "Saltgate"),
    ],
)
def test_cells_are_written_for_people(kind: Kind, cell: float | str | None, words: str) -> None:
    assert cell_words(ResultColumn("x", "X", kind), cell) == words
