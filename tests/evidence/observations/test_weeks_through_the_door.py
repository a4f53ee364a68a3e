"""Counts by week, by day and of single incidents through the door: whole weeks, gaps and zeros, nothing else kept."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.evidence.observations.partner_files import partner, with_sources, write

from wardmote.definitions import load
from wardmote.definitions.models import Layout
from wardmote.evidence import EvidenceStore, ForgetRequest, IngestRefused

AREA = "X22000001"
WEEKLY = ("Area", "Measure", "Week", "Value")
INCIDENTS = {
    "recognise": ["Reported", "Kind", "Ward"],
    "columns": {"period": "Reported", "item": "Kind", "area": "Ward"},
    "categories": {"Theft": "shoplifting", "Threat": "violence"},
}


def weeks_held(
    store: EvidenceStore, columns: str = "item, area, week, value, state"
) -> list[tuple[Any, ...]]:
    """What the store holds by week."""
    with store.open() as snapshot:
        return snapshot.connection().execute(f"SELECT {columns} FROM weeks ORDER BY ALL").fetchall()


def sent(path: Path, **weeks: str) -> Path:
    """A table of fly-tipping by week: weeks as ``w2025_02_10="4"``."""
    rows = [(AREA, "fly-tipping", name[1:].replace("_", "-"), value) for name, value in weeks.items()]
    return write(path, WEEKLY, rows)


def knowing(tmp_path: Path, **parts: Any) -> EvidenceStore:
    """A store that knows a partner's own source."""
    return EvidenceStore(tmp_path / "own", with_sources(load(), partner(**parts)))


def of_incidents(tmp_path: Path, **layout: object) -> EvidenceStore:
    """A store that knows a partner who sends one row per incident."""
    return knowing(tmp_path, **INCIDENTS, layout={"rhythm": "week", "rows": "incident", **layout})


def incidents(path: Path, *rows: tuple[str, str]) -> Path:
    """A file of incidents of one ward, with a column that nobody needs."""
    return write(path, ("Ref", "Reported", "Kind", "Ward", "Name of caller"), [
        (f"R{at}", day, kind, "E05000001", "Somebody") for at, (day, kind) in enumerate(rows)
    ])  # fmt: skip


@pytest.mark.parametrize(
    "week", ["2025-02-10", "2025-W07", "10/02/2025", "W/C 10 Feb 2025", "week ending 16/02/2025"]
)
def test_a_week_is_known_by_its_monday_however_it_is_written(tmp_path, store, week) -> None:
    if "/" in week and not week.startswith("week"):
        week = "17/02/2025"
    store.ingest([write(tmp_path / "a.csv", WEEKLY, [(AREA, "fly-tipping", week, "4")])])
    monday = "2025-02-17" if week == "17/02/2025" else "2025-02-10"
    assert weeks_held(store) == [("fly-tipping", AREA, monday, 4.0, "known")]


@pytest.mark.parametrize(
    ("week", "expected"),
    [
        ("2025-02-11", "a Monday"),
        ("2025-W54", "week of the calendar"),
        ("2025-02", "a week: its Monday"),
        ("7/4/2025", "Monday"),
        ("2025-02-30", "date of the calendar"),
        ("", "a week"),
    ],
)
def test_what_is_no_week_is_rejected_and_says_what_was_expected(tmp_path, store, week, expected) -> None:
    good = [(AREA, "fly-tipping", str(date(2024, 1, 1) + timedelta(7 * at)), "1") for at in range(60)]
    file = write(tmp_path / "a.csv", WEEKLY, [*good, (AREA, "fly-tipping", week, "4")])
    if week == "7/4/2025":  # the seventh of April, a Monday; the fourth of July is none
        store.ingest([file])
        assert ("2025-04-07", 4.0) in weeks_held(store, "week, value")
        return
    report = store.ingest([file])
    assert expected in report.reasons[0].reason
    assert len(weeks_held(store)) == 60


