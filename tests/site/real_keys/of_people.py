"""People, invitations, memberships and reviews of access."""

from __future__ import annotations

from datetime import date, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.utils import timezone
from django.utils.crypto import get_random_string
from tests.site.real_keys.belongings import Belongings, once

from wardmote.site.kit.access.models import Membership, Person
from wardmote.site.rooms.people.invitations import token_of
from wardmote.site.rooms.people.models import AccessReview, Invitation, ReviewLine


@once
def colleague(here: Belongings) -> Person:
    """Somebody of the same organisation, an analyst."""
    return _of_us(here, f"colleague.{here.word}@example.test")


@once
def former(here: Belongings) -> Person:
    """Somebody of the same organisation who has left."""
    made = _of_us(here, f"former.{here.word}@example.test")
    Person.objects.filter(pk=made.pk).update(is_active=False)
    return made


@once
def membership(here: Belongings) -> Membership:
    """What the colleague is."""
    return colleague(here).memberships.get()


@once
def invitation(here: Belongings) -> Invitation:
    """Somebody whom they invited."""
    now = timezone.now()
    return Invitation.objects.create(
        email=f"invited.{here.word}@example.test", name=f"Invited {here.word}", organisation=here.organisation,
        role="board", starts=date(2020, 1, 1), sent=now, expires=now + timedelta(days=1),
        nonce=get_random_string(32),
    )  # fmt: skip


@once
def line(here: Belongings) -> ReviewLine:
    """The colleague's line in a review of access."""
    review = AccessReview.objects.create(
        opened=timezone.now(), opened_by=f"Opened by {here.word}", due=date(2020, 1, 1)
    )
    return ReviewLine.objects.create(
        review=review, membership=membership(here), person_name=here.word, organisation_name=here.word,
        role_title="Analyst", starts=date(2020, 1, 1),
    )  # fmt: skip


def _of_us(here: Belongings, email: str) -> Person:
    made = Person.objects.create(email=email, name=f"Heron {email.partition('@')[0]}")
    Membership.objects.create(
        person=made, organisation=here.organisation, role="analyst", starts=date(2020, 1, 1)
    )
    return made


EXAMPLES = {
    "/people/<int:key>": lambda here: colleague(here).pk,
    "/people/<int:key>/returns/": lambda here: former(here).pk,
    "/people/invitations/<int:key>": lambda here: invitation(here).pk,
    "/people/memberships/<int:key>": lambda here: membership(here).pk,
    "/people/organisations/<int:key>": lambda here: here.organisation.pk,
    "/people/reviews/<int:key>": lambda here: line(here).review_id,
    "/people/reviews/lines/<int:key>": lambda here: line(here).pk,
    "/people/reviews/lines/<int:key>/<slug:decision>": ReviewLine.CONFIRMED,
    # For everybody
    "/joining/<str:token>": lambda here: token_of(invitation(here)),
    "/password/new/(?P<uidb36>[0-9A-Za-z]+)": lambda here: user_pk_to_url_str(here.person),
    "/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)": lambda here: (
        default_token_generator.make_token(here.person)
    ),
}
OF_ORGANISATIONS = {"/people/organisations/<int:key>"}
