"""Rates at equal ages asked for by name: text, CSV and JSON agree; what is asked wrongly is a sentence."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.workspaces import run

from wardmote.figures.areas import UnknownAreaError
from wardmote.figures.months import MonthError
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace

CONCERNS = "adult-safeguarding-concerns"


@pytest.mark.parametrize(
    ("more", "error", "says"),
    [
        ({"years": 0}, AskedWronglyError, "1 to 10 years: found 0"),
        ({"years": 11}, AskedWronglyError, "found 11"),
        ({"group": "essex", "areas": "X05000001"}, AskedWronglyError, "in one way"),
        ({"to": "March"}, MonthError, "is not a month"),
        ({"area": "X99"}, UnknownAreaError, "X99"),
        ({"areas": "X05000001,X22000001"}, UnknownAreaError, "of the level"),
        ({"group": "nowhere"}, UnknownAreaError, "no group of areas called nowhere"),
    ],
)
def test_what_is_asked_wrongly_is_a_sentence(
    marrowmere: Workspace, more: dict[str, object], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        analyse(marrowmere, "rates", request_for("rates", {"measure": CONCERNS, **more}))


def test_a_ward_stands_among_the_wards_and_a_list_is_compared_alone(marrowmere: Workspace) -> None:
    ward = analyse(marrowmere, "rates", request_for("rates", {"measure": CONCERNS, "area": "Tallow Park"}))
    assert ward.title.startswith(
        "Adult safeguarding concerns: Tallow Park has more than the ages of its people"
    )
    assert "own_rate" in ward.table("ages").records()[0]
    two = analyse(
        marrowmere, "rates", request_for("rates", {"measure": CONCERNS, "areas": "X05000001,X05000004"})
    )
    assert {row["area"] for row in two.table().records()} == {"Old Quay", "Tallow Park"}


def test_the_command_line_prints_the_same_numbers_as_data(marrowmere: Workspace, tmp_path: Path) -> None:
    chart = tmp_path / "rates.svg"
    plain = run(
        "analyse", "rates", CONCERNS, "--format", "csv", "--chart", chart, workspace=marrowmere.folder
    )
    data = run("analyse", "rates", CONCERNS, "--format", "json", workspace=marrowmere.folder)
    assert plain.code == data.code == 0, plain.err + data.err
    rows = json.loads(data.out)["tables"][0]["rows"]
    assert [(row["code"], float(row["ratio"])) for row in csv.DictReader(io.StringIO(plain.out))] == [
        (row["code"], row["ratio"]) for row in rows
    ]
    assert "Tallow Park" in chart.read_text(encoding="utf-8")
