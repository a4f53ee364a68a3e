"""What each force reported is stored beside the counts, and is always what a recount of the counts gives."""

from __future__ import annotations

from pathlib import Path

from tests.evidence import street_files as street

from wardmote.evidence import EvidenceStore
from wardmote.evidence.reported import reported_query


def reported(store: EvidenceStore) -> list[tuple[object, ...]]:
    with store.open() as snapshot:
        cursor = snapshot.connection()
        stored = cursor.execute("SELECT * FROM reported ORDER BY ALL").fetchall()
        recount = cursor.execute(f"{reported_query('counts', 'places')} ORDER BY ALL").fetchall()
    assert stored == recount
    assert len(store.manifest().of_table("reported")) == 1
    return stored


def test_without_a_lookup_no_place_is_known(store: EvidenceStore, tmp_path: Path) -> None:
    store.ingest([street.write(tmp_path / "a.csv", street.rows(10))])
    assert sum(int(str(row[4])) for row in reported(store)) == 10


def test_a_lookup_that_comes_later_changes_what_is_not_located(store: EvidenceStore, tmp_path: Path) -> None:
    rows = street.rows(10)
    store.ingest([street.write(tmp_path / "a.csv", rows)])
    place = rows[0][street.HEADER.index("LSOA code")]
    store.ingest([street.lookup(tmp_path / "places.csv", [place])])
    known = sum(1 for row in rows if row[street.HEADER.index("LSOA code")] == place)
    assert sum(int(str(row[4])) for row in reported(store)) == 10 - known


def test_every_month_is_in_it_whichever_came_first(store: EvidenceStore, tmp_path: Path) -> None:
    store.ingest([street.write(tmp_path / "b.csv", street.rows(7, "2024-05"))])
    store.ingest([street.write(tmp_path / "a.csv", street.rows(10))])
    found = reported(store)
    assert {row[1] for row in found} == {"2024-04", "2024-05"}
    assert sum(int(str(row[3])) for row in found) == 17


def test_the_same_again_is_the_same_file(store: EvidenceStore, tmp_path: Path) -> None:
    first = store.ingest([street.write(tmp_path / "a.csv", street.rows(10))])
    before = store.manifest().of_table("reported")
    again = store.ingest([street.write(tmp_path / "a.csv", street.rows(10))])
    assert again.after == first.after
    assert store.manifest().of_table("reported") == before
    assert store.verify().sound
