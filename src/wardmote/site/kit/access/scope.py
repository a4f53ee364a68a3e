"""Who acts, and what they may see: the two things that every service and every selector asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from wardmote.definitions import Definitions
from wardmote.definitions.permissions import Sight

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wardmote.site.kit.access.models import Person

FROM_WIDE_TO_NARROW: tuple[Sight, ...] = ("partnership", "organisation", "own", "public")


@dataclass(frozen=True)
class Scope:
    """What somebody may do and see today.

    ``rights`` are identifiers of rights; ``sees`` gives, for each of them, the widest sight that a role of theirs has
    with that right; ``organisations`` are those that they are a member of.
    """

    person: int | None
    organisations: frozenset[int]
    roles: frozenset[str]
    sees: dict[str, Sight]

    @property
    def rights(self) -> frozenset[str]:
        """Everything they may."""
        return frozenset(self.sees)

    def may(self, right: str) -> bool:
        """Whether they have a right."""
        return right in self.sees

    def sight(self, right: str) -> Sight:
        """Whose things they see by a right that they have."""
        return self.sees[right]


NOBODY = Scope(None, frozenset(), frozenset(), {})


def scope_of(person: Person, definitions: Definitions, day: date | None = None) -> Scope:
    """What a person may do and see on a day (today without one): by the memberships that hold, and no more."""
    day = day or timezone.localdate()
    if not person.is_active:
        return NOBODY
    held = [one for one in person.memberships.all() if one.holds_on(day) and one.role in definitions.roles]
    sees: dict[str, Sight] = {}
    for membership in held:
        role = definitions.roles[membership.role]
        for right in role.rights:
            sees[right] = min(sees.get(right, role.sees), role.sees, key=FROM_WIDE_TO_NARROW.index)
    return Scope(
        person.pk,
        frozenset(one.organisation_id for one in held),
        frozenset(one.role for one in held),
        sees,
    )


@dataclass(frozen=True)
class Actor:
    """Who does something, for whom, and from where. ``person`` None is Wardmote itself: a clock, a sweep, set-up."""

    person: int | None
    name: str
    scope: Scope
    organisation: int | None = None
    address: str = ""
    """Network address that the request came from."""
    session: str = ""

    @property
    def is_machine(self) -> bool:
        """Whether no person acts."""
        return self.person is None


def machine(name: str) -> Actor:
    """Wardmote acting by itself, under the name of the job."""
    return Actor(None, name, NOBODY)


def actor_of(request: HttpRequest) -> Actor:
    """Who sent a request that passed the gate."""
    person = request.user
    scope: Scope = request.scope  # type: ignore[attr-defined]
    only = next(iter(scope.organisations)) if len(scope.organisations) == 1 else None
    return Actor(
        person.pk,
        str(person),
        scope,
        only,
        request.META.get("REMOTE_ADDR", ""),
        (request.session.session_key or "")[:12],
    )


def scope_from(request: HttpRequest) -> Scope:
    """The scope that the gate gave a request."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope
