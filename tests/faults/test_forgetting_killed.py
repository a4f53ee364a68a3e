"""A removal that is killed leaves everything as it was, or is finished by the next call."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from tests.evidence import street_files as street

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceStore, ForgetRequest, ForgetUnfinished, NotStored
from wardmote.evidence.forget import keeping

SEED = 19840213
PROJECT = Path(__file__).resolve().parents[2]
GONE = tuple(street.crime_id(number) for number in (1, 2, 3, 5))
REQUEST = ForgetRequest(crime_ids=GONE, reason="Asked for")


@pytest.fixture
def before(store: EvidenceStore, tmp_path: Path) -> list[str]:
    """Two snapshots that both hold the records, and a refused call that named one."""
    store.ingest(
        [street.write(tmp_path / "a.csv", [*street.rows(120, "2024-01"), street.row(1, "2024-01")[:4]])]
    )
    store.ingest([street.write(tmp_path / "b.csv", street.rows(120, "2024-02", "Kent Police", 1000))])
    return [manifest.id for manifest in store.snapshots()]


def holds(evidence: Path) -> bool:
    """Whether any stored table that a manifest or nobody needs names one of the records."""
    for path in (evidence / "files").glob("*.parquet"):
        columns = [row[0] for row in duckdb.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()]
        if "crime_id" in columns:
            query = f"SELECT count(*) FROM '{path}' WHERE crime_id IN (SELECT unnest(?))"
            found = duckdb.execute(query, [list(GONE)]).fetchone()
            if found and found[0]:
                return True
    return any(one in path.read_text() for path in (evidence / "rejects").glob("*.csv") for one in GONE)


def is_all_or_nothing(evidence: Path, before: list[str], definitions: Definitions) -> bool:
    """Open the store anew; returns whether the removal is done, having seen that it is that wholly or not at all."""
    store = EvidenceStore(evidence, definitions)
    ids = [manifest.id for manifest in store.snapshots()]
    assert all(store.verify(one).sound for one in ids)
    if ids == before:
        assert holds(evidence)
        assert store.tombstones() == []
        return False
    assert len(ids) == len(before)
    assert not set(ids) & set(before)
    assert not holds(evidence)
    assert store.current_id() == ids[-1]
    assert [(one.was, one.now) for one in store.tombstones()[0].replaced] == list(
        zip(before, ids, strict=True)
    )
    assert not [path for path in (evidence / "forgetting").rglob("*") if path.is_file()]
    wanted = {file.filename for manifest in store.snapshots() for file in manifest.files}
    assert {path.name for path in (evidence / "files").iterdir()} == wanted
    return True


def stopping(at: int, real: Callable[..., object], calls: Iterator[int]) -> Callable[..., object]:
    """A step that is the end of everything when its turn comes."""

    def step(*arguments: object, **options: object) -> object:
        if next(calls) == at:
            raise SystemExit
        return real(*arguments, **options)

    return step


def test_stopped_before_any_step(
    store: EvidenceStore,
    before: list[str],
    tmp_path: Path,
    definitions: Definitions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As if the power went just before each file that is put in place or taken away."""
    ended: list[bool] = []
    stopped = True
    while stopped:
        stopped = False
        copy, calls = tmp_path / f"copy-{len(ended)}", iter(range(1000))
        shutil.copytree(tmp_path / "evidence", copy)
        with monkeypatch.context() as patched:
            for name in ("replace", "unlink"):
                patched.setattr(Path, name, stopping(len(ended), getattr(Path, name), calls))
            patched.setattr(keeping, "discard", lambda layout: None)
            patched.setattr(keeping.shutil, "rmtree", lambda *args, **options: None)
            try:
                EvidenceStore(copy, definitions).forget(REQUEST)
            except SystemExit:
                stopped = True
        ended.append(is_all_or_nothing(copy, before, definitions))
        again = EvidenceStore(copy, definitions).forget(REQUEST)
        assert again.done is not ended[-1]
        assert not (copy / "forgetting").exists()
        shutil.rmtree(copy)
    assert ended[-1]
    assert ended == sorted(ended), "once it is begun it only goes forward"
    assert ended.count(False) > 5
    assert ended.count(True) > 5


@pytest.mark.soak
def test_killed_at_random_points_of_a_removal(
    store: EvidenceStore, before: list[str], tmp_path: Path, definitions: Definitions, in_full: bool
) -> None:
    points = random.Random(SEED)
    evidence, took, killed = tmp_path / "evidence", 0.0, 0
    for turn in range(40 if in_full else 6):
        copy = tmp_path / f"copy-{turn}"
        shutil.copytree(evidence, copy)
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.forgetting", str(copy), *GONE],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "start\n"
        begun = time.monotonic()
        if turn:
            time.sleep(points.uniform(0, took))
            process.send_signal(signal.SIGKILL)
        process.communicate(timeout=120)
        took = took or time.monotonic() - begun
        in_time = process.returncode == -signal.SIGKILL
        killed += in_time
        took = took if in_time or not turn else took / 2
        is_all_or_nothing(copy, before, definitions)
        shutil.rmtree(copy)
    assert killed >= 2, "the kills came too late to tell anything"


def refuse(self: Path, *arguments: object, **options: object) -> None:
    raise PermissionError(13, "Permission denied", str(self))


def test_a_folder_that_may_not_be_written_to_keeps_what_it_has(
    store: EvidenceStore,
    before: list[str],
    tmp_path: Path,
    definitions: Definitions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        with pytest.raises(NotStored, match=r"may not be written to by this user. Nothing was changed"):
            store.forget(REQUEST)
    assert not is_all_or_nothing(tmp_path / "evidence", before, definitions)


def test_what_cannot_be_taken_away_yet_is_said_and_finished_later(
    store: EvidenceStore,
    before: list[str],
    tmp_path: Path,
    definitions: Definitions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        with pytest.raises(
            ForgetUnfinished, match=r"begun and not finished: Permission denied. .* next call of any"
        ):
            store.forget(REQUEST)
        with pytest.raises(ForgetUnfinished, match="not yet gone from the disk"):
            store.open()
    assert is_all_or_nothing(tmp_path / "evidence", before, definitions)


def test_a_full_disk_changes_nothing(
    store: EvidenceStore,
    before: list[str],
    tmp_path: Path,
    definitions: Definitions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("wardmote.evidence.forget.carrying_out.write_durably", full)
        with pytest.raises(NotStored, match="is full"):
            store.forget(REQUEST)
    assert not is_all_or_nothing(tmp_path / "evidence", before, definitions)
    assert not (tmp_path / "evidence" / "forgetting").exists()
    assert store.forget(REQUEST).done
