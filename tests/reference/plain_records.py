"""How crimes ended, and stop and search, counted from the published files with nothing but the standard library.

Part of the second, plain program; it shares no code with Wardmote. Every word that it knows is typed here.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from plain_counts import Month, kebab, month_back

GROUPS = {
    "Suspect charged": "charged",
    "Suspect charged as part of another case": "another-case",
    "Offender given a caution": "out-of-court-formal",
    "Local resolution": "out-of-court-informal",
    "Offender given a drugs possession warning": "out-of-court-informal",
    "Action to be taken by another organisation": "another-body",
    "Formal action is not in the public interest": "not-in-public-interest",
    "Further action is not in the public interest": "not-in-public-interest",
    "Further investigation is not in the public interest": "not-in-public-interest",
    "Unable to prosecute suspect": "unable-to-prosecute",
    "Investigation complete; no suspect identified": "no-suspect",
}
FIRST_STANDS = list(dict.fromkeys(GROUPS.values()))
NONE_YET = "no-outcome-yet"

Crime = tuple[Month, str, str]  # month, category, LSOA
Place = tuple[float, float]


def rows_of(archive: Path, kind: str) -> Iterator[tuple[str, dict[str, str]]]:
    """File name and row of every file of a kind: street, outcomes or stop-and-search."""
    with zipfile.ZipFile(archive) as opened:
        for name in sorted(opened.namelist()):
            if name.endswith(f"-{kind}.csv"):
                with opened.open(name) as raw:
                    for row in csv.DictReader(io.TextIOWrapper(raw, "utf-8-sig", newline="")):
                        yield Path(name).name, row


def read_crimes_by_id(archive: Path) -> dict[tuple[str, Month], Crime]:
    """Crime ID and month -> the crime; of rows that repeat an ID in a month the last stands."""
    return {
        (row["Crime ID"], row["Month"]): (row["Month"], kebab(row["Crime type"]), row["LSOA code"])
        for _, row in rows_of(archive, "street")
        if row["Crime ID"]
    }


def read_outcomes(archive: Path) -> dict[str, list[tuple[Month, str]]]:
    """Crime ID -> month and group of each outcome."""
    found: dict[str, list[tuple[Month, str]]] = defaultdict(list)
    for _, row in rows_of(archive, "outcomes"):
        found[row["Crime ID"]].append((row["Month"], GROUPS[row["Outcome type"]]))
    return found


def ended(
    crimes: dict[tuple[str, Month], Crime],
    outcomes: dict[str, list[tuple[Month, str]]],
    lsoas: set[str] | None,
    months: list[Month],
    follow: int,
) -> Counter[tuple[str, str]]:
    """Crimes of some months by category and the group they stood in so many months after; ``lsoas`` None for all."""
    found: Counter[tuple[str, str]] = Counter()
    for (identifier, month), (_, category, lsoa) in crimes.items():
        if month not in months or (lsoas is not None and lsoa not in lsoas):
            continue
        last = month_back(month, -follow)
        in_time = [(when, group) for when, group in outcomes.get(identifier, []) if when <= last]
        latest = max((when for when, _ in in_time), default=None)
        groups = [group for when, group in in_time if when == latest]
        found[category, min(groups, key=FIRST_STANDS.index, default=NONE_YET)] += 1
    return found


def first_outcomes(
    crimes: dict[tuple[str, Month], Crime],
    outcomes: dict[str, list[tuple[Month, str]]],
    lsoas: set[str],
    months: list[Month],
) -> Counter[int | None]:
    """Crimes by the months to their first outcome, none below zero; None where there is none."""
    found: Counter[int | None] = Counter()
    for (identifier, month), (_, _, lsoa) in crimes.items():
        if month in months and lsoa in lsoas:
            when = min((one for one, _ in outcomes.get(identifier, [])), default=None)
            found[None if when is None else max(number(when) - number(month), 0)] += 1
    return found


def number(month: Month) -> int:
    """Months since the year 0."""
    return int(month[:4]) * 12 + int(month[5:])


def month_at_home(date: str) -> Month:
    """The month of a time in UTC by British clocks, an hour ahead from late March to late October."""
    when = datetime.fromisoformat(date)
    spring, autumn = last_sunday(when.year, 3), last_sunday(when.year, 10)
    ahead = spring <= when.replace(tzinfo=None) < autumn
    return (when + timedelta(hours=1 if ahead else 0)).strftime("%Y-%m")


def last_sunday(year: int, month: int) -> datetime:
    """One in the morning, UTC, of the last Sunday of a month of 31 days."""
    day = datetime(year, month, 31, 1)
    while day.weekday() != 6:
        day -= timedelta(days=1)
    return day


def read_rings(boundaries: Path, codes: set[str]) -> list[list[list[Place]]]:
    """The outlines of some small areas: each a list of rings."""
    found = []
    with gzip.open(boundaries, "rt", encoding="utf-8") as text:
        for line in text:  # one feature a line
            if not line.startswith('{ "type": "Feature"'):
                continue
            if line.split('"LSOA21CD": "')[1][:9] not in codes:
                continue
            geometry = json.loads(line.rstrip().rstrip(","))["geometry"]
            parts = geometry["coordinates"]
            polygons = [parts] if geometry["type"] == "Polygon" else parts
            found += [[[(x, y) for x, y, *_ in ring] for ring in polygon] for polygon in polygons]
    return found


def inside(polygon: list[list[Place]], x: float, y: float) -> bool:
    """Whether a point lies in a polygon: a line to the east crosses its rings an odd number of times."""
    crossings = 0
    for ring in polygon:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                crossings += 1
    return crossings % 2 == 1


def placed(polygons: list[list[list[Place]]], places: set[Place]) -> set[Place]:
    """Those of the places that lie in any of the polygons."""
    boxes = [
        (
            min(x for x, _ in p[0]),
            min(y for _, y in p[0]),
            max(x for x, _ in p[0]),
            max(y for _, y in p[0]),
            p,
        )
        for p in polygons
    ]
    return {
        (x, y)
        for x, y in places
        if any(w <= x <= e and s <= y <= n and inside(polygon, x, y) for w, s, e, n, polygon in boxes)
    }


def place_of(row: dict[str, str]) -> Place | None:
    """Where a search was, if the file says it."""
    if not row["Longitude"]:
        return None
    return float(row["Longitude"]), float(row["Latitude"])
