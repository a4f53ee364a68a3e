"""Joiners, movers and leavers: every change of who has which access, each with one record."""

from __future__ import annotations

from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.site.kit.access.answering.services import end_links
from wardmote.site.kit.access.models import Membership, Organisation, Person
from wardmote.site.kit.access.scope import Actor, scope_of
from wardmote.site.kit.access.sessions import end_sessions_of
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import organisations
from wardmote.site.rooms.people.rules import Asked, NotAllowedError, check_may_look_after


@service
def add_organisation(actor: Actor, *, name: str, short_name: str, provider: str = "") -> Organisation:
    """Take an organisation into the partnership."""
    check_may_look_after(actor.scope, asked_of(all_of_them=True))
    made = Organisation.objects.create(name=name, short_name=short_name, provider=provider)
    organisations.noted(actor, made)
    after = {"name": name, "short_name": short_name, "provider": provider}
    record(actor, "people.organisation-added", ("organisation", made.pk), f"Added {name}.", after=after)
    return made


@service
def change_organisation(
    actor: Actor, organisation: Organisation, *, name: str, short_name: str, provider: str
) -> Organisation:
    """Change how an organisation is called, or which feeds it owes."""
    one = Organisation.objects.select_for_update().get(pk=organisation.pk)
    check_may_look_after(actor.scope, asked_of(organisations=[one]))
    before = {"name": one.name, "short_name": one.short_name, "provider": one.provider}
    one.name, one.short_name, one.provider = name, short_name, provider
    one.save()
    organisations.noted(actor, one)
    after = {"name": name, "short_name": short_name, "provider": provider}
    record(
        actor,
        "people.organisation-changed",
        ("organisation", one.pk),
        f"Changed {name}.",
        before=before,
        after=after,
    )
    return one


@service
def give_role(
    actor: Actor, person: Person, *, organisation: Organisation, role: str, starts: date, ends: date | None
) -> Membership:
    """Make somebody something for an organisation, from a day until a day.

    Raises
    ------
    NotAllowedError
        When the role may not be given, or they have it then already.
    """
    check_may_look_after(actor.scope, asked_of(person, [role], [organisation]))
    _check_not_twice(person, organisation, role, starts)
    made = Membership.objects.create(
        person=person, organisation=organisation, role=role, starts=starts, ends=ends
    )
    after = {"role": role, "organisation": organisation.name, "starts": starts, "ends": ends}
    record(
        actor,
        "people.role-given",
        ("person", person.pk),
        f"{person} is {title_of(role)} for {organisation}.",
        after=after,
    )
    return made


@service
def move(
    actor: Actor,
    membership: Membership,
    *,
    organisation: Organisation,
    role: str,
    starts: date,
    ends: date | None,
) -> Membership:
    """Change somebody's role or organisation from a day: the old membership ends the day before.

    Raises
    ------
    NotAllowedError
        When either role may not be given, or the day does not lie after the old one began.
    """
    old = _locked(actor, membership)
    check_may_look_after(actor.scope, asked_of(old.person, [role], [organisation]))
    if starts <= old.starts:
        raise NotAllowedError(_("The new role must begin after the old one did. Choose a later day."))
    _check_not_twice(old.person, organisation, role, starts, but=old)
    before = {"role": old.role, "organisation": old.organisation.name, "starts": old.starts, "ends": old.ends}
    old.ends = min(old.ends or date.max, starts - timedelta(days=1))
    old.save(update_fields=["ends"])
    made = Membership.objects.create(
        person=old.person, organisation=organisation, role=role, starts=starts, ends=ends
    )
    after = {"role": role, "organisation": organisation.name, "starts": starts, "ends": ends}
    words = f"{old.person} moves from {title_of(old.role)} for {old.organisation} to {title_of(role)} for {organisation}."
    record(actor, "people.moved", ("person", old.person_id), words, before=before, after=after)
    return made


@service
def end_role(actor: Actor, membership: Membership, *, last_day: date | None) -> Membership:
    """End a membership after a day; without one, at once.

    Raises
    ------
    NotAllowedError
        When the role may not be taken away.
    """
    one = _locked(actor, membership)
    before = {"role": one.role, "organisation": one.organisation.name, "ends": one.ends}
    end_membership(one, last_day)
    words = f"{one.person} is no longer {title_of(one.role)} for {one.organisation}."
    record(
        actor, "people.role-ended", ("person", one.person_id), words, before=before, after={"ends": one.ends}
    )
    return one


