"""The same Home Office table as CSV, as an Excel workbook of a sheet a year, and as OpenDocument: the same observations."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from tests.evidence.observations.partner_files import CSP, held, write
from tests.evidence.workbooks.made_workbooks import counted, ods, row, said, sheets, table

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceStore, IngestRefused

SEEN = 'item, detail, area, level, start, "end", value, state'
NOTES = [["Police recorded crime"], ["Notes"], ["Figures below zero are revisions."]]


def year(begins: int) -> list[list[object]]:
    """A year of two partnerships and three offences."""
    name = f"{begins}/{(begins + 1) % 100:02}"
    offences = [
        ("Assault with injury", "Violence against the person", "Violence with injury", "8N"),
        ("Burglary Residential", "Theft offences", "Residential burglary", "28E"),
        ("Theft from vehicle", "Theft offences", "Theft from a vehicle", 45),
    ]
    return [
        [name, quarter, "Bedfordshire", csp, *offence, quarter * 10 + at - 11]
        for quarter in range(1, 5)
        for csp in ("Bedford", "Central Bedfordshire")
        for at, offence in enumerate(offences)
    ]


@pytest.fixture
def by_csv(tmp_path: Path, definitions: Definitions) -> list[tuple[object, ...]]:
    store = EvidenceStore(tmp_path / "csv", definitions)
    store.ingest([write(tmp_path / "prc.csv", CSP, year(2022) + year(2023))])
    found = held(store, SEEN)
    assert len(found) == 48
    assert any(value < 0 for *_, value, _ in found)
    return found


def test_a_workbook_with_a_sheet_a_year_says_the_same(tmp_path, definitions, by_csv) -> None:
    header = list(CSP)
    path = sheets(
        tmp_path / "prc.xlsx",
        {"Notes": NOTES, "2022_23": [header, *year(2022)], "2023_24": [header, *year(2023)]},
    )
    store = EvidenceStore(tmp_path / "xlsx", definitions)
    report = store.ingest([path])
    assert report.kept == 48
    assert held(store, SEEN) == by_csv


def test_an_opendocument_table_says_the_same(tmp_path, definitions, by_csv) -> None:
    rows = [
        row(*(counted(cell) if isinstance(cell, int) else said(cell) for cell in line))
        for line in year(2022) + year(2023)
    ]
    path = ods(tmp_path / "prc.ods", table("Table", row(*map(said, CSP)), *rows))
    store = EvidenceStore(tmp_path / "ods", definitions)
    store.ingest([path])
    assert held(store, SEEN) == by_csv


def test_a_code_that_excel_keeps_as_a_date_is_mended(tmp_path, store) -> None:
    rows = year(2022)
    rows[0][6:8] = ["Homicide", datetime(2024, 1, 2)]
    store.ingest([sheets(tmp_path / "prc.xlsx", {"2022_23": [list(CSP), *rows]})])
    assert held(store, "detail", "item = 'homicide'") == [("1-2",)]


def test_a_rejected_row_is_named_by_its_row_of_the_sheet(tmp_path, store) -> None:
    rows = year(2022)
    rows[1][8] = "about 4"
    rows += [[*line[:3], f"Place {n}", *line[4:]] for n in range(10) for line in year(2022)]
    report = store.ingest(
        [sheets(tmp_path / "prc.xlsx", {"2022_23": [["Police recorded crime"], [], list(CSP), *rows]})]
    )
    assert report.rejected == 1
    assert "2022_23" in report.reasons[0].example
    assert "row 5" in report.reasons[0].example


def test_two_sheets_that_disagree_are_refused_by_name(tmp_path, store) -> None:
    other = [list(line) for line in year(2022)]
    other[0][8] = 99
    path = sheets(tmp_path / "prc.xlsx", {"First": [list(CSP), *year(2022)], "Second": [list(CSP), *other]})
    with pytest.raises(IngestRefused, match=r"violence-with-injury.*in Bedford for 2022-04 to 2022-06"):
        store.ingest([path])
