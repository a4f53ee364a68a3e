"""How far a build may go, and who may take it there: pure rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wardmote.site.kit.access.scope import Scope
from wardmote.site.rooms.library.models import Build, Edition, Stage

SEE, WRITE, APPROVE, PUBLISH = "documents-see", "documents-write", "documents-approve", "documents-publish"


@dataclass(frozen=True)
class Move:
    """A step that people take with a build: from which stages, to which, by which right.

    ``builder``: whether whoever built it may take it. ``reason``: whether it must be said why. ``past`` is what the
    record calls it.
    """

    name: str
    starts: frozenset[Stage]
    ends: Stage
    right: str
    past: str
    builder: bool = True
    reason: bool = False


MOVES = {
    one.name: one
    for one in (
        Move("submit", frozenset({Stage.DRAFT}), Stage.IN_REVIEW, WRITE, "sent for review"),
        Move("return", frozenset({Stage.IN_REVIEW}), Stage.DRAFT, APPROVE, "sent back", reason=True),
        Move("approve", frozenset({Stage.IN_REVIEW}), Stage.APPROVED, APPROVE, "approved", builder=False),
        Move("publish", frozenset({Stage.APPROVED}), Stage.PUBLISHED, PUBLISH, "published"),
        Move(
            "withdraw",
            frozenset({Stage.APPROVED, Stage.PUBLISHED, Stage.SUPERSEDED}),
            Stage.WITHDRAWN,
            PUBLISH,
            "withdrawn",
            reason=True,
        ),
    )
}
FROZEN = frozenset({Stage.APPROVED, Stage.PUBLISHED, Stage.SUPERSEDED, Stage.WITHDRAWN})
"""Stages in which the files must be what was approved."""
OPEN = frozenset({Stage.PUBLISHED, Stage.SUPERSEDED})
"""Stages in which everybody may read a public edition."""


def missing(build: Build) -> list[dict[str, Any]]:
    """The parts that the law asks for and an assessment lacks, whatever its edition: neither approved nor published so.

    What a public edition leaves out is not missing.
    """
    return [one for one in build.parts if one["standing"] == "missing"]


def may(scope: Scope, build: Build, move: Move) -> bool:
    """Whether somebody may take this step with this build now."""
    own = build.by_id == scope.person
    return scope.may(move.right) and build.stage in move.starts and (move.builder or not own)


def moves_of(scope: Scope, build: Build) -> list[Move]:
    """The steps that somebody may take now."""
    return [one for one in MOVES.values() if may(scope, build, one)]


def is_open(build: Build) -> bool:
    """Whether everybody may read it: a public edition, published, and not withdrawn. Nothing else ever is."""
    return build.edition == Edition.PUBLIC and build.stage in OPEN and bool(build.slug)
