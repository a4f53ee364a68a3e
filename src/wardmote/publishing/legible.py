"""Characters that cannot be shown, replaced by a mark that says so instead of stopping the document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from wardmote.publishing.charts.measuring import known_characters

MISSING = "□"
WHITE = " \t\n\u00a0\u200b"
NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters and halves of pairs: no format can hold them."""
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of what follows: left open, they would turn words that are not theirs."""
UNSEEN = re.compile("[\u00ad\u180e\u200c-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
"""Characters that print nothing and say nothing to the typesetter: joiners, variants of the character before."""


def legible(text: str) -> str:
    """``text`` composed (NFC), each character that no format can hold replaced by □, without turning marks."""
    return NEVER.sub(MISSING, TURNING.sub("", unicodedata.normalize("NFC", text)))


def in_typeface(text: str) -> str:
    """``text`` with each character that the shipped typeface lacks replaced by □, unless it prints nothing."""
    known = known_characters()
    seen = UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return "".join(c if ord(c) in known or c in WHITE else MISSING for c in seen)


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """Plain data (dictionaries, lists, texts, numbers) with ``change`` made to every text in it."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: each_text(item, change) for name, item in value.items()}
    return [each_text(item, change) for item in value] if isinstance(value, list) else value
