"""Carries a removal out so that a kill leaves everything as it was, or a plan that the next call completes.

All that is new is put ready in a folder of its own; then the plan is written, and from then on the removal can only go
forward. Every step may be taken twice.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from wardmote.evidence.forget.rejected import Rejected
from wardmote.evidence.forget.replacing import Replacements
from wardmote.evidence.forget.tombstones import Tombstone
from wardmote.evidence.layout import Layout, settle_folder, write_durably
from wardmote.evidence.publish import remove_unreferenced
from wardmote.evidence.refusals import EvidenceDamaged


@dataclass(frozen=True)
class Plan:
    """What remains to be done once everything is put ready. It holds nothing of what is removed."""

    current: str
    """Id of the snapshot that is to be current; empty where it stays."""
    manifests: tuple[str, ...]
    """Ids of the snapshots that go."""
    rejects: tuple[str, ...]
    """Names of the files of rejected rows that go."""

    def to_json(self) -> str:
        """The plan as it is stored."""
        return json.dumps(asdict(self), indent=1) + "\n"


def put_ready(
    layout: Layout,
    replacements: Replacements,
    rejected: dict[str, Rejected],
    tombstone: Tombstone,
    current: str,
) -> None:
    """Put ready all that the removal puts in place, and write the plan last: nothing that stands is touched.

    Parameters
    ----------
    rejected
        What is left of files of rejected rows that change, by their name.
    current
        Id of the current snapshot as it is.
    """
    discard(layout)
    for folder in ("files", "snapshots", "rejects", "forgotten"):
        (layout.forgetting / folder).mkdir(parents=True)
    wanted = {file.filename for one in replacements.manifests.values() for file in one.files}
    for stored in replacements.stored.values():
        name = f"{stored.sha256}.parquet"
        if name in wanted and not (layout.files / name).exists():
            stored.path.replace(layout.forgetting / "files" / name)
    for manifest in replacements.manifests.values():
        _put(layout, layout.manifest(manifest.id), manifest.to_json().encode())
    gone = []
    for name, rest in rejected.items():
        new = _standing_name(name, replacements)
        if rest.content is not None and new is not None:
            _put(layout, layout.rejects / new, rest.content)
        if rest.content is None or new != name:
            gone.append(name)
    _put(layout, layout.forgotten / f"{tombstone.number:04}.json", tombstone.to_json().encode())
    for folder in ("files", "snapshots", "rejects", "forgotten", "."):
        settle_folder(layout.forgetting / folder)
    now = replacements.ids.get(current, current)
    plan = Plan(now if now != current else "", tuple(sorted(replacements.ids)), tuple(gone))
    write_durably(layout.forget_plan, plan.to_json().encode(), layout.forgetting)


def _put(layout: Layout, target: Path, content: bytes) -> None:
    write_durably(layout.forgetting / target.parent.name / target.name, content, layout.forgetting)


def _standing_name(name: str, replacements: Replacements) -> str | None:
    """What a file of rejected rows is called once its snapshot is replaced; None where another's stands there."""
    now = replacements.ids.get(Path(name).stem)
    if now is None:
        return name
    return f"{now}.csv" if now in replacements.manifests else None


def is_begun(layout: Layout) -> bool:
    """Whether a removal waits to be completed."""
    return layout.forget_plan.exists()


def complete(layout: Layout) -> None:
    """Do what a plan still asks for. Call it with the lock held, and a plan there.

    Raises
    ------
    EvidenceDamaged
        When the plan cannot be read.
    """
    plan = _read(layout)
    for folder in ("files", "snapshots", "forgotten", "rejects"):
        _move_all(layout.forgetting / folder, layout.folder / folder)
    if plan.current:
        write_durably(layout.current, f"{plan.current}\n".encode(), layout.forgetting)
    for snapshot in plan.manifests:
        layout.manifest(snapshot).unlink(missing_ok=True)
    for name in plan.rejects:
        (layout.rejects / name).unlink(missing_ok=True)
    settle_folder(layout.snapshots)
    settle_folder(layout.rejects)
    shutil.rmtree(layout.incoming, ignore_errors=True)
    remove_unreferenced(layout)
    settle_folder(layout.files)
    layout.forget_plan.unlink()
    settle_folder(layout.forgetting)
    discard(layout)


def _read(layout: Layout) -> Plan:
    try:
        content = json.loads(layout.forget_plan.read_text(encoding="utf-8"))
        return Plan(content["current"], tuple(content["manifests"]), tuple(content["rejects"]))
    except (ValueError, KeyError, TypeError) as error:
        raise EvidenceDamaged(
            f"A removal was begun, and its plan {layout.forget_plan} cannot be read ({error}). Restore the folder of "
            "the evidence from a copy and ask for the removal again."
        ) from error


def _move_all(here: Path, there: Path) -> None:
    there.mkdir(parents=True, exist_ok=True)
    if here.is_dir():
        for path in sorted(here.iterdir()):
            path.replace(there / path.name)
    settle_folder(there)


def discard(layout: Layout) -> None:
    """Remove what a removal without a plan put ready."""
    if not is_begun(layout):
        shutil.rmtree(layout.forgetting, ignore_errors=True)
