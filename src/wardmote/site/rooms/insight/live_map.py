"""The live map and its table, from one selection."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wardmote.figures import State
from wardmote.figures.months import ending
from wardmote.operations.area_map import AreaCounts, bounds_of
from wardmote.publishing.cells import count_cell, state_cell
from wardmote.publishing.tree import Column, Link, Table
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.pages.standing import standing
from wardmote.site.kit.pages.tables import as_csv, csv_answer
from wardmote.site.kit.pages.wording import month_in_words
from wardmote.site.rooms.insight import choices, selectors
from wardmote.site.rooms.insight.asking import CATEGORY, Asked, asked_in
from wardmote.site.rooms.insight.pages import scope_in, teaching
from wardmote.site.rooms.insight.pictures import MAP, shown

MEASURE, LEVEL = "all-crime", "ward"
A_DAY = 86_400


@needs("figures-see")
@require_safe
@teaching
def map_page(request: HttpRequest) -> HttpResponse:
    """The map: moving where scripts run, drawn where they do not, and its table in both."""
    scope, asked = scope_in(request), _asked(request)
    counts = selectors.map_counts(scope, asked)
    to = asked.to if asked.to in counts.months else counts.months[-1]
    page = reverse("insight-map")
    drawing = selectors.map_drawing(scope, asked, to)
    told = {
        "asked": asked,
        "counts": counts,
        "period": ending(to, asked.months),
        "table": _table(counts, to, asked),
        "shown": shown(drawing, MAP, "map", replace(asked, to=to), page) if drawing else None,
        "csv": reverse("insight-map-csv") + asked.query(),
        "data": reverse("insight-map-data") + asked.query(),
        "shapes": reverse("insight-map-shapes") + asked.query(to="", months=12, snapshot=standing().snapshot),
        "measures": choices.measure_choices(asked, located=True),
        "levels": choices.level_choices(asked, every=True),
        "areas": choices.area_choices(scope, asked, around=True),
        "months": choices.month_choices(asked),
        "lengths": choices.length_choices(),
    }
    return render(request, "insight/map.html", told)


@needs("figures-see")
@require_safe
@teaching
def map_csv(request: HttpRequest) -> HttpResponse:
    """The table beside the map."""
    asked = _asked(request)
    counts = selectors.map_counts(scope_in(request), asked)
    to = asked.to if asked.to in counts.months else counts.months[-1]
    return csv_answer(as_csv(_table(counts, to, asked)), f"map-{counts.measure.id}-{counts.level}-{to}")


@needs("figures-see")
@require_safe
@teaching
def map_data(request: HttpRequest) -> HttpResponse:
    """What the map colours: the sum of each area in one period, with the bounds of its classes."""
    asked = _asked(request)
    counts = selectors.map_counts(scope_in(request), asked)
    to = asked.to if asked.to in counts.months else counts.months[-1]
    places = counts.places_of(to, asked.months)
    made: dict[str, Any] = {
        "bounds": bounds_of(counts, places),
        "areas": {one.area.code: one.total(places) for one in counts.areas},
    }
    return JsonResponse(made)


@needs("figures-see")
@require_safe
@teaching
def map_shapes(request: HttpRequest) -> HttpResponse:
    """The outlines of the areas."""
    asked = _asked(request)
    answer = HttpResponse(selectors.map_shapes(scope_in(request), asked), content_type="application/geo+json")
    if asked.snapshot:
        answer["Cache-Control"] = f"private, max-age={A_DAY}"
    return answer


def _asked(request: HttpRequest) -> Asked:
    asked = asked_in(request)
    return replace(asked, measure=asked.measure or MEASURE, by=LEVEL if asked.by == CATEGORY else asked.by)


def _table(counts: AreaCounts, to: str, asked: Asked) -> Table:
    places = counts.places_of(to, asked.months)
    rows = [(one.area, one.total(places)) for one in counts.areas]
    rows.sort(key=lambda row: (row[1] is None, -(row[1] or 0), row[0].name))
    period = ending(to, asked.months)
    return Table(
        caption=f"{counts.measure.title}, {period.words}",
        columns=(Column(counts.plural.capitalize()), Column(f"To {month_in_words(to)}", "right")),
        rows=tuple(
            (
                Link(area.name, reverse("insight-area", kwargs={"code": area.code})),
                count_cell(total, state_cell(State.NOT_SUPPLIED)),
            )
            for area, total in rows
        ),
        anchor="areas",
    )