def test_zero_not_supplied_and_suppressed_stay_apart(tmp_path, store) -> None:
    store.ingest(
        [sent(tmp_path / "a.csv", w2025_02_10="0", w2025_02_17="", w2025_02_24="*", w2025_03_10="7")]
    )
    assert weeks_held(store, "week, value, state") == [
        ("2025-02-10", 0.0, "known"),
        ("2025-02-17", None, "not-supplied"),
        ("2025-02-24", None, "suppressed"),
        ("2025-03-10", 7.0, "known"),
    ]


def test_a_later_file_replaces_week_by_week_and_says_what_it_corrects(tmp_path, store) -> None:
    store.ingest([sent(tmp_path / "a.csv", w2025_02_10="4", w2025_02_17="5")])
    report = store.ingest([sent(tmp_path / "b.csv", w2025_02_17="6", w2025_02_24="7")])
    assert weeks_held(store, "week, value") == [("2025-02-10", 4.0), ("2025-02-17", 6.0), ("2025-02-24", 7.0)]
    said = "5 became 6: Fly-tipping incidents in X22000001, week from 17 February 2025 (a.csv, then b.csv)."
    assert any(said in note for note in report.notes), report.notes


def test_the_order_of_files_is_seen_in_nothing_but_what_they_disagree_on(
    tmp_path, store, definitions
) -> None:
    first = sent(tmp_path / "a.csv", w2025_02_10="4")
    second = sent(tmp_path / "b.csv", w2025_02_17="6")
    store.ingest([first])
    store.ingest([second])
    other = EvidenceStore(tmp_path / "other", definitions)
    other.ingest([second])
    other.ingest([first])
    assert other.current_id() == store.current_id()


def test_files_of_one_call_that_disagree_are_refused(tmp_path, store) -> None:
    pair = [sent(tmp_path / "a.csv", w2025_02_10="4"), sent(tmp_path / "b.csv", w2025_02_10="5")]
    with pytest.raises(IngestRefused, match="the first says 4, the second 5"):
        store.ingest(pair)


def test_a_week_far_ahead_of_all_else_is_rejected(tmp_path, store) -> None:
    weeks = {f"w{date(2024, 1, 1) + timedelta(7 * at)}".replace("-", "_"): "1" for at in range(60)}
    store.ingest([sent(tmp_path / "a.csv", **weeks)])
    report = store.ingest([sent(tmp_path / "b.csv", **weeks, w2052_02_12="4")])
    assert "months after the last month of all other evidence" in report.reasons[0].reason
    assert max(week for (week,) in weeks_held(store, "week")) < "2026"


def test_incidents_are_counted_by_week_and_nothing_of_a_row_is_kept(tmp_path) -> None:
    store = of_incidents(tmp_path)
    rows = [("2025-02-03 09:10", "Theft"), ("2025-02-05", "Theft"), ("2025-02-09", "Threat"), ("2025-02-19", "Theft"),
            ("2025-02-25", "Theft")]  # fmt: skip
    report = store.ingest([incidents(tmp_path / "a.csv", *rows)])
    assert weeks_held(store) == [
        ("shoplifting", "E05000001", "2025-02-03", 2.0, "known"),
        ("shoplifting", "E05000001", "2025-02-17", 1.0, "known"),
        ("violence", "E05000001", "2025-02-03", 1.0, "known"),
    ]
    notes = " ".join(report.notes)
    assert "Left aside: Ref, Name of caller." in notes
    assert "its last week, from 24 February 2025, is left out" in notes
    assert "a gap and no zero" in notes
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*.parquet"))
    assert b"Somebody" not in kept
    assert report.outcomes[0].rows == 5


