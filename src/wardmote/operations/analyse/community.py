"""A community matrix, as an analysis asked for by name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Annotated

from wardmote.analyses.result import AnalysisResult, Refusal
from wardmote.analyses.wording import listed
from wardmote.definitions.community_matrices import CommunityMatrix, Variable
from wardmote.evidence import Progress
from wardmote.figures.months import ending
from wardmote.operations.analyse.asking import AreaAsked, Ask, ToAsked
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.public_analysis import check_open
from wardmote.operations.public_edition import PublicEditionError, protection
from wardmote.operations.tables import MONTHS, month_asked
from wardmote.operations.workspace import Workspace

SCALES = ("index", "z", "rank")
HEAVIEST = 100
WEIGHT = re.compile(r"(?P<name>[a-z0-9-]+):(?P<weight>\d{1,3}(?:\.\d{1,2})?)")


@dataclass(frozen=True)
class CommunityRequest:
    """A community matrix of the neighbourhoods of an area."""

    matrix: Annotated[str, Ask("The community matrix, such as community-need.", "MATRIX", first=True)] = (
        "community-need"
    )
    by: Annotated[str, Ask("Level of area: lsoa, ward or lad; without it as the matrix says.", "LEVEL")] = ""
    scale: Annotated[str, Ask("index, z or rank; without it as the matrix says.", "SCALE")] = ""
    weights: Annotated[
        str, Ask("Weights of single variables, such as violence:2,burglary:0; 0 leaves one out.", "WEIGHTS")
    ] = ""
    profile: Annotated[str, Ask("An area by name or code, to see variable by variable.", "AREA")] = ""
    area: AreaAsked = None
    to: ToAsked = None
    public: Annotated[bool, Ask("Leave out variables whose counts the public edition protects.")] = False


def run(workspace: Workspace, request: CommunityRequest, progress: Progress) -> AnalysisResult:
    """The index of every neighbourhood, with its likely places, a map and the profile of one."""
    from wardmote.analyses.community.result import community_result

    matrix = matrix_asked(workspace, request)
    closed = _closed(workspace, matrix) if request.public else {}
    open_ones = tuple(one for one in matrix.variables if one.id not in closed)
    found = community_result(
        protection(workspace).evidence if request.public else workspace.evidence(),
        workspace.area(request.area),
        matrix.model_copy(update={"variables": open_ones}),
        ending(month_asked(workspace, request.to), MONTHS),
        request.by,
        request.profile,
        tuple(closed.values()),
        progress,
    )
    limit = workspace.definitions.community_matrices[request.matrix].priority_above
    if limit is None or matrix.priority_above is not None:
        return found
    said = f"The limit of {limit:g} for a priority neighbourhood is of the matrix as it stands, and is not used here."
    return replace(found, caveats=(*found.caveats, said))


def matrix_asked(workspace: Workspace, request: CommunityRequest) -> CommunityMatrix:
    """The matrix that is asked for, with the scale and the weights that are asked for.

    Its limit for a priority neighbourhood is of its own scale and weights, and goes with them.

    Raises
    ------
    AskedWronglyError
        When there is no such matrix or scale, or a weight is of none of its variables.
    """
    matrices = workspace.definitions.community_matrices
    if request.matrix not in matrices:
        raise AskedWronglyError(
            f"There is no community matrix called {request.matrix!r}. There are {', '.join(sorted(matrices))}."
        )
    template = matrices[request.matrix]
    if request.scale not in ("", *SCALES):
        raise AskedWronglyError(f"There is no scale called {request.scale!r}. There are {listed(SCALES)}.")
    weights = weights_in(request.weights, template)
    own = {one.id: one.weight for one in template.variables} | weights
    variables = tuple(
        one.model_copy(update={"weight": own[one.id]}) for one in template.variables if own[one.id]
    )
    scale = request.scale or template.normalise
    same = variables == template.variables and scale == template.normalise
    limit = template.priority_above if same else None
    return template.model_copy(update={"variables": variables, "normalise": scale, "priority_above": limit})


def weights_in(words: str, matrix: CommunityMatrix) -> dict[str, float]:
    """Weights by the variables' names, from words such as ``violence:2,burglary:0``.

    Raises
    ------
    AskedWronglyError
        When they are of another form, above 100, or of none of its variables.
    """
    known, found = [one.id for one in matrix.variables], {}
    for said in filter(None, (one.strip() for one in words.split(","))):
        match = WEIGHT.fullmatch(said)
        if match is None or float(match["weight"]) > HEAVIEST:
            raise AskedWronglyError(
                f"{said!r} is no weight. Write a variable and a number from 0 to {HEAVIEST}, such as {known[0]}:2."
            )
        if match["name"] not in known:
            raise AskedWronglyError(
                f"{matrix.title} has no variable {match['name']!r}. It has {listed(known)}."
            )
        found[match["name"]] = float(match["weight"])
    return found


def _closed(workspace: Workspace, matrix: CommunityMatrix) -> dict[str, Refusal]:
    """Variables of protected counts, by name, with why each is left out."""
    return {one.id: why for one in matrix.variables if (why := _why_closed(workspace, one))}


def _why_closed(workspace: Workspace, variable: Variable) -> Refusal | None:
    if variable.of != "measure":
        return None
    try:
        check_open(workspace, variable.measure)
    except PublicEditionError as refusal:
        return Refusal(
            f"{variable.title} is not in the index.", str(refusal), "The other variables stand without it."
        )
    return None
