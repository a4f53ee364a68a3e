"""What becomes of each issue, what there is to do it with, who does it, and who thought otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from wardmote.documents.judged import Work
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.rooms.scan.models import Issue
from wardmote.site.rooms.scan.setting_up import NotNow
from wardmote.site.rooms.workshop import ordering, selectors
from wardmote.site.rooms.workshop.models import Becomes, Card, Otherwise, Seat, Workshop
from wardmote.site.rooms.workshop.preparing import LONGEST, not_frozen, opened


@service
def decide(
    actor: Actor, card: Card, becomes: str, reason: str, passing: str = "", *, county: bool = False
) -> Card:
    """Say what becomes of an issue, and why. ``passing``: why it goes before issues that stand above it and were decided
    to be something else.

    Raises
    ------
    NotNow
        When the room is not open, nobody says why, or not why others were passed over.
    """
    held = opened(card.workshop)
    now = Card.objects.select_related("issue").get(pk=card.pk)
    before = {"becomes": now.becomes, "reason": now.reason, "passing": now.passing, "county": now.county}
    now.becomes, now.county = Becomes(becomes), county
    now.reason, now.passing = reason.strip()[:LONGEST], passing.strip()[:LONGEST]
    if now.becomes == Becomes.UNDECIDED or not now.reason:
        raise NotNow(_("Say what becomes of it, and why."))
    over = over_whom(held, now)
    if over and not now.passing:
        names = ", ".join(one.title for one in over)
        raise NotNow(_("Say why it goes before what stands above it: %(names)s.") % {"names": names})
    now.passing = now.passing if over else ""
    now.save()
    after = {"becomes": now.becomes, "reason": now.reason, "passing": now.passing, "county": now.county}
    record(
        actor, "workshop.decided", ("card", now.pk),
        f"{now.issue.title} becomes in the workshop {held.title}: {Becomes(becomes).name.lower()}.",
        before=before, after=after,
    )  # fmt: skip
    return now


def over_whom(workshop: Workshop, card: Card) -> list[Issue]:
    """The issues that a priority goes before though they stand above it."""
    return ordering.on_table(workshop).over(card)


@service
def leave_off(actor: Actor, workshop: Workshop, why: str) -> Workshop:
    """Say why issues of the scan do not lie on the table: one reason for all of them.

    Raises
    ------
    NotNow
        When the workshop is frozen, every issue lies on the table, or nobody says why.
    """
    held = not_frozen(workshop)
    off = selectors.off_table(held)
    if not off:
        raise NotNow(_("Every issue of the scan lies on the table."))
    if not why.strip():
        raise NotNow(_("Say why they do not lie on the table."))
    before, held.off_table = held.off_table, why.strip()[:LONGEST]
    held.save(update_fields=["off_table"])
    record(
        actor, "workshop.left-off", ("workshop", held.pk),
        f"Said why issues of the scan do not lie on the table of {held.title}.",
        before={"why": before}, after={"why": held.off_table, "issues": [one.title for one in off]},
    )  # fmt: skip
    return held


@service
def keep_capacity(actor: Actor, workshop: Workshop, told: Mapping[str, str]) -> Workshop:
    """Say what there is to do it with: ``money``, ``people``, ``others``.

    Raises
    ------
    NotNow
        When the room is not open.
    """
    held = opened(workshop)
    before = dict(held.capacity)
    held.capacity = {name: told.get(name, "").strip()[:LONGEST] for name in ("money", "people", "others")}
    held.save(update_fields=["capacity"])
    record(
        actor, "workshop.capacity", ("workshop", held.pk), f"Said what there is to work with in {held.title}.",
        before=before, after=held.capacity,
    )  # fmt: skip
    return held


@service
def keep_work(actor: Actor, card: Card, work: Work) -> Card:
    """Say whose a priority is, what is to change, how that is seen, the first action, and by when.

    Raises
    ------
    NotNow
        When the room is not open, it is no priority, or a part of it is missing.
    """
    held = opened(card.workshop)
    now = Card.objects.select_related("issue").get(pk=card.pk)
    if now.becomes != Becomes.PRIORITY:
        raise NotNow(_("Only a priority has its work said here."))
    if not is_whole(work):
        raise NotNow(
            _("Say whose it is, what is to change, how that is seen, the first action, and by when.")
        )
    before: dict[str, Any] = dict(now.work)
    now.work = work.model_dump(mode="json")
    now.save(update_fields=["work", "changed"])
    record(
        actor, "workshop.work-kept", ("card", now.pk),
        f"Said how {now.issue.title} is worked on, in the workshop {held.title}.", before=before, after=now.work,
    )  # fmt: skip
    return now


def is_whole(work: Work | None) -> bool:
    """Whether nothing is missing from it."""
    return work is not None and bool(
        work.owner.strip()
        and work.aim.strip()
        and work.first_action.strip()
        and work.due
        and (work.measure or work.measured_by.strip())
    )


def work_of(card: Card) -> Work | None:
    """The work of a priority as it was said; None where nobody said it."""
    return Work.model_validate(card.work) if card.work else None


@service
def say_otherwise(actor: Actor, workshop: Workshop, seat: Seat, card: Card | None, words: str) -> Otherwise:
    """Keep that a partner thinks otherwise, of a card or of the whole. It is never changed.

    Raises
    ------
    NotNow
        When the room is not open, it is another's seat or card, or there are no words.
    """
    held = opened(workshop)
    if seat.workshop_id != held.pk or (card is not None and card.workshop_id != held.pk):
        raise NotNow(_("A partner does not sit in this workshop."))
    if not words.strip():
        raise NotNow(_("Say what they think, in their words."))
    made = Otherwise.objects.create(workshop=held, seat=seat, card=card, words=words.strip()[:LONGEST])
    record(
        actor, "workshop.otherwise", ("workshop", held.pk), f"{seat} thinks otherwise in the workshop {held.title}.",
        after={"of": card.issue.title if card else "the whole", "words": made.words},
    )  # fmt: skip
    return made
