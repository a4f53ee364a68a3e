"""The strategic assessment made without being written: to keep what it says, or to say what an earlier one said."""

from __future__ import annotations

from wardmote.documents.record import BuildRecord
from wardmote.documents.strategic_assessment import build
from wardmote.operations.builds import KeptBuild, recorded, store
from wardmote.operations.gathering import gather
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace


def made_anew(workspace: Workspace, to: str) -> BuildRecord:
    """What the assessment of a workspace says of the year to a month, by the definitions of today.

    Raises
    ------
    EvidenceError
        When the evidence cannot bear it.
    """
    needs = gather(workspace, to)
    return recorded(workspace, build(needs), needs.table)


def keep_anew(workspace: Workspace) -> KeptBuild:
    """Make the assessment of the evidence as it is and keep what it says, without writing it."""
    return store(workspace, made_anew(workspace, last_complete_month(workspace)))