@service
def leave(actor: Actor, person: Person) -> Person:
    """Somebody leaves: no access, no session and no personal link from this moment.

    Raises
    ------
    NotAllowedError
        When they may not be looked after by who asks.
    """
    one = Person.objects.select_for_update().get(pk=person.pk)
    check_may_look_after(actor.scope, asked_of(one))
    today = timezone.localdate()
    ended = [held for held in one.memberships.all() if held.holds_on_or_after(today)]
    before = {"memberships": [str(held) for held in ended]}
    for held in ended:
        end_membership(held, None)
    one.is_active = False
    one.save(update_fields=["is_active"])
    sessions = end_sessions_of(one)
    record(
        actor,
        "people.left",
        ("person", one.pk),
        f"{one} left.",
        before=before,
        after={"sessions_ended": sessions, "links_ended": end_links([one.email])},
    )
    return one


@service
def come_back(actor: Actor, person: Person) -> Person:
    """Open the account of somebody who left; what they may do comes from the roles that they are given then.

    Raises
    ------
    NotAllowedError
        When they may not be looked after by who asks.
    """
    one = Person.objects.select_for_update().get(pk=person.pk)
    check_may_look_after(actor.scope, asked_of(one))
    one.is_active = True
    one.save(update_fields=["is_active"])
    record(actor, "people.came-back", ("person", one.pk), f"{one} may be given roles again.")
    return one


@service
def change_details(actor: Actor, person: Person, *, name: str, email: str) -> Person:
    """Change the name or address of somebody; with the address all their sessions end.

    Raises
    ------
    NotAllowedError
        When somebody else has the address.
    """
    one = Person.objects.select_for_update().get(pk=person.pk)
    check_may_look_after(actor.scope, asked_of(one))
    if Person.objects.filter(email__iexact=email).exclude(pk=one.pk).exists():
        raise NotAllowedError(_("Somebody else has this email address."))
    before = {"name": one.name, "email": one.email}
    one.name, one.email = name, email.lower()
    one.save(update_fields=["name", "email"])
    if before["email"] != one.email:
        end_sessions_of(one)
    after = {"name": one.name, "email": one.email}
    record(
        actor,
        "people.details-changed",
        ("person", one.pk),
        f"Changed the details of {one}.",
        before=before,
        after=after,
    )
    return one


@service
def reset_second_factor(actor: Actor, person: Person) -> int:
    """Take away the lost second factors of somebody, and end their sessions: they set up new ones at the next sign-in.
    Gives how many were taken."""
    check_may_look_after(actor.scope, asked_of(person))
    taken: int = Authenticator.objects.filter(user=person).delete()[0]
    end_sessions_of(person)
    words = f"Reset how {person} proves who they are."
    record(
        actor, "people.second-factor-reset", ("person", person.pk), words, before={"second_factors": taken}
    )
    return taken


@service
def end_sessions(actor: Actor, person: Person) -> int:
    """Sign somebody out everywhere. Gives how many sessions ended."""
    check_may_look_after(actor.scope, asked_of(person))
    ended = end_sessions_of(person)
    record(
        actor,
        "people.signed-out",
        ("person", person.pk),
        f"Signed {person} out everywhere.",
        after={"ended": ended},
    )
    return ended


def asked_of(
    person: Person | None = None,
    roles: list[str] | None = None,
    organisations: list[Organisation] | None = None,
    *,
    all_of_them: bool = False,
) -> Asked:
    """What a rule is asked: a person with the roles they hold or will hold, what is to be given, and for whom.
    ``all_of_them``: the whole partnership is concerned."""
    today = timezone.localdate()
    held = (
        [one for one in person.memberships.all() if one.holds_on_or_after(today)]
        if person and person.pk
        else []
    )
    concerned = [*(one.organisation_id for one in held), *(one.pk for one in organisations or [])]
    return Asked(
        person.pk if person else None,
        frozenset([*(one.role for one in held), *(roles or [])]),
        frozenset([*concerned, 0] if all_of_them else concerned),
        workspace().definitions,
    )


def end_membership(one: Membership, last_day: date | None) -> None:
    """End a membership after a day, or at once, within another service; who has no access left is signed out."""
    today = timezone.localdate()
    if last_day is None or last_day < today:
        one.ended = timezone.now()
    one.ends = max(last_day or today, one.starts)
    one.save(update_fields=["ends", "ended"])
    person = Person.objects.prefetch_related("memberships").get(pk=one.person_id)
    if not scope_of(person, workspace().definitions).rights:
        end_sessions_of(person)


def title_of(role: str) -> str:
    """What a role is called."""
    known = workspace().definitions.roles.get(role)
    return known.title if known else role


def _locked(actor: Actor, membership: Membership) -> Membership:
    one = Membership.objects.select_for_update().get(pk=membership.pk)
    check_may_look_after(actor.scope, asked_of(one.person, [one.role], [one.organisation]))
    return one


def _check_not_twice(
    person: Person, organisation: Organisation, role: str, starts: date, but: Membership | None = None
) -> None:
    held = person.memberships.filter(organisation=organisation, role=role).exclude(pk=but.pk if but else 0)
    if any(one.holds_on_or_after(starts) for one in held):
        raise NotAllowedError(_("They have this role for this organisation then already."))
