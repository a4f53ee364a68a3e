"""Outcomes and stop and search through the door: what is kept, counted, replaced, noted and refused."""

from __future__ import annotations

import csv
import itertools
import random
from collections import Counter
from pathlib import Path

import pytest
from tests.evidence import street_files as street
from tests.evidence.records import record_files as made

from wardmote.definitions import Definitions, load
from wardmote.evidence import EvidenceStore, IngestRefused


def query(store: EvidenceStore, sql: str) -> list[tuple[object, ...]]:
    with store.open() as snapshot:
        return snapshot.connection().execute(sql).fetchall()


def refused(store: EvidenceStore, *paths: Path) -> str:
    with pytest.raises(IngestRefused) as caught:
        store.ingest(list(paths))
    return str(caught.value)


def test_outcomes_are_kept_row_by_row_under_their_slugs(store: EvidenceStore, tmp_path: Path) -> None:
    path = made.write_outcomes(tmp_path / "a.csv", made.outcomes(8))
    report = store.ingest([path])
    assert report.kept == 8
    assert Counter(word for (word,) in query(store, "SELECT outcome FROM outcomes")) == {
        "suspect-charged": 2,
        "local-resolution": 2,
        "unable-to-prosecute-suspect": 2,
        "status-update-unavailable": 2,
    }
    row = query(store, f"SELECT * FROM outcomes WHERE crime_id = '{street.crime_id(0)}'")
    assert row == [(street.crime_id(0), "2024-04", "bedfordshire", "E01017000", "suspect-charged")]
    assert any("Outcomes: 8 rows of 1 force, 2024-04." in note for note in report.notes)


def test_an_outcome_that_stands_twice_for_a_crime_and_month_counts_once(
    store: EvidenceStore, tmp_path: Path
) -> None:
    rows = [
        *made.outcomes(4),
        made.outcome(0),
        made.outcome(0, Outcome_type="Local resolution"),
        made.outcome(0, "2024-05"),
        made.outcome(0, LSOA_code=""),
    ]
    report = store.ingest([made.write_outcomes(tmp_path / "a.csv", rows)])
    assert (report.rows, report.kept, report.repeated) == (8, 6, 2)
    assert any("2 rows repeat an outcome of the same crime" in note for note in report.notes)
    assert not any("repeat a Crime ID" in note for note in report.notes)
    places = query(store, "SELECT lsoa FROM outcomes WHERE outcome = 'suspect-charged' AND month = '2024-04'")
    assert places == [("E01017000",)]
    assert store.verify().sound


def test_a_new_word_for_an_outcome_is_kept_and_noted(store: EvidenceStore, tmp_path: Path) -> None:
    rows = [*made.outcomes(3), made.outcome(3, Outcome_type="Offender sent to Mars (2024)")]
    report = store.ingest([made.write_outcomes(tmp_path / "a.csv", rows)])
    assert ("offender-sent-to-mars-2024",) in query(store, "SELECT outcome FROM outcomes")
    assert any("“Offender sent to Mars (2024)” (1 row)" in note for note in report.notes)


def test_outcomes_without_a_crime_id_are_kept_each(store: EvidenceStore, tmp_path: Path) -> None:
    report = store.ingest([made.write_outcomes(tmp_path / "a.csv", [made.outcome(0, Crime_ID="")] * 3)])
    assert report.kept == 3
    assert any("3 outcomes have no Crime ID" in note for note in report.notes)


def test_searches_are_counts_of_what_and_where_and_apart_of_whom(
    store: EvidenceStore, tmp_path: Path
) -> None:
    rows = [*made.searches(60), made.search(60, Type="Vehicle search", Gender="", Age_range="")]
    report = store.ingest([made.write_searches(tmp_path, rows)])
    assert report.kept == 61
    assert query(store, "SELECT sum(n) FROM searches") == [(61,)]
    assert query(store, "SELECT sum(n) FROM search_people WHERE characteristic = 'gender'") == [(60,)]
    plain = Counter(row[6] for row in rows if row[0] != "Vehicle search")
    words = {"Male": "male", "Female": "female", "": "not-recorded"}
    found = dict(query(store, "SELECT value, n FROM search_people WHERE characteristic = 'gender'"))
    assert found == {words[word]: n for word, n in plain.items()}
    shares = Counter(row[13].lower() for row in rows)
    assert dict(query(store, "SELECT linked, sum(n) FROM searches GROUP BY linked")) == shares
    without = sum(not row[4] for row in rows)
    assert query(store, "SELECT sum(n) FROM searches WHERE longitude IS NULL") == [(without,)]
    (holding,) = store.holdings()
    assert (holding.kind, holding.force, holding.month, holding.not_located) == (
        "searches",
        "bedfordshire",
        "2024-04",
        without,
    )
    assert store.verify().sound


