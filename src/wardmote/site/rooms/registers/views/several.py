"""Changing several entries at once: what, to what, a look at what it does, and then all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from wardmote.definitions.registers import Register
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.kit.registers import comparing, rules, selectors, services
from wardmote.site.kit.registers.comparing import Difference
from wardmote.site.kit.registers.names import Names
from wardmote.site.kit.registers.rules import Draft, NotAccepted
from wardmote.site.kit.registers.selectors import Row
from wardmote.site.rooms.registers.forms import EntryForm
from wardmote.site.rooms.registers.views.finding import asked_of, names_of, register_or_404

UNPROCESSABLE = 422
NOT_TOGETHER = ("text", "long-text", "link")
"""Kinds of which each entry has its own."""


@dataclass(frozen=True)
class Step:
    """What becomes of one entry: what differs, or why it cannot be."""

    row: Row
    draft: Draft
    differences: list[Difference]
    faults: list[str]


class WhatForm(forms.Form):
    """What to change of several entries, and to what."""

    def __init__(self, *words: Any, register: Register, entries: EntryForm, **named: Any) -> None:
        super().__init__(*words, **named)
        self.names = ["status", *(() if register.of_organisations else ("organisation",)), "owner"]
        self.names += [one.id for one in register.fields[1:] if one.kind not in NOT_TOGETHER]
        for name in self.names:
            field = entries.fields[name]
            field.required = False
            field.initial = None
            if name == "status":
                field.choices = [("", _("As it is")), *field.choices]  # type: ignore[attr-defined]
            elif isinstance(field.widget, forms.Select):
                field.widget.choices = [("", _("As it is")), *list(field.widget.choices)[1:]]
            self.fields[name] = field
        self.fields["why"] = forms.CharField(label=_("Why they change"), required=False, max_length=1000)

    def changed(self, draft: Draft) -> Draft:
        """An entry with what is to change."""
        said = {
            name: self.cleaned_data[name]
            for name in self.names
            if self.cleaned_data[name] not in (None, "", [])
        }
        own: dict[str, Any] = {}
        if "status" in said:
            own["status"] = said.pop("status")
        own |= {name: int(said.pop(name)) for name in ("organisation", "owner") if name in said}
        return replace(draft, values={**draft.values, **said}, **own)

    def is_empty(self) -> bool:
        """Whether nothing is to change."""
        return all(self.cleaned_data[name] in (None, "", []) for name in self.names)


@needs("registers-change")
@require_http_methods(["GET", "HEAD", "POST"])
def several(request: HttpRequest, register: str) -> HttpResponse:
    """The entries that the address names; what is to change; what that does to each; then it is done."""
    one, scope = register_or_404(request, register, to_change=True), scope_from(request)
    names = names_of(request, one)
    _filter, asked = asked_of(request.GET, one, names)
    none_chosen = "chosen" in request.GET and not (asked and asked.numbers)
    rows = selectors.rows(scope, one, asked) if asked and not none_chosen else []
    given: tuple[Any, ...] = (request.POST,) if request.method == "POST" else ()
    form = WhatForm(*given, register=one, entries=EntryForm(register=one, names=names, scope=scope))
    steps: list[Step] = []
    if request.method == "POST" and form.is_valid():
        if form.is_empty():
            form.add_error(None, gettext("Say what is to change."))
        else:
            steps = [_step(one, row, form.changed(_draft(row)), names) for row in rows]
            if request.POST.get("go") == "yes" and not any(step.faults for step in steps):
                fault = _do(request, one, steps, form.cleaned_data["why"])
                if not fault:
                    return redirect("register", register=one.id)
                form.add_error(None, fault)
    wrong = bool(form.errors) or any(step.faults for step in steps)
    shown = {"register": one, "form": form, "rows": rows, "steps": steps, "wrong": wrong, "seen": _seen(rows)}
    return render(request, "registers/several.html", shown, status=UNPROCESSABLE if wrong else 200)


def _do(request: HttpRequest, register: Register, steps: list[Step], why: str) -> str:
    """Change them, from the versions that were shown; what stands against it otherwise."""
    if request.POST.get("seen", "") != _seen([step.row for step in steps]):
        return gettext("Some of these entries were changed meanwhile. Look at what would change now.")
    changes = [services.Change(step.row.entry, step.draft) for step in steps if step.differences]
    how = gettext("together: %(why)s") % {"why": why} if why else gettext("together")
    try:
        services.take(actor_of(request), register, changes, how=how)
    except NotAccepted as fault:
        return str(fault)
    messages.success(request, gettext("%(n)s changed.") % {"n": len(changes)})
    return ""


def _step(register: Register, row: Row, draft: Draft, names: Names) -> Step:
    faults = rules.faults_of(register, draft, row.entry.status)
    titles = {one.id: one.title for one in register.fields}
    differences = comparing.differences(register, row.entry.state(), draft.state(), names)
    said = [f"{titles.get(name, gettext('Status'))}: {words}" for name, words in faults.items()]
    return Step(row, draft, differences, said if differences else [])


def _draft(row: Row) -> Draft:
    one = row.entry
    return Draft(one.status, one.organisation_id, one.owner_id, one.marking, one.said)


def _seen(rows: list[Row]) -> str:
    """Numbers and versions of what is shown."""
    return " ".join(
        f"{row.entry.number}:{row.entry.version}" for row in sorted(rows, key=lambda row: row.entry.number)
    )
