"""Reading who works with the partnership."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Prefetch, Q, QuerySet
from django.utils import timezone

from wardmote.site.kit.access.models import Membership, Organisation, Person
from wardmote.site.kit.access.scope import Scope
from wardmote.site.rooms.people.models import AccessReview, Invitation

SEE, MANAGE = "people-see", "people-manage"


@dataclass(frozen=True)
class Owned:
    """Something that somebody looks after, to be handed on when they leave."""

    title: str
    address: str


OWNED_BY: list[Callable[[Person], list[Owned]]] = []
"""What each room says that a person owns: rooms add their question here."""


@dataclass(frozen=True)
class Listed:
    """A person of the list with what they are today, and when they were here last (None: never)."""

    person: Person
    held: list[Membership]
    coming: list[Membership]
    seen: datetime | None


def organisations(scope: Scope, right: str = SEE) -> QuerySet[Organisation]:
    """The organisations that somebody sees by a right."""
    every = Organisation.objects.all()
    if not scope.may(right):
        return every.none()
    match scope.sight(right):
        case "partnership":
            return every
        case "organisation":
            return every.filter(pk__in=scope.organisations)
        case _:
            return every.none()


def people(scope: Scope, right: str = SEE) -> QuerySet[Person]:
    """The people that somebody sees by a right: those who are or were of an organisation that they see, or they alone."""
    held = Prefetch("memberships", Membership.objects.select_related("organisation"))
    every = Person.objects.prefetch_related(held).annotate(seen=Max("open_sessions__seen"))
    if not scope.may(right):
        return every.none()
    match scope.sight(right):
        case "partnership":
            return every
        case "organisation":
            return every.filter(memberships__organisation__in=scope.organisations).distinct()
        case _:
            return every.filter(pk=scope.person or 0)


def listed(
    scope: Scope, *, words: str = "", organisation: int | None = None, role: str = "", left: bool = False
) -> list[Listed]:
    """The people that fit: with a role today or to come, or those who left."""
    found = people(scope)
    if words:
        found = found.filter(Q(name__icontains=words) | Q(email__icontains=words))
    made = [_listed(one) for one in found]
    here = [one for one in made if bool(one.held or one.coming) != left]
    return [
        one
        for one in here
        if _fits([*one.held, *one.coming] or list(one.person.memberships.all()), organisation, role)
    ]


def open_invitations(scope: Scope) -> list[Invitation]:
    """The invitations that are not accepted or withdrawn, whether or not their link still works."""
    found = Invitation.objects.select_related("organisation").filter(accepted=None, withdrawn=None)
    return list(found.filter(organisation__in=organisations(scope, MANAGE)))


def reviews(scope: Scope) -> QuerySet[AccessReview]:
    """The reviews of access: each is of everybody, and so for those who see the whole partnership."""
    sees_all = scope.may(MANAGE) and scope.sight(MANAGE) == "partnership"
    return AccessReview.objects.all() if sees_all else AccessReview.objects.none()


def owned_by(person: Person) -> list[Owned]:
    """Everything that somebody looks after, by all rooms."""
    return [one for ask in OWNED_BY for one in ask(person)]


def _listed(person: Person) -> Listed:
    today = timezone.localdate()
    held = [one for one in person.memberships.all() if one.holds_on(today)]
    coming = [one for one in person.memberships.all() if one not in held and one.holds_on_or_after(today)]
    seen = getattr(person, "seen", None) or person.last_login
    return Listed(person, held if person.is_active else [], coming if person.is_active else [], seen)


def _fits(memberships: list[Membership], organisation: int | None, role: str) -> bool:
    return any(
        (not organisation or one.organisation_id == organisation) and (not role or one.role == role)
        for one in memberships
    ) or not (organisation or role)
