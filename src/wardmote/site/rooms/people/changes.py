"""Pages that change who has which access: each asks, and hands over to a service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.site.kit.access.models import Membership, Person
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.kit.pages.asking import Question, ask
from wardmote.site.rooms.people import selectors, services
from wardmote.site.rooms.people.forms import DetailsForm, EndRoleForm, OrganisationForm, RoleForm
from wardmote.site.rooms.people.rules import NotAllowedError, may_look_after

MANAGE = "people-manage"


@needs(MANAGE)
def organisation_add(request: HttpRequest) -> HttpResponse:
    """Take an organisation into the partnership."""
    form = OrganisationForm(request.POST or None)
    there = reverse("organisations")
    question = Question(_("Add an organisation"), _("Add"), there, there, _("The organisation was added."))
    return ask(
        request,
        question,
        form,
        lambda told: services.add_organisation(actor_of(request), **told),
        NotAllowedError,
    )


@needs(MANAGE)
def organisation_change(request: HttpRequest, key: int) -> HttpResponse:
    """Change how an organisation is called."""
    one = get_object_or_404(selectors.organisations(scope_from(request), MANAGE), pk=key)
    now = {"name": one.name, "short_name": one.short_name, "provider": one.provider}
    form = OrganisationForm(request.POST or None, initial=now, besides=one)
    there = reverse("organisations")
    title = _("Change %(name)s") % {"name": one.name}
    question = Question(title, _("Save"), there, there, _("The organisation was changed."))
    return ask(
        request,
        question,
        form,
        lambda told: services.change_organisation(actor_of(request), one, **told),
        NotAllowedError,
    )


@needs(MANAGE)
def role_give(request: HttpRequest, key: int) -> HttpResponse:
    """Give somebody a further role."""
    one = _person(request, key)
    form = RoleForm(request.POST or None, scope=scope_from(request))
    title = _("Give %(name)s a role") % {"name": one.name}
    return _ask_of(
        one,
        request,
        title,
        _("Give the role"),
        _("The role was given."),
        do=lambda told: services.give_role(actor_of(request), one, **told),
        form=form,
    )


@needs(MANAGE)
def role_move(request: HttpRequest, key: int) -> HttpResponse:
    """Change somebody's role or organisation from a day."""
    held = _membership(request, key)
    one = held.person
    now = {"organisation": held.organisation_id, "role": held.role}
    form = RoleForm(request.POST or None, scope=scope_from(request), initial=now)
    title = _("Move %(name)s to another role or organisation") % {"name": one.name}
    note = _("The role as %(role)s for %(organisation)s ends the day before the new one begins.") % {
        "role": services.title_of(held.role).lower(),
        "organisation": held.organisation.name,
    }
    return _ask_of(
        one,
        request,
        title,
        _("Move"),
        _("The move is noted."),
        note,
        do=lambda told: services.move(actor_of(request), held, **told),
        form=form,
    )


@needs(MANAGE)
def role_end(request: HttpRequest, key: int) -> HttpResponse:
    """End somebody's role."""
    held = _membership(request, key)
    title = _("End the role of %(name)s as %(role)s for %(organisation)s") % {
        "name": held.person.name,
        "role": services.title_of(held.role).lower(),
        "organisation": held.organisation.name,
    }
    return _ask_of(
        held.person,
        request,
        title,
        _("End the role"),
        _("The end of the role is noted."),
        do=lambda told: services.end_role(actor_of(request), held, **told),
        form=EndRoleForm(request.POST or None),
        warns=True,
    )


