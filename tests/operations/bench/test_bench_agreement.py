"""No ratio where both sides differ: each kind of difference is seen, and a differing pair gets none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from wardmote.operations.bench import read_plan
from wardmote.operations.bench.agreement import differing_files, differing_tables
from wardmote.operations.bench.comparison import lines_of
from wardmote.operations.bench.processes import Measured, StepFailed, run_step
from wardmote.operations.bench.sizes import Pairs, Size

GREATEST = read_plan().method.greatest_difference


def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area": ["E1", "E1", "E2"],
            "measure": ["burglary", "drugs", "burglary"],
            "previous": [85, 12, 40],
            "current": [151, 14, 40],
            "z": [4.25, 0.4, 0.0],
            "q": [0.001, 0.7, 1.0],
        }
    )


def differing(tmp_path: Path, other: pd.DataFrame) -> str:
    table().to_parquet(tmp_path / "ours.parquet")
    other.to_parquet(tmp_path / "theirs.parquet")
    return differing_tables(tmp_path / "ours.parquet", tmp_path / "theirs.parquet", GREATEST)


def test_equal_tables_in_another_order_agree(tmp_path: Path) -> None:
    assert not differing(tmp_path, table().iloc[::-1])


def test_difference_within_the_tolerance_agrees(tmp_path: Path) -> None:
    assert not differing(tmp_path, table().assign(z=table().z + GREATEST / 2))


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.assign(current=[151, 14, 41]),
        lambda t: t.assign(previous=[84, 12, 40]),
        lambda t: t.assign(z=t.z + 10 * GREATEST),
        lambda t: t.assign(q=[0.001, 0.7, None]),
        lambda t: t.iloc[:2],
        lambda t: t.assign(area=["E1", "E1", "E3"]),
    ],
    ids=["current", "previous", "z", "absent", "rows", "areas"],
)
def test_each_difference_is_seen(tmp_path: Path, change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    assert differing(tmp_path, change(table()))


def crimes(path: Path, ids: list[str | None], places: list[str | None]) -> Path:
    pd.DataFrame({"month": "2024-04", "lsoa": places, "crime_id": ids}).to_parquet(path)
    return path


def test_repeated_ids_of_the_plain_file_count_once(tmp_path: Path) -> None:
    ours = crimes(tmp_path / "ours.parquet", ["a", None, None], ["X1", "X1", None])
    plain = crimes(tmp_path / "2024-04.parquet", ["a", "a", None, None], ["X1", "X1", "X1", None])
    assert not differing_files([ours], [plain])


def test_a_crime_in_another_place_is_seen(tmp_path: Path) -> None:
    ours = crimes(tmp_path / "ours.parquet", ["a", "b"], ["X1", "X2"])
    plain = crimes(tmp_path / "2024-04.parquet", ["a", "b"], ["X1", "X1"])
    assert "2024-04" in differing_files([ours], [plain])


def size(difference: str, ours: float, theirs: float) -> Size:
    answer = {"areas": 314, "rows": 4710, "cold": 0.2, "slowest": 0.1}
    left, right = ({**answer, "seconds": took, "processor_seconds": 2 * took} for took in (ours, theirs))
    pairs = Pairs((Measured(ours, 10**9, left),), (Measured(theirs, 10**9, right),), difference)
    return Size(20_000_000, pairs, Measured(0.05, 10**9, answer), pairs)


def test_differing_results_get_no_ratio() -> None:
    lines = lines_of(size("one count differs", 1.0, 30.0), read_plan().limits, judged=False)
    compared = [line for line in lines if line.ratio]
    assert {line.ratio for line in compared} == {"none"}
    assert {line.verdict for line in compared} == {"not met"}
    assert all("one count differs" in line.remark for line in compared)


@pytest.mark.parametrize(
    ("ours", "theirs", "ingest", "pandas"),
    [(1.5, 1.0, "met", "not met"), (1.51, 1.0, "not met", "not met"), (1.0, 20.0, "met", "met")],
)
def test_limits_decide(ours: float, theirs: float, ingest: str, pandas: str) -> None:
    lines = {line.what: line for line in lines_of(size("", ours, theirs), read_plan().limits, judged=True)}
    assert lines["Ingest of every force and month"].verdict == ingest
    assert lines["The same by a pandas script"].verdict == pandas


def test_a_failed_step_says_why() -> None:
    with pytest.raises(StepFailed, match=r"one_table.*absent|one_table"):
        run_step("one_table", store="absent", to="2024-04", times=1)
