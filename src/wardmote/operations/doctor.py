"""Looks a workspace over, and says of each thing whether it is well and what to do where it is not."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from wardmote.evidence import Progress, quiet
from wardmote.operations.refusals import sentence_of
from wardmote.operations.site_key import KEY_FILE
from wardmote.operations.workspace import Workspace

Health = Literal["well", "look", "ill"]


@dataclass(frozen=True)
class Examined:
    """One thing that was looked at. ``look``: it works, and somebody should look at it; ``ill``: it does not."""

    what: str
    health: Health
    words: str


Examination = Callable[[], Examined]


def examine(workspace: Workspace, *, progress: Progress = quiet) -> Iterator[Examined]:
    """Definitions, evidence, key, disk: each looked at whatever came of the others."""
    for what, look in (
        ("Definitions", lambda: _definitions(workspace)),
        ("Evidence", lambda: _evidence(workspace, progress)),
        ("Key", lambda: _key(workspace)),
        ("Disk", lambda: _disk(workspace)),
        ("Writing", lambda: _writing(workspace)),
    ):
        yield examined(what, look)


def examined(what: str, look: Examination) -> Examined:
    """What looking finds; what cannot even be looked at is ill."""
    try:
        return look()
    except Exception as error:
        return Examined(what, "ill", sentence_of(error) or f"This could not be looked at ({error}).")


def _definitions(workspace: Workspace) -> Examined:
    unreadable = {one.sentence for one in workspace.definitions.unreadable.values()}
    if unreadable:
        return Examined("Definitions", "ill", " ".join(sorted(unreadable)))
    return Examined(
        "Definitions", "well", f"All can be read ({len(workspace.definitions.measures)} measures)."
    )


def _evidence(workspace: Workspace, progress: Progress) -> Examined:
    if workspace.store.current_id() is None:
        return Examined("Evidence", "look", "Nothing was taken in yet: wardmote ingest PATH.")
    report = workspace.store.verify(progress=progress)
    if not report.sound:
        return Examined("Evidence", "ill", " ".join(report.problems[:3]) + " Restore it from a backup.")
    return Examined(
        "Evidence",
        "well",
        f"Snapshot {report.snapshot} is whole: {report.files:,} files, {report.rows:,} rows.",
    )


def _key(workspace: Workspace) -> Examined:
    key = workspace.folder / KEY_FILE
    if not key.is_file():
        return Examined("Key", "well", "There is none yet; the website makes it when it is first served.")
    if sys.platform != "win32" and stat.S_IMODE(key.stat().st_mode) & 0o077:
        return Examined("Key", "ill", f"Others can read {key}. Run: chmod 600 {key}")
    return Examined("Key", "well", "Only its owner can read it.")


def _disk(workspace: Workspace) -> Examined:
    free = shutil.disk_usage(workspace.folder).free
    used = sum(path.stat().st_size for path in workspace.folder.rglob("*") if path.is_file())
    words = f"{free / 1e9:,.1f} GB are free; the workspace takes {used / 1e6:,.0f} MB."
    least = workspace.definitions.threshold("disk-free-shares") * used
    if free < max(least, workspace.definitions.threshold("disk-free-bytes")):
        return Examined(
            "Disk", "look", f"{words} Taking evidence in needs room beside what is there: make some."
        )
    return Examined("Disk", "well", words)


def _writing(workspace: Workspace) -> Examined:
    closed = [name for name in ("evidence", "documents") if not _open(workspace, name)]
    if closed:
        return Examined(
            "Writing", "ill", f"This account may not write to {' and '.join(closed)} in {workspace.folder}."
        )
    return Examined("Writing", "well", "Evidence and documents can be written.")


def _open(workspace: Workspace, name: str) -> bool:
    place = workspace.folder / name
    return os.access(place if place.exists() else workspace.folder, os.W_OK)
