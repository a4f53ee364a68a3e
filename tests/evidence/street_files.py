"""Makes street files, sound and faulty, for the tests of the door."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

HEADER = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code",
    "LSOA name", "Crime type", "Last outcome category", "Context",
)  # fmt: skip
CATEGORIES = ("Burglary", "Drugs", "Robbery", "Anti-social behaviour")
Row = tuple[str, ...]


def crime_id(number: int) -> str:
    """What stands as the Crime ID of a row; it compresses as badly as a real one."""
    return hashlib.sha256(str(number).encode()).hexdigest()


def row(number: int = 0, month: str = "2024-04", force: str = "Bedfordshire Police", **cells: str) -> Row:
    """One sound row; ``cells`` are set by column, with underscores for spaces."""
    category = CATEGORIES[number % len(CATEGORIES)]
    incident = category == "Anti-social behaviour"
    values = {
        "Crime ID": "" if incident else crime_id(number),
        "Month": month,
        "Reported by": force,
        "Falls within": force,
        "Longitude": f"{-0.4 - number % 97 / 1000:.6f}",
        "Latitude": f"{52.1 + number % 89 / 1000:.6f}",
        "Location": f"On or near Street {number % 13}",
        "LSOA code": f"E0101{7000 + number % 40:04d}",
        "LSOA name": f"Bedford {number % 40:03d}A",
        "Crime type": category,
        "Last outcome category": "" if incident else "Under investigation",
        "Context": "",
    }
    return tuple((values | {name.replace("_", " "): cell for name, cell in cells.items()}).values())


def rows(
    count: int, month: str = "2024-04", force: str = "Bedfordshire Police", start: int = 0, **cells: str
) -> list[Row]:
    """Sound rows with numbers from ``start``."""
    return [row(number, month, force, **cells) for number in range(start, start + count)]


def text(content: Iterable[Sequence[str]], header: Sequence[str] = HEADER, newline: str = "\n") -> str:
    """Rows as the text of a CSV file."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator=newline)
    writer.writerow(header)
    writer.writerows(content)
    return stream.getvalue()


def write(path: Path, content: Iterable[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    """Rows as a CSV file in UTF-8."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text(content, header).encode())
    return path


def archive(path: Path, members: dict[str, str | bytes]) -> Path:
    """A zip archive of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


LOOKUP = (
    "lsoa21_code", "lsoa21_name", "ward24_code", "ward24_name", "ltla24_code", "ltla24_name", "csp24_code",
    "csp24_name", "pfa24_code", "pfa24_name",
)  # fmt: skip


def lookup(path: Path, codes: Iterable[str]) -> Path:
    """A lookup that places small areas of 2021 in one ward, authority, partnership and force."""
    above = ("E05000001", "Ward", "E06000001", "Town", "E22000001", "Town", "E23000026", "Bedfordshire")
    return write(path, [(code, f"Town {code[-3:]}A", *above) for code in codes], LOOKUP)


EARLIER = (
    "LSOA11CD", "LSOA11NM", "WD19CD", "WD19NM", "LAD19CD", "LAD19NM", "CSP19CD", "CSP19NM", "PFA19CD", "PFA19NM",
    "LSOA21CD_bestfit",
)  # fmt: skip


def earlier_lookup(path: Path, best_fit: dict[str, str]) -> Path:
    """A lookup from small areas of 2011 to those of 2021 that fit them best."""
    above = ("E05000001", "Ward", "E06000001", "Town", "E22000001", "Town", "E23000026", "Bedfordshire")
    return write(path, [(old, f"Town {old[-3:]}A", *above, new) for old, new in best_fit.items()], EARLIER)
