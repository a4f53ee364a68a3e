"""What changed from one snapshot to another, and which figures of the partnership that moves, as a job."""

from __future__ import annotations

from dataclasses import dataclass, replace

import duckdb

from wardmote.analyses.moved import Moved, moved
from wardmote.evidence import EvidenceAbsent, EvidenceStore, Manifest, Tombstone
from wardmote.evidence.changes import EvidenceChanges, changes
from wardmote.evidence.layout import Layout as EvidenceLayout
from wardmote.evidence.observations.corrections import Correction, corrections_between, names_of
from wardmote.figures import Area, Table, UnknownAreaError, performance_table
from wardmote.figures.counts import MonthlyCounts, monthly_counts
from wardmote.figures.months import Period, check_month, in_words
from wardmote.figures.years import years_to
from wardmote.operations.since import WorkspaceThen, workspace_then
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class EvidenceDiff:
    """Two snapshots set side by side. ``then`` and ``now``: the same table made of each; None where none can be made.

    ``why_no_figures``: why not, where it cannot. ``notes``: what else to know, in sentences.
    """

    before: Manifest
    after: Manifest
    changes: EvidenceChanges
    moved: Moved | None = None
    then: Table | None = None
    now: Table | None = None
    why_no_figures: str = ""
    corrections: tuple[Correction, ...] = ()
    """Observations that say something else."""
    corrected: tuple[str, ...] = ()
    """The same in sentences: 80 became 82, of what, where, when, by whose file."""
    notes: tuple[str, ...] = ()


def evidence_diff(
    workspace: Workspace, before: str = "", after: str = "", to: str = "", code: str = ""
) -> EvidenceDiff:
    """Compare two snapshots.

    Parameters
    ----------
    before, after
        Ids or the first digits of them; without the second the current one, without the first the one that it was
        made from.
    to
        Last month of the years compared, YYYY-MM; without it the last that is complete in both.
    code
        Area whose figures are compared; without one the partnership.

    Raises
    ------
    EvidenceAbsent
        When there is no such snapshot, or none before.
    UnknownAreaError
        When neither snapshot knows the area.
    """
    store = workspace.store
    notes: list[str] = []
    new = find_snapshot(store, after, notes) if after else store.manifest()
    old = find_snapshot(store, before, notes) if before else _one_before(store, new)
    found = changes(old, new)
    notes += _removals(store.tombstones(), new)
    sides = workspace_then(workspace, old.id), workspace_then(workspace, new.id)
    try:
        said = _corrections(workspace, old, new)
        diff = EvidenceDiff(old, new, found, corrections=said[0], corrected=said[1], notes=tuple(notes))
        return _with_figures(diff, sides, to, code)
    finally:
        for side in sides:
            side.snapshot.close()


def _corrections(
    workspace: Workspace, old: Manifest, new: Manifest
) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    layout = EvidenceLayout(workspace.folder / "evidence")
    found, files = corrections_between(layout, old, new)
    with duckdb.connect() as connection:
        lookup = next((layout.stored(one) for one in new.of_table("areas")), None)
        areas = names_of(connection, lookup if found else None)
    return tuple(found), tuple(one.sentence(workspace.definitions, files, areas) for one in found)


def find_snapshot(store: EvidenceStore, wanted: str, notes: list[str]) -> Manifest:
    """The snapshot of an id, or of the first digits of one; a replaced one leads to its replacement, which is noted.

    Raises
    ------
    EvidenceAbsent
        When none or several answer to it; says which there are.
    """
    asked = wanted.strip().casefold()
    known = {manifest.id: manifest for manifest in store.snapshots()}
    if asked == "current":
        return store.manifest()
    was = {one.was for tombstone in store.tombstones() for one in tombstone.replaced} - known.keys()
    found = [one for one in (*known, *sorted(was)) if asked and one.startswith(asked)]
    if len(found) != 1:
        listed = ", ".join(f"{one.id} ({one.made[:10]})" for one in known.values())
        how = f"Several snapshots begin with {wanted}." if found else f"There is no snapshot {wanted}."
        raise EvidenceAbsent(f"{how} There are, the oldest first: {listed or 'none yet'}.")
    followed = store.followed(found[0])
    if followed is not None:
        notes.append(followed.sentence(found[0]))
    return known[followed.snapshot if followed else found[0]]


def _one_before(store: EvidenceStore, manifest: Manifest) -> Manifest:
    """The snapshot that this one was made from; where that is not known, the last one before it."""
    known = store.snapshots()
    by_id = {one.id: one for one in known}
    if manifest.parent in by_id:
        return by_id[manifest.parent]
    earlier = known[: [one.id for one in known].index(manifest.id)]
    others = earlier or [one for one in known if one.id != manifest.id]
    if not others:
        raise EvidenceAbsent(
            f"Snapshot {manifest.id} is the only one, so there is nothing to compare it with. Each "
            "intake that brings something new makes another."
        )
    return others[-1]


def _removals(tombstones: list[Tombstone], manifest: Manifest) -> list[str]:
    """Sentences on removals: they reach every snapshot, so no comparison shows them."""
    if not any(one.now == manifest.id for tombstone in tombstones for one in tombstone.replaced):
        return []
    return [
        f"Removal {one.number} of {one.day} took {one.what} out of every snapshot, so it is no difference between two "
        f"({one.reason})."
        for one in tombstones
    ]


def _with_figures(
    diff: EvidenceDiff, sides: tuple[WorkspaceThen, WorkspaceThen], to: str, code: str
) -> EvidenceDiff:
    try:
        month = check_month(to) if to else min(last_complete_month(side) for side in sides)
        areas = [_area(side, code) for side in sides]
    except (EvidenceAbsent, UnknownAreaError) as error:
        return replace(diff, why_no_figures=f"No figures can be compared. {error}")
    then, now = (
        performance_table(side.evidence(), area, month) for side, area in zip(sides, areas, strict=True)
    )
    counts = _counts(sides[0], areas[0], month), _counts(sides[1], areas[1], month)
    notes = diff.notes
    latest = last_complete_month(sides[1]) if not to else month
    if latest > month:
        notes = (
            *notes,
            f"The later snapshot is complete to {in_words(latest)}; its newer months are in none of these years.",
        )
    return replace(diff, moved=moved(then, now, counts, diff.changes), then=then, now=now, notes=notes)


def _area(side: Workspace, code: str) -> Area:
    return side.area(code or None)


def _counts(side: Workspace, area: Area, to: str) -> MonthlyCounts:
    """The area's counts of every measure in all the months that the table's test looks at."""
    definitions = side.definitions
    years = years_to(to, 12, int(definitions.threshold("years-in-hand")))
    measures = [measure for measure in definitions.measures_in_order() if measure.available]
    return monthly_counts(side.evidence(), [area], measures, Period(years[0].start, to).months)
