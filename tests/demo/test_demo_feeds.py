"""What the demo's partners send, counted with nothing but a CSV reader, and what the product makes of it."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from wardmote.analyses.feeds import FeedState, FeedStatus
from wardmote.demo.truths import truths
from wardmote.figures import performance_table
from wardmote.operations.feeds import feeds
from wardmote.operations.workspace import Workspace

SUMMER = date(2026, 7, 15)


@pytest.fixture(scope="module")
def partners(marrowmere: Workspace) -> Path:
    return marrowmere.folder.parent / "files" / "partners"


def totals(path: Path, year: str) -> Counter[str]:
    found = Counter[str]()
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["Period"].endswith(year) and row["Value"].isdigit():
                found[row["Measure"]] += int(row["Value"])
    return found


def test_lantern_s_referrals_rise_from_212_to_251(partners: Path) -> None:
    file = partners / "lantern-womens-aid.csv"
    assert (totals(file, "2024-25")["MARAC referrals"], totals(file, "2025-26")["MARAC referrals"]) == (
        212,
        251,
    )


def test_what_partners_are_said_to_show_is_shown(marrowmere: Workspace) -> None:
    evidence = marrowmere.evidence()
    whole = performance_table(evidence, marrowmere.area(), "2026-03")
    wards = performance_table(evidence, marrowmere.area(), "2026-03", by="ward")
    claims = [claim for truth in truths() for claim in truth.claims if claim.file]
    assert {claim.measure for claim in claims} == {"marac-referrals", "car-park-reports"}
    for claim in claims:
        rows = [
            row
            for row in (whole.observed if claim.level == "csp" else wards.observed)
            if row.measure.id == claim.measure and row.area.name == claim.place
        ]
        (row,) = rows
        assert (row.previous, row.current) == (claim.previous, claim.current)
        assert row.verdict is not None
        assert row.verdict.value == claim.verdict


def test_nothing_a_partner_sends_is_called_a_change_but_what_the_police_show_too(
    marrowmere: Workspace,
) -> None:
    table = performance_table(marrowmere.evidence(), marrowmere.area(), "2026-03")
    changed = {
        row.measure.id for row in table.observed if row.verdict and row.verdict.value in ("rose", "fell")
    }
    assert changed <= {"shoplifting-home-office"}


def status(marrowmere: Workspace, name: str) -> FeedStatus:
    return next(one for one in feeds(marrowmere, SUMMER) if one.feed.id == name)


def test_the_silent_partner_is_named_with_what_came_last(marrowmere: Workspace) -> None:
    silent = status(marrowmere, "statutory-12-ambulance-calls")
    assert silent.last_received is not None
    assert silent.last_received.period.end == "2024-09"
    assert len(silent.overdue) == 6
    assert "last received July to September 2024" in silent.sentence


def test_the_late_partner_lacks_one_quarter(marrowmere: Workspace) -> None:
    late = status(marrowmere, "landlord-asb-cases")
    assert [one.period.start for one in late.overdue] == ["2026-01"]
    file = marrowmere.folder.parent / "files" / "late" / "mere-homes-january-to-march-2026.csv"
    assert sum(totals(file, "2025-26").values()) > 0


def test_the_others_sent_everything(marrowmere: Workspace) -> None:
    for name in ("marac", "fly-tipping", "council-asb-cases", "statutory-3-fires", "residents-survey"):
        assert {one.state for one in status(marrowmere, name).periods} <= {
            FeedState.RECEIVED,
            FeedState.LATE,
            FeedState.AWAITED,
        }
