"""The first real path, end to end: the archive as the public downloads it, against a plain recount."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest
import recount
from plain_counts import read_crimes, read_geography
from tests.workspaces import run_apart as run

from wardmote import open_workspace

pytestmark = pytest.mark.shared

EXACT = ("previous", "current", "change", "percent", "population", "monthly_average", "verdict")
CLOSE = ("phi", "z", "q")


@pytest.fixture(scope="module")
def plain(shared: Path):
    """The evidence as the plain program reads it."""
    places = read_geography(shared / "data" / "geography")
    police = shared / "data" / "police" / "bedfordshire-2021-05-to-2024-04.zip"
    return read_crimes(police, set(places)), places


AREAS = (
    ("E22000353", "category", "2024-04"),
    ("E22000353", "ward", "2024-04"),
    ("E22000353", "lsoa", "2024-04"),
    ("E23000026", "csp", "2024-04"),
)
MORE_AREAS = (
    ("E22000353", "category", "2023-12"),
    ("E22000009", "ward", "2024-04"),
    ("E22000010", "category", "2024-04"),
    ("E23000026", "category", "2024-02"),
)
"""In the long form."""


@pytest.mark.soak
@pytest.mark.parametrize(
    ("area", "by", "to"), [*AREAS, *(MORE_AREAS if os.environ.get("WARDMOTE_SOAK") == "1" else ())]
)
def test_every_row_equals_the_plain_recount(bedfordshire: Path, plain, area: str, by: str, to: str) -> None:
    answer = run(
        "table",
        "performance",
        "--area",
        area,
        "--by",
        by,
        "--to",
        to,
        "--format",
        "json",
        workspace=bedfordshire,
    )
    assert answer.code == 0, answer.err
    ours = json.loads(answer.out)
    expected = recount.table(*plain, area, to, by)
    assert ours["periods"] == expected["periods"]
    assert ours["not_located"] == expected["not_located"]
    found = {(row["area"]["code"], row["measure"]): row for row in ours["rows"]}
    assert expected["rows"]
    for row in expected["rows"]:
        mine = found[row["area"]["code"], row["measure"]]
        _same(mine, row)


def _same(mine: dict, row: dict) -> None:
    what = f"{row['area']['code']} {row['measure']}"
    for key in EXACT:
        assert mine[key] == row[key], f"{what} {key}"
    for key in CLOSE:
        assert mine[key] == (None if row[key] is None else pytest.approx(row[key], rel=1e-6, abs=1e-9)), (
            f"{what} {key}"
        )
    assert mine["rate"] == pytest.approx(row["rate"], abs=5e-4), what
    assert mine["rate_interval"] == pytest.approx(row["rate_interval"], abs=5e-4), what
    for key in ("previous", "current"):
        assert (mine["not_located_share"][key] or 0) == pytest.approx(
            row["not_located_share"][key] or 0, abs=1e-6
        )
    if row["percent_interval"] is None:
        assert mine["percent_interval"] is None, what
    else:
        for ours, theirs in zip(mine["percent_interval"], row["percent_interval"], strict=True):
            assert ours == (None if theirs is None else pytest.approx(theirs, abs=0.051)), what


def test_the_archive_is_accounted_for_row_by_row(bedfordshire: Path) -> None:
    holdings = json.loads(run("evidence", "list", "--format", "json", workspace=bedfordshire).out)
    kinds = Counter(one["kind"] for one in holdings)
    assert {kind: kinds[kind] for kind in ("crime", "outcomes", "searches")} == dict.fromkeys(
        ("crime", "outcomes", "searches"), 36
    )
    holdings = [one for one in holdings if one["kind"] == "crime"]
    assert sum(one["rows"] for one in holdings) == 182_113
    assert sum(one["repeated"] for one in holdings) == 184
    assert sum(one["rejected"] for one in holdings) == 0
    assert sum(one["not_located"] for one in holdings) == 6_381


def test_wards_make_up_the_partnership(bedfordshire: Path) -> None:
    workspace = open_workspace(bedfordshire)
    whole = workspace.performance().set_index("measure")
    parts = workspace.performance(by="ward").groupby("measure")[["previous", "current"]].sum()
    for measure in parts.index:
        assert parts.loc[measure].tolist() == whole.loc[measure, ["previous", "current"]].tolist()


def test_the_same_archive_again_changes_nothing(bedfordshire: Path, shared: Path) -> None:
    before = (bedfordshire / "evidence" / "current").read_text()
    answer = run("ingest", shared / "data" / "police", workspace=bedfordshire)
    assert answer.code == 0, answer.err
    assert "Nothing new" in answer.out
    assert (bedfordshire / "evidence" / "current").read_text() == before


def test_the_store_is_sound(bedfordshire: Path) -> None:
    answer = run("evidence", "verify", workspace=bedfordshire)
    assert answer.code == 0, answer.err
    assert "is sound" in answer.out


def test_the_pack_is_written_twice_with_the_same_bytes(bedfordshire: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        answer = run("assess", "--formats", "html,pdf", "--out", tmp_path / name, workspace=bedfordshire)
        assert answer.code == 0, answer.err
    for suffix in ("html", "pdf"):
        first = (tmp_path / "first" / f"strategic-assessment.{suffix}").read_bytes()
        assert first == (tmp_path / "second" / f"strategic-assessment.{suffix}").read_bytes()
    page = (tmp_path / "first" / "strategic-assessment.html").read_text(encoding="utf-8")
    assert page.count("<h1") == 1
    assert "Possession of weapons rose" in page
    assert not re.search(r"""(src|href)\s*=\s*["'](https?:)?//""", page.replace('href="https://', 'x="'))
    assert "Open Government Licence" in page
    assert "Not yet assessed" in page
