"""Inviting people: by a personal link that works once, until a moment, and sent again only the last one."""

from __future__ import annotations

from datetime import date

from django.core import signing
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string
from django.utils.translation import gettext as _

from wardmote.site.kit.access.limits import span
from wardmote.site.kit.access.models import Membership, Organisation, Person
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.kit.letters import post
from wardmote.site.rooms.people.models import Invitation
from wardmote.site.rooms.people.rules import NotAllowedError, check_may_look_after
from wardmote.site.rooms.people.services import asked_of, title_of

SALT = "wardmote.people.invitation"


@service
def invite(
    actor: Actor,
    *,
    email: str,
    name: str,
    organisation: Organisation,
    role: str,
    starts: date,
    ends: date | None,
    site: str,
) -> Invitation:
    """Ask somebody to join. ``site`` is the beginning of the site's addresses, for the link in the letter.

    Raises
    ------
    NotAllowedError
        When the role may not be given, or somebody has this address already.
    """
    check_may_look_after(actor.scope, asked_of(None, [role], [organisation]))
    if Person.objects.filter(email__iexact=email).exists():
        raise NotAllowedError(
            _("Somebody with this email address is here already. Give them another role instead.")
        )
    now = timezone.now()
    for earlier in Invitation.objects.filter(email__iexact=email, accepted=None, withdrawn=None):
        earlier.withdrawn = now
        earlier.save(update_fields=["withdrawn"])
    made = Invitation.objects.create(
        email=email.lower(),
        name=name,
        organisation=organisation,
        role=role,
        starts=starts,
        ends=ends,
        sent_by_id=actor.person,
        sent=now,
        expires=now + span("invitation-days"),
        nonce=get_random_string(32),
    )
    after = {"role": role, "organisation": organisation.name, "starts": starts, "ends": ends}
    record(
        actor,
        "people.invited",
        ("invitation", made.pk),
        f"Invited {name} as {title_of(role)} for {organisation}.",
        after=after,
    )
    _send(made, site)
    return made


@service
def send_again(actor: Actor, invitation: Invitation, site: str) -> Invitation:
    """Send a new link; the old one ends.

    Raises
    ------
    NotAllowedError
        When it was accepted or withdrawn, or the role may not be given.
    """
    one = _locked(actor, invitation)
    now = timezone.now()
    one.nonce, one.sent, one.expires = get_random_string(32), now, now + span("invitation-days")
    one.save(update_fields=["nonce", "sent", "expires"])
    record(actor, "people.invited-again", ("invitation", one.pk), f"Sent {one.name} a new link.")
    _send(one, site)
    return one


@service
def withdraw(actor: Actor, invitation: Invitation) -> Invitation:
    """End a link before it was used.

    Raises
    ------
    NotAllowedError
        When it was accepted or withdrawn, or the role may not be taken.
    """
    one = _locked(actor, invitation)
    one.withdrawn = timezone.now()
    one.save(update_fields=["withdrawn"])
    record(
        actor,
        "people.invitation-withdrawn",
        ("invitation", one.pk),
        f"Withdrew the invitation of {one.name}.",
    )
    return one


@service
def accept(actor: Actor, invitation: Invitation, password: str) -> Person:
    """The invited joins, with a password of their own.

    Raises
    ------
    Http404
        When the link was used, withdrawn or replaced meanwhile, or has expired.
    """
    one = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if (
        not one.is_open
        or one.nonce != invitation.nonce
        or Person.objects.filter(email__iexact=one.email).exists()
    ):
        raise Http404
    person = Person(email=one.email, name=one.name)
    person.set_password(password)
    person.save()
    Membership.objects.create(
        person=person, organisation=one.organisation, role=one.role, starts=one.starts, ends=one.ends
    )
    one.accepted = timezone.now()
    one.save(update_fields=["accepted"])
    record(
        actor,
        "people.joined",
        ("person", person.pk),
        f"{person.name} joined as {title_of(one.role)} for {one.organisation}.",
    )
    return person


def token_of(invitation: Invitation) -> str:
    """What the link of an invitation holds."""
    return signing.dumps([invitation.pk, invitation.nonce], salt=SALT)


def invitation_of(token: str) -> Invitation:
    """The open invitation of a link.

    Raises
    ------
    Http404
        When the link is none of ours, was used, withdrawn or replaced, or has expired: all the same from outside.
    """
    try:
        key, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    found = Invitation.objects.select_related("organisation").filter(pk=key).first()
    if found is None or not found.is_open or not constant_time_compare(found.nonce, nonce):
        raise Http404
    return found


def _locked(actor: Actor, invitation: Invitation) -> Invitation:
    one = Invitation.objects.select_for_update().get(pk=invitation.pk)
    check_may_look_after(actor.scope, asked_of(None, [one.role], [one.organisation]))
    if one.accepted or one.withdrawn:
        raise NotAllowedError(_("This invitation was accepted or withdrawn already."))
    return one


def _send(one: Invitation, site: str) -> None:
    settings = workspace().settings
    link = site + reverse("invitation-accept", kwargs={"token": token_of(one)})
    subject = _("%(marking)s: Your invitation to %(partnership)s") % {
        "marking": settings.marking,
        "partnership": settings.name,
    }
    words = _(
        "Hello %(name)s,\n\nYou are invited to work with %(partnership)s as %(role)s for %(organisation)s.\n\n"
        "To join, open this link and choose a password:\n\n%(link)s\n\n"
        "The link is for you alone. It works once, until %(until)s.\n"
        "If you did not expect this, do nothing.\n"
    ) % {
        "name": one.name,
        "partnership": settings.name,
        "role": title_of(one.role).lower(),
        "organisation": one.organisation.name,
        "link": link,
        "until": timezone.localtime(one.expires).strftime("%d %B %Y, %H:%M"),
    }
    post(one.email, subject, words)
