"""The room: one step at a time, where the database says that the room is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.rooms.scan import selectors as scans
from wardmote.site.rooms.scan.setting_up import NotNow
from wardmote.site.rooms.workshop import deciding, ordering, rules, running, screens, selectors
from wardmote.site.rooms.workshop.forms import AnewForm, DecideForm
from wardmote.site.rooms.workshop.models import Becomes, Card, Scoring, Stage, Workshop
from wardmote.site.rooms.workshop.screens import CANNOT_SAY, Screen
from wardmote.site.rooms.workshop.views.finding import (
    card_or_404,
    led_or_404,
    room_of,
    seat_or_404,
    workshop_or_404,
)

UNPROCESSABLE = 422
both = require_http_methods(["GET", "HEAD", "POST"])


@needs(rules.SEE)
@require_safe
def room(request: HttpRequest, key: int) -> HttpResponse:
    """The step at which the room is: for who leads it, and for who looks on."""
    workshop = workshop_or_404(request, key)
    if workshop.stage == Stage.SETTING_UP:
        raise Http404
    if workshop.stage == Stage.FROZEN:
        return redirect("workshop-recommendation", key=key)
    listed = selectors.cards(workshop)
    here, without = rules.here_of(rules.steps_of(listed), workshop.step), request.GET.get("without", "")
    made = screens.screen(workshop, here, without=without)
    return _shown(request, workshop, made, listed)


@needs(rules.LEAD)
@both
def step(request: HttpRequest, key: int, step: str) -> HttpResponse:
    """Keep what the form of a step says, and go on; looked at, the room as it is."""
    workshop = led_or_404(request, key, Stage.OPEN)
    found = rules.step_named(selectors.steps(workshop), step)
    if found is None:
        raise Http404
    if request.method != "POST":
        return redirect(room_of(workshop))
    made = screens.screen(workshop, found, request.POST)
    if made.form is None or made.save is None:
        raise Http404
    resets = bool(made.shown.get("resets"))
    if resets or made.form.is_valid():
        try:
            made.save(actor_of(request))
        except NotNow as refusal:
            made.form.is_valid()
            made.form.add_error(None, str(refusal))
        else:
            return _after(request, workshop, made)
    if _moves_a_weight(request, made):
        return _order(request, workshop, _("Weights go from 0 to 100, and one of them is above 0."))
    return _shown(request, workshop, made, selectors.cards(workshop), UNPROCESSABLE)


@needs(rules.LEAD)
@require_POST
def go(request: HttpRequest, key: int) -> HttpResponse:
    """Take the room to another step."""
    workshop = led_or_404(request, key, Stage.OPEN)
    try:
        running.go(actor_of(request), workshop, request.POST.get("to", ""))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect(room_of(workshop))


@needs(rules.LEAD)
@require_POST
def reveal(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Show the silent scores of a card."""
    workshop = led_or_404(request, key, Stage.OPEN)
    card = card_or_404(workshop, number)
    try:
        running.reveal(actor_of(request), card)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect(room_of(workshop))


@needs(rules.LEAD)
@both
def typed(request: HttpRequest, key: int, number: int, which: int) -> HttpResponse:
    """Enter what a partner scores, for one that has no phone to do it. What was entered before is not shown."""
    workshop = led_or_404(request, key, Stage.OPEN)
    card, seat = card_or_404(workshop, number), seat_or_404(workshop, which)
    if card.scoring != Scoring.OPEN:
        return redirect(room_of(workshop))
    form = AnewForm(scans.matrix_of(workshop.scan), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            running.score(actor_of(request), card, seat, form.scores, typed=True)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept for %(partner)s.") % {"partner": seat})
            return redirect(room_of(workshop))
    shown: dict[str, Any] = {
        "workshop": workshop, "card": card, "seat": seat, "form": form, "held": seat.pk in selectors.scored(card),
    }  # fmt: skip
    return render(request, "workshop/typed.html", shown, status=UNPROCESSABLE if form.errors else 200)


@needs(rules.LEAD)
@both
def decide(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Say what becomes of an issue."""
    workshop = led_or_404(request, key, Stage.OPEN)
    card = card_or_404(workshop, number)
    form = DecideForm(card, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            deciding.decide(
                actor_of(request),
                card,
                told["becomes"],
                told["reason"],
                told["passing"],
                county=told["county"],
            )
            return redirect(room_of(workshop))
        except NotNow as refusal:
            form.add_error("passing" if told["reason"] else None, str(refusal))
    table = ordering.on_table(workshop)
    standing = table.standing()
    placed = next(one for one in standing.placed if one.issue == str(card.issue.number))
    chosen = next(one for one in table.cards if one.pk == card.pk)
    chosen.becomes = Becomes.PRIORITY
    over = table.over(chosen)
    shown: dict[str, Any] = {
        "workshop": workshop,
        "card": card,
        "form": form,
        "placed": placed,
        "over": over,
        "standing": standing,
    }
    return render(request, "workshop/decide.html", shown, status=UNPROCESSABLE if form.errors else 200)


def _after(request: HttpRequest, workshop: Workshop, made: Screen) -> HttpResponse:
    """Where a form leads: to the next step where that was asked, otherwise to the room as it is."""
    workshop.refresh_from_db()
    if workshop.stage == Stage.FROZEN:
        return redirect("workshop-recommendation", key=workshop.pk)
    if _moves_a_weight(request, made):
        return _order(request, workshop)
    steps = selectors.steps(workshop)
    at = [one.id for one in steps].index(made.step.id)
    if made.goes_on and "then" in request.POST and at + 1 < len(steps):
        running.go(actor_of(request), workshop, steps[at + 1].id)
    return redirect(room_of(workshop))


def _moves_a_weight(request: HttpRequest, made: Screen) -> bool:
    return request.headers.get("HX-Request") == "true" and made.step.kind == rules.ORDER


def _order(request: HttpRequest, workshop: Workshop, fault: str = "") -> HttpResponse:
    """The order alone, as it stands."""
    shown = screens.order_shown(ordering.on_table(workshop)) | {"workshop": workshop, "fault": fault}
    return render(request, "workshop/order.html", shown)


def _shown(
    request: HttpRequest, workshop: Workshop, made: Screen, listed: list[Card], status: int = 200
) -> HttpResponse:
    steps = rules.steps_of(listed)
    at = [one.id for one in steps].index(made.step.id)
    titles = {one.number: one.issue.title for one in listed}
    scope = scope_from(request)
    shown: dict[str, Any] = {
        "workshop": workshop,
        "screen": made,
        "form": made.form,
        "steps": [(one, titles.get(one.number or 0, "")) for one in steps],
        "at_step": at + 1,
        "before": steps[at - 1].id if at else "",
        "after": steps[at + 1].id if at + 1 < len(steps) else "",
        "leads": rules.may_lead(scope),
        "own": selectors.own_seat(scope, workshop),
        "CANNOT_SAY": CANNOT_SAY,
        **made.shown,
    }
    return render(request, f"workshop/steps/{made.step.kind}.html", shown, status=status)
