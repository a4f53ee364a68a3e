"""Tables of outcomes, of searches and of targets for the public: as they are where their sources are published, else not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.figures.outcomes import OutcomeTable
from wardmote.figures.searches import SearchTable
from wardmote.figures.target_rows import TargetRow
from wardmote.operations.outcomes import OutcomesRequest, SearchesRequest, outcomes, searches
from wardmote.operations.public_edition import OUTCOMES, SEARCHES, PublicEditionError, protection
from wardmote.operations.targets import targets
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class PublicTargets:
    """Targets that the public may see; ``left_out``: why others are not among them, a sentence, or empty."""

    rows: Sequence[TargetRow]
    left_out: str = ""


def public_outcomes(workspace: Workspace, request: OutcomesRequest) -> OutcomeTable:
    """The table of outcomes, where its records are published already.

    Raises
    ------
    PublicEditionError
        When they are protected: their groups hold few, and they are of other months than the other tables.
    EvidenceAbsent, UnknownAreaError, TableError, MonthError
        As the table for the partnership itself.
    """
    _published_or_not(workspace, OUTCOMES, "public-outcomes")
    made = outcomes(workspace, request)
    guard = protection(workspace)
    if any(guard.covers_measure(row.measure) for row in made.rows):
        raise PublicEditionError(guard.said("public-outcomes"))
    return made


def public_searches(workspace: Workspace, request: SearchesRequest) -> SearchTable:
    """The table of stop and search, where its records are published already.

    Raises
    ------
    PublicEditionError
        When they are protected: most of their kinds hold few.
    EvidenceAbsent, UnknownAreaError, MonthError
        As the table for the partnership itself.
    """
    _published_or_not(workspace, SEARCHES, "public-searches")
    return searches(workspace, request)


def public_targets(workspace: Workspace) -> PublicTargets:
    """Every target whose measure is published already; others are named as left out.

    Raises
    ------
    UnknownAreaError
        When the snapshot does not know the partnership's own area.
    """
    guard, every = protection(workspace), targets(workspace)
    kept = [row for row in every if not guard.covers_measure(row.measure)]
    gone = [row.target.title for row in every if row not in kept]
    said = guard.said("public-targets", targets="; ".join(gone)) if gone else ""
    return PublicTargets(kept, said)


def _published_or_not(workspace: Workspace, source: str, why: str) -> None:
    guard = protection(workspace)
    if guard.covers_sources((source,)):
        raise PublicEditionError(guard.said(why))
