"""Characters that cannot be shown, replaced by a mark that says so instead of stopping the document."""

from __future__ import annotations

import re
from typing import Any

from wardmote.publishing.charts.measuring import known_characters

MISSING = "□"
NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters and halves of pairs: no format can hold them."""


def legible(text: str) -> str:
    """``text`` with each character that no format can hold replaced by □."""
    return NEVER.sub(MISSING, text)


def in_typeface(value: Any) -> Any:
    """Plain data with each character that the shipped typeface lacks replaced by □, in every text of it."""
    if isinstance(value, str):
        known = known_characters()
        return "".join(c if ord(c) in known or c.isspace() else MISSING for c in value)
    if isinstance(value, dict):
        return {name: in_typeface(item) for name, item in value.items()}
    return [in_typeface(item) for item in value] if isinstance(value, list) else value
