"""Tables as partners lay them out, through the door: what is taken, what is left out, what is refused and why."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.evidence import street_files
from tests.evidence.observations.partner_files import GENERIC, held, partner, with_sources, write

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceStore, IngestRefused

AREA = "X22000001"


def rejects(report) -> list[dict[str, str]]:
    """The rejected rows that a report names."""
    with report.rejects.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def long(path: Path, rows: list[tuple[str, ...]]) -> Path:
    return write(path, GENERIC[: len(rows[0])], rows)


def test_one_observation_a_row_is_taken_with_zero_suppressed_and_not_supplied_apart(tmp_path, store) -> None:
    rows = [
        (AREA, "MARAC referrals", "Q1 2023/24", "1,204"),
        (AREA, "marac-referrals", "Q2 2023/24", "0"),
        (AREA, "Referrals to MARAC", "Q3 2023/24", "*"),
        (AREA, "MARAC referrals", "Q4 2023/24", ""),
    ]
    report = store.ingest([long(tmp_path / "marac.csv", rows)])
    assert (report.kept, report.rejected) == (4, 0)
    assert held(store, 'item, area, start, "end", value, state') == [
        ("marac-referrals", AREA, "2023-04", "2023-06", 1204.0, "known"),
        ("marac-referrals", AREA, "2023-07", "2023-09", 0.0, "known"),
        ("marac-referrals", AREA, "2023-10", "2023-12", None, "suppressed"),
        ("marac-referrals", AREA, "2024-01", "2024-03", None, "not-supplied"),
    ]


def test_other_names_of_the_columns_are_known(tmp_path, store) -> None:
    path = write(
        tmp_path / "a.csv",
        ("AREA CODE", "Indicator", "Time period", "Count"),
        [(AREA, "fly-tipping", "2024-04", "3")],
    )
    assert store.ingest([path]).kept == 1


def test_a_percentage_keeps_its_base_and_a_note_its_words(tmp_path, store) -> None:
    rows = [(AREA, "Feel safe outside after dark", "2023/24", "61%", "1,012", "telephone")]
    store.ingest([long(tmp_path / "survey.csv", rows)])
    assert held(store, "value, base, note") == [(61.0, 1012.0, "telephone")]


def test_what_cannot_be_taken_is_written_down_with_its_line_and_the_rest_stands(tmp_path, store) -> None:
    good = [(AREA, "fly-tipping", f"2023-{month:02}", str(month)) for month in range(1, 13)]
    bad = [
        (AREA, "fly-tipping", "2024-01", "-"),
        (AREA, "fly tiping", "2024-02", "4"),
        (AREA, "fly-tipping", "Q1 2024", "4"),
    ]
    report = store.ingest([long(tmp_path / "a.csv", good + bad)])
    assert (report.rows, report.kept, report.rejected) == (15, 12, 3)
    found = {row["line"]: (row["column"], row["found"], row["expected"]) for row in rejects(report)}
    assert set(found) == {"14", "15", "16"}
    assert found["14"][0] == "Value"
    assert "0 where there were none" in found["14"][2]
    assert "fly-tipping may be meant" in found["15"][2]
    assert "Q1 2023/24" in found["16"][2]


def test_a_table_of_which_much_is_unclear_is_refused_whole_with_an_example(tmp_path, store) -> None:
    rows = [(AREA, "fly-tipping", f"2023-{month:02}", "-" if month > 6 else "4") for month in range(1, 13)]
    with pytest.raises(IngestRefused, match=r"6 of 12 rows \(50%\).*found “-”"):
        store.ingest([long(tmp_path / "a.csv", rows)])
    assert store.current_id() is None


def test_a_name_of_an_area_needs_to_say_what_it_is(tmp_path, store) -> None:
    rows = [("Old Quay", "fly-tipping", "2023-04", "4")]
    with pytest.raises(IngestRefused, match="column Level what it is"):
        store.ingest([long(tmp_path / "a.csv", rows)])
    path = write(
        tmp_path / "b.csv", (*GENERIC[:4], "Level"), [("Old Quay", "fly-tipping", "2023-04", "4", "Ward")]
    )
    store.ingest([path])
    assert held(store, "area, level") == [("Old Quay", "ward")]


def test_the_same_twice_is_counted_and_two_values_for_one_thing_are_both_refused(tmp_path, store) -> None:
    rows = [(AREA, "fly-tipping", f"2023-{month:02}", "4") for month in range(1, 11)]
    again = [(AREA, "Fly-tipping", "Apr-23", "4.0")]
    clash = [(AREA, "fly-tipping", "2023-11", "7"), (AREA, "fly-tipping", "2023-11", "8")]
    report = store.ingest([long(tmp_path / "a.csv", rows + again + clash)])
    assert (report.rows, report.kept, report.repeated, report.rejected) == (13, 10, 1, 2)
    assert {(row["line"], row["found"]) for row in rejects(report)} == {("13", "7"), ("14", "8")}
    assert held(store, "start", "start > '2023-10'") == []


WIDE = partner(
    recognise=["Ward"],
    columns={"area": "Ward"},
    layout={"across": "periods", "level": "ward", "constants": {"item": "deliberate-secondary-fires"}},
)


def test_periods_across_with_totals_and_quarters_that_have_yet_to_come(tmp_path, store, definitions) -> None:
    wide = EvidenceStore(tmp_path / "wide", with_sources(definitions, WIDE))
    path = write(
        tmp_path / "fires.csv",
        ("Ward", "Q1 2023/24", "Q2 2023/24", "Q3 2023/24", "Q4 2023/24", "Total", "Comments"),
        [
            ("Old Quay", "3", "0", "", "", "3", "late"),
            ("Saltgate", "*", "12", "", "", "12", ""),
            ("Total", "5", "12", "", "", "17", ""),
        ],
    )
    report = wide.ingest([path])
    assert held(wide, "area, level, start, value, state") == [
        ("Old Quay", "ward", "2023-04", 3.0, "known"),
        ("Old Quay", "ward", "2023-07", 0.0, "known"),
        ("Saltgate", "ward", "2023-04", None, "suppressed"),
        ("Saltgate", "ward", "2023-07", 12.0, "known"),
    ]
    words = " ".join(report.notes)
    assert "1 row left out, as it is a sum of others (Total)" in words
    assert "nothing is entered under Q3 2023/24, Q4 2023/24" in words
    assert "not read, as they hold no observations: Total, Comments" in words


def test_an_empty_cell_beside_filled_ones_is_not_supplied(tmp_path, definitions) -> None:
    wide = EvidenceStore(tmp_path / "wide", with_sources(definitions, WIDE))
    path = write(
        tmp_path / "fires.csv",
        ("Ward", "2023-04", "2023-05"),
        [("Old Quay", "3", ""), ("Saltgate", "1", "2")],
    )
    wide.ingest([path])
    assert held(wide, "area, start, state", "state <> 'known'") == [("Old Quay", "2023-05", "not-supplied")]


def test_a_period_across_that_could_be_two_is_asked_about(tmp_path, definitions) -> None:
    wide = EvidenceStore(tmp_path / "wide", with_sources(definitions, WIDE))
    path = write(tmp_path / "fires.csv", ("Ward", "Q1 2023", "Q2 2023"), [("Old Quay", "3", "4")])
    with pytest.raises(IngestRefused, match="column “Q1 2023” could mean two periods"):
        wide.ingest([path])
    settled = WIDE.model_copy(
        update={"layout": WIDE.layout.model_copy(update={"periods": "calendar-quarter"})}
    )
    told = EvidenceStore(tmp_path / "told", with_sources(definitions, settled))
    told.ingest([path])
    assert held(told, 'start, "end"') == [("2023-01", "2023-03"), ("2023-04", "2023-06")]


def test_measures_across_with_the_partners_words(tmp_path, definitions) -> None:
    source = partner(
        recognise=["Quarter", "No. refs"],
        columns={"period": "Quarter"},
        categories={"No. refs": "marac-referrals", "Discussed": "marac-cases"},
        layout={"across": "items", "constants": {"area": AREA}},
    )
    store = EvidenceStore(tmp_path / "e", with_sources(definitions, source))
    store.ingest(
        [
            write(
                tmp_path / "m.csv",
                ("Quarter", "No. refs", "Discussed", "Chair"),
                [("Q1 2023/24", "24", "19", "yes")],
            )
        ]
    )
    assert held(store) == [
        ("marac-cases", AREA, "2023-04", 19.0, "known"),
        ("marac-referrals", AREA, "2023-04", 24.0, "known"),
    ]


def test_areas_across_and_words_for_them(tmp_path, definitions) -> None:
    source = partner(
        recognise=["Month"],
        columns={"period": "Month"},
        layout={
            "across": "areas",
            "level": "ward",
            "constants": {"item": "fly-tipping"},
            "areas": {"OQ": "X05000001"},
        },
    )
    store = EvidenceStore(tmp_path / "e", with_sources(definitions, source))
    store.ingest(
        [write(tmp_path / "m.csv", ("Month", "OQ", "Saltgate", "Total"), [("Apr-24", "2", "5", "7")])]
    )
    assert held(store, "area, level, value") == [("Saltgate", "ward", 5.0), ("X05000001", "", 2.0)]


def test_year_and_quarter_in_two_columns_and_start_and_end(tmp_path, definitions) -> None:
    quarters = partner(
        "q",
        recognise=["Year", "Qtr", "Refs"],
        columns={"year": "Year", "quarter": "Qtr", "value": "Refs"},
        layout={"constants": {"area": AREA, "item": "marac-referrals"}},
    )
    months = partner(
        "m",
        recognise=["Year", "Month", "Tips"],
        columns={"year": "Year", "month": "Month", "value": "Tips"},
        layout={"constants": {"area": AREA, "item": "fly-tipping"}},
    )
    dates = partner(
        "d",
        recognise=["From", "To", "Noise"],
        columns={"start": "From", "end": "To", "value": "Noise"},
        layout={"constants": {"area": AREA, "item": "noise-complaints"}},
    )
    store = EvidenceStore(tmp_path / "e", with_sources(definitions, quarters, months, dates))
    store.ingest(
        [
            write(tmp_path / "q.csv", ("Year", "Qtr", "Refs"), [("2023/24", "4", "9")]),
            write(tmp_path / "m.csv", ("Year", "Month", "Tips"), [("2023/24", "January", "7")]),
            write(tmp_path / "d.csv", ("From", "To", "Noise"), [("01/04/2023", "30/09/2023", "5")]),
        ]
    )
    assert held(store, 'item, start, "end"') == [
        ("fly-tipping", "2024-01", "2024-01"),
        ("marac-referrals", "2024-01", "2024-03"),
        ("noise-complaints", "2023-04", "2023-09"),
    ]


def test_a_name_that_no_lookup_holds_is_kept_and_noted_with_what_may_be_meant(tmp_path, definitions) -> None:
    store = EvidenceStore(tmp_path / "e", with_sources(definitions, WIDE))
    lookup = street_files.lookup(tmp_path / "lookup.csv", ["E01017000", "E01017001"])
    path = write(
        tmp_path / "fires.csv", ("Ward", "2023-04"), [("Word", "3"), ("Ward", "4"), ("Somewhere else", "1")]
    )
    store.ingest([lookup])
    report = store.ingest([path])
    assert len(held(store)) == 3
    (note,) = [note for note in report.notes if "does not hold" in note]
    assert "“Word” (Ward?)" in note
    assert "“Somewhere else”" in note


def test_two_definitions_that_fit_alike_are_no_guess(tmp_path, definitions) -> None:
    other = WIDE.model_copy(update={"id": "ambulance", "title": "Ambulance"})
    store = EvidenceStore(tmp_path / "e", with_sources(definitions, WIDE, other))
    with pytest.raises(IngestRefused, match="Ambulance and Fire Service alike"):
        store.ingest([write(tmp_path / "fires.csv", ("Ward", "2023-04"), [("Old Quay", "3")])])


@pytest.mark.parametrize(
    ("header", "rows", "words"),
    [
        (GENERIC[:4], [], "a header and no rows"),
        (GENERIC[:4], [("Total", "fly-tipping", "2023-04", "3")], "only sums of rows"),
    ],
)
def test_a_table_without_observations_is_refused(tmp_path, store, header, rows, words) -> None:
    with pytest.raises(IngestRefused, match=words):
        store.ingest([write(tmp_path / "fires.csv", header, rows)])


def test_a_definition_that_says_too_little_is_named(tmp_path, definitions: Definitions) -> None:
    source = partner(
        recognise=["Area", "Figure of mine"], columns={"area": "Area", "value": "Figure of mine"}
    )
    store = EvidenceStore(tmp_path / "e", with_sources(definitions, source))
    with pytest.raises(IngestRefused, match="does not say where in the table the item, period of a row"):
        store.ingest([write(tmp_path / "fires.csv", ("Area", "Figure of mine"), [(AREA, "3")])])


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1+cmd", "@SUM(A1)"])
def test_a_name_that_begins_like_a_formula_is_rejected(tmp_path, store, name) -> None:
    rows = [("Bedford", "csp", f"2023-0{n}", "5", "") for n in range(1, 7)]
    header = ("Area", "Level", "Period", "Value", "Note", "Measure")
    path = write(
        tmp_path / "named.csv", header, [(*row, "burglary") for row in [*rows, (name, *rows[0][1:])]]
    )
    report = store.ingest([path])
    assert report.rejected == 1
    assert "begins like a formula" in report.reasons[0].reason
    assert {area for (area,) in held(store, "area")} == {"Bedford"}


def test_a_note_that_begins_like_a_formula_is_kept_as_text(tmp_path, store) -> None:
    row = ("Bedford", "csp", "2023-01", "5", "=1+1", "burglary")
    store.ingest(
        [write(tmp_path / "noted.csv", ("Area", "Level", "Period", "Value", "Note", "Measure"), [row])]
    )
    assert held(store, "note") == [("'=1+1",)]


def test_another_table_by_ward_is_not_booked_under_a_mapping_of_one_measure(tmp_path, definitions) -> None:
    for titled in ((), ("Deliberate secondary",)):
        source = WIDE.model_copy(update={"titled": titled})
        store = EvidenceStore(tmp_path / f"e{len(titled)}", with_sources(definitions, source))
        path = tmp_path / "tips.csv"
        path.write_text("Fly-tipping by ward,\nWard,Q1 2023/24\nOld Quay,3\n", "utf-8")
        with pytest.raises(
            IngestRefused, match=r"Fire Service .*is called “Fly-tipping by ward”.*source guess"
        ):
            store.ingest([path])
        assert store.current_id() is None
        path.write_text("Deliberate secondary fires,\nWard,Q1 2023/24\nOld Quay,3\n", "utf-8")
        assert store.ingest([path]).kept == 1


@pytest.mark.parametrize("day", ["2024-02-30", "31/06/2023"])
def test_a_day_that_is_none_of_the_calendar_is_rejected_in_words(tmp_path, store, day) -> None:
    rows = [(AREA, "fly-tipping", f"2023-{month:02}", "1,204") for month in range(1, 11)]
    report = store.ingest([long(tmp_path / "a.csv", [*rows, (AREA, "fly-tipping", day, "4")])])
    assert (report.kept, report.rejected) == (10, 1)
    assert [(row["found"], row["expected"]) for row in rejects(report)] == [(day, "a date of the calendar")]


def test_a_stop_between_thousands_is_no_decimal_point(tmp_path, store) -> None:
    rows = [(AREA, "fly-tipping", f"2023-{month:02}", "4") for month in range(1, 11)]
    report = store.ingest([long(tmp_path / "a.csv", [*rows, (AREA, "fly-tipping", "2023-11", "1.204")])])
    assert [row["expected"] for row in rejects(report)] == ["a whole number (1204 or 1,204)"]


def test_a_period_far_after_all_other_evidence_is_rejected(tmp_path, store) -> None:
    store.ingest([long(tmp_path / "a.csv", [(AREA, "fly-tipping", "2023-01", "4")])])
    rows = [(AREA, "fly-tipping", f"{2023 + month // 12}-{month % 12 + 1:02}", "4") for month in range(1, 24)]
    late = [(AREA, "fly-tipping", "2030-03", "6"), (AREA, "fly-tipping", "2029/30", "7")]
    report = store.ingest([long(tmp_path / "b.csv", rows + late)])
    assert (report.kept, report.rejected) == (23, 2)
    assert [row["found"] for row in rejects(report)] == ["2030-03", "2029-04 to 2030-03"]
    assert "12 months after the last month of all other evidence (2024-12)" in rejects(report)[0]["expected"]


def test_a_receipt_says_what_was_taken_and_codes_nothing_knows_are_announced(tmp_path, definitions) -> None:
    store = EvidenceStore(tmp_path / "e", definitions)
    store.ingest([street_files.lookup(tmp_path / "lookup.csv", ["E01017000", "E01017001"])])
    rows = [("E99999999", "fly-tipping", "2023-04", "7"), ("E01017000", "fly-tipping", "Q2 2023/24", "8")]
    report = store.ingest([long(tmp_path / "tips.csv", rows)])
    title = definitions.measures["fly-tipping"].title
    assert f"{tmp_path}/tips.csv: 2 figures of {title}, April 2023 to September 2023." in report.notes
    (note,) = [note for note in report.notes if "does not hold" in note]
    assert "does not hold: E99999999. They are kept, and count nowhere" in note


def test_a_table_of_another_layout_is_told_the_way(tmp_path, store) -> None:
    for header in (("Ward", "Fires", "Chair"), ("Area", "Measure", "Period", "Fires")):
        path = write(tmp_path / "new.csv", header, [("1",) * len(header)])
        with pytest.raises(IngestRefused, match=r"wardmote source guess .*new\.csv"):
            store.ingest([path])
