"""What this room reads: each answer is that of the edition that somebody may see, and is kept."""

from __future__ import annotations

from typing import Any

from wardmote.analyses.pictures import AreaMap
from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress, quiet
from wardmote.figures import Table
from wardmote.figures.areas import Area, areas_within
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.analyse.community import CommunityRequest, matrix_asked
from wardmote.operations.area_map import AreaCounts, MapRequest, area_counts, drawn_map, shapes_as_geojson
from wardmote.operations.profile import profile_document
from wardmote.operations.public_analysis import check_open
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import Workspace
from wardmote.publishing.preparing import prepared
from wardmote.publishing.tree import Document
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace_at
from wardmote.site.kit.results import is_kept, kept
from wardmote.site.rooms.insight.asking import CATEGORY, Asked

NEED = "community"
"""The analysis of an index of need of areas."""
RIGHT = "figures-see"
SHARED = ("partnership", "organisation")
"""Sights that see what the partnership shares among its members; every other sees what is published."""


def sees_public(scope: Scope) -> bool:
    """Whether somebody sees the public edition alone."""
    return scope.sight(RIGHT) not in SHARED


def here(asked: Asked) -> Workspace:
    """The partnership over the snapshot that is asked for.

    Raises
    ------
    EvidenceAbsent
        When there is no such snapshot.
    """
    return workspace_at(asked.snapshot)


def area_of(scope: Scope, asked: Asked) -> Area:
    """The area that is asked for; the partnership without one."""
    del scope  # the geography is public
    place = here(asked)
    return kept(place, ("area", asked.area), lambda: place.area(asked.area or None))


def performance(scope: Scope, asked: Asked) -> Table:
    """The performance table."""
    place, public = here(asked), sees_public(scope)
    by = asked.by or "category"
    measures = (asked.measure,) if asked.measure else ()
    request = TableRequest(
        area=asked.area or None,
        by=by,
        measures=measures,
        to=asked.to or None,
        months=asked.months,
        totals=by != "category",
        public=public,
    )
    return kept(place, ("table", request), lambda: table(place, request))


def analysis(scope: Scope, name: str, asked: Asked, progress: Progress = quiet) -> AnalysisResult:
    """An analysis: of a measure of an area, or the index of need of areas."""
    place, request = here(asked), _asked_of(scope, name, asked)
    return kept(place, _key(scope, name, request), lambda: _analyse(place, scope, name, request, progress))


def analysis_is_kept(scope: Scope, name: str, asked: Asked) -> bool:
    """Whether it was made before, so that it can stand in a page at once."""
    return is_kept(here(asked), _key(scope, name, _asked_of(scope, name, asked)))


def takes_long(scope: Scope, name: str, asked: Asked) -> bool:
    """Whether an analysis was never made, and takes more than a moment: it is made in the background.

    An index of need grows with its areas; all others were measured to take less than a second.
    """
    if name != NEED or analysis_is_kept(scope, name, asked):
        return False
    place = here(asked)
    return areas_of_need(place, asked) > place.definitions.threshold("areas-at-once")


def areas_of_need(place: Workspace, asked: Asked) -> int:
    """How many areas an index of need is of."""
    request = need_request(asked)
    level = request.by or matrix_asked(place, request).level
    whole = place.area(request.area)
    return kept(
        place,
        ("areas of need", level, request.area),
        lambda: len(areas_within(place.evidence().connection, whole, level, place.definitions)),
    )


def need_request(asked: Asked, *, public: bool = False) -> CommunityRequest:
    """What is asked of an index of need. Whose profile is looked at does not change it."""
    return CommunityRequest(
        matrix=asked.matrix or CommunityRequest.matrix,
        by="" if asked.by == CATEGORY else asked.by,
        scale=asked.scale,
        weights=asked.weights,
        area=asked.area or None,
        to=asked.to or None,
        public=public,
    )


def _asked_of(scope: Scope, name: str, asked: Asked) -> Any:
    if name == NEED:
        return need_request(asked, public=sees_public(scope))
    given = {"measure": asked.measure} | ({"area": asked.area} if asked.area else {})
    return request_for(name, given | ({"to": asked.to} if asked.to else {}))


def _key(scope: Scope, name: str, request: Any) -> tuple[object, ...]:
    return ("analysis", name, request, sees_public(scope))


def _analyse(place: Workspace, scope: Scope, name: str, request: Any, progress: Progress) -> AnalysisResult:
    if name != NEED and sees_public(scope):
        check_open(place, request.measure)
    return analyse(place, name, request, progress)


def profile(scope: Scope, asked: Asked) -> Document:
    """The page about an area."""
    place, public = here(asked), sees_public(scope)
    code = asked.area or place.area().code
    return kept(
        place,
        ("profile", code, asked.to, public),
        lambda: prepared(profile_document(place, code.split("+"), to=asked.to or None, public=public)),
    )


def map_counts(scope: Scope, asked: Asked) -> AreaCounts:
    """A measure in every area of a level, month by month."""
    place = here(asked)
    request = MapRequest(
        measure=asked.measure or "all-crime",
        level=asked.by if asked.by != "category" else "ward",
        area=asked.area or None,
        public=sees_public(scope),
    )
    return kept(place, ("map", request), lambda: area_counts(place, request))


def map_drawing(scope: Scope, asked: Asked, to: str) -> AreaMap | None:
    """The same as a still picture of one period; None where no outline was taken in."""
    place, counts = here(asked), map_counts(scope, asked)
    return kept(
        place,
        ("drawn map", counts.measure.id, counts.level, asked.area, to, asked.months),
        lambda: drawn_map(place, counts, to, asked.months),
    )


def map_shapes(scope: Scope, asked: Asked) -> str:
    """The outlines of the areas of a map, as GeoJSON."""
    place, counts = here(asked), map_counts(scope, asked)
    areas = [one.area for one in counts.areas]
    return kept(
        place,
        ("shapes", counts.level, asked.area),
        lambda: shapes_as_geojson(place.evidence(), counts.level, areas, counts.whole),
    )
