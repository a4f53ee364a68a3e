"""The bench, small: what it generates is as police.uk publishes it, and both sides say the same. Never how fast."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from wardmote.definitions import load
from wardmote.evidence import EvidenceStore
from wardmote.operations.bench import BenchReport, Plan, read_plan, run
from wardmote.operations.bench.national import Nation, make_nation

SCALE = 0.01
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)


def small(plan: Plan) -> Plan:
    """Fewer forces, and so fewer files: the same shares and the same steps."""
    few = {"forecast_series": 12, "forecast_pair_series": 6, "forecast_workers": 1}
    once = plan.method.model_copy(update={"pairs": 1, "document_sections": 3, "check_pages": 3, **few})
    return plan.model_copy(
        update={"forces": 8, "partnerships": 20, "small_areas": 3000, "rows": plan.rows // 4, "method": once}
    )


def few_months(plan: Plan) -> Plan:
    return plan.model_copy(update={"months": 2, "rows": plan.rows // 18})


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BenchReport:
    folder = tmp_path_factory.mktemp("bench")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WARDMOTE_SHARED", str(folder / "nothing"))
        patch.setenv("WARDMOTE_PEERS_PYTHON", str(folder / "nothing"))
        made = run(folder, scale=SCALE, plan=small(read_plan()))
    assert [path.name for path in folder.iterdir()] == ["report.md"], "the data was not deleted"
    assert (folder / "report.md").read_text("utf-8") == made.text()
    return made


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Nation:
    return make_nation(tmp_path_factory.mktemp("nation") / "n", SCALE, few_months(read_plan()), load())


def rows_of(nation: Nation) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for files in nation.month_files().values():
        for path in files:
            with path.open(encoding="utf-8", newline="") as file:
                found += csv.DictReader(file)
    return found


def test_both_sides_say_the_same(report: BenchReport) -> None:
    compared = [line for line in report.lines if line.ratio]
    assert len(compared) == 2
    assert all(re.fullmatch(r"\d+\.\d+", line.ratio) for line in compared), report.text()


def test_nothing_small_is_judged(report: BenchReport) -> None:
    assert {line.met for line in report.lines} == {None}
    assert "not judged" in report.text()


def test_every_target_of_the_plan_has_its_line(report: BenchReport) -> None:
    by_name = {line.what: line for line in report.lines}
    surveys = [what for what in by_name if "respondents" in what or "survey" in what.lower()]
    assert [what for what in by_name if what not in surveys] == [
        "Ingest of every force and month",
        "Memory of the ingest",
        "One partnership's table",
        "Every partnership's table (20, 300 rows), tested",
        "The same by a pandas script",
        "Bedfordshire, from zip to pack",
        "A document of 3 sections in 6 formats",
        "A PDF of 3 pages read and checked",
        "Four-model forecast of 12 series of 60 months",
        "Its exponential smoothing alone, 6 series",
    ]
    assert len(surveys) == 1
    assert by_name["Bedfordshire, from zip to pack"].ours == "not measured"
    smoothing = by_name["Its exponential smoothing alone, 6 series"]
    assert smoothing.beside == "statsforecast AutoETS not measured"


def test_growth_has_every_size(report: BenchReport) -> None:
    (growth,) = report.growth
    assert growth.rows == report.rows == pytest.approx(small(read_plan()).rows * SCALE, rel=0.05)


def test_files_are_as_police_uk_publishes_them(nation: Nation) -> None:
    files = nation.month_files()
    assert list(files) == ["2021-05", "2021-06"]
    assert all(len(paths) == 44 for paths in files.values())
    path = nation.police / "2021-05" / "2021-05-bedfordshire-street.csv"
    assert path.read_text("utf-8").splitlines()[0] == HEADER


def test_shares_are_as_planned(nation: Nation) -> None:
    plan, rows = read_plan(), rows_of(nation)
    assert len(rows) == nation.rows
    kinds = Counter(row["Crime type"] for row in rows)
    for name, share in plan.categories.items():
        assert kinds[name] / len(rows) == pytest.approx(share, abs=0.02)
    lost = [row for row in rows if not row["LSOA code"]]
    assert len(lost) / len(rows) == pytest.approx(plan.not_located, abs=0.01)
    assert all(row["Location"] == "No Location" and not row["Longitude"] for row in lost)


def test_ids_are_those_of_crimes(nation: Nation) -> None:
    rows = rows_of(nation)
    without = {row["Crime type"] for row in rows if not row["Crime ID"]}
    assert without == {read_plan().without_id}
    ids = Counter(row["Crime ID"] for row in rows if row["Crime ID"])
    assert all(re.fullmatch(r"[0-9a-f]{64}", one) for one in ids)
    assert set(ids.values()) == {1, 2}, "some IDs come twice, none more often"


def test_same_plan_same_files_made_once(nation: Nation, tmp_path: Path) -> None:
    again = make_nation(tmp_path / "again", SCALE, few_months(read_plan()), load())
    for left, right in zip(nation.police.rglob("*.csv"), again.police.rglob("*.csv"), strict=True):
        assert left.read_bytes() == right.read_bytes()
    marker = again.police / "2021-05" / "kept.csv"
    marker.write_text("")
    make_nation(again.folder, SCALE, few_months(read_plan()), load())
    assert marker.exists(), "written anew although it was there"
    make_nation(again.folder, SCALE * 2, few_months(read_plan()), load())
    assert not marker.exists(), "kept although another size was asked for"


def test_geography_is_a_nation(nation: Nation, tmp_path: Path) -> None:
    plan, store = read_plan(), EvidenceStore(tmp_path / "evidence", load())
    store.ingest([nation.profile])
    with store.open() as snapshot:
        levels = dict(
            snapshot.connection().execute("SELECT level, count(*) FROM areas GROUP BY level").fetchall()
        )
    assert levels["lsoa"] == plan.small_areas
    assert levels["csp"] == plan.partnerships
    assert levels["force"] == 43
