"""Targets against limits."""

from __future__ import annotations

import numpy as np
import pytest

from wardmote.methods.control_charts import assurance, control_chart

CHART = control_chart([10, 12] * 8)  # limits 11 +- 5.32


@pytest.mark.parametrize(
    ("target", "good", "verdict"),
    [
        (17, "lower", "consistently hits"),
        (17, "higher", "consistently misses"),
        (5, "lower", "consistently misses"),
        (5, "higher", "consistently hits"),
        (11, "higher", "hit and miss"),
        (11 + 2.66 * 2, "lower", "hit and miss"),
        (17, "neither", "not assessed"),
    ],
)
def test_a_target_outside_the_limits_is_sure(target: float, good: str, verdict: str) -> None:
    assert assurance(CHART, target, good).verdict == verdict  # type: ignore[arg-type]


def test_only_the_latest_stretch_counts() -> None:
    chart = control_chart([10, 12] * 8 + [30, 32] * 3, [16])
    found = assurance(chart, 20, "lower")
    assert (found.verdict, found.trial) == ("consistently misses", True)
    assert assurance(control_chart([10, 12, 30], [2]), 20, "lower").verdict == "not assessed"


def test_bad_input_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="a target must be a number: found nan"):
        assurance(CHART, float("nan"), "lower")
    with pytest.raises(ValueError, match="'higher', 'lower' or 'neither': found 'up'"):
        assurance(CHART, 3, "up")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="one series at a time"):
        assurance(control_chart(np.eye(4)), 3, "lower")
