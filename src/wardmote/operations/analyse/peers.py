"""An area against a group of like areas, as an analysis asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.figures.months import ending
from wardmote.figures.peer_groups import PeerGroup, peers_around, peers_asked, peers_listed
from wardmote.figures.performance import measure_of_any_source
from wardmote.operations.analyse.area_lists import codes_asked, save_group
from wardmote.operations.analyse.asking import AreaAsked, Ask, ToAsked
from wardmote.operations.analyse.every import check_one
from wardmote.operations.analyse.neighbours import HeldAsked
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.tables import MONTHS, month_asked
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class PeersRequest:
    """One measure of an area, or every one, against a group."""

    measure: Annotated[str | None, Ask("Identifier of the measure.", "MEASURE", first=True)] = None
    group: Annotated[str | None, Ask("Group of areas by its identifier or title.", "NAME")] = None
    areas: Annotated[
        str | None, Ask("Codes with commas between them, or a file (.csv, .txt) that holds them.", "CODES")
    ] = None
    neighbours: Annotated[
        int | None, Ask("The so many areas that are most like it in people and homes.", "N")
    ] = None
    held: HeldAsked = False
    every: Annotated[bool, Ask("A line for every measure.")] = False
    save: Annotated[
        str | None, Ask("Keep the areas as a group of this name among the own definitions.", "NAME")
    ] = None
    area: AreaAsked = None
    to: ToAsked = None


def run(workspace: Workspace, request: PeersRequest, progress: Progress) -> AnalysisResult:
    """Set an area's rate against a group: Above, Inline or Below, how far, and which rank."""
    from wardmote.analyses.peers.every_measure import every_measure
    from wardmote.analyses.peers.one_measure import one_measure

    check_one(request.measure or "", every=request.every)
    evidence, period = workspace.evidence(), ending(month_asked(workspace, request.to), MONTHS)
    group = group_asked(workspace, request)
    if request.save:
        save_group(workspace, request.save, group)
    if request.every or request.measure is None:
        return every_measure(evidence, group, period)
    return one_measure(evidence, group, measure_of_any_source(evidence, request.measure), period)


def group_asked(workspace: Workspace, request: PeersRequest) -> PeerGroup:
    """The areas to compare with: those asked for, else those that hold the area or lie around it.

    Raises
    ------
    AskedWronglyError
        When a group is asked for in two ways, or a list holds no code.
    UnknownAreaError
        When there is no such group or area.
    """
    if sum(one is not None for one in (request.group, request.areas, request.neighbours)) > 1:
        raise AskedWronglyError("Ask for a group in one way: --group, --areas or --neighbours.")
    evidence, own = workspace.evidence(), workspace.area(request.area)
    period = ending(month_asked(workspace, request.to), MONTHS)
    if request.group:
        return peers_asked(evidence, own, request.group, period)
    if request.areas:
        return peers_listed(evidence, own, codes_asked(request.areas))
    if request.neighbours is not None:
        from wardmote.analyses.peers.neighbours import neighbours_of

        alike = neighbours_of(evidence, own, request.neighbours, period if request.held else None)
        return alike.group(evidence.definitions.levels[alike.level].plural)
    return peers_around(evidence, own, workspace.area(), period)
