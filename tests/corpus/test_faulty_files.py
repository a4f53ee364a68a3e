"""Every fault of a file gets a sentence that helps, and the evidence stands as it was.

Each fixture is made by the function of its name.
"""

from __future__ import annotations

import csv
import gzip
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.evidence import street_files as street

from wardmote.evidence import EvidenceStore, IngestRefused

Maker = Callable[[Path], Path]


def truncated_zip(folder: Path) -> Path:
    path = street.archive(folder / "archive.zip", {"2024-04-street.csv": street.text(street.rows(500))})
    path.write_bytes(path.read_bytes()[:-300])
    return path


def zip_with_a_damaged_member(folder: Path) -> Path:
    path = street.archive(folder / "archive.zip", {"2024-04-street.csv": street.text(street.rows(5_000))})
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    return path


def zip_bomb(folder: Path) -> Path:
    return street.archive(folder / "bomb.zip", {"2024-04-street.csv": b"\n" * 30_000_000})


def gzip_bomb(folder: Path) -> Path:
    path = folder / "bomb.csv.gz"
    path.write_bytes(gzip.compress(street.text(street.rows(1)).encode() + b"\n" * 30_000_000))
    return path


def zip_that_lies_about_its_size(folder: Path) -> Path:
    path = street.archive(folder / "liar.zip", {"2024-04-street.csv": b"\n" * 30_000_000})
    content = path.read_bytes()
    path.write_bytes(content.replace((30_000_000).to_bytes(4, "little"), (30_000).to_bytes(4, "little")))
    return path


def zip_that_climbs_out(folder: Path) -> Path:
    return street.archive(folder / "climbing.zip", {"../../evil.csv": street.text(street.rows(3))})


def zip_with_an_absolute_path(folder: Path) -> Path:
    return street.archive(folder / "absolute.zip", {"/etc/evil.csv": street.text(street.rows(3))})


def zip_with_a_drive_letter(folder: Path) -> Path:
    return street.archive(folder / "drive.zip", {"C:\\evil.csv": street.text(street.rows(3))})


def zip_with_a_link(folder: Path) -> Path:
    path = folder / "link.zip"
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(link, "/etc/passwd")
    return path


def zip_with_a_password(folder: Path) -> Path:
    path = street.archive(folder / "locked.zip", {"a-street.csv": street.text(street.rows(3))})
    content = bytearray(path.read_bytes())
    content[6] |= 1  # the flag of encryption, in the local header and in the list of contents
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    return path


def empty_zip(folder: Path) -> Path:
    return street.archive(folder / "empty.zip", {})


def csv_called_zip(folder: Path) -> Path:
    return street.write(folder / "not-a.zip", street.rows(3))


def truncated_gzip(folder: Path) -> Path:
    path = folder / "cut.csv.gz"
    path.write_bytes(gzip.compress(street.text(street.rows(5_000)).encode())[:-5_000])
    return path


def nonexistent_path(folder: Path) -> Path:
    return folder / "absent.csv"


def folder_without_tables(folder: Path) -> Path:
    (folder / "letters").mkdir()
    (folder / "letters" / "letter.txt").write_text("Dear all")
    return folder / "letters"


def wrong_file(folder: Path) -> Path:
    return street.write(folder / "budget.csv", [("1", "2")], ("Cost centre", "Amount"))


def missing_column(folder: Path) -> Path:
    return street.write(
        folder / "short.csv", [r[:7] + r[8:] for r in street.rows(3)], street.HEADER[:7] + street.HEADER[8:]
    )


def renamed_column(folder: Path) -> Path:
    header = tuple("Type of crime" if name == "Crime type" else name for name in street.HEADER)
    return street.write(folder / "renamed.csv", street.rows(3), header)


def repeated_column(folder: Path) -> Path:
    return street.write(folder / "twice.csv", [(*r, "x") for r in street.rows(3)], (*street.HEADER, "Month"))


def semicolons_and_a_renamed_column(folder: Path) -> Path:
    path = folder / "semicolons.csv"
    path.write_text(street.text(street.rows(3)).replace(",", ";").replace("Crime type", "Type of crime"))
    return path


