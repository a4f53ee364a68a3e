"""What there is to count: months, street files, the lookup of areas, and the counts themselves.

Part of the second, plain program (recount.py); it shares no code with Wardmote.
"""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import TextIO

CATEGORIES = [
    "anti-social-behaviour",
    "bicycle-theft",
    "burglary",
    "criminal-damage-and-arson",
    "drugs",
    "other-crime",
    "other-theft",
    "possession-of-weapons",
    "public-order",
    "robbery",
    "shoplifting",
    "theft-from-the-person",
    "vehicle-crime",
    "violence-and-sexual-offences",
]
ALL_CRIME = "all-crime"
MEASURES = [*CATEGORIES, ALL_CRIME]

# The names of forces in files that are not simply the name of the police force area.
FORCE_SLUGS = {"metropolitan-police": "metropolitan", "london-city-of": "city-of-london"}

LEVELS = {"lsoa": "lsoa21", "ward": "ward24", "lad": "ltla24", "csp": "csp24", "force": "pfa24"}

Month = str  # "2024-04"


def month_back(month: Month, steps: int) -> Month:
    """The month so many steps before this one."""
    number = int(month[:4]) * 12 + int(month[5:]) - 1 - steps
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def twelve_months_to(month: Month) -> list[Month]:
    """The twelve months that end with this one, oldest first."""
    return [month_back(month, steps) for steps in range(11, -1, -1)]


def first_day(month: Month) -> date:
    """The first day of the month."""
    return date(int(month[:4]), int(month[5:]), 1)


def last_day(month: Month) -> date:
    """The last day of the month."""
    return first_day(month_back(month, -1)) - timedelta(days=1)


def days_in(month: Month) -> int:
    """How many days the month has."""
    return last_day(month).day


def kebab(name: str) -> str:
    """A name as an identifier: "Public order" is public-order."""
    return "-".join(name.lower().replace("&", "and").replace(",", " ").replace("-", " ").split())


def street_files(police: Path) -> Iterator[tuple[str, TextIO]]:
    """Name and text of each street file in a zip or a folder; outcomes and stop-and-search are left."""
    if police.is_dir():
        for path in sorted(police.rglob("*-street.csv")):
            with path.open(encoding="utf-8-sig", newline="") as text:
                yield path.name, text
        return
    with zipfile.ZipFile(police) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith("-street.csv"):
                with archive.open(name) as raw:
                    yield Path(name).name, io.TextIOWrapper(raw, "utf-8-sig", newline="")


@dataclass
class Crimes:
    """What the street files say, each crime once."""

    by_lsoa: dict[str, Counter[tuple[str, Month]]]  # LSOA -> (category, month) -> crimes
    reported: dict[str, Counter[tuple[str, Month]]]  # force -> (category, month) -> all its crimes
    not_located: dict[str, Counter[tuple[str, Month]]]  # force -> (category, month) -> those nowhere
    months: dict[str, set[Month]]  # force -> months it sent
    rows: int = 0  # as they stand in the files
    rows_without_lsoa: int = 0
    repeated: int = 0  # rows that say again what a later row of the month says


def read_crimes(police: Path, known_lsoas: set[str]) -> Crimes:
    """Every street file, counted."""
    crimes = Crimes(defaultdict(Counter), defaultdict(Counter), defaultdict(Counter), defaultdict(set))
    for file_name, text in street_files(police):
        force = file_name[len("2024-04-") : -len("-street.csv")]
        crimes.months[force].add(file_name[: len("2024-04")])
        count_file(crimes, force, csv.DictReader(text), known_lsoas)
    return crimes


def count_file(crimes: Crimes, force: str, rows: Iterator[dict[str, str]], known_lsoas: set[str]) -> None:
    """One force and month: a Crime ID counts once, its last row stands; rows without one all count."""
    last_row_of: dict[str, dict[str, str]] = {}
    standing = []
    for row in rows:
        crimes.rows += 1
        crimes.rows_without_lsoa += row["LSOA code"] == ""
        if row["Crime ID"] == "":
            standing.append(row)
        else:
            crimes.repeated += row["Crime ID"] in last_row_of
            last_row_of[row["Crime ID"]] = row
    standing.extend(last_row_of.values())
    for row in standing:
        key = (kebab(row["Crime type"]), row["Month"])
        crimes.reported[force][key] += 1
        if row["LSOA code"] in known_lsoas:
            crimes.by_lsoa[row["LSOA code"]][key] += 1
        else:
            crimes.not_located[force][key] += 1


