"""Time, as something that can be handed in: waiting is part of fetching, and tests do not wait."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits."""

    def now(self) -> float:
        """Seconds on a clock that never goes back."""

    def wait(self, seconds: float) -> None:
        """Do nothing for that long."""

    def today(self) -> datetime:
        """The time of day, with its zone."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> float:
        """Seconds on a clock that never goes back."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Do nothing for that long."""
        time.sleep(max(seconds, 0))

    def today(self) -> datetime:
        """The time of day, with its zone."""
        return datetime.now(UTC)


def asked_to_wait(header: str | None, today: datetime) -> float | None:
    """Seconds that a ``Retry-After`` asks for: a number of them, or a date; None where it says nothing.

    Source: RFC 9110, section 10.2.3.
    """
    text = (header or "").strip()
    if text.isdecimal():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max((until - today).total_seconds(), 0.0)
