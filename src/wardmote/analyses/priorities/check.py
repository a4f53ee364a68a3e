"""Totals that a sheet prints, beside what its scores give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from wardmote.analyses.priorities.scores import Score, Scoring
from wardmote.analyses.priorities.words import points_of
from wardmote.definitions.matrices import Matrix
from wardmote.methods.priorities.totals import combined, totals


def differing_totals(
    matrix: Matrix, scores: Sequence[Score], printed: Mapping[tuple[str, str], tuple[str, str]]
) -> tuple[str, ...]:
    """A sentence for each total that is not what the scores of its row give. printed: (issue, scorer) -> words, place."""
    issues = tuple(dict.fromkeys(one.issue for one in scores))
    scorers = tuple(dict.fromkeys(one.scorer for one in scores))
    if not printed or not scores:
        return ()
    scoring = Scoring(matrix, issues, scorers, tuple(scores))
    values, aside = scoring.arrays
    found = []
    for (issue, scorer), (words, where) in printed.items():
        if issue not in issues or scorer not in scorers:
            continue
        row = scorers.index(scorer), issues.index(issue)
        one = combined(values[row][None, None], aside[row][None, None])
        total = float(totals(one.values, one.applies, scoring.weights, scoring.rule)[0])
        if not np.isnan(total) and not _same(words, total):
            found.append(
                f"{where}: the total of {issue} is printed as {words}; its scores give {points_of(total)}."
            )
    return tuple(found)


def _same(words: str, total: float) -> bool:
    try:
        return abs(float(words.replace(",", "")) - total) < 0.0051
    except ValueError:
        return False
