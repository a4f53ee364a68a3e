"""Signing in at the council's own page (OpenID Connect). What it needs stands in ``secrets/openid.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.second_factor import ELSEWHERE

FILE = Path("secrets") / "openid.toml"
PROVIDER = "council"
REFUSED = 403


class OpenIdSettings(BaseModel):
    """What the file says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    """What the button on the sign-in page says, after "Sign in with"."""
    server: str = Field(min_length=8)
    """Address of the provider, as its own documents call it: the issuer."""
    client_id: str = Field(min_length=1)
    client_secret: str = Field(min_length=1)
    domains: tuple[str, ...] = ()
    """Ends of the email addresses that it vouches for; without any, only addresses that it calls verified count."""
    second_factor: bool | Literal["told"] = False
    """Whether it asks for a second factor itself, so that we need not: always (true), or when its token says so."""
    second_factor_words: tuple[str, ...] = ("mfa",)
    """Which words in the token's ``amr`` say so (RFC 8176)."""


def openid_settings() -> OpenIdSettings | None:
    """What the workspace says; None where there is no such file, or it cannot be read."""
    file = Path(settings.WORKSPACE) / FILE
    try:
        return OpenIdSettings.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError):
        return None


class CouncilSignIn(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Takes the provider from the workspace, and lets in only people who are here already."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The one provider, if there is one."""
        told = openid_settings()
        if (
            told is None
            or provider not in (None, PROVIDER, "openid_connect")
            or client_id not in (None, told.client_id)
        ):
            return []
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=PROVIDER,
                name=told.name,
                client_id=told.client_id,
                secret=told.client_secret,
                settings={"server_url": told.server, "oauth_pkce_enabled": True},
            )
        ]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: people come by invitation."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person whose address the provider vouches for.

        Raises
        ------
        ImmediateHttpResponse
            With a page that says so, when there is none.
        """
        told = openid_settings()
        known = sociallogin.is_existing and sociallogin.user.is_active
        person = None if told is None or sociallogin.is_existing else _vouched_for(told, sociallogin)
        if told is None or not (known or person):
            _note_refused(request)
            raise ImmediateHttpResponse(render(request, "socialaccount/unknown.html", status=REFUSED))
        if person is not None:
            sociallogin.connect(request, person)
            _note_linked(request, person, told)
        request.wardmote_second_factor = _proved_twice(told, sociallogin)  # type: ignore[attr-defined]

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Home."""
        return "/"


def _note_linked(request: HttpRequest, person: Person, told: OpenIdSettings) -> None:
    from wardmote.site.kit.access.events import acting, note

    note(acting(person, request), "linked", person, f"{person} signs in with {told.name} from now on.")


def _note_refused(request: HttpRequest) -> None:
    from wardmote.site.kit.access.events import note, unknown

    note(unknown(request), "elsewhere-refused", None, "Somebody signed in elsewhere who has no access here.")


def mark_session(request: HttpRequest) -> None:
    """Remember in the session whether the provider asked for a second factor."""
    if getattr(request, "wardmote_second_factor", False):
        request.session[ELSEWHERE] = True


def _proved_twice(told: OpenIdSettings, sociallogin: SocialLogin) -> bool:
    """Whether the provider asked for a second factor."""
    if told.second_factor != "told":
        return told.second_factor
    said = sociallogin.account.extra_data.get("id_token", {}).get("amr", [])
    return bool(set(told.second_factor_words) & set(said if isinstance(said, list) else [said]))


def _vouched_for(told: OpenIdSettings, sociallogin: SocialLogin) -> Person | None:
    for address in sociallogin.email_addresses:
        ours = any(address.email.lower().endswith("@" + end.lower().lstrip("@")) for end in told.domains)
        if ours or (not told.domains and address.verified):
            return Person.objects.filter(email__iexact=address.email, is_active=True).first()
    return None
