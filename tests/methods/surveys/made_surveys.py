"""Surveys for tests, drawn by hypothesis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from wardmote.methods.surveys.raking import Raking, rake
from wardmote.methods.surveys.sample import Sample, Selection, raked_sample

from ..oracles.surveys import Floats


@dataclass(frozen=True, eq=False)
class Made:
    """A raked survey and a question in it with some answers missing."""

    answers: dict[str, list[str]]
    targets: dict[str, dict[str, float]]
    base: Floats
    question: Floats
    raking: Raking

    @property
    def sample(self) -> Sample:
        return raked_sample(self.raking, Selection.RANDOM)


@st.composite
def surveys(draw: st.DrawFn) -> Made:
    """Draw 12 to 60 people in two or three margins, every combination answered by somebody."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    n = draw(st.integers(12, 60))
    combined = np.array(
        [(sex, age, tenure) for tenure in ("own", "rent") for sex in "FM" for age in ("16", "35", "65")]
    )
    people = np.concatenate([combined, combined[rng.integers(0, 12, n - 12)]])
    names = ("sex", "age", "tenure") if draw(st.booleans()) else ("sex", "age")
    answers = {name: [str(one) for one in people[:, column]] for column, name in enumerate(names)}
    targets = {}
    for name, given in answers.items():
        shares = rng.dirichlet(np.full(len(set(given)), 6.0)) * 0.8 + 0.2 / len(set(given))
        targets[name] = dict(zip(sorted(set(given)), (shares / shares.sum() * 1000).tolist(), strict=True))
    base = rng.uniform(0.5, 2, n)
    question = rng.integers(0, 3, n).astype(float)
    question[rng.random(n) < 0.1] = np.nan
    return Made(answers, targets, base, question, rake(answers, targets, base))
