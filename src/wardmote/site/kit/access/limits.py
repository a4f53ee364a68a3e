"""How long things hold: the thresholds of access as spans of time and counts."""

from __future__ import annotations

from datetime import timedelta

from wardmote.site.kit.house import workspace

SPANS = {"minutes": 60, "hours": 3600, "days": 86400}
"""Seconds of each unit that ends the name of a threshold."""


def span(name: str) -> timedelta:
    """The threshold of a name as a span: ``span("invitation-days")``."""
    return timedelta(seconds=workspace().definitions.threshold(name) * SPANS[name.rsplit("-", 1)[1]])


def count(name: str) -> int:
    """The threshold of a name as a whole number."""
    return int(workspace().definitions.threshold(name))
