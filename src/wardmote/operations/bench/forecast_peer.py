"""What one would write with statsforecast. Runs in a Python of its own, which knows nothing of Wardmote.

Arguments on standard input and the answer on standard output are JSON: series (.npy of rows), horizon, answers.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np


def main() -> None:
    """Forecast every row by AutoETS; the first fit, which loads the library's code, is not timed."""
    from statsforecast.models import AutoETS  # type: ignore[import-not-found,unused-ignore]

    given = json.load(sys.stdin)
    series = np.load(given["series"])
    AutoETS(season_length=12).fit(series[0])
    forecasts = np.empty((len(series), given["horizon"]))
    started, busy = time.perf_counter(), time.process_time()
    for row, counts in enumerate(series):
        forecasts[row] = AutoETS(season_length=12).fit(counts).predict(given["horizon"])["mean"]
    taken = {"seconds": time.perf_counter() - started, "processor_seconds": time.process_time() - busy}
    np.save(given["answers"], forecasts)
    sys.stdout.write(json.dumps(taken) + "\n")


if __name__ == "__main__":
    main()
