"""Publishing a snapshot and, before the next call works, clearing away what a killed one left."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from wardmote.evidence.layout import Layout, settle_folder, write_durably
from wardmote.evidence.lineage import in_order
from wardmote.evidence.manifest import FileRecord, Manifest, from_json
from wardmote.evidence.storing import Stored


def publish(
    layout: Layout, manifest: Manifest, files: Iterable[tuple[FileRecord, Stored]], rejects: bytes | None
) -> None:
    """Make a snapshot current. Until the last step the one before stands; that step is one swap of a name.

    Parameters
    ----------
    files
        Files of the snapshot that are not stored yet.
    rejects
        Content of its rejects file, if any row was rejected.
    """
    known = layout.manifest(manifest.id).exists()
    if not known:
        write_durably(layout.publishing, manifest.id.encode(), layout.incoming)
    for record, stored in files:
        _put(stored.path, layout.stored(record))
    settle_folder(layout.files)
    if rejects is not None:
        write_durably(layout.rejects_of(manifest.id), rejects, layout.incoming)
    if not known:
        write_durably(layout.manifest(manifest.id), manifest.to_json().encode(), layout.incoming)
    write_durably(layout.current, f"{manifest.id}\n".encode(), layout.incoming)
    layout.publishing.unlink(missing_ok=True)


def note_readings(layout: Layout, current: Manifest, found: Manifest) -> None:
    """Write into the current manifest how its sources were read, where reading them again gave the same.

    Nothing that its identity is taken from changes.
    """
    readings = {source.sha256: source.reading for source in found.sources}
    sources = tuple(
        replace(source, reading=readings.get(source.sha256, source.reading)) for source in current.sources
    )
    if sources != current.sources:
        content = replace(current, sources=sources).to_json().encode()
        write_durably(layout.manifest(current.id), content, layout.incoming)


def _put(path: Path, target: Path) -> None:
    if target.exists() and target.stat().st_size == path.stat().st_size:
        path.unlink()
    else:
        path.replace(target)


def clear_away(layout: Layout) -> None:
    """Remove what a killed call left: its work, a snapshot that never became current, files of no snapshot.

    Call it with the lock held.
    """
    current = read_current(layout)
    with contextlib.suppress(FileNotFoundError):
        unfinished = layout.publishing.read_text().strip()
        if unfinished and unfinished != current:
            layout.manifest(unfinished).unlink(missing_ok=True)
            layout.rejects_of(unfinished).unlink(missing_ok=True)
    remove_unreferenced(layout)
    shutil.rmtree(layout.incoming, ignore_errors=True)


def remove_unreferenced(layout: Layout) -> None:
    """Remove stored files that no snapshot needs. Call it with the lock held."""
    try:
        manifests = read_manifests(layout)
    except (ValueError, KeyError, TypeError):
        return  # a manifest that cannot be read may need any of them
    wanted = {file.filename for manifest in manifests for file in manifest.files}
    if layout.files.is_dir():
        for path in layout.files.iterdir():
            if path.name not in wanted:
                path.unlink(missing_ok=True)


def read_current(layout: Layout) -> str | None:
    """The id of the current snapshot; None before the first."""
    try:
        return layout.current.read_text().strip() or None
    except FileNotFoundError:
        return None


def read_manifests(layout: Layout) -> list[Manifest]:
    """All manifests, the oldest first: see ``in_order``."""
    if not layout.snapshots.is_dir():
        return []
    return in_order([read_manifest(path) for path in layout.snapshots.glob("*.json")], read_current(layout))


def read_manifest(path: Path) -> Manifest:
    """A manifest; a file that did not change is not read again.

    Raises
    ------
    ValueError, KeyError, TypeError
        When it cannot be read.
    """
    stat = path.stat()
    return _read(path, stat.st_ino, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=32)
def _read(path: Path, inode: int, changed: int, size: int) -> Manifest:
    del inode, changed, size
    return from_json(path.read_text(encoding="utf-8"))
