"""A build: its page, its files, the steps it takes, and what changed between two."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.kit.audit import marked
from wardmote.site.rooms.library import files, resting, rules, selectors, services
from wardmote.site.rooms.library.forms import NAMES, CompareForm, WhyForm
from wardmote.site.rooms.library.models import Build, Edition

GONE = 410
BUTTONS = {
    "submit": gettext_lazy("Send it for review"),
    "return": gettext_lazy("Send it back"),
    "approve": gettext_lazy("Approve it"),
    "publish": gettext_lazy("Publish it"),
    "withdraw": gettext_lazy("Withdraw it"),
}


@needs("documents-see")
@require_GET
def build(request: HttpRequest, key: UUID) -> HttpResponse:
    """What a build was made from, how far it is, its files, and what may be done with it."""
    found = _found(request, key)
    others = selectors.others(scope_from(request), found)
    return render(
        request,
        "library/build.html",
        {
            "build": found,
            "steps": list(found.steps.select_related("person")),
            "names": NAMES,
            "moves": [(one, BUTTONS[one.name]) for one in rules.moves_of(scope_from(request), found)],
            "own": found.by_id == request.user.pk,
            "look_again": [one for one in found.places if one["state"] == "needs another look"],
            "to_write": [one for one in found.places if one["state"] == "to be written"],
            "open": rules.is_open(found),
            "missing": rules.missing(found),
            "rests_on": resting.told(found),
            "later": resting.later(found),
            "waits": resting.refusal(found),
            "ways": _ways(),
            "compare": CompareForm(others) if others else None,
            "may_write": scope_from(request).may(rules.WRITE),
        },
    )


@needs("documents-see")
@require_GET
def read(request: HttpRequest, key: UUID) -> HttpResponse:
    """The document itself, shut off from the site."""
    return _file(request, _found(request, key), "html", to_read=True)


@needs("documents-see")
@require_GET
def download(request: HttpRequest, key: UUID, form: str) -> HttpResponseBase:
    """A file of a build, to keep."""
    return _file(request, _found(request, key), form, to_read=False)


@needs("documents-see")
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, key: UUID, move: str) -> HttpResponse:
    """Ask whether to take a step with a build, and take it. Each step asks for its own right."""
    found, scope = _found(request, key), scope_from(request)
    if move not in rules.MOVES or not scope.may(rules.MOVES[move].right):
        raise Http404
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.move(actor_of(request), found, move, form.cleaned_data["words"])
        except services.NotAllowedNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("Done. It is in the record."))
            return redirect("library-build", key=key)
    context = {
        "build": found,
        "move": rules.MOVES[move],
        "button": BUTTONS[move],
        "form": form,
        "rests_on": resting.told(found),
    }
    return render(request, "library/step.html", context, status=422 if form.errors else 200)


@needs("documents-see")
@require_POST
def compare(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask what changed from an earlier build to this one."""
    later = _found(request, key)
    others = selectors.others(scope_from(request), later)
    form = CompareForm(others, request.POST)
    if not form.is_valid():
        raise Http404
    earlier = next(one for one in others if str(one.pk) == form.cleaned_data["earlier"])
    job = services.ask_to_compare(actor_of(request), earlier, later)
    return redirect("library-comparison", key=job.pk)


@needs("documents-see")
@require_GET
def comparison(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far a comparison is; once it is made, its files."""
    job = selectors.comparison(scope_from(request), key)
    if job is None:
        raise Http404
    answer = render(request, "library/comparison.html", {"job": job, "names": NAMES})
    if not job.is_final:
        answer.headers["Refresh"] = "5"
    return answer


@needs("documents-see")
@require_GET
def compared(request: HttpRequest, key: UUID, form: str) -> HttpResponseBase:
    """A file of a comparison: the web page to read, any other to keep."""
    job = selectors.comparison(scope_from(request), key)
    file = next((one for one in job.result.get("files", []) if one["format"] == form), None) if job else None
    if job is None or file is None:
        raise Http404
    marked.shows(request, marked.of_papers())
    try:
        return files.shown(job.result["key"], file) if form == "html" else files.sent(job.result["key"], file)
    except files.FileAlteredError as fault:
        return render(request, "library/lost.html", {"fault": str(fault), "back": None}, status=GONE)


def _ways() -> dict[str, str]:
    """Letter of a part that the law asks for -> where it is filled."""
    words = reverse("library-words")
    return {
        "b": words,
        "c": reverse("register", kwargs={"register": "hypotheses"}),
        "d": reverse("workshops"),
        "e": reverse("register", kwargs={"register": "consultation"}),
        "f": reverse("priorities"),
        "g": words,
    }


def _found(request: HttpRequest, key: UUID) -> Build:
    found = selectors.build_of(scope_from(request), key)
    if found is None:
        raise Http404
    return found


def _file(request: HttpRequest, build: Build, form: str, *, to_read: bool) -> HttpResponse:
    file = selectors.file_of(build, form)
    if file is None:
        raise Http404
    if build.edition != Edition.PUBLIC:
        marked.shows(request, marked.of_papers())
    try:
        return files.shown(str(build.pk), file) if to_read else files.sent(str(build.pk), file)  # type: ignore[return-value]
    except files.FileAlteredError as fault:
        return render(request, "library/lost.html", {"fault": str(fault), "back": build}, status=GONE)
