"""What every job may refuse because of how it was asked."""

from __future__ import annotations


class AskedWronglyError(Exception):
    """What was asked for does not exist or cannot be understood; says what can be asked for instead."""
