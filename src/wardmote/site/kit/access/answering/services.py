"""Asking people by a link, sending them codes, and opening what is asked with a right one."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.core import signing
from django.db.models import F
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string
from django.utils.translation import gettext as _

from wardmote.site.kit.access.answering.models import Answerer, Code
from wardmote.site.kit.access.leavers import left_of
from wardmote.site.kit.access.limits import count, span
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.kit.letters import post

SALT = "wardmote.answering"
DIGITS = 6


class HasLeftError(ValueError):
    """Somebody left, and is asked nothing any more."""


@service
def ask_to_answer(actor: Actor, *, email: str, name: str, site: str) -> Answerer:
    """Send somebody a personal link; one that they had before ends. ``site``: the beginning of the site's addresses.

    Raises
    ------
    HasLeftError
        When their account was closed because they left.
    """
    if left_of([email]):
        raise HasLeftError(_("%(name)s has left.") % {"name": name})
    now = timezone.now()
    told = {
        "name": name,
        "asked": now,
        "expires": now + span("answer-link-days"),
        "nonce": get_random_string(32),
        "withdrawn": None,
    }
    one, _new = Answerer.objects.update_or_create(email=email.strip().lower(), defaults=told)
    one.codes.filter(ended=None).update(ended=now)
    record(actor, "answering.asked", ("answerer", one.pk), f"Sent {name} a link to answer by.")
    link = site + reverse("answering", kwargs={"token": token_of(one)})
    words = _(
        "Hello %(name)s,\n\n%(partnership)s asks something of you. To see what, open this link:\n\n%(link)s\n\n"
        "It is for you alone, and works until %(until)s.\n"
    ) % {"name": name, "partnership": workspace().settings.name, "link": link, "until": _until(one)}
    _send(one, _("You are asked for an answer"), words)
    return one


@service
def withdraw_asking(actor: Actor, one: Answerer) -> None:
    """End somebody's link, and close what it opened."""
    end_links([one.email])
    record(actor, "answering.withdrawn", ("answerer", one.pk), f"Ended the link of {one}.")


@service
def send_code(actor: Actor, one: Answerer) -> None:
    """Send a new code; an unused one ends. After too many codes within the time of waiting, none is sent."""
    now = timezone.now()
    Answerer.objects.select_for_update().get(pk=one.pk)
    recent = one.codes.filter(sent__gt=now - span("sign-in-wait-minutes")).count()
    if recent >= count("answer-codes"):
        record(
            actor, "answering.waits", ("answerer", one.pk), f"{one} asked for too many codes, and must wait."
        )
        return
    number = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    one.codes.filter(opened=None, ended=None).update(ended=now)
    Code.objects.create(answerer=one, digest=_digest(one, number), sent=now)
    record(actor, "answering.code-sent", ("answerer", one.pk), f"Sent {one} a code.")
    words = _("Your code is %(code)s.\n\nIf you did not ask for it, do nothing.\n") % {"code": number}
    _send(one, _("Your code"), words)


@service
def open_with(actor: Actor, one: Answerer, number: str) -> Code | None:
    """The code that was typed rightly, now used; None when it is wrong, too old, used, or was tried too often."""
    now = timezone.now()
    code = one.codes.select_for_update().filter(opened=None, ended=None).first()
    fresh = code is not None and now - code.sent <= span("answer-code-minutes")
    if code is None or not fresh or code.tries >= count("answer-code-tries"):
        record(actor, "answering.code-refused", ("answerer", one.pk), f"{one} typed a code when none held.")
        return None
    if not constant_time_compare(code.digest, _digest(one, number)):
        Code.objects.filter(pk=code.pk).update(tries=F("tries") + 1)
        record(actor, "answering.code-wrong", ("answerer", one.pk), f"{one} typed a wrong code.")
        return None
    code.opened = code.seen = now
    code.save(update_fields=["opened", "seen"])
    record(actor, "answering.opened", ("answerer", one.pk), f"{one} came to answer.")
    return code


@service
def leave(actor: Actor, code: Code) -> None:
    """Close what a code opened."""
    Code.objects.filter(pk=code.pk).update(ended=timezone.now())
    record(actor, "answering.left", ("answerer", code.answerer_id), f"{code.answerer} left.")


def end_links(addresses: Iterable[str]) -> int:
    """End the links of some addresses and close what they opened, within another service; says how many ended."""
    now = timezone.now()
    held = Answerer.objects.filter(email__in=[one.strip().lower() for one in addresses], withdrawn=None)
    Code.objects.filter(answerer__in=held, ended=None).update(ended=now)
    return held.update(withdrawn=now)


def token_of(one: Answerer) -> str:
    """What the link holds."""
    return signing.dumps([one.pk, one.nonce], salt=SALT)


def answerer_of(token: str) -> Answerer:
    """Whose link it is.

    Raises
    ------
    Http404
        When it is none of ours, has expired, or was replaced or withdrawn: all the same from outside.
    """
    try:
        key, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    found = Answerer.objects.filter(pk=key).first()
    if found is None or not found.is_open or not constant_time_compare(found.nonce, nonce):
        raise Http404
    return found


def _digest(one: Answerer, number: str) -> str:
    told = f"{one.pk} {number.strip()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), b"wardmote.answering " + told, "sha256").hexdigest()


def _until(one: Answerer) -> str:
    return timezone.localtime(one.expires).strftime("%d %B %Y")


def _send(one: Answerer, subject: str, words: str) -> None:
    told = workspace().settings
    post(one.email, f"{told.marking}: {subject} ({told.name})", words)
