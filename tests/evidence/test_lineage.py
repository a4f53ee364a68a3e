"""Which snapshot came before which, whatever the clock said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence import street_files as street

from wardmote.evidence import EvidenceStore, Manifest, compose
from wardmote.evidence.lineage import in_order


def made(snapshot: str, parent: str | None, at: int) -> Manifest:
    return Manifest(id=snapshot, parent=parent, made=f"2024-01-{at:02}")


def test_a_clock_set_back_does_not_make_an_old_snapshot_the_newest(
    store: EvidenceStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Back(compose.datetime):
        @classmethod
        def now(cls, tz: object = None) -> compose.datetime:
            return compose.datetime(2001, 1, 1, tzinfo=compose.UTC)

    first = store.ingest([street.write(tmp_path / "a.csv", street.rows(5, "2024-01"))]).after
    monkeypatch.setattr(compose, "datetime", Back)
    second = store.ingest([street.write(tmp_path / "b.csv", street.rows(5, "2024-02"))]).after
    assert store.manifest().made.startswith("2001")
    assert [manifest.id for manifest in store.snapshots()] == [first, second]


def test_without_a_link_the_current_one_comes_last() -> None:
    fork = [made("a", None, 1), made("b", "a", 9), made("c", "a", 2)]
    assert [m.id for m in in_order(fork, "c")] == ["a", "b", "c"]
    assert [m.id for m in in_order(fork, "b")] == ["a", "c", "b"]


@given(st.data())
def test_each_comes_after_what_it_was_made_from(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 8))
    names = [f"s{n}" for n in range(count)]
    parents = [data.draw(st.sampled_from([None, *names[:n], "elsewhere"])) for n in range(count)]
    days = [data.draw(st.integers(1, 28)) for _ in range(count)]
    given_ = [made(*one) for one in zip(names, parents, days, strict=True)]
    shuffled = data.draw(st.permutations(given_))
    found = in_order(shuffled, data.draw(st.sampled_from([None, *names])))
    assert sorted(m.id for m in found) == sorted(names)
    place = {m.id: at for at, m in enumerate(found)}
    for one in given_:
        if one.parent in place:
            assert place[one.parent] < place[one.id]


def test_a_circle_loses_nobody() -> None:
    circle = [made("a", "b", 1), made("b", "a", 2), made("c", None, 3)]
    assert [m.id for m in in_order(circle, "a")] == ["c", "a", "b"]
