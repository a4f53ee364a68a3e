"""Looking at what is there: quality, snapshots and what changed between two, and why somebody's figure differs."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from wardmote.operations.pasted_figures import read_table
from wardmote.operations.reconcile import reconcile_figures
from wardmote.operations.refusals import sentence_of
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import scope_from
from wardmote.site.kit.house import workspace
from wardmote.site.kit.results import Refused
from wardmote.site.rooms.evidence import rules, selectors
from wardmote.site.rooms.evidence.forms import ReconcileForm


@needs("evidence-see")
@require_GET
def quality(request: HttpRequest) -> HttpResponse:
    """What came of each month of each force, and how good it is."""
    _only_those_who_see_all(request)
    scope, asked = scope_from(request), request.GET.get("force", "")
    found, why_not, forces = None, "", selectors.forces(scope)
    first = selectors.shown_first(forces)
    if asked not in {name for name, _ in forces}:
        asked = first
    try:
        found = selectors.quality(scope, asked)
    except Exception as error:
        why_not = _sentence(error)
    context = {"found": found, "why_not": why_not, "forces": forces, "asked": asked, "at_once": not first}
    return render(request, "evidence/quality.html", context)


@needs("evidence-see")
@require_GET
def snapshots(request: HttpRequest) -> HttpResponse:
    """Every snapshot that is kept; any two can be compared."""
    _only_those_who_see_all(request)
    return render(request, "evidence/snapshots.html", {"snapshots": selectors.snapshots(request.scope)})  # type: ignore[attr-defined]


@needs("evidence-see")
@require_GET
def difference(request: HttpRequest) -> HttpResponse:
    """What changed from one snapshot to another, and which figures that moves."""
    _only_those_who_see_all(request)
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    part = request.headers.get("HX-Request") == "true"
    if not part and "now" not in request.GET and not selectors.difference_is_kept(before, after):
        address = "?" + urlencode({"before": before, "after": after, "now": 1})
        return render(request, "evidence/difference.html", {"address": address})
    try:
        found, why_not = selectors.difference(request.scope, before, after), ""  # type: ignore[attr-defined]
    except Exception as error:
        found, why_not = None, _sentence(error)
    template = "evidence/difference-part.html" if part else "evidence/difference.html"
    return render(request, template, {"found": found, "why_not": why_not})


@needs("evidence-see")
@require_http_methods(["GET", "POST"])
def reconcile(request: HttpRequest) -> HttpResponse:
    """Why does this not match our dashboard? The page answers at once and asks for the explanation as a part, with what
    was pasted in hand: nothing of it is kept."""
    _only_those_who_see_all(request)
    form = ReconcileForm(request.POST or None)
    part = request.headers.get("HX-Request") == "true"
    answers, why_not, waits = None, "", False
    if request.method == "POST" and form.is_valid():
        try:
            asked = read_table(form.cleaned_data["figures"])
            waits = not part and "now" not in request.GET
            answers = None if waits else reconcile_figures(workspace(), asked)
        except Exception as error:
            why_not = _sentence(error)
    context = {"form": form, "answers": answers, "why_not": why_not, "waits": waits}
    if part:
        return render(request, "evidence/reconcile-part.html", context)
    return render(request, "evidence/reconcile.html", context, status=422 if form.errors or why_not else 200)


def _only_those_who_see_all(request: HttpRequest) -> None:
    if not rules.sees_whole_board(request.scope):  # type: ignore[attr-defined]
        raise Http404


def _sentence(error: Exception) -> str:
    """A refusal in its own words; our own mistakes go on."""
    words = str(error) if isinstance(error, Refused) else sentence_of(error, for_command_line=False)
    if words is None:
        raise error
    return words.replace(f"{workspace().folder}/", "")
