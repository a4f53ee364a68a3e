"""Scoring by a personal link and an emailed code, without an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.site.kit.access.answering.asked import Asked
from wardmote.site.kit.access.scope import Actor
from wardmote.site.rooms.scan import desk, selectors

KIND = "scan"


class ScanQuestions:
    """The scans that somebody is asked to score: a screen for each issue, in pages of their own."""

    def asked_of(self, email: str) -> list[Asked]:
        """Scans that are open today; who has submitted finds the receipt."""
        return [
            Asked(KIND, f"{one.pk}-{desk.START}", one.scan.title, one.scan.closes)
            for one in selectors.asked_by_link(email, timezone.localdate())
        ]

    def page(
        self, request: HttpRequest, actor: Actor, key: str, email: str, address: Callable[[str], str]
    ) -> HttpResponse:
        """One step: the key is that of the partner, a dash, and the step.

        Raises
        ------
        Http404
            When it is not asked of them.
        """
        partner, _dash, step = key.partition("-")
        asked = selectors.asked_by_link(email, timezone.localdate())
        found = next((one for one in asked if str(one.pk) == partner), None)
        if found is None:
            raise Http404
        at = desk.Desk(
            actor, found, lambda step: address(f"{found.pk}-{step}"), (address(""), _("What is asked of you"))
        )
        return desk.screen(request, at, step)

    def form(self, key: str, email: str, sent: Any) -> forms.Form:
        """It has pages of its own."""
        raise Http404

    def answer(self, actor: Actor, key: str, email: str, told: dict[str, Any]) -> None:
        """It has pages of its own."""
        raise Http404
