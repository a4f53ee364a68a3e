"""What came of a scan, what was agreed, and what is commissioned from it. Nothing of it before the close."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.publishing.plain_sheets import WRITERS
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.kit.audit import marked
from wardmote.site.kit.audit.reading import note_export
from wardmote.site.kit.house import workspace
from wardmote.site.kit.pages.asking import Question, ask
from wardmote.site.kit.pages.tables import of_result
from wardmote.site.kit.registers import rules as register_rules
from wardmote.site.kit.registers import services as registers
from wardmote.site.kit.registers.rules import Draft, NotAccepted
from wardmote.site.kit.sheets import as_file
from wardmote.site.rooms.scan import closing, outcome, rules, selectors
from wardmote.site.rooms.scan.forms import AgreeForm, CommissionForm
from wardmote.site.rooms.scan.models import Issue, Scan
from wardmote.site.rooms.scan.setting_up import NotNow
from wardmote.site.rooms.scan.views.finding import issue_or_404, scan_or_404

both = require_http_methods(["GET", "HEAD", "POST"])


@needs(rules.SEE)
@require_safe
def results(request: HttpRequest, key: int) -> HttpResponse:
    """Dots, medians, ranges, flags, the order, and who did not respond."""
    scan, scope = _closed_or_404(request, key), scope_from(request)
    marked.shows(request, marked.of_papers())
    closed = selectors.closed(scan)
    order = outcome.order(closed)
    shown: dict[str, Any] = {
        "scan": scan,
        "matrix": closed.matrix,
        "results": outcome.results(closed),
        "order": order,
        "table": of_result(order.table("order")),
        "wordless": [of_result(one) for one in order.tables if one.id == "outside-the-legend"],
        "answered": [one for one in closed.partners if one.submitted],
        "missing": sorted(
            (one for one in closed.partners if not one.submitted), key=lambda one: not one.began
        ),
        "earlier": closed.earlier,
        "manages": rules.may_manage(scope),
        "commissions": _commissions(request),
        "CANNOT_SAY": rules.CANNOT_SAY,
    }
    return render(request, "scan/results.html", shown)


@needs(rules.SEE)
@require_safe
def export(request: HttpRequest, key: int, written_as: str) -> HttpResponse:
    """Every score as a file; the export is recorded."""
    scan = _closed_or_404(request, key)
    if written_as not in WRITERS:
        raise Http404
    sheet = outcome.sheet_of(selectors.closed(scan))
    note_export(
        actor_of(request),
        f"the scan {scan.title}",
        {},
        written_as,
        len(sheet.rows),
        marked.recorded([marked.of_papers()]),
    )
    return as_file(sheet, f"scan-{scan.pk}-{timezone.localdate():%Y-%m-%d}", written_as)


@needs(rules.MANAGE)
@both
def agree(request: HttpRequest, key: int, number: int, criterion: str) -> HttpResponse:
    """Record what was agreed on a flagged score."""
    scan = _managed_and_closed(request, key)
    issue = issue_or_404(scan, number)
    lines = outcome.lines_of(selectors.closed(scan), issue.pk)
    line = next((one for one in lines if one.criterion.id == criterion), None)
    if line is None or not line.flagged:
        raise Http404
    form = AgreeForm(
        selectors.matrix_of(scan), line.criterion, request.POST if request.method == "POST" else None
    )
    said = [f"{', '.join(who)}: {_said(value)}" for value, who in line.given if who]
    there = f"{_results(scan)}#issue-{number}"
    question = Question(
        _("%(issue)s: %(criterion)s") % {"issue": issue.title, "criterion": line.criterion.title},
        _("Record it"), there, there, _("Recorded. What each had said stays beside it."),
        (line.criterion.question,), shown={_("What each had said"): said},
    )  # fmt: skip
    return ask(
        request, question, form,
        lambda told: closing.agree(actor_of(request), issue, criterion, int(told["value"]), told["why"]), NotNow,
    )  # fmt: skip


@needs(rules.MANAGE)
@both
def commission(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Ask for a focus page on an issue: an action with an owner and a day."""
    scan = _managed_and_closed(request, key)
    issue = issue_or_404(scan, number)
    if not _commissions(request):
        raise Http404
    people = list(Person.objects.filter(is_active=True).values_list("pk", "name"))
    form = CommissionForm(people, request.POST if request.method == "POST" else None)
    there = f"{_results(scan)}#issue-{number}"
    question = Question(
        _("Commission a focus page: %(issue)s") % {"issue": issue.title}, _("Commission it"), there, there,
        _("It stands in the register of actions."),
    )  # fmt: skip
    return ask(request, question, form, lambda told: _commission(request, issue, told), NotAccepted)


def _commission(request: HttpRequest, issue: Issue, told: dict[str, Any]) -> None:
    register = workspace().definitions.registers[outcome.ACTIONS]
    said = {
        "title": _("Focus page: %(issue)s") % {"issue": issue.title},
        "agreed": timezone.localdate().isoformat(),
        "due": told["due"].isoformat(),
        "from": issue.scan.title,
    }
    actor = actor_of(request)
    draft = Draft(register.statuses[0].id, actor.organisation, int(told["owner"]), "", said)
    registers.add(actor, register, draft, origin=outcome.origin_of(issue))


def _commissions(request: HttpRequest) -> bool:
    register = workspace().definitions.registers.get(outcome.ACTIONS)
    return register is not None and register_rules.may_change(scope_from(request), register)


def _said(value: str) -> str:
    return _("can't say") if value == rules.CANNOT_SAY else value


def _results(scan: Scan) -> str:
    return reverse("scan-results", kwargs={"key": scan.pk})


def _closed_or_404(request: HttpRequest, key: int) -> Scan:
    scan = scan_or_404(request, key)
    if not rules.may_see_results(scope_from(request), scan):
        raise Http404
    return scan


def _managed_and_closed(request: HttpRequest, key: int) -> Scan:
    if not rules.may_manage(scope_from(request)):
        raise Http404
    return _closed_or_404(request, key)