def tabs_and_a_renamed_column(folder: Path) -> Path:
    path = folder / "tabs.csv"
    path.write_text(street.text(street.rows(3)).replace(",", "\t").replace("Crime type", "Type of crime"))
    return path


def excel_month_names(folder: Path) -> Path:
    return street.write(folder / "excel.csv", street.rows(30, "Apr-24"))


def excel_short_dates(folder: Path) -> Path:
    return street.write(folder / "excel.csv", street.rows(30, "01/04/2024"))


def excel_serial_numbers(folder: Path) -> Path:
    return street.write(folder / "excel.csv", street.rows(30, "45383"))


def excel_workbook_called_csv(folder: Path) -> Path:
    return street.archive(folder / "book.csv", {"xl/workbook.xml": "<workbook/>"})


def old_excel_workbook(folder: Path) -> Path:
    path = folder / "book.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    return path


def utf16(folder: Path) -> Path:
    path = folder / "unicode.csv"
    path.write_bytes(street.text(street.rows(3)).encode("utf-16"))
    return path


def utf16_without_a_mark(folder: Path) -> Path:
    path = folder / "unicode.csv"
    path.write_bytes(street.text(street.rows(3)).encode("utf-16-le"))
    return path


def web_page(folder: Path) -> Path:
    path = folder / "page.csv"
    path.write_text("<!DOCTYPE html><html><body>503 Service unavailable</body></html>")
    return path


def json_list(folder: Path) -> Path:
    path = folder / "crimes.csv"
    path.write_text('[{"category": "burglary"}]')
    return path


def truncated_geojson(folder: Path) -> Path:
    path = folder / "wards.geojson"
    path.write_text('{"type": "FeatureCollection", "features": [{"type": "Feature", "prop')
    return path


def empty_file(folder: Path) -> Path:
    path = folder / "empty.csv"
    path.touch()
    return path


def header_only(folder: Path) -> Path:
    return street.write(folder / "header.csv", [])


def binary_zeros_in_the_middle(folder: Path) -> Path:
    path = folder / "zeros.csv"
    path.write_bytes(street.text(street.rows(3_000)).encode() + b"\0" * 4096)
    return path


def unknown_force(folder: Path) -> Path:
    return street.write(folder / "force.csv", street.rows(10, force="Ruritania Police"))


def unknown_category(folder: Path) -> Path:
    return street.write(folder / "category.csv", street.rows(10, Crime_type="Piracy"))


def categories_of_2008_among_those_of_2013(folder: Path) -> Path:
    old = street.rows(10, "2013-04", Crime_type="Violent crime")
    return street.write(folder / "mixed.csv", [*street.rows(100, "2013-05", start=50), *old])


def swallowing_quotation_mark(folder: Path) -> Path:
    lines = street.text(street.rows(10)).splitlines()
    lines[4] = lines[4].replace("On or near", '"On or near')
    path = folder / "quote.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def too_many_bad_rows(folder: Path) -> Path:
    bad = street.rows(11, Crime_type="Piracy")
    return street.write(folder / "bad.csv", street.rows(989, start=50) + bad)


