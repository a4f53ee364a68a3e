"""Characters that cannot be shown, replaced by a mark that says so instead of stopping the document."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from wardmote.publishing.charts.measuring import known_characters

MISSING = "□"
WHITE = " \t\n\u00a0"
NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters and halves of pairs: no format can hold them."""


def legible(text: str) -> str:
    """``text`` with each character that no format can hold replaced by □."""
    return NEVER.sub(MISSING, text)


def in_typeface(text: str) -> str:
    """``text`` with each character that the shipped typeface lacks replaced by □."""
    known = known_characters()
    return "".join(c if ord(c) in known or c in WHITE else MISSING for c in text)


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """Plain data (dictionaries, lists, texts, numbers) with ``change`` made to every text in it."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: each_text(item, change) for name, item in value.items()}
    return [each_text(item, change) for item in value] if isinstance(value, list) else value
