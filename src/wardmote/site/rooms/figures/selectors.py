"""What is read of tokens."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.site.kit.access.scope import Scope
from wardmote.site.rooms.figures.models import Token
from wardmote.site.rooms.figures.services import digest_of


def own_tokens(scope: Scope) -> Sequence[Token]:
    """The tokens of whoever asks, the newest first; those of nobody else, whatever they may."""
    return list(Token.objects.filter(person=scope.person)) if scope.person else []


def own_token(scope: Scope, key: int) -> Token | None:
    """One of them."""
    return Token.objects.filter(person=scope.person, pk=key).first() if scope.person else None


def token_of(secret: str) -> Token | None:
    """The token that a program sent, with its person; None where there is none."""
    found = Token.objects.select_related("person").prefetch_related("person__memberships")
    return found.filter(digest=digest_of(secret)).first()
