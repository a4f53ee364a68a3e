"""Pages of the people room: the list, a person, the organisations, the roles."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wardmote.site.kit.access.models import Membership, Person
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import Scope, scope_from
from wardmote.site.kit.access.sessions import last_seen
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.people import selectors
from wardmote.site.rooms.people.forms import PeopleFilter
from wardmote.site.rooms.people.rules import may_look_after
from wardmote.site.rooms.people.services import asked_of


@needs("people-see")
@require_safe
def people_list(request: HttpRequest) -> HttpResponse:
    """Who works with the partnership, as what, for whom."""
    scope = scope_from(request)
    form = PeopleFilter(request.GET, scope=scope)
    found = []
    if form.is_valid():
        asked = form.cleaned_data
        organisation = asked["organisation"].pk if asked["organisation"] else None
        found = selectors.listed(
            scope, words=asked["words"], organisation=organisation, role=asked["role"], left=asked["left"]
        )
    shown: dict[str, Any] = {"form": form, "found": found, "roles": workspace().definitions.roles}
    if scope.may("people-manage"):
        shown["invitations"] = selectors.open_invitations(scope)
    return render(request, "people/list.html", shown)


@needs("people-see")
@require_safe
def person_page(request: HttpRequest, key: int) -> HttpResponse:
    """One person: what they are and were; for who manages people, what can be done."""
    scope = scope_from(request)
    one = get_object_or_404(selectors.people(scope), pk=key)
    today = timezone.localdate()
    memberships = sorted(one.memberships.all(), key=lambda held: held.starts, reverse=True)
    shown: dict[str, Any] = {
        "one": one,
        "memberships": [(held, _state(held, today)) for held in memberships],
        "roles": workspace().definitions.roles,
        "manages": _manages(scope, one),
        "is_self": one.pk == scope.person,
    }
    if scope.may("people-manage"):
        shown["seen"] = last_seen(one)
    return render(request, "people/person.html", shown)


@needs("people-see")
@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """The organisations of the partnership, and how many people each has today."""
    scope = scope_from(request)
    today = timezone.localdate()
    rows = [
        (one, len({held.person_id for held in one.memberships.all() if held.holds_on(today)}))
        for one in selectors.organisations(scope).prefetch_related("memberships")
    ]
    return render(request, "people/organisations.html", {"rows": rows})


@needs("people-see")
@require_safe
def role_list(request: HttpRequest) -> HttpResponse:
    """What each role may do and see."""
    definitions = workspace().definitions
    roles = sorted(definitions.roles.values(), key=lambda role: role.order)
    return render(request, "people/roles.html", {"roles": roles, "rights": definitions.rights})


def _state(held: Membership, today: date) -> str:
    if held.holds_on(today):
        return "now"
    return "to come" if held.holds_on_or_after(today) else "ended"


def _manages(scope: Scope, one: Person) -> bool:
    return bool(may_look_after.test(scope, asked_of(one)))
