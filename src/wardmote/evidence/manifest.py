"""What a snapshot holds: its files, where they came from, and the identity that follows from both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, field, replace
from typing import Any, ClassVar

from wardmote.evidence.file_names import bare_name, without_folders

SCHEMA = "wardmote.snapshot/1"
OBSERVED = ("observations", "weeks")
"""Tables of figures that partners have added up: of months and of weeks, one stored file a source."""
REFERENCE = ("weights", "deprivation", "profile")
"""Tables of dated reference data: one stored file a collection and release."""
RESPONSES = "responses"
"""Answers to surveys: one stored file a survey and wave."""
BY_RELEASE = (*REFERENCE, RESPONSES)
"""Tables that are stored and replaced by collection and release, or by survey and wave."""


def stored_key(collection: str, release: str) -> str:
    """The key under which a release of a collection of reference data is stored."""
    return f"{collection} {release}"


@dataclass(frozen=True)
class FileRecord:
    """One stored file of a snapshot."""

    table: str
    """crime, counts, reported, outcomes, searches, search_people, observations, weeks, places, areas, population,
    boundaries, or one of ``BY_RELEASE``."""
    key: str
    """The month of what is stored by month; the source of observations and weeks; collection and release of reference
    tables; survey and wave of answers; else empty."""
    sha256: str
    rows: int
    bytes: int

    @property
    def filename(self) -> str:
        """Its name in the folder of files."""
        return f"{self.sha256}.parquet"


@dataclass(frozen=True)
class Unit:
    """What a street file supplies for one force and month."""

    force: str
    month: str
    rows: int
    kept: int
    rejected: int = 0
    repeated: int = 0
    not_located: int = 0
    unknown_lsoa: int = 0
    only_2011: int = 0
    """Kept rows whose LSOA exists in 2011 only."""
    only_2021: int = 0
    """Kept rows whose LSOA is the 2021 successor of one that ended."""

    replaces_whole: ClassVar[bool] = True
    """Whether a later file of the same key replaces all of it."""

    @property
    def key(self) -> tuple[str, str]:
        """Force and month."""
        return self.force, self.month


@dataclass(frozen=True)
class Part:
    """What a file of outcomes, searches or observations supplies for one supplier and period."""

    table: str
    """outcomes, searches, observations or weeks; or one of ``BY_RELEASE``."""
    supplier: str
    """The force of outcomes and searches; the source of observations and weeks; the collection of reference tables;
    the survey of answers."""
    period: str
    """YYYY-MM, or ``YYYY-MM..YYYY-MM``, first and last month; of weeks the first and last Monday; of reference
    tables the release, of answers the wave."""
    rows: int
    kept: int
    rejected: int = 0
    repeated: int = 0
    not_located: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        """Table, supplier and period."""
        return self.table, self.supplier, self.period

    @property
    def replaces_whole(self) -> bool:
        """Whether a later file of the same key replaces all of it; observations are replaced one by one."""
        return self.table not in OBSERVED


@dataclass(frozen=True)
class SourceRecord:
    """A file that was taken in and still supplies something."""

    name: str
    """As ``bare_name`` makes it: no folder of the machine stands in it; of an archive ``archive.zip/member``. Not part
    of the identity."""
    sha256: str
    """Hash of the file, uncompressed."""
    bytes: int
    source: str
    """Reference of the source's definition, such as ``police-uk-street/1``."""
    units: tuple[Unit, ...] = ()
    whole: bool = True
    """False once a later file has replaced, or may have replaced, some of what it supplied."""
    notes: tuple[str, ...] = ()
    table_rows: int = 0
    """Rows or features of a geography file."""
    table_repeated: int = 0
    """Rows of a geography file that say again what another says."""
    table_vintage: str = ""
    """Year of the areas of a geography file."""
    reading: str = ""
    """Digest of the definitions that decided about its rows; empty where an earlier version did not record it.
    Not part of the identity."""
    parts: tuple[Part, ...] = ()
    """What a file of outcomes, searches or observations supplies, or any file of reference tables; part of the
    identity."""

    @property
    def draws(self) -> bool:
        """Whether it is a file of geography, whatever else it supplies."""
        return self.table_rows > 0

    @property
    def supplies(self) -> tuple[Unit | Part, ...]:
        """Units and parts together."""
        return (*self.units, *self.parts)

    @property
    def rows(self) -> int:
        """Rows under the header, rejected ones included."""
        return self.table_rows or sum(one.rows for one in self.supplies)

    @property
    def kept(self) -> int:
        """Rows that stand in the snapshot."""
        return self.table_rows - self.table_repeated or sum(one.kept for one in self.supplies)

    @property
    def rejected(self) -> int:
        """Rows that could not be understood."""
        return sum(one.rejected for one in self.supplies)

    @property
    def repeated(self) -> int:
        """Rows that come again later in their month."""
        return self.table_repeated + sum(one.repeated for one in self.supplies)

    @property
    def not_located(self) -> int:
        """Kept rows without a place."""
        return sum(one.not_located for one in self.supplies)

    @property
    def unknown_lsoa(self) -> int:
        """Kept rows with an LSOA that the lookup does not hold."""
        return sum(unit.unknown_lsoa for unit in self.units)

    @property
    def vintage(self) -> str:
        """Year of its LSOAs: 2011, 2021, mixed, or empty where no code tells the two apart."""
        old = any(unit.only_2011 for unit in self.units)
        new = any(unit.only_2021 for unit in self.units)
        return "mixed" if old and new else "2011" if old else "2021" if new else self.table_vintage

    def without(self, taken: Collection[tuple[str, ...]]) -> SourceRecord:
        """The same source after other files have taken over these units and parts, by their keys."""
        units = tuple(unit for unit in self.units if unit.key not in taken)
        parts = tuple(part for part in self.parts if part.key not in taken)
        if (units, parts) == (self.units, self.parts):
            return self
        return replace(self, units=units, parts=parts, whole=False)


