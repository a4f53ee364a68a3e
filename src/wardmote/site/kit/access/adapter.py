"""How the library of signing in behaves here: nobody signs up by themselves, and every letter is ours."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.contrib import messages
from django.core.mail import EmailMessage
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from wardmote.site.kit.access.models import Person
from wardmote.site.kit.house import workspace
from wardmote.site.kit.letters import hand_over

SUBJECTS = {
    "account/email/password_reset_key": _("Choose a new password"),
    "account/email/password_changed": _("Your password was changed"),
    "account/email/password_set": _("Your password was changed"),
    "account/email/password_reset": _("Your password was changed"),
    "mfa/email/totp_activated": _("An app with codes was added to your account"),
    "mfa/email/totp_deactivated": _("The app with codes was removed from your account"),
    "mfa/email/webauthn_added": _("A security key was added to your account"),
    "mfa/email/webauthn_removed": _("A security key was removed from your account"),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account"),
}
"""The letters that are sent, by the library's names for them. Others are not."""
SAID = {
    "account/messages/password_changed.txt": _("Your password was changed."),
    "account/messages/password_set.txt": _("Your password was changed."),
    "mfa/messages/totp_activated.txt": _("The app with codes is set up."),
    "mfa/messages/totp_deactivated.txt": _("The app with codes was removed."),
    "mfa/messages/recovery_codes_generated.txt": _(
        "New recovery codes were made. The old ones no longer work."
    ),
    "mfa/messages/webauthn_added.txt": _("The security key was added."),
    "mfa/messages/webauthn_removed.txt": _("The security key was removed."),
}
"""What is said on the next page, by the library's names."""


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is closed; letters and notices are in our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "The email address or the password is not right. Check both, and try again."
        ),
        "too_many_login_attempts": _("There were too many attempts. Try again in a few minutes."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The password is not right."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of our letters; how long the post takes cannot be told from the answer."""
        subject = SUBJECTS.get(template_prefix)
        if subject is None:
            return
        settings = workspace().settings
        link = context.get("password_reset_url", "")
        text = render_to_string(
            "account/letter.txt",
            {"said": str(subject), "link": link, "partnership": settings.name},
            using="jinja2",
        )
        hand_over(EmailMessage(f"{settings.marking}: {subject} ({settings.name})", text, to=[email]))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell somebody that their account was changed."""
        self.send_mail(template_prefix, email or user.email, context or {})

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say something on the next page, in our words or not at all."""
        del message_context
        said = message or SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, str(said), extra_tags=extra_tags)

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Whether a password is that of somebody signed in; wrong ones count as failed sign-ins."""
        return self.authenticate(context.request, email=user.email, password=password) is not None

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Who has proved who they are in these minutes need not do so once more."""
        del app
        request = context.request
        done = get_authentication_records(request, request.user)
        return not (bool(done) and time.time() - done[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Answers are pages, whoever asks."""
        del request
        return False

    def ajax_response(
        self,
        request: HttpRequest,
        response: HttpResponse,
        redirect_to: str | None = None,
        form: BaseForm | None = None,
        data: Any = None,
    ) -> HttpResponse:
        """The page itself."""
        del request, redirect_to, form, data
        return response
