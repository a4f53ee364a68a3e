"""Letters to who speaks for a partner: the way to score in silence on their phone."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from wardmote.site.kit.access.answering.services import ask_to_answer
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor, scope_of
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.kit.letters import post
from wardmote.site.rooms.scan.closing import letter_head
from wardmote.site.rooms.workshop import rules
from wardmote.site.rooms.workshop.models import Seat


def invite(actor: Actor, seat: Seat, site: str) -> None:
    """Send who speaks for a partner their letter: to the room where their account may score, otherwise a personal link.
    ``site``: the beginning of addresses.

    Raises
    ------
    HasLeftError
        When they left.
    """
    person = Person.objects.filter(email__iexact=seat.email, is_active=True).first()
    if person is not None and rules.may_score(scope_of(person, workspace().definitions), seat):
        tell(actor, seat, site + reverse("workshop-score", kwargs={"key": seat.workshop_id}))
    else:
        ask_to_answer(actor, email=seat.email, name=seat.speaker, site=site)


@service
def tell(actor: Actor, seat: Seat, there: str) -> None:
    """Send somebody who has an account the address at which they score."""
    workshop = seat.workshop
    words = _("Hello %(name)s,\n\nIn the workshop you score in silence on this page:\n\n%(there)s\n") % {
        "name": seat.speaker,
        "there": there,
    }
    post(seat.email, letter_head(workshop.title), words)
    record(
        actor, "workshop.told", ("seat", seat.pk), f"Sent {seat} the way to score in the workshop {workshop.title}."
    )  # fmt: skip
