"""The forecast of a measure: conditional, with ranges and a test, and honest where it cannot be made."""

from __future__ import annotations

import numpy as np
import pytest

from wardmote.analyses.pictures import Fan
from wardmote.analyses.result import AnalysisResult, CannotBearError
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace


def forecast(workspace: Workspace, **asked: object) -> AnalysisResult:
    return analyse(workspace, "forecast", request_for("forecast", asked))


def counted(workspace: Workspace, measure: str, ward: str, start: str, to: str) -> list[int]:
    """The months of a category in a ward, with a query of its own."""
    rows = workspace.snapshot.connection().execute(
        """SELECT c.month, count(*) FROM crime c JOIN places p ON p.lsoa = c.lsoa JOIN areas a ON a.code = p.ward
           WHERE a.name = ? AND c.category = ? AND c.month BETWEEN ? AND ? GROUP BY c.month ORDER BY c.month""",
        [ward, measure, start, to],
    )
    return [n for _, n in rows.fetchall()]


@pytest.fixture(scope="module")
def shops(marrowmere: Workspace) -> AnalysisResult:
    return forecast(marrowmere, measure="shoplifting", area="Old Quay")


def test_it_is_conditional_and_has_a_range(shops: AnalysisResult) -> None:
    assert "if the factors underlying crime remain broadly the same, we expect" in shops.title
    assert "80% range" in shops.title
    rows = shops.table("ahead").records()
    assert [row["period"] for row in rows[:2]] == ["April 2026", "May 2026"]
    assert len(rows) == 12
    for row in rows:
        assert row["low95"] <= row["low80"] <= row["expected"] <= row["high80"] <= row["high95"]


def test_expected_is_the_mean_of_the_four(shops: AnalysisResult) -> None:
    for row in shops.table("ahead").records():
        assert row["expected"] == pytest.approx(
            np.mean([row[one] for one in ("ets", "stl", "linear", "naive")])
        )


def test_the_months_held_back_are_those_that_came(shops: AnalysisResult, marrowmere: Workspace) -> None:
    came = [row["came"] for row in shops.table("held-out").records()]
    assert came == counted(marrowmere, "shoplifting", "Old Quay", "2025-04", "2026-03")
    drawn = shops.pictures[1]
    assert isinstance(drawn, Fan)
    assert list(drawn.held) == came


def test_errors_are_those_of_an_obvious_sum(shops: AnalysisResult, marrowmere: Workspace) -> None:
    past = counted(marrowmere, "shoplifting", "Old Quay", "2022-04", "2025-03")
    months = [*past[:19], np.nan, *past[19:]]
    scale = np.nanmean([abs(months[at] - months[at - 12]) for at in range(12, 36)])
    held = shops.table("held-out").records()
    miss = np.mean([abs(row["came"] - row["expected"]) for row in held])
    assert shops.table("back-test").records()[0]["mase"] == pytest.approx(miss / scale)


def test_the_planted_rise_was_no_month_that_could_be_foreseen(shops: AnalysisResult) -> None:
    tested = next(one for one in shops.findings if one.lead == "Tested")
    assert "what happened was outside the range" in tested.meaning


def test_a_year_without_months_is_its_forecast(shops: AnalysisResult) -> None:
    (year,) = shops.table("year-end").records()
    assert year["so_far"] is None
    assert year["expected"] == pytest.approx(sum(row["expected"] for row in shops.table("ahead").records()))


def test_months_given_are_fixed_in_the_year_end(marrowmere: Workspace) -> None:
    found = forecast(marrowmere, measure="shoplifting", area="Old Quay", to="2025-08", months=3, target=700)
    given = sum(counted(marrowmere, "shoplifting", "Old Quay", "2025-04", "2025-08"))
    (year,) = found.table("year-end").records()
    assert (year["so_far"], year["left"]) == (given, 7)
    assert len(found.table("ahead").rows) == 3
    wanted = sum(row["would_be"] for row in found.table("target").records())
    assert wanted == pytest.approx(700 - given)
    assert year["low95"] > given


def test_a_break_cuts_the_history(marrowmere: Workspace) -> None:
    found = forecast(marrowmere, measure="public-order")
    assert dict(found.asked)["Rests on"] == "April 2025 to March 2026"
    assert "what is recorded changed in April 2025" in found.sure[0]
    assert any("cannot be tested" in one.what for one in found.refused)


def test_a_partners_quarters_are_forecast_by_quarter(marrowmere: Workspace) -> None:
    found = forecast(marrowmere, measure="marac-referrals")
    assert len(found.table("ahead").rows) == 4
    assert "factors underlying it" in found.title


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"measure": "public-order", "to": "2025-12"}, "only nine months came since"),
        ({"measure": "shoplifting", "to": "2022-12"}, "Only nine months came"),
        ({"measure": "ambulance-calls"}, "Nothing of it came after September 2024"),
        ({"measure": "feel-safe-after-dark"}, "It is a share"),
        ({"measure": "attacks-on-fire-crews"}, "only 56% have a number"),
    ],
    ids=["recording-just-changed", "too-short", "partner-fell-silent", "a-share", "mostly-hidden"],
)
def test_what_cannot_be_forecast_says_why(marrowmere: Workspace, asked: dict[str, str], says: str) -> None:
    with pytest.raises(CannotBearError) as caught:
        forecast(marrowmere, **asked)
    assert says in str(caught.value)
    assert caught.value.refusal.would.endswith(".")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "Name one measure"),
        ({"measure": "robbery", "every": True}, "Name one measure"),
        ({"measure": "robbery", "months": 0}, "1 to 36 months ahead"),
        ({"measure": "robbery", "target": -1.0}, "from 0 up"),
        ({"measure": "robbery", "target": float("nan")}, "from 0 up"),
        ({"every": True, "target": 9.0}, "A target is of one measure"),
    ],
)
def test_what_is_asked_wrongly_is_a_sentence(
    marrowmere: Workspace, asked: dict[str, object], says: str
) -> None:
    with pytest.raises(AskedWronglyError, match=says):
        forecast(marrowmere, **asked)


def test_every_measure_in_one_table_with_one_alone_the_same(marrowmere: Workspace) -> None:
    found = forecast(marrowmere, every=True)
    rows = {row["measure"]: row for row in found.table().records()}
    alone = forecast(marrowmere, measure="robbery").table("year-end").records()[0]
    assert rows["Robbery"]["expected"] == pytest.approx(alone["expected"])
    assert rows["Robbery"]["mase"] == pytest.approx(
        forecast(marrowmere, measure="robbery").table("back-test").records()[0]["mase"]
    )
    assert rows["Public order"]["season"] is False
    assert any("ambulance" in one.what for one in found.refused)
