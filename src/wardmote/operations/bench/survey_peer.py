"""What one would write with samplics. Runs in a Python of its own, which knows nothing of Wardmote.

Arguments on standard input and the answer on standard output are JSON: survey (.npz of the survey), answers (.npz of
weights and, for each table, shares of everybody by row and column).
"""

from __future__ import annotations

import json
import sys
import time
import warnings

import numpy as np


def main() -> None:
    """Rake and cross every question with the first margin; a first table, which loads the library, is not timed."""
    warnings.simplefilter("ignore")
    import pandas as pd
    from samplics import CrossTabulation, SampleWeight  # type: ignore[import-not-found,unused-ignore]
    from samplics.utils.types import PopParam  # type: ignore[import-not-found,unused-ignore]

    given = json.load(sys.stdin)
    survey = np.load(given["survey"])
    margins, questions, targets = survey["margins"], survey["questions"], survey["targets"]
    people = len(margins)
    answers = {
        f"m{one}": np.array([f"c{code}" for code in margins[:, one]]) for one in range(margins.shape[1])
    }
    control = {
        f"m{one}": {f"c{code}": float(target) for code, target in enumerate(row) if target > 0}
        for one, row in enumerate(targets)
    }
    asked = [np.array([f"a{code}" for code in question]) for question in questions.T]

    def table(question: np.ndarray, weights: np.ndarray) -> CrossTabulation:
        made = CrossTabulation(PopParam.prop)
        made.tabulate(
            vars=pd.DataFrame({"row": question, "column": answers["m0"]}),
            samp_weight=weights,
            remove_nan=True,
        )
        return made

    table(asked[0], np.ones(people))
    started = time.perf_counter()
    weights = SampleWeight().rake(
        samp_weight=np.ones(people),
        margins=answers,
        control=control,
        tol=1e-12,
        ctrl_tol=1e-12,
        max_iter=1000,
    )
    tables = [table(question, weights) for question in asked]
    taken = time.perf_counter() - started
    shares = [
        made.to_dataframe().set_index(["row", "column"])["point_est"].unstack().to_numpy() for made in tables
    ]
    np.savez(given["answers"], weights=weights, shares=np.array(shares, float))
    sys.stdout.write(json.dumps({"seconds": taken}) + "\n")


if __name__ == "__main__":
    main()
