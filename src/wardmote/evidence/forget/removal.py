"""One removal on request: every snapshot that holds the data is replaced, and the data are gone."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from wardmote.definitions import Definitions
from wardmote.evidence.engine import writing_connection
from wardmote.evidence.forget.carrying_out import complete, put_ready
from wardmote.evidence.forget.rejected import Rejected, RejectedRows
from wardmote.evidence.forget.replacing import Replacements, replace_all
from wardmote.evidence.forget.requests import ForgetRequest, Target, resolve
from wardmote.evidence.forget.rewriting import Rewriter
from wardmote.evidence.forget.tombstones import Replaced, Tombstone, numbered, read_tombstones
from wardmote.evidence.layout import Layout
from wardmote.evidence.manifest import Manifest, SourceRecord
from wardmote.evidence.progress import Progress, quiet
from wardmote.evidence.publish import read_current

NOTE = "Something was removed from it on request."


@dataclass(frozen=True)
class Removal:
    """What a removal removes, or would."""

    tombstone: Tombstone
    names: tuple[str, ...]
    """The files that held it, as they were called; they are shown and never kept."""
    before: str
    """Id of the current snapshot before."""
    after: str
    """Id of the one that is current then."""
    stored: int
    """Stored files that go."""
    absent: int = 0
    """Crime IDs asked for that no stored table holds."""
    done: bool = False
    reworded: int = 0
    """Snapshots of which notes alone are changed."""

    @property
    def anything(self) -> bool:
        """Whether there is anything to remove."""
        return bool(self.tombstone.replaced or self.tombstone.rejected_rows or self.reworded)


@dataclass(frozen=True)
class Forgetting:
    """One call. The lock is held, and the folder of work is empty."""

    layout: Layout
    definitions: Definitions
    manifests: Sequence[Manifest]
    """All snapshots, the oldest first."""
    progress: Progress = quiet

    def run(self, request: ForgetRequest, *, dry_run: bool) -> Removal:
        """Find what is asked for, and remove it unless the call is a dry run.

        Raises
        ------
        ForgetError
            When the request is not clear.
        """
        target = resolve(request, self.manifests, self.definitions)
        with contextlib.closing(writing_connection(self.layout.incoming)) as connection:
            rewriter = Rewriter(connection, self.layout, self.definitions, target, self.layout.incoming)
            found = replace_all(self.manifests, target, rewriter, NOTE, self.progress)
        concerned = _concerned(found)
        rejected = self._rejected(target, found, list(concerned.values()))
        current = read_current(self.layout) or ""
        tombstone = numbered(
            _tombstone(request, target, found, rejected, list(concerned)), read_tombstones(self.layout)
        )
        removal = Removal(
            tombstone,
            tuple(sorted({source.name for source in concerned.values()})),
            current,
            found.ids.get(current, current),
            len(self._stored_that_go(found)),
            len(target.crime_ids - rewriter.found),
            reworded=found.reworded,
        )
        if dry_run or not removal.anything:
            return removal
        put_ready(self.layout, found, rejected, tombstone, current)
        return removal

    def finish(self, removal: Removal) -> Removal:
        """Carry out what is put ready: from here on it can only go forward."""
        self.progress("Removing", 0, 1)
        complete(self.layout)
        self.progress("Removing", 1, 1)
        return replace(removal, done=True)

    def _rejected(
        self, target: Target, found: Replacements, concerned: Sequence[SourceRecord]
    ) -> dict[str, Rejected]:
        """Files of rejected rows that change, or belong to another snapshot now."""
        spellings = {name for force in self.definitions.forces.values() for name in force.names}
        judge = RejectedRows(target, concerned, spellings)
        manifests = {manifest.id: manifest for manifest in self.manifests}
        changed: dict[str, Rejected] = {}
        for path in sorted(self.layout.rejects.glob("*.csv")):
            rest = judge.without(path, manifests.get(path.stem))
            if path == self.layout.refused_rejects and rest.gone:
                rest = replace(rest, content=None)  # it only helped with one refused call
            if rest.gone or path.stem in found.ids:
                changed[path.name] = rest
        return changed

    def _stored_that_go(self, found: Replacements) -> set[str]:
        left = [m for m in self.manifests if m.id not in found.ids] + list(found.manifests.values())
        standing = {file.filename for manifest in left for file in manifest.files}
        held = {file.filename for manifest in self.manifests for file in manifest.files}
        return {name for name in held - standing if (Path(self.layout.files) / name).exists()}


def _concerned(found: Replacements) -> dict[str, SourceRecord]:
    """The files that go or lose rows, by their hash."""
    return {source.sha256: source for one in found.replaced for source in one.files}


def _tombstone(
    request: ForgetRequest,
    target: Target,
    found: Replacements,
    rejected: dict[str, Rejected],
    hashes: Sequence[str],
) -> Tombstone:
    references = {source.source for one in found.replaced for source in one.files}
    return Tombstone(
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        kind=target.kind,
        reason=request.reason.strip(),
        replaced=tuple(Replaced(one.was.id, one.now.id, one.rows) for one in found.replaced),
        records=len(target.crime_ids),
        files=tuple(sorted(hashes)),
        force_months=tuple(sorted(target.force_months)),
        sources=tuple(sorted(references)),
        rejected_rows=sum(rest.gone for rest in rejected.values()),
    )
