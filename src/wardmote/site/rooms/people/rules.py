"""Who may look after whom: pure questions, each as a test and as a check that says why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rules.predicates import predicate

from wardmote.definitions import Definitions
from wardmote.site.kit.access.scope import Scope

RIGHT = "people-manage"


class NotAllowedError(Exception):
    """A rule of access forbids it; says which."""


@dataclass(frozen=True)
class Asked:
    """Whose access is to be changed: person (None: not here yet), the roles that they have or shall have, and the
    organisations concerned."""

    person: int | None
    roles: frozenset[str]
    organisations: frozenset[int]
    definitions: Definitions


@predicate  # type: ignore[untyped-decorator]
def is_somebody_else(scope: Scope, asked: Asked) -> bool:
    """Nobody changes their own access."""
    return asked.person is None or asked.person != scope.person


@predicate  # type: ignore[untyped-decorator]
def roles_are_theirs_to_give(scope: Scope, asked: Asked) -> bool:
    """Each role names those that may give it."""
    return all(may_give(scope, role, asked.definitions) for role in asked.roles)


@predicate  # type: ignore[untyped-decorator]
def organisations_are_in_sight(scope: Scope, asked: Asked) -> bool:
    """Who manages one organisation's people manages no other's."""
    sight = scope.sight(RIGHT)
    return sight == "partnership" or (sight == "organisation" and asked.organisations <= scope.organisations)


@predicate  # type: ignore[untyped-decorator]
def manages_people(scope: Scope) -> bool:
    """Whether they have the right at all."""
    return scope.may(RIGHT)


may_look_after = manages_people & is_somebody_else & roles_are_theirs_to_give & organisations_are_in_sight

REASONS = (
    (manages_people, "You may not change people's access."),
    (is_somebody_else, "Nobody changes their own access. Ask somebody else who manages people."),
    (roles_are_theirs_to_give, "Only some roles may give or take this role. Ask an administrator."),
    (organisations_are_in_sight, "You look after the people of your own organisation only."),
)


def may_give(scope: Scope, role: str, definitions: Definitions) -> bool:
    """Whether somebody may give a role, or take it away."""
    known = definitions.roles.get(role)
    return known is None or not known.given_by or bool(scope.roles & set(known.given_by))


def check_may_look_after(scope: Scope, asked: Asked) -> None:
    """Say why not.

    Raises
    ------
    NotAllowedError
        With the first rule that forbids it.
    """
    for rule, why in REASONS:
        if not rule.test(scope, asked):
            raise NotAllowedError(why)


def roles_to_give(scope: Scope, definitions: Definitions) -> list[tuple[str, str]]:
    """Identifiers and titles of the roles that somebody may give, in their order."""
    every: Iterable[str] = sorted(definitions.roles, key=lambda role: definitions.roles[role].order)
    return [(role, definitions.roles[role].title) for role in every if may_give(scope, role, definitions)]
