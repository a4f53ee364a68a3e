"""Second factors: who must have one, and keeping their secrets unreadable in the database."""

from __future__ import annotations

import base64
import hmac

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest

from wardmote.definitions import Definitions
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace

ELSEWHERE = "second_factor_elsewhere"
"""Set in a session whose second factor the council's own sign-in has asked for."""
PROOFS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of apps and recovery codes are stored encrypted with the site's key."""

    def get_totp_issuer(self) -> str:
        """What the app calls this site."""
        return workspace().settings.name

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret that was sealed."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def is_mfa_enabled(self, user: Person, types: list[str] | None = None) -> bool:
        """Whether a second step is to be asked for: not of somebody whom the council's sign-in has just asked."""
        done = getattr(context.request, "wardmote_second_factor", False)
        return not done and bool(super().is_mfa_enabled(user, types))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Who must have a second factor keeps at least one."""
        person = authenticator.user
        others = Authenticator.objects.filter(user=person, type__in=PROOFS).exclude(pk=authenticator.pk)
        return others.exists() or is_only_offered() or not _asked_of(person, workspace().definitions)


def is_missing(request: HttpRequest, scope: Scope) -> bool:
    """Whether somebody signed in must set up a second factor before anything else."""
    roles = workspace().definitions.roles
    asked = any(roles[role].second_factor for role in scope.roles)
    if not asked or is_only_offered() or request.session.get(ELSEWHERE):
        return False
    return not Authenticator.objects.filter(user_id=scope.person, type__in=PROOFS).exists()


def is_only_offered() -> bool:
    """Whether the partnership's settings leave a second factor to each person: for demonstrations alone."""
    return workspace().settings.site.second_factor == "offered"


def _asked_of(person: Person, definitions: Definitions) -> bool:
    held = {one.role for one in person.memberships.all()}
    return any(definitions.roles[role].second_factor for role in held & set(definitions.roles))


def _box() -> Fernet:
    key = hmac.digest(settings.SECRET_KEY.encode(), b"wardmote.second-factor", "sha256")
    return Fernet(base64.urlsafe_b64encode(key))
