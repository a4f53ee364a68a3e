"""Scoring sheets read and put in order: the matrix of 2013, several partners, wrong cells."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tests.workspaces import run

from wardmote.analyses.pictures import DotRanges
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.priorities import RankRequest, rank_sheets
from wardmote.operations.workspace import Workspace

SCAN = ("Issue", "Data", "Judgement", "Demand")


def sheet(folder: Path, name: str, rows: list[tuple[object, ...]], head: tuple[str, ...] = SCAN) -> Path:
    """A file of scores."""
    path = folder / f"{name}.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([head, *rows])
    return path


@pytest.mark.shared
def test_matrix_of_2013_gives_its_totals_its_order_and_its_gaps(shared: Path, marrowmere: Workspace) -> None:
    file = shared / "domain" / "seed_tables" / "000_t2_risk_matrix_appendix_a.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        printed = list(csv.DictReader(stream))
    made = rank_sheets(marrowmere, RankRequest((file,), "nine-criteria-2013"))
    order = made.result.table("order").records()
    assert [row["issue"] for row in order] == [row["Issue"] for row in printed]
    assert [row["total"] for row in order] == [int(row["Total"]) for row in printed]
    assert len(order) == 32
    totals = [int(row["Total"]) for row in printed]
    for row, total in zip(order, totals, strict=True):
        place = 1 + sum(other > total for other in totals)
        assert row["place"] == (f"{place}=" if totals.count(total) > 1 else f"{place}")
    wordless = made.result.table("outside-the-legend").records()
    outside = [
        (row["Issue"], int(cell))
        for row in printed
        for name, cell in row.items()
        if name not in ("Issue", "Total") and cell in ("2", "4")
    ]
    assert len(outside) == 51
    assert sorted((row["issue"], row["score"]) for row in wordless) == sorted(outside)
    assert any(one.startswith("All 32 totals") for one in made.result.caveats)
    assert not made.faults


def test_partners_sheets_together(tmp_path: Path, marrowmere: Workspace) -> None:
    files = [
        sheet(tmp_path, "police", [("Shop theft", 4, 5, 4), ("Knives", 5, 5, 3), ("Fly-tipping", 1, 1, 0)]),
        sheet(
            tmp_path,
            "council",
            [("Shop theft", 1, 5, 4), ("knives", "can't say", 5, 3), ("Fly-tipping", 2, 2, 5)],
        ),
        sheet(
            tmp_path,
            "fire",
            [("Shop  theft", "", "", ""), ("Knives", "?", 4, "High"), ("Fly-tipping", 1, 2, 1)],
        ),
    ]
    made = rank_sheets(marrowmere, RankRequest(tuple(files), invited=("Police", "Council", "Fire", "Health")))
    assert made.scoring.matrix.id == "scan"
    assert [(row["place"], row["issue"], row["total"]) for row in made.result.table().records()] == [
        ("1", "Knives", pytest.approx(13 / 3)),
        ("2", "Shop theft", pytest.approx(11.5 / 3)),
        ("3", "Fly-tipping", pytest.approx(4 / 3)),
    ]
    assert made.scoring.silent == ("Health",)
    assert any("Health did not answer" in one.sentence for one in made.result.findings)
    spread = {(row["issue"], row["criterion"]): row for row in made.result.table("spread").records()}
    assert spread["Shop theft", "Data"]["apart"]
    assert spread["Knives", "Data"]["cannot_say"] == 2
    assert spread["Fly-tipping", "Demand"]["apart"]
    assert not spread["Fly-tipping", "Data"]["apart"]


def test_wrong_cells_are_named_and_count_for_nothing(tmp_path: Path, marrowmere: Workspace) -> None:
    rows: list[tuple[object, ...]] = [
        ("Shop theft", 7, 5, 4),
        ("Knives", 5, "often", 3),
        ("", 1, 1, 1),
        ("Knives", 1, 1, 1),
    ]
    made = rank_sheets(marrowmere, RankRequest((sheet(tmp_path, "police", rows),)))
    said = [one.sentence for one in made.faults]
    assert "police.csv, row 2, column “Data”: found “7”, expected a whole number from 0 to 5" in said[0]
    assert "row 3, column “Judgement”: found “often”" in said[1]
    assert "row 4, column “Issue”: found an empty cell, expected the name of an issue" in said[2]
    assert (
        "row 5, column “Data”: found “1”, expected each score once; the first stands in police.csv, row 3"
        in said[3]
    )
    assert all(
        row["place"] == "not ranked" for row in made.result.table().records() if row["issue"] == "Shop theft"
    )
    assert "nothing is not zero" in " ".join(one.sentence for one in made.result.findings)


def test_a_row_a_score_says_the_same(tmp_path: Path, marrowmere: Workspace) -> None:
    wide = sheet(tmp_path, "police", [("Shop theft", 4, 5, 4), ("Knives", 5, 5, 3)])
    rows = [
        ("police", issue, criterion, score, "because")
        for issue, scores in (("Shop theft", (4, 5, 4)), ("Knives", (5, 5, 3)))
        for criterion, score in zip(SCAN[1:], scores, strict=True)
    ]
    long = sheet(tmp_path, "long", rows, ("Partner", "Issue", "Criterion", "Score", "Reason"))
    first, second = (rank_sheets(marrowmere, RankRequest((file,))) for file in (wide, long))
    assert first.result.tables == second.result.tables
    assert second.scoring.scores[0].reason == "because"


def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, marrowmere: Workspace) -> None:
    file = sheet(tmp_path, "other", [("Shop theft", 4)], ("Issue", "Colour"))
    with pytest.raises(AskedWronglyError, match="not clear by which matrix"):
        rank_sheets(marrowmere, RankRequest((file,)))
    with pytest.raises(AskedWronglyError, match="holds no scores of the matrix scan"):
        rank_sheets(marrowmere, RankRequest((file,), "scan"))
    with pytest.raises(AskedWronglyError, match="no matrix called"):
        rank_sheets(marrowmere, RankRequest((file,), "morile"))
    twice = sheet(tmp_path, "twice", [("Shop theft", 4, 4, 4, 4)], (*SCAN, "Data"))
    with pytest.raises(AskedWronglyError, match="stands twice"):
        rank_sheets(marrowmere, RankRequest((twice,), "scan"))


def test_command_prints_what_the_job_gives(tmp_path: Path, marrowmere: Workspace) -> None:
    file = sheet(tmp_path, "police", [("Shop theft", 4, 5, 4), ("Knives", 5, 9, 3)])
    answer = run("priorities", "rank", file, "--format", "json", workspace=marrowmere.folder)
    assert answer.code == 0, answer.err
    assert json.loads(answer.out)["title"] == "Shop theft stands first of 1 issue, with 4.33 of 5."
    assert "row 3, column “Judgement”: found “9”" in answer.err


def test_what_lies_far_apart_is_drawn(tmp_path: Path, marrowmere: Workspace) -> None:
    files = [
        sheet(tmp_path, "police", [("Shop theft", 4, 5, 4)]),
        sheet(tmp_path, "fire", [("Shop theft", 1, 5, 4)]),
    ]
    _, apart = rank_sheets(marrowmere, RankRequest(tuple(files))).result.pictures
    assert isinstance(apart, DotRanges)
    assert [(row.label, row.low, row.high) for row in apart.rows] == [("Shop theft: Data", 1.0, 4.0)]
