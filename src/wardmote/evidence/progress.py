"""How a long job says how far it is, without knowing who listens."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called with the step in words, how much of it is done, and how much there is (the same unit)."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Report that ``done`` of ``total`` parts of ``step`` are finished."""


def quiet(step: str, done: int, total: int) -> None:
    """Say nothing."""
