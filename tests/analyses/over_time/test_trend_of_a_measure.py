"""Trends over all years in hand: breaks split, gaps stay gaps, planted effects are found and noise is not."""

from __future__ import annotations

import calendar
import csv
import io
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from wardmote.analyses.over_time.trend import Trend
from wardmote.analyses.over_time.trend_result import TrendSeen, trend_seen
from wardmote.analyses.result import AnalysisResult, CannotBearError
from wardmote.figures import Period
from wardmote.operations.notebook import open_workspace
from wardmote.operations.workspace import Workspace, find_workspace


def asked(workspace: Workspace, **given: object) -> AnalysisResult:
    return open_workspace(workspace.folder).analyse("trend", **given).result


def by_measure(workspace: Workspace) -> dict[str, dict[str, object]]:
    return {str(row["measure"]): row for row in asked(workspace, every=True).table("measures").records()}


def test_the_planted_rise_of_shoplifting_is_found_and_noise_is_not(marrowmere: Workspace) -> None:
    rows = by_measure(marrowmere)
    assert rows["Shoplifting"]["trend"] == "rose"
    moved = [name for name, row in rows.items() if row["trend"] in ("rose", "fell")]
    assert moved == ["Shoplifting", "Shoplifting (HO)"], (
        "the same rise, as the police and as the Home Office count it"
    )
    noise = asked(marrowmere, measure="burglary", area="Thornlea")
    assert "no clear trend" in noise.title


def test_a_recording_break_splits_and_the_mixed_month_is_left_out(marrowmere: Workspace) -> None:
    found = asked(marrowmere, measure="violence-and-sexual-offences")
    stretches = found.table("stretches").records()
    assert [(row["start"], row["end"]) for row in stretches] == [
        ("2022-04", "2023-05"),
        ("2023-06", "2026-03"),
    ]
    assert stretches[0]["trend"] == "too short"
    steps = {row["start"]: row["recorded"] for row in found.table("steps").records()}
    assert steps["2023-05"] is None
    assert any("May 2023" in line and "left out" in line for line in found.caveats)


def test_a_missing_month_is_a_gap_and_is_said(marrowmere: Workspace) -> None:
    found = asked(marrowmere, measure="burglary")
    steps = {row["start"]: row["recorded"] for row in found.table("steps").records()}
    assert steps["2023-11"] is None
    assert found.table("stretches").records()[0]["known"] == len(steps) - 1
    assert any(line.startswith("November 2023 was not supplied") for line in found.caveats)


def test_a_stretch_too_short_is_refused_with_what_would_bear_it(marrowmere: Workspace) -> None:
    with pytest.raises(CannotBearError) as refused:
        asked(marrowmere, measure="public-order")
    assert "twelve months since recording changed" in refused.value.refusal.why
    assert "two years in a row" in refused.value.refusal.would


def test_quarters_of_partners_bear_a_trend_and_yearly_shares_do_not(marrowmere: Workspace) -> None:
    found = asked(marrowmere, measure="marac-referrals")
    assert found.table("steps").records()[0]["end"] == "2022-06"
    share = next(
        one.id for one in marrowmere.definitions.measures_in_order() if one.observed and one.unit == "percent"
    )
    with pytest.raises(CannotBearError, match="a share, a sum of money"):
        asked(marrowmere, measure=share)


def test_methods_that_disagree_are_told(marrowmere: Workspace) -> None:
    said = [one.sentence for one in asked(marrowmere, every=True).findings]
    rows = by_measure(marrowmere)
    odd = [
        name
        for name, row in rows.items()
        if row["p"] is not None and (float(str(row["p"])) < 0.05) != (float(str(row["rank_p"])) < 0.05)
    ]
    assert odd
    assert sum(line.startswith("The two methods disagree") for line in said) == len(odd)


def test_a_measure_of_two_lost_a_place_is_warned_of(marrowmere: Workspace) -> None:
    found = asked(marrowmere, measure="shoplifting", area="Old Quay")
    assert any("none of them counts here" in line for line in found.caveats)