def read_geography(geography: Path) -> dict[str, dict[str, str]]:
    """LSOA -> its row of the lookup, with its people in mid-2022 and its households at the Census."""
    places: dict[str, dict[str, str]] = {}
    lookup = geography / "lookups" / "lsoa21_ward24_lad24_csp24_pfa24.csv.gz"
    with gzip.open(lookup, "rt", encoding="utf-8-sig", newline="") as text:
        for row in csv.DictReader(text):
            places[row["lsoa21_code"]] = row
    profile = geography / "population" / "lsoa21_profile.csv.gz"
    with gzip.open(profile, "rt", encoding="utf-8-sig", newline="") as text:
        for row in csv.DictReader(text):
            place = places[row["lsoa21_code"]]
            place["people"] = row["pop_mye2022"]
            place["households"] = row["households_census2021"]
    return places


@dataclass
class Area:
    """Some LSOAs under one code."""

    code: str
    name: str
    level: str
    lsoas: list[str]
    force: str  # as its files are named
    holds_not_located: bool  # whether rows without a place belong to it


def find_area(places: dict[str, dict[str, str]], code: str) -> Area:
    """The area of this code, at whatever level it is."""
    for level, column in LEVELS.items():
        lsoas = [lsoa for lsoa, place in places.items() if place[f"{column}_code"] == code]
        if lsoas:
            return make_area(places, level, lsoas)
    raise SystemExit(f"No area has the code {code}")


def make_area(places: dict[str, dict[str, str]], level: str, lsoas: list[str]) -> Area:
    """The area of these LSOAs. Rows without a place are the force's, or its only partnership's."""
    place = places[lsoas[0]]
    column = LEVELS[level]
    force_name = kebab(place["pfa24_name"])
    force_csps = {
        other["csp24_code"] for other in places.values() if other["pfa24_code"] == place["pfa24_code"]
    }
    return Area(
        code=place[f"{column}_code"],
        name=place[f"{column}_name"],
        level=level,
        lsoas=lsoas,
        force=FORCE_SLUGS.get(force_name, force_name),
        holds_not_located=level == "force" or (level == "csp" and len(force_csps) == 1),
    )


def parts_of(places: dict[str, dict[str, str]], area: Area, level: str) -> list[Area]:
    """The area cut into wards, LSOAs ...; a ward in two partnerships is cut at the edge."""
    groups: dict[str, list[str]] = defaultdict(list)
    for lsoa in area.lsoas:
        groups[places[lsoa][f"{LEVELS[level]}_code"]].append(lsoa)
    return [make_area(places, level, groups[code]) for code in sorted(groups)]


def crimes_of(tally: Counter[tuple[str, Month]], measure: str, month: Month) -> int:
    """How many of the measure in the month; all crime is every category but anti-social behaviour."""
    if measure == ALL_CRIME:
        return sum(tally[category, month] for category in CATEGORIES if category != "anti-social-behaviour")
    return tally[measure, month]


def tally_of(crimes: Crimes, area: Area) -> Counter[tuple[str, Month]]:
    """(category, month) -> crimes of the area."""
    tally: Counter[tuple[str, Month]] = Counter()
    for lsoa in area.lsoas:
        tally.update(crimes.by_lsoa.get(lsoa, {}))
    if area.holds_not_located:
        tally.update(crimes.not_located[area.force])
    return tally


def share_not_located(crimes: Crimes, force: str, measure: str, months: list[Month]) -> Fraction | None:
    """Of all the force reported of the measure, the share that lies in no known LSOA."""
    reported = sum(crimes_of(crimes.reported[force], measure, month) for month in months)
    nowhere = sum(crimes_of(crimes.not_located[force], measure, month) for month in months)
    return Fraction(nowhere, reported) if reported else None
