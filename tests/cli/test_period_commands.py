"""Periods, comparisons, series and targets as somebody types them, on the real archive."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
import zipfile
from collections import Counter

import pytest
from tests.workspaces import run

pytestmark = pytest.mark.shared
OURS = "E22000353"
TARGET = """\
id: shop-theft
title: Shop theft
measure: shoplifting
direction: reduce
value: 2
unit: percent
baseline: 2022-23
period: 2023-24
owner: Somebody
source: The plan
"""


@pytest.fixture(scope="module")
def by_month(shared) -> Counter[str]:
    """Shop thefts of the partnership by month, counted by walking over every row of the archive."""
    geography = shared / "data" / "geography" / "lookups" / "lsoa21_ward24_lad24_csp24_pfa24.csv.gz"
    with gzip.open(geography, "rt", encoding="utf-8-sig") as stream:
        mine = {row["lsoa21_code"] for row in csv.DictReader(stream) if row["csp24_code"] == OURS}
    found: Counter[str] = Counter()
    last: dict[tuple[str, str], bool] = {}
    with zipfile.ZipFile(shared / "data" / "police" / "bedfordshire-2021-05-to-2024-04.zip") as archive:
        for name in archive.namelist():
            if not name.endswith("-street.csv"):
                continue
            with archive.open(name) as raw:
                for at, row in enumerate(csv.DictReader(io.TextIOWrapper(raw, "utf-8-sig"))):
                    key = row["Month"], row["Crime ID"] or f"row {at}"
                    last[key] = row["Crime type"] == "Shoplifting" and row["LSOA code"] in mine
    for (month, _), counted in last.items():
        found[month] += counted
    return found


def _json(*words, workspace):
    answer = run(*words, "--format", "json", workspace=workspace)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def test_quarters_of_the_archive_are_those_counted_row_by_row(bedfordshire, by_month) -> None:
    points = _json("table", "series", "shoplifting", "--by", "quarter", workspace=bedfordshire)["points"]
    assert [point["period"].split(" (")[0] for point in points][:2] == [
        "Quarter 1 of 2021-22",
        "Quarter 2 of 2021-22",
    ]
    for point in points:
        inside = [month for month in by_month if point["from"] <= month <= point["to"]]
        assert point["value_of_months_supplied"] == sum(by_month[month] for month in inside)
        assert (point["value"] is None) == (len(inside) < 3)


def test_a_quarter_by_name_is_set_beside_that_of_the_year_before(bedfordshire, by_month) -> None:
    made = _json(
        *("table", "performance", "--period", "Q4 2023-24", "--measure", "shoplifting"),
        workspace=bedfordshire,
    )
    (row,) = made["rows"]
    for what, year in (("previous", 2023), ("current", 2024)):
        assert row[what] == sum(by_month[f"{year}-0{month}"] for month in (1, 2, 3))
    assert made["asked"]["words"] == "Quarter 4 of 2023-24 (January to March 2024)"


def test_the_country_has_no_figure_while_one_force_alone_is_there(bedfordshire) -> None:
    made = _json("table", "performance", "--compare", "national,region,force", workspace=bedfordshire)
    states = {row["area"]["code"]: row["state"] for row in made["rows"] if row["measure"] == "robbery"}
    assert states == {
        OURS: "known",
        "england-and-wales": "not-supplied",
        "east-of-england-region": "not-supplied",
        "E23000026": "known",
    }
    assert "1 of its 43 police forces (2%)" in made["compared_with"][0]["text"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--period", "2011-12"], "could be the financial year"),
        (["--period", "2025"], "complete to April 2024"),
        (["--period", "2023", "--to", "2024-04"], "not both"),
        (["--area", "E07000163"], "part of North Yorkshire"),
        (["--compare", "peers"], "definitions/groups/peers.yaml"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_sentence(bedfordshire, words, said) -> None:
    answer = run("table", "performance", *words, workspace=bedfordshire)
    assert answer.code == 2
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_a_target_is_judged_from_the_workspace_s_own_definitions(bedfordshire, by_month, tmp_path) -> None:
    own = tmp_path / "own"
    shutil.copytree(bedfordshire, own)
    assert "No target is defined" in run("table", "targets", workspace=own).out
    folder = own / "definitions" / "targets"
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(TARGET, encoding="utf-8")
    (target,) = _json("table", "targets", workspace=own)["targets"]
    months = [
        f"{year}-{month:02d}"
        for year, month in [*((0, m) for m in range(4, 13)), *((1, m) for m in (1, 2, 3))]
    ]
    before, after = (sum(by_month[f"{int(m[:1]) + first}{m[1:]}"] for m in months) for first in (2022, 2023))
    assert (target["baseline_value"], target["actual"]) == (before, after)
    assert target["status"] == ("met" if 100 * after <= 98 * before else "not-met")
    assert "not clearly more than chance" in target["words"]
