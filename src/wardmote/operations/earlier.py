"""Which earlier assessment a document is to be compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.evidence import Manifest
from wardmote.figures.months import in_words
from wardmote.operations.builds import (
    BuildNotFoundError,
    KeptBuild,
    find_build,
    folder_of,
    sound_and_damaged,
)
from wardmote.operations.workspace import Workspace

LAST = "last"
MOST_NAMED = 8
"""Candidates that a refusal names: the latest."""


@dataclass(frozen=True)
class Earlier:
    """The evidence to compare with, the build of it where one is kept, and what to know about the choice."""

    manifest: Manifest
    build: KeptBuild | None
    notes: tuple[str, ...] = ()


def find_earlier(workspace: Workspace, wanted: str, to: str) -> Earlier:
    """What ``wanted`` names: a build or a snapshot, each by its id or the first digits of one, or ``last``.

    ``to`` is the last month of the document that is to be compared, YYYY-MM. ``last`` is the kept build of the latest
    period before that, of other evidence if there is one; only where there is none, the latest from other evidence.

    Raises
    ------
    BuildNotFoundError
        When nothing or several answer to it; names what there is.
    BuildDamagedError
        When the build that is named cannot be read.
    """
    asked = wanted.strip().casefold()
    known = {manifest.id: manifest for manifest in _with_police_files(workspace)}
    kept, damaged = sound_and_damaged(workspace)
    kept = [build for build in kept if _made_from(workspace, build) in known]
    notes = tuple(f"{error} It was passed over." for error in damaged)
    if asked == LAST:
        found = _last(workspace, kept, to) or _refuse_last(workspace, known, kept)
        return _earlier(workspace, known, found.record.snapshot, found, notes)
    builds = [
        path.stem for path in sorted(folder_of(workspace).glob("*.json")) if path.stem.startswith(asked)
    ]
    snapshots = [name for name in (*known, *_replaced(workspace)) if name.startswith(asked)]
    if asked and len(builds) + len(snapshots) == 1:
        build = (
            find_build(workspace, builds[0])
            if builds
            else _latest_of(workspace, kept, workspace.store.standing(snapshots[0]))
        )
        if build is not None and _made_from(workspace, build) not in known:
            raise BuildNotFoundError(
                f"Build {build.id} was made from snapshot {build.record.snapshot}, which this workspace does not hold. "
                f"{_candidates(workspace, known, kept)}"
            )
        held = build.record.snapshot if build else snapshots[0]
        return _earlier(workspace, known, held, build, notes)
    several = f"Several builds or snapshots begin with {asked}: {', '.join([*builds, *snapshots])}."
    none = f"There is no build or snapshot {wanted.strip()}." if asked else "--since names nothing."
    raise BuildNotFoundError(
        several if asked and builds + snapshots else f"{none} {_candidates(workspace, known, kept)}"
    )


def _earlier(
    workspace: Workspace,
    known: dict[str, Manifest],
    snapshot: str,
    build: KeptBuild | None,
    notes: tuple[str, ...],
) -> Earlier:
    """The evidence of a snapshot, or of the one that stands in its place, which is then said."""
    followed = workspace.store.followed(snapshot)
    if followed is None:
        return Earlier(known[snapshot], build, notes)
    if followed.snapshot not in known:
        raise BuildNotFoundError(
            f"{followed.sentence(snapshot)} No police files are left in it, so there is nothing to compare with."
        )
    return Earlier(known[followed.snapshot], build, (*notes, followed.sentence(snapshot)))


def _made_from(workspace: Workspace, build: KeptBuild) -> str:
    """The snapshot that a build was made from, or the one that stands in its place."""
    return workspace.store.standing(build.record.snapshot)


def _replaced(workspace: Workspace) -> list[str]:
    """Ids that lead to another snapshot, because something was removed on request."""
    ids = {one.was for tombstone in workspace.store.tombstones() for one in tombstone.replaced}
    return sorted(one for one in ids if workspace.store.followed(one) is not None)


def last_assessment(workspace: Workspace, to: str) -> KeptBuild | None:
    """The kept build of the latest period that ends before a month; None where there is none."""
    known = {manifest.id for manifest in _with_police_files(workspace)}
    kept = [build for build in sound_and_damaged(workspace)[0] if _made_from(workspace, build) in known]
    return _of_an_earlier_period(workspace, kept, to)


def _with_police_files(workspace: Workspace) -> list[Manifest]:
    return [manifest for manifest in workspace.store.snapshots() if manifest.supplied]


def _last(workspace: Workspace, kept: Sequence[KeptBuild], to: str) -> KeptBuild | None:
    other = _of_other_evidence(workspace, kept)
    return _of_an_earlier_period(workspace, kept, to) or (other[-1] if other else None)


def _of_an_earlier_period(workspace: Workspace, kept: Sequence[KeptBuild], to: str) -> KeptBuild | None:
    """Of the builds of an earlier period, one of other evidence if there is one: the latest period, said last."""
    for some in (_of_other_evidence(workspace, kept), kept):
        earlier = [build for build in some if build.record.to < to]
        if earlier:
            return sorted(earlier, key=lambda build: build.record.to)[-1]
    return None


def _of_other_evidence(workspace: Workspace, kept: Sequence[KeptBuild]) -> list[KeptBuild]:
    current = workspace.store.current_id()
    return [build for build in kept if build.record.snapshot != current]


def _latest_of(workspace: Workspace, kept: Sequence[KeptBuild], snapshot: str) -> KeptBuild | None:
    made = [build for build in kept if _made_from(workspace, build) == snapshot]
    return made[-1] if made else None


def _refuse_last(workspace: Workspace, known: dict[str, Manifest], kept: Sequence[KeptBuild]) -> KeptBuild:
    """There is no last assessment: say what can be named."""
    none = "No earlier assessment is kept, so there is no last one to compare with."
    other = {name: one for name, one in known.items() if name != workspace.store.current_id()}
    if not other:
        raise BuildNotFoundError(f"{none} The workspace holds no earlier evidence either.")
    raise BuildNotFoundError(
        f"{none} Name a snapshot, and its figures are made anew: {', '.join(_named(workspace, other, kept))}."
    )


def _candidates(workspace: Workspace, known: dict[str, Manifest], kept: Sequence[KeptBuild]) -> str:
    named = _named(workspace, known, kept)
    if not named:
        return "The workspace holds no police files yet."
    return f"Name 'last', the last assessment, or one of: {', '.join(named)}."


def _named(workspace: Workspace, known: dict[str, Manifest], kept: Sequence[KeptBuild]) -> list[str]:
    """The latest builds, and snapshots without one, each with its period and its date."""
    found: list[str] = []
    for name, manifest in known.items():
        made = [build for build in kept if _made_from(workspace, build) == name]
        found += [
            f"build {build.id} (year to {in_words(build.record.to)}, written {build.written:%Y-%m-%d})"
            for build in made
        ]
        if not made:
            last = in_words(max(month for _, month in manifest.supplied))
            found.append(f"snapshot {name} (data to {last}, taken in {manifest.made[:10]})")
    return found[-MOST_NAMED:]
