"""Public tables of a real partnership, by ward and by small area, attacked as they are printed.

The table of its 175 small areas takes long to make and to attack: it is made under make soak alone.
"""

from __future__ import annotations

import csv
import gzip
import random
from pathlib import Path

import pytest
from tests.figures.attacker import (
    bounds,
    by_algebra,
    choices,
    from_one_row,
    least_by_noughts,
    printed_counts,
    read_csv,
)
from tests.workspaces import run

KINDS = (
    "bicycle-theft", "burglary", "criminal-damage-and-arson", "drugs", "other-crime", "other-theft",
    "possession-of-weapons", "public-order", "robbery", "shoplifting", "theft-from-the-person", "vehicle-crime",
    "violence-and-sexual-offences",
)  # fmt: skip
NAMES = (*KINDS, "anti-social-behaviour", "all-crime")
HOME = "E22000353"
SAMPLE = 12
"""Hidden counts that are attacked unless the tests run in full."""


@pytest.fixture(scope="module")
def published(bedfordshire: Path, in_full: bool) -> dict[str, list[dict[str, str]]]:
    """The tables of Central Bedfordshire as a partnership that trusts nobody's publication prints them."""
    settings = bedfordshire / "wardmote.toml"
    before = settings.read_text("utf-8")
    settings.write_text(f"{before}\nsuppress_open_data = true\n", "utf-8")
    try:
        made = {
            by: run("table", "performance", "--public", "--by", by, "--format", "csv", workspace=bedfordshire)
            for by in ("category", "ward", *(["lsoa"] if in_full else []))
        }
    finally:
        settings.write_text(before, "utf-8")
    assert all(one.code == 0 for one in made.values()), [one.err for one in made.values()]
    return {by: [row for row in read_csv(one.out) if row["measure"] in NAMES] for by, one in made.items()}


@pytest.fixture(scope="module")
def wards(shared: Path) -> dict[str, list[str]]:
    """The small areas of each ward, from the published lookup itself."""
    found: dict[str, list[str]] = {}
    path = shared / "data" / "geography" / "lookups" / "lsoa21_ward24_lad24_csp24_pfa24.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["csp24_code"] == HOME:
                found.setdefault(row["ward24_code"], []).append(row["lsoa21_code"])
    return found


def sums(wards: dict[str, list[str]], small_areas: bool):
    areas = [HOME, *wards, *(area for own in wards.values() for area in own if small_areas)]
    nests = {HOME: list(wards)} | (wards if small_areas else {})
    return [
        *(((area, "all-crime"), [(area, name) for name in KINDS]) for area in areas),
        *(((whole, name), [(part, name) for part in own]) for whole, own in nests.items() for name in NAMES),
    ]


@pytest.mark.shared
@pytest.mark.soak
@pytest.mark.parametrize("period", ["previous", "current"])
def test_wards_keep_every_count_four_values_wide(published, wards, period, in_full) -> None:
    printed = printed_counts(published["category"] + published["ward"], period)
    told = sums(wards, small_areas=False)
    hidden = [cell for cell, number in printed.items() if number is None]
    assert 50 < len(hidden) < 150
    assert not any(0 < number < 5 for number in printed.values() if number is not None)
    assert not by_algebra(printed, told)
    attacked = hidden if in_full else random.Random(f"wards {period}").sample(hidden, SAMPLE)
    for lowest in (0.0, least_by_noughts(printed, told)):
        ends = bounds(printed, told, attacked, lowest)
        assert len(ends) == len(attacked)
        assert all(choices(found) >= 4 or found[0] >= 5 for found in ends.values())


@pytest.mark.shared
@pytest.mark.soak
def test_all_tables_together_give_no_count_away(published, wards) -> None:
    """Small areas among them where they were made."""
    printed = printed_counts([row for rows in published.values() for row in rows], "current")
    told = sums(wards, small_areas="lsoa" in published)
    hidden = [cell for cell, number in printed.items() if number is None]
    assert not any(0 < number < 5 for number in printed.values() if number is not None)
    assert not {cell: found for cell, found in by_algebra(printed, told).items() if 0 < round(found) < 5}
    ends = bounds(printed, told, hidden[:: max(len(hidden) // 25, 1)])
    assert all(choices(found) >= 2 for found in ends.values())


@pytest.mark.shared
@pytest.mark.soak
def test_no_row_gives_its_own_hidden_count_away(published, in_full) -> None:
    rows = [row for rows in published.values() for row in rows]
    assert sum(bool(row["suppressed"]) for row in rows) > (1000 if in_full else 80)
    for row in rows:
        ways = from_one_row(row)
        assert not any(ways[period] for period in row["suppressed"].split())


@pytest.mark.shared
def test_open_data_stand_unless_the_partnership_wants_otherwise(bedfordshire: Path) -> None:
    plain = run("table", "performance", "--by", "ward", "--format", "csv", workspace=bedfordshire)
    open_ = run("table", "performance", "--by", "ward", "--public", "--format", "csv", workspace=bedfordshire)
    rows = [{name: text for name, text in row.items() if name != "suppressed"} for row in read_csv(open_.out)]
    assert rows == read_csv(plain.out)
