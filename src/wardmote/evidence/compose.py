"""Makes the manifest of the next snapshot out of the current one and what a call brought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from wardmote.definitions import Definitions
from wardmote.evidence.layout import Layout
from wardmote.evidence.located import Places, compare_with_lookup
from wardmote.evidence.manifest import BY_RELEASE, FileRecord, Manifest, SourceRecord, ordered, stored_key
from wardmote.evidence.reported import TABLE as REPORTED
from wardmote.evidence.reported import write_reported
from wardmote.evidence.storing import Stored


@dataclass(frozen=True)
class Composed:
    """A snapshot that is ready to be published."""

    manifest: Manifest
    files: tuple[tuple[FileRecord, Stored], ...]
    """Its files that are new."""
    places: Mapping[tuple[str, str], Places]
    """What the lookup says of each force and month that was compared with it."""
    taken_over: Mapping[str, tuple[tuple[str, ...], ...]]
    """Keys of what new sources took over from an earlier one, by the earlier one's name."""


def compose(
    connection: duckdb.DuckDBPyConnection,
    layout: Layout,
    definitions: Definitions,
    current: Manifest,
    sources: Iterable[SourceRecord],
    new: Mapping[tuple[str, str], Stored],
    left: Mapping[str, int],
) -> Composed:
    """Lay new sources and files over the current manifest.

    Parameters
    ----------
    sources
        What the call took in.
    new
        Files that changed, by table and key.
    left
        Rows still standing of held files of observations that new ones replaced in part, by hash.
    """
    files = {(file.table, file.key): file for file in current.files}
    fresh = tuple(
        (stored.record(*key), stored) for key, stored in new.items() if _differs(files, key, stored)
    )
    files |= {(record.table, record.key): record for record, _ in fresh}
    paths = {(r.table, r.key): layout.stored(r) for r in files.values()}
    paths |= {(record.table, record.key): stored.path for record, stored in fresh}
    changed = {(record.table, record.key) for record, _ in fresh}
    fresh += _reported(connection, layout, files, paths, changed)
    sources = list(sources)
    kept, taken_over = _keep(current, sources, changed, left)
    files = _without_unsupplied(files, kept)
    months = _months_to_compare(paths, changed, sources)
    places = compare_with_lookup(
        connection, [paths["counts", month] for month in sorted(months)], paths.get(("places", ""))
    )
    compared = months if ("places", "") in files else set()
    manifest = Manifest(
        files=tuple(files.values()),
        sources=tuple(_stamped(source, compared, places) for source in kept),
        definitions=definitions.digest(),
        versions=tuple(sorted(source.reference for source in definitions.sources.values())),
        parent=current.id or None,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return Composed(ordered(manifest), fresh, places, taken_over)


def _reported(
    connection: duckdb.DuckDBPyConnection,
    layout: Layout,
    files: dict[tuple[str, str], FileRecord],
    paths: Mapping[tuple[str, str], Path],
    changed: set[tuple[str, str]],
) -> tuple[tuple[FileRecord, Stored], ...]:
    """What each force reported, made anew where counts or places changed; it is entered in ``files``."""
    counts = [path for (table, _), path in sorted(paths.items()) if table == "counts"]
    if not counts or not {table for table, _ in changed} & {"counts", "places"}:
        return ()
    stored = write_reported(
        connection, counts, paths.get(("places", "")), layout.incoming / "reported.parquet"
    )
    if not _differs(files, (REPORTED, ""), stored):
        return ()
    files[REPORTED, ""] = stored.record(REPORTED)
    return ((files[REPORTED, ""], stored),)


def _differs(files: Mapping[tuple[str, str], FileRecord], key: tuple[str, str], stored: Stored) -> bool:
    return key not in files or files[key].sha256 != stored.sha256


def _keep(
    current: Manifest, sources: list[SourceRecord], changed: set[tuple[str, str]], left: Mapping[str, int]
) -> tuple[list[SourceRecord], dict[str, tuple[tuple[str, ...], ...]]]:
    """All sources that still supply something, and what earlier ones lost to new ones."""
    taken = {one.key for source in sources for one in source.supplies if one.replaces_whole}
    redrawn = {source.source for source in sources if source.draws} if changed else set()
    again = {source.sha256 for source in sources}
    kept: list[SourceRecord] = []
    taken_over: dict[str, tuple[tuple[str, ...], ...]] = {}
    for source in current.sources:
        if source.sha256 in again:
            continue
        rest = source.without(taken)
        lost = tuple(one.key for one in source.supplies if one.key in taken)
        if source.sha256 in left:
            rest, lost = replace(rest, whole=False), tuple(part.key for part in source.parts)
        if lost:
            taken_over[source.name] = (*taken_over.get(source.name, ()), *lost)
        if source.supplies and not source.draws and (not rest.supplies or left.get(source.sha256) == 0):
            continue
        kept.append(replace(rest, whole=False) if rest.source in redrawn else rest)
    return kept + sources, taken_over


def _without_unsupplied(
    files: dict[tuple[str, str], FileRecord], kept: Iterable[SourceRecord]
) -> dict[tuple[str, str], FileRecord]:
    """The files of a snapshot less those of releases and waves that no source supplies any more."""
    supplied = {
        (part.table, stored_key(part.supplier, part.period)) for source in kept for part in source.parts
    }
    return {key: file for key, file in files.items() if key[0] not in BY_RELEASE or key in supplied}


def _months_to_compare(
    paths: Mapping[tuple[str, str], Path], changed: set[tuple[str, str]], sources: Sequence[SourceRecord]
) -> set[str]:
    every = {key for table, key in paths if table == "counts"}
    read = {unit.month for source in sources for unit in source.units}
    return every if ("places", "") in changed else every & read


def _stamped(
    source: SourceRecord, compared: set[str], places: Mapping[tuple[str, str], Places]
) -> SourceRecord:
    units = tuple(
        places.get(unit.key, Places()).stamp(unit) if unit.month in compared else unit
        for unit in source.units
    )
    return replace(source, units=units)