def test_a_file_that_leaves_nothing_out_has_zeros_where_it_has_no_row(tmp_path) -> None:
    store = of_incidents(tmp_path, complete_from="2025-02-05", complete_to="2025-03-02")
    store.ingest([incidents(tmp_path / "a.csv", ("2025-02-05", "Theft"), ("2025-02-19", "Threat"))])
    assert weeks_held(store, "item, week, value") == [
        ("shoplifting", "2025-02-10", 0.0),
        ("shoplifting", "2025-02-17", 0.0),
        ("shoplifting", "2025-02-24", 0.0),
        ("violence", "2025-02-10", 0.0),
        ("violence", "2025-02-17", 1.0),
        ("violence", "2025-02-24", 0.0),
    ]


def test_a_rejected_incident_shows_no_cell_that_is_not_read(tmp_path) -> None:
    store = of_incidents(tmp_path)
    rows = [(str(date(2025, 2, 3) + timedelta(at)), "Theft") for at in range(70)]
    report = store.ingest([incidents(tmp_path / "a.csv", *rows, ("31/31/2025", "Theft"))])
    assert report.rejects is not None
    written = Path(report.rejects).read_text("utf-8")
    assert "31/31/2025" in written
    assert "Somebody" not in written
    assert "R70" not in written


def test_a_week_from_which_an_incident_was_rejected_is_incomplete(tmp_path) -> None:
    store = of_incidents(tmp_path, complete_from="2025-02-03", complete_to="2025-03-02")
    rows = [(str(date(2025, 2, 3) + timedelta(at % 28)), "Theft") for at in range(90)]
    report = store.ingest([incidents(tmp_path / "a.csv", *rows, ("2025-02-12", ""), ("31/31/2025", "Theft"))])
    held = {week: (value, state) for week, value, state in weeks_held(store, "week, value, state")}
    counted = Counter(
        str(date.fromisoformat(day) - timedelta(date.fromisoformat(day).weekday())) for day, _ in rows
    )
    assert held["2025-02-10"] == (counted["2025-02-10"], "incomplete")
    assert held["2025-02-03"] == (counted["2025-02-03"], "known")
    notes = " ".join(report.notes)
    assert "what is counted of the weeks from 10 February 2025 is incomplete" in notes
    assert "of 1 rejected incident no week can be read, so any week may be short of some" in notes
    store.ingest([incidents(tmp_path / "b.csv", *rows, ("2025-02-12", "Theft"))])
    held = {week: (value, state) for week, value, state in weeks_held(store, "week, value, state")}
    assert held["2025-02-10"] == (counted["2025-02-10"] + 1, "known"), "the mended file says what it was"


def test_an_incident_of_another_kind_leaves_this_one_s_week_alone(tmp_path) -> None:
    store = of_incidents(tmp_path)
    rows = [(str(date(2025, 2, 3) + timedelta(at % 28)), ("Theft", "Threat")[at % 2]) for at in range(90)]
    path = incidents(tmp_path / "a.csv", *rows)
    with path.open("a", encoding="utf-8") as stream:
        stream.write(
            incidents(tmp_path / "c.csv", ("2025-02-12", "Theft"))
            .read_text()
            .splitlines()[1]
            .replace("E05000001", "")
            + "\n"
        )
    store.ingest([path])
    held = {(item, week): state for item, week, state in weeks_held(store, "item, week, state")}
    assert held["shoplifting", "2025-02-10"] == "incomplete"
    assert held["violence", "2025-02-10"] == "known"


def test_days_are_added_to_their_week_and_a_week_that_lacks_one_is_not_known(tmp_path) -> None:
    store = knowing(
        tmp_path, recognise=["Day", "Where", "Calls"], columns={"period": "Day", "area": "Where", "value": "Calls"},
        layout={"rhythm": "week", "rows": "day", "constants": {"item": "fly-tipping"}},
    )  # fmt: skip
    days = [date(2025, 2, 3) + timedelta(at) for at in range(21) if at != 9]
    rows = [(day, AREA, "x1" if day == date(2025, 2, 20) else 2) for day in days]
    store.ingest([write(tmp_path / "bad.csv", ("Day", "Where", "Calls"), rows)])
    assert weeks_held(store, "week, value, state")[2] == ("2025-02-17", None, "not-supplied")
    rows = [(day, AREA, 2) for day in days]
    store.ingest([write(tmp_path / "a.csv", ("Day", "Where", "Calls"), rows)])
    assert weeks_held(store, "week, value, state") == [
        ("2025-02-03", 14.0, "known"),
        ("2025-02-10", None, "not-supplied"),
        ("2025-02-17", 14.0, "known"),
    ]


