"""Counts by age through the door: bands as partners write them, dates put right, bands that overlap refused."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest
from pydantic import ValidationError
from tests.evidence.observations.partner_files import held, partner, with_sources, write

from wardmote.definitions import Definitions, load
from wardmote.definitions.layouts import Layout
from wardmote.evidence import EvidenceStore, IngestRefused
from wardmote.evidence.observations.age_bands import AgeBand, AgeWords, age_band, overlapping
from wardmote.evidence.observations.misread import Misread

BY_AGE = ("Area", "Measure", "Age group", "Period", "Value")
ITEM = "adult-safeguarding-concerns"


def words(definitions: Definitions, **bands: str) -> AgeWords:
    return AgeWords(definitions.marks.values(), Layout(details="age-bands", bands=bands))


@pytest.mark.parametrize(
    ("said", "band"),
    [
        ("18-64", "18-64"),
        ("18–64", "18-64"),
        ("18 to 64", "18-64"),
        ("Aged 18 to 64 years", "18-64"),
        ("85+", "85-plus"),
        ("85 and over", "85-plus"),
        ("85 years or older", "85-plus"),
        ("85-plus", "85-plus"),
        ("Under 18", "0-17"),
        ("<16", "0-15"),
        ("over 34", "35-plus"),
        ("17", "17-17"),
        ("All ages", ""),
        ("Total", ""),
        ("Unknown", "unknown"),
        ("Not recorded", "unknown"),
    ],
)
def test_bands_are_read_in_the_forms_that_partners_use(
    definitions: Definitions, said: str, band: str
) -> None:
    assert words(definitions, **{"All ages": "all"}).read(said) == (band, False)


@pytest.mark.parametrize(
    ("cell", "band"),
    [
        ("17-Oct", "10-17"),
        ("Oct-17", "10-17"),
        ("2026-10-17 00:00:00", "10-17"),
        ("05-Sep", "5-9"),
        ("09-May", "5-9"),
    ],
)
def test_a_date_that_only_one_band_makes_is_that_band(definitions: Definitions, cell: str, band: str) -> None:
    assert words(definitions).read(cell) == (band, True)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("", "such as 18-64"),
        ("Adults", "such as 18-64"),
        ("64-18", "such as 18-64"),
        ("18-640", "such as 18-64"),
        ("2017-10-01", "1-10 or 10-17"),
        ("01-Jan", "has made a date of this one"),
    ],
)
def test_what_is_no_band_says_what_one_is(definitions: Definitions, cell: str, says: str) -> None:
    with pytest.raises(Misread, match=says):
        words(definitions).read(cell)


def test_a_partners_own_words_stand_for_bands(definitions: Definitions) -> None:
    own = words(definitions, Children="0-17", Adults="18+", Everybody="all", Blank="unknown")
    assert [own.read(one)[0] for one in ("children", "Adults", "EVERYBODY", "blank")] == [
        "0-17",
        "18-plus",
        "",
        "unknown",
    ]


def test_only_bands_that_share_an_age_overlap() -> None:
    bands = [band for one in ("0-17", "18-64", "65+") if (band := age_band(one))]
    assert overlapping(bands) is None
    assert overlapping([*bands, AgeBand(60, 70)]) == (AgeBand(18, 64), AgeBand(60, 70))
    assert overlapping([AgeBand(85, None), AgeBand(95, None)]) is not None


def test_counts_are_kept_by_band_and_add_up_to_their_measure(store: EvidenceStore, tmp_path: Path) -> None:
    rows = [
        ("E07000001", ITEM, "18-64", "2025-26", 12),
        ("E07000001", ITEM, "65 and over", "2025-26", "*"),
        ("E07000001", ITEM, "Unknown", "2025-26", 1),
        ("E07000001", ITEM, "All ages", "2025-26", 20),
    ]
    store.ingest([write(tmp_path / "by-age.csv", BY_AGE, rows)])
    assert held(store, "source, detail, value, state") == [
        ("counts-by-age", "", 20.0, "known"),
        ("counts-by-age", "18-64", 12.0, "known"),
        ("counts-by-age", "65-plus", None, "suppressed"),
        ("counts-by-age", "unknown", 1.0, "known"),
    ]


def test_an_age_that_cannot_be_read_is_rejected_with_its_line(store: EvidenceStore, tmp_path: Path) -> None:
    rows = [("E07000001", ITEM, f"{at}-{at + 4}", "2025-26", 3) for at in range(20, 60, 5)]
    report = store.ingest(
        [
            write(
                tmp_path / "unread-band.csv", BY_AGE, [*rows, ("E07000001", ITEM, "pensioners", "2025-26", 3)]
            )
        ]
    )
    assert len(held(store)) == len(rows) + 1, "the sum is kept as not known"
    assert held(store, "detail, state", "state = 'not-supplied'") == [("", "not-supplied")]
    assert any("was rejected" in note for note in report.notes)


def test_bands_that_overlap_refuse_the_file(store: EvidenceStore, tmp_path: Path) -> None:
    rows = [("E07000001", ITEM, band, "2025-26", 3) for band in ("18-64", "65+", "60-69")]
    with pytest.raises(IngestRefused, match=r"overlap.*18 to 64, and 60 to 69.*counted twice"):
        store.ingest([write(tmp_path / "overlapping-bands.csv", BY_AGE, rows)])


def test_dates_put_right_are_said(store: EvidenceStore, tmp_path: Path) -> None:
    rows = [("E07000001", ITEM, band, "2025-26", 3) for band in ("0-9", "Oct-17", "18+")]
    report = store.ingest([write(tmp_path / "ages-as-dates.csv", BY_AGE, rows)])
    assert any("made dates of the ages" in note and "“Oct-17” is 10-17" in note for note in report.notes)


@pytest.mark.parametrize(
    ("layout", "says"),
    [
        ({"details": "age-bands", "codes": {"1/2": []}}, "codes are of details"),
        ({"bands": {"Adults": "18+"}}, "say details: age-bands"),
        ({"details": "age-bands", "bands": {"Adults": "grown up"}}, "say a band such as"),
    ],
)
def test_a_mapping_that_cannot_be_says_why(layout: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Layout.model_validate(layout)


def test_a_mapping_of_ones_own_reads_ages_too(tmp_path: Path) -> None:
    source = partner(
        "hospital",
        recognise=["LSOA", "Agegrp", "Attendances", "FY"],
        columns={"area": "LSOA", "detail": "Agegrp", "value": "Attendances", "period": "FY"},
        layout={
            "details": "age-bands",
            "constants": {"item": "assault-admissions"},
            "bands": {"Adults": "18+"},
        },
    )
    store = EvidenceStore(tmp_path / "own", with_sources(load(), source))
    header = ("LSOA", "Agegrp", "FY", "Attendances")
    store.ingest([write(tmp_path / "attendances.csv", header, [("E01000001", "Adults", "2025-26", 4)])])
    assert held(store, "source, item, detail, value") == [("hospital", "assault-admissions", "18-plus", 4.0)]


def test_what_is_exported_comes_back_the_same(
    store: EvidenceStore, tmp_path: Path, definitions: Definitions
) -> None:
    rows = [("E07000001", ITEM, band, "2025-26", 3) for band in ("18-64", "65+", "All ages", "Unknown")]
    store.ingest([write(tmp_path / "by-age.csv", BY_AGE, rows)])
    out = tmp_path / "out"
    store.export(out)
    file = next(out.rglob("counts-by-age.csv*"))
    text = gzip.decompress(file.read_bytes()).decode() if file.suffix == ".gz" else file.read_text("utf-8")
    assert {row["Age"] for row in csv.DictReader(text.splitlines())} == {"18-64", "65-plus", "all", "unknown"}
    again = EvidenceStore(tmp_path / "again", definitions)
    again.ingest([file])
    assert held(again, "item, detail, value, state") == held(store, "item, detail, value, state")
