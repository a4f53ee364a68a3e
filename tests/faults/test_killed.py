"""Killed at any instant, the old snapshot stands whole, and the next call clears up."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.evidence import street_files as street

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceStore, NotStored
from wardmote.evidence import publish as publishing
from wardmote.evidence import store as store_module

SEED = 20240413
PROJECT = Path(__file__).resolve().parents[2]
FEW = 200
"""Rows of a file where nothing has to take time."""
FORCES = ("Bedfordshire Police", "Kent Police", "Cumbria Constabulary")


def started(evidence: Path, *paths: Path) -> subprocess.Popen[str]:
    """An ingest that is about to begin in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.taking_in", str(evidence), *map(str, paths)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "start\n"
    return process


def finished(process: subprocess.Popen[str]) -> str:
    """What it printed in the end; what it complained of stands with the test where that fails."""
    said, complained = process.communicate(timeout=120)
    print(complained, file=sys.stderr)
    return said.strip()


def new_files(folder: Path, rows: int = 2_000) -> list[Path]:
    """A replacement for one force, and more months of others: rows, counts, merges and replacing are all at work."""
    months = [f"2024-{month:02}" for month in range(1, 7)]
    archive = street.archive(
        folder / "new.zip",
        {
            f"{m}-{n}-street.csv": street.text(street.rows(rows, m, f))
            for m in months
            for n, f in enumerate(FORCES)
        },
    )
    return [archive, street.write(folder / "bad-row.csv", [*street.rows(200, "2023-12"), street.row(1)[:4]])]


@pytest.fixture
def before(store: EvidenceStore, tmp_path: Path) -> str:
    """A snapshot that stands."""
    path = street.write(
        tmp_path / "old.csv", street.rows(3_000, "2024-01") + street.rows(3_000, "2024-02", FORCES[1])
    )
    after = store.ingest([path]).after
    assert after is not None
    return after


def whole_files(evidence: Path) -> set[str]:
    return {path.name for path in (evidence / "files").iterdir()}


@pytest.mark.soak
def test_killed_at_random_points(
    store: EvidenceStore, before: str, tmp_path: Path, definitions: Definitions, in_full: bool
) -> None:
    """Fifty points in the long form, the first ten of them in the short."""
    evidence = tmp_path / "evidence"
    paths = new_files(tmp_path)
    done = EvidenceStore(tmp_path / "elsewhere", definitions)
    done.ingest([tmp_path / "old.csv"])
    process = started(tmp_path / "elsewhere", *paths)
    begun = time.monotonic()
    after = finished(process)
    took = time.monotonic() - begun
    points = random.Random(SEED)
    old_files = whole_files(evidence)
    killed = 0
    for _ in range(50 if in_full else 10):
        delay = points.uniform(0, took * 1.05)
        process = started(evidence, *paths)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        in_time = process.returncode == -signal.SIGKILL
        killed += in_time
        took = took if in_time else took / 2
        assert store.current_id() in (before, after), f"killed after {delay:.3f} s"
        assert store.verify().sound, f"killed after {delay:.3f} s"
        with store.open() as snapshot:
            total = snapshot.connection().execute("SELECT sum(n) FROM counts").fetchall()
        assert total == [(sum(holding.kept for holding in store.holdings() if holding.kind == "crime"),)]
        if store.current_id() == after:
            (evidence / "current").write_text(before + "\n")
            (evidence / "snapshots" / f"{after}.json").unlink()
    assert killed >= 3, "the kills came too late to tell anything"
    clearing = store.ingest([tmp_path / "old.csv"])
    assert not clearing.published
    assert not (evidence / "incoming").exists()
    left = whole_files(evidence) - old_files
    assert left <= {file.filename for manifest in store.snapshots() for file in manifest.files}
    assert store.ingest(paths).after == after
    assert store.verify().sound


STEPS = ("wardmote.evidence.publish.write_durably", "wardmote.evidence.publish._put")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("at", range(4))
def test_stopped_between_any_two_steps_of_publishing(
    store: EvidenceStore, before: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, at: int
) -> None:
    """What a random kill seldom hits: as if the power went just before each step."""
    name = step.rsplit(".", 1)[1]
    real, calls = getattr(publishing, name), iter(range(100))

    def stop(*arguments: object) -> None:
        if next(calls) == at:
            raise SystemExit
        real(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(publishing, name, stop)
        patched.setattr(store_module, "_tidy_up", lambda layout: None)
        with pytest.raises(SystemExit):
            store.ingest(new_files(tmp_path, FEW))
    assert store.current_id() == before
    assert store.verify().sound
    assert not store.ingest([tmp_path / "old.csv"]).published
    assert [manifest.id for manifest in store.snapshots()] == [before]
    assert whole_files(tmp_path / "evidence") == {file.filename for file in store.manifest().files}
    assert store.ingest(new_files(tmp_path, FEW)).published
    assert store.verify().sound


@pytest.mark.parametrize("sign", ["*.plain", "crime-*.parquet"])
def test_interrupted_by_the_user(store: EvidenceStore, before: str, tmp_path: Path, sign: str) -> None:
    """Once while files are opened, once while months are written."""
    process = started(tmp_path / "evidence", *new_files(tmp_path))
    incoming = tmp_path / "evidence" / "incoming"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not list(incoming.glob(sign)):
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    assert finished(process) == "interrupted"
    assert process.returncode == 130
    assert store.current_id() == before
    assert not incoming.exists()
    assert store.verify().sound
    assert store.ingest(new_files(tmp_path)).published


def test_a_call_that_fails_while_publishing_leaves_nothing_behind(
    store: EvidenceStore, before: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = whole_files(tmp_path / "evidence")

    def fail(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing, "settle_folder", fail)
    with pytest.raises(NotStored):
        store.ingest(new_files(tmp_path, FEW))
    assert store.current_id() == before
    assert whole_files(tmp_path / "evidence") == held
    assert not (tmp_path / "evidence" / "incoming").exists()
