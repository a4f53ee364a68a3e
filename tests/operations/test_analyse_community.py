"""The community matrix: on the demo, on real crime against sums made another way, and when it cannot be had."""

from __future__ import annotations

import shutil
from pathlib import Path
from statistics import fmean, pstdev

import pytest
from tests.workspaces import run

from wardmote.analyses.pictures import AreaMap, DotRanges
from wardmote.analyses.result import CannotBearError
from wardmote.figures.areas import UnknownAreaError
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace, find_workspace


def test_wards_of_the_demo(marrowmere: Workspace) -> None:
    found = analyse(marrowmere, "community", request_for("community", {"profile": "Old Quay"}))
    rows = found.table("areas").records()
    assert len(rows) == 14
    assert {rows[0]["area"], rows[1]["area"], rows[2]["area"]} == {"Saltgate", "Old Quay", "Tallow Park"}
    assert fmean(float(row["index"] or 0) for row in rows) == pytest.approx(100)
    assert found.table("profile").title.startswith("Old Quay")
    ranges, mapped = found.pictures
    assert isinstance(ranges, DotRanges)
    assert isinstance(mapped, AreaMap)
    assert all(row.low is not None and row.high is not None and row.low < row.high for row in ranges.rows)


def test_what_is_not_held_is_said_and_left_out(marrowmere: Workspace) -> None:
    found = analyse(marrowmere, "community", request_for("community", {"matrix": "six-variables"}))
    assert [one.what.split(" is not")[0] for one in found.refused] == [
        "Income deprivation", "Employment deprivation", "Education deprivation",
    ]  # fmt: skip
    assert any("3 of its 6 variables only" in one.sentence for one in found.findings)
    priority = [row["area"] for row in found.table("areas").records() if row["priority"]]
    assert priority == [
        row["area"] for row in found.table("areas").records() if float(row["index"] or 0) > 200
    ]
    with pytest.raises(CannotBearError, match="no profile of Nowhere"):
        analyse(marrowmere, "community", request_for("community", {"profile": "Nowhere"}))
    with pytest.raises(AskedWronglyError, match="no community matrix"):
        analyse(marrowmere, "community", request_for("community", {"matrix": "vli"}))


Numbers = dict[str, dict[str, float]]
HEAVY = {"violence": 2, "burglary": 0, "deprivation": 0.5}


def _scaled(values: Numbers, scale: str) -> Numbers:
    """Each variable of each area on a scale, one number after another."""
    made: Numbers = {code: {} for code in values}
    for name in next(iter(values.values())):
        column = [one[name] for one in values.values()]
        for code, one in values.items():
            below = sum(other < one[name] for other in column)
            same = sum(other == one[name] for other in column)
            made[code][name] = (
                (one[name] - fmean(column)) / pstdev(column)
                if scale == "z"
                else 100 * (below + (same - 1) / 2) / (len(column) - 1)
            )
    return made


@pytest.mark.parametrize(("level", "scale", "areas"), [("lsoa", "z", 84), ("ward", "rank", 14)])
def test_scale_weights_and_level_are_those_asked_for(
    marrowmere: Workspace, level: str, scale: str, areas: int
) -> None:
    """Against sums made one after another; and the rates of small areas against a query of its own."""
    weights = ",".join(f"{name}:{weight}" for name, weight in HEAVY.items())
    asked = {"by": level, "scale": scale, "weights": weights}
    found = analyse(marrowmere, "community", request_for("community", asked))
    values = {
        str(row.pop("code")): {name: float(cell or 0) for name, cell in row.items() if name != "area"}
        for row in found.table("values").records()
    }
    rows = {str(row["code"]): row for row in found.table("areas").records()}
    scaled = _scaled(values, scale)
    assert len(rows) == areas
    for code, parts in scaled.items():
        assert "burglary" not in parts
        heavy = [HEAVY.get(name, 1) for name in parts]
        index = sum(weight * part for weight, part in zip(heavy, parts.values(), strict=True)) / sum(heavy)
        assert rows[code]["index"] == pytest.approx(index, abs=1e-6)
        assert [rows[code][name] for name in parts] == pytest.approx(list(parts.values()), abs=1e-6)
        assert float(rows[code]["low"] or 0) < float(rows[code]["high"] or 0)
    if level == "lsoa":
        damage = marrowmere.evidence().connection.execute(
            """SELECT p.lsoa, 1000.0 * (SELECT count(*) FROM crime c WHERE c.lsoa = p.lsoa
                 AND c.category = 'criminal-damage-and-arson' AND c.month BETWEEN '2025-04' AND '2026-03') / p.value
               FROM population p WHERE p.kind = 'residents' AND p.date = DATE '2025-06-30'"""
        )
        assert {code: one["criminal-damage"] for code, one in values.items()} == pytest.approx(
            {code: float(rate) for code, rate in damage.fetchall() if code in values}
        )


@pytest.mark.parametrize(
    "asked", [{"scale": "log"}, {"weights": "burglary"}, {"weights": "cats:2"}, {"by": "street"}]
)
def test_what_no_matrix_knows_is_refused_in_a_sentence(marrowmere: Workspace, asked: dict[str, str]) -> None:
    with pytest.raises(
        (AskedWronglyError, UnknownAreaError), match=r"no scale|no weight|no variable|no level"
    ):
        analyse(marrowmere, "community", request_for("community", asked))


