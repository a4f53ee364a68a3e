"""Leading the room: where it is, who is here, silent scores and their reveal, weights. No record tells a silent score."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.rooms.scan import rules as scan_rules
from wardmote.site.rooms.scan import selectors as scans
from wardmote.site.rooms.scan.setting_up import NotNow
from wardmote.site.rooms.workshop import rules, selectors
from wardmote.site.rooms.workshop.models import Card, Scoring, Seat, SilentScore, Workshop
from wardmote.site.rooms.workshop.preparing import opened

MOST = 100.0
"""No weight is more."""


@service
def go(actor: Actor, workshop: Workshop, step: str) -> Workshop:
    """Take the room to a step, where every browser then finds it. Silent scoring of a card begins when the room first
    comes to it.

    Raises
    ------
    NotNow
        When the room is not open, or there is no such step.
    """
    held = opened(workshop)
    found = rules.step_named(selectors.steps(held), step)
    if found is None:
        raise NotNow(_("There is no such step."))
    held.step = found.id
    held.save(update_fields=["step"])
    if found.kind == rules.ANEW and found.number is not None:
        asked = held.cards.filter(number=found.number, scoring=Scoring.NOT_YET)
        asked.update(scoring=Scoring.OPEN, changed=timezone.now())
    record(actor, "workshop.step", ("workshop", held.pk), f"The workshop {held.title} is at: {found.id}.")
    return held


@service
def take_attendance(
    actor: Actor, workshop: Workshop, told: Mapping[int, tuple[bool | None, str]]
) -> Workshop:
    """Say who is here and which interests they declare: key of a seat -> (here, interests).

    Raises
    ------
    NotNow
        When the room is not open, or a seat is not of this workshop.
    """
    held = opened(workshop)
    there = {one.pk: one for one in selectors.seats(held)}
    if set(told) - set(there):
        raise NotNow(_("A partner does not sit in this workshop."))
    for key, (present, interests) in told.items():
        there[key].present, there[key].interests = present, interests.strip()[:1000]
        there[key].save(update_fields=["present", "interests"])
    after = {
        one.organisation.name: {"here": one.present, "interests": one.interests}
        for one in there.values()
        if one.pk in told
    }
    record(
        actor, "workshop.attendance", ("workshop", held.pk), f"Said who is in the workshop {held.title}.", after=after
    )  # fmt: skip
    return held


@service
def score(
    actor: Actor, card: Card, seat: Seat, scores: Mapping[str, int | str], *, typed: bool = False
) -> SilentScore:
    """Keep what a partner scores anew; ``typed``: entered by who leads the room.

    Raises
    ------
    NotNow
        When the card is not being scored, the partner is not here, nothing is scored, or who leads the room would enter
        it over what the partner entered itself.
    """
    held = opened(card.workshop)
    now = Card.objects.select_for_update(of=("self",)).select_related("issue").get(pk=card.pk)
    sits = Seat.objects.select_related("organisation").get(pk=seat.pk)
    if now.workshop_id != sits.workshop_id or not rules.takes_scores(held, now):
        raise NotNow(_("This issue is not being scored now."))
    if not sits.present:
        raise NotNow(_("Tell whoever leads the room that you are here: those who are there score."))
    before = SilentScore.objects.filter(card=now, seat=sits).first()
    if typed and not rules.may_be_typed(before):
        raise NotNow(_("%(partner)s has scored by itself.") % {"partner": sits})
    given = scan_rules.fitting(scans.matrix_of(held.scan), scores)
    if not given:
        raise NotNow(_("Nothing is scored yet."))
    told = {"scores": given, "by_name": actor.name, "typed": typed, "saved": timezone.now()}
    made = SilentScore.objects.update_or_create(card=now, seat=sits, defaults=told)[0]
    record(
        actor, "workshop.scored", ("seat", sits.pk),
        f"{sits} scored {now.issue.title} in silence in the workshop {held.title}.", after={"typed": typed},
    )  # fmt: skip
    return made


@service
def reveal(actor: Actor, card: Card) -> Card:
    """Show the silent scores of a card to all at once. Nobody scores it any more.

    Raises
    ------
    NotNow
        When it is not being scored, or nobody has scored it.
    """
    held = opened(card.workshop)
    now = Card.objects.select_for_update(of=("self",)).select_related("issue").get(pk=card.pk)
    if not rules.takes_scores(held, now):
        raise NotNow(_("This issue is not being scored now."))
    names = [str(one) for one in selectors.seats(held) if one.pk in selectors.scored(now)]
    if not names:
        raise NotNow(_("Nobody has scored it yet. Go on, and what the scan said stays."))
    now.scoring = Scoring.REVEALED
    now.save(update_fields=["scoring", "changed"])
    record(
        actor, "workshop.revealed", ("card", now.pk),
        f"Revealed the silent scores of {now.issue.title} in the workshop {held.title}.", after={"scored by": names},
    )  # fmt: skip
    return now


@service
def weigh(actor: Actor, workshop: Workshop, weights: Mapping[str, float]) -> Workshop:
    """Set the weights of criteria for this room; none at all: those of the matrix again.

    Raises
    ------
    NotNow
        When the room is not open, a weight is below 0 or too large, or none is above 0.
    """
    held = opened(workshop)
    before = dict(held.weights)
    counted = {one.id for one in scans.matrix_of(held.scan).counted}
    told = {name: round(float(one), 2) for name, one in weights.items() if name in counted}
    if any(not 0 <= one <= MOST for one in told.values()) or (told and not any(told.values())):
        raise NotNow(_("Weights go from 0 to %(most)s, and one of them is above 0.") % {"most": f"{MOST:g}"})
    held.weights = told
    held.save(update_fields=["weights"])
    record(
        actor, "workshop.weighed", ("workshop", held.pk), f"Set weights in the workshop {held.title}.",
        before=before, after=told,
    )  # fmt: skip
    return held
