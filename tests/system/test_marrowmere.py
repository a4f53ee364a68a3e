"""The demo's planted truths, found through the product, and its noise left alone."""

from __future__ import annotations

import pytest

from wardmote.analyses.ahead.season_seen import seasons_seen
from wardmote.analyses.small_areas import concentration
from wardmote.analyses.within import within
from wardmote.demo import truths
from wardmote.figures import Verdict
from wardmote.figures.areas import areas_within
from wardmote.operations.tables import TableRequest, last_complete_month, table
from wardmote.operations.workspace import Workspace

CLAIMS = [(truth.effect, claim) for truth in truths() for claim in truth.claims]


@pytest.mark.parametrize(("effect", "claim"), CLAIMS, ids=[f"{n}-{c.place}-{c.measure}" for n, c in CLAIMS])
def test_each_planted_effect_is_found_with_its_verdict(marrowmere: Workspace, effect: int, claim) -> None:
    made = table(marrowmere, TableRequest(by="category" if claim.level == "csp" else claim.level))
    named = [
        row
        for row in (made.observed if claim.file else made.rows)
        if row.measure.id == claim.measure and claim.place in (row.area.name, row.area.code)
    ]
    assert len(named) == 1
    assert named[0].verdict == claim.verdict
    if claim.previous is not None:
        assert (named[0].previous, named[0].current) == (claim.previous, claim.current)


def test_nothing_else_is_flagged(marrowmere: Workspace) -> None:
    said = {Verdict.ROSE, Verdict.FELL}
    planted = {
        (claim.place, claim.measure) for _, claim in CLAIMS if claim.verdict in {v.value for v in said}
    }
    whole = table(marrowmere, TableRequest())
    found = {(row.area.name, row.measure.id) for row in whole.rows if row.verdict in said}
    found |= {
        (r.area.name, r.measure.id) for r in within(marrowmere.evidence(), whole).rows if r.verdict in said
    }
    assert found == planted


def test_the_lake_has_its_summer(marrowmere: Workspace) -> None:
    evidence, whole = marrowmere.evidence(), table(marrowmere, TableRequest())
    wards = areas_within(evidence.connection, whole.area, "ward", evidence.definitions)
    merebank = next(ward for ward in wards if ward.name == "Merebank")
    asb = marrowmere.definitions.measures["anti-social-behaviour"]
    found = seasons_seen(evidence, merebank, [asb], ("", whole.current.end))
    assert "peaks in June to August, at about 1.8 times an average month" in found[0].sentence
    level = sum(found[0].picture.index[5:8]) / 3
    assert level == pytest.approx(1.8, abs=0.15)


def test_three_small_areas_hold_a_fifth_of_robbery_every_year(marrowmere: Workspace) -> None:
    evidence, whole = marrowmere.evidence(), table(marrowmere, TableRequest())
    total = next(row for row in whole.rows if row.measure.id == "robbery")
    parts = table(marrowmere, TableRequest(by="lsoa", measures=["robbery"])).rows
    found = concentration(evidence, whole.area, total.measure, whole.current.end)
    assert found.rows[0].ward == "Tallow Park"
    assert found.rows[0].every_year
    for year in ("previous", "current"):
        held = sorted(
            (getattr(row, year) for row in parts if row.area.name.startswith("Marrowmere 004")), reverse=True
        )
        assert sum(held[:3]) / getattr(total, year) == pytest.approx(0.21, abs=0.02)


def test_the_missing_month_is_a_gap_and_not_a_zero(marrowmere: Workspace) -> None:
    made = table(marrowmere, TableRequest(to="2024-03"))
    assert made.left_out == ("2023-11",)
    assert last_complete_month(marrowmere) == "2026-03"


def test_new_homes_are_counted_in_the_rate(marrowmere: Workspace) -> None:
    rows = table(marrowmere, TableRequest(by="ward", measures=["all-crime"])).rows
    wexcombe = next(row for row in rows if row.area.name == "Wexcombe Rise")
    assert wexcombe.current / wexcombe.previous == pytest.approx(1.25, abs=0.005)
    assert wexcombe.population.value / wexcombe.population_previous.value == pytest.approx(1.30, abs=0.01)
    assert wexcombe.rate / wexcombe.rate_previous == pytest.approx(0.96, abs=0.01)
