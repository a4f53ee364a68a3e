"""Sending letters by email: after what they tell is stored, and never within anybody's waiting time."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

log = logging.getLogger(__name__)
_posting = ThreadPoolExecutor(max_workers=2, thread_name_prefix="letters")


def post(to: str, subject: str, text: str) -> None:
    """Send a letter once the transaction is through; where it is undone, nothing is sent."""
    letter = EmailMessage(" ".join(subject.split()), text, to=[to])
    transaction.on_commit(partial(hand_over, letter))


def hand_over(letter: EmailMessage) -> None:
    """Give a letter to the post. How long the post takes, nobody who waits for an answer can tell."""
    if settings.LETTERS_AT_ONCE:
        _deliver(letter)
    else:
        _posting.submit(_deliver, letter)


def _deliver(letter: EmailMessage) -> None:
    try:
        letter.send()
    except OSError:
        log.exception("A letter could not be sent.")