OWN = """
id: ours
title: Fires and damage
description: Deliberate fires from the fire service, and criminal damage from the police.
source: A test
level: ward
variables:
  - {id: fires, title: Deliberate fires, short: Fires, of: measure, measure: deliberate-fires}
  - {id: damage, title: Criminal damage, short: Damage, of: measure, measure: criminal-damage-and-arson}
  - {id: young, title: Residents aged 15, short: Aged 15, of: profile, topic: age, categories: ["15"]}
"""


def test_a_partners_counts_of_wards_are_a_variable(marrowmere: Workspace, tmp_path: Path) -> None:
    """A zero, a suppressed quarter, a ward that was not sent and one sent too late; and none of it for the public."""
    folder = shutil.copytree(marrowmere.folder, tmp_path / "workspace")
    (folder / "definitions" / "community_matrices").mkdir(parents=True)
    (folder / "definitions" / "community_matrices" / "ours.yaml").write_text(OWN, encoding="utf-8")
    wards = [str(row["area"]) for row in _areas(marrowmere)]
    sent = {name: [str(at + quarter) for quarter in range(4)] for at, name in enumerate(wards, start=2)}
    zero, hidden, unsent, late = wards[:4]
    sent |= {zero: ["0"] * 4, hidden: ["3", "*", "2", "1"], late: ["3"] * 3}
    del sent[unsent]
    lines = ["Area,Level,Measure,Period,Value"]
    for name, values in sent.items():
        periods = ("Apr-Jun 2025", "Jul-Sep 2025", "Oct-Dec 2025", "Jan-Mar 2026")
        lines += [f"{name},ward,Deliberate fires,{p},{v}" for p, v in zip(periods, values, strict=False)]
    (tmp_path / "fires.csv").write_text("\n".join(lines), encoding="utf-8")
    assert run("ingest", tmp_path / "fires.csv", workspace=folder).code == 0
    workspace = find_workspace(folder)
    found = analyse(workspace, "community", request_for("community", {"matrix": "ours", "profile": hidden}))
    values = {str(row["area"]): row["fires"] for row in found.table("values").records()}
    assert [values[one] for one in (zero, hidden, unsent, late)] == [
        0,
        "suppressed",
        "not supplied",
        "not supplied",
    ]
    people = read_people(workspace)
    assert values[wards[5]] == pytest.approx(1000 * (7 + 8 + 9 + 10) / people[wards[5]])
    assert {str(row["area"]) for row in found.table("areas").records()} == set(wards) - {hidden, unsent, late}
    assert found.table("profile").records()[0]["value"] == "suppressed"
    assert any("3 areas lack a variable" in one for one in found.caveats)
    public = analyse(workspace, "community", request_for("community", {"matrix": "ours", "public": True}))
    assert "fires" not in public.table("values").records()[0]
    assert [one.what for one in public.refused] == ["Deliberate fires is not in the index."]
    with pytest.raises(CannotBearError, match="Nobody reported deliberate fires of small areas"):
        analyse(
            workspace,
            "community",
            request_for("community", {"matrix": "ours", "by": "lsoa", "weights": "damage:0"}),
        )


def _areas(workspace: Workspace) -> list[dict[str, object]]:
    return sorted(
        analyse(workspace, "community", request_for("community", {})).table("areas").records(),
        key=lambda row: str(row["area"]),
    )


def read_people(workspace: Workspace) -> dict[str, float]:
    """Residents of each ward by name."""
    rows = workspace.evidence().connection.execute(
        """SELECT a.name, sum(q.value) FROM population q JOIN places p ON p.lsoa = q.lsoa
           JOIN areas a ON a.code = p.ward WHERE q.kind = 'residents' AND q.date = DATE '2025-06-30' GROUP BY 1"""
    )
    return {str(name): float(people) for name, people in rows.fetchall()}


@pytest.mark.shared
def test_real_rates_are_counts_over_people(bedfordshire: Path) -> None:
    """Wards of Central Bedfordshire: the parts of the index from a query of its own."""
    workspace = find_workspace(bedfordshire)
    found = analyse(workspace, "community", request_for("community", {}))
    rows = (
        workspace.evidence()
        .connection.execute(
            """WITH people AS (SELECT p.ward, sum(q.value) AS n FROM population q JOIN places p ON p.lsoa = q.lsoa
             WHERE q.kind = 'residents' AND p.csp = 'E22000353' AND p.lsoa = p.best_fit
               AND q.date = (SELECT max(date) FROM population WHERE kind = 'residents' AND date <= DATE '2023-12-31')
             GROUP BY 1),
           asb AS (SELECT p.ward, count(*) AS n FROM crime c JOIN places p ON p.lsoa = c.lsoa
             WHERE c.category = 'anti-social-behaviour' AND c.month BETWEEN '2023-05' AND '2024-04' GROUP BY 1)
           SELECT people.ward, 1000 * coalesce(asb.n, 0) / people.n FROM people LEFT JOIN asb USING (ward)"""
        )
        .fetchall()
    )
    rates = {code: float(rate) for code, rate in rows}
    shown = {str(row["code"]): row["anti-social-behaviour"] for row in found.table("areas").records()}
    mean = fmean(rates[code] for code in shown)
    assert len(shown) == len(rates) > 20
    for code, index in shown.items():
        assert index == pytest.approx(100 * rates[code] / mean, rel=1e-6)
