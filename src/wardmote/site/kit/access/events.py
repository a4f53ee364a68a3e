"""What the libraries of signing in tell us: each thing becomes one record, and sessions are noted."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.openid import mark_session
from wardmote.site.kit.access.scope import NOBODY, Actor, scope_of
from wardmote.site.kit.access.sessions import begin_session, end_session_of_key, end_sessions_of
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace

KINDS = {"totp": "an app with codes", "webauthn": "a security key", "recovery_codes": "recovery codes"}
"""What each second factor is, in words."""


@service
def note(actor: Actor, action: str, person: Person | None, words: str) -> None:
    """Record something that happened to somebody's access."""
    record(actor, f"access.{action}", ("person", person.pk if person else "unknown"), words)


def listen() -> None:
    """Begin to hear; called once, when the site starts."""
    every = {
        user_logged_in: _signed_in,
        user_logged_out: _signed_out,
        user_login_failed: _failed,
        user_locked_out: _locked,
        password_changed: _password_changed,
        password_set: _password_changed,
        password_reset: _password_reset,
        authenticator_added: _factor_added,
        authenticator_removed: _factor_removed,
        authenticator_reset: _factor_reset,
        authentication_failed: _factor_failed,
    }
    for signal, hear in every.items():
        signal.connect(hear, dispatch_uid=f"wardmote-access-{hear.__name__}")


def acting(person: Person, request: HttpRequest | None) -> Actor:
    """A person who acts while signing in or out, when no gate has given them a scope yet."""
    scope = scope_of(person, workspace().definitions)
    only = next(iter(scope.organisations)) if len(scope.organisations) == 1 else None
    session = getattr(request, "session", None)
    return Actor(
        person.pk,
        person.name,
        scope,
        only,
        _address(request),
        (getattr(session, "session_key", "") or "")[:12],
    )


def _address(request: HttpRequest | None) -> str:
    return request.META.get("REMOTE_ADDR", "") if request is not None else ""


def _signed_in(sender: Any, request: HttpRequest, user: Person, **rest: Any) -> None:
    mark_session(request)
    begin_session(request, user)
    note(acting(user, request), "signed-in", user, f"{user} signed in.")


def _signed_out(sender: Any, request: HttpRequest, user: Person | None, **rest: Any) -> None:
    if user is not None:
        actor = acting(user, request)
        end_session_of_key(request.session.session_key or "")
        note(actor, "signed-out", user, f"{user} signed out.")


def _failed(
    sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **rest: Any
) -> None:
    if request is None or getattr(request, "axes_locked_out", False):
        return
    person = Person.objects.filter(email__iexact=str(credentials.get("email", ""))[:254]).first()
    whom = f"for {person}" if person else "for an address that nobody has"
    note(unknown(request), "sign-in-failed", person, f"A sign-in {whom} failed.")


def _locked(sender: Any, request: HttpRequest, username: str | None = None, **rest: Any) -> None:
    person = Person.objects.filter(email__iexact=(username or "")[:254]).first()
    whom = f"as {person}" if person else "under an address that nobody has"
    note(unknown(request), "locked", person, f"Somebody who tried to sign in {whom} must wait.")


def unknown(request: HttpRequest) -> Actor:
    """Somebody who has not signed in."""
    return Actor(None, "Not signed in", NOBODY, address=_address(request))


def _password_changed(sender: Any, request: HttpRequest, user: Person, **rest: Any) -> None:
    end_sessions_of(user, but=request.session.session_key or "")
    note(acting(user, request), "password-changed", user, f"{user} changed their password.")


def _password_reset(sender: Any, request: HttpRequest, user: Person, **rest: Any) -> None:
    end_sessions_of(user)
    note(acting(user, request), "password-reset", user, f"{user} chose a new password by email.")


def _factor_added(sender: Any, request: HttpRequest, user: Person, authenticator: Any, **rest: Any) -> None:
    note(acting(user, request), "factor-added", user, f"{user} added {KINDS[authenticator.type]}.")


def _factor_removed(sender: Any, request: HttpRequest, user: Person, authenticator: Any, **rest: Any) -> None:
    note(acting(user, request), "factor-removed", user, f"{user} removed {KINDS[authenticator.type]}.")


def _factor_reset(sender: Any, request: HttpRequest, user: Person, authenticator: Any, **rest: Any) -> None:
    note(acting(user, request), "factor-renewed", user, f"{user} renewed {KINDS[authenticator.type]}.")


def _factor_failed(sender: Any, request: HttpRequest, user: Person, **rest: Any) -> None:
    note(unknown(request), "factor-failed", user, f"A code for {user} was wrong.")
