"""A finding: a sentence in plain English with its figures and how strong they are, never a cause."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.figures.figure import Figure
from wardmote.figures.tokens import Verdict

CHANGED = (Verdict.ROSE, Verdict.FELL)
"""Verdicts that call a change real."""

JUDGED = (*CHANGED, Verdict.NO_CLEAR_CHANGE)
"""Verdicts that the test alone gave; every other withholds it."""


@dataclass(frozen=True)
class Finding:
    """What the figures say, for people.

    ``lead`` is the few words that matter most and ``rest`` completes the sentence; ``meaning`` says what
    may and may not be concluded. ``figures`` are those it rests on.
    """

    lead: str
    rest: str
    meaning: str
    verdict: Verdict | None
    figures: tuple[Figure, ...]

    @property
    def sentence(self) -> str:
        """The whole finding as text."""
        return " ".join(part for part in (f"{self.lead}{self.rest}", self.meaning) if part)
