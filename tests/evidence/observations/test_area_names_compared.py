"""Names of areas: what differs between publishers does not count, and a part of a name is not the name."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from wardmote.evidence.observations.names import comparable, near_names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Barking & Dagenham", "Barking and Dagenham"),
        ("Bristol, City of", "Bristol"),
        ("City of Bristol", "Bristol, City of"),
        ("Kingston upon Hull, City of", "Kingston-upon-Hull"),
        ("Herefordshire, County of", "Herefordshire"),
        ("St. Helens", "St Helens"),
        ("King’s Lynn and West Norfolk", "Kings Lynn & West Norfolk"),
        ("London, City of", "City of London"),
        ("Telford & Wrekin", "TELFORD  AND  WREKIN"),
        ("Bedford CSP", "Bedford"),
    ],
)
def test_two_spellings_of_one_area_compare_alike(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bedford", "Central Bedfordshire"),
        ("Bedford", "Bedfordshire"),
        ("Devon", "North Devon"),
        ("Newcastle upon Tyne", "Newcastle-under-Lyme"),
        ("West Somerset", "Somerset"),
        ("Durham", "County Durham"),
    ],
)
def test_a_part_of_a_name_is_not_the_name(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)


def test_near_names_are_named_and_none_is_chosen() -> None:
    known = ["Old Quay", "Old Queen Street", "Saltgate"]
    assert near_names("Old Kuay", known, 0.75) == ["Old Quay"]
    assert near_names("Tallow Park", known, 0.75) == []


@pytest.mark.shared
def test_real_names_of_one_level_never_come_to_the_same(shared: Path) -> None:
    path = next((shared / "data" / "geography" / "lookups").glob("*lsoa21_ward24*"))
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    for level in ("ltla24", "csp24", "pfa24"):
        names = {row[f"{level}_code"]: row[f"{level}_name"] for row in rows}
        assert len({comparable(name) for name in names.values()}) == len(names)
