"""What is asked of people who only answer: each room declares its kind of question here.

offer("draft", DraftQuestions())
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, runtime_checkable

from django import forms
from django.http import HttpRequest, HttpResponse

from wardmote.site.kit.access.scope import Actor


@dataclass(frozen=True)
class Asked:
    """One thing that is asked: its key within its kind, what it is about, and by when."""

    kind: str
    key: str
    title: str
    by: date | None = None
    more: str = ""


class Questions(Protocol):
    """One kind of question."""

    def asked_of(self, email: str) -> list[Asked]:
        """What is asked of somebody now; what they have answered and may not change is left out."""

    def form(self, key: str, email: str, sent: Any) -> forms.Form:
        """The form of one question."""

    def answer(self, actor: Actor, key: str, email: str, told: dict[str, Any]) -> None:
        """Keep an answer: a service, with one record."""


@runtime_checkable
class OwnPages(Protocol):
    """A kind of question that has pages of its own, and says itself what is asked of whom."""

    def page(
        self, request: HttpRequest, actor: Actor, key: str, email: str, address: Callable[[str], str]
    ) -> HttpResponse:
        """The page of a key; ``address`` gives that of any other key, and of everything asked for an empty one."""


KINDS: dict[str, Questions] = {}
"""Every kind by its name in addresses."""


def offer(name: str, questions: Questions) -> None:
    """Declare a kind."""
    KINDS[name] = questions


def asked_of(email: str) -> list[Asked]:
    """Everything that is asked of somebody: what is due first comes first."""
    found = [one for questions in KINDS.values() for one in questions.asked_of(email)]
    return sorted(found, key=lambda one: (one.by or date.max, one.title))
