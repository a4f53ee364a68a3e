"""What views of the workshop share: finding what an address names, for who may see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from wardmote.site.kit.access.scope import scope_from
from wardmote.site.kit.pages.asking import Question, ask
from wardmote.site.rooms.scan.setting_up import NotNow
from wardmote.site.rooms.workshop import rules, selectors
from wardmote.site.rooms.workshop.models import Card, Seat, Stage, Workshop


def workshop_or_404(request: HttpRequest, key: int) -> Workshop:
    """A workshop that somebody may know of."""
    found = selectors.workshop_of(scope_from(request), key)
    if found is None:
        raise Http404
    return found


def led_or_404(request: HttpRequest, key: int, *stages: Stage) -> Workshop:
    """A workshop at one of these stages, for who leads workshops; at any stage but frozen without them."""
    if not rules.may_lead(scope_from(request)):
        raise Http404
    found = workshop_or_404(request, key)
    if found.stage not in (stages or (Stage.SETTING_UP, Stage.OPEN)):
        raise Http404
    return found


def card_or_404(workshop: Workshop, number: int) -> Card:
    """A card of a workshop."""
    found = next((one for one in selectors.cards(workshop) if one.number == number), None)
    if found is None:
        raise Http404
    return found


def seat_or_404(workshop: Workshop, key: int) -> Seat:
    """A seat of a workshop."""
    found = next((one for one in selectors.seats(workshop) if one.pk == key), None)
    if found is None:
        raise Http404
    return found


def page_of(workshop: Workshop) -> str:
    """The address of a workshop."""
    return reverse("workshop", kwargs={"key": workshop.pk})


def room_of(workshop: Workshop) -> str:
    """The address of its room."""
    return reverse("workshop-room", kwargs={"key": workshop.pk})


def asked(
    request: HttpRequest,
    workshop: Workshop,
    words: tuple[str, str],
    work: Callable[[dict[str, Any]], object],
    form: forms.Form | None = None,
    *,
    then: str = "",
    **more: Any,
) -> HttpResponse:
    """A page that asks one thing of a workshop: title and button, and what happens then."""
    sent = request.POST if request.method == "POST" else None
    there = page_of(workshop)
    question = Question(*words, there, then or there, **more)
    return ask(request, question, form or forms.Form(sent), work, NotNow)