@needs(MANAGE)
def person_leaves(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody leaves: what ends, and what they look after."""
    one = _person(request, key)
    held = [held for held in one.memberships.all() if held.ended is None]
    today = [item for item in held if item.holds_on_or_after(_today())]
    shown: dict[str, list[Any]] = {
        _("Roles that end"): [_in_words(item) for item in today],
        _("What they look after: hand it on"): list(selectors.owned_by(one)),
    }
    title = _("%(name)s leaves") % {"name": one.name}
    note = _(
        "All access ends and they are signed out everywhere, from this moment. What they did stays on record."
    )
    there = reverse("person", kwargs={"key": one.pk})
    question = Question(
        title, _("Take all access away"), there, there, _("All access has ended."), (note,), True, shown
    )
    return ask(
        request,
        question,
        forms.Form(request.POST or None),
        lambda told: services.leave(actor_of(request), one),
        NotAllowedError,
    )


@needs(MANAGE)
def person_returns(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody who left comes back."""
    one = _person(request, key)
    if one.is_active:
        raise Http404
    title = _("%(name)s comes back") % {"name": one.name}
    note = _("They may sign in again once you have given them a role.")
    return _ask_of(
        one,
        request,
        title,
        _("Open the account"),
        _("The account is open. Give a role now."),
        note,
        do=lambda told: services.come_back(actor_of(request), one),
    )


@needs(MANAGE)
def person_details(request: HttpRequest, key: int) -> HttpResponse:
    """Change somebody's name or address."""
    one = _person(request, key)
    form = DetailsForm(request.POST or None, initial={"name": one.name, "email": one.email})
    title = _("Change the details of %(name)s") % {"name": one.name}
    note = _("With the email address changes how they sign in. They are signed out everywhere.")
    return _ask_of(
        one,
        request,
        title,
        _("Save"),
        _("The details were changed."),
        note,
        do=lambda told: services.change_details(actor_of(request), one, **told),
        form=form,
    )


@needs(MANAGE)
def person_second_factor(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody lost their phone or key."""
    one = _person(request, key)
    title = _("Reset how %(name)s proves who they are") % {"name": one.name}
    note = _(
        "Do this only after you have spoken to them. They set up a new app or key at their next sign-in."
    )
    return _ask_of(
        one,
        request,
        title,
        _("Reset"),
        _("It was reset."),
        note,
        do=lambda told: services.reset_second_factor(actor_of(request), one),
        warns=True,
    )


@needs(MANAGE)
def person_sign_out(request: HttpRequest, key: int) -> HttpResponse:
    """Sign somebody out everywhere."""
    one = _person(request, key)
    title = _("Sign %(name)s out everywhere") % {"name": one.name}
    note = _("They may sign in again at once. To take access away, end their roles.")
    return _ask_of(
        one,
        request,
        title,
        _("Sign out"),
        _("They were signed out."),
        note,
        do=lambda told: services.end_sessions(actor_of(request), one),
    )


def _person(request: HttpRequest, key: int) -> Person:
    """Somebody whom the person who asks may look after; absent otherwise."""
    one = get_object_or_404(selectors.people(scope_from(request), MANAGE), pk=key)
    if not may_look_after.test(scope_from(request), services.asked_of(one)):
        raise Http404
    return one


def _membership(request: HttpRequest, key: int) -> Membership:
    held = get_object_or_404(Membership.objects.select_related("organisation"), pk=key)
    _person(request, held.person_id)
    if not held.holds_on_or_after(_today()):
        raise Http404
    return held


def _ask_of(
    one: Person,
    request: HttpRequest,
    title: str,
    button: str,
    done: str,
    *notes: str,
    do: Callable[[dict[str, Any]], object],
    form: forms.Form | None = None,
    warns: bool = False,
) -> HttpResponse:
    """Ask about a change of somebody's access, make it, and go back to their page. ``do``: the change, given the form."""
    there = reverse("person", kwargs={"key": one.pk})
    question = Question(title, button, there, there, done, notes, warns)
    asked = forms.Form(request.POST or None) if form is None else form
    return ask(request, question, asked, do, NotAllowedError)


def _in_words(held: Membership) -> str:
    return _("%(role)s for %(organisation)s") % {
        "role": services.title_of(held.role),
        "organisation": held.organisation.name,
    }


def _today() -> date:
    return timezone.localdate()
