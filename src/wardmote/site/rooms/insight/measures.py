"""Pages of a measure: its figures, and every analysis that bears on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from wardmote.analyses.result import AnalysisResult
from wardmote.analyses.result_records import table_csv as result_csv
from wardmote.figures import Row
from wardmote.operations.analyse import CATALOGUE
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.pages.standing import standing
from wardmote.site.kit.pages.tables import csv_answer, of_result
from wardmote.site.kit.results import Refused
from wardmote.site.rooms.insight import choices, performance, selectors
from wardmote.site.rooms.insight.asking import CATEGORY, Asked, asked_in
from wardmote.site.rooms.insight.pages import is_part, scope_in, teaching
from wardmote.site.rooms.insight.pictures import Shown, shown

OFFERED = {
    "control": gettext_lazy("Month by month, with limits"),
    "trend": gettext_lazy("Trend over the years"),
    "season": gettext_lazy("Season"),
    "forecast": gettext_lazy("Forecast"),
    "area-shares": gettext_lazy("Where its share changed"),
    "peers": gettext_lazy("Areas like ours"),
    "deprivation": gettext_lazy("Deprivation"),
    "change": gettext_lazy("Every test of the change"),
    "exceptional": gettext_lazy("Exceptional weeks"),
}
"""Analyses of one measure, in order, with their headings."""
ON_THE_PAGE = ("control", "trend", "season", "forecast", "area-shares", "peers")
"""Those that the page of a measure shows; the others have pages of their own alone."""


@dataclass(frozen=True)
class Part:
    """A part of the page: made already, refused, or still to be fetched."""

    name: str
    title: str
    address: str
    result: AnalysisResult | None = None
    shown: tuple[Shown, ...] = ()
    refusal: str = ""

    @property
    def waits(self) -> bool:
        """Whether it is fetched after the page."""
        return self.result is None and not self.refusal


@needs("figures-see")
@require_safe
@teaching
def measures_page(request: HttpRequest) -> HttpResponse:
    """Every measure that figures can be had of."""
    asked = asked_in(request)
    found = [
        (one.text, performance.measure_address(one.value, asked)) for one in choices.measure_choices(asked)
    ]
    return render(request, "insight/measures.html", {"asked": asked, "found": found})


@needs("figures-see")
@require_safe
@teaching
def measure_page(request: HttpRequest, measure: str) -> HttpResponse:
    """A measure: the year against the year before, and what each analysis finds."""
    scope, asked = scope_in(request), asked_in(request, measure=measure)
    found = selectors.here(asked).definitions.measures.get(measure)
    if found is None:
        raise Http404
    row = _row(request, asked)
    plain = replace(asked, measure="", by=CATEGORY)
    told = {
        "asked": asked,
        "measure": found,
        "row": row,
        "facts": performance.facts_of(row, asked) if row else [],
        "area": selectors.area_of(scope, asked),
        "parts": [_part(request, name, asked, at_once=False) for name in ON_THE_PAGE],
        "others": [(OFFERED[name], _address(name, asked)) for name in OFFERED if name not in ON_THE_PAGE],
        "areas": choices.area_choices(scope, asked),
        "months": choices.month_choices(asked),
        "map_address": reverse("insight-map") + asked.query() if found.available else "",
        "wards_address": reverse("insight") + asked.query(by="ward") if found.available else "",
        "table_address": reverse("insight") + plain.query(),
        "lasting": request.path + plain.query(snapshot=asked.snapshot or standing().snapshot),
    }
    return render(request, "insight/measure.html", told)


@needs("figures-see")
@require_safe
@teaching
def analysis_page(request: HttpRequest, measure: str, analysis: str) -> HttpResponse:
    """One analysis of a measure, whole; for htmx the part that the page of the measure shows."""
    asked = asked_in(request, measure=measure)
    if analysis not in OFFERED or measure not in selectors.here(asked).definitions.measures:
        raise Http404
    part = _part(request, analysis, asked, at_once=True)
    if is_part(request):
        return render(request, "insight/part.html", {"part": part})
    told = {
        "asked": asked,
        "part": part,
        "question": CATALOGUE[analysis].question,
        "measure": selectors.here(asked).definitions.measures[measure],
        "measure_address": performance.measure_address(measure, asked),
        "tables": [
            (of_result(table), _csv(analysis, table.id, asked)) for table in part.result.tables if table.rows
        ]
        if part.result
        else [],
    }
    return render(request, "insight/analysis.html", told)


@needs("figures-see")
@require_safe
@teaching
def analysis_csv(request: HttpRequest, measure: str, analysis: str, table: str) -> HttpResponse:
    """A table of an analysis."""
    asked = asked_in(request, measure=measure)
    if analysis not in OFFERED:
        raise Http404
    result = selectors.analysis(scope_in(request), analysis, asked)
    try:
        found = result.table(table)
    except KeyError as error:
        raise Http404 from error
    return csv_answer(result_csv(found), f"{measure}-{analysis}-{table}")


def _part(request: HttpRequest, name: str, asked: Asked, *, at_once: bool) -> Part:
    """An analysis as a part of a page; one that was never made waits, unless it is wanted at once."""
    scope, address = scope_in(request), _address(name, asked)
    part = Part(name, str(OFFERED[name]), address)
    if not at_once and not selectors.analysis_is_kept(scope, name, asked):
        return part
    try:
        result = selectors.analysis(scope, name, asked)
    except Refused as error:
        return replace(part, refusal=str(error))
    page = reverse("insight-analysis", kwargs={"measure": asked.measure, "analysis": name})
    pictures = tuple(
        replace(
            shown(picture, name, str(number), asked, page),
            address=page + replace(asked, measure="").query(snapshot=asked.snapshot or result.snapshot),
        )
        for number, picture in enumerate(result.pictures, start=1)
    )
    return replace(part, result=result, shown=pictures)


def _address(name: str, asked: Asked) -> str:
    page = reverse("insight-analysis", kwargs={"measure": asked.measure, "analysis": name})
    return page + replace(asked, measure="", by=CATEGORY).query()


def _csv(analysis: str, table: str, asked: Asked) -> str:
    named = {"measure": asked.measure, "analysis": analysis, "table": table}
    return reverse("insight-analysis-csv", kwargs=named) + replace(asked, measure="", by=CATEGORY).query()


def _row(request: HttpRequest, asked: Asked) -> Row | None:
    figures = selectors.performance(scope_in(request), replace(asked, measure="", by=CATEGORY))
    return next((one for one in (*figures.observed, *figures.rows) if one.measure.id == asked.measure), None)
