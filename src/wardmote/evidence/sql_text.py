"""Text and lists as SQL holds them."""

from __future__ import annotations

from collections.abc import Iterable


def quoted(text: str) -> str:
    """Text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def listed(texts: Iterable[str]) -> str:
    """Texts as an SQL list."""
    return "[" + ", ".join(quoted(text) for text in texts) + "]"
