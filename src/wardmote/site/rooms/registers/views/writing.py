"""Writing in registers: a new entry, and changes of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from wardmote.definitions.registers import Register
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.kit.registers import services
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.registers.rules import NotAccepted
from wardmote.site.rooms.registers.forms import EntryForm
from wardmote.site.rooms.registers.views.finding import entry_or_404, names_of, register_or_404

UNPROCESSABLE = 422


@needs("registers-change")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, register: str) -> HttpResponse:
    """A new entry."""
    one = register_or_404(request, register, to_change=True)
    form = _form(request, one, None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add(actor_of(request), one, form.draft())
        except NotAccepted as fault:
            _say(form, fault.faults)
        else:
            said = {"one": one.one.capitalize(), "number": made.number}
            messages.success(request, gettext("%(one)s %(number)s was added.") % said)
            return redirect("register-entry", register=one.id, number=made.number)
    return _page(request, one, form, None)


@needs("registers-change")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, register: str, number: int) -> HttpResponse:
    """An entry, changed."""
    one = register_or_404(request, register, to_change=True)
    entry = entry_or_404(request, one, number)
    form = _form(request, one, entry)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.change(
                actor_of(request), one, entry, form.draft(), seen=said["version"], why=said["why"]
            )
        except services.ChangedMeanwhile as fault:
            form.add_error(None, str(fault))
        except NotAccepted as fault:
            _say(form, fault.faults)
        else:
            messages.success(request, gettext("Saved."))
            return redirect("register-entry", register=one.id, number=entry.number)
    return _page(request, one, form, entry)


def _form(request: HttpRequest, register: Register, entry: Entry | None) -> EntryForm:
    words: tuple[Any, ...] = (request.POST,) if request.method == "POST" else ()
    asked = (
        {
            name: request.GET[name]
            for name in (*(one.id for one in register.fields), "organisation", "owner")
            if name in request.GET
        }
        if entry is None
        else {}
    )
    return EntryForm(
        *words,
        initial=asked,
        register=register,
        names=names_of(request, register),
        scope=scope_from(request),
        entry=entry,
    )


def _page(request: HttpRequest, register: Register, form: EntryForm, entry: Entry | None) -> HttpResponse:
    shown = {"register": register, "form": form, "entry": entry}
    return render(request, "registers/form.html", shown, status=UNPROCESSABLE if form.errors else 200)


def _say(form: EntryForm, faults: dict[str, str]) -> None:
    for name, fault in faults.items():
        form.add_error(name if name in form.fields else None, fault)
