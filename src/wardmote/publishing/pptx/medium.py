"""What a deck is shown in: the ground that its words stand on, and how wide its typeface may run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Medium:
    """``widening``: how much wider than the typeface we can measure the deck's own may be. ``ground``: #RRGGBB."""

    widening: float = 1.1
    ground: str = "#FFFFFF"


TEMPLATE = 1.2
"""A template's typeface is not known to us: more room is kept for it than for Arial."""

ARIAL = Medium()
"""Our own design: Arial on white."""

_medium: ContextVar[Medium] = ContextVar("medium", default=ARIAL)


def medium() -> Medium:
    """The medium in force."""
    return _medium.get()


@contextmanager
def shown_in(wanted: Medium) -> Iterator[None]:
    """Inside, everything is measured and coloured for this medium. Only this thread sees it."""
    before = _medium.set(wanted)
    try:
        yield
    finally:
        _medium.reset(before)
