"""Programs that ask for figures: a client that sends the token of somebody with a role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from tests.site.rows import PLACE

from wardmote.operations.workspace import Workspace
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor, scope_of
from wardmote.site.rooms.figures.models import Token
from wardmote.site.rooms.figures.services import digest_of, make_token


@dataclass(frozen=True)
class Program:
    """A program of somebody, which has a token and no session."""

    person: Person
    secret: str
    token: Token

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> Any:
        """What is answered to it below /api/figures: never with the folder of the evidence in it, whatever was asked."""
        given = {"Authorization": f"Bearer {self.secret}"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        answer: Any = Client(raise_request_exception=False).get(
            f"/api/figures{path}", query or {}, headers=given
        )
        assert PLACE not in answer.content.lower(), (path, query)
        return answer


@pytest.fixture
def actor(marrowmere: Workspace) -> Callable[[Person], Actor]:
    """Somebody as they act."""
    return lambda person: Actor(person.pk, person.name, scope_of(person, marrowmere.definitions))


@pytest.fixture
def program(with_role: Callable[[str], Person], actor: Callable[[Person], Actor]) -> Callable[[str], Program]:
    """A program of somebody with a role; of a role that has no tokens, one that was made before they moved."""

    def make(role: str) -> Program:
        person = with_role("analyst")
        made = make_token(actor(person), "report", 30)
        person.memberships.update(role=role)
        assert made.token.digest == digest_of(made.secret)
        return Program(Person.objects.get(pk=person.pk), made.secret, made.token)

    return make
