"""The areas most like one, as an analysis asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.figures.months import ending
from wardmote.operations.analyse.area_lists import save_group
from wardmote.operations.analyse.asking import AreaAsked, Ask
from wardmote.operations.tables import MONTHS, last_complete_month
from wardmote.operations.workspace import Workspace

HeldAsked = Annotated[bool, Ask("Only areas whose police forces sent every month of the last year.")]


@dataclass(frozen=True)
class NeighboursRequest:
    """The areas whose people and homes are most like those of one."""

    area: AreaAsked = None
    number: Annotated[int, Ask("How many; a most similar group has 14 beside the own area.", "N")] = 14
    held: HeldAsked = False
    save: Annotated[
        str | None, Ask("Keep them as a group of this name among the own definitions.", "NAME")
    ] = None


def run(workspace: Workspace, request: NeighboursRequest, progress: Progress) -> AnalysisResult:
    """Find the areas most like one in tenure, ages, overcrowding, deprivation and size."""
    from wardmote.analyses.peers.neighbours_result import neighbours_result

    evidence = workspace.evidence()
    held = ending(last_complete_month(workspace), MONTHS) if request.held else None
    result, found = neighbours_result(evidence, workspace.area(request.area), request.number, held)
    if request.save:
        plural = evidence.definitions.levels[found.level].plural
        source = f"Statistical neighbours of {found.own.name}, snapshot {evidence.snapshot}"
        note = f"Compared by {result.options}."
        save_group(workspace, request.save, found.group(plural), source, note)
    return result
