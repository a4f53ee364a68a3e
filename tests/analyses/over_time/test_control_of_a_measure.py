"""Control charts: each rule by itself, limits anew at breaks, trial limits said, rolling sums refused."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from wardmote.analyses.over_time.control_result import control_seen
from wardmote.analyses.pictures import ControlLine
from wardmote.analyses.result import AnalysisResult, CannotBearError
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.notebook import open_workspace
from wardmote.operations.workspace import Workspace, find_workspace


def asked(workspace: Workspace, **given: object) -> AnalysisResult:
    return open_workspace(workspace.folder).analyse("control", **given).result


def points(found: AnalysisResult) -> list[dict[str, object]]:
    return found.table("points").records()


def slow_limits(values: Sequence[float | None]) -> tuple[float, float, float]:
    """Mean and mean plus and minus 2.66 average moving ranges, by hand."""
    known = [value for value in values if value is not None]
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    mean, reach = sum(known) / len(known), 2.66 * sum(ranges) / len(ranges)
    return mean, mean - reach, mean + reach


def test_the_planted_fall_of_violence_in_saltgate_is_a_shift_since_the_order(marrowmere: Workspace) -> None:
    found = asked(marrowmere, measure="violence-and-sexual-offences", area="Saltgate")
    shifts = [row for row in found.table("signals").records() if row["rule"] == "shift"]
    assert (shifts[-1]["start"], shifts[-1]["end"]) == ("2025-04", "2026-03")
    assert "below the average" in str(shifts[-1]["why"])
    assert any("anew from 2025-04" in one.sentence for one in found.findings)


def test_thornlea_burglary_is_noise(marrowmere: Workspace) -> None:
    found = asked(marrowmere, measure="burglary", area="Thornlea")
    assert found.title == "Burglary in Thornlea varies as it always does: no month stands out."
    assert not found.table("signals").rows


def test_limits_start_anew_at_the_recording_break_and_the_change_is_no_signal(marrowmere: Workspace) -> None:
    rows = points(asked(marrowmere, measure="public-order"))
    assert not any(row["shift"] or row["beyond"] for row in rows)
    stretches = [rows[:14], rows[14:36], rows[36:]]
    for stretch in stretches:
        centre, low, high = slow_limits([row["adjusted"] for row in stretch])  # type: ignore[misc]
        for row in stretch:
            assert row["centre"] == pytest.approx(centre)
            assert row["low"] == pytest.approx(low)
            assert row["high"] == pytest.approx(high)
    assert rows[13]["recorded"] is None, "May 2023, in the middle of which recording changed"


def test_trial_limits_are_said(marrowmere: Workspace) -> None:
    found = asked(marrowmere, measure="shoplifting", rebase="2025-08")
    assert points(found)[-1]["trial"] is True
    assert points(found)[0]["trial"] is False
    assert any("trial limits: they rest on eight months" in one.sentence for one in found.findings)
    assert "Limits start anew in August 2025" in found.pictures[0].caption.note


def test_a_rolling_sum_is_refused_and_the_refusal_teaches(marrowmere: Workspace) -> None:
    with pytest.raises(CannotBearError) as refused:
        asked(marrowmere, measure="shoplifting", rolling=12)
    assert "of 100 series in which nothing happens, 99" in refused.value.refusal.why
    assert "season taken off" in refused.value.refusal.would


@pytest.mark.parametrize(
    ("target", "says"),
    [
        (60.0, "is out of reach as things are"),
        (97.0, "lies within the limits"),
        (150.0, "is met as a rule"),
    ],
)
def test_a_target_is_answered_in_words(marrowmere: Workspace, target: float, says: str) -> None:
    found = asked(marrowmere, measure="shoplifting", target=target)
    assert any(says in one.sentence for one in found.findings)


def test_a_target_of_a_measure_of_reports_is_not_assessed(marrowmere: Workspace) -> None:
    reporting = next(
        one.id
        for one in marrowmere.definitions.measures_in_order()
        if one.available and one.direction == "reporting"
    )
    found = asked(marrowmere, measure=reporting, target=1.0)
    assert any("not assessed: more of it recorded may be good news" in one.sentence for one in found.findings)


def test_published_variants_are_options_and_are_told(marrowmere: Workspace) -> None:
    plain = asked(marrowmere, measure="shoplifting")
    other = asked(marrowmere, measure="shoplifting", screen=True, two_of_three="nhs-r")
    assert "NHSRplotthedots 0.2.2" in " ".join(other.sure)
    assert "as in NHS England's own tool" in " ".join(plain.sure)
    narrower = [
        float(str(b["high"])) <= float(str(a["high"]))
        for a, b in zip(points(plain), points(other), strict=True)
    ]
    assert all(narrower)
    beyond = {row["start"] for row in points(other) if row["beyond"] and row["two_of_three"]}
    assert not beyond, "by that rule a month beyond the limits is not one of two near it"


def test_every_measure_names_those_with_a_new_signal(marrowmere: Workspace) -> None:
    found = asked(marrowmere, every=True)
    new = [row["measure"] for row in found.table("measures").records() if row["signal"]]
    assert new == ["Shoplifting", "Shoplifting (HO)", "MARAC referrals"]
    assert "shoplifting" in found.title
    assert "is a question to ask" in found.findings[0].sentence
    shown = [one.caption.title.split(":")[0] for one in found.pictures]
    assert shown == ["Shoplifting", "MARAC referrals"], "what another measure repeats is not drawn again"


def test_partners_measures_are_charted_and_one_that_stopped_has_no_new_signal(marrowmere: Workspace) -> None:
    found = asked(marrowmere, every=True)
    rows = {row["measure"]: row for row in found.table("measures").records()}
    assert (rows["Fly-tipping"]["step"], rows["Burglary"]["step"]) == ("quarter", "month")
    late = next(one for one in found.refused if "landlords" in one.what)
    assert "Nothing of it came for January 2026 to March 2026" in late.why
    assert "asked up to December 2025" in late.would
    assert "ASB cases, landlords" not in rows


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Name one measure"),
        ({"measure": "burglary", "every": True}, "Name one measure"),
        ({"measure": "burglary", "rolling": 0}, "one month at least"),
        ({"measure": "burglary", "two_of_three": "western"}, "is neither"),
        ({"every": True, "target": 4.0}, "A target is of one measure"),
    ],
    ids=["nothing-asked", "one-and-all", "no-month", "no-such-rule", "target-of-all"],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(
    marrowmere: Workspace, given: dict[str, object], says: str
) -> None:
    with pytest.raises(AskedWronglyError, match=says):
        asked(marrowmere, **given)


def test_small_counts_short_series_and_far_breaks_are_refused(marrowmere: Workspace) -> None:
    with pytest.raises(CannotBearError, match="2 or fewer"):
        asked(marrowmere, measure="robbery", area="Fen Parishes")
    with pytest.raises(CannotBearError, match="only be told from two years"):
        asked(marrowmere, measure="burglary", since="2025-01")
    with pytest.raises(CannotBearError, match="Name a month from May 2022 to March 2026"):
        asked(marrowmere, measure="burglary", rebase="2020-01")


def test_a_page_gets_the_picture_and_the_sentence(marrowmere: Workspace) -> None:
    seen = control_seen(marrowmere.evidence(), marrowmere.area(), "shoplifting", "2026-03")
    assert isinstance(seen.picture, ControlLine)
    assert seen.signals == 3
    assert seen.strength > 1
    assert seen.picture.signals[-1] == "twelve in a row above the average"
    assert all(one is None or math.isfinite(one) for one in (*seen.picture.values, *seen.picture.high))


@pytest.mark.shared
def test_rules_on_real_months_agree_with_a_slow_reading(bedfordshire: Path) -> None:
    rows = points(asked(find_workspace(bedfordshire), measure="shoplifting"))
    values = [row["adjusted"] for row in rows]
    centre, low, high = slow_limits(values)  # type: ignore[arg-type]
    sides = [0 if value is None else (1 if float(str(value)) > centre else -1) for value in values]
    for at, row in enumerate(rows):
        value = float(str(row["adjusted"]))
        assert row["beyond"] == (value > high or value < low)
        windows = [sides[first : first + 7] for first in range(max(at - 6, 0), at + 1)]
        assert row["shift"] == any(len(one) == 7 and abs(sum(one)) == 7 for one in windows)
