"""Setting findings against the truth: which slips were found, which findings are false alarms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.checker.planted.drafting import LookAlike, Planted, Truth

from wardmote.checker.findings import Checked, Finding

# Kinds of finding that tell of a planted slip: one wrong figure shows itself in whatever is computed from it.
EQUIVALENT = {
    "difference": {"difference", "percentage", "total", "points"},
    "percentage": {"percentage", "difference", "share"},
    "direction": {"difference", "percentage", "trend", "total"},
    "value": {"difference", "percentage", "total", "stated-twice"},
    "rounding": {"rounding", "percentage"},
    "tiny-base": {"small-base", "chance"},
    "period": {"period"},
    "total": {"total", "difference"},
    "row-total": {"total", "rank"},
    "share": {"share", "percentage", "total"},
    "average": {"average"},
    "rate": {"rate", "rank"},
    "rank": {"rank"},
    "legend": {"score"},
    "weekday": {"weekday", "date"},
    "date": {"date"},
    "cross-reference": {"cross-reference", "contents"},
    "contents": {"contents", "cross-reference", "numbering"},
    "numbering": {"numbering", "contents"},
    "count-in-words": {"list-count"},
    "repeated": {"stated-twice", "percentage", "difference"},
    "acronym": {"acronym"},
    "margin": {"survey-margin"},
    "significance": {"chance", "survey-margin"},
    "suppressed": {"suppressed"},
    "points": {"points", "percentage"},
}
# What is rather a matter of good practice than of arithmetic may be told as a note.
MAY_BE_NOTES = frozenset({"tiny-base", "acronym", "rounding", "significance", "suppressed"})
LOUD = frozenset({"error", "warning"})
TOKEN = re.compile(r"[^\W_]+(?:[.,]\d+)*")
SMALL_WORDS = frozenset(
    (
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "of",
        "on",
        "that",
        "the",
        "to",
        "was",
        "were",
    )
)


@dataclass
class Tally:
    """Counts over some documents."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    looked_wrong: Counter[str] = field(default_factory=Counter)
    unreadable: int = 0

    def recall(self) -> float:
        """The part of the planted slips that was found."""
        return self.found.total() / max(1, self.planted.total())

    def precision(self) -> float:
        """The part of the findings that tell of a planted slip."""
        return self.right.total() / max(1, self.told.total())

    def add(self, other: Tally) -> None:
        """Take in the counts of another tally."""
        for name in ("planted", "found", "told", "right", "looked_wrong"):
            getattr(self, name).update(getattr(other, name))
        self.unreadable += other.unreadable


@dataclass(frozen=True)
class Judged:
    """One document judged: its counts, what was missed, and which findings were false alarms."""

    tally: Tally
    missed: tuple[Truth, ...]
    alarms: tuple[Finding, ...]


def tokens(words: str) -> set[str]:
    """The words and numbers of a line."""
    return {token.lower().replace(",", "") for token in TOKEN.findall(words)} - SMALL_WORDS


def overlap(one: str, other: str) -> bool:
    """Whether two places are the same by their words: half of the shorter one stands in the other."""
    left, right = tokens(one), tokens(other)
    if not left or not right:
        return False
    return len(left & right) * 2 >= min(len(left), len(right))


def tells_of(finding: Finding, truth: Truth) -> bool:
    """Whether a finding tells of a planted slip: an equivalent kind, at its place or where it shows itself."""
    if finding.kind not in EQUIVALENT[truth.kind]:
        return False
    if finding.severity not in LOUD and truth.kind not in MAY_BE_NOTES:
        return False
    places = [finding.where.text, *(other.text for other in finding.others)]
    return any(overlap(place, words) for place in places for words in (truth.words, *truth.also))


def judge(one: Planted, checked: Checked) -> Judged:
    """Set what the checker said of a document against what was planted into it."""
    tally = Tally()
    missed, alarms = [], []
    for truth in one.truths:
        tally.planted[truth.kind] += 1
        if any(tells_of(finding, truth) for finding in checked.findings):
            tally.found[truth.kind] += 1
        else:
            missed.append(truth)
    for finding in checked.findings:
        if finding.severity not in LOUD:
            continue
        tally.told[finding.kind] += 1
        if any(tells_of(finding, truth) for truth in one.truths):
            tally.right[finding.kind] += 1
            continue
        alarms.append(finding)
        tally.looked_wrong.update(look.name for look in taken_in(finding, one.looks))
    return Judged(tally, tuple(missed), tuple(alarms))


def taken_in(finding: Finding, looks: Iterable[LookAlike]) -> list[LookAlike]:
    """The look-alikes by which a false alarm was taken in."""
    return [look for look in looks if overlap(finding.where.text, look.words)]
