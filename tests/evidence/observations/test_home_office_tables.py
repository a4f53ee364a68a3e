"""The Home Office open tables, made in their published layout and real ones, beside a count by hand."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import pytest
from tests.evidence.observations.partner_files import CSP, held, write

from wardmote.definitions import load
from wardmote.evidence import EvidenceStore, IngestRefused
from wardmote.figures.months import Period
from wardmote.figures.observed.components import Entry, whole_periods

VIOLENCE = ("Assault with injury", "Violence against the person", "Violence with injury", "8N")
BURGLARY = ("Burglary Residential", "Theft offences", "Residential burglary", "28E")

SOUND = [(f"Place {n}", VIOLENCE, "1") for n in range(200)]


def csp(*numbers: tuple[str, tuple[str, str, str, str], str], quarter: str = "1") -> list[tuple[str, ...]]:
    """Rows: partnership, offence and number."""
    return [("2023/24", quarter, "Bedfordshire", name, *offence, number) for name, offence, number in numbers]


def test_a_table_by_partnership_is_taken_with_its_names_quarters_and_revisions(tmp_path, store) -> None:
    rows = csp(
        ("Bedford", VIOLENCE, " 1,201 "), ("Central Bedfordshire", VIOLENCE, "899"), ("Luton", BURGLARY, "-3")
    )
    report = store.ingest([write(tmp_path / "prc.csv", CSP, rows)])
    assert (report.kept, report.rejected) == (3, 0)
    assert held(store, 'source, item, detail, area, level, start, "end", value') == [
        ("home-office-csp", "residential-burglary", "28e", "Luton", "csp", "2023-04", "2023-06", -3.0),
        ("home-office-csp", "violence-with-injury", "8n", "Bedford", "csp", "2023-04", "2023-06", 1201.0),
        (
            "home-office-csp",
            "violence-with-injury",
            "8n",
            "Central Bedfordshire",
            "csp",
            "2023-04",
            "2023-06",
            899.0,
        ),
    ]


def test_the_newer_name_of_the_column_is_known(tmp_path, store) -> None:
    header = (*CSP[:-1], "Offence Count")
    store.ingest([write(tmp_path / "prc.csv", header, csp(("Bedford", VIOLENCE, "7")))])
    assert held(store, "value") == [(7.0,)]


def test_parts_of_one_count_are_added_even_where_they_are_alike(tmp_path, store) -> None:
    homicide = ("Homicide", "Violence against the person", "Homicide", "1/4.1/4.10/4.2")
    rows = csp(*(("Luton", homicide, number) for number in ("-00 ", "1", "1", "2")))
    report = store.ingest([write(tmp_path / "prc.csv", CSP, rows)])
    assert held(store, "item, detail, value") == [("homicide", "1-4-1-4-10-4-2", 4.0)]
    assert any("3 rows are parts of a count" in note for note in report.notes)


def test_a_count_of_which_a_part_was_rejected_is_not_known(tmp_path, store) -> None:
    parts = [("Luton", VIOLENCE, "100"), ("Luton", VIOLENCE, "1OO"), ("Luton", VIOLENCE, "50")]
    report = store.ingest([write(tmp_path / "prc.csv", CSP, csp(*parts, *SOUND))])
    assert report.rejected == 1
    assert held(store, where="area = 'Luton'") == [
        ("violence-with-injury", "Luton", "2023-04", None, "not-supplied"),
    ]
    assert any("violence-with-injury in Luton for 2023-04 to 2023-06 (line 3)." in n for n in report.notes)


def dated_part(tmp_path: Path) -> Path:
    """A count of which a part has a code that a spreadsheet made a date of."""
    damaged = (*VIOLENCE[:3], "03-Feb")
    return write(
        tmp_path / "opened.csv", CSP, csp(("Luton", VIOLENCE, "100"), ("Luton", damaged, "900"), *SOUND)
    )


def test_a_sum_without_a_part_whose_code_cannot_be_read_is_not_known(tmp_path, store) -> None:
    report = store.ingest([dated_part(tmp_path)])
    assert (report.rows, report.kept, report.rejected) == (202, 201, 1)
    assert held(store, "item, detail, value, state", "area = 'Luton'") == [
        ("violence-with-injury", "", None, "not-supplied"),
        ("violence-with-injury", "8n", 100.0, "known"),
    ]
    quarter, item = Period("2023-04", "2023-06"), "violence-with-injury"
    entries = [
        Entry(item, *one[:1], quarter, *one[1:])
        for one in held(store, "detail, value, state", "area = 'Luton'")
    ]
    measure = next(iter(load().measures.values()))
    (cell,) = whole_periods(measure, "home-office-csp", entries, frozenset({item})).values()
    assert cell.value is None
    assert "Only a part of violence with injury" in cell.note
    assert any("opened.csv" in n and "Luton for 2023-04 to 2023-06 (line 3)" in n for n in report.notes)


def test_the_file_as_it_was_published_makes_the_sum_known_again(tmp_path, store) -> None:
    store.ingest([dated_part(tmp_path)])
    parts = [("Luton", VIOLENCE, "100"), ("Luton", (*VIOLENCE[:3], "5D"), "900")]
    store.ingest([write(tmp_path / "whole.csv", CSP, csp(*parts))])
    assert held(store, "detail, value", "area = 'Luton'") == [("5d", 900.0), ("8n", 100.0)]


def test_a_part_whose_number_alone_is_unclear_leaves_the_sum_unknown(tmp_path, store) -> None:
    parts = [("Luton", VIOLENCE, "100"), ("Luton", (*VIOLENCE[:3], "5D"), "9OO")]
    store.ingest([write(tmp_path / "prc.csv", CSP, csp(*parts, *SOUND))])
    assert held(store, "detail, state", "area = 'Luton'") == [("5d", "not-supplied"), ("8n", "known")]


def test_a_subgroup_that_changed_its_name_is_one_item(tmp_path, store) -> None:
    old = ("Burglary in a dwelling", "Theft offences", "Domestic burglary", "28A")
    new = ("Burglary Residential", "Theft offences", "Burglary residential", "28E")
    store.ingest([write(tmp_path / "prc.csv", CSP, csp(("Luton", old, "5"), ("Luton", new, "7")))])
    assert {item for (item,) in held(store, "item")} == {"residential-burglary"}


def test_a_code_that_excel_made_a_date_of_is_mended_or_refused_and_said(tmp_path, store) -> None:
    offences = [
        ("Murder", "Violence", "Homicide", "01-Jan"),
        ("Unlawful", "Violence", "Violence with injury", "04-Mar"),
    ]
    offences += [("Cargo", "Violence", "Violence with injury", "07-May")]
    sound = [("Luton", (*VIOLENCE[:3], f"9{n}"), "1") for n in range(200)]
    rows = csp(*(("Luton", offence, "2") for offence in offences), *sound)
    report = store.ingest([write(tmp_path / "prc.csv", CSP, rows)])
    assert report.rejected == 1
    assert held(store, "item, detail", "detail IN ('1-1', '4-3')") == [
        ("homicide", "1-1"),
        ("violence-with-injury", "4-3"),
    ]
    assert any("“01-Jan” is 1-1" in note for note in report.notes)
    assert "5/7 or 7/5" in report.reasons[0].reason


def test_a_published_table_with_two_bad_rows_in_a_hundred_is_refused(tmp_path, store) -> None:
    parts = [("Luton", VIOLENCE, "1OO"), ("Bedford", VIOLENCE, "5O"), *SOUND[:98]]
    with pytest.raises(IngestRefused, match="more than the 1% allowed"):
        store.ingest([write(tmp_path / "prc.csv", CSP, csp(*parts))])


def test_a_table_of_dates_only_is_refused(tmp_path, store) -> None:
    rows = csp(*(("Luton", (*VIOLENCE[:3], "07-May"), "1") for _ in range(4)))
    with pytest.raises(IngestRefused, match="without opening it in a spreadsheet"):
        store.ingest([write(tmp_path / "prc.csv", CSP, rows)])


def test_a_table_by_force_is_no_table_by_partnership(tmp_path, store) -> None:
    header = tuple(column for column in CSP if column != "CSP Name")
    store.ingest([write(tmp_path / "prc.csv", header, [("2023/24", "2", "Bedfordshire", *VIOLENCE, "12")])])
    assert held(store, "source, area, level") == [("home-office-force", "Bedfordshire", "force")]


def oracle(path: Path) -> tuple[dict[tuple[str, str, str], int], int]:
    """Offences by force, quarter and subgroup, and how many different codes stand behind them."""
    found: dict[tuple[str, str, str], int] = defaultdict(int)
    codes = set()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            number = row["Number of Offences"].strip().replace(",", "")
            where = row["Force Name"], row["Financial Quarter"]
            found[(*where, row["Offence Subgroup"])] += 0 if number == "-00" else int(number)
            codes.add((*where, row["Offence Subgroup"], row["Offence Code"]))
    return found, len(codes)


@pytest.mark.shared
def test_the_real_table_of_2017_18_adds_up_by_force_quarter_and_subgroup(shared, tmp_path, store) -> None:
    path = shared / "data" / "reference" / "ho_prc_pfa_2017_18.csv.gz"
    report = store.ingest([path])
    expected, codes = oracle(path)
    quarters = {"2017-04": "1", "2017-07": "2", "2017-10": "3", "2018-01": "4"}
    names = {
        "Domestic burglary": "residential-burglary",
        "Non-domestic burglary": "non-residential-burglary",
        "Rape offences": "rape",
    }
    words = {force_quarter_group[2] for force_quarter_group in expected}
    slugs = {word: names.get(word, "-".join(word.lower().replace(":", "").split())) for word in words}
    with store.open() as snapshot:
        query = "SELECT area, start, item, sum(value), count(*) FROM observations GROUP BY ALL"
        rows = snapshot.connection().execute(query).fetchall()
    found = {(area, quarters[start], item): int(total) for area, start, item, total, _ in rows}
    assert found == {(area, quarter, slugs[word]): n for (area, quarter, word), n in expected.items()}
    assert (report.rows, report.kept, report.rejected) == (23_068, codes, 0)
    assert sum(n for *_, n in rows) == codes


@pytest.mark.shared
def test_every_real_force_of_the_table_is_an_area_of_the_lookup(shared, tmp_path, definitions) -> None:
    store = EvidenceStore(tmp_path / "evidence", definitions)
    store.ingest([shared / "data" / "geography" / "lookups"])
    report = store.ingest([shared / "data" / "reference" / "ho_prc_pfa_2017_18.csv.gz"])
    (note,) = [note for note in report.notes if "does not hold" in note]
    bodies = ["Action Fraud", "British Transport Police", "CIFAS", "Financial Fraud Action UK", "UK Finance"]
    assert note.count("“") == len(bodies)
    assert all(f"“{body}”" in note for body in bodies)
