"""What may be told of a question's answers, tried with every small set of counts: nothing left over is a few people."""

from __future__ import annotations

from itertools import product

import numpy as np
from tests.evidence.responses.answer_files import codebook

from wardmote.analyses.surveys.asking import Settings
from wardmote.analyses.surveys.few import hidden_lines
from wardmote.analyses.surveys.lines import NET, SHARE, Line

SETTINGS = Settings(least=50, fewest=5, confidence=0.95, false_alarms=0.05)
COUNTS = (0, 1, 2, 4, 5, 7, 60)
QUESTION = codebook().questions[0]


def lines(counts: tuple[int, ...]) -> list[Line]:
    """One answer each: so many people gave the first, so many the next."""
    said = np.repeat(np.arange(len(counts)), counts)
    shares = [Line(QUESTION, SHARE, str(at), str(at), (said == at) * 1.0) for at in range(len(counts))]
    return [*shares, Line(QUESTION, NET, "", "NET", (said == 0) * 1.0 - (said == 1) * 1.0)]


def test_no_number_of_one_to_four_is_told_or_left_over() -> None:
    for counts in product(COUNTS, repeat=4):
        made = lines(counts)
        hidden = hidden_lines(made, SETTINGS)
        told = [n for n, line in zip(counts, made, strict=False) if line.key not in hidden]
        left = sum(counts) - sum(told)
        assert all(n == 0 or n >= 5 for n in told), counts
        assert left == 0 or left >= 5 or not any(told), counts
        rare = any(0 < n < 5 for n in counts)
        assert (made[-1].key in hidden) is rare, counts
        assert rare or not hidden, counts


def test_a_hidden_answer_is_never_alone() -> None:
    for counts in product(COUNTS, repeat=3):
        made = lines(counts)
        hidden = hidden_lines(made, SETTINGS)
        people = [n for n, line in zip(counts, made, strict=False) if line.key in hidden and n]
        assert len(people) != 1 or sum(counts) == people[0], counts
