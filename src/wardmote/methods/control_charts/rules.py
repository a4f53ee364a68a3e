"""The four rules of a control chart, each on its own: a point can break several, and all are told.

Arrays are (..., n) in order of time; NaN is a gap: it breaks no rule, and every run that it lies in. `stretch` is
(n,), the number of each point's stretch between breaks; no run reaches across a break.
Source: NHS England, *Making Data Count* (rules, runs of seven); Western Electric (1956) for two of three.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from wardmote.methods.checks import BoolArray, FloatArray, IntArray

# A value that only rounding keeps off a line is on it.
_ON_THE_LINE = 1e-12

TwoOfThree = Literal["making-data-count-2023", "nhsrplotthedots-0.2.2"]


def side_of(y: FloatArray, line: FloatArray) -> IntArray:
    """Give 1 above a line, -1 below it, 0 on it (but for rounding) and at gaps."""
    return np.where(np.isclose(y, line, rtol=_ON_THE_LINE, atol=0), 0, _sign(y - line))


def beyond_limits(y: FloatArray, low: FloatArray, high: FloatArray) -> BoolArray:
    """Mark points above the upper or below the lower limit; a point on a limit is inside."""
    return (side_of(y, high) > 0) | (side_of(y, low) < 0)


def shifted(y: FloatArray, centre: FloatArray, stretch: IntArray, run: int = 7) -> BoolArray:
    """Mark every point of a run of `run` or more on one side of the centre; a point on it breaks the run."""
    sums = _windows(side_of(y, centre), stretch, run).sum(axis=-1)
    return _marked(np.abs(sums) == run, run, y.shape)


def trend_ends(y: FloatArray, stretch: IntArray, run: int = 7) -> IntArray:
    """Give 1 where the last `run` points rise one after the other, -1 where they fall, 0 elsewhere.

    (..., n). A tie breaks the trend.
    """
    steps = _sign(np.diff(y, axis=-1))
    # A step across a break belongs to no trend.
    steps = np.where(np.diff(stretch) == 0, steps, 0)
    ends = np.zeros(y.shape, np.int64)
    sums = _windows(steps, np.zeros(steps.shape[-1], np.int64), run - 1).sum(axis=-1)
    if sums.shape[-1]:
        ends[..., run - 1 :] = np.where(np.abs(sums) == run - 1, np.sign(sums), 0)
    return ends


def trending(y: FloatArray, stretch: IntArray, run: int = 7) -> BoolArray:
    """Mark every point of a trend of `run` or more points that only rise or only fall."""
    return _marked(trend_ends(y, stretch, run)[..., run - 1 :] != 0, run, y.shape)


def two_of_three(
    y: FloatArray,
    centre: FloatArray,
    low: FloatArray,
    high: FloatArray,
    stretch: IntArray,
    rule: TwoOfThree = "making-data-count-2023",
) -> BoolArray:
    """Mark the points near a limit in any three in a row, on one side of the centre, of which two are near it.

    Near is beyond two thirds of the way from the centre to the limit. By the rule of 2023 points beyond the
    limit count as near, too; by NHSRplotthedots 0.2.2 they do not. Raises ValueError for another rule.
    """
    far = beyond_limits(y, centre - (centre - low) * (2 / 3), centre + (high - centre) * (2 / 3))
    if rule == "nhsrplotthedots-0.2.2":
        far &= ~beyond_limits(y, low, high)
    elif rule != "making-data-count-2023":
        raise ValueError(
            "two of three has the rules 'making-data-count-2023' and 'nhsrplotthedots-0.2.2': "
            f"found {rule!r}."
        )
    one_side = np.abs(_windows(side_of(y, centre), stretch, 3).sum(axis=-1)) == 3
    two_far = _windows(far.astype(np.int64), stretch, 3).sum(axis=-1) >= 2
    return np.asarray(far & _marked(one_side & two_far, 3, y.shape))


def _sign(values: FloatArray) -> IntArray:
    """1 above, -1 below, 0 on the spot and at gaps."""
    return np.asarray((values > 0).astype(np.int64) - (values < 0))


def _windows(values: IntArray, stretch: IntArray, run: int) -> IntArray:
    """Every `run` points in a row, (..., n - run + 1, run); all 0 where they lie in two stretches."""
    if run < 2:
        raise ValueError(f"a run needs at least two points: found {run}.")
    if values.shape[-1] < run:
        return np.zeros((*values.shape[:-1], 0, run), np.int64)
    views = np.lib.stride_tricks.sliding_window_view
    whole = stretch[run - 1 :] == stretch[: len(stretch) - run + 1]
    return np.where(whole[:, None], views(values, run, axis=-1), 0)


def _marked(hits: BoolArray, run: int, shape: tuple[int, ...]) -> BoolArray:
    """Mark all points of every window that hit."""
    points = np.zeros(shape, np.bool_)
    for offset in range(run):
        points[..., offset : offset + hits.shape[-1]] |= hits
    return points
