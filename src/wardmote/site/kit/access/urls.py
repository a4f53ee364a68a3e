"""Addresses of signing in and out, and of one's own password and second factor. Only what is needed is mounted."""

from __future__ import annotations

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as key
from allauth.socialaccount import views as social
from django.urls import path, re_path

from wardmote.site.kit.access.openid_protocol import council_callback, council_sign_in
from wardmote.site.kit.access.routes import PUBLIC, borrow
from wardmote.site.kit.access.stepping_out import role_ended

OWN = "account-own"
for name, why in {
    "account_login": "Whoever is not signed in must be able to.",
    "account_logout": "Signing out twice does no harm.",
    "account_inactive": "Who has left is told so after the right password.",
    "account_reset_password": "Who forgot their password cannot sign in.",
    "account_reset_password_done": "Says that a letter is on its way, whether or not there is one.",
    "account_reset_password_from_key": "The link in the letter is the proof.",
    "account_reset_password_from_key_done": "Says that it worked.",
    "mfa_authenticate": "The second step of signing in.",
    "openid_connect_login": "Signing in at the council's own page.",
    "openid_connect_callback": "Coming back from the council's own page.",
    "socialaccount_login_error": "Says that signing in there did not work.",
    "socialaccount_login_cancelled": "Says that signing in there was given up.",
}.items():
    borrow(name, PUBLIC, why)
for name in (
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "mfa_reauthenticate_webauthn",
):
    borrow(name, OWN, "One's own password and second factor.")

SETTING_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "account_reauthenticate",
    }
) | {"account_logout"}
"""Where somebody may go who must set up a second factor first."""

urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-in/second-step/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/left/", views.account_inactive, name="account_inactive"),
    path("sign-in/role-ended/", role_ended, name="role-ended"),
    path("sign-in/elsewhere/failed/", social.login_error, name="socialaccount_login_error"),
    path("sign-in/elsewhere/given-up/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/elsewhere/<slug:provider_id>/", council_sign_in, name="openid_connect_login"),
    path("sign-in/elsewhere/<slug:provider_id>/back/", council_callback, name="openid_connect_callback"),
    path("sign-out/", views.logout, name="account_logout"),
    path("password/forgotten/", views.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    path("account/password/", views.password_change, name="account_change_password"),
    path("account/confirm/", views.reauthenticate, name="account_reauthenticate"),
    path("account/second-factor/", mfa.index, name="mfa_index"),
    path("account/second-factor/confirm/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-factor/app/", app.activate_totp, name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second-factor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/second-factor/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path("account/second-factor/keys/", key.list_webauthn, name="mfa_list_webauthn"),
    path("account/second-factor/keys/add/", key.add_webauthn, name="mfa_add_webauthn"),
    path(
        "account/second-factor/keys/confirm/", key.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("account/second-factor/keys/<int:pk>/remove/", key.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/second-factor/keys/<int:pk>/name/", key.edit_webauthn, name="mfa_edit_webauthn"),
]
