"""Rates at equal ages, as an analysis asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from wardmote.analyses.result import AnalysisResult
from wardmote.definitions.asking import measure_called
from wardmote.evidence import Progress
from wardmote.figures.areas import Area
from wardmote.figures.months import check_month, ending
from wardmote.figures.peer_groups import PeerGroup, level_of, peers_around, peers_asked, peers_listed
from wardmote.operations.analyse.area_lists import codes_asked
from wardmote.operations.analyse.asking import AreaAsked, Ask, MeasureAsked
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.tables import MONTHS, last_complete_month
from wardmote.operations.workspace import Workspace

MOST_YEARS = 10


@dataclass(frozen=True)
class RatesRequest:
    """One measure at equal ages, in areas side by side."""

    measure: MeasureAsked
    group: Annotated[str | None, Ask("Group of areas by its identifier or title.", "NAME")] = None
    areas: Annotated[
        str | None, Ask("Codes with commas between them, or a file (.csv, .txt) that holds them.", "CODES")
    ] = None
    years: Annotated[int, Ask("Years together, where one has too few.", "N")] = 1
    area: AreaAsked = None
    to: Annotated[
        str | None, Ask("Last month; without it the latest year that was supplied by age.", "YYYY-MM")
    ] = None


def run(workspace: Workspace, request: RatesRequest, progress: Progress) -> AnalysisResult:
    """Set areas at equal ages: plain rate, directly standardised rate, standardised ratio."""
    from wardmote.analyses.rates import LATEST, RatesAsked, rates_result

    if not 1 <= request.years <= MOST_YEARS:
        raise AskedWronglyError(f"--years takes 1 to {MOST_YEARS} years: found {request.years}.")
    if request.group and request.areas:
        raise AskedWronglyError("Ask for areas in one way: --group or --areas.")
    evidence, own = workspace.evidence(), workspace.area(request.area)
    to = check_month(request.to) if request.to else LATEST
    group = _group(workspace, request, own)
    return rates_result(
        evidence,
        RatesAsked(
            measure_called(evidence.definitions, request.measure),
            own,
            group.areas if group else (),
            group.title if group else "",
            to,
            request.years,
        ),
    )


def _group(workspace: Workspace, request: RatesRequest, own: Area) -> PeerGroup | None:
    """The areas asked for, or those around a ward or small area; None where the parts of the own area are meant."""
    evidence = workspace.evidence()
    if request.areas:
        codes = codes_asked(request.areas)
        return peers_listed(evidence, own if request.area else workspace.area(codes[0]), codes)
    if request.group or level_of(own) != "csp":
        period = ending(request.to or last_complete_month(workspace), MONTHS)
        if request.group:
            return peers_asked(evidence, own, request.group, period)
        return peers_around(evidence, own, workspace.area(), period)
    return None
