"""How much of what is planted the checker finds, and how often it is right: a sample, and all of it under soak."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.checker.planted.assembling import all_planted
from tests.checker.planted.judging import Tally
from tests.checker.planted.running import run

PROMISED = 0.95
"""Of those with odd numbers, which nobody looked at, and of all. A sample of thirty has some sixty slips: each miss is worth
more than a hundredth."""
OF_SAMPLE = 0.9
SAMPLE = 10
"""One document in so many is read where the tests do not run in full."""


@pytest.mark.soak
def test_planted_slips_are_found_and_nothing_else_is(tmp_path: Path, in_full: bool) -> None:
    documents = all_planted() if in_full else all_planted()[::SAMPLE]
    odd, whole = Tally(), Tally()
    for one in documents:
        answer = run(one, tmp_path).tally
        whole.add(answer)
        if one.number % 2:
            odd.add(answer)
    assert whole.unreadable == 0
    least = PROMISED if in_full else OF_SAMPLE
    for tally in (odd, whole) if in_full else (whole,):
        assert tally.recall() >= least, {kind: (tally.found[kind], n) for kind, n in tally.planted.items()}
        assert tally.precision() >= least, {kind: (tally.right[kind], n) for kind, n in tally.told.items()}