FAULTS: list[tuple[Maker, str]] = [
    (truncated_zip, r"archive\.zip is cut short or damaged.*Download it again"),
    (zip_with_a_damaged_member, r"archive\.zip/2024-04-street\.csv is damaged.*Download it again"),
    (zip_bomb, r"bomb\.zip expands to more than 100 times.*zip bomb"),
    (gzip_bomb, r"bomb\.csv\.gz expands to more than 100 times.*zip bomb"),
    (zip_that_lies_about_its_size, r"liar\.zip.*(damaged|expands)"),
    (zip_that_climbs_out, r"climbing\.zip holds a file named “\.\./\.\./evil\.csv”.*outside the archive"),
    (zip_with_an_absolute_path, r"absolute\.zip holds a file named.*outside the archive"),
    (zip_with_a_drive_letter, r"drive\.zip holds a file named.*outside the archive"),
    (zip_with_a_link, r"link\.zip holds a link"),
    (zip_with_a_password, r"locked\.zip is locked with a password.*Unpack it"),
    (empty_zip, r"empty\.zip is an empty archive"),
    (csv_called_zip, r"not-a\.zip is called \.zip but is not a zip archive"),
    (truncated_gzip, r"cut\.csv\.gz is damaged or cut short.*Download it again"),
    (nonexistent_path, r"absent\.csv cannot be opened: No such file"),
    (folder_without_tables, r"letters holds no CSV, GeoJSON, zip file or workbook"),
    (
        wrong_file,
        r"budget\.csv is not a kind of file that Wardmote knows: its columns are Cost centre, Amount",
    ),
    (missing_column, r"short\.csv looks like police\.uk street-level crime.*“LSOA code” is missing"),
    (renamed_column, r"renamed\.csv.*“Crime type” is missing \(“Type of crime” may be it, renamed\)"),
    (repeated_column, r"twice\.csv: line 1 names the column “Month” 2 times"),
    (semicolons_and_a_renamed_column, r"semicolons\.csv separates its columns by semicolons.*CSV UTF-8"),
    (tabs_and_a_renamed_column, r"tabs\.csv separates its columns by tabs.*CSV UTF-8"),
    (excel_month_names, r"excel\.csv, line 2, column Month: found “Apr-24”.*Excel.*without opening it"),
    (excel_short_dates, r"excel\.csv, line 2, column Month: found “01/04/2024”.*Excel"),
    (excel_serial_numbers, r"excel\.csv, line 2, column Month: found “45383”.*Excel"),
    (excel_workbook_called_csv, r"book\.csv is an Excel workbook.*CSV UTF-8"),
    (old_excel_workbook, r"book\.xls is an old Excel workbook.*Save as.*\.xlsx"),
    (utf16, r"unicode\.csv is saved as UTF-16.*CSV UTF-8"),
    (utf16_without_a_mark, r"unicode\.csv is saved as UTF-16.*CSV UTF-8"),
    (web_page, r"page\.csv is a web page.*download it again"),
    (json_list, r"crimes\.csv is a JSON list.*Download it as CSV"),
    (truncated_geojson, r"wards\.geojson is JSON but not GeoJSON.*cut short"),
    (empty_file, r"empty\.csv is empty"),
    (header_only, r"header\.csv holds a header and no rows"),
    (binary_zeros_in_the_middle, r"zeros\.csv holds binary"),
    (
        unknown_force,
        r"force\.csv: 10 of 10 rows \(100%\).*Reported by, first on line 2: found “Ruritania Police”",
    ),
    (unknown_category, r"category\.csv: 10 of 10 rows.*Crime type, first on line 2: found “Piracy”"),
    (
        categories_of_2008_among_those_of_2013,
        r"mixed\.csv: 10 of 110 rows.*Crime type, first on line 102: found “Violent crime”.*ended with 2013-04",
    ),
    (swallowing_quotation_mark, r"quote\.csv, line 5: a quotation mark is opened here and not closed"),
    (too_many_bad_rows, r"bad\.csv: 11 of 1,000 rows \(1\.1%\).*more than the 1% allowed.*line 991.*Piracy"),
]


@pytest.fixture
def stood(store: EvidenceStore, tmp_path: Path) -> str | None:
    """Evidence that was there before."""
    return store.ingest([street.write(tmp_path / "before.csv", street.rows(5, "2023-01"))]).after


