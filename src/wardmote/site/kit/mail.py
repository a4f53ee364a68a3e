"""How letters leave the house: by the mail server that the settings name, or into the log while there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from wardmote.operations.settings import SiteSettings

POSTED = "django.core.mail.backends.smtp.EmailBackend"
LOGGED = "django.core.mail.backends.console.EmailBackend"
PORTS = {"starttls": 587, "tls": 465, "none": 25}
SCHEMES = {"smtp": "starttls", "smtps": "tls", "smtp+plain": "none"}
"""How an address of a mail server begins, and what that says of encryption."""


class MailError(ValueError):
    """The address of the mail server cannot be read; says what it should look like."""


@dataclass(frozen=True)
class Mail:
    """A mail server and who the letters are from. Without a host they are written to the log."""

    host: str = ""
    port: int = 0
    tls: str = "starttls"
    user: str = ""
    password: str = ""
    sender: str = ""

    def as_settings(self) -> dict[str, Any]:
        """The same by Django's names."""
        return {
            "EMAIL_BACKEND": POSTED if self.host else LOGGED,
            "EMAIL_HOST": self.host,
            "EMAIL_PORT": self.port or PORTS[self.tls],
            "EMAIL_HOST_USER": self.user,
            "EMAIL_HOST_PASSWORD": self.password,
            "EMAIL_USE_TLS": self.tls == "starttls",
            "EMAIL_USE_SSL": self.tls == "tls",
            "DEFAULT_FROM_EMAIL": self.sender,
        }


def mail_of(url: str, site: SiteSettings) -> Mail:
    """The mail server of ``EMAIL_URL``, or else of the section ``[site]``.

    Raises
    ------
    MailError
        When the address cannot be read.
    """
    sender = site.mail_sender or f"wardmote@{site.hosts[0] if site.hosts else 'localhost'}"
    if not url:
        return Mail(site.mail_host, site.mail_port, site.mail_tls or "starttls", sender=sender)
    try:
        told = urlsplit(url)
        return Mail(
            told.hostname or "",
            told.port or 0,
            SCHEMES[told.scheme],
            unquote(told.username or ""),
            unquote(told.password or ""),
            sender,
        )
    except (ValueError, KeyError) as fault:
        raise MailError(
            "EMAIL_URL cannot be read. Write smtp://user:password@mail.example.gov.uk:587."
        ) from fault
