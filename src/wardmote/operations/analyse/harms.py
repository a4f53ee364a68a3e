"""Harm scores, as an analysis asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.figures.areas import Area, UnknownAreaError
from wardmote.figures.groups import group_area, group_named
from wardmote.figures.months import check_month
from wardmote.operations.analyse.asking import AreaAsked, Ask
from wardmote.operations.workspace import Workspace

COUNTRY = "england-and-wales"


@dataclass(frozen=True)
class HarmRequest:
    """What the recorded crimes of an area weigh."""

    weights: Annotated[
        str, Ask("System of weights, or one release of it; the only one held without it.", "SYSTEM[/RELEASE]")
    ] = ""
    area: AreaAsked = None
    to: Annotated[
        str | None, Ask("Last month of the year; without it the last one supplied by offence.", "YYYY-MM")
    ] = None
    beside: Annotated[
        str,
        Ask(
            "Areas to set beside it: codes or groups with commas between; a list of peers is all of them.",
            "CODES",
        ),
    ] = ""
    victim_reported: Annotated[
        bool, Ask("Leave out what the police find themselves, such as drugs and weapons.")
    ] = False


def run(workspace: Workspace, request: HarmRequest, progress: Progress) -> AnalysisResult:
    """Weigh the crimes of an area."""
    from wardmote.analyses.harm import HarmAsked, harm_result

    return harm_result(
        workspace.evidence(),
        HarmAsked(
            area=workspace.area(request.area),
            weights=request.weights,
            to=check_month(request.to) if request.to else "",
            beside=_areas(workspace, request.beside),
            country=_country(workspace),
            victim_reported=request.victim_reported,
        ),
    )


def _areas(workspace: Workspace, words: str) -> tuple[Area, ...]:
    """The areas of codes and groups; a list of peers stands for each of its members."""
    found: dict[str, Area] = {}
    for word in filter(None, (part.strip() for part in words.split(","))):
        group = group_named(workspace.definitions, word)
        if group is not None and group.kind in ("peers", "other"):
            for code in group_area(workspace.evidence(), group).codes:
                found.setdefault(code, workspace.area(code))
        else:
            area = workspace.area(word)
            found.setdefault(area.code, area)
    return tuple(found.values())


def _country(workspace: Workspace) -> Area | None:
    """The whole country; None where the lookup does not hold every police force area that is defined."""
    group = workspace.definitions.groups.get(COUNTRY)
    forces = {force.code for force in workspace.definitions.forces.values() if force.code}
    try:
        area = group_area(workspace.evidence(), group) if group else None
    except UnknownAreaError:
        return None
    return area if area and forces <= set(area.member_codes) else None
