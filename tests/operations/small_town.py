"""A workspace of one small partnership, made in a moment from street files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.evidence import street_files as street

from wardmote.operations.workspace import Workspace, checked_settings, find_workspace, write_settings

CODES = [f"E0101{7000 + number:04d}" for number in range(40)]
CSP = "E22000001"
MONTHS = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]


def town(folder: Path) -> Workspace:
    """The workspace with its lookup, and no police files."""
    folder.mkdir(parents=True)
    write_settings(folder, checked_settings("Town", [CSP], "OFFICIAL"))
    workspace = find_workspace(folder)
    workspace.store.ingest([street.lookup(folder / "places.csv", CODES)])
    return workspace


def month_file(folder: Path, month: str, rows: Iterable[street.Row]) -> Path:
    """One month's file of Bedfordshire Police."""
    return street.write(folder / f"{month}-bedfordshire-street.csv", rows)


def crimes(month: str, count: int) -> list[street.Row]:
    """Rows of a month with numbers of their own."""
    return street.rows(count, month, start=MONTHS.index(month) * 1000 if month in MONTHS else 0)


def two_years(folder: Path, without: Iterable[str] = ()) -> list[Path]:
    """A file for each of 24 months, of 40 crimes and one more each month."""
    return [
        month_file(folder, month, crimes(month, 40 + at))
        for at, month in enumerate(MONTHS)
        if month not in set(without)
    ]
