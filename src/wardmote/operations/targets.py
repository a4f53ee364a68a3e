"""The partnership's targets as a job."""

from __future__ import annotations

from wardmote.figures.periods import Quarters
from wardmote.figures.target_rows import TargetRow
from wardmote.figures.targets import judged_targets
from wardmote.operations.workspace import Workspace


def targets(workspace: Workspace) -> list[TargetRow]:
    """Every target that the definitions name, with what became of it.

    Raises
    ------
    UnknownAreaError
        When the snapshot does not know the partnership's own area.
    """
    quarters = Quarters(workspace.settings.quarters or Quarters.FINANCIAL)
    return judged_targets(workspace.evidence(), workspace.area(), quarters)
