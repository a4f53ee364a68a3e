"""Makes files of outcomes and of stop and search, sound and faulty, for the tests of their doors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.evidence import street_files as street

OUTCOMES = (*street.HEADER[:9], "Outcome type")
SEARCHES = (
    "Type", "Date", "Part of a policing operation", "Policing operation", "Latitude", "Longitude", "Gender",
    "Age range", "Self-defined ethnicity", "Officer-defined ethnicity", "Legislation", "Object of search", "Outcome",
    "Outcome linked to object of search", "Removal of more than just outer clothing",
)  # fmt: skip
ENDS = ("Suspect charged", "Local resolution", "Unable to prosecute suspect", "Status update unavailable")
SOUGHT = ("Controlled drugs", "Offensive weapons", "Stolen goods")
LED_TO = ("A no further action disposal", "A no further action disposal", "Arrest", "Community resolution")
Row = tuple[str, ...]


def outcome(number: int = 0, month: str = "2024-04", force: str = "Bedfordshire Police", **cells: str) -> Row:
    """One sound row of outcomes; ``cells`` are set by column, with underscores for spaces."""
    of_crime = dict(zip(street.HEADER, street.row(number, month, force), strict=True))
    values = {name: of_crime[name] for name in OUTCOMES[:9]} | {
        "Crime ID": street.crime_id(number),
        "Outcome type": ENDS[number % len(ENDS)],
    }
    return tuple((values | {name.replace("_", " "): cell for name, cell in cells.items()}).values())


def outcomes(count: int, month: str = "2024-04", start: int = 0, **cells: str) -> list[Row]:
    """Sound rows of outcomes with numbers from ``start``."""
    return [outcome(number, month, **cells) for number in range(start, start + count)]


def search(number: int = 0, month: str = "2024-04", **cells: str) -> Row:
    """One sound row of stop and search; nobody in it exists."""
    found = LED_TO[number % len(LED_TO)]
    values = {
        "Type": ("Person search", "Person and Vehicle search", "Person search")[number % 3],
        "Date": f"{month}-{1 + number % 28:02d}T{number % 24:02d}:{number % 60:02d}:00+00:00",
        "Part of a policing operation": "False",
        "Policing operation": "",
        "Latitude": f"{52.1 + number % 89 / 1000:.6f}" if number % 5 else "",
        "Longitude": f"{-0.4 - number % 97 / 1000:.6f}" if number % 5 else "",
        "Gender": ("Male", "Female", "")[number % 3],
        "Age range": ("10-17", "18-24", "25-34", "over 34")[number % 4],
        "Self-defined ethnicity": ("White - Irish", "Other ethnic group - Not stated")[number % 2],
        "Officer-defined ethnicity": ("White", "Asian", "Black", "")[number % 4],
        "Legislation": "Misuse of Drugs Act 1971 (section 23)",
        "Object of search": SOUGHT[number % len(SOUGHT)],
        "Outcome": found,
        "Outcome linked to object of search": ("", "True", "False")[number % 3],
        "Removal of more than just outer clothing": "False",
    }
    return tuple((values | {name.replace("_", " "): cell for name, cell in cells.items()}).values())


def searches(count: int, month: str = "2024-04", start: int = 0, **cells: str) -> list[Row]:
    """Sound rows of stop and search with numbers from ``start``."""
    return [search(number, month, **cells) for number in range(start, start + count)]


def write_outcomes(path: Path, rows: Iterable[Sequence[str]]) -> Path:
    """Rows as a file of outcomes."""
    return street.write(path, rows, OUTCOMES)


def write_searches(
    folder: Path, rows: Iterable[Sequence[str]], name: str = "2024-04-bedfordshire-stop-and-search.csv"
) -> Path:
    """Rows as a file of stop and search, under its published name."""
    return street.write(folder / name, rows, SEARCHES)
