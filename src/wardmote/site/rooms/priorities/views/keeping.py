"""What is said of priorities afterwards: drivers, threads, how far they are, new versions of the work."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of
from wardmote.site.kit.house import workspace
from wardmote.site.kit.pages.asking import Question, ask
from wardmote.site.rooms.priorities import rules, selectors, services
from wardmote.site.rooms.priorities.forms import CarryForm, LinkForm, ThreadForm, WhyForm, WorkForm
from wardmote.site.rooms.priorities.views.finding import issue_or_404, kept_or_404, page_of

UNPROCESSABLE = 422
both = require_http_methods(["GET", "HEAD", "POST"])


@needs(rules.KEEP)
@both
def carry(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Say how far a priority was carried out."""
    found = kept_or_404(request, key)
    issue = issue_or_404(found, number)
    if not found.adopted or issue not in found.record.priorities:
        raise Http404
    held, there = selectors.carried(found.workshop).get(number), page_of(found)
    before = {name: getattr(held, name) for name in ("state", "output", "evidence", "lesson")} if held else {}
    form = CarryForm(request.POST if request.method == "POST" else None, initial=before)
    work = found.work(number)
    notes = (_("What is to change: %(aim)s") % {"aim": work.aim},) if work else ()
    question = Question(
        _("How far: %(issue)s") % {"issue": issue.title}, _("Keep it"), there, there,
        _("Kept. The next assessment tells it."), notes,
    )  # fmt: skip
    return ask(
        request, question, form, lambda told: services.carry(actor_of(request), found.workshop, number, told),
        services.NotNow,
    )  # fmt: skip


@needs(rules.KEEP)
@both
def link(request: HttpRequest, key: int, number: int, driver: str) -> HttpResponse:
    """Say whether a driver lies behind a priority."""
    found = kept_or_404(request, key)
    issue, known = issue_or_404(found, number), workspace().definitions.drivers.get(driver)
    if known is None or "driver" not in known.use or issue not in found.record.priorities:
        raise Http404
    held = selectors.links(found.workshop).get((number, driver))
    there = reverse("priorities-behind", kwargs={"key": key})
    question = Question(
        _("%(driver)s behind %(issue)s") % {"driver": known.title, "issue": issue.title}, _("Keep it"), there, there,
        _("Kept."), (known.meaning + ".",),
    )  # fmt: skip
    form = LinkForm(request.POST if request.method == "POST" else None, link=held)
    return ask(
        request, question, form, lambda told: services.link(actor_of(request), found.workshop, number, driver, told),
        services.NotNow,
    )  # fmt: skip


@needs(rules.KEEP)
@both
def threads(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Say which threads run through an issue."""
    found = kept_or_404(request, key)
    issue = issue_or_404(found, number)
    held = selectors.threads(found.workshop).get(number, [])
    there = reverse("priorities-behind", kwargs={"key": key})
    title = _("Threads: %(issue)s") % {"issue": issue.title}
    form = ThreadForm(request.POST if request.method == "POST" else None, issue=issue, held=held)
    return ask(
        request, Question(title, _("Keep it"), there, there, _("Kept.")), form,
        lambda told: services.thread(actor_of(request), found.workshop, number, told["threads"]), services.NotNow,
    )  # fmt: skip


@needs(rules.KEEP)
@both
def refresh(request: HttpRequest, key: int) -> HttpResponse:
    """Keep a new version of the work on all priorities."""
    found = kept_or_404(request, key)
    if not found.adopted or not found.record.priorities:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    forms = [
        (one, WorkForm(sent, work=found.work(one.number), prefix=f"p{one.number}"))
        for one in found.record.priorities
    ]
    why = WhyForm(sent)
    if sent is not None and all([why.is_valid(), *(form.is_valid() for _one, form in forms)]):
        works = {one.number: form.said() for one, form in forms}
        try:
            services.refresh(actor_of(request), found.workshop, works, why.cleaned_data["why"])
        except services.NotNow as refusal:
            why.add_error(None, str(refusal))
        else:
            messages.success(request, _("A new version is kept. What the board approved stays beside it."))
            return redirect("priorities-versions", key=key)
    wrong = bool(why.errors) or any(form.errors for _one, form in forms)
    shown = {"found": found, "forms": forms, "why": why}
    return render(request, "priorities/refresh.html", shown, status=UNPROCESSABLE if wrong else 200)
