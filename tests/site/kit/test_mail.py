"""Which mail server the site's letters go by, and what the doctor says of it."""

from __future__ import annotations

import socket
import threading

import pytest
from pytest_django import Settings

from wardmote.operations.settings import SettingsError, SiteSettings, as_toml, read_settings
from wardmote.site.kit.mail import LOGGED, POSTED, Mail, MailError, mail_of
from wardmote.site.serving.doctor import _letters

SITE = SiteSettings(hosts=("safety.example.gov.uk",), mail_host="mail.example.gov.uk", mail_tls="tls")


def test_the_address_in_the_environment_counts_before_the_settings() -> None:
    """With what is encoded in it."""
    told = mail_of("smtp://some%40one:p%3Aw@other.example:2525", SITE)
    assert told == Mail(
        "other.example", 2525, "starttls", "some@one", "p:w", "wardmote@safety.example.gov.uk"
    )
    assert mail_of("smtps://other.example", SITE).as_settings()["EMAIL_PORT"] == 465


def test_the_section_of_the_website_names_one() -> None:
    """Or none: letters go to the log."""
    told = mail_of("", SITE).as_settings()
    assert (told["EMAIL_BACKEND"], told["EMAIL_HOST"], told["EMAIL_PORT"]) == (
        POSTED,
        "mail.example.gov.uk",
        465,
    )
    assert (told["EMAIL_USE_SSL"], told["EMAIL_USE_TLS"]) == (True, False)
    assert mail_of("", SiteSettings()).as_settings()["EMAIL_BACKEND"] == LOGGED


@pytest.mark.parametrize("url", ["http://x", "mail.example", "smtp://x:many", "smtp://[x"])
def test_an_address_that_cannot_be_read_says_so(url: str) -> None:
    """And how it is written."""
    with pytest.raises(MailError, match="Write smtp://"):
        mail_of(url, SITE)


def test_settings_hold_it_and_faults_are_named() -> None:
    """Written and read again they are the same."""
    text = '[partnership]\nname = "M"\ncodes = ["E1"]\n[site]\nmail_host = "m"\nmail_port = 25\nmail_tls = "none"\n'
    read = read_settings(text)
    assert read_settings(as_toml(read)) == read
    for wrong in ("mail_port = 70000", 'mail_tls = "ssl"', "mail_host = 3", "mail_sender = 3"):
        with pytest.raises(SettingsError, match=wrong.partition(" ")[0]):
            read_settings(f'[partnership]\nname = "M"\ncodes = ["E1"]\n[site]\n{wrong}\n')


def test_the_doctor_says_whether_letters_go_out(settings: Settings) -> None:
    """Into the log, to a server that is there, and to one that is not."""
    settings.EMAIL_BACKEND = LOGGED
    assert _letters().health == "look"
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = POSTED, "127.0.0.1", 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    with socket.create_server(("127.0.0.1", 0)) as door:
        settings.EMAIL_PORT = door.getsockname()[1]
        server = threading.Thread(target=_answering, args=(door,), daemon=True)
        server.start()
        found = _letters()
        server.join(5)
    assert found.health == "well", found.words
    assert _letters().health == "ill"


def _answering(door: socket.socket) -> None:
    """Just enough of a mail server to be greeted and left."""
    caller, _ = door.accept()
    with caller, caller.makefile("rwb", buffering=0) as line:
        line.write(b"220 here\r\n")
        while said := line.readline():
            line.write(b"221 bye\r\n" if said.upper().startswith(b"QUIT") else b"250 well\r\n")
            if said.upper().startswith(b"QUIT"):
                return
