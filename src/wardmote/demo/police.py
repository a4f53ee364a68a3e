"""Writes the rows as police.uk does: one folder a month, and the zip of them that the public downloads."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from wardmote.demo.chance import chance
from wardmote.demo.companions import months_ended, outcomes_file, searches_file
from wardmote.demo.counts import NOWHERE, Rows
from wardmote.demo.crime_plan import Category, Habits, categories, habits
from wardmote.demo.place import Place
from wardmote.demo.points import map_points
from wardmote.demo.truths import planted

STREET_HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
_INCIDENTS = "anti-social-behaviour"
_OPEN = "Under investigation"
_PACKED_ON = (2026, 5, 18, 9, 0, 0)
"""The day the made-up archive was downloaded; fixed, so that the same seed gives the same bytes."""


@dataclass(frozen=True)
class Crime:
    """One row of a street file. An incident has no identifier."""

    id: str
    where: str
    """Longitude, latitude, location, LSOA code and LSOA name, as they stand in the row."""
    area: int
    category: str
    outcome: str


def write_police(
    place: Place, drawn: dict[str, Rows], seed: int, folder: Path, told: Callable[[float], None]
) -> None:
    """Write a folder for each published month. `told` hears the share that is done."""
    plan = habits()
    months = _months(place, drawn, seed, plan)
    ended = _ended(months, seed, plan)
    for done, (month, crimes) in enumerate(zip(plan.months, months, strict=True), start=1):
        home = folder / month.label
        home.mkdir(parents=True, exist_ok=True)
        stem = f"{month.label}-{place.plan.force.slug}"
        _write(home / f"{stem}-street.csv", _street_file(month.label, crimes, place))
        if month.label in plan.with_companions:
            _write(home / f"{stem}-outcomes.csv", outcomes_file(month.label, ended[done - 1], place))
            searched = chance(seed, "searches", month.label)
            _write(home / f"{stem}-stop-and-search.csv", searches_file(month.label, searched))
        told(done / len(plan.months))


def pack(folder: Path, archive: Path) -> None:
    """Zip a folder of months as the public downloads it, with the same bytes every time."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for path in sorted(folder.rglob("*.csv")):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), date_time=_PACKED_ON)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, path.read_bytes())


def _months(place: Place, drawn: dict[str, Rows], seed: int, plan: Habits) -> list[list[Crime]]:
    """The rows of every published month, in the order of small areas, those without a location last."""
    months: list[list[Crime]] = [[] for _ in plan.months]
    for category in categories():
        for month, crime in _crimes(category, drawn[category.id], place, seed):
            months[month].append(crime)
    for number, crimes in enumerate(months):
        crimes.sort(key=lambda crime: (crime.area == NOWHERE, crime.area))
        _repeat_some(crimes, place, chance(seed, "repeated", plan.months[number].label))
    return months


def _crimes(category: Category, rows: Rows, place: Place, seed: int) -> list[tuple[int, Crime]]:
    random = chance(seed, "crimes", category.id)
    where = _whereabouts(category, rows, place, random)
    outcomes = _outcomes(category, rows, random)
    numbers = random.bytes(32 * len(rows)).hex()
    incident = category.id == _INCIDENTS
    return [
        (
            int(rows.month[row]),
            Crime(
                "" if incident else numbers[64 * row : 64 * row + 64],
                where[row],
                int(rows.area[row]),
                category.name,
                outcomes[row],
            ),
        )
        for row in range(len(rows))
    ]


def _whereabouts(category: Category, rows: Rows, place: Place, random: np.random.RandomState) -> list[str]:
    """Longitude, latitude, location, LSOA code and name of each row."""
    where = [",,No Location,,"] * len(rows)
    for position, area in enumerate(place.areas):
        here = np.flatnonzero(rows.area == position)
        points = map_points()[position]
        for row, point in zip(here, points.choose(category, len(here), random), strict=True):
            longitude, latitude = points.positions[point]
            where[row] = (
                f"{longitude:.6f},{latitude:.6f},On or near {points.names[point]},{area.code},{area.name}"
            )
    return where


def _outcomes(category: Category, rows: Rows, random: np.random.RandomState) -> list[str]:
    """The last outcome of each row; many of the latest months are still under investigation."""
    if not category.outcomes:
        return [""] * len(rows)
    plan = habits()
    share = np.array(list(category.outcomes.values()), dtype=np.float64)
    ended = random.choice(np.array(list(category.outcomes)), size=len(rows), p=share / share.sum())
    age = np.minimum(len(plan.months) - 1 - rows.month, len(plan.under_investigation) - 1)
    still_open = random.uniform(size=len(rows)) < np.array(plan.under_investigation)[age]
    return [str(outcome) for outcome in np.where(still_open, _OPEN, ended)]


def _repeat_some(crimes: list[Crime], place: Place, random: np.random.RandomState) -> None:
    """Let a few Crime IDs stand twice, the later row as it stands now; never where a total is planted."""
    plan = habits()
    names = {
        category.name: category.id for category in categories() if category.id in plan.repeated_categories
    }
    kept_exact = {(item.category, item.place) for item in planted()}
    eligible = [
        number
        for number, crime in enumerate(crimes)
        if crime.category in names
        and crime.area != NOWHERE
        and (names[crime.category], place.areas[crime.area].ward.name) not in kept_exact
    ]
    chosen = random.choice(
        eligible, size=min(random.poisson(plan.repeated_a_month), len(eligible)), replace=False
    )
    for number in sorted((int(choice) for choice in chosen), reverse=True):
        crime = crimes[number]
        crimes.insert(number, Crime(crime.id, crime.where, crime.area, crime.category, _OPEN))


def _ended(months: list[list[Crime]], seed: int, plan: Habits) -> list[list[tuple[str, str, str]]]:
    """Of each month the crimes that ended in it, whichever month they were recorded in."""
    over = [
        (month, (crime.id, crime.where, crime.outcome))
        for month, crimes in enumerate(months)
        for crime in crimes
        if crime.id and crime.outcome != _OPEN
    ]
    when = months_ended([month for month, _ in over], plan, chance(seed, "outcomes"))
    ended: list[list[tuple[str, str, str]]] = [[] for _ in months]
    for month, (_, row) in zip(when, over, strict=True):
        ended[month].append(row)
    return ended


def _street_file(month: str, crimes: list[Crime], place: Place) -> str:
    force = place.plan.force.title
    rows = (f"{c.id},{month},{force},{force},{c.where},{c.category},{c.outcome}," for c in crimes)
    return "\n".join((STREET_HEADER, *rows, ""))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