@pytest.mark.parametrize(("make", "words"), FAULTS, ids=[make.__name__ for make, _ in FAULTS])
def test_a_fault_is_put_into_words_and_nothing_is_lost(
    store: EvidenceStore, stood: str, tmp_path: Path, make: Maker, words: str
) -> None:
    (tmp_path / "new").mkdir()
    good = street.write(tmp_path / "good.csv", street.rows(5, "2023-02"))
    faulty = make(tmp_path / "new")
    with pytest.raises(IngestRefused) as refused:
        store.ingest([good, faulty])
    assert re.search(words, refused.value.sentence), refused.value.sentence
    assert [outcome.status for outcome in refused.value.report.refused] == ["refused"]
    assert not refused.value.report.published
    assert store.current_id() == stood
    assert store.verify().sound
    assert not (tmp_path / "evidence" / "incoming").exists()
    report = store.ingest([good, faulty], skip_refused=True)
    assert report.published
    assert [outcome.status for outcome in report.refused] == ["left-out"]
    assert any(re.search(words, sentence) for sentence in report.sentences())
    assert store.manifest().supplied == (("bedfordshire", "2023-01"), ("bedfordshire", "2023-02"))


def test_two_different_files_for_one_force_and_month_are_both_refused(
    store: EvidenceStore, stood: str, tmp_path: Path
) -> None:
    first = street.write(tmp_path / "first.csv", street.rows(5) + street.rows(5, "2024-05"))
    second = street.write(tmp_path / "second.csv", street.rows(6, "2024-05", start=20))
    third = street.write(tmp_path / "third.csv", street.rows(6, "2024-06"))
    with pytest.raises(
        IngestRefused, match=r"first\.csv and .*second\.csv both supply Bedfordshire Police for 2024-05"
    ):
        store.ingest([first, second, third])
    assert store.current_id() == stood
    report = store.ingest([first, second, third], skip_refused=True)
    assert {Path(outcome.name).name for outcome in report.refused} == {"first.csv", "second.csv"}
    assert store.manifest().supplied == (("bedfordshire", "2023-01"), ("bedfordshire", "2024-06"))


def test_all_refused_publishes_nothing_even_when_they_may_be_left_out(
    store: EvidenceStore, stood: str, tmp_path: Path
) -> None:
    with pytest.raises(IngestRefused):
        store.ingest([wrong_file(tmp_path)], skip_refused=True)
    assert store.current_id() == stood


def test_every_refused_file_of_a_call_is_named_at_once(store: EvidenceStore, tmp_path: Path) -> None:
    faulty = [
        wrong_file(tmp_path),
        empty_file(tmp_path),
        unknown_force(tmp_path),
        too_many_bad_rows(tmp_path),
    ]
    with pytest.raises(IngestRefused) as refused:
        store.ingest(faulty)
    assert {outcome.name for outcome in refused.value.report.refused} == {str(path) for path in faulty}
    assert all(outcome.sentence for outcome in refused.value.report.refused)


def test_the_rows_of_a_refused_file_can_be_looked_at(store: EvidenceStore, tmp_path: Path) -> None:
    with pytest.raises(IngestRefused) as refused:
        store.ingest([too_many_bad_rows(tmp_path)])
    rejects = refused.value.report.rejects
    assert rejects is not None
    assert len(list(csv.DictReader(rejects.open(encoding="utf-8", newline="")))) == 11


def test_the_rows_of_a_file_left_out_can_be_looked_at_too(store: EvidenceStore, tmp_path: Path) -> None:
    some = street.write(
        tmp_path / "some.csv", [*street.rows(200, "2024-05"), street.row(1, Crime_type="Piracy")]
    )
    report = store.ingest([too_many_bad_rows(tmp_path), some], skip_refused=True)
    assert report.rejected == 1
    assert report.rejects is not None
    with report.rejects.open(encoding="utf-8", newline="") as stream:
        found = [Path(line["file"]).name for line in csv.DictReader(stream)]
    assert sorted(found) == ["bad.csv"] * 11 + ["some.csv"]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+cmd|x", "'+cmd|x"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-0.41", "-0.41"),
        ("+441234", "+441234"),
        ("Piracy", "Piracy"),
    ],
)
def test_no_cell_of_the_rejects_is_a_formula(
    store: EvidenceStore, tmp_path: Path, cell: str, written: str
) -> None:
    bad = street.row(1, Crime_ID=cell, Crime_type=cell)
    report = store.ingest([street.write(tmp_path / "a.csv", [bad, *street.rows(200, start=10)])])
    assert report.rejects is not None
    with report.rejects.open(encoding="utf-8", newline="") as stream:
        (line,) = csv.DictReader(stream)
    assert line["found"] == written
    assert line["row"].startswith("Piracy" if cell == "Piracy" else f"'{cell}")


