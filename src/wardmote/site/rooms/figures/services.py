"""What is written of tokens: making one, revoking one, and that one was used."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.site.kit.access.limits import count
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.rooms.figures.models import Token

MARK = "wmt_"
"""How every token begins, so that one that lies about is known for what it is."""
BYTES, SHOWN = 32, 8
RIGHT = "figures-read"


class TokenRefused(ValueError):  # noqa: N818
    """A token that cannot be made; says why."""


@dataclass(frozen=True)
class Made:
    """A token that was just made. ``secret`` is shown once and stored nowhere."""

    token: Token
    secret: str


@service
def make_token(actor: Actor, name: str, days: int) -> Made:
    """Make a token for whoever asks.

    Raises
    ------
    TokenRefused
        When they may not read figures by program, have too many, or it would hold too long.
    """
    most, each = count("api-token-days"), count("api-tokens-each")
    if actor.person is None or not actor.scope.may(RIGHT):
        raise TokenRefused(_("Only people who may read figures by program have tokens."))
    if not 1 <= days <= most:
        raise TokenRefused(_("A token holds from 1 to %(most)s days.") % {"most": most})
    now = timezone.now()
    if Token.objects.filter(person=actor.person, revoked=None, expires__gt=now).count() >= each:
        raise TokenRefused(
            _("You have %(each)s tokens, which is as many as one person may have. Revoke one first.")
            % {"each": each}
        )
    secret = MARK + secrets.token_urlsafe(BYTES)
    token = Token.objects.create(
        person=Person.objects.get(pk=actor.person),
        name=name,
        digest=digest_of(secret),
        begins=secret[:SHOWN],
        made=now,
        expires=now + timedelta(days=days),
    )
    after = {"name": name, "begins": token.begins, "expires": token.expires}
    record(
        actor, "figures.token-made", ("token", token.pk), f"Made the token {token} for programs.", after=after
    )
    return Made(token, secret)


@service
def revoke_token(actor: Actor, token: Token) -> None:
    """End a token at once."""
    before = {"revoked": token.revoked}
    token.revoked = token.revoked or timezone.now()
    token.save(update_fields=["revoked"])
    words = f"Revoked the token {token} for programs."
    record(
        actor, "figures.token-revoked", ("token", token.pk), words,
        before=before, after={"revoked": token.revoked},
    )  # fmt: skip


def note_use(token: Token, now: datetime) -> int:
    """Note that a token was used, and give the seconds to wait where it was used too often (0: not at all).

    The only thing that reading writes. A question that is refused for its number writes nothing. The database counts,
    so that questions that come at once do not pass each other.
    """
    minute, mine = now.replace(second=0, microsecond=0), Token.objects.filter(pk=token.pk)
    ours = mine.filter(minute=minute, calls__lt=count("api-calls-a-minute"))
    one_more = {"calls": F("calls") + 1, "used": now}
    if ours.update(**one_more) or mine.exclude(minute=minute).update(minute=minute, calls=1, used=now):
        return 0
    return 0 if ours.update(**one_more) else 60 - now.second


def digest_of(secret: str) -> str:
    """How a token is stored: it has 256 random bits, so that a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
