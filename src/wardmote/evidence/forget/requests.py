"""What is to be forgotten, as it was asked for, and what that is in the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wardmote.definitions import Definitions
from wardmote.evidence.file_names import bare_name
from wardmote.evidence.manifest import BY_RELEASE, OBSERVED, Manifest, SourceRecord
from wardmote.evidence.refusals import ForgetError

FILES, FORCE_MONTHS, CRIME_IDS, OBSERVATIONS = "files", "force-months", "crime-ids", "observations"
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
HASH = re.compile(r"[0-9a-f]{12,64}")
"""A hash, or enough of its beginning."""

ForceMonth = tuple[str, str]


@dataclass(frozen=True)
class ForgetRequest:
    """One removal, of one kind: files, months of a force, records by their Crime ID, or a source of observations.

    ``files``: names as given, parts of them (an archive, a folder in it), or hashes. ``reason``: who asked, and why.
    """

    files: tuple[str, ...] = ()
    force: str = ""
    months: tuple[str, ...] = ()
    crime_ids: tuple[str, ...] = ()
    observations: str = ""
    reason: str = ""

    @property
    def kind(self) -> str:
        """Which of the four it is.

        Raises
        ------
        ForgetError
            When it is none of them, or several.
        """
        asked = {
            FILES: bool(self.files),
            FORCE_MONTHS: bool(self.force or self.months),
            CRIME_IDS: bool(self.crime_ids),
            OBSERVATIONS: bool(self.observations),
        }
        kinds = [kind for kind, there in asked.items() if there]
        if len(kinds) != 1:
            raise ForgetError(
                "Say what is to be removed: files, or a force with its months, or Crime IDs, or a source of "
                f"observations; one kind in one call. {'Nothing' if not kinds else 'More than one'} was named."
            )
        return kinds[0]


@dataclass(frozen=True)
class Target:
    """What a request means in the evidence as it is."""

    kind: str
    hashes: frozenset[str] = frozenset()
    """Files that go whole."""
    force_months: frozenset[ForceMonth] = frozenset()
    force_names: tuple[str, ...] = ()
    """Every spelling of the force in a file."""
    crime_ids: frozenset[str] = frozenset()
    """In small letters."""
    observations: str = ""
    names: tuple[str, ...] = field(default=())
    """What files were called in the request."""

    def ids_in(self, text: str) -> frozenset[str]:
        """Crime IDs to be forgotten that stand in a text, each by itself and not inside a longer word."""
        plain = text.lower()
        return frozenset(
            one
            for one in self.crime_ids
            if one in plain and re.search(rf"(?<![0-9a-z]){re.escape(one)}(?![0-9a-z])", plain)
        )

    def files_of(self, manifest: Manifest) -> tuple[SourceRecord, ...]:
        """The files of a snapshot that go whole, or supply what goes."""
        return tuple(source for source in manifest.sources if self.concerns(source))

    def concerns(self, source: SourceRecord) -> bool:
        """Whether something of this file goes; of records by Crime ID that is not known from outside."""
        if self.kind == FILES:
            return source.sha256 in self.hashes
        if self.kind == FORCE_MONTHS:
            return any(key in self.force_months for key in _force_months(source))
        return self.kind == OBSERVATIONS and source.source.split("/")[0] == self.observations


def _force_months(source: SourceRecord) -> set[ForceMonth]:
    """Force and month of everything that police files supply."""
    others = (*OBSERVED, *BY_RELEASE)
    parts = {(part.supplier, part.period) for part in source.parts if part.table not in others}
    return {unit.key for unit in source.units} | parts


def resolve(request: ForgetRequest, manifests: Sequence[Manifest], definitions: Definitions) -> Target:
    """Find what a request names, in any snapshot.

    Raises
    ------
    ForgetError
        When it is not clear, or no reason is given, or what it names was never taken in.
    """
    kind = request.kind
    _check_reason(request)
    if kind == FILES:
        return _files(request.files, manifests, definitions)
    if kind == FORCE_MONTHS:
        return _months_of_a_force(request, manifests, definitions)
    if kind == CRIME_IDS:
        wanted = frozenset(text.strip().lower() for text in request.crime_ids if text.strip())
        if not wanted:
            raise ForgetError("No Crime ID was given. Give one or more.")
        return Target(CRIME_IDS, crime_ids=wanted)
    return _observed(request.observations, manifests)


def _check_reason(request: ForgetRequest) -> None:
    said = request.reason.strip()
    if not said:
        raise ForgetError(
            "A reason is needed: who asked for the removal, and why. It stays when the data are gone."
        )
    if any(text.strip() and text.strip().lower() in said.lower() for text in request.crime_ids):
        raise ForgetError("The reason holds a Crime ID that is to be removed. Say it without: it is kept.")


def _files(wanted: Sequence[str], manifests: Sequence[Manifest], definitions: Definitions) -> Target:
    held = {source.sha256: source for manifest in manifests for source in manifest.sources}
    found: set[str] = set()
    for name in wanted:
        mine = {
            source.sha256
            for manifest in manifests
            for source in manifest.sources
            if _is_hash(name, source.sha256) or is_named(name, source.name)
        }
        found |= mine
    geography = [held[one] for one in sorted(found) if held[one].draws or not held[one].supplies]
    if geography:
        raise ForgetError(
            f"{geography[0].name} is a file of geography. What it says of an area cannot be told from what other files "
            "say, and it holds nothing of any person, so it is not removed. Name the files that are."
        )
    return Target(FILES, hashes=frozenset(found), names=tuple(wanted))


def _is_hash(wanted: str, sha256: str) -> bool:
    return bool(HASH.fullmatch(wanted.lower())) and sha256.startswith(wanted.lower())


def is_named(wanted: str, name: str) -> bool:
    """Whether a name or an unbroken part of it is what was asked for: a file, an archive, a folder in an archive.

    Folders of the machine are not kept, so a whole path asks for what lies at its end.
    """
    spellings = {wanted.replace("\\", "/").strip("/"), bare_name(wanted)}
    return any(asked and f"/{asked}/" in f"/{name}/".replace("\\", "/") for asked in spellings)


def _months_of_a_force(
    request: ForgetRequest, manifests: Sequence[Manifest], definitions: Definitions
) -> Target:
    if not request.force or not request.months:
        raise ForgetError("A force and at least one month belong together: name both.")
    odd = [month for month in request.months if not MONTH.fullmatch(month)]
    if odd:
        raise ForgetError(f"{odd[0]} is not a month. Write it as 2024-04.")
    held = {key for manifest in manifests for source in manifest.sources for key in _force_months(source)}
    force, names = _force(request.force, {name for name, _ in held}, definitions)
    return Target(
        FORCE_MONTHS, force_months=frozenset((force, month) for month in request.months), force_names=names
    )


def _force(wanted: str, held: Iterable[str], definitions: Definitions) -> tuple[str, tuple[str, ...]]:
    asked = wanted.strip().casefold()
    for force in definitions.forces.values():
        spellings = (force.id, force.title, force.slug, *force.names)
        if asked in {spelling.casefold() for spelling in spellings}:
            return force.id, force.names
    if wanted in held:
        return wanted, (wanted,)
    known = ", ".join(sorted(held)) or "none"
    raise ForgetError(f"No police force is called {wanted}. Forces in the evidence: {known}.")


def _observed(wanted: str, manifests: Sequence[Manifest]) -> Target:
    held = {
        part.supplier
        for manifest in manifests
        for source in manifest.sources
        for part in source.parts
        if part.table in OBSERVED
    }
    if wanted not in held:
        known = ", ".join(sorted(held)) or "none"
        raise ForgetError(
            f"No observations of a source {wanted} are held in any snapshot. Sources of observations: {known}."
        )
    return Target(OBSERVATIONS, observations=wanted)
