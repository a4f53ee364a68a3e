"""Which snapshot came before which: told by what each was made from, as a clock can be wrong."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence

from wardmote.evidence.manifest import Manifest


def in_order(manifests: Sequence[Manifest], current: str | None) -> list[Manifest]:
    """Snapshots, the oldest first.

    Each comes after the one it was made from. Where that leaves a choice, what the current one was not made from
    comes first, then what its date says was made first.
    """
    known = {manifest.id: manifest for manifest in manifests}
    lineage = set(ancestry(known, current))
    children: dict[str | None, list[Manifest]] = defaultdict(list)
    for manifest in manifests:
        children[manifest.parent if manifest.parent in known else None].append(manifest)
    found: list[Manifest] = []
    waiting: list[tuple[bool, str, str]] = []

    def wait(parent: str | None) -> None:
        for child in children[parent]:
            heapq.heappush(waiting, (child.id in lineage, child.made, child.id))

    wait(None)
    while waiting:
        *_, snapshot = heapq.heappop(waiting)
        found.append(known[snapshot])
        wait(snapshot)
    reached = {manifest.id for manifest in found}
    in_a_circle = [manifest for manifest in manifests if manifest.id not in reached]
    return found + sorted(in_a_circle, key=lambda manifest: (manifest.made, manifest.id))


def ancestry(manifests: dict[str, Manifest], snapshot: str | None) -> list[str]:
    """A snapshot, what it was made from, and so on to the first that is still there."""
    found: list[str] = []
    while snapshot in manifests and snapshot not in found:
        found.append(snapshot)
        snapshot = manifests[snapshot].parent
    return found
