"""Pages of invitations: sending them, and accepting one."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django import forms
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from wardmote.site.kit.access.routes import needs, open_to_all
from wardmote.site.kit.access.scope import NOBODY, Actor, actor_of, scope_from
from wardmote.site.kit.house import workspace
from wardmote.site.kit.pages.asking import Question, ask
from wardmote.site.rooms.people import invitations, selectors
from wardmote.site.rooms.people.forms import InviteForm, NewPasswordForm
from wardmote.site.rooms.people.models import Invitation
from wardmote.site.rooms.people.rules import NotAllowedError
from wardmote.site.rooms.people.services import title_of

MANAGE = "people-manage"


@needs(MANAGE)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody."""
    form = InviteForm(request.POST or None, scope=scope_from(request))
    there = reverse("people")
    note = _("They get a letter with a link for them alone. It works once, and ends by itself.")
    question = Question(
        _("Invite somebody"),
        _("Send the invitation"),
        there,
        there,
        _("The invitation is on its way."),
        (note,),
    )
    return ask(
        request,
        question,
        form,
        lambda told: invitations.invite(actor_of(request), site=site_of(request), **told),
        NotAllowedError,
    )


@needs(MANAGE)
def invite_again(request: HttpRequest, key: int) -> HttpResponse:
    """Send a new link."""
    one = _invitation(request, key)
    there = reverse("people")
    title = _("Send %(name)s a new link") % {"name": one.name}
    question = Question(title, _("Send"), there, there, _("A new link is on its way; the old one has ended."))
    return ask(
        request,
        question,
        forms.Form(request.POST or None),
        lambda told: invitations.send_again(actor_of(request), one, site_of(request)),
        NotAllowedError,
    )


@needs(MANAGE)
def invite_withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Withdraw an invitation."""
    one = _invitation(request, key)
    there = reverse("people")
    title = _("Withdraw the invitation of %(name)s") % {"name": one.name}
    question = Question(title, _("Withdraw"), there, there, _("The invitation was withdrawn."), warns=True)
    return ask(
        request,
        question,
        forms.Form(request.POST or None),
        lambda told: invitations.withdraw(actor_of(request), one),
        NotAllowedError,
    )


@open_to_all("Who is invited has no account yet; the link itself is the proof.")
@never_cache
@sensitive_post_parameters()
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Join: choose a password; a second factor follows at once where the role asks for one."""
    one = invitations.invitation_of(token)
    form = NewPasswordForm(request.POST or None, email=one.email, name=one.name)
    name = workspace().settings.name
    notes = (
        _("You join %(partnership)s as %(role)s for %(organisation)s.")
        % {"partnership": name, "role": title_of(one.role).lower(), "organisation": one.organisation.name},
        _("You sign in with your email address, %(email)s, and the password that you choose here.")
        % {"email": one.email},
    )
    home = reverse("home")
    question = Question(
        _("Welcome, %(name)s") % {"name": one.name}, _("Join"), reverse("account_login"), home, "", notes
    )
    return ask(request, question, form, lambda told: _join(request, one, told["password"]), NotAllowedError)


def site_of(request: HttpRequest) -> str:
    """The beginning of the site's addresses, as this request reached it."""
    return f"{request.scheme}://{request.get_host()}"


def _join(request: HttpRequest, one: Invitation, password: str) -> None:
    person = invitations.accept(
        Actor(None, one.name, NOBODY, address=request.META.get("REMOTE_ADDR", "")), one, password
    )
    logout(request)
    get_adapter(request).login(request, person)
    record_authentication(request, person, method="password", email=person.email)


def _invitation(request: HttpRequest, key: int) -> Invitation:
    allowed = selectors.organisations(scope_from(request), MANAGE)
    one = get_object_or_404(Invitation, pk=key, organisation__in=allowed)
    if one.accepted or one.withdrawn:
        raise Http404
    return one
