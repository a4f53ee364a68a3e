"""What the council's sign-in must prove (OpenID Connect Core 1.0, section 3.1.3.7) before anybody is let in by it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

import jwt
from allauth.account.internal.decorators import login_not_required
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.base.provider import ProviderException
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from requests import RequestException

SIGNED_WITH = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures that are believed: each made with a key that the provider alone has."""
TOLD = ("iss", "sub", "aud", "exp", "iat", "nonce")
"""What every token must say."""
ADDRESSES = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
"""What a provider must tell of itself."""
CLOCKS_APART = 60
"""Seconds by which its clock and ours may differ."""
NONCE_BYTES = 24
KEPT = ("email", "email_verified", "name", "amr")
"""What is read of a person beside their identifier."""


class CheckedSignIn(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Believes a token only when signature, issuer, audience, time and nonce are right."""

    nonce = ""
    """What we sent along when this sign-in began."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider tells of itself.

        Raises
        ------
        ProviderException
            When something is missing, or it calls itself other than the settings do.
        """
        told: dict[str, Any] = super().openid_config
        if not isinstance(told, dict) or any(not isinstance(told.get(name), str) for name in ADDRESSES):
            raise ProviderException("The provider does not tell where to sign in.")
        meant = self.get_provider().app.settings["server_url"].partition("/.well-known/")[0]
        if told["issuer"].rstrip("/") != meant.rstrip("/"):
            raise ProviderException("The provider calls itself by another name than the settings.")
        return told

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **named: Any) -> SocialLogin:
        """Who signed in there.

        Raises
        ------
        OAuth2Error
            When the token, or what is told beside it, cannot be believed.
        """
        claims = self.claims_of(app, str(named["response"].get("id_token") or ""))
        told = {name: claims[name] for name in KEPT if name in claims}
        if "email" not in told and "userinfo_endpoint" in self.openid_config:
            told |= self._told_beside(token.token, claims["sub"])
        who = hashlib.sha256(f"{claims['iss']} {claims['sub']}".encode()).hexdigest()
        told |= {"sub": who, "email_verified": told.get("email_verified") in (True, "true")}
        return self.get_provider().sociallogin_from_response(request, {"id_token": told})

    def claims_of(self, app: SocialApp, told: str) -> Mapping[str, Any]:
        """What a token says, when it can be believed."""
        try:
            claims: dict[str, Any] = jwt.decode(
                told,
                self._key_of(told),
                algorithms=list(SIGNED_WITH),
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                leeway=CLOCKS_APART,
                options={"require": list(TOLD)},
            )
        except (jwt.PyJWTError, ValueError, TypeError) as fault:
            raise OAuth2Error("The token of the provider is not to be believed.") from fault
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if not self.nonce or not constant_time_compare(str(claims["nonce"]), self.nonce):
            raise OAuth2Error("The token of the provider belongs to another sign-in.")
        if claims.get("azp", "" if several else app.client_id) != app.client_id:
            raise OAuth2Error("The token of the provider is meant for another site.")
        return claims

    def _key_of(self, told: str) -> jwt.PyJWK:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            keys = jwt.PyJWKSet.from_dict(answer.json()).keys
        name = jwt.get_unverified_header(told).get("kid")
        found = [one for one in keys if name in (None, one.key_id)]
        if len(found) != 1:
            raise OAuth2Error("The token of the provider is signed with a key that it does not show.")
        return found[0]

    def _told_beside(self, access: str, subject: str) -> dict[str, Any]:
        told = self._fetch_user_info(access)
        if not isinstance(told, dict) or told.get("sub") != subject:
            raise OAuth2Error("The provider tells of somebody else.")
        return {name: told[name] for name in KEPT if name in told and name != "amr"}


class ComingBack(OAuth2CallbackView):  # type: ignore[misc]
    """Gives the token's check the nonce that this browser was sent away with."""

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[dict[str, Any] | None, Any]:
        state, answer = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, answer


@login_not_required  # type: ignore[untyped-decorator]
def council_sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody to the council's own page."""
    nonce = secrets.token_urlsafe(NONCE_BYTES)
    provider = _provider(request, provider_id)
    try:
        answer: HttpResponse = provider.redirect(
            request,
            process=AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request),
            auth_params={"nonce": nonce},
            nonce=nonce,
        )
    except (ProviderException, RequestException) as fault:
        answer = render_authentication_error(request, provider, exception=fault)
    return answer


@login_not_required  # type: ignore[untyped-decorator]
def council_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take somebody back from there."""
    _provider(request, provider_id)
    answer: HttpResponse = ComingBack.adapter_view(CheckedSignIn(request, provider_id))(request)
    return answer


def _provider(request: HttpRequest, provider_id: str) -> Any:
    try:
        provider = get_adapter(request).get_provider(request, provider=provider_id)
    except SocialApp.DoesNotExist as fault:
        raise Http404 from fault
    provider.oauth2_adapter_class = CheckedSignIn
    return provider