def test_q_is_never_below_p_and_partners_measures_are_there(marrowmere: Workspace) -> None:
    found = by_measure(marrowmere)
    assert all(float(str(row["q"])) >= float(str(row["p"])) for row in found.values())
    assert {"Fly-tipping", "MARAC referrals", "Residential burglary"} <= set(found)
    assert found["ASB cases, landlords"]["end"] == "2025-12"


def test_what_bears_no_trend_is_refused_alone(marrowmere: Workspace) -> None:
    refused = {one.what.split(" from ")[0]: one for one in asked(marrowmere, every=True).refused}
    assert "twelve months since recording changed" in refused["No trend is given for public order"].why
    assert any("below zero" in one.why for one in refused.values())


def test_a_page_gets_the_picture_and_the_sentence(marrowmere: Workspace) -> None:
    seen = trend_seen(marrowmere.evidence(), marrowmere.area(), "shoplifting", "2026-03")
    assert isinstance(seen, TrendSeen)
    assert seen.way == 1
    assert seen.sentence.startswith("Shoplifting in Safer Marrowmere rose by")
    assert len(seen.picture.values) == 48


def test_ways_are_read_from_slope_and_chance() -> None:
    one = Trend(Period("2022-04", "2026-03"), 48, 48, False, yearly=-4.0, p=0.01, tau=-0.1, rank_p=0.2)
    assert (one.way(0.05), one.rank_way(0.05), one.disagree(0.05)) == (-1, 0, True)
    assert not Trend(Period("2022-04", "2023-03"), 12, 12, True).disagree(0.05)


def counted_by_hand(archive: Path, district: str, category: str) -> dict[str, int]:
    """Rows of a district and category by month, straight from the files; a row that comes twice counts once."""
    found: Counter[str] = Counter()
    seen: set[str] = set()
    with zipfile.ZipFile(archive) as files:
        for name in files.namelist():
            if name.endswith("-street.csv"):
                text = io.TextIOWrapper(files.open(name), encoding="utf-8-sig")
                for row in csv.DictReader(text):
                    there = row["Crime type"] == category and row["LSOA name"].rsplit(" ", 1)[0] == district
                    if there and row["Crime ID"] not in seen:
                        seen.add(row["Crime ID"])
                        found[row["Month"]] += 1
    return dict(found)


def slow_trend(counts: list[int], months: list[str]) -> float:
    """Growth in percent a year by plain Newton steps on the full Poisson regression with month effects."""
    days = np.array([calendar.monthrange(int(m[:4]), int(m[5:]))[1] for m in months], dtype=float)
    design = np.zeros((len(months), 13))
    for row, month in enumerate(months):
        design[row, int(month[5:]) - 1] = 1.0
        design[row, 12] = row / 12
    y = np.array(counts, dtype=float)
    beta = np.zeros(13)
    beta[:12] = np.log(y.mean() / days.mean())
    for _ in range(50):
        mean = days * np.exp(design @ beta)
        beta += np.linalg.solve(design.T @ (design * mean[:, None]), design.T @ (y - mean))
    return float(100 * np.expm1(beta[12]))


@pytest.mark.shared
def test_a_real_trend_agrees_with_a_second_program(bedfordshire: Path, shared: Path) -> None:
    found = asked(find_workspace(bedfordshire), measure="vehicle-crime")
    archive = shared / "data" / "police" / "bedfordshire-2021-05-to-2024-04.zip"
    by_hand = counted_by_hand(archive, "Central Bedfordshire", "Vehicle crime")
    steps = {str(row["start"]): row["recorded"] for row in found.table("steps").records()}
    assert steps == by_hand
    months = sorted(by_hand)
    slow = slow_trend([by_hand[month] for month in months], months)
    assert found.table("stretches").records()[0]["yearly"] == pytest.approx(slow, abs=1e-6)
