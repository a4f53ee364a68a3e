"""Statistical neighbours: the same as a slow program finds in the published files, refused where too little is held."""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path

import pytest
from tests.analyses.peers.plain_rates import rows_of

from wardmote.analyses.result import CannotBearError
from wardmote.definitions import load
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.workspace import Workspace, find_workspace

OWN = "E22000353"


def _profiles(shared: Path) -> dict[str, list[float]]:
    """Partnership -> the seven indicators, from the two profiles of small areas."""
    folder = shared / "data" / "geography" / "population"
    where: dict[str, str] = {}
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows_of(folder / "lsoa21_profile.csv.gz"):
        code = where[row["lsoa21_code"]] = row["csp24_code"]
        people = float(row["pop_mye2022"])
        sums[code]["people"] += people
        for name in ("households_census2021", "hh_social_rented", "hh_private_rented", "hh_overcrowded"):
            sums[code][name] += float(row[name])
        score = row["imd25_Income_score"]
        sums[code]["income"] += people * float(score) if score not in ("", "NA") else math.nan
    for row in rows_of(folder / "lsoa11_profile.csv.gz"):
        code = where[row["LSOA21CD_bestfit"]]
        for name in ("pop2020", "pop2020_18_24", "pop2020_65_plus"):
            sums[code][name] += float(row[name])
    return {
        code: [
            math.log(one["people"]),
            one["income"] / one["people"],
            one["pop2020_18_24"] / one["pop2020"],
            one["pop2020_65_plus"] / one["pop2020"],
            *(
                one[name] / one["households_census2021"]
                for name in ("hh_social_rented", "hh_private_rented", "hh_overcrowded")
            ),
        ]
        for code, one in sums.items()
        if not math.isnan(one["income"]) and one["pop2020"]
    }


@pytest.mark.shared
def test_the_nearest_are_those_of_a_slow_program(bedfordshire: Path, shared: Path) -> None:
    profiles = _profiles(shared)
    spread = []
    for column in zip(*profiles.values(), strict=True):
        mean = sum(column) / len(column)
        spread.append(math.sqrt(sum((value - mean) ** 2 for value in column) / len(column)))
    distances = {
        code: math.sqrt(
            sum(((a - b) / s) ** 2 for a, b, s in zip(profile, profiles[OWN], spread, strict=True))
            / len(spread)
        )
        for code, profile in profiles.items()
        if code != OWN
    }
    expected = sorted(distances, key=lambda code: distances[code])[:14]
    rows = (
        analyse(find_workspace(bedfordshire), "neighbours", request_for("neighbours", {})).table().records()
    )
    assert [row["code"] for row in rows] == [OWN, *expected]
    assert [row["distance"] for row in rows[1:]] == pytest.approx([distances[code] for code in expected])


@pytest.mark.shared
def test_neighbours_of_other_forces_are_refused_with_the_files_to_take_in(bedfordshire: Path) -> None:
    with pytest.raises(CannotBearError, match="Take in the street files of the year to April 2024 of Avon"):
        analyse(
            find_workspace(bedfordshire),
            "peers",
            request_for("peers", {"measure": "burglary", "neighbours": 14}),
        )


@pytest.mark.shared
def test_a_ward_is_set_among_like_wards_that_are_held(bedfordshire: Path) -> None:
    workspace = find_workspace(bedfordshire)
    asked = {"area": "E05014406", "number": 5, "held": True}
    near = analyse(workspace, "neighbours", request_for("neighbours", asked))
    codes = [row["code"] for row in near.table().records()]
    asked = {"measure": "burglary", "area": "E05014406", "neighbours": 5, "held": True}
    placed = analyse(workspace, "peers", request_for("peers", asked))
    assert sorted(codes) == sorted(row["code"] for row in placed.table().records())
    assert any("none of crime" in one for one in placed.caveats)


def test_too_little_held_is_a_sentence_that_says_what_would_do(marrowmere: Workspace) -> None:
    with pytest.raises(CannotBearError, match=r"14 areas like Safer Marrowmere.*Take in the profile"):
        analyse(marrowmere, "neighbours", request_for("neighbours", {}))


def test_no_indicator_is_of_crime() -> None:
    indicators = load().indicators.values()
    assert len(indicators) == 7
    assert all(one.domain not in ("crime", "overall") and one.topic != "crime" for one in indicators)