def test_less_than_a_week_is_refused_with_a_sentence(tmp_path) -> None:
    store = of_incidents(tmp_path)
    with pytest.raises(IngestRefused, match="fills no week from Monday to Sunday"):
        store.ingest([incidents(tmp_path / "a.csv", ("2025-02-04", "Theft"), ("2025-02-12", "Theft"))])


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        ({"rows": "incident"}, "say rhythm: week"),
        ({"rhythm": "week", "complete_from": "2025-01-01"}, "rows: day or rows: incident"),
        ({"rhythm": "week", "rows": "day", "complete_to": "2025-01-01"}, "needs complete_from"),
        ({"rhythm": "week", "periods": "month"}, "rhythm: week has none"),
        ({"rhythm": "week", "rows": "incident", "across": "items"}, "nothing stands across"),
    ],
)  # fmt: skip
def test_a_layout_that_contradicts_itself_is_no_definition(layout, said) -> None:
    with pytest.raises(ValueError, match=said):
        Layout.model_validate(layout)


def test_what_is_exported_comes_back_the_same(tmp_path, definitions) -> None:
    store = of_incidents(tmp_path)
    rows = [(str(date(2025, 2, 3) + timedelta(at)), "Theft") for at in range(21)]
    file = write(
        tmp_path / "a.csv",
        WEEKLY,
        [(AREA, "fly-tipping", "2025-02-10", "*"), (AREA, "fly-tipping", "2025-02-17", "3")],
    )
    store.ingest([incidents(tmp_path / "b.csv", *[(day, "Theft") for day, _ in rows]), file])
    store.export(tmp_path / "out")
    other = EvidenceStore(tmp_path / "other", definitions)
    other.ingest([tmp_path / "out" / "evidence" / "weeks"])
    assert weeks_held(other) == weeks_held(store)
    assert {source for (source,) in weeks_held(other, "source")} == {"weekly-counts"}


def test_weeks_are_forgotten_with_their_file(tmp_path, store) -> None:
    store.ingest([sent(tmp_path / "a.csv", w2025_02_10="4")])
    store.ingest([sent(tmp_path / "b.csv", w2025_02_17="5")])
    store.forget(ForgetRequest(reason="asked for", files=("a.csv",)))
    assert weeks_held(store, "week, value") == [("2025-02-17", 5.0)]
    store.forget(ForgetRequest(reason="asked for", observations="weekly-counts"))
    assert weeks_held(store) == []


@pytest.mark.shared
def test_real_incidents_by_week_are_what_the_csv_module_counts(tmp_path, shared, definitions) -> None:
    folder = shared / "data" / "timed"
    source = partner(
        "thefts", recognise=["date_single", "location_category"], columns={"period": "date_single"},
        layout={"rhythm": "week", "rows": "incident", "complete_from": "2014-01-01", "complete_to": "2017-12-31",
                "constants": {"item": "vehicle-crime", "area": "X22000001"}},
    )  # fmt: skip
    store = EvidenceStore(tmp_path / "evidence", with_sources(definitions, source))
    store.ingest([folder / "nyc_vehicle_thefts_2014_2017.csv.gz"])
    counts: Counter[str] = Counter()
    with gzip.open(folder / "nyc_vehicle_thefts_2014_2017.csv.gz", "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            day = date.fromisoformat(row["date_single"][:10])
            counts[str(day - timedelta(day.weekday()))] += 1
    expected = sorted((week, float(n)) for week, n in counts.items() if "2014-01-06" <= week <= "2017-12-25")
    assert weeks_held(store, "week, value") == expected
    assert len(expected) == 208
