"""The season of a measure: the planted ones are found, and noise is not."""

from __future__ import annotations

import calendar

import numpy as np
import pytest

from wardmote.analyses.ahead.season import year_rows
from wardmote.analyses.ahead.season_words import runs
from wardmote.analyses.over_time.history import history
from wardmote.analyses.pictures import DotRanges, MonthPattern
from wardmote.analyses.result import AnalysisResult, CannotBearError
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.workspace import Workspace

NAMES = tuple(calendar.month_name[1:])


def season(workspace: Workspace, **asked: object) -> AnalysisResult:
    return analyse(workspace, "season", request_for("season", asked))


def test_the_lakes_summer_is_found(marrowmere: Workspace) -> None:
    found = season(marrowmere, measure="anti-social-behaviour", area="Merebank")
    assert "peaks in June to August, at about 1.8 times an average month" in found.title
    rows = {row["month"]: row for row in found.table("months").records()}
    assert [name for name, row in rows.items() if row["calendar"] == "peak"] == ["June", "July", "August"]
    assert rows["November"]["years"] == 3
    assert all(row["low"] < row["index"] < row["high"] for row in rows.values())
    assert isinstance(found.pictures[0], MonthPattern)


def test_what_has_no_season_is_not_given_one(marrowmere: Workspace) -> None:
    for measure, area in (
        ("shoplifting", None),
        ("robbery", None),
        ("violence-and-sexual-offences", "Saltgate"),
    ):
        found = season(marrowmere, measure=measure, area=area)
        assert "no season can be told from chance" in found.title, found.title


def test_quarters_have_a_season_of_four_with_intervals(marrowmere: Workspace) -> None:
    found = season(marrowmere, measure="marac-referrals")
    assert [row["month"] for row in found.table().records()] == [
        "Jan to Mar", "Apr to Jun", "Jul to Sep", "Oct to Dec",
    ]  # fmt: skip
    assert isinstance(found.pictures[0], DotRanges)


def test_only_planted_seasons_are_clear_among_all(marrowmere: Workspace) -> None:
    found = season(marrowmere, every=True)
    clear = {row["measure"]: row["peaks"] for row in found.table().records() if row["clear"]}
    assert clear["Anti-social behaviour"] == "May to August"
    assert clear["Burglary"] == "January"
    planted = {
        "Bicycle theft",
        "Vehicle crime",
        "Anti-social behaviour",
        "Burglary",
        "Public order",
        "All crime",
        "Violence and sexual offences",
    }
    assert set(clear) <= planted


def test_a_break_starts_a_year_of_its_own(marrowmere: Workspace) -> None:
    known = history(marrowmere.evidence(), marrowmere.area(), "public-order", "2026-01")
    counts, _, months = year_rows(known)
    assert len(counts) == 6, "four years, two of which a break parts"
    assert sorted(months) == list(range(1, 13))
    assert np.nansum(counts) == np.nansum(known.values)
    last = {int(month): value for month, value in zip(months, counts[-1], strict=True)}
    assert np.isnan(last[3])
    assert last[4] == known.values[known.cuts[-1]]


def test_two_whole_years_are_needed(marrowmere: Workspace) -> None:
    with pytest.raises(CannotBearError, match="at least two whole years"):
        season(marrowmere, measure="burglary", to="2023-06")


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ((), ""),
        ((5,), "June"),
        ((0, 1, 11), "December to February"),
        ((3, 4, 9), "April, May and October"),
        (tuple(range(12)), "January to December"),
    ],
)
def test_months_run_round_the_turn_of_the_year(places: tuple[int, ...], words: str) -> None:
    assert runs(NAMES, places) == words
