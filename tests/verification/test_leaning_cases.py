"""Cases that lean on another case of their file, and keys beyond those of the shared cases."""

from __future__ import annotations

import json
from pathlib import Path

from .runner import FAILED, PASSED, read_cases, run

RAKING = {
    "id": "town-rake",
    "method": "Raking four respondents to one margin",
    "input": {"sex": ["F", "F", "F", "M"], "base_weight": [1, 1, 1, 1], "targets": {"sex": {"F": 6, "M": 6}}},
    "expected": {"weights": [2, 2, 2, 6], "n_eff": 3.0},
    "tolerance": 1e-9,
    "source": "by hand",
}
MEAN = {
    "id": "town-mean",
    "method": "Weighted mean score and SE",
    "input": {"y": [1, 1, None, 3], "weights": "town-rake", "conf": 0.9},
    "expected": {"mean": 2.2, "n": 3},
    "tolerance": 1e-9,
    "source": "by hand",
}
SEVERITY = {
    "id": "two-populations",
    "method": "Weighted severity score = sum(weight x count)/population x 100,000",
    "input": {
        "weights": {"a": 2, "b": 1},
        "counts_a": {"a": 1, "b": 2},
        "counts_b": {"a": 2},
        "pop_a": 1000,
        "pop_b": 500,
    },
    "expected": {"score_a": 400, "score_b": 800, "count_rate_b": 400, "change": 400},
    "tolerance": 1e-9,
    "source": "by hand",
}


def test_a_case_may_come_before_the_one_it_leans_on(tmp_path: Path) -> None:
    path = tmp_path / "cases.json"
    wrong = MEAN | {"id": "wrong", "expected": {"mean": 2.0}}
    path.write_text(json.dumps([MEAN, RAKING, SEVERITY, wrong]), encoding="utf-8")
    outcomes = [run(case) for case in read_cases(path)]
    assert [outcome.status for outcome in outcomes] == [PASSED, PASSED, PASSED, FAILED], outcomes
