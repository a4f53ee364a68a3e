"""What the routes read: the same jobs as everywhere, in the edition that the token's person may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.http import Http404

from wardmote.analyses.result import AnalysisResult
from wardmote.figures import Table
from wardmote.figures.areas import Area, areas_within
from wardmote.figures.series import Series
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.feeds import as_record as board_record
from wardmote.operations.held_periods import HeldPeriods, held_periods
from wardmote.operations.provenance import Cited, cited_figures
from wardmote.operations.public_analysis import check_open
from wardmote.operations.public_over_time import public_series
from wardmote.operations.series import SeriesRequest, measure_series
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import Workspace
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace_at
from wardmote.site.kit.results import kept
from wardmote.site.rooms.evidence import selectors as desk
from wardmote.site.rooms.evidence.rules import sees_whole_board
from wardmote.site.rooms.figures.api.asked import FigureAsked, SeriesAsked, TableAsked
from wardmote.site.rooms.figures.services import RIGHT

SHARED = ("partnership", "organisation")
"""Sights that see what the partnership shares among its members; every other sees what is published."""
PAGES = "figures-see"
"""The right to the same by pages."""
LOOKED_IN = ("category", "lad", "ward")
"""Tables of the partnership in which a figure is looked for when nobody says where it stands."""


def sees_public(scope: Scope) -> bool:
    """Whether somebody reads the public edition alone: never more than the pages of figures show them."""
    return any(scope.sight(right) not in SHARED for right in (RIGHT, PAGES) if scope.may(right))


def place_of(snapshot: str | None) -> Workspace:
    """The partnership over a snapshot; the current one without.

    Raises
    ------
    EvidenceAbsent
        When there is no such snapshot.
    """
    return workspace_at(snapshot or "")


def areas(asked_level: str, place: Workspace) -> list[Area]:
    """The areas of a level within the partnership."""
    return kept(
        place,
        ("areas of", asked_level),
        lambda: areas_within(place.evidence().connection, place.area(), asked_level, place.definitions),
    )


def periods(scope: Scope, place: Workspace) -> HeldPeriods:
    """The periods held; what each partner sent for who sees everything alone, others have the board of feeds."""
    return held_periods(place, public=sees_public(scope) or scope.sight(RIGHT) != "partnership")


def performance(scope: Scope, asked: TableAsked | FigureAsked, place: Workspace) -> Table:
    """The performance table."""
    request = TableRequest(
        area=asked.area or None,
        by=asked.by,
        measures=(asked.measure,) if asked.measure else (),
        to=asked.to or None,
        months=asked.months,
        totals=asked.by != "category",
        two_years=isinstance(asked, TableAsked) and asked.two_years == "yes",
        public=sees_public(scope),
    )
    return kept(place, ("table", request), lambda: table(place, request))


def series_of(scope: Scope, asked: SeriesAsked, place: Workspace) -> Series:
    """A measure over time."""
    request = SeriesRequest(asked.measure, asked.area or None, asked.by, asked.first, asked.to)
    make = public_series if sees_public(scope) else measure_series
    return kept(place, ("series", request, sees_public(scope)), lambda: make(place, request))


def analysis_of(
    scope: Scope, name: str, measure: str, area: str | None, to: str | None, place: Workspace
) -> AnalysisResult:
    """An analysis of a measure; for the public only of one whose every count is published."""

    def make() -> AnalysisResult:
        if sees_public(scope):
            check_open(place, measure)
        given = {"measure": measure, "area": area, "to": to}
        return analyse(place, name, request_for(name, {key: one for key, one in given.items() if one}))

    return kept(place, ("analysis", name, measure, area or "", to or "", sees_public(scope)), make)


def figure_of(
    scope: Scope, identity: str, asked: FigureAsked, place: Workspace
) -> tuple[Table, Cited] | None:
    """The figure of an identity: in the table that is asked for, then in those of the partnership; else None."""
    for by in dict.fromkeys((asked.by, *LOOKED_IN)):
        made = performance(scope, asked if by == asked.by else FigureAsked.model_validate({"by": by}), place)
        found = next((one for one in cited_figures(made) if one.figure.identity == identity), None)
        if found is not None:
            return made, found
    return None


def board(scope: Scope, on: date) -> dict[str, Any]:
    """The board of feeds as far as its room shows it to the same person."""
    return board_record([one.status for one in desk.board(scope, on)], on)


def snapshots(scope: Scope) -> list[dict[str, Any]]:
    """The snapshots that are kept, the newest first.

    Raises
    ------
    Http404
        For those who see only their own organisation's things: the page is absent, too.
    """
    if not sees_whole_board(scope):
        raise Http404
    return [
        {
            "id": one.id,
            "made": one.made,
            "parent": one.parent,
            "definitions": one.definitions,
            "sources": len(one.sources),
            "notes": list(one.notes),
        }
        for one in desk.snapshots(scope)
    ]


def page_of(found: Sequence[Any], limit: int, offset: int) -> list[Any]:
    """A page of a list."""
    return list(islice(found, offset, offset + limit))
