"""What a live map shows: a measure counted in every area of a level, month by month, and the outlines of the areas."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from wardmote.analyses.outlines import outlines_or_joined
from wardmote.analyses.pictures import AreaMap, Caption, MapArea
from wardmote.analyses.rounded_bounds import rounded_bounds
from wardmote.analyses.wording import count, inside, listed
from wardmote.definitions import Definitions, Measure, measure_called
from wardmote.evidence import EvidenceAbsent
from wardmote.figures import TableError
from wardmote.figures.areas import Area, areas_around, areas_within
from wardmote.figures.counts import monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, ending
from wardmote.operations.public_edition import PublicEditionError, protection
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace

WHOLE = 12
"""Months of a year."""
NAMED = 3
"""Areas whose names stand on the drawing."""
METRES_ROUNDED = 5
"""Decimals of a degree in outlines for a screen: about a metre."""


@dataclass(frozen=True)
class MapRequest:
    """Which map: a measure of police records, the level of area that is coloured, and the area that it is of."""

    measure: str = "all-crime"
    level: str = "ward"
    area: str | None = None
    months: int = 48
    """How many months back it can show."""
    public: bool = False


@dataclass(frozen=True)
class CountedArea:
    """An area of the map with its counts, one a month; None where not every force of it sent that month."""

    area: Area
    values: tuple[int | None, ...]

    def total(self, places: Sequence[int]) -> int | None:
        """The sum over some months; None where one of them is missing."""
        found = [self.values[place] for place in places]
        return None if not found or None in found else sum(one for one in found if one is not None)


@dataclass(frozen=True)
class AreaCounts:
    """A measure in every area of a level, month by month, oldest first."""

    measure: Measure
    whole: Area
    level: str
    plural: str
    beyond: bool
    """Whether the areas reach beyond the one asked for: those around it, each whole."""
    months: tuple[str, ...]
    areas: tuple[CountedArea, ...]
    snapshot: str
    marking: str

    def places_of(self, to: str, months: int) -> list[int]:
        """Where the months of a period stand.

        Raises
        ------
        EvidenceAbsent
            When one of them is not among the months of this map.
        """
        wanted = ending(to, months).months
        absent = [month for month in wanted if month not in self.months]
        if absent:
            raise EvidenceAbsent(
                f"The map shows {self.months[0]} to {self.months[-1]}; {absent[0]} is not in it."
            )
        return [self.months.index(month) for month in wanted]


def area_counts(workspace: Workspace, request: MapRequest) -> AreaCounts:
    """Count a measure in the areas of a level that lie in the area asked for.

    Raises
    ------
    TableError
        When the measure is not counted from records with a location.
    PublicEditionError
        When it is asked for the public and its small counts are protected: months of parts would give them away.
    EvidenceAbsent, UnknownNameError, UnknownAreaError
        When something was asked for that does not exist.
    """
    definitions, evidence = workspace.definitions, workspace.evidence()
    measure, whole = measure_called(definitions, request.measure), workspace.area(request.area)
    if not measure.available:
        raise TableError(f"{measure.title} has no location below the areas that report it, so it has no map.")
    _check_public(workspace, request, measure)
    beyond = reaches_beyond(definitions, whole, request.level)
    areas = (
        areas_around(evidence.connection, whole, request.level)
        if beyond
        else areas_within(evidence.connection, whole, request.level, definitions)
    )
    span = ending(last_complete_month(workspace), max(WHOLE, request.months))
    supplied = evidence.connection.execute("SELECT min(month) FROM supplied").fetchone()
    months = [month for month in span.months if supplied and month >= str(supplied[0])]
    found = monthly_counts(
        evidence, areas, [measure], months, within=None if beyond else whole, located_only=True
    )
    return AreaCounts(
        measure=measure,
        whole=whole,
        level=request.level,
        plural=definitions.levels[request.level].plural,
        beyond=beyond,
        months=tuple(months),
        areas=tuple(
            CountedArea(
                area,
                tuple(
                    int(value) if sent else None
                    for value, sent in zip(found.counts[place, 0], found.supplied[place], strict=True)
                ),
            )
            for place, area in enumerate(areas)
        ),
        snapshot=evidence.snapshot,
        marking=evidence.marking,
    )


def reaches_beyond(definitions: Definitions, whole: Area, level: str) -> bool:
    """Whether areas of a level are larger than the area asked for, as a force area is than a partnership."""
    ranks = {name: one.rank for name, one in definitions.levels.items()}
    own = "csp" if whole.level == "partnership" else whole.level
    return level in ranks and own in ranks and ranks[level] > ranks[own]


def _check_public(workspace: Workspace, request: MapRequest, measure: Measure) -> None:
    guard = protection(workspace) if request.public else None
    if guard is not None and guard.covers_measure(measure):
        raise PublicEditionError(
            f"There is no public map of {inside(measure.short_title)}: small counts of areas, month by month, are protected."
        )


def bounds_of(counts: AreaCounts, places: Sequence[int]) -> tuple[float, float, float, float]:
    """Four round class bounds for the sums over some months."""
    values = [float(total) for one in counts.areas if (total := one.total(places)) is not None]
    return rounded_bounds(values or [0.0], whole=True)


def drawn_map(workspace: Workspace, counts: AreaCounts, to: str, months: int) -> AreaMap | None:
    """The same as a still picture for one period; None where no outline of its areas was taken in."""
    evidence, places, period = workspace.evidence(), counts.places_of(to, months), ending(to, months)
    shapes = outlines_or_joined(evidence, counts.level, [one.area.code for one in counts.areas])
    known = [(one.area, one.total(places)) for one in counts.areas if one.area.code in shapes]
    if not known:
        return None
    ranked = sorted((one for one in known if one[1]), key=lambda one: (-(one[1] or 0), one[0].name))
    named = {area.code for area, _ in ranked[:NAMED]}
    return AreaMap(
        caption=_caption(counts, period, ranked),
        areas=tuple(
            MapArea(
                area.code,
                area.name,
                None if total is None else float(total),
                shapes[area.code],
                area.name if area.code in named else "",
            )
            for area, total in known
        ),
        bounds=bounds_of(counts, places),
        key_title="Recorded",
        outline=_edge(evidence, counts.whole),
    )


def _caption(counts: AreaCounts, period: Period, ranked: Sequence[tuple[Area, int | None]]) -> Caption:
    what = inside(counts.measure.short_title)
    of = f"{counts.plural} {'around' if counts.beyond else 'of'} {counts.whole.name}"
    most = listed([f"{area.name} ({count(total or 0)})" for area, total in ranked[:NAMED]])
    title = (
        f"{counts.measure.short_title} in {ranked[0][0].name}: {count(ranked[0][1] or 0)}"
        if ranked and len(counts.areas) == 1
        else f"Most {what} was recorded in {ranked[0][0].name}"
        if ranked
        else f"No {what} was recorded in any of the areas"
    )
    return Caption(
        title=title,
        subtitle=f"{counts.measure.title}, {period.words}: {of}. Counts of what has a location.",
        alt=f"Map of {of}: {len(counts.areas)}. Most recorded: {most}." if ranked else title + ".",
        note="police.uk moves each crime to a nearby map point, so counts of small areas are approximate. "
        "Town centres draw people who do not live there: a count is not a risk to residents.",
    )


def shapes_as_geojson(evidence: Evidence, level: str, areas: Sequence[Area], whole: Area) -> str:
    """Outlines as GeoJSON (WGS84, about a metre fine), each with code and name; the whole's outline has no code."""
    found = outlines_or_joined(evidence, level, [area.code for area in areas])
    edge = [_feature(wkb, {"code": "", "name": whole.name}) for wkb in _edge(evidence, whole)]
    made = [
        _feature(found[area.code], {"code": area.code, "name": area.name})
        for area in areas
        if area.code in found
    ]
    return json.dumps({"type": "FeatureCollection", "features": [*made, *edge]}, separators=(",", ":"))


def _edge(evidence: Evidence, whole: Area) -> tuple[bytes, ...]:
    return tuple(outlines_or_joined(evidence, whole.level, list(whole.member_codes)).values())


def _feature(wkb: bytes, properties: dict[str, str]) -> dict[str, Any]:
    shape = shapely.set_precision(shapely.from_wkb(wkb), 10.0**-METRES_ROUNDED)
    return {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(shape)}
