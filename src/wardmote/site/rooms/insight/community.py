"""The page of need by neighbourhood: an index of several variables, how sure its order is, and each neighbourhood."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wardmote.analyses.community.result import DRAWN
from wardmote.analyses.community.tables import AREAS, PROFILE, VALUES
from wardmote.analyses.result import AnalysisResult
from wardmote.definitions.community_matrices import CommunityMatrix
from wardmote.operations.analyse import CATALOGUE
from wardmote.operations.analyse.community import weights_in
from wardmote.publishing.plain_sheets import WRITERS
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of
from wardmote.site.kit.pages.standing import standing
from wardmote.site.kit.results import Refused
from wardmote.site.kit.sheets import as_file
from wardmote.site.rooms.insight import choices, need_tables, selectors, working_out
from wardmote.site.rooms.insight.asking import CATEGORY, Asked, asked_in
from wardmote.site.rooms.insight.measures import Part
from wardmote.site.rooms.insight.pages import NOT_TO_BE_HAD, is_part, scope_in, teaching
from wardmote.site.rooms.insight.pictures import shown
from wardmote.site.rooms.insight.selectors import NEED

WEIGHT = "weight-"
"""What the field of a weight is called, before its variable."""
KEPT = ("matrix", "scale", "weights", "area", "to", "by", "snapshot")
"""What stays as it is while another neighbourhood is looked at."""
AGAIN = "5"
"""Seconds after which a page without scripts looks again whether the work is done."""


@needs("figures-see")
@require_safe
@teaching
def need_page(request: HttpRequest) -> HttpResponse:
    """Areas by need; the work that makes it, where that takes longer than a page should; or why it cannot be had."""
    scope, asked = scope_in(request), _asked(request)
    told = _filters(request, asked)
    try:
        if not selectors.takes_long(scope, NEED, asked):
            result = selectors.analysis(scope, NEED, asked)
            return render(request, "insight/community.html", told | _made(asked, result))
    except Refused as refusal:
        told |= {"refusal": str(refusal)}
        return render(request, "insight/community-waits.html", told, status=NOT_TO_BE_HAD)
    job = working_out.latest(scope, NEED, asked, _address(asked))
    at_work = job is not None and not job.is_final
    told |= {"job": job, "at_work": at_work, "begin": reverse("insight-community-begin") + asked.query()}
    told |= {"many": selectors.areas_of_need(selectors.here(asked), asked)}
    answer = render(request, "insight/community-waits.html", told)
    if at_work:
        answer.headers["Refresh"] = AGAIN
    return answer


@needs("figures-see")
@require_POST
@teaching
def begin(request: HttpRequest) -> HttpResponse:
    """Ask for the index in the background, and back to its page, which follows the work."""
    asked = _asked(request)
    title = f"{_template(asked).title}, {selectors.area_of(scope_in(request), asked).name}"
    if selectors.takes_long(scope_in(request), NEED, asked):
        working_out.ask_for(actor_of(request), NEED, asked, _address(asked), title)
    if is_part(request):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect(_address(asked))


@needs("figures-see")
@require_safe
@teaching
def need_file(request: HttpRequest, table: str, written_as: str) -> HttpResponse:
    """A table of the index as a file; on to its page while that is not made."""
    scope, asked = scope_in(request), _asked(request)
    if table not in (AREAS, VALUES, PROFILE) or written_as not in WRITERS:
        raise Http404
    if selectors.takes_long(scope, NEED, asked):
        return redirect(_address(asked))
    result = selectors.analysis(scope, NEED, asked)
    sheet = need_tables.sheet(result, table)
    return as_file(sheet, f"need-{table}-{_template(asked).id}-{_level(asked)}", written_as)


def _asked(request: HttpRequest) -> Asked:
    """What the address asks for; weights as one word, and only those that are not the matrix's own."""
    asked = asked_in(request)
    matrix = _template(asked)
    typed = [
        f"{one.id}:{value}" for one in matrix.variables if (value := request.GET.get(f"{WEIGHT}{one.id}", ""))
    ]
    weights = weights_in(",".join([*filter(None, [asked.weights]), *typed]), matrix)
    own = {one.id: one.weight for one in matrix.variables}
    other = ",".join(f"{name}:{one:g}" for name, one in sorted(weights.items()) if one != own[name])
    scale = "" if asked.scale == matrix.normalise else asked.scale
    return replace(
        asked,
        matrix=matrix.id,
        weights=other,
        scale=scale,
        by=CATEGORY if asked.by == matrix.level else asked.by,
    )


def _template(asked: Asked) -> CommunityMatrix:
    """The matrix that an address names; the usual one where it names none that there is."""
    known = selectors.here(asked).definitions.community_matrices
    return known.get(asked.matrix) or known[selectors.need_request(Asked()).matrix]


def _level(asked: Asked) -> str:
    return _template(asked).level if asked.by == CATEGORY else asked.by


def _address(asked: Asked) -> str:
    return reverse("insight-community") + replace(asked, profile="").query()


def _filters(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    matrix = _template(asked)
    weights = {one.id: one.weight for one in matrix.variables} | weights_in(asked.weights, matrix)
    return {
        "asked": asked,
        "matrix": matrix,
        "question": CATALOGUE[NEED].question,
        "public": selectors.sees_public(scope_in(request)),
        "level": _level(asked),
        "scale": asked.scale or matrix.normalise,
        "matrices": choices.matrix_choices(asked),
        "levels": choices.levels_in_several(asked),
        "scales": choices.scale_choices(),
        "months": choices.month_choices(asked),
        "weights": [
            (f"{WEIGHT}{one.id}", one.short, choices.weight_choices(one.weight), f"{weights[one.id]:g}")
            for one in matrix.variables
        ],
        "weighted": bool(asked.weights),
    }


def _made(asked: Asked, result: AnalysisResult) -> dict[str, Any]:
    matrix, definitions = _template(asked), selectors.here(asked).definitions
    order = result.table(AREAS).records()
    code = asked.profile or str(order[0]["code"])
    page = reverse("insight-community")
    drawn = tuple(
        shown(picture, NEED, str(number), replace(asked, profile=""), page)
        for number, picture in enumerate(result.pictures, start=1)
    )
    profile = need_tables.profile(result, matrix, asked, definitions, code)
    by_need = need_tables.by_need(result, asked)
    others = replace(by_need, rows=by_need.rows[DRAWN:], notes=())
    return {
        "part": Part(NEED, result.title, _address(asked), result, drawn),
        "by_need": replace(by_need, rows=by_need.rows[:DRAWN]),
        "others": others if others.rows else None,
        "values": need_tables.values(result, matrix, asked, definitions),
        "profile": profile,
        "profile_title": need_tables.named(result, code),
        "profiled": next((one for one in order if one["code"] == code), None),
        "area_address": reverse("insight-area", kwargs={"code": code})
        + Asked(to=asked.to, snapshot=asked.snapshot).query(),
        "areas": [choices.Choice(str(row[1]), str(row[0])) for row in result.table(VALUES).rows],
        "code": code,
        "lacking": len(result.table(VALUES).rows) - len(order),
        "kept_in_form": [(one, value) for one, value in vars(asked).items() if value and one in KEPT],
        "files": {name: _files(asked, name) for name in (AREAS, VALUES)},
        "lasting": page + asked.query(snapshot=asked.snapshot or standing().snapshot),
    }


def _files(asked: Asked, table: str) -> list[tuple[str, str]]:
    return [
        (
            written_as.upper(),
            reverse("insight-community-file", kwargs={"table": table, "written_as": written_as})
            + replace(asked, profile="").query(),
        )
        for written_as in WRITERS
    ]
