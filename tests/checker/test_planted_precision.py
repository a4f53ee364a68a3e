"""How much of what is planted the checker finds, and how often it is right: a sample, and all of it under soak."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.checker.planted.assembling import all_planted
from tests.checker.planted.judging import Tally
from tests.checker.planted.running import run

PROMISED = 0.95
"""Of all three hundred. A sample of thirty has some sixty slips: each miss is worth more than a hundredth."""
OF_SAMPLE = 0.9
SAMPLE = 10
"""One document in so many is read where the tests do not run in full."""


@pytest.mark.soak
def test_planted_slips_are_found_and_nothing_else_is(tmp_path: Path, in_full: bool) -> None:
    documents = all_planted() if in_full else all_planted()[::SAMPLE]
    whole = Tally()
    for one in documents:
        whole.add(run(one, tmp_path).tally)
    assert whole.unreadable == 0
    least = PROMISED if in_full else OF_SAMPLE
    assert whole.recall() >= least, {kind: (whole.found[kind], many) for kind, many in whole.planted.items()}
    assert whole.precision() >= least, {kind: (whole.right[kind], many) for kind, many in whole.told.items()}
