"""Rates of partnerships worked out from the published files alone, slowly; imports nothing of Wardmote."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections import Counter
from pathlib import Path


def rows_of(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def crimes_by_small_area(archive: Path, kind: str, months: set[str]) -> Counter[str]:
    """Located records of a police.uk category in some months, each Crime ID once a month."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(archive) as files:
        for name in files.namelist():
            month = name.split("/")[-1][:7]
            if not name.endswith("-street.csv") or month not in months:
                continue
            seen: set[str] = set()
            for row in csv.DictReader(io.TextIOWrapper(files.open(name), "utf-8")):
                if row["Crime ID"] and row["Crime ID"] in seen:
                    continue
                seen.add(row["Crime ID"])
                if row["Crime type"] == kind and row["LSOA code"]:
                    found[row["LSOA code"]] += 1
    return found


def rates(shared: Path, kind: str, months: set[str], people: str) -> dict[str, tuple[int, int]]:
    """Partnership -> (records, population of that column), for those of the Bedfordshire force area."""
    geography = shared / "data" / "geography"
    crimes = crimes_by_small_area(
        shared / "data" / "police" / "bedfordshire-2021-05-to-2024-04.zip", kind, months
    )
    counted: Counter[str] = Counter()
    living: Counter[str] = Counter()
    for row in rows_of(geography / "population" / "lsoa21_profile.csv.gz"):
        if row["pfa24_code"] == "E23000026":
            counted[row["csp24_code"]] += crimes[row["lsoa21_code"]]
            living[row["csp24_code"]] += int(float(row[people]))
    return {code: (counted[code], living[code]) for code in living}
