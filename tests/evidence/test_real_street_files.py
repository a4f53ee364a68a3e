"""The door on the real archive of Bedfordshire, against a plain count of its rows."""

from __future__ import annotations

import csv
import io
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceStore

ARCHIVE = Path("data/police/bedfordshire-2021-05-to-2024-04.zip")


@pytest.fixture(scope="module")
def taken_in(
    shared: Path, definitions: Definitions, tmp_path_factory: pytest.TempPathFactory
) -> EvidenceStore:
    """The archive and the lookups, taken in one after the other."""
    store = EvidenceStore(tmp_path_factory.mktemp("real") / "evidence", definitions)
    store.ingest([shared / ARCHIVE])
    store.ingest([shared / "data" / "geography" / "lookups"])
    return store


@pytest.mark.shared
def test_rows_repeats_and_missing_places_are_as_published(
    shared: Path, definitions: Definitions, tmp_path: Path
) -> None:
    store = EvidenceStore(tmp_path / "evidence", definitions)
    begun = time.monotonic()
    report = store.ingest([shared / ARCHIVE])
    took = time.monotonic() - begun
    street = [one for one in report.outcomes if one.source == "police.uk street-level crime"]
    assert sum(one.rows for one in street) == 182_113
    assert sum(one.repeated for one in street) == 184
    assert report.rejected == 0
    assert sum(one.not_located for one in street) == 6_381
    assert len(street) == 36
    assert len(report.of_status("taken")) == 108
    assert took < 30, "seconds; two or three on an idle machine"


@pytest.mark.shared
def test_every_count_is_that_of_a_plain_recount(shared: Path, taken_in: EvidenceStore) -> None:
    plain: Counter[tuple[str, str, str]] = Counter()
    with zipfile.ZipFile(shared / ARCHIVE) as archive:
        for name in archive.namelist():
            if name.endswith("-street.csv"):
                stands: dict[object, tuple[str, str, str]] = {}
                with io.TextIOWrapper(archive.open(name), "utf-8", newline="") as stream:
                    for number, row in enumerate(csv.DictReader(stream)):
                        category = row["Crime type"].lower().replace(" ", "-")
                        stands[row["Crime ID"] or number] = (row["Month"], row["LSOA code"], category)
                plain.update(stands.values())
    with taken_in.open() as snapshot:
        found = (
            snapshot.connection()
            .execute("SELECT month, coalesce(lsoa, ''), category, n FROM counts")
            .fetchall()
        )
    assert Counter({row[:3]: row[3] for row in found}) == plain


@pytest.mark.shared
def test_the_files_are_of_2021_and_every_small_area_is_known(taken_in: EvidenceStore) -> None:
    holdings = [one for one in taken_in.holdings() if one.kind == "crime"]
    assert len(holdings) == 36
    assert {holding.vintage for holding in holdings} == {"2021"}
    assert sum(holding.unknown_lsoa for holding in holdings) == 0
    assert taken_in.verify().sound
