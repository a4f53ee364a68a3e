"""Reviews of access: who has what since when, and whether it is still right. A review stays as a record."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.site.kit.access.models import Membership
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.access.sessions import last_seen
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.rooms.people.models import AccessReview, ReviewLine
from wardmote.site.rooms.people.rules import NotAllowedError, check_may_look_after
from wardmote.site.rooms.people.services import asked_of, end_membership, title_of


@service
def open_review(actor: Actor, *, due: date) -> AccessReview:
    """Begin a review: a line for each membership that holds today.

    Raises
    ------
    NotAllowedError
        When one is open already.
    """
    check_may_look_after(actor.scope, asked_of(all_of_them=True))
    if AccessReview.objects.filter(closed=None).exists():
        raise NotAllowedError(_("A review is open already. Finish it first."))
    review = AccessReview.objects.create(opened=timezone.now(), opened_by=actor.name, due=due)
    ReviewLine.objects.bulk_create(_line(review, one) for one in _held_today())
    record(
        actor, "people.review-opened", ("review", review.pk), f"Opened a review of access, due {due:%d %B %Y}.",
        after={"due": due, "memberships": review.lines.count()},
    )  # fmt: skip
    return review


@service
def decide(actor: Actor, line: ReviewLine, *, decision: str) -> ReviewLine:
    """Confirm a membership, or end it at once.

    Raises
    ------
    NotAllowedError
        When the review is closed, or it is one's own access.
    """
    one = ReviewLine.objects.select_for_update().get(pk=line.pk)
    if one.review.closed:
        raise NotAllowedError(_("This review is closed."))
    held = one.membership
    check_may_look_after(actor.scope, asked_of(held.person, [held.role], [held.organisation]))
    before = {"decision": one.decision, "ends": held.ends}
    if decision == ReviewLine.ENDED:
        end_membership(held, None)
    one.decision, one.decided, one.decided_by = decision, timezone.now(), actor.name
    one.save(update_fields=["decision", "decided", "decided_by"])
    words = f"{decision.capitalize()} in the review: {one.person_name}, {one.role_title} for {one.organisation_name}."
    after = {"decision": decision, "ends": held.ends, "review": one.review_id}
    record(actor, f"people.access-{decision}", ("person", held.person_id), words, before=before, after=after)
    return one


@service
def close_review(actor: Actor, review: AccessReview) -> AccessReview:
    """End a review in which everything is decided.

    Raises
    ------
    NotAllowedError
        When something is not, or it is closed.
    """
    check_may_look_after(actor.scope, asked_of(all_of_them=True))
    one = AccessReview.objects.select_for_update().get(pk=review.pk)
    left = one.lines.filter(decision="").count()
    if one.closed or left:
        raise NotAllowedError(
            _("This review is closed.")
            if one.closed
            else _("%(left)s lines are not decided yet.") % {"left": left}
        )
    one.closed, one.closed_by = timezone.now(), actor.name
    one.save(update_fields=["closed", "closed_by"])
    told = {
        word: one.lines.filter(decision=word).count() for word in (ReviewLine.CONFIRMED, ReviewLine.ENDED)
    }
    record(actor, "people.review-closed", ("review", one.pk), "Closed the review of access.", after=told)
    return one


def _held_today() -> list[Membership]:
    today = timezone.localdate()
    every = Membership.objects.select_related("person", "organisation").filter(person__is_active=True)
    return [one for one in every if one.holds_on_or_after(today)]


def _line(review: AccessReview, one: Membership) -> ReviewLine:
    return ReviewLine(
        review=review,
        membership=one,
        person_name=one.person.name,
        organisation_name=one.organisation.name,
        role_title=title_of(one.role),
        starts=one.starts,
        last_seen=last_seen(one.person),
    )
