"""What a later snapshot has that an earlier one had not: months added, sent again with other content, or gone."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.evidence.manifest import Manifest

ForceMonth = tuple[str, str]


@dataclass(frozen=True)
class Revisions:
    """The difference between two snapshots, by month; a month counts once whatever the number of forces.

    ``added``: months of which a force sent nothing before. ``revised``: months whose records were sent again with
    other content. ``gone``: months of which a force's records are no longer there. ``rows_added``: records of the
    added months. ``rows_before`` and ``rows_after``: records of the revised months. ``definitions``: whether the
    snapshots were made with other definitions.
    """

    added: tuple[str, ...]
    revised: tuple[str, ...]
    gone: tuple[str, ...]
    rows_added: int
    rows_before: int
    rows_after: int
    definitions: bool


def revisions(earlier: Manifest, later: Manifest) -> Revisions:
    """Compare what two snapshots were supplied with, by force and month."""
    before, after = _supplied(earlier), _supplied(later)
    added = sorted(after.keys() - before.keys())
    gone = sorted(before.keys() - after.keys())
    revised = sorted(key for key in before.keys() & after.keys() if before[key] != after[key])
    return Revisions(
        added=_months(added),
        revised=_months(revised),
        gone=_months(gone),
        rows_added=sum(after[key][0] for key in added),
        rows_before=sum(before[key][0] for key in revised),
        rows_after=sum(after[key][0] for key in revised),
        definitions=earlier.definitions != later.definitions,
    )


def _supplied(manifest: Manifest) -> dict[ForceMonth, tuple[int, tuple[str, ...]]]:
    """Records kept of each force and month, and the hashes of the files that supply them."""
    found: dict[ForceMonth, tuple[int, tuple[str, ...]]] = {}
    for source in manifest.sources:
        for unit in source.units:
            kept, hashes = found.get(unit.key, (0, ()))
            found[unit.key] = (kept + unit.kept, tuple(sorted((*hashes, source.sha256))))
    return found


def _months(keys: list[ForceMonth]) -> tuple[str, ...]:
    return tuple(sorted({month for _, month in keys}))
