"""Looking at a token: whom a program reads for, and what they may see today."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from wardmote.site.kit.access.programs import UNKNOWN, refusal
from wardmote.site.kit.access.scope import NOBODY, scope_of
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.figures.selectors import token_of
from wardmote.site.rooms.figures.services import MARK, RIGHT, note_use

SCHEME = "bearer"
OFTEN = 429
IN_ADDRESS = (
    "A token in an address is read by whoever keeps the address. Revoke this one on your account page, make another, "
    "and send it as 'Authorization: Bearer TOKEN'."
)


def admit(request: HttpRequest) -> HttpResponse | None:
    """Give a request the person of its token and their scope of today; or answer it: 401 or 429.

    The same 401 for every address below /api/, for a token that is wrong, has expired, was revoked, or is of somebody
    who has left. Who has a role and may not read figures by program finds nothing at any address.
    """
    if any(MARK in value for values in request.GET.lists() for value in (values[0], *values[1])):
        return refusal(UNKNOWN, IN_ADDRESS)
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = token_of(secret.strip()) if scheme.casefold() == SCHEME and secret.strip() else None
    now = timezone.now()
    if token is None or not token.holds_at(now):
        return refusal(UNKNOWN)
    scope = scope_of(token.person, workspace().definitions)
    if not scope.rights:
        return refusal(UNKNOWN)
    wait = note_use(token, now)
    if wait:
        made = refusal(OFTEN, f"This token asked too often. Ask again in {wait} seconds.")
        made.headers["Retry-After"] = str(wait)
        return made
    request.user = token.person
    request.scope = scope if scope.may(RIGHT) else NOBODY  # type: ignore[attr-defined]
    return None
