"""A file is known by its columns, never by its name; and a call has bounds."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from tests.evidence import street_files as street

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceStore, IngestRefused, Refused
from wardmote.evidence.peek import HEAD, Look, look
from wardmote.evidence.recognise import recognise

OUTCOMES = (*street.HEADER[:9], "Outcome type")


def known(definitions: Definitions, columns: tuple[str, ...], container: str = "csv") -> str:
    seen = Look("geojson" if container == "geojson" else "csv", columns)
    return recognise("x.csv", seen, definitions.sources.values()).id


def test_street_files_outcomes_and_lookups_are_told_apart(definitions: Definitions) -> None:
    assert known(definitions, street.HEADER) == "police-uk-street"
    assert known(definitions, OUTCOMES) == "police-uk-outcomes"
    assert known(definitions, street.LOOKUP) == known(definitions, (*street.LOOKUP, "pop_mye2022", "imd"))
    assert known(definitions, street.EARLIER) == "places-lsoa11"
    assert known(definitions, ("LSOA21CD", "LSOA21NM"), "geojson") == "boundaries-lsoa21-documents"


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda c: f" {c} ", lambda c: c.replace(" ", "  ")])
def test_case_and_spaces_do_not_matter_nor_does_order(definitions: Definitions, change: object) -> None:
    columns = tuple(change(column) for column in reversed(street.HEADER))  # type: ignore[operator]
    assert known(definitions, columns) == "police-uk-street"


def test_a_column_of_one_kind_of_geography_is_no_other(definitions: Definitions) -> None:
    with pytest.raises(
        Refused, match="is not a kind of file that Wardmote knows: its columns are LSOA21CD, LSOA21NM"
    ):
        known(definitions, ("LSOA21CD", "LSOA21NM"))


def test_columns_in_another_order_are_read_by_their_names(store: EvidenceStore, tmp_path: Path) -> None:
    shuffled = [tuple(reversed(cells)) for cells in street.rows(5)]
    report = store.ingest([street.write(tmp_path / "a.csv", shuffled, tuple(reversed(street.HEADER)))])
    assert report.kept == 5
    again = EvidenceStore(tmp_path / "other", store._definitions)
    plain = again.ingest([street.write(tmp_path / "b.csv", street.rows(5))])
    assert {f.sha256 for f in store.manifest().files} == {f.sha256 for f in again.manifest().files}
    assert plain.after != report.after


def test_a_first_feature_larger_than_the_first_look_is_read_to_its_end() -> None:
    ring = [[number / 1e6, 52.0] for number in range(HEAD // 8)]
    feature = {
        "type": "Feature",
        "geometry": {"coordinates": [ring]},
        "properties": {"LSOA21CD": "E01", "a ": 1},
    }
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    assert len(content) > HEAD
    assert look("x.geojson", lambda: io.BytesIO(content)).columns == ("LSOA21CD", "a")


def with_threshold(definitions: Definitions, name: str, value: float) -> Definitions:
    changed = definitions.thresholds[name].model_copy(update={"value": value})
    return definitions.with_kind("thresholds", {**definitions.thresholds, name: changed})


def test_more_files_than_a_call_may_bring(tmp_path: Path, definitions: Definitions) -> None:
    store = EvidenceStore(tmp_path / "evidence", with_threshold(definitions, "archive-files", 2))
    members = {f"{n}.csv": street.text(street.rows(3, f"2024-0{n + 1}")) for n in range(3)}
    with pytest.raises(IngestRefused, match=r"a\.zip: more than 2 files in one call"):
        store.ingest([street.archive(tmp_path / "a.zip", members)])  # type: ignore[arg-type]


def test_more_bytes_than_a_call_may_bring(tmp_path: Path, definitions: Definitions) -> None:
    store = EvidenceStore(tmp_path / "evidence", with_threshold(definitions, "archive-size", 0.0001))
    text = street.text(street.rows(1_000))
    for name, content in (("a.csv", text.encode()), ("b.csv.gz", gzip.compress(text.encode()))):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(IngestRefused, match=r"with it the call brings more than .* GB uncompressed"):
            store.ingest([tmp_path / name])


def test_a_share_of_bad_rows_is_a_setting(tmp_path: Path, definitions: Definitions) -> None:
    content = street.rows(90) + street.rows(10, start=100, Crime_type="Piracy")
    path = street.write(tmp_path / "a.csv", content)
    with pytest.raises(IngestRefused, match=r"10 of 100 rows \(10%\)"):
        EvidenceStore(tmp_path / "strict", definitions).ingest([path])
    mild = EvidenceStore(tmp_path / "mild", with_threshold(definitions, "rejected-rows", 0.1))
    assert mild.ingest([path]).rejected == 10
