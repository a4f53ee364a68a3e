"""What most people named, of questions with several answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.analyses.surveys.asking import Settings
from wardmote.analyses.surveys.said import Ranked
from wardmote.analyses.surveys.weighing import Weighed
from wardmote.definitions.surveys import Question
from wardmote.methods.surveys.choices import choices
from wardmote.methods.surveys.limits import Form
from wardmote.methods.surveys.sample import Sureness


@dataclass(frozen=True)
class Ranking:
    """The answers of a question, the most named first; none where too few answered."""

    question: Question
    rows: tuple[Ranked, ...]
    base: int
    state: Sureness


def ranking(made: Weighed, question: Question, settings: Settings, form: Form) -> Ranking:
    """Rank the answers of a question that takes several; "do not know" is no answer to be ranked."""
    kept = [at for at, one in enumerate(question.answers) if one.means == "answer"]
    ticked = made.values(made.wave.answers[question.id])[:, kept]
    found = choices(
        made.sample, ticked, minimum_base=settings.least, confidence=settings.confidence, form=form
    )
    named = ticked[~np.isnan(ticked).any(axis=1)].sum(axis=0)
    placed = {int(at): place for place, at in enumerate(found.order, start=1)}
    rows = [
        Ranked(
            question.answers[kept[at]].label,
            int(found.ranks.rank[at]) if found.ranks else placed[at],
            int(found.ranks.best[at]) if found.ranks else None,
            int(found.ranks.worst[at]) if found.ranks else None,
            100 * float(found.share[at]),
            _percent(found.low[at]),
            _percent(found.high[at]),
            int(named[at]),
        )
        for at in map(int, found.order)
    ]
    return Ranking(question, tuple(rows), found.base, found.sureness)


def _percent(limit: float) -> float | None:
    return None if np.isnan(limit) else 100 * float(limit)
