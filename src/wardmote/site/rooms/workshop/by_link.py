"""Scoring in the room by a personal link and an emailed code, without an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wardmote.site.kit.access.answering.asked import Asked
from wardmote.site.kit.access.scope import Actor
from wardmote.site.rooms.workshop import selectors
from wardmote.site.rooms.workshop.phone import NOW, Phone, screen

KIND = "workshop"


class WorkshopQuestions:
    """The rooms that somebody sits in, each with what is scored there now."""

    def asked_of(self, email: str) -> list[Asked]:
        """Rooms that are open."""
        return [
            Asked(KIND, f"{one.pk}-{NOW}", one.workshop.title, one.workshop.day)
            for one in selectors.asked_by_link(email)
        ]

    def page(
        self, request: HttpRequest, actor: Actor, key: str, email: str, address: Callable[[str], str]
    ) -> HttpResponse:
        """One screen: the key is that of the seat, a dash, and the number of a card or "now".

        Raises
        ------
        Http404
            When it is not asked of them.
        """
        seat, _dash, step = key.partition("-")
        found = next((one for one in selectors.asked_by_link(email) if str(one.pk) == seat), None)
        if found is None or not (step == NOW or step.isdecimal()):
            raise Http404
        back = (address(""), _("What is asked of you"))
        return screen(request, Phone(actor, found, lambda at: address(f"{found.pk}-{at}"), back), step)

    def form(self, key: str, email: str, sent: Any) -> forms.Form:
        """It has pages of its own."""
        raise Http404

    def answer(self, actor: Actor, key: str, email: str, told: dict[str, Any]) -> None:
        """It has pages of its own."""
        raise Http404
