"""Preparing a workshop, page by page."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.site.kit.access.answering.services import HasLeftError
from wardmote.site.kit.access.leavers import left_of
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.rooms.scan import outcome
from wardmote.site.rooms.scan import selectors as scans
from wardmote.site.rooms.scan.setting_up import NotNow
from wardmote.site.rooms.workshop import inviting, preparing, rules, selectors
from wardmote.site.rooms.workshop.forms import CardsForm, SeatForm, WorkshopForm
from wardmote.site.rooms.workshop.models import Stage
from wardmote.site.rooms.workshop.views.finding import (
    asked,
    led_or_404,
    page_of,
    room_of,
    seat_or_404,
    workshop_or_404,
)

UNPROCESSABLE = 422
both = require_http_methods(["GET", "HEAD", "POST"])


@needs(rules.SEE)
@require_safe
def workshops(request: HttpRequest) -> HttpResponse:
    """Every workshop."""
    scope = scope_from(request)
    shown = {"workshops": selectors.workshops(scope), "leads": rules.may_lead(scope)}
    return render(request, "workshop/list.html", shown)


@needs(rules.SEE)
@require_safe
def workshop_page(request: HttpRequest, key: int) -> HttpResponse:
    """One workshop: how it is prepared, or what it recommends."""
    found, scope = workshop_or_404(request, key), scope_from(request)
    if found.stage == Stage.FROZEN:
        return redirect("workshop-recommendation", key=key)
    closed, listed = scans.closed(found.scan), selectors.cards(found)
    on_table, seats = {one.issue_id for one in listed}, selectors.seats(found)
    left = [one for one in preparing.shortlist(closed) if one.pk not in on_table]
    shown = {
        "workshop": found,
        "leads": rules.may_lead(scope),
        "own": selectors.own_seat(scope, found),
        "seats": seats,
        "gone": left_of(one.email for one in seats),
        "cards": listed,
        "left": left,
        "placed": {one.issue: one for one in outcome.standing(closed)},
    }
    return render(request, "workshop/workshop.html", shown)


@needs(rules.LEAD)
@both
def begin(request: HttpRequest) -> HttpResponse:
    """Begin to prepare a workshop."""
    if not rules.may_lead(scope_from(request)):
        raise Http404
    form = WorkshopForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(page_of(preparing.keep_workshop(actor_of(request), None, form.cleaned_data)))
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    shown = {
        "form": form,
        "title": _("Prepare a workshop"),
        "back": reverse("workshops"),
        "button": _("Go on"),
    }
    return render(request, "scan/form.html", shown, status=UNPROCESSABLE if form.errors else 200)


@needs(rules.LEAD)
@both
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Change when and where it is, and who chairs it."""
    workshop = led_or_404(request, key)
    form = WorkshopForm(request.POST if request.method == "POST" else None, workshop=workshop)
    return asked(
        request, workshop, (_("Change the workshop"), _("Save")),
        lambda told: preparing.keep_workshop(actor_of(request), workshop, told), form,
    )  # fmt: skip


@needs(rules.LEAD)
@both
def seat(request: HttpRequest, key: int, which: int = 0) -> HttpResponse:
    """Add a partner to the table, or say who speaks for it."""
    workshop = led_or_404(request, key)
    held = seat_or_404(workshop, which) if which else None
    form = SeatForm(request.POST if request.method == "POST" else None, workshop=workshop, seat=held)
    title = _("Who speaks for %(partner)s") % {"partner": held} if held else _("Add a partner")
    return asked(
        request, workshop, (title, _("Save")),
        lambda told: preparing.keep_seat(actor_of(request), workshop, held, told), form,
    )  # fmt: skip


@needs(rules.LEAD)
@both
def seat_out(request: HttpRequest, key: int, which: int) -> HttpResponse:
    """Take a partner from the table."""
    workshop = led_or_404(request, key, Stage.SETTING_UP)
    held = seat_or_404(workshop, which)
    return asked(
        request, workshop, (_("%(partner)s does not sit here") % {"partner": held}, _("Take it out")),
        lambda told: preparing.remove_seat(actor_of(request), held), warns=True,
    )  # fmt: skip


@needs(rules.LEAD)
@require_POST
def invite(request: HttpRequest, key: int, which: int) -> HttpResponse:
    """Send who speaks for a partner the way to score on their phone."""
    workshop = led_or_404(request, key, Stage.OPEN)
    held = seat_or_404(workshop, which)
    if not held.email:
        raise Http404
    try:
        inviting.invite(actor_of(request), held, request.build_absolute_uri("/").rstrip("/"))
    except HasLeftError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(partner)s was sent the link.") % {"partner": held})
    return redirect(page_of(workshop))


@needs(rules.LEAD)
@both
def cards(request: HttpRequest, key: int) -> HttpResponse:
    """Choose what lies on the table."""
    workshop = led_or_404(request, key)
    closed = scans.closed(workshop.scan)
    placed = {one.issue: one.shown for one in outcome.standing(closed)}
    listed = [(one, placed[str(one.number)]) for one in preparing.shortlist(closed)]
    sent = request.POST if request.method == "POST" else None
    form = CardsForm(listed, selectors.cards(workshop), workshop.off_table, sent)
    return asked(
        request, workshop, (_("Choose what lies on the table"), _("Save")),
        lambda told: preparing.choose_cards(actor_of(request), workshop, form.chosen, told["off_table"]), form,
    )  # fmt: skip


@needs(rules.LEAD)
@both
def open_it(request: HttpRequest, key: int) -> HttpResponse:
    """Open the room, and send who has an address the way to it."""
    workshop = led_or_404(request, key, Stage.SETTING_UP)
    notes = (
        _(
            "Partners see the room from then on. Those with an email address are sent a link to score on their phone."
        ),
    )

    def work(told: object) -> None:
        opened = preparing.open_room(actor_of(request), workshop)
        site = request.build_absolute_uri("/").rstrip("/")
        seats = selectors.seats(opened)
        gone = left_of(one.email for one in seats)
        for one in seats:
            if one.email and one.email not in gone:
                inviting.invite(actor_of(request), one, site)

    return asked(
        request, workshop, (_("Open the room"), _("Open it")), work, notes=notes, then=room_of(workshop)
    )  # fmt: skip
