"""What differs between two snapshots: files, months and periods of suppliers, geography, and definitions.

Told from the two manifests alone; what the records themselves say is not looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from wardmote.evidence.manifest import Manifest, SourceRecord, Unit

CRIME = "crime"
GEOGRAPHY = ("places", "areas", "successors", "population", "boundaries")


class Change(StrEnum):
    """What became of a file, a month or a period."""

    ADDED = "added"
    AGAIN = "sent again"
    READ_AGAIN = "read again"
    GONE = "gone"
    REPLACED = "replaced"
    FEWER = "supplies less"


@dataclass(frozen=True)
class Supply:
    """What a supplier sent for a month or period, and what became of it.

    ``READ_AGAIN``: the same file, read by other definitions, or with single records removed.
    """

    table: str
    """crime, outcomes, searches, observations, weights, deprivation or profile."""
    supplier: str
    """A force; the source of observations; the collection of the last three, whose period is a release."""
    period: str
    change: Change
    before: int
    """Rows kept; 0 where there was none."""
    after: int


@dataclass(frozen=True)
class FileChange:
    """A file that came, went, or supplies something else than before."""

    name: str
    source: str
    """Reference of its definition."""
    change: Change
    before: int
    after: int
    by: str = ""
    """The file that took over what it supplied, where one did."""


@dataclass(frozen=True)
class TableChange:
    """A table of geography whose content is not the same."""

    table: str
    before: int
    after: int


@dataclass(frozen=True)
class DefinitionChange:
    """A source definition of one snapshot that the other was not made with; an empty reference where there is none."""

    before: str
    after: str


@dataclass(frozen=True)
class EvidenceChanges:
    """What differs between two snapshots."""

    files: tuple[FileChange, ...]
    supplies: tuple[Supply, ...]
    tables: tuple[TableChange, ...]
    definitions: tuple[DefinitionChange, ...]
    other_definitions: bool
    """Whether definitions changed of which a snapshot does not say the versions."""

    @property
    def none(self) -> bool:
        """Whether the two hold the same."""
        return not (self.files or self.supplies or self.tables)

    def of_table(self, table: str) -> tuple[Supply, ...]:
        """What changed of one table."""
        return tuple(one for one in self.supplies if one.table == table)


def changes(earlier: Manifest, later: Manifest) -> EvidenceChanges:
    """Compare two snapshots."""
    versions = _definitions(set(earlier.versions), set(later.versions))
    return EvidenceChanges(
        files=tuple(sorted(_files(earlier, later), key=lambda file: (file.name, file.change))),
        supplies=tuple(supplies(earlier, later)),
        tables=tuple(_tables(earlier, later)),
        definitions=versions,
        other_definitions=earlier.definitions != later.definitions and not versions,
    )


@dataclass
class _Sent:
    """What one or several files supply for one key."""

    kept: int = 0
    hashes: tuple[str, ...] = ()
    read: tuple[str, ...] = ()


def supplies(earlier: Manifest, later: Manifest) -> list[Supply]:
    """Months and periods that came, went or are not the same, by table, period and supplier."""
    before, after = _sent(earlier), _sent(later)
    found = [
        Supply(*key, change, old.kept, new.kept)
        for key in before.keys() | after.keys()
        if (change := _change(old := before.get(key, _Sent()), new := after.get(key, _Sent()))) is not None
    ]
    return sorted(found, key=lambda one: (one.table, one.period, one.supplier))


def _sent(manifest: Manifest) -> dict[tuple[str, str, str], _Sent]:
    """What is supplied by table, supplier and period."""
    found: dict[tuple[str, str, str], _Sent] = defaultdict(_Sent)
    for source in manifest.sources:
        for one in source.supplies:
            key = (CRIME, one.force, one.month) if isinstance(one, Unit) else one.key
            sent = found[key]
            sent.kept += one.kept
            sent.hashes = tuple(sorted((*sent.hashes, source.sha256)))
            sent.read = tuple(sorted((*sent.read, f"{source.source} {source.reading}")))
    return found


def _change(old: _Sent, new: _Sent) -> Change | None:
    if not old.hashes or not new.hashes:
        return Change.ADDED if new.hashes else Change.GONE
    if old.hashes != new.hashes:
        return Change.AGAIN
    return Change.READ_AGAIN if old.kept != new.kept else None


def _files(earlier: Manifest, later: Manifest) -> Iterable[FileChange]:
    before = {source.sha256: source for source in earlier.sources}
    after = {source.sha256: source for source in later.sources}
    owner = {key: source.name for source in later.sources for key in _keys(source)}
    for sha256, source in before.items():
        new = after.get(sha256)
        if new is None or _keys(new) != _keys(source):
            taken = sorted(
                {owner[key] for key in _keys(source) - (_keys(new) if new else set()) if key in owner}
            )
            change = Change.FEWER if new else Change.REPLACED if taken else Change.GONE
            kept = new.kept if new else 0
            yield FileChange(source.name, source.source, change, source.kept, kept, ", ".join(taken))
        elif new.source != source.source or _was_read_otherwise(source, new) or new.kept != source.kept:
            yield FileChange(new.name, new.source, Change.READ_AGAIN, source.kept, new.kept)
    for sha256, source in after.items():
        if sha256 not in before:
            yield FileChange(source.name, source.source, Change.ADDED, 0, source.kept)


def _keys(source: SourceRecord) -> set[tuple[str, ...]]:
    return {one.key for one in source.supplies}


def _was_read_otherwise(old: SourceRecord, new: SourceRecord) -> bool:
    return bool(old.reading and new.reading) and old.reading != new.reading


def _tables(earlier: Manifest, later: Manifest) -> Iterable[TableChange]:
    for table in GEOGRAPHY:
        old, new = earlier.of_table(table), later.of_table(table)
        if [file.sha256 for file in old] != [file.sha256 for file in new]:
            yield TableChange(table, sum(file.rows for file in old), sum(file.rows for file in new))


def _definitions(before: set[str], after: set[str]) -> tuple[DefinitionChange, ...]:
    old = {reference.split("/")[0]: reference for reference in before - after}
    new = {reference.split("/")[0]: reference for reference in after - before}
    return tuple(DefinitionChange(old.get(name, ""), new.get(name, "")) for name in sorted({*old, *new}))
