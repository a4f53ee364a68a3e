"""Pages of one's own account."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wardmote.site.kit.access.limits import span
from wardmote.site.kit.access.models import KeptForm, Person
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import Scope, actor_of, scope_from, scope_of
from wardmote.site.kit.access.second_factor import ELSEWHERE, is_missing
from wardmote.site.kit.access.sessions import sessions_of
from wardmote.site.kit.access.why import Explanation, why_address, why_right
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.account import services
from wardmote.site.rooms.account.forms import WhyForm
from wardmote.site.rooms.people import selectors
from wardmote.site.rooms.people.rules import may_look_after
from wardmote.site.rooms.people.services import asked_of

OWN = "account-own"


@needs(OWN)
@require_safe
def account_page(request: HttpRequest) -> HttpResponse:
    """Who one is here, since when, and how one signs in."""
    person, scope = _self(request), scope_from(request)
    today = timezone.localdate()
    shown = {
        "held": [one for one in person.memberships.select_related("organisation") if one.holds_on(today)],
        "roles": workspace().definitions.roles,
        "sessions": len(sessions_of(person)),
        "factor_missing": is_missing(request, scope),
        "factor_elsewhere": bool(request.session.get(ELSEWHERE)),
        "kept": _kept_for(person),
    }
    return render(request, "own/account.html", shown)


@needs(OWN)
@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """Where one is signed in."""
    shown = {"sessions": sessions_of(_self(request)), "this": request.session.session_key}
    return render(request, "own/sessions.html", shown)


@needs(OWN)
@require_POST
def session_end(request: HttpRequest, key: int) -> HttpResponse:
    """End one session."""
    if key not in {one.pk for one in sessions_of(_self(request))}:
        raise Http404
    services.end_own_sessions(
        actor_of(request), _self(request), but=request.session.session_key or "", only=key
    )
    messages.success(request, _("The session has ended."))
    return HttpResponseRedirect(reverse("own-sessions"))


@needs(OWN)
@require_POST
def session_end_others(request: HttpRequest) -> HttpResponse:
    """End all but this one."""
    services.end_own_sessions(actor_of(request), _self(request), but=request.session.session_key or "")
    messages.success(request, _("You are signed out everywhere else."))
    return HttpResponseRedirect(reverse("own-sessions"))


@needs(OWN)
@require_safe
def own_why(request: HttpRequest) -> HttpResponse:
    """Why can I (not) see this?"""
    return _why(request, scope_from(request), None)


@needs("people-manage")
@require_safe
def person_why(request: HttpRequest, key: int) -> HttpResponse:
    """Why can they (not) see this? For who may look after them."""
    scope = scope_from(request)
    one = get_object_or_404(selectors.people(scope, selectors.MANAGE), pk=key)
    if one.pk != scope.person and not may_look_after.test(scope, asked_of(one)):
        return HttpResponseRedirect(reverse("person", kwargs={"key": one.pk}))
    return _why(request, scope_of(one, workspace().definitions), one)


@needs(OWN)
@require_safe
@never_cache
def kept_form(request: HttpRequest, key: int) -> HttpResponse:
    """What was sent too late, to be sent again."""
    one = get_object_or_404(_kept_for(_self(request)), pk=key)
    return render(request, "own/kept.html", {"one": one})


@needs(OWN)
@require_POST
def kept_drop(request: HttpRequest, key: int) -> HttpResponse:
    """Throw it away."""
    services.drop_kept(actor_of(request), get_object_or_404(_kept_for(_self(request)), pk=key))
    messages.success(request, _("It was thrown away."))
    return HttpResponseRedirect(reverse("account"))


def _why(request: HttpRequest, scope: Scope, one: Person | None) -> HttpResponse:
    form = WhyForm(request.GET or None)
    found: Explanation | None = None
    if form.is_valid() and (form.cleaned_data["address"] or form.cleaned_data["right"]):
        told, definitions = form.cleaned_data, workspace().definitions
        found = (
            why_address(scope, told["address"], definitions)
            if told["address"]
            else why_right(scope, told["right"], definitions)
        )
    return render(request, "own/why.html", {"form": form, "found": found, "one": one})


def _kept_for(person: Person) -> QuerySet[KeptForm]:
    return KeptForm.objects.filter(person=person, kept__gt=timezone.now() - span("kept-form-hours"))


def _self(request: HttpRequest) -> Person:
    return cast(Person, request.user)