@dataclass(frozen=True)
class Manifest:
    """An immutable account of one snapshot."""

    files: tuple[FileRecord, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    definitions: str = ""
    """Digest of the definitions it was made with."""
    versions: tuple[str, ...] = ()
    """References of the source definitions it was made with."""
    notes: tuple[str, ...] = ()
    parent: str | None = None
    made: str = ""
    """UTC time of publication; not part of the identity."""
    id: str = field(default="")

    def identity(self) -> str:
        """Hash of what it holds, not of when or from which folder: the first 16 hexadecimal digits."""
        content = {
            "schema": SCHEMA,
            "files": [asdict(file) for file in self.files],
            "sources": [
                {
                    "sha256": source.sha256,
                    "source": source.source,
                    "units": [asdict(unit) for unit in source.units],
                    **({"parts": [asdict(part) for part in source.parts]} if source.parts else {}),
                }
                for source in self.sources
            ],
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]

    def without_folders(self) -> Manifest:
        """The same without the folders of files of the call that made it, in names and notes."""
        names = [source.name for source in self.sources]
        sources = (
            replace(
                source,
                name=bare_name(source.name),
                notes=tuple(without_folders(note, names) for note in source.notes),
            )
            for source in self.sources
        )
        return replace(self, sources=tuple(sources))

    def of_table(self, table: str) -> tuple[FileRecord, ...]:
        """The files of one table, by key."""
        return tuple(file for file in self.files if file.table == table)

    @property
    def supplied(self) -> tuple[tuple[str, str], ...]:
        """Force and month of everything that was supplied, sorted."""
        return tuple(sorted({unit.key for source in self.sources for unit in source.units}))

    def supplied_rows(self) -> list[tuple[str, str, int, int, int, int, int]]:
        """Force, month, rows kept, kept rows with an LSOA unknown to the lookup, all rows, rejected and repeated ones.

        Summed over sources; sorted.
        """
        found: dict[tuple[str, str], list[int]] = {}
        for unit in (unit for source in self.sources for unit in source.units):
            counts = (unit.kept, unit.unknown_lsoa, unit.rows, unit.rejected, unit.repeated)
            before = found.setdefault(unit.key, [0] * len(counts))
            found[unit.key] = [old + new for old, new in zip(before, counts, strict=True)]
        return [(*key, *found[key]) for key in sorted(found)]  # type: ignore[misc]

    def to_json(self) -> str:
        """The manifest as it is stored; totals of each source stand beside its units for the reader."""
        content = {"schema": SCHEMA, **asdict(self)}
        for entry, source in zip(content["sources"], self.sources, strict=True):
            for total in ("rows", "kept", "rejected", "repeated", "not_located", "unknown_lsoa", "vintage"):
                entry[total] = getattr(source, total)
        return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def ordered(manifest: Manifest) -> Manifest:
    """The same manifest with its parts in the one order that its identity is taken from."""
    settled = replace(
        manifest,
        files=tuple(sorted(manifest.files, key=lambda f: (f.table, f.key))),
        sources=tuple(
            replace(
                source,
                units=tuple(sorted(source.units, key=lambda u: (u.month, u.force))),
                parts=tuple(sorted(source.parts, key=lambda p: (p.table, p.period, p.supplier))),
            )
            for source in sorted(manifest.sources, key=lambda s: (s.source, s.sha256))
        ),
    )
    return replace(settled, id=settled.identity())


def from_json(text: str) -> Manifest:
    """Read a stored manifest.

    Raises
    ------
    ValueError, KeyError, TypeError
        When the text is not a manifest.
    """
    content: dict[str, Any] = json.loads(text)
    if content["schema"] != SCHEMA:
        raise ValueError(f"schema {content['schema']}")
    return Manifest(
        files=tuple(FileRecord(**file) for file in content["files"]),
        sources=tuple(_source(source) for source in content["sources"]),
        definitions=content["definitions"],
        versions=tuple(content["versions"]),
        notes=tuple(content["notes"]),
        parent=content["parent"],
        made=content["made"],
        id=content["id"],
    )


def _source(entry: dict[str, Any]) -> SourceRecord:
    return SourceRecord(
        name=bare_name(entry["name"]),
        sha256=entry["sha256"],
        bytes=entry["bytes"],
        source=entry["source"],
        units=tuple(Unit(**unit) for unit in entry["units"]),
        whole=entry["whole"],
        notes=tuple(entry["notes"]),
        table_rows=entry["table_rows"],
        table_repeated=entry["table_repeated"],
        table_vintage=entry["table_vintage"],
        reading=entry.get("reading", ""),
        parts=tuple(Part(**part) for part in entry.get("parts", ())),
    )
