"""The fixed words in which a figure's state and a change's verdict leave Wardmote."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What may be said of a change between two years."""

    ROSE = "rose"
    FELL = "fell"
    NO_CLEAR_CHANGE = "no-clear-change"
    TOO_FEW = "too-few-to-say"
    NOT_COMPARABLE = "not-comparable"
    LOCATION_UNCERTAIN = "location-too-uncertain"

    @property
    def words(self) -> str:
        """The verdict as a reader sees it."""
        return self.value.replace("-", " ")

    @property
    def symbol(self) -> str:
        """The mark that stands beside the words, so that colour is never alone."""
        return SYMBOLS[self]


SYMBOLS: dict[Verdict, str] = {
    Verdict.ROSE: "▲",
    Verdict.FELL: "▼",
    Verdict.NO_CLEAR_CHANGE: "●",
    Verdict.NOT_COMPARABLE: "○",
    Verdict.TOO_FEW: "◌",
    Verdict.LOCATION_UNCERTAIN: "◇",
}


class State(StrEnum):
    """What a figure is. Six different things, which look different everywhere."""

    KNOWN = "known"
    ZERO = "zero"
    NOT_SUPPLIED = "not-supplied"
    NOT_ASSESSED = "not-assessed"
    NOT_AVAILABLE = "not-available"
    SUPPRESSED = "suppressed"

    @property
    def words(self) -> str:
        """The state as a reader sees it where no number can stand."""
        return self.value.replace("-", " ")