def bad_rows_by_fault() -> dict[str, tuple[street.Row, str, str]]:
    """A faulty row, the column it is rejected for and what is found there."""
    return {
        "month": (street.row(1, "2024-13"), "Month", "2024-13"),
        "no month": (street.row(2, ""), "Month", ""),
        "force": (street.row(3, force="Ruritania Police"), "Reported by", "Ruritania Police"),
        "longitude": (street.row(4, Longitude="west"), "Longitude", "west"),
        "latitude": (street.row(5, Latitude="520.1"), "Latitude", "520.1"),
        "half a place": (street.row(6, Latitude=""), "Latitude", ""),
        "other half": (street.row(7, Longitude=""), "Longitude", ""),
        "not a number": (street.row(8, Longitude="nan"), "Longitude", "nan"),
        "ward for lsoa": (street.row(9, LSOA_code="E05000001"), "LSOA code", "E05000001"),
        "category": (street.row(10, Crime_type="Burglary "[:7]), "Crime type", "Burglar"),
        "half a row": (street.row(11)[:5], "whole row", "5 cells"),
        "long row": ((*street.row(12), "more"), "whole row", "13 cells"),
    }


@pytest.mark.parametrize("fault", bad_rows_by_fault())
def test_a_bad_row_is_rejected_with_file_line_column_found_and_expected(
    store: EvidenceStore, tmp_path: Path, fault: str
) -> None:
    bad, column, found = bad_rows_by_fault()[fault]
    content = street.rows(200, start=1000)
    path = street.write(tmp_path / "a.csv", [*content[:150], bad, *content[150:]])
    report = store.ingest([path])
    assert (report.rows, report.kept, report.rejected) == (201, 200, 1)
    rejects = store.rejects()
    assert rejects is not None
    (line,) = csv.DictReader(rejects.open(encoding="utf-8", newline=""))
    assert (line["file"], line["line"], line["column"], line["found"]) == (path.name, "152", column, found)
    assert line["expected"]
    assert next(csv.reader([line["row"]])) == [cell.strip() for cell in bad]
    assert [(reason.rows, "line 152" in reason.example) for reason in report.reasons] == [(1, True)]
    assert store.verify().sound


def test_as_many_bad_rows_as_the_setting_allows_are_rejected_one_by_one(
    store: EvidenceStore, tmp_path: Path
) -> None:
    bad = street.rows(9, Crime_type="Piracy")
    report = store.ingest([street.write(tmp_path / "a.csv", street.rows(991, start=50) + bad)])
    assert report.published
    assert (report.rows, report.kept, report.rejected) == (1000, 991, 9)
    assert report.rejects == store.rejects()


def test_a_file_cut_off_in_its_last_row_loses_that_row_only(store: EvidenceStore, tmp_path: Path) -> None:
    path = tmp_path / "cut.csv"
    path.write_text(street.text(street.rows(200))[:-60])
    report = store.ingest([path])
    assert (report.kept, report.rejected) == (199, 1)


SOUND: dict[str, Callable[[str], bytes]] = {
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "mixed newlines": lambda text: text.replace("\n", "\r\n", 3).encode(),
    "byte order mark": lambda text: text.encode("utf-8-sig"),
    "no newline at the end": lambda text: text.rstrip("\n").encode(),
    "blank lines": lambda text: text.replace("\n", "\n\n", 4).encode() + b"\n\n",
    "blank lines of a spreadsheet": lambda text: text.encode() + b",,,,,,,,,,,\n" * 3,
    "empty columns of a spreadsheet": lambda text: text.replace("\n", ",,\n").encode(),
    "windows-1252": lambda text: text.encode("cp1252"),
    "upper case header": lambda text: text.replace("Crime type", "CRIME TYPE ").encode(),
    "all quoted": lambda text: re.sub(r"([^,\n]*)([,\n])", r'"\1"\2', text).encode(),
}


