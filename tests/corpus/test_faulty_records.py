"""Faults of files of outcomes and of stop and search: each gets a sentence that helps, and nothing held is lost.

Each fixture is made by the function of its name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.evidence import street_files as street
from tests.evidence.records import record_files as made

from wardmote.evidence import EvidenceStore, IngestRefused

Maker = Callable[[Path], Path]
NAME = "2024-04-bedfordshire-stop-and-search.csv"


def file_of_outcomes_with_a_renamed_column(folder: Path) -> Path:
    header = tuple("Result" if column == "Outcome type" else column for column in made.OUTCOMES)
    return street.write(folder / "a.csv", made.outcomes(5), header)


def file_of_searches_without_its_dates(folder: Path) -> Path:
    rows = [row[:1] + row[2:] for row in made.searches(5)]
    return street.write(folder / NAME, rows, made.SEARCHES[:1] + made.SEARCHES[2:])


def outcomes_of_an_unknown_force(folder: Path) -> Path:
    return made.write_outcomes(folder / "a.csv", made.outcomes(5, force="Ruritania Police"))


def outcomes_whose_months_a_spreadsheet_changed(folder: Path) -> Path:
    return made.write_outcomes(folder / "a.csv", made.outcomes(5, "Apr-24"))


def outcomes_with_an_open_quotation_mark(folder: Path) -> Path:
    path = made.write_outcomes(folder / "a.csv", made.outcomes(40))
    path.write_text(
        path.read_text("utf-8").replace("On or near Street 5", '"On or near Street 5', 1), "utf-8"
    )
    return path


def searches_whose_times_a_spreadsheet_changed(folder: Path) -> Path:
    return made.write_searches(folder, made.searches(5, Date="01/04/2024 17:46"))


def searches_with_coordinates_swapped(folder: Path) -> Path:
    rows = [made.search(n, Latitude="-0.41", Longitude="52.13") for n in range(30)]
    return made.write_searches(folder, rows)


def searches_with_coordinates_in_the_sea_off_africa(folder: Path) -> Path:
    return made.write_searches(folder, made.searches(30, Latitude="0.1", Longitude="0.1"))


def searches_renamed_without_the_force(folder: Path) -> Path:
    return made.write_searches(folder, made.searches(5), "april.csv")


def searches_renamed_to_a_force_that_is_none(folder: Path) -> Path:
    return made.write_searches(folder, made.searches(5), "2024-04-bedford-town-stop-and-search.csv")


def searches_cut_off_in_every_row(folder: Path) -> Path:
    return made.write_searches(folder, [row[:6] for row in made.searches(30)])


FAULTS: list[tuple[Maker, str]] = [
    (file_of_outcomes_with_a_renamed_column, r"column “Outcome type” is missing"),
    (file_of_searches_without_its_dates, r"column “Date” is missing"),
    (outcomes_of_an_unknown_force, r"“Ruritania Police”, expected the name of a police force"),
    (outcomes_whose_months_a_spreadsheet_changed, r"spreadsheet has turned 5 months into dates"),
    (outcomes_with_an_open_quotation_mark, r"quotation mark is opened here and not closed"),
    (searches_whose_times_a_spreadsheet_changed, r"column Date, .*found “01/04/2024 17:46”"),
    (searches_with_coordinates_swapped, r"found “52.13”, expected a number of degrees in the British Isles"),
    (
        searches_with_coordinates_in_the_sea_off_africa,
        r"column Latitude, .*expected a number of degrees in the British",
    ),
    (
        searches_renamed_without_the_force,
        r"published under, such as 2024-04-bedfordshire-stop-and-search\.csv",
    ),
    (searches_renamed_to_a_force_that_is_none, r"no police force is called “bedford-town” on police\.uk"),
    (searches_cut_off_in_every_row, r"30 of 30 rows .* cannot be taken"),
]


@pytest.mark.parametrize(("make", "words"), FAULTS, ids=[make.__name__ for make, _ in FAULTS])
def test_a_fault_of_records_is_put_into_words_and_nothing_is_lost(
    store: EvidenceStore, tmp_path: Path, make: Maker, words: str
) -> None:
    stood = store.ingest([made.write_outcomes(tmp_path / "held.csv", made.outcomes(5, "2023-01"))]).after
    (tmp_path / "new").mkdir()
    good = made.write_searches(tmp_path, made.searches(5, "2023-02"), "2023-02-kent-stop-and-search.csv")
    faulty = make(tmp_path / "new")
    with pytest.raises(IngestRefused) as refused:
        store.ingest([good, faulty])
    assert re.search(words, refused.value.sentence), refused.value.sentence
    assert str(faulty) in refused.value.sentence
    assert store.current_id() == stood
    report = store.ingest([good, faulty], skip_refused=True)
    assert [outcome.status for outcome in report.refused] == ["left-out"]
    assert [(one.kind, one.month) for one in store.holdings()] == [
        ("outcomes", "2023-01"),
        ("searches", "2023-02"),
    ]
    assert store.verify().sound


def bad_rows_by_fault() -> dict[str, tuple[street.Row, str, str]]:
    """A faulty row, the column it is rejected for and what is found there."""
    return {
        "month": (made.outcome(1, "2024-13"), "Month", "2024-13"),
        "force": (made.outcome(3, force="Ruritania Police"), "Reported by", "Ruritania Police"),
        "ward for lsoa": (made.outcome(9, LSOA_code="E05000001"), "LSOA code", "E05000001"),
        "no outcome": (made.outcome(10, Outcome_type=""), "Outcome type", ""),
        "no word": (made.outcome(10, Outcome_type="???"), "Outcome type", "???"),
        "half a row": (made.outcome(11)[:5], "whole row", "5 cells"),
        "no day": (made.search(1, Date="2024-04-31T10:00:00+00:00"), "Date", "2024-04-31T10:00:00+00:00"),
        "no time": (made.search(1, Date=""), "Date", ""),
        "half a place": (made.search(1, Latitude=""), "Latitude", ""),
        "other half": (made.search(1, Longitude=""), "Longitude", ""),
        "swapped": (made.search(1, Latitude="-0.4", Longitude="52.1"), "Longitude", "52.1"),
        "one zero": (made.search(1, Latitude="0", Longitude="-0.4"), "Latitude", "0"),
        "not a number": (made.search(1, Longitude="nan"), "Longitude", "nan"),
        "linked": (
            made.search(1, Outcome_linked_to_object_of_search="perhaps"),
            made.SEARCHES[13],
            "perhaps",
        ),
        "long row": ((*made.search(12), "more"), "whole row", "16 cells"),
    }


@pytest.mark.parametrize("fault", bad_rows_by_fault())
def test_a_bad_record_is_rejected_with_file_line_column_and_what_was_found(
    store: EvidenceStore, tmp_path: Path, fault: str
) -> None:
    bad, column, found = bad_rows_by_fault()[fault]
    of_searches = len(bad) > len(made.OUTCOMES) or "T" in bad[1][:12] or fault == "no time"
    content = (made.searches if of_searches else made.outcomes)(200, start=1000)
    rows = [*content[:150], bad, *content[150:]]
    path = (
        made.write_searches(tmp_path, rows) if of_searches else made.write_outcomes(tmp_path / "a.csv", rows)
    )
    report = store.ingest([path])
    assert (report.rows, report.kept, report.rejected) == (201, 200, 1)
    assert report.rejects is not None
    with report.rejects.open(encoding="utf-8", newline="") as stream:
        (line,) = csv.DictReader(stream)
    assert (line["file"], line["line"], line["column"]) == (path.name, "152", column)
    assert line["found"] == found
    assert line["expected"]
    assert store.verify().sound


def test_half_a_file_loses_its_broken_last_row_alone(store: EvidenceStore, tmp_path: Path) -> None:
    """Where a download ends in the middle of a row, the row is rejected and said; the rest cannot be missed here."""
    path = made.write_searches(tmp_path, made.searches(300))
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"\n", len(whole) // 2) + 60])
    report = store.ingest([path])
    assert report.rejected == 1
    assert any("rejected" in note for note in report.notes)
    assert report.kept == path.read_bytes().count(b"\n") - 1


def test_outcomes_of_crimes_that_are_not_held_are_kept(store: EvidenceStore, tmp_path: Path) -> None:
    """Crimes of earlier months end in later ones, so most archives hold outcomes of crimes that they do not."""
    crimes = street.write(tmp_path / "a-street.csv", street.rows(4))
    outcomes = made.write_outcomes(tmp_path / "a.csv", made.outcomes(6, start=100))
    assert store.ingest([crimes, outcomes]).kept == 10
    with store.open() as snapshot:
        joined = snapshot.connection().execute("SELECT count(*) FROM outcomes JOIN crime USING (crime_id)")
        assert joined.fetchall() == [(0,)]


def test_semicolons_and_a_byte_order_mark(store: EvidenceStore, tmp_path: Path) -> None:
    path = made.write_searches(tmp_path, made.searches(3))
    text = path.read_text("utf-8")
    path.write_text("\ufeff" + text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert store.ingest([path]).kept == 3
    path.write_text(text.replace(",", ";"), encoding="utf-8")
    store.ingest([path])
    assert [(one.kind, one.kept) for one in store.holdings()] == [("searches", 3)]
