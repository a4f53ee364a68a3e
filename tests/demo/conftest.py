"""The demo's files, generated once, and read back with nothing of ours."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from wardmote.demo import DemoFiles, generate

Row = dict[str, str]
Tally = Callable[..., list[int]]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> DemoFiles:
    """Safer Marrowmere with the published seed."""
    return generate(tmp_path_factory.mktemp("marrowmere"))


@pytest.fixture(scope="session")
def lookup(made: DemoFiles) -> list[Row]:
    """The small areas."""
    return read(made.geography / "lookups" / "lsoa21_ward24_lad24_csp24_pfa24.csv")


@pytest.fixture(scope="session")
def profile(made: DemoFiles) -> list[Row]:
    """The people of the small areas."""
    return read(made.geography / "population" / "lsoa21_profile.csv")


@pytest.fixture(scope="session")
def street(made: DemoFiles) -> list[Row]:
    """Every row of every street file as it stands."""
    return [row for path in sorted(made.police_months.rglob("*-street.csv")) for row in read(path)]


@pytest.fixture(scope="session")
def rows(street: list[Row], lookup: list[Row]) -> list[Row]:
    """Every street row, each Crime ID of a month once (the last row stands), with ward and year added.

    Years run from April and are numbered 1 to 4.
    """
    ward = {area["lsoa21_code"]: area["ward24_name"] for area in lookup}
    kept: dict[tuple[str, str], Row] = {}
    for number, row in enumerate(street):
        year, month = int(row["Month"][:4]), int(row["Month"][5:])
        added = {"ward": ward.get(row["LSOA code"], ""), "year": str(year - 2021 - (month < 4))}
        kept[row["Month"], row["Crime ID"] or f"incident {number}"] = {**row, **added}
    return list(kept.values())


@pytest.fixture(scope="session")
def tally(rows: list[Row]) -> Tally:
    """Count the rows of each of the four years that fit a test."""

    def count(fits: Callable[[Row], bool]) -> list[int]:
        return [sum(row["year"] == str(year) and fits(row) for row in rows) for year in (1, 2, 3, 4)]

    return count
