"""What a survey said, as records that a document prints; nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ranked:
    """One answer of a question with several. ``best``, ``worst``: places that chance also allows; None without a test."""

    label: str
    place: int
    best: int | None
    worst: int | None
    percent: float
    low: float | None
    high: float | None
    people: int = 0
    """How many gave it, each counted once."""


@dataclass(frozen=True)
class SurveySaid:
    """The latest wave of one survey. ``question`` and ``concerns``: on local problems, empty where none was asked;
    ``changes``: what changed since the wave before, empty where there is none to test; ``sample``: whether there are
    margins of error."""

    survey: str
    title: str
    publisher: str
    days: str
    mode: str
    asked: str
    people: int
    chosen: str
    sample: bool
    weighted: bool
    question: str = ""
    named: str = ""
    concerns: tuple[Ranked, ...] = ()
    changes: str = ""
