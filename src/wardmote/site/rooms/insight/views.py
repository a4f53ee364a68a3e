"""Pages of the insight room: the performance table, a measure, an area, a number."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wardmote.figures.export import as_csv as table_as_csv
from wardmote.publishing.tree import Table
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.pages.standing import standing
from wardmote.site.kit.pages.tables import csv_answer
from wardmote.site.rooms.insight import choices, performance, provenance, selectors
from wardmote.site.rooms.insight.asking import CATEGORY, Asked, asked_in
from wardmote.site.rooms.insight.pages import scope_in, teaching
from wardmote.site.rooms.insight.pictures import PROFILE, pictures_of, shown


@needs("figures-see")
@require_safe
@teaching
def table_page(request: HttpRequest) -> HttpResponse:
    """The performance table."""
    scope, asked = scope_in(request), asked_in(request)
    if asked.by != CATEGORY and not asked.measure:
        asked = replace(asked, measure="all-crime")
    if asked.by == CATEGORY:
        asked = replace(asked, measure="")
    figures, definitions = selectors.performance(scope, asked), selectors.here(asked).definitions
    told = {
        "asked": asked,
        "figures": figures,
        "police": performance.police_table(figures, asked, definitions),
        "partners": performance.partner_tables(figures, asked, definitions),
        "without": performance.without(figures),
        "caveats": list(dict.fromkeys(one.text for one in figures.caveats)),
        "csv": reverse("insight-table-csv") + asked.query(),
        "lasting": reverse("insight") + asked.query(snapshot=asked.snapshot or standing().snapshot),
    }
    return render(request, "insight/table.html", told | _filters(request, asked))


@needs("figures-see")
@require_safe
@teaching
def table_csv(request: HttpRequest) -> HttpResponse:
    """The same table with everything that is known of each row."""
    asked = asked_in(request)
    figures = selectors.performance(scope_in(request), asked)
    text = table_as_csv(figures, selectors.here(asked).definitions)
    return csv_answer(text, f"performance-{figures.area.code or 'area'}-{figures.current.end}")


@needs("figures-see")
@require_safe
@teaching
def figure_page(request: HttpRequest, measure: str, what: str) -> HttpResponse:
    """One number and what it rests on."""
    asked = asked_in(request, measure=measure)
    if what not in provenance.WHATS or not asked.measure:
        raise Http404
    then, now = provenance.now_and_then(scope_in(request), asked, what)
    pinned = asked.query(measure="", snapshot=asked.snapshot or standing().snapshot)
    told = {
        "asked": asked,
        "then": then,
        "now": now,
        "lasting": f"{request.path}{pinned}",
        "measure_address": performance.measure_address(measure, asked),
    }
    return render(request, "insight/figure.html", told)


@needs("figures-see")
@require_safe
@teaching
def areas_page(request: HttpRequest) -> HttpResponse:
    """Every area that has a page of its own."""
    asked = asked_in(request)
    found = choices.area_choices(scope_in(request), asked)
    return render(
        request, "insight/areas.html", {"asked": asked, "areas": found, "own": selectors.here(asked).area()}
    )


@needs("figures-see")
@require_safe
@teaching
def area_page(request: HttpRequest, code: str) -> HttpResponse:
    """The profile of an area."""
    scope, asked = scope_in(request), asked_in(request, area=code)
    document = selectors.profile(scope, asked)
    page = reverse("insight-area", kwargs={"code": code})
    without_area = replace(asked, area="")
    drawn = {
        anchor: replace(
            shown(picture, PROFILE, anchor, asked, page),
            address=page + without_area.query(snapshot=asked.snapshot or standing().snapshot),
        )
        for anchor, picture in pictures_of(document)
    }
    blocks = [
        performance.leading_on(block, asked, selectors.here(asked).definitions)
        if isinstance(block, Table) and block.anchor == "measures"
        else block
        for block in document.blocks
    ]
    told = {
        "asked": asked,
        "document": document,
        "blocks": blocks,
        "shown": drawn,
        "months": choices.month_choices(asked),
        "table_address": reverse("insight") + asked.query(),
        "map_address": reverse("insight-map") + asked.query(),
    }
    return render(request, "insight/area.html", told)


def _filters(request: HttpRequest, asked: Asked) -> dict[str, object]:
    return {
        "areas": choices.area_choices(scope_in(request), asked),
        "months": choices.month_choices(asked),
        "lengths": choices.length_choices(),
        "levels": choices.level_choices(asked, rows=True),
        "measures": choices.measure_choices(asked, located=True),
    }
