"""Registers as files: taken out, taken in, and empty ones to fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.definitions.registers import Register
from wardmote.publishing.plain_sheets import WRITERS
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.kit.audit import marked
from wardmote.site.kit.audit.reading import note_export
from wardmote.site.kit.house import workspace
from wardmote.site.kit.limits import takes_up_to
from wardmote.site.kit.registers import exports, selectors, services
from wardmote.site.kit.registers.importing import Plan, plan
from wardmote.site.kit.registers.rules import NotAccepted
from wardmote.site.kit.sheets import Unreadable, as_file, table_with
from wardmote.site.rooms.registers.views.finding import asked_of, names_of, register_or_404

UNPROCESSABLE = 422
SHOWN = 200
"""Faults that the page shows; the others come when these are mended."""
ALL, GOOD, CHECK = "all", "good", "check"


class FileForm(forms.Form):
    """A file to take in, and what to do with it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV, Excel or OpenDocument. Names of columns as in the file to fill in; their order does not matter."
        ),
        allow_empty_file=True,
    )
    what = forms.ChoiceField(
        label=_("What to do"),
        choices=[
            (ALL, _("Take all rows in, or none where one is wrong")),
            (GOOD, _("Take in the rows that are right, and leave the others out")),
            (CHECK, _("Only check it, and change nothing")),
        ],
        initial=ALL,
        widget=forms.RadioSelect,
    )
    kept = forms.BooleanField(
        label=_("Where words look as if they told who somebody is, they belong there"), required=False
    )


@needs("registers-change")
@takes_up_to("register-import-bytes")
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest, register: str) -> HttpResponse:
    """Take a file in: all rows or none, or those that are right; every fault is told with its cell."""
    one = register_or_404(request, register, to_change=True)
    form = (
        FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm(initial={"what": ALL})
    )
    found: Plan | None = None
    if request.method == "POST" and form.is_valid():
        try:
            found = _planned(request, one, form.cleaned_data)
            if form.cleaned_data["what"] == GOOD or (form.cleaned_data["what"] == ALL and not found.faults):
                return _taken(request, one, found, form.cleaned_data["file"].name)
        except (Unreadable, NotAccepted) as fault:
            form.add_error("file", str(fault))
    shown: dict[str, Any] = {"register": one, "form": form, "plan": found, "columns": exports.columns_of(one)}
    if found is not None:
        shown["faults"] = found.faults[:SHOWN]
    wrong = form.errors or (found is not None and found.faults)
    return render(request, "registers/take-in.html", shown, status=UNPROCESSABLE if wrong else 200)


@needs("registers-see")
@require_safe
def export(request: HttpRequest, register: str, written_as: str) -> HttpResponse:
    """The entries that the list shows, as a file; the export is recorded."""
    one = register_or_404(request, register)
    _form, asked = asked_of(request.GET, one, names_of(request, one))
    if written_as not in WRITERS or asked is None:
        raise Http404
    rows = selectors.rows(scope_from(request), one, asked)
    given = {name: str(value) for name, value in request.GET.items() if value}
    marking = marked.recorded(selectors.marking_of(row.entry) for row in rows)
    note_export(actor_of(request), f"the register {one.title}", given, written_as, len(rows), marking)
    return as_file(exports.sheet_of(one, rows), f"{one.id}-{timezone.localdate():%Y-%m-%d}", written_as)


@needs("registers-change")
@require_safe
def template(request: HttpRequest, register: str, written_as: str) -> HttpResponse:
    """A file to fill in."""
    one = register_or_404(request, register, to_change=True)
    if written_as not in WRITERS:
        raise Http404
    return as_file(exports.template_of(one), f"{one.id}-to-fill-in", written_as)


def _planned(request: HttpRequest, register: Register, said: dict[str, Any]) -> Plan:
    file: UploadedFile[Any] = said["file"]
    table = table_with(file, register.name.title)
    most = int(workspace().definitions.threshold("register-import-rows"))
    if len(table.rows) > most:
        raise Unreadable(
            gettext("This file has %(n)s rows; at most %(most)s are taken in at once. Part it.")
            % {"n": f"{len(table.rows):,}", "most": f"{most:,}"}
        )
    return plan(register, table, names_of(request, register), scope_from(request), told_is_meant=said["kept"])


def _taken(request: HttpRequest, register: Register, found: Plan, name: str) -> HttpResponse:
    if found.changes:
        how = gettext("from the file %(name)s") % {"name": name[:100]}
        services.take(actor_of(request), register, found.changes, how=how)
    said = {
        "new": found.new,
        "changed": len(found.changes) - found.new,
        "same": found.same,
        "wrong": len({one.row for one in found.faults}),
    }
    words = gettext("%(new)s added, %(changed)s changed, %(same)s there already, %(wrong)s left out.") % said
    messages.success(request, words)
    return redirect("register", register=register.id)
