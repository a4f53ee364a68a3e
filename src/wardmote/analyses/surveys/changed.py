"""What changed between two waves of a survey, in points, and what is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wardmote.analyses.surveys.asking import Settings
from wardmote.analyses.surveys.lines import Line, all_lines, estimate
from wardmote.analyses.surveys.weighing import Weighed
from wardmote.definitions.surveys import Question
from wardmote.methods.multiplicity import benjamini_hochberg
from wardmote.methods.surveys.estimates import Estimate
from wardmote.methods.surveys.limits import Form
from wardmote.methods.surveys.waves import WaveChange, wave_change


@dataclass(frozen=True)
class LineChange:
    """A line in two waves. ``q``: p, allowing for every line that was tested; None where nothing can be tested."""

    line: Line
    before: Estimate
    after: Estimate
    change: WaveChange
    q: float | None
    clear: bool | None
    """Whether it is more than chance, allowing for every line; None where nothing can be said."""


@dataclass(frozen=True)
class Changed:
    """Two waves compared. ``other``: questions of one wave alone, or asked or answered in other words then."""

    lines: tuple[LineChange, ...]
    other: tuple[str, ...]


def changed(
    before: Weighed, after: Weighed, questions: Sequence[Question], settings: Settings, form: Form
) -> Changed:
    """Compare every line that both waves ask in the same words."""
    then = {one.id: one for one in before.wave.book.questions}
    same = [one for one in questions if one.id in then and _alike(one, then[one.id])]
    earlier = {line.key: line for line in all_lines(before, [then[one.id] for one in same])}
    pairs = [(earlier[line.key], line) for line in all_lines(after, same) if line.key in earlier]
    found = []
    for old, new in pairs:
        first = estimate(old, before, settings.least, settings.confidence, form)
        second = estimate(new, after, settings.least, settings.confidence, form)
        found.append((new, first, second, wave_change(first, second, confidence=settings.confidence)))
    chances = np.array([np.nan if change.p is None else change.p for *_, change in found])
    adjusted = benjamini_hochberg(chances) if found else chances
    lines = tuple(
        LineChange(
            *one,
            q=None if np.isnan(q) else float(q),
            clear=None if np.isnan(q) else bool(q < settings.false_alarms),
        )
        for one, q in zip(found, adjusted, strict=True)
    )
    return Changed(lines, tuple(one.title for one in questions if one not in same))


def _alike(one: Question, other: Question) -> bool:
    """Whether a question is asked and answered alike: same words, kind, answers and base."""
    said = [(a.id, a.means, a.side, a.score) for a in one.answers]
    then = [(a.id, a.means, a.side, a.score) for a in other.answers]
    asked = " ".join(one.title.casefold().split()), one.type, one.dont_know, said
    return asked == (" ".join(other.title.casefold().split()), other.type, other.dont_know, then)
