"""A community matrix, as an analysis asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.figures.months import ending
from wardmote.operations.analyse.asking import AreaAsked, Ask, ToAsked
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.tables import MONTHS, month_asked
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class CommunityRequest:
    """A community matrix of the neighbourhoods of an area."""

    matrix: Annotated[str, Ask("The community matrix, such as community-need.", "MATRIX", first=True)] = (
        "community-need"
    )
    by: Annotated[str, Ask("Level of area: lsoa, ward or lad; without it as the matrix says.", "LEVEL")] = ""
    profile: Annotated[str, Ask("An area by name or code, to see variable by variable.", "AREA")] = ""
    area: AreaAsked = None
    to: ToAsked = None


def run(workspace: Workspace, request: CommunityRequest, progress: Progress) -> AnalysisResult:
    """The index of every neighbourhood, with its likely places, a map and the profile of one."""
    from wardmote.analyses.community.result import community_result

    matrices = workspace.definitions.community_matrices
    if request.matrix not in matrices:
        raise AskedWronglyError(
            f"There is no community matrix called {request.matrix!r}. There are {', '.join(sorted(matrices))}."
        )
    return community_result(
        workspace.evidence(),
        workspace.area(request.area),
        matrices[request.matrix],
        ending(month_asked(workspace, request.to), MONTHS),
        request.by,
        request.profile,
    )
