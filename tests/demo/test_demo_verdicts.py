"""The default verdict finds each planted change and nothing in the noise, on the files of the published seed."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest

from wardmote.demo import DEFAULT_SEED, truths
from wardmote.demo.counts import NOWHERE, draw_rows
from wardmote.demo.crime_plan import categories, habits
from wardmote.demo.place import build_place
from wardmote.demo.truths import Claim
from wardmote.methods.change import year_change
from wardmote.methods.multiplicity import benjamini_hochberg

Row = dict[str, str]
PARTNERSHIP = "Safer Marrowmere"
MEASURES = [category.id for category in categories()]
FEW = 20
LEVEL = 0.05
WITHHELD = {"public-order"}


class Files:
    """Monthly counts by ward, measure and month, as the files hold them."""

    def __init__(self, rows: list[Row]) -> None:
        wards = [row["ward"] for row in rows]
        names = [row["Crime type"].lower().replace(" ", "-") for row in rows]
        months = [row["Month"] for row in rows]
        self.counts = Counter(zip(wards, names, months, strict=True))
        self.counts.update(zip([PARTNERSHIP] * len(rows), names, months, strict=True))
        self.places = sorted({place for place, *_ in self.counts} - {""})
        self.months = sorted(set(months))

    def verdicts(self, place: str, last: int) -> dict[str, str]:
        """The verdict on each measure between the years from April ``last - 1`` and ``last``."""
        years = [year for year in (last - 2, last - 1, last) if year >= 2022]
        kept = [
            month
            for month in (*range(4, 13), 1, 2, 3)
            if all(month_of(y, month) in self.months for y in years)
        ]
        y = np.array(
            [[[self.counts[place, m, month_of(year, n)] for n in kept] for year in years] for m in MEASURES]
        )
        days = np.array([[monthrange(year + (n < 4), n)[1] for n in kept] for year in years])
        change = year_change(y, days)
        q = benjamini_hochberg(np.where(np.isnan(change.p), 1, change.p))
        return {
            measure: "too-few-to-say"
            if change.a[i] + change.b[i] < FEW
            else ("rose" if change.z[i] > 0 else "fell")
            if q[i] < LEVEL
            else "no-clear-change"
            for i, measure in enumerate(MEASURES)
        }


def month_of(year: int, month: int) -> str:
    return f"{year + (month < 4)}-{month:02d}"


@pytest.fixture(scope="module")
def files(rows: list[Row]) -> Files:
    return Files(rows)


def claims() -> Iterator[Claim]:
    return (claim for truth in truths() for claim in truth.claims if claim.measure in MEASURES)


def expected(place: str) -> dict[str, str]:
    return {claim.measure: claim.verdict for claim in claims() if claim.place == place}


def test_each_planted_change_is_found(files: Files) -> None:
    for place in {claim.place for claim in claims()}:
        found = files.verdicts(place, 2025)
        for measure, verdict in expected(place).items():
            if verdict != "not-comparable":
                assert found[measure] == verdict, (place, measure)
    assert sum(claim.verdict in {"rose", "fell"} for claim in claims()) == 5


def test_nothing_else_is_found_anywhere(files: Files) -> None:
    assert len(files.places) == 15
    for place in files.places:
        found = files.verdicts(place, 2025)
        for measure in set(MEASURES) - set(expected(place)) - WITHHELD:
            assert found[measure] in {"no-clear-change", "too-few-to-say"}, (place, measure)


@pytest.mark.parametrize("last", [2023, 2024])
def test_nothing_is_found_in_the_earlier_years(files: Files, last: int) -> None:
    for place in files.places:
        assert set(files.verdicts(place, last).values()) <= {"no-clear-change", "too-few-to-say"}, place


def test_the_recording_change_would_have_been_called_a_fall(files: Files) -> None:
    """It needs the definition of the break: the counts alone would mislead."""
    assert files.verdicts(PARTNERSHIP, 2025)["public-order"] == "fell"


def test_noise_is_a_little_more_than_chance() -> None:
    """Over many seeds, years without a planted change differ as often as mildly overdispersed counts do."""
    place = build_place()
    year = np.array([month.of_year for month in habits().months])
    unplanted = ("criminal-damage-and-arson", "other-theft", "drugs", "other-crime", "bicycle-theft")
    z = []
    for seed in range(25):
        drawn = draw_rows(place, seed)
        for measure in unplanted:
            counts = np.bincount(year[drawn[measure].month], minlength=4)
            z.append((np.sqrt(counts[2]) - np.sqrt(counts[0])) * np.sqrt(2))
    assert abs(np.mean(z)) < 0.25
    assert 1.0 < np.std(z) < 1.5
    assert 0.04 < np.mean(np.abs(z) > 1.96) < 0.18


def test_location_is_lost_as_often_as_planned() -> None:
    place = build_place()
    drawn = [draw_rows(place, seed) for seed in range(DEFAULT_SEED, DEFAULT_SEED + 3)]
    for category in categories():
        rows = [every[category.id] for every in drawn]
        lost = sum(int((mine.area == NOWHERE).sum()) for mine in rows) / sum(len(mine) for mine in rows)
        planned = 0.06 if category.id == "shoplifting" else category.without_location
        assert lost == pytest.approx(planned, abs=0.015), category.id
