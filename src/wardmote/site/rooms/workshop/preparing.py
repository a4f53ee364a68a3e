"""Preparing a workshop: the only writers of who sits at the table and what lies on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.scan import outcome
from wardmote.site.rooms.scan import selectors as scans
from wardmote.site.rooms.scan.models import Issue, Scan
from wardmote.site.rooms.scan.models import Stage as ScanStage
from wardmote.site.rooms.scan.selectors import Closed
from wardmote.site.rooms.scan.setting_up import NotNow
from wardmote.site.rooms.workshop import rules
from wardmote.site.rooms.workshop.models import Becomes, Card, Scoring, Seat, Stage, Workshop
from wardmote.site.rooms.workshop.selectors import cards

LONGEST = 2000
AGENDA = ("title", "day", "place", "chair", "quorum")


@service
def keep_workshop(actor: Actor, workshop: Workshop | None, told: Mapping[str, Any]) -> Workshop:
    """Begin a workshop over a closed scan, or change when, where and by whom it is held.

    Those whom the scan asked sit at its table, and the issues that come first lie on it: as many as the threshold says.

    Raises
    ------
    NotNow
        When the scan is not closed, or the workshop is frozen.
    """
    if workshop is not None:
        return _changed(actor, workshop, told)
    scan: Scan = told["scan"]
    if scan.stage != ScanStage.CLOSED:
        raise NotNow(_("A workshop is held over a scan that is closed."))
    made = Workshop.objects.create(by_id=actor.person, scan=scan, **{name: told[name] for name in AGENDA})
    for one in scans.partners(scan):
        who = {"speaker": one.scorer_name, "email": one.scorer_email}
        Seat.objects.create(workshop=made, organisation=one.organisation, **who)
    chosen = shortlist(scans.closed(scan))[: int(workspace().definitions.threshold("workshop-cards"))]
    _lay(made, chosen)
    record(
        actor, "workshop.begun", ("workshop", made.pk), f"Began to prepare the workshop {made.title}.",
        after={"scan": scan.title, "cards": [one.title for one in chosen], **_plain(told)},
    )  # fmt: skip
    return made


@service
def keep_seat(actor: Actor, workshop: Workshop, seat: Seat | None, told: Mapping[str, Any]) -> Seat:
    """Add a partner to the table, or say anew who speaks for it.

    Raises
    ------
    NotNow
        When the workshop is frozen, the organisation sits there already, or the address is somebody else's.
    """
    held = not_frozen(workshop)
    made = seat or Seat(workshop=held, organisation=told["organisation"])
    if seat is None and held.seats.filter(organisation=told["organisation"]).exists():
        raise NotNow(_("This organisation sits at the table already."))
    made.speaker, made.email = told["speaker"].strip(), told["email"].strip().lower()
    if made.email and held.seats.filter(email=made.email).exclude(pk=made.pk).exists():
        raise NotNow(_("Somebody of this address speaks for another partner already."))
    if (
        made.pk
        and made.scores.filter(typed=False).exists()
        and made.email != Seat.objects.get(pk=made.pk).email
    ):
        raise NotNow(_("They have scored: only they see it. Nobody takes their place in this workshop."))
    made.save()
    record(
        actor, "workshop.seat-kept", ("seat", made.pk), f"Said who speaks for {made} in the workshop {held.title}.",
        after={"speaker": made.speaker, "email": made.email},
    )  # fmt: skip
    return made


@service
def remove_seat(actor: Actor, seat: Seat) -> None:
    """Take a partner from the table, before the room is open."""
    held = _setting_up(seat.workshop)
    record(
        actor, "workshop.seat-removed", ("seat", seat.pk), f"{seat} does not sit in the workshop {held.title}."
    )  # fmt: skip
    seat.delete()


@service
def choose_cards(actor: Actor, workshop: Workshop, chosen: Sequence[Issue], why: str = "") -> list[Card]:
    """Lay these issues on the table, in the order of their places. While the room is open, issues can only be added.
    ``why``: why the others do not lie on it; it can be said later, and must be before the workshop is frozen.

    Raises
    ------
    NotNow
        When the workshop is frozen, nothing is chosen, an issue is not of the scan, or one would be taken away that the
        room has begun with.
    """
    held = not_frozen(workshop)
    if not chosen:
        raise NotNow(_("Choose at least one issue."))
    if any(one.scan_id != held.scan_id for one in chosen):
        raise NotNow(_("An issue is not of this scan."))
    there = {one.issue_id: one for one in cards(held)}
    if held.stage == Stage.OPEN and set(there) - {one.pk for one in chosen}:
        raise NotNow(_("The room has begun: issues can be added, and none taken away."))
    if held.stage == Stage.SETTING_UP:
        held.cards.all().delete()
        there = {}
    places = {one.pk: at for at, one in enumerate(shortlist(scans.closed(held.scan)))}
    _lay(held, sorted((one for one in chosen if one.pk not in there), key=lambda one: places[one.pk]))
    held.off_table = why.strip()[:LONGEST] or held.off_table
    held.save(update_fields=["off_table"])
    record(
        actor, "workshop.cards-chosen", ("workshop", held.pk), f"Chose what lies on the table of {held.title}.",
        after={"cards": [one.title for one in chosen], "why not the others": held.off_table},
    )  # fmt: skip
    return cards(held)


@service
def open_room(actor: Actor, workshop: Workshop) -> Workshop:
    """Open the room: partners can see it, and it begins at its first step.

    Raises
    ------
    NotNow
        When it is open or frozen already, or has no card or no partner.
    """
    held = _setting_up(workshop)
    if not held.cards.exists() or not held.seats.exists():
        raise NotNow(_("A workshop needs at least one issue and one partner."))
    held.stage, held.step = Stage.OPEN, rules.WELCOME
    held.save(update_fields=["stage", "step"])
    record(actor, "workshop.opened", ("workshop", held.pk), f"Opened the room of {held.title}.")
    return held


def shortlist(closed: Closed) -> list[Issue]:
    """The issues of a closed scan in the order of their places; those without one last."""
    at = {one.issue: place for place, one in enumerate(outcome.standing(closed))}
    return sorted(closed.issues, key=lambda one: at[str(one.number)])


def not_frozen(workshop: Workshop) -> Workshop:
    """A workshop that can still be changed, held.

    Raises
    ------
    NotNow
        When it is frozen.
    """
    held = Workshop.objects.select_for_update(of=("self",)).select_related("scan").get(pk=workshop.pk)
    if held.stage == Stage.FROZEN:
        raise NotNow(_("This workshop is frozen. What it recommends cannot be changed any more."))
    return held


def opened(workshop: Workshop) -> Workshop:
    """A workshop whose room is open, held.

    Raises
    ------
    NotNow
        When it is not.
    """
    held = not_frozen(workshop)
    if held.stage != Stage.OPEN:
        raise NotNow(_("The room is not open yet."))
    return held


def _setting_up(workshop: Workshop) -> Workshop:
    held = not_frozen(workshop)
    if held.stage != Stage.SETTING_UP:
        raise NotNow(_("The room is open: this was decided before."))
    return held


def _changed(actor: Actor, workshop: Workshop, told: Mapping[str, Any]) -> Workshop:
    held = not_frozen(workshop)
    before = {name: getattr(held, name) for name in AGENDA}
    for name in AGENDA:
        setattr(held, name, told[name])
    held.save(update_fields=AGENDA)
    record(
        actor, "workshop.changed", ("workshop", held.pk), f"Changed the workshop {held.title}.",
        before=_plain(before), after=_plain(told),
    )  # fmt: skip
    return held


def _lay(workshop: Workshop, chosen: Sequence[Issue]) -> None:
    first = 1 + max((one.number for one in workshop.cards.all()), default=0)
    Card.objects.bulk_create(
        Card(workshop=workshop, issue=one, number=number, becomes=Becomes.UNDECIDED, scoring=Scoring.NOT_YET)
        for number, one in enumerate(chosen, first)
    )


def _plain(told: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(told[name]) for name in AGENDA}
