"""The door against a slow and obvious reading of the same file that shares no code with it."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.evidence import street_files as street

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceStore, IngestRefused

CELLS = {
    "Crime ID": ["", "a" * 64, "b" * 64, "c" * 64],
    "Month": ["2024-04", "2024-05", "2024-4", "Apr-24", "", " 2024-04 "],
    "Reported by": [
        "Bedfordshire Police",
        "Devon & Cornwall Police",
        "Devon and Cornwall Police",
        "Nobody",
        "",
    ],
    "Longitude": ["-0.5", "", "west", "181", "inf", "1e1"],
    "Latitude": ["52.5", "", "north", "-91", "1e400"],
    "Location": ["On or near A, B", 'The "Rose"', "two\nlines", ""],
    "LSOA code": ["E01017001", "W01000001", "", "E02000001", "E0101700", "e01017001"],
    "Crime type": ["Burglary", "Anti-social behaviour", "burglary", ""],
}
FORCES = {
    "Bedfordshire Police": "bedfordshire",
    "Devon & Cornwall Police": "devon-and-cornwall",
    "Devon and Cornwall Police": "devon-and-cornwall",
}


@st.composite
def files(draw: st.DrawFn) -> list[street.Row]:
    """Rows of which most are sound and some have one cell or their length changed."""
    content = []
    for number in range(draw(st.integers(1, 25))):
        cells = dict(zip(street.HEADER, street.row(number), strict=True))
        for column in draw(st.lists(st.sampled_from(sorted(CELLS)), max_size=2)):
            cells[column] = draw(st.sampled_from(CELLS[column]))
        content.append(tuple(cells.values())[: draw(st.sampled_from([12] * 9 + [7]))])
    return content


def degrees(cell: str, most: float) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?(e\d+)?", cell)) and abs(float(cell)) <= most


def fault(row: dict[str, str]) -> str | None:
    """The first column, in the order of the file, that a row is rejected for."""
    lon, lat = row["Longitude"], row["Latitude"]
    wrong = {
        "Month": not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", row["Month"]),
        "Reported by": row["Reported by"] not in FORCES,
        "Longitude": bool(lat) if not lon else not degrees(lon, 180),
        "Latitude": bool(lon) if not lat else not degrees(lat, 90),
        "LSOA code": bool(row["LSOA code"]) and not re.fullmatch(r"[EW]01\d{6}", row["LSOA code"]),
        "Crime type": row["Crime type"] not in street.CATEGORIES,
    }
    return next((column for column, is_wrong in wrong.items() if is_wrong), None)


def expected(content: list[street.Row]) -> tuple[Counter[tuple[str, ...]], list[tuple[int, str]]]:
    """Counts by force, month, LSOA and category; and the line and column of each rejected row."""
    line, rejected, kept = 2, [], []
    for cells in content:
        if len(cells) != len(street.HEADER):
            rejected.append((line, "whole row"))
        else:
            row = dict(zip(street.HEADER, (cell.strip() for cell in cells), strict=True))
            column = fault(row)
            if column:
                rejected.append((line, column))
            else:
                kept.append(row)
        line += 1 + sum(cell.count("\n") for cell in cells)
    stands: dict[object, dict[str, str]] = {}
    for number, row in enumerate(kept):
        same = (FORCES[row["Reported by"]], row["Month"], row["Crime ID"]) if row["Crime ID"] else number
        stands[same] = row
    counts = Counter(
        (FORCES[row["Reported by"]], row["Month"], row["LSOA code"], row["Crime type"])
        for row in stands.values()
    )
    return counts, rejected


def lenient(definitions: Definitions) -> Definitions:
    """The same definitions, with any share of rejected rows allowed."""
    threshold = definitions.thresholds["rejected-rows"].model_copy(update={"value": 1.0})
    changed = dict(definitions.thresholds) | {"rejected-rows": threshold}
    return definitions.with_kind("thresholds", changed)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=files())
def test_every_row_is_kept_or_rejected_as_the_oracle_says(
    content: list[street.Row], definitions: Definitions, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("door")
    store = EvidenceStore(folder / "evidence", lenient(definitions))
    path = street.write(folder / "a.csv", content)
    counts, rejected = expected(content)
    if not counts:
        with pytest.raises(IngestRefused):
            store.ingest([path])
        return
    report = store.ingest([path])
    with store.open() as snapshot:
        words = {word: name for name, word in zip(street.CATEGORIES, _ids(), strict=True)}
        found = snapshot.connection().execute("SELECT force, month, lsoa, category, n FROM counts").fetchall()
        rows = snapshot.connection().execute("SELECT count(*) FROM crime").fetchall()
    assert Counter({(f, m, lsoa or "", words[c]): n for f, m, lsoa, c, n in found}) == counts
    assert rows == [(counts.total(),)]
    assert (report.rows, report.rejected) == (len(content), len(rejected))
    assert report.repeated == len(content) - len(rejected) - counts.total()
    assert sorted(_rejects(store)) == rejected
    assert store.verify().sound


def _ids() -> list[str]:
    return [category.lower().replace(" ", "-") for category in street.CATEGORIES]


def _rejects(store: EvidenceStore) -> list[tuple[int, str]]:
    path = store.rejects()
    if path is None:
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return [(int(line["line"]), line["column"]) for line in csv.DictReader(stream)]