def test_nothing_stored_joins_a_person_to_a_place_or_a_time(store: EvidenceStore, tmp_path: Path) -> None:
    store.ingest([made.write_searches(tmp_path, made.searches(40))])
    columns = {
        table: {row[0] for row in query(store, f"DESCRIBE SELECT * FROM {table}")}
        for table in ("searches", "search_people")
    }
    assert columns["search_people"] == {"month", "force", "characteristic", "value", "n"}
    assert not columns["searches"] & {"gender", "age", "ethnicity", "date", "characteristic", "value"}


def test_the_last_hour_of_a_summer_month_is_the_next_month_at_home(
    store: EvidenceStore, tmp_path: Path
) -> None:
    rows = [
        *made.searches(5, "2021-05"),
        made.search(0, Date="2021-04-30T23:41:00+00:00"),
        made.search(0, Date="2021-05-31T23:30:00+00:00"),
    ]
    path = made.write_searches(tmp_path, rows, "2021-05-bedfordshire-stop-and-search.csv")
    store.ingest([path])
    assert query(store, "SELECT month, sum(n) FROM searches GROUP BY month") == [("2021-05", 7)]


@pytest.mark.parametrize(
    ("time", "month"),
    [
        ("2024-01-31T23:30:00+00:00", "2024-01"),
        ("2024-03-31T23:30:00+00:00", "2024-04"),
        ("2024-03-31T22:59:59+00:00", "2024-03"),
        ("2024-09-30T23:00:00Z", "2024-10"),
        ("2024-10-31T23:30:00+00:00", "2024-10"),
        ("2024-06-30T23:30:00+01:00", "2024-06"),
        ("2024-06-30", "2024-06"),
    ],
)
def test_without_a_month_in_the_name_clocks_at_home_decide(
    store: EvidenceStore, tmp_path: Path, time: str, month: str
) -> None:
    store.ingest(
        [made.write_searches(tmp_path, [made.search(0, Date=time)], "bedfordshire-stop-and-search (1).csv")]
    )
    assert query(store, "SELECT DISTINCT month FROM searches") == [(month,)]


def test_a_file_of_several_months_supplies_each(store: EvidenceStore, tmp_path: Path) -> None:
    rows = [*made.searches(10, "2024-03"), *made.searches(20, "2024-04")]
    path = made.write_searches(tmp_path, rows, "2024-02-bedfordshire-stop-and-search.csv")
    report = store.ingest([path])
    assert [(one.month, one.kept) for one in store.holdings()] == [("2024-03", 10), ("2024-04", 20)]
    assert any("its name says 2024-02, its rows are of 2024-03, 2024-04" in note for note in report.notes)


def test_a_stray_row_of_another_month_is_rejected_with_its_line(store: EvidenceStore, tmp_path: Path) -> None:
    rows = made.searches(200)
    rows.insert(100, made.search(7, Date="2023-12-09T10:00:00+00:00"))
    report = store.ingest([made.write_searches(tmp_path, rows)])
    assert (report.rows, report.kept, report.rejected) == (201, 200, 1)
    assert report.rejects is not None
    (rejected,) = list(csv.DictReader(report.rejects.open(encoding="utf-8")))
    assert (rejected["line"], rejected["column"]) == ("102", "Date")
    assert "in a month that the file is of" in rejected["expected"]


def test_no_place_is_an_empty_cell_or_zero(store: EvidenceStore, tmp_path: Path) -> None:
    rows = [*made.searches(9), made.search(1, Latitude="0", Longitude="0.000000")]
    store.ingest([made.write_searches(tmp_path, rows)])
    assert query(store, "SELECT sum(n) FROM searches WHERE longitude IS NULL") == [(3,)]
    assert query(store, "SELECT count(*) FROM searches WHERE longitude = 0") == [(0,)]


def test_quoted_newlines_and_another_order_of_columns_change_nothing(
    tmp_path: Path, definitions: Definitions
) -> None:
    rows = [made.search(n, Legislation="Police and\nCriminal, Evidence") for n in range(12)]
    stores = [EvidenceStore(tmp_path / name / "evidence", definitions) for name in ("one", "two")]
    order = list(range(len(made.SEARCHES)))
    random.Random(5).shuffle(order)
    name = "2024-04-bedfordshire-stop-and-search.csv"
    stores[0].ingest([made.write_searches(tmp_path / "one", rows, name)])
    moved = [tuple(row[at] for at in order) for row in rows]
    header = tuple(made.SEARCHES[at] for at in order)
    stores[1].ingest([street.write(tmp_path / "two" / name, moved, header)])
    for table in ("searches", "search_people"):
        assert query(stores[0], f"SELECT * FROM {table}") == query(stores[1], f"SELECT * FROM {table}")


