"""What somebody has of their own: sessions, keys, forms that were kept, tokens; and links to answer by."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.utils import timezone
from django.utils.crypto import get_random_string
from tests.site.real_keys.belongings import Belongings, once

from wardmote.site.kit.access.answering.models import Answerer
from wardmote.site.kit.access.answering.services import token_of
from wardmote.site.kit.access.models import KeptForm, OpenSession
from wardmote.site.rooms.figures.models import Token


@once
def session(here: Belongings) -> OpenSession:
    """A browser in which they are signed in."""
    now = timezone.now()
    return OpenSession.objects.create(
        person=here.person, key=get_random_string(32), began=now, seen=now, browser=here.word
    )


@once
def kept(here: Belongings) -> KeptForm:
    """What they sent too late."""
    return KeptForm.objects.create(
        person=here.person, address=f"/{here.word}/", fields=[["words", here.word]], kept=timezone.now()
    )


@once
def token(here: Belongings) -> Token:
    """A token for programs."""
    now = timezone.now()
    return Token.objects.create(
        person=here.person, name=f"Report {here.word}", digest=get_random_string(64), begins="wmt_test",
        made=now, expires=now + timedelta(days=1),
    )  # fmt: skip


@once
def security_key(here: Belongings) -> Authenticator:
    """A key that they sign in with."""
    return Authenticator.objects.create(
        user=here.person, type=Authenticator.Type.WEBAUTHN, data={"name": f"Key {here.word}"}
    )


@once
def codes(here: Belongings) -> RecoveryCodes:
    """Their codes for the day on which the key is lost, looked at before: the first look is noted."""
    made = RecoveryCodes.activate(here.person)
    made.mark_as_viewed()
    made.instance.save()
    return made


@once
def answerer(here: Belongings) -> str:
    """The link of somebody who only answers."""
    now = timezone.now()
    told = {
        "name": here.word,
        "asked": now,
        "expires": now + timedelta(days=1),
        "nonce": get_random_string(32),
    }
    one, _new = Answerer.objects.get_or_create(email=f"guest.{here.word}@example.test", defaults=told)
    return token_of(one)


EXAMPLES = {
    "/account/kept/<int:key>": lambda here: kept(here).pk,
    "/account/second-factor/keys/<int:pk>": lambda here: security_key(here).pk,
    "/account/sessions/<int:key>": lambda here: session(here).pk,
    "/account/tokens/<int:key>": lambda here: token(here).pk,
    # With a link, and for everybody
    "/answer/<str:token>": lambda here: answerer(here),
    "/answer/<str:token>/<slug:kind>": "none-is-offered-yet",
    "/answer/<str:token>/<slug:kind>/<slug:key>": "none-is-offered-yet",
    "/sign-in/elsewhere/<slug:provider_id>": "council",
}
