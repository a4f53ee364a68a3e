"""What a later file takes over, what stands, and what is refused where files disagree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.evidence.observations.partner_files import GENERIC, held, stored_bytes, with_sources, write

from wardmote.evidence import EvidenceStore, IngestRefused

AREA = "X22000001"


def sent(path: Path, **months: str) -> Path:
    """A table of fly-tipping: months as ``m2023_04="4"``."""
    rows = [(AREA, "fly-tipping", name[1:].replace("_", "-"), value) for name, value in months.items()]
    return write(path, GENERIC[:4], rows)


def names(store: EvidenceStore) -> dict[str, bool]:
    """Files that still supply something -> whether all of it stands."""
    return {Path(source.name).name: source.whole for source in store.manifest().sources}


def test_a_later_file_replaces_one_by_one_and_the_rest_stays(tmp_path, store) -> None:
    store.ingest([sent(tmp_path / "a.csv", m2023_04="4", m2023_05="5")])
    before = store.current_id()
    store.ingest([sent(tmp_path / "b.csv", m2023_05="6", m2023_06="7")])
    assert held(store, "start, value") == [("2023-04", 4.0), ("2023-05", 6.0), ("2023-06", 7.0)]
    assert names(store) == {"a.csv": False, "b.csv": True}
    with store.open(before) as snapshot:
        earlier = (
            snapshot.connection().execute("SELECT start, value FROM observations ORDER BY ALL").fetchall()
        )
    assert earlier == [("2023-04", 4.0), ("2023-05", 5.0)]


def test_a_file_of_which_nothing_stands_is_no_source_any_longer(tmp_path, store) -> None:
    store.ingest([sent(tmp_path / "a.csv", m2023_04="4")])
    store.ingest([sent(tmp_path / "b.csv", m2023_04="", m2023_05="5")])
    assert held(store, "start, state") == [("2023-04", "not-supplied"), ("2023-05", "known")]
    assert names(store) == {"b.csv": True}


def test_the_same_file_again_changes_nothing(tmp_path, store) -> None:
    path = sent(tmp_path / "a.csv", m2023_04="4")
    store.ingest([path])
    before = store.current_id()
    report = store.ingest([path])
    assert store.current_id() == before
    assert [outcome.status for outcome in report.outcomes] == ["already-there"]


def test_an_earlier_file_given_again_takes_its_own_back(tmp_path, store) -> None:
    first = sent(tmp_path / "a.csv", m2023_04="4", m2023_05="5")
    store.ingest([first])
    begin = stored_bytes(store)
    store.ingest([sent(tmp_path / "b.csv", m2023_05="6")])
    store.ingest([first])
    assert held(store, "start, value") == [("2023-04", 4.0), ("2023-05", 5.0)]
    assert stored_bytes(store) == begin
    assert names(store) == {"a.csv": True}


def test_two_files_of_one_call_that_disagree_are_both_refused_with_what_each_says(tmp_path, store) -> None:
    paths = [sent(tmp_path / "a.csv", m2023_04="4", m2023_05="5"), sent(tmp_path / "b.csv", m2023_05="*")]
    with pytest.raises(IngestRefused) as refused:
        store.ingest(paths)
    sentence = str(refused.value)
    for words in ("a.csv", "b.csv", "fly-tipping", AREA, "2023-05", "says 5", "suppressed"):
        assert words in sentence
    assert {Path(outcome.name).name for outcome in refused.value.report.refused} == {"a.csv", "b.csv"}


def test_a_file_that_disagrees_with_a_held_one_given_beside_it_is_refused(tmp_path, store) -> None:
    first = sent(tmp_path / "a.csv", m2023_04="4")
    store.ingest([first])
    second = sent(tmp_path / "b.csv", m2023_04="5", m2023_06="1")
    with pytest.raises(IngestRefused, match=r"b\.csv and .*a\.csv disagree.*first says 5, the second 4"):
        store.ingest([first, second])
    store.ingest([second])
    assert held(store, "start, value") == [("2023-04", 5.0), ("2023-06", 1.0)]


def test_files_that_agree_stand_together_and_either_may_be_replaced(tmp_path, store) -> None:
    one, two = sent(tmp_path / "a.csv", m2023_04="4"), sent(tmp_path / "b.csv", m2023_04="4.0", m2023_05="5")
    store.ingest([one, two])
    assert held(store, "start, value") == [("2023-04", 4.0), ("2023-05", 5.0)]
    store.ingest([sent(tmp_path / "c.csv", m2023_04="9")])
    assert held(store, "start, value") == [("2023-04", 9.0), ("2023-05", 5.0)]
    store.ingest([one])
    assert held(store, "start, value") == [("2023-04", 4.0), ("2023-05", 5.0)]


def test_one_bad_file_may_be_left_out(tmp_path, store) -> None:
    good, bad = sent(tmp_path / "a.csv", m2023_04="4"), sent(tmp_path / "b.csv", m2023_05="-")
    report = store.ingest([good, bad], skip_refused=True)
    assert [Path(outcome.name).name for outcome in report.refused] == ["b.csv"]
    assert held(store, "start") == [("2023-04",)]


def test_a_held_file_is_read_again_once_the_words_of_its_source_changed(tmp_path, definitions) -> None:
    path = write(
        tmp_path / "a.csv",
        GENERIC[:4],
        [(AREA, "fly-tipping", "2023-04", "4"), (AREA, "dumped", "2023-05", "5")]
        + [(AREA, "fly-tipping", f"2024-{month:02}", "1") for month in range(1, 7)],
    )
    store = EvidenceStore(tmp_path / "e", definitions)
    assert store.ingest([path]).rejected == 1
    generic = definitions.sources["observations"]
    mapped = generic.model_copy(update={"categories": {"Dumped": "fly-tipping-actions"}})
    told = EvidenceStore(tmp_path / "e", with_sources(definitions, mapped))
    report = told.ingest([path])
    assert report.rejected == 0
    assert held(told, "start, value", "item = 'fly-tipping-actions'") == [("2023-05", 5.0)]


def test_a_held_file_that_is_now_of_another_source_leaves_nothing_behind(tmp_path, definitions) -> None:
    path = sent(tmp_path / "a.csv", m2023_04="4")
    store = EvidenceStore(tmp_path / "e", definitions)
    store.ingest([path])
    own = definitions.sources["observations"].model_copy(update={"id": "council", "title": "The council"})
    others = {name: source for name, source in definitions.sources.items() if name != "observations"}
    told = EvidenceStore(tmp_path / "e", replace(definitions, sources=others | {"council": own}))
    told.ingest([path])
    assert held(told, "source, value") == [("council", 4.0)]
    assert names(told) == {"a.csv": True}