@pytest.mark.parametrize("way", SOUND)
def test_a_harmless_oddity_is_read_as_it_was_meant(store: EvidenceStore, tmp_path: Path, way: str) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(SOUND[way](street.text(street.rows(20, Location="Café Zoë"))))
    report = store.ingest([path])
    assert (report.rows, report.kept, report.rejected) == (20, 20, 0)
    with store.open() as snapshot:
        found = snapshot.connection().execute("SELECT DISTINCT location, month FROM crime").fetchall()
    assert found == [("Café Zoë", "2024-04")]
    assert any("Windows-1252" in note for note in report.notes) == (way == "windows-1252")


@pytest.mark.parametrize(
    ("longitude", "latitude", "said"),
    [
        ("52.1", "-0.45", "1 with longitude and latitude swapped"),
        ("0", "0", "1 at zero"),
        ("-30.0", "20.5", "1 elsewhere"),
    ],
    ids=["coordinates_swapped", "coordinates_zero", "coordinates_in_the_sea"],
)
def test_a_position_where_nobody_lives_is_noted_and_the_row_kept(
    store: EvidenceStore, tmp_path: Path, longitude: str, latitude: str, said: str
) -> None:
    odd = street.row(500, Longitude=longitude, Latitude=latitude)
    report = store.ingest([street.write(tmp_path / "a.csv", [*street.rows(20), odd])])
    assert (report.kept, report.rejected) == (21, 0)
    (note,) = [note for note in report.notes if "British Isles" in note]
    assert "1 row has a position outside" in note
    assert said in note
    with store.open() as snapshot:
        places = snapshot.connection().execute("SELECT count(*) FROM crime WHERE lsoa IS NOT NULL").fetchone()
    assert places == (21,)


def test_a_month_that_disagrees_with_its_file_is_noted(store: EvidenceStore, tmp_path: Path) -> None:
    path = street.write(tmp_path / "2024-03-bedfordshire-street.csv", street.rows(20, "2024-04"))
    report = store.ingest([path])
    assert any(
        "its rows are of Bedfordshire Police 2024-04; the rows decide" in note for note in report.notes
    )
    assert [one.month for one in store.holdings()] == ["2024-04"]


def test_quoted_newlines_and_commas_stay_in_their_cell(store: EvidenceStore, tmp_path: Path) -> None:
    odd = street.row(1, Location='On or near "The Rose",\nHigh Street')
    bad = street.row(2, Crime_type="Piracy")
    path = street.write(tmp_path / "a.csv", [odd, *street.rows(150, start=10), bad])
    report = store.ingest([path])
    assert (report.kept, report.rejected) == (151, 1)
    with store.open() as snapshot:
        found = (
            snapshot.connection()
            .execute("SELECT location FROM crime WHERE location LIKE '%Rose%'")
            .fetchall()
        )
    assert found == [('On or near "The Rose",\nHigh Street',)]
    assert "line 154" in report.reasons[0].example


def test_an_archive_inside_an_archive_and_hidden_files_are_left_alone(
    store: EvidenceStore, tmp_path: Path
) -> None:
    inner = street.archive(tmp_path / "inner.zip", {"a.csv": "x"}).read_bytes()
    path = street.archive(
        tmp_path / "outer.zip",
        {
            "__MACOSX/._a-street.csv": b"\0\0",
            ".DS_Store": b"\0",
            "inner.zip": inner,
            "readme.txt": "hello",
            "a-street.csv": street.text(street.rows(3)),
        },
    )
    report = store.ingest([path])
    assert report.kept == 3
    assert any("archive inside an archive" in note for note in report.notes)
    assert any("readme.txt" in note for note in report.notes)


def test_a_path_that_looks_like_a_pattern_is_a_path(store: EvidenceStore, tmp_path: Path) -> None:
    report = store.ingest([street.write(tmp_path / "my [old] files*" / "it's a ?.csv", street.rows(3))])
    assert report.kept == 3
