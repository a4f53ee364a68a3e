"""Setting a scan up, page by page, and trying it as a partner."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.rooms.scan import rules, scoring, setting_up
from wardmote.site.rooms.scan.desk import START, Desk, screen
from wardmote.site.rooms.scan.forms import IssueForm, IssuesForm, PartnerForm, ScanForm
from wardmote.site.rooms.scan.inviting import invite
from wardmote.site.rooms.scan.models import Partner, Scan, Stage
from wardmote.site.rooms.scan.views.finding import (
    asked,
    issue_or_404,
    managed_or_404,
    page_of,
    partner_or_404,
)

UNPROCESSABLE = 422
both = require_http_methods(["GET", "HEAD", "POST"])


@needs(rules.MANAGE)
@both
def begin(request: HttpRequest) -> HttpResponse:
    """Begin to set a scan up."""
    if not rules.may_manage(scope_from(request)):
        raise Http404
    form = ScanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect(page_of(setting_up.keep_scan(actor_of(request), None, form.cleaned_data)))
    shown = {"form": form, "title": _("Set up a scan"), "back": reverse("scans"), "button": _("Go on")}
    return render(request, "scan/form.html", shown, status=UNPROCESSABLE if form.errors else 200)


@needs(rules.MANAGE)
@both
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Change what it is called, how it is scored, and its days."""
    scan = _being_set_up(request, key)
    form = ScanForm(request.POST if request.method == "POST" else None, scan=scan)
    return asked(
        request, scan, (_("Change the scan"), _("Save")),
        lambda told: setting_up.keep_scan(actor_of(request), scan, told), form,
    )  # fmt: skip


@needs(rules.MANAGE)
@both
def issue(request: HttpRequest, key: int, number: int = 0) -> HttpResponse:
    """Add an issue, or change one."""
    scan = _being_set_up(request, key)
    held = issue_or_404(scan, number) if number else None
    before = {name: getattr(held, name) for name in ("title", "measure", "words")} if held else None
    form = IssueForm(request.POST if request.method == "POST" else None, initial=before)
    title = _("Change an issue") if held else _("Add an issue")
    return asked(
        request, scan, (title, _("Save")),
        lambda told: setting_up.keep_issue(actor_of(request), scan, held, told), form,
    )  # fmt: skip


@needs(rules.MANAGE)
@both
def issues(request: HttpRequest, key: int) -> HttpResponse:
    """Add several issues at once, by their names."""
    scan = _being_set_up(request, key)
    form = IssuesForm(request.POST if request.method == "POST" else None)
    return asked(
        request, scan, (_("Add several issues"), _("Add them")),
        lambda told: setting_up.keep_issues(actor_of(request), scan, told["titles"]), form,
    )  # fmt: skip


@needs(rules.MANAGE)
@both
def issue_out(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Take an issue out."""
    scan = _being_set_up(request, key)
    held = issue_or_404(scan, number)
    title = _("Take out: %(issue)s") % {"issue": held.title}
    return asked(
        request, scan, (title, _("Take it out")),
        lambda told: setting_up.remove_issue(actor_of(request), held), warns=True,
    )  # fmt: skip


@needs(rules.MANAGE)
@both
def issue_for_all(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Ask every partner of an issue that one added."""
    scan = managed_or_404(request, key)
    held = issue_or_404(scan, number)
    if held.for_all or scan.stage != Stage.OPEN:
        raise Http404
    notes = (held.words,) if held.words else ()
    title = _("Ask all partners of: %(issue)s") % {"issue": held.title}
    more = (_("Who has submitted already is not asked any more."),)
    return asked(
        request, scan, (title, _("Ask all")), lambda told: scoring.ask_all(actor_of(request), held),
        notes=notes + more,
    )  # fmt: skip


@needs(rules.MANAGE)
@both
def partner(request: HttpRequest, key: int, which: int = 0) -> HttpResponse:
    """Add a partner, or say who scores for it."""
    scan = managed_or_404(request, key)
    if scan.stage == Stage.CLOSED:
        raise Http404
    held = partner_or_404(scan, which) if which else None
    form = PartnerForm(request.POST if request.method == "POST" else None, scan=scan, partner=held)
    title = _("Who scores for %(partner)s") % {"partner": held} if held else _("Add a partner")
    return asked(
        request, scan, (title, _("Save")),
        lambda told: setting_up.keep_partner(actor_of(request), scan, held, told), form,
    )  # fmt: skip


@needs(rules.MANAGE)
@both
def partner_out(request: HttpRequest, key: int, which: int) -> HttpResponse:
    """Ask a partner no more."""
    scan = _being_set_up(request, key)
    held = partner_or_404(scan, which)
    title = _("Do not ask %(partner)s") % {"partner": held}
    return asked(
        request, scan, (title, _("Take it out")),
        lambda told: setting_up.remove_partner(actor_of(request), held), warns=True,
    )  # fmt: skip


@needs(rules.MANAGE)
@both
def preview(request: HttpRequest, key: int, step: str = START) -> HttpResponse:
    """The scan as a partner sees it; nothing is kept."""
    scan = managed_or_404(request, key)
    nobody = Partner(scan=scan)
    at = Desk(
        actor_of(request), nobody,
        lambda step: reverse("scan-preview", kwargs={"key": scan.pk, "step": step}),
        (page_of(scan), scan.title), keeps=False,
    )  # fmt: skip
    return screen(request, at, step)


@needs(rules.MANAGE)
@both
def open_it(request: HttpRequest, key: int) -> HttpResponse:
    """Open a scan, and send everybody who scores their letter."""
    scan = _being_set_up(request, key)
    notes = (
        _("Its issues and evidence cards stay as they are from then on, and partners are sent their links."),
    )

    def work(told: object) -> None:
        opened = setting_up.open_scan(actor_of(request), scan)
        invite(actor_of(request), opened, request.build_absolute_uri("/").rstrip("/"))

    return asked(
        request, scan, (_("Open the scan"), _("Open it and send the links")), work, notes=notes,
        done=_("The scan is open, and the letters are on their way."),
    )  # fmt: skip


def _being_set_up(request: HttpRequest, key: int) -> Scan:
    scan = managed_or_404(request, key)
    if scan.stage != Stage.SETTING_UP:
        raise Http404
    return scan
