"""Weights, deprivation and profiles through the door: what is kept, what is rejected, what is refused."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from tests.evidence import street_files as street
from tests.evidence.reference import reference_files as files

from wardmote.evidence import EvidenceStore, ForgetRequest, IngestRefused
from wardmote.evidence.changes import changes

MANY = [f"{n}A" for n in range(1, 151)]


def rows(store: EvidenceStore, query: str) -> list[tuple[Any, ...]]:
    with store.open() as snapshot:
        return snapshot.connection().execute(query).fetchall()


def rejected(store: EvidenceStore) -> list[dict[str, str]]:
    path = store.rejects()
    assert path is not None
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def refusal(store: EvidenceStore, *paths: Path) -> str:
    with pytest.raises(IngestRefused) as caught:
        store.ingest(list(paths))
    assert store.current_id() is None
    return str(caught.value)


def test_two_releases_in_one_call_stand_beside_each_other(store: EvidenceStore, tmp_path: Path) -> None:
    store.ingest(
        [
            files.weights(tmp_path / "old.csv", MANY),
            files.weights(tmp_path / "new.csv", MANY, "2024-03", extra=0.5),
        ]
    )
    found = rows(store, "SELECT release, weight FROM weights WHERE code = '3A' ORDER BY release")
    assert found == [("2021-03", 3.0), ("2024-03", 3.5)]
    assert rows(store, "SELECT kind, collection, release, kept FROM releases ORDER BY ALL") == [
        ("weights", "harm", "2021-03", 150),
        ("weights", "harm", "2024-03", 150),
    ]
    assert rows(store, "SELECT count(*) FROM parts") == [(0,)]


def test_a_later_release_replaces_nothing_and_a_corrected_one_its_own(
    store: EvidenceStore, tmp_path: Path
) -> None:
    store.ingest([files.weights(tmp_path / "old.csv", MANY)])
    before = store.manifest()
    store.ingest([files.weights(tmp_path / "new.csv", MANY, "2024-03")])
    store.ingest([files.weights(tmp_path / "corrected.csv", MANY, extra=0.25)])
    assert rows(store, "SELECT release, min(weight) FROM weights GROUP BY ALL ORDER BY ALL") == [
        ("2021-03", 1.25),
        ("2024-03", 1.0),
    ]
    found = {
        (s.table, s.supplier, s.period, s.change.value) for s in changes(before, store.manifest()).supplies
    }
    assert found == {("weights", "harm", "2021-03", "sent again"), ("weights", "harm", "2024-03", "added")}
    assert {source.name.rsplit("/")[-1] for source in store.manifest().sources} == {
        "new.csv",
        "corrected.csv",
    }


def test_files_that_give_one_release_differently_are_both_refused(
    store: EvidenceStore, tmp_path: Path
) -> None:
    said = refusal(
        store,
        files.weights(tmp_path / "one.csv", MANY),
        files.weights(tmp_path / "two.csv", MANY, extra=1),
    )
    assert "one.csv" in said
    assert "two.csv" in said
    assert "release 2021-03" in said


def test_weights_without_a_release_are_told_by_their_weights_or_refused(
    store: EvidenceStore, tmp_path: Path
) -> None:
    said = refusal(store, files.ons(tmp_path / "without-release.csv", {"46": "12.5"}))
    assert "does not say of which release" in said
    assert "column called release" in said
    store.ingest([files.ons(tmp_path / "known.csv")])
    assert rows(store, "SELECT DISTINCT collection, release FROM weights") == [
        ("ons-crime-severity", "2021-03")
    ]


def test_a_table_of_any_system_without_a_release_is_refused_by_name(
    store: EvidenceStore, tmp_path: Path
) -> None:
    path = files.write(tmp_path / "no-release.csv", ("system", "code", "weight"), [("harm", "1A", "2")])
    assert "the column “release” is missing" in refusal(store, path)


def test_codes_turned_into_dates_are_mended_where_certain_and_else_rejected(
    store: EvidenceStore, tmp_path: Path
) -> None:
    table = [files.weight(code) for code in MANY]
    table += [files.weight("18-Apr", 77), files.weight("05-Apr", 78), files.weight("03-Apr", 79)]
    report = store.ingest([files.write(tmp_path / "codes-as-dates.csv", files.WEIGHTS, table)])
    assert rows(store, "SELECT code, weight FROM weights WHERE weight > 70 ORDER BY weight") == [
        ("4/18", 77.0),
        ("5/4", 78.0),
    ]
    (row,) = rejected(store)
    assert (row["line"], row["column"], row["found"]) == ("154", "code", "03-Apr")
    assert "3/4 or 4/3" in row["expected"]
    assert any("as 4/18" in note for note in report.notes)


@pytest.mark.parametrize("cell", ["-3", "nan", "1_0", "inf", "twelve"])
def test_a_weight_below_zero_or_no_number_is_rejected(
    store: EvidenceStore, tmp_path: Path, cell: str
) -> None:
    table = [*(files.weight(code) for code in MANY), files.weight("9Z", cell)]
    store.ingest([files.write(tmp_path / "negative-weight.csv", files.WEIGHTS, table)])
    (row,) = rejected(store)
    assert (row["line"], row["column"], row["found"].lstrip("'")) == ("152", "weight", cell)
    assert rows(store, "SELECT count(*) FROM weights WHERE code = '9Z'") == [(0,)]


def test_no_weight_and_a_weight_of_nought_are_two_things(store: EvidenceStore, tmp_path: Path) -> None:
    table = [*(files.weight(code) for code in MANY), files.weight("9Y", ""), files.weight("9Z", "0")]
    store.ingest([files.write(tmp_path / "weights.csv", files.WEIGHTS, table)])
    assert rows(
        store, "SELECT code, weight, state FROM weights WHERE code IN ('9Y', '9Z') ORDER BY code"
    ) == [
        ("9Y", None, "not-supplied"),
        ("9Z", 0.0, "known"),
    ]


def test_one_code_with_two_weights_is_kept_with_neither(store: EvidenceStore, tmp_path: Path) -> None:
    table = [*(files.weight(code) for code in MANY * 2), files.weight("9Z", "1"), files.weight("9Z", "2")]
    store.ingest([files.write(tmp_path / "weights.csv", files.WEIGHTS, table)])
    assert rows(store, "SELECT count(*), count(DISTINCT code) FROM weights") == [(150, 150)]
    assert {row["line"] for row in rejected(store)} == {"302", "303"}


def test_welsh_areas_with_a_score_are_rejected_and_empty_ones_are_nothing(
    store: EvidenceStore, tmp_path: Path
) -> None:
    areas = [f"E0101{7000 + n}" for n in range(150)]
    store.ingest([files.deprived(tmp_path / "welsh-areas.csv", [*areas, "W01000003"])])
    (row,) = rejected(store)
    assert (row["column"], row["found"]) == ("lsoa21_code", "W01000003")
    assert "cover England" in row["expected"]
    assert rows(store, "SELECT count(DISTINCT area) FROM deprivation") == [(150,)]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("adult_skills_decile", "11"),
        ("adult_skills_rank", "0"),
        ("adult_skills_rank", "2.5"),
        ("adult_skills_score", "x"),
    ],
)
def test_a_cell_that_cannot_be_is_rejected_with_its_column(
    store: EvidenceStore, tmp_path: Path, column: str, cell: str
) -> None:
    areas = [f"E0101{7000 + n}" for n in range(150)]
    store.ingest([files.deprived(tmp_path / "odd-cell.csv", areas, **{column: cell})])
    (row,) = rejected(store)
    assert (row["line"], row["column"], row["found"]) == ("151", column, cell)


def test_small_areas_of_another_census_are_refused(store: EvidenceStore, tmp_path: Path) -> None:
    places = street.lookup(tmp_path / "places.csv", list(files.TODAY))
    earlier = street.earlier_lookup(tmp_path / "earlier.csv", {files.EARLIER: files.TODAY[0]})
    old = [files.EARLIER, *files.TODAY[1:]]
    said = refusal(store, places, earlier, files.deprived(tmp_path / "wrong-vintage.csv", old))
    assert "small areas of 2021" in said
    assert files.EARLIER in said
    said = refusal(store, places, earlier, files.ages(tmp_path / "ages-of-today.csv", files.TODAY))
    assert "small areas of 2011" in said
    store.ingest(
        [places, earlier, files.ages(tmp_path / "ages.csv", old), files.deprived(tmp_path / "d.csv")]
    )
    assert rows(store, "SELECT kind, kept FROM releases ORDER BY kind") == [
        ("deprivation", 6),
        ("profile", 6),
    ]


def test_a_file_that_says_two_things_of_an_area_is_refused(store: EvidenceStore, tmp_path: Path) -> None:
    said = refusal(store, files.deprived(tmp_path / "twice.csv", [*files.TODAY, files.TODAY[0]]))
    assert f"two things about {files.TODAY[0]}: line 2 and line 8" in said


def test_a_release_is_removed_on_request_and_the_others_stay(store: EvidenceStore, tmp_path: Path) -> None:
    store.ingest([files.weights(tmp_path / "old.csv", MANY), files.deprived(tmp_path / "areas.csv")])
    without = store.current_id()
    store.ingest([files.weights(tmp_path / "new.csv", MANY, "2024-03")])
    removal = store.forget(ForgetRequest(files=("new.csv",), reason="Sent in error"))
    assert removal.tombstone.replaced[0].rows == {"weights": 150}
    assert store.manifest().files == store.manifest(without).files if without else False
    assert rows(store, "SELECT DISTINCT release FROM weights") == [("2021-03",)]
    assert store.verify().sound
