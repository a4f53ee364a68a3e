"""A blank scoring sheet: a person fills it in, and it is read back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.priorities import RankRequest, SheetRequest, rank_sheets, write_sheet
from wardmote.operations.workspace import Workspace


def test_a_sheet_goes_out_and_comes_back(tmp_path: Path, marrowmere: Workspace) -> None:
    file = write_sheet(
        marrowmere, SheetRequest("scan", ("=Shop theft", "Knives"), tmp_path / "police.xlsx", "Police")
    )
    again = write_sheet(
        marrowmere, SheetRequest("scan", ("=Shop theft", "Knives"), tmp_path / "same.xlsx", "Police")
    )
    assert file.read_bytes() == again.read_bytes()
    book = openpyxl.load_workbook(file)
    scores = book["Scores"]
    assert [cell.value for cell in scores[1]] == ["Issue", "Scorer", "Data", "Judgement", "Demand"]
    assert scores["A2"].data_type == "s"
    assert len(scores.data_validations.dataValidation) == 3
    assert any("More than we can meet" in str(row[2]) for row in book["Legend"].iter_rows(values_only=True))
    for row, values in ((2, (4, 5, "can't say")), (3, (5, None, 3))):
        for column, value in enumerate(values, 3):
            scores.cell(row, column, value)
    book.save(file)
    made = rank_sheets(marrowmere, RankRequest((file,)))
    assert made.scoring.scorers == ("Police",)
    assert made.scoring.issues == ("=Shop theft", "Knives")
    assert [one.value for one in made.scoring.scores] == [4, 5, None, 5, 3]
    assert not made.faults
    for wrong in (
        SheetRequest("scan", (), file),
        SheetRequest("scan", ("a", "A"), file),
        SheetRequest("x", ("a",), file),
    ):
        with pytest.raises(AskedWronglyError):
            write_sheet(marrowmere, wrong)
