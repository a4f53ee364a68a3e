"""The community matrix: on the demo, on real crime against sums made another way, and when it cannot be had."""

from __future__ import annotations

from pathlib import Path
from statistics import fmean

import pytest

from wardmote.analyses.pictures import AreaMap, DotRanges
from wardmote.analyses.result import CannotBearError
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
