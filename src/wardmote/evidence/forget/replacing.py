"""Every snapshot that holds what is forgotten, and the one that stands in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from wardmote.evidence.forget.other_tables import MARK, owned
from wardmote.evidence.forget.requests import CRIME_IDS, FORCE_MONTHS, Target
from wardmote.evidence.forget.rewriting import Key, Removed, Rewriter, Rewritten, places_of
from wardmote.evidence.located import Places, compare_with_lookup
from wardmote.evidence.manifest import (
    BY_RELEASE,
    OBSERVED,
    FileRecord,
    Manifest,
    Part,
    SourceRecord,
    Unit,
    ordered,
)
from wardmote.evidence.progress import Progress
from wardmote.evidence.storing import Stored

REMOVED = "A note was removed on request."


@dataclass
class Replacement:
    """One snapshot and what stands in its place."""

    was: Manifest
    now: Manifest
    rows: dict[str, int]
    """Rows that go, by table."""
    files: tuple[SourceRecord, ...]
    """Its files that go or lose rows."""


@dataclass
class Replacements:
    """All snapshots that are replaced, what is to be stored for them, and the manifests that are to be written."""

    replaced: list[Replacement] = field(default_factory=list)
    stored: dict[str, Stored] = field(default_factory=dict)
    """New files by their hash."""
    manifests: dict[str, Manifest] = field(default_factory=dict)
    """New manifests, and those that say something else of their parent or in their notes, by id."""
    reworded: int = 0
    """Snapshots that hold the same as before, and whose notes alone are different."""

    @property
    def ids(self) -> dict[str, str]:
        """Id of each replaced snapshot -> id of the one that stands in its place."""
        return {one.was.id: one.now.id for one in self.replaced}


def replace_all(
    manifests: Sequence[Manifest], target: Target, rewriter: Rewriter, note: str, progress: Progress
) -> Replacements:
    """Make the snapshots anew that hold what is forgotten.

    Parameters
    ----------
    manifests
        All snapshots, the oldest first.
    note
        What new manifests say about themselves; it follows on the id that they replace.
    """
    found = Replacements()
    for number, manifest in enumerate(manifests):
        progress("Making snapshots anew", number, len(manifests))
        changes = rewriter.changes(manifest)
        files = _files_concerned(manifest, target, changes, rewriter)
        worded = _without_words(manifest, rewriter)
        if not files and worded == manifest:
            continue
        now = _without(worded, target, changes, files, rewriter)
        said = note if now.id == manifest.id else f"Replaces {manifest.id}. {note}"
        noted = replace(now, notes=(*worded.notes, said))
        if noted.id == manifest.id:
            found.manifests[noted.id] = noted
            found.reworded += 1
            continue
        found.replaced.append(Replacement(manifest, noted, _rows(manifest, now), files))
        found.stored |= {stored.sha256: stored for stored in changes.files.values() if stored is not None}
    _write_parents(manifests, found)
    progress("Making snapshots anew", len(manifests), len(manifests))
    return found


def _without_words(manifest: Manifest, rewriter: Rewriter) -> Manifest:
    """The snapshot without what its own notes and those of its files say of a Crime ID."""

    def rest(notes: Sequence[str]) -> tuple[str, ...]:
        return tuple(REMOVED if rewriter.names_an_id(note) else note for note in notes)

    sources = tuple(replace(source, notes=rest(source.notes)) for source in manifest.sources)
    return replace(manifest, sources=sources, notes=rest(manifest.notes))


def _files_concerned(
    manifest: Manifest, target: Target, changes: Rewritten, rewriter: Rewriter
) -> tuple[SourceRecord, ...]:
    if target.kind != CRIME_IDS:
        return target.files_of(manifest)
    return tuple(
        source
        for source in manifest.sources
        if source.sha256[:MARK] in changes.noted
        or any(_key(one) in changes.removed for one in source.supplies)
        or any(rewriter.names_an_id(note) for note in source.notes)
    )


def _key(one: Unit | Part) -> tuple[str, str, str]:
    """Table, force and month as ``Removed`` has them."""
    return ("crime", one.force, one.month) if isinstance(one, Unit) else one.key


def _without(
    manifest: Manifest,
    target: Target,
    changes: Rewritten,
    files: Sequence[SourceRecord],
    rewriter: Rewriter,
) -> Manifest:
    """The snapshot as it is without what is forgotten."""
    held: dict[Key, FileRecord] = {(file.table, file.key): file for file in manifest.files}
    for key, stored in changes.files.items():
        if stored is None:
            held.pop(key, None)
        else:
            held[key] = stored.record(*key)
    concerned = {source.sha256 for source in files}
    if target.kind == CRIME_IDS:
        places = _placed(manifest, changes.files, rewriter)
        sources: Iterable[SourceRecord] = (
            _fewer(source, changes.removed, places) if source.sha256 in concerned else source
            for source in manifest.sources
        )
    else:
        sources = (
            left
            for source in manifest.sources
            if (left := _rest(source, target) if source.sha256 in concerned else source) is not None
        )
        sources = _doubtful(list(sources), files, changes, rewriter)
    return ordered(replace(manifest, files=tuple(held.values()), sources=tuple(sources)))


def _rest(source: SourceRecord, target: Target) -> SourceRecord | None:
    """What a file still supplies; None when nothing."""
    if target.kind != FORCE_MONTHS:
        return None
    keys: set[tuple[str, ...]] = set(target.force_months)
    keys |= {part.key for part in source.parts if (part.supplier, part.period) in target.force_months}
    left = source.without(keys)
    return left if left.supplies else None


def _doubtful(
    sources: list[SourceRecord], gone: Sequence[SourceRecord], changes: Rewritten, rewriter: Rewriter
) -> list[SourceRecord]:
    """Mark files of observations that may have said what a file said that goes: it is stored once, under one of them."""
    shared = {
        (part.table, part.supplier) for source in gone for part in source.parts if part.table in OBSERVED
    }
    stands = {
        mark: n
        for key, stored in changes.files.items()
        if key in shared and stored is not None
        for mark, n in owned(rewriter.connection, stored.path).items()
    }

    def less(source: SourceRecord) -> bool:
        said = sum(p.kept for p in source.parts if (p.table, p.supplier) in shared)
        return said > stands.get(source.sha256[:MARK], 0)

    note = "Some of what it says was stored with a file that was removed on request. Take it in again."
    return [
        replace(source, whole=False, notes=(*source.notes, note)) if source.whole and less(source) else source
        for source in sources
    ]


def _placed(
    manifest: Manifest, files: Mapping[Key, Stored | None], rewriter: Rewriter
) -> dict[tuple[str, str], Places] | None:
    """What the lookup says of the months that lost rows; None without a lookup."""
    lookup = places_of(manifest, rewriter.layout)
    if lookup is None:
        return None
    counts = [s.path for (table, _), s in sorted(files.items()) if table == "counts" and s is not None]
    return compare_with_lookup(rewriter.connection, counts, lookup)


def _fewer(
    source: SourceRecord, removed: Removed, places: Mapping[tuple[str, str], Places] | None
) -> SourceRecord:
    """A file that lost single records: it stands, and says how many."""
    lost = Counter({key: n for key, (n, _) in removed.items()})
    total = sum(lost[_key(one)] for one in source.supplies)
    units: list[Unit] = []
    for unit in source.units:
        n, nowhere = removed.get(_key(unit), (0, 0))
        less = replace(unit, rows=unit.rows - n, kept=unit.kept - n, not_located=unit.not_located - nowhere)
        units.append(places.get(unit.key, Places()).stamp(less) if n and places is not None else less)
    parts: list[Part] = []
    for part in source.parts:
        n, nowhere = removed.get(part.key, (0, 0))
        parts.append(
            replace(part, rows=part.rows - n, kept=part.kept - n, not_located=part.not_located - nowhere)
        )
    if not total:
        return replace(source, notes=(*source.notes, REMOVED))
    rows = "1 row was" if total == 1 else f"{total:,} rows were"
    note = f"{rows} removed on request."
    return replace(source, units=tuple(units), parts=tuple(parts), notes=(*source.notes, note))


def _rows(was: Manifest, now: Manifest) -> dict[str, int]:
    """Rows by which the tables of the evidence are shorter; of stop and search, searches."""
    lengths = {
        table: sum(f.rows for f in was.of_table(table)) - sum(f.rows for f in now.of_table(table))
        for table in ("crime", "outcomes", *OBSERVED, *BY_RELEASE)
    }
    lengths["searches"] = _searches(was) - _searches(now)
    return {table: n for table, n in lengths.items() if n}


def _searches(manifest: Manifest) -> int:
    return sum(part.kept for s in manifest.sources for part in s.parts if part.table == "searches")


def _write_parents(manifests: Sequence[Manifest], found: Replacements) -> None:
    """Give every snapshot that stays or is new the parent that stands now, and choose what is to be written."""
    ids = found.ids
    parents = {manifest.id: manifest.parent for manifest in manifests}
    standing = {manifest.id for manifest in manifests} - ids.keys()
    for one in found.replaced:
        if one.now.id not in standing and one.now.id not in found.manifests:
            found.manifests[one.now.id] = replace(
                one.now, parent=_parent(one.was.id, one.now.id, parents, ids)
            )
    for manifest in manifests:
        if manifest.id in standing:
            parent = _parent(manifest.id, manifest.id, parents, ids)
            if parent != manifest.parent:
                found.manifests[manifest.id] = replace(
                    found.manifests.get(manifest.id, manifest), parent=parent
                )


def _parent(start: str, mine: str, parents: Mapping[str, str | None], ids: Mapping[str, str]) -> str | None:
    """The nearest ancestor that is not the snapshot itself, under its id of now."""
    at, met = parents.get(start), {start}
    while at is not None and at not in met:
        if ids.get(at, at) != mine:
            return ids.get(at, at)
        met.add(at)
        at = parents.get(at)
    return None
