"""Every planted truth stands in the files, counted with nothing but csv and sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from wardmote.demo import DemoFiles, truths

Row = dict[str, str]
Tally = Callable[[Callable[[Row], bool]], list[int]]

SHOPLIFTING_ELSEWHERE_LOST = 19
VIOLENCE = "Violence and sexual offences"


def in_ward(ward: str, category: str) -> Callable[[Row], bool]:
    return lambda row: row["ward"] == ward and row["Crime type"] == category


def lost(category: str) -> Callable[[Row], bool]:
    return lambda row: row["Crime type"] == category and not row["LSOA code"]


def test_1_old_quay_drives_shoplifting(tally: Tally) -> None:
    located = tally(in_ward("Old Quay", "Shoplifting"))[2:]
    unlocated = [count - SHOPLIFTING_ELSEWHERE_LOST for count in tally(lost("Shoplifting"))[2:]]
    assert located == [595, 714]
    assert [sum(pair) for pair in zip(located, unlocated, strict=True)] == [620, 840]
    assert round(100 * (840 / 620 - 1)) == 35
    assert round(100 * (714 / 595 - 1)) == 20
    assert [round(100 * unlocated[0] / 620), round(100 * unlocated[1] / 840)] == [4, 15]


def test_1_old_quay_is_more_than_the_whole_rise_in_shoplifting(tally: Tally) -> None:
    before, after = tally(lambda row: row["Crime type"] == "Shoplifting")[2:]
    assert 840 - 620 > (after - before) * 0.9 > 0


def test_2_thornlea_burglary_is_noise_about_one_mean(tally: Tally) -> None:
    counts = tally(in_ward("Thornlea", "Burglary"))
    assert counts[2:] == [118, 97]
    mean = (counts[0] + counts[1] * 12 / 11 + counts[2] + counts[3]) / 4
    assert all(abs(count - mean) < 2 * mean**0.5 for count in (counts[0], *counts[2:]))


def test_3_merebank_summers_are_loud_every_year(rows: list[Row]) -> None:
    months = Counter(row["Month"] for row in rows if in_ward("Merebank", "Anti-social behaviour")(row))
    for first in (2022, 2023, 2024, 2025):
        year = {
            month: count for month, count in months.items() if f"{first}-04" <= month <= f"{first + 1}-03"
        }
        summer = sum(year[f"{first}-{month:02d}"] for month in (6, 7, 8)) / 3
        assert summer / (sum(year.values()) / len(year)) == pytest.approx(1.8)


def test_3_other_wards_have_no_such_summer(rows: list[Row]) -> None:
    incidents = [
        row for row in rows if row["Crime type"] == "Anti-social behaviour" and row["ward"] != "Merebank"
    ]
    summer = sum(row["Month"][5:] in ("06", "07", "08") for row in incidents) / 12
    assert summer / (len(incidents) / 47) < 1.4


def test_4_three_small_areas_hold_a_fifth_of_robbery(rows: list[Row]) -> None:
    three = Counter(row["LSOA name"] for row in rows if in_ward("Tallow Park", "Robbery")(row)).most_common(3)
    for year in "1234":
        robberies = [row for row in rows if row["Crime type"] == "Robbery" and row["year"] == year]
        held = sum(row["LSOA name"] in dict(three) for row in robberies)
        assert round(100 * held / len(robberies)) == 21


def test_5_and_6_two_fifths_of_saltgates_fall_is_next_door(tally: Tally) -> None:
    saltgate, mill_row = (tally(in_ward(ward, VIOLENCE))[2:] for ward in ("Saltgate", "Mill Row"))
    assert saltgate == [480, 336]
    assert mill_row == [95, 152]
    fewer, more = saltgate[0] - saltgate[1], mill_row[1] - mill_row[0]
    assert round(100 * more / fewer) == 40
    assert more - fewer == -87


def test_7_wexcombe_rise_has_more_crime_and_a_lower_rate(tally: Tally, profile: list[Row]) -> None:
    crimes = tally(
        lambda row: row["ward"] == "Wexcombe Rise" and row["Crime type"] != "Anti-social behaviour"
    )[2:]
    homes = [area for area in profile if area["ward24_name"] == "Wexcombe Rise"]
    people = [sum(int(area[column]) for area in homes) for column in ("pop_mye2024", "pop_mye2025")]
    assert crimes == [400, 500]
    assert people == [6000, 7800]
    assert round(100 * (500 / 7800) / (400 / 6000) - 100) == -4


def test_8_fen_parishes_are_below_the_base_for_a_percentage(tally: Tally) -> None:
    assert tally(in_ward("Fen Parishes", "Vehicle crime"))[2:] == [46, 35]


def test_9_public_order_fell_by_22_percent_everywhere(tally: Tally) -> None:
    before, after = tally(lambda row: row["Crime type"] == "Public order")[2:]
    assert round(1000 * (after / before - 1)) == -220


def test_10_november_2023_is_missing(made: DemoFiles, street: list[Row]) -> None:
    folders = sorted(path.name for path in made.police_months.iterdir())
    every = [f"{year}-{month:02d}" for year in range(2022, 2027) for month in range(1, 13)]
    assert folders == [month for month in every if "2022-04" <= month <= "2026-03" and month != "2023-11"]
    assert {row["Month"] for row in street} == set(folders)


def test_11_old_quay_car_parks(tally: Tally) -> None:
    old_quay = tally(in_ward("Old Quay", "Vehicle crime"))[2:]
    elsewhere = tally(
        lambda row: row["Crime type"] == "Vehicle crime" and row["ward"] not in ("", "Old Quay")
    )[2:]
    assert old_quay == [210, 151]
    assert elsewhere == [640, 608]


def test_the_truths_as_data_agree_with_the_files(tally: Tally) -> None:
    """What truths.yaml claims of counts is so, for tests and documents that lean on it."""
    checked = 0
    for truth in truths():
        for claim in truth.claims:
            if claim.previous is not None and not claim.file:
                assert tally(lambda row, claim=claim: fits(row, claim.measure, claim.level, claim.place))[
                    2:
                ] == [
                    claim.previous,
                    claim.current,
                ], truth.title
                checked += 1
    assert checked >= 10
    assert [truth.effect for truth in truths()] == list(range(1, 13))


def fits(row: Row, measure: str, level: str, place: str) -> bool:
    category = row["Crime type"].lower().replace(" ", "-")
    counted = category == measure or (measure == "all-crime" and category != "anti-social-behaviour")
    return counted and (level == "csp" or row["ward"] == place)