def several(folder: Path) -> list[Path]:
    """Two months of two forces, of each kind."""
    paths = []
    for number, (month, force) in enumerate(
        itertools.product(("2024-03", "2024-04"), ("bedfordshire", "kent"))
    ):
        title = {"bedfordshire": "Bedfordshire Police", "kent": "Kent Police"}[force]
        stem = folder / month / f"{month}-{force}"
        paths += [
            street.write(Path(f"{stem}-street.csv"), street.rows(20, month, title, 100 * number)),
            made.write_outcomes(
                Path(f"{stem}-outcomes.csv"),
                [made.outcome(n, month, title) for n in range(100 * number, 100 * number + 30)],
            ),
            made.write_searches(
                folder / month,
                made.searches(25, month, 100 * number),
                f"{month}-{force}-stop-and-search.csv",
            ),
        ]
    return paths


def test_the_same_evidence_gives_the_same_bytes_in_any_order(
    tmp_path: Path, definitions: Definitions
) -> None:
    paths = several(tmp_path / "files")
    found = set()
    for turn in range(4):
        shuffled = list(paths)
        random.Random(turn).shuffle(shuffled)
        store = EvidenceStore(tmp_path / f"evidence-{turn}", definitions)
        calls = [shuffled] if turn < 2 else [shuffled[:5], shuffled[5:6], shuffled[6:]]
        for call in calls:
            store.ingest(call)
        found.add(store.current_id())
        assert store.verify().sound
    assert len(found) == 1


def test_a_later_file_replaces_its_force_and_month_alone(store: EvidenceStore, tmp_path: Path) -> None:
    store.ingest(several(tmp_path / "files"))
    before = query(store, "SELECT month, force, count(*) FROM outcomes GROUP BY ALL ORDER BY ALL")
    path = made.write_outcomes(
        tmp_path / "b.csv", [made.outcome(n, "2024-03", "Kent Police") for n in range(7)]
    )
    report = store.ingest([path])
    after = query(store, "SELECT month, force, count(*) FROM outcomes GROUP BY ALL ORDER BY ALL")
    assert after == [(m, f, 7 if (m, f) == ("2024-03", "kent") else n) for m, f, n in before]
    assert len(report.of_status("replaced")) == 1
    searched = made.write_searches(tmp_path, made.searches(3, "2024-03"), "2024-03-kent-stop-and-search.csv")
    store.ingest([searched])
    of_kent = "WHERE force = 'kent' AND month = '2024-03'"
    assert query(store, f"SELECT sum(n) FROM searches {of_kent}") == [(3,)]
    assert query(store, f"SELECT sum(n) FROM search_people {of_kent} AND value = 'male'") == [(1,)]
    assert store.verify().sound


def test_given_again_nothing_changes(store: EvidenceStore, tmp_path: Path) -> None:
    paths = several(tmp_path / "files")
    first = store.ingest(paths).after
    again = store.ingest(paths)
    assert (again.after, again.published) == (first, False)
    assert len(again.of_status("already-there")) == 12


def test_two_files_for_one_month_are_refused_by_name(store: EvidenceStore, tmp_path: Path) -> None:
    one = made.write_searches(tmp_path / "a", made.searches(5))
    two = made.write_searches(tmp_path / "b", made.searches(6))
    sentence = refused(store, one, two)
    assert all(part in sentence for part in (str(one), str(two), "Bedfordshire Police for 2024-04"))
    store.ingest([one])
    assert "the first is what is held" in refused(store, one, two)


def test_two_files_of_outcomes_for_one_month_are_refused(store: EvidenceStore, tmp_path: Path) -> None:
    one = made.write_outcomes(tmp_path / "a.csv", made.outcomes(5))
    two = made.write_outcomes(tmp_path / "b.csv", made.outcomes(6))
    assert "both supply outcomes of Bedfordshire Police for 2024-04" in refused(store, one, two)
    good = made.write_outcomes(tmp_path / "c.csv", made.outcomes(4, "2024-03"))
    report = store.ingest([one, two, good], skip_refused=True)
    assert (report.kept, len(report.of_status("left-out"))) == (4, 2)


def test_read_again_under_other_words_what_is_lost_goes(tmp_path: Path) -> None:
    """A force that a partnership no longer defines as before takes its rows with it."""
    path = made.write_outcomes(tmp_path / "a.csv", made.outcomes(6))
    overlay = tmp_path / "definitions" / "forces"
    overlay.mkdir(parents=True)
    store = EvidenceStore(tmp_path / "evidence", load())
    store.ingest([path])
    (overlay / "own.yaml").write_text(
        "- id: bedfordshire\n  title: Bedfordshire Police\n  slug: bedfordshire\n  names: [Beds]\n"
        "  code: E23000026\n  source: a test\n"
        "- id: other\n  title: Other\n  slug: other\n  names: [Bedfordshire Police]\n  code: null\n  source: a test\n",
        encoding="utf-8",
    )
    again = EvidenceStore(tmp_path / "evidence", load(tmp_path / "definitions"))
    again.ingest([path])
    assert query(again, "SELECT DISTINCT force FROM outcomes") == [("other",)]
    assert again.verify().sound
