"""A workbook comes through the door as the CSV that it says."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.evidence import street_files as street
from tests.evidence.workbooks import made_workbooks as made

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceStore, IngestRefused
from wardmote.evidence.recognise import Recognised, given_row, row_in_words

Row = Sequence[Any]


def typed(cells: Row, month: date | str | None = None) -> list[Any]:
    """Cells of a street file as a spreadsheet keeps them: degrees are numbers, and the month may be a date."""
    values: list[Any] = [cell or None for cell in cells]
    values[4], values[5] = float(cells[4]), float(cells[5])
    values[1] = month or values[1]
    return values


def street_book(
    path: Path, rows: Sequence[Row], above: Sequence[Row] = (), title: str = "April", form: str = ""
) -> Path:
    made_book = openpyxl.Workbook()
    sheet = made_book.worksheets[0]
    sheet.title = title
    for row in (*above, street.HEADER, *rows):
        sheet.append(list(row))
    if form:
        for number in range(len(above) + 2, sheet.max_row + 1):
            sheet.cell(number, 2).number_format = form
    made_book.save(path)
    return path


def tables_of(store: EvidenceStore) -> set[tuple[str, str, str]]:
    return {(file.table, file.key, file.sha256) for file in store.manifest().files}


@pytest.fixture
def of_csv(tmp_path: Path, definitions: Definitions) -> EvidenceStore:
    """What the same rows give as a CSV."""
    store = EvidenceStore(tmp_path / "of-csv", definitions)
    store.ingest([street.write(tmp_path / "plain.csv", street.rows(60))])
    return store


def test_a_street_file_saved_as_a_workbook_gives_the_same_snapshot_rows(
    store: EvidenceStore, of_csv: EvidenceStore, tmp_path: Path
) -> None:
    path = street_book(tmp_path / "april.xlsx", [typed(row) for row in street.rows(60)])
    report = store.ingest([path])
    assert (report.rows, report.kept, report.rejected) == (60, 60, 0)
    assert [outcome.name for outcome in report.outcomes] == [f"{path}/April"]
    assert tables_of(store) == tables_of(of_csv)


def test_months_that_excel_made_dates_of_are_months_again(
    store: EvidenceStore, of_csv: EvidenceStore, tmp_path: Path
) -> None:
    rows = [typed(row, date(2024, 4, 1)) for row in street.rows(60)]
    report = store.ingest([street_book(tmp_path / "april.xlsx", rows, form="mmm-yy")])
    assert tables_of(store) == tables_of(of_csv)
    assert any("keeps cells of “Month” as dates" in note for note in report.notes)


def test_months_that_are_shown_as_days_are_refused_with_the_row_of_the_sheet(
    store: EvidenceStore, tmp_path: Path
) -> None:
    rows = [typed(row, date(2024, 4, 1)) for row in street.rows(60)]
    path = street_book(tmp_path / "april.xlsx", rows, [("From the force",), ()], form="dd/mm/yyyy")
    with pytest.raises(IngestRefused) as refused:
        store.ingest([path])
    assert f"{path}/April, sheet April, row 4, column Month: found “2024-04-01”" in refused.value.sentence
    assert "turned 60 months into dates" in refused.value.sentence


def test_a_rejected_row_is_named_by_its_row_of_the_sheet(store: EvidenceStore, tmp_path: Path) -> None:
    rows = [typed(row) for row in street.rows(200)]
    rows[150][9] = "Piracy"
    path = street_book(tmp_path / "april.xlsx", rows, [("From the force",), (), ("Draft",)])
    report = store.ingest([path])
    assert (report.kept, report.rejected) == (199, 1)
    assert report.reasons[0].example == f"{path}/April, sheet April, row 155: found “Piracy”"
    rejects = store.rejects()
    assert rejects is not None
    (rejected,) = csv.DictReader(rejects.read_text().splitlines())
    assert (rejected["line"], rejected["column"], rejected["found"]) == ("155", "Crime type", "Piracy")


def test_a_blank_row_and_a_total_do_not_move_the_row_numbers(store: EvidenceStore, tmp_path: Path) -> None:
    rows = [typed(row) for row in street.rows(150)]
    rows[120][9] = "Piracy"
    rows[50:50] = [[], ["Total"]]
    report = store.ingest([street_book(tmp_path / "april.xlsx", rows)])
    assert report.reasons[0].example.endswith("sheet April, row 124: found “Piracy”")
    assert any("row 53 (“Total”)" in note for note in report.notes if "1 row sums others" in note)


def test_every_sheet_is_an_arrival_in_a_folder_and_in_a_zip(store: EvidenceStore, tmp_path: Path) -> None:
    folder = tmp_path / "from partners"
    folder.mkdir()
    book = tmp_path / "months.xlsx"
    made.sheets(
        book,
        {
            "Contents": [("Sheet", "What"), ("2024-04", "April"), ("2024-05", "May")],
            "2024-04": [street.HEADER, *(typed(row) for row in street.rows(20))],
            "2024-05": [street.HEADER, *(typed(row) for row in street.rows(30, "2024-05"))],
        },
    )
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.write(book, "inner/months.xlsx")
    report = store.ingest([folder])
    name = f"{folder}/a.zip/inner/months.xlsx"
    assert [(o.name, o.kept) for o in report.of_status("taken")] == [
        (f"{name}/2024-04", 20),
        (f"{name}/2024-05", 30),
    ]
    assert f"{name}: the sheet “Contents” is not of a known source; left alone." in report.notes
    again = store.ingest([book])
    assert [outcome.status for outcome in again.outcomes] == ["already-there", "already-there"]


def test_a_workbook_of_no_known_source_is_refused_once(store: EvidenceStore, tmp_path: Path) -> None:
    path = made.sheets(
        tmp_path / "a.xlsx", {"Q1": (made.HEADER, *made.ROWS), "Q2": (made.HEADER, made.ROWS[0])}
    )
    with pytest.raises(IngestRefused) as refused:
        store.ingest([path])
    assert refused.value.sentence.count("\n") == 0
    assert "none of its 2 sheets is of a kind that Wardmote knows" in refused.value.sentence
    assert "its columns are Area, Quarter, Fly-tips, Share cleared" in refused.value.sentence


def test_a_faulty_sheet_of_a_known_source_is_refused_and_the_rest_may_go_on(
    store: EvidenceStore, tmp_path: Path
) -> None:
    path = street_book(tmp_path / "april.xlsx", [typed(row) for row in street.rows(20)])
    book = openpyxl.load_workbook(path)
    sheet = book.copy_worksheet(book["April"])
    sheet.title = "May"
    sheet["E5"] = "=1+1"
    book.save(path)
    with pytest.raises(
        IngestRefused, match=r"april\.xlsx/May: cell E5 holds a formula whose result was never stored"
    ):
        store.ingest([path])
    report = store.ingest([path], skip_refused=True)
    assert [(outcome.name[-5:], outcome.status) for outcome in report.outcomes] == [
        ("April", "taken"), ("x/May", "left-out"),
    ]  # fmt: skip


def test_a_repeated_column_is_named_with_its_row(store: EvidenceStore, tmp_path: Path) -> None:
    path = made.book(
        tmp_path / "a.xlsx", [("Title",), (*street.HEADER, "Month"), (*street.row(), "x")], title="S"
    )
    with pytest.raises(IngestRefused, match=r"a\.xlsx/S: row 2 names the column “Month” 2 times"):
        store.ingest([path])


def test_a_lookup_as_a_workbook_gives_the_same_geography(
    store: EvidenceStore, tmp_path: Path, definitions: Definitions
) -> None:
    codes = [f"E0101{number}" for number in range(7000, 7010)]
    plain = street.lookup(tmp_path / "lookup.csv", codes)
    with plain.open(newline="") as stream:
        path = made.book(
            tmp_path / "lookup.xlsx", [("Lookup, made by the council",), (), *csv.reader(stream)]
        )
    store.ingest([path])
    other = EvidenceStore(tmp_path / "other", definitions)
    other.ingest([plain])
    assert tables_of(store) == tables_of(other)


def test_a_fault_of_geography_names_the_row_of_the_sheet(store: EvidenceStore, tmp_path: Path) -> None:
    plain = street.lookup(tmp_path / "lookup.csv", ["E01017000", ""])
    with plain.open(newline="") as stream:
        path = made.book(tmp_path / "lookup.xlsx", [("Lookup",), (), *csv.reader(stream)], title="LSOA")
    with pytest.raises(IngestRefused, match=r"lookup\.xlsx/LSOA, sheet LSOA, row 5, column lsoa21_code"):
        store.ingest([path])


def test_what_lies_beside_workbooks_is_left_alone(store: EvidenceStore, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    street_book(folder / "april.xlsx", [typed(row) for row in street.rows(5)])
    (folder / "~$april.xlsx").write_bytes(b"\0" * 165)
    made.old_xls(folder / "old.xls")
    report = store.ingest([folder])
    assert report.kept == 5
    assert [note for note in report.notes if "left alone" in note] == [
        f"{folder}: workbooks of a kind that cannot be read were left alone (old.xls). Save them as .xlsx or .ods if "
        "they belong to the evidence."
    ]


def test_a_line_in_words(definitions: Definitions) -> None:
    source = definitions.sources["police-uk-street"]
    plain = Recognised(Path("a"), "a.csv", "", source, ())
    sheet = Recognised(Path("a"), "a.xlsx/Q1", "", source, (), "Q1", 4)
    titled = Recognised(Path("a"), "a.csv", "", source, (), "", 3)
    assert [row_in_words(file, 12) for file in (plain, sheet, titled)] == [
        "line 12",
        "sheet Q1, row 15",
        "line 14",
    ]
    assert [given_row(file, 1) for file in (plain, sheet, titled)] == [1, 4, 3]
