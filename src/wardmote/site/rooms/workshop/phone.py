"""Scoring anew in silence, on a phone: the same screen for who is signed in and for who comes by a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wardmote.site.kit.access.scope import Actor
from wardmote.site.rooms.scan import selectors as scans
from wardmote.site.rooms.scan.setting_up import NotNow
from wardmote.site.rooms.workshop import running, selectors
from wardmote.site.rooms.workshop.forms import AnewForm
from wardmote.site.rooms.workshop.models import Seat

UNPROCESSABLE = 422
NOW = "now"


@dataclass(frozen=True)
class Phone:
    """Who scores, for whom, and where: ``at`` gives the address of a card's number, or of what is scored now."""

    actor: Actor
    seat: Seat
    at: Callable[[str], str]
    back: tuple[str, str]


def screen(request: HttpRequest, phone: Phone, step: str) -> HttpResponse:
    """What is scored now, or that nothing is."""
    workshop = phone.seat.workshop
    card = selectors.being_scored(workshop)
    if card is None or (step not in (NOW, str(card.number))):
        if step != NOW:
            return redirect(phone.at(NOW))
        return render(request, "workshop/phone.html", {"phone": phone, "workshop": workshop, "card": None})
    held = selectors.own_score(phone.seat, card)
    sent = request.POST if request.method == "POST" and step == str(card.number) else None
    form = AnewForm(scans.matrix_of(workshop.scan), sent, held)
    fault = ""
    if sent is not None and form.is_valid():
        try:
            held = running.score(phone.actor, card, phone.seat, form.scores)
        except NotNow as refusal:
            fault = str(refusal)
        else:
            return redirect(phone.at(NOW))
    shown = {
        "phone": phone, "workshop": workshop, "card": card, "form": form, "held": held, "fault": fault,
        "here": bool(phone.seat.present),
    }  # fmt: skip
    return render(
        request, "workshop/phone.html", shown, status=UNPROCESSABLE if fault or form.errors else 200
    )
