"""Local regression on equally spaced points, as a matrix: for one length and span it is the same for every series.

Source: Cleveland, Journal of the American Statistical Association 74 (1979), 829-836; the conventions at the ends are
those of Cleveland, Cleveland, McRae and Terpenning, Journal of Official Statistics 6 (1990), 3-73.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np

from wardmote.methods.checks import FloatArray

_NEAR, _FAR = 0.001, 0.999


@lru_cache(maxsize=256)
def loess_matrix(points: int, span: int, degree: int, jump: int = 1, beyond: int = 0) -> FloatArray:
    """Give the matrix that turns `points` values into their smooth.

    span: values in the local window, odd; degree: 0 or 1; jump: fit at every so many points, and draw straight lines
    between; beyond: points before the first and after the last to be fitted as well. Shape (points + 2 beyond, points).
    """
    inside = np.zeros((points, points))
    places = sorted({*range(0, points, jump), points - 1})
    for place in places:
        inside[place] = _row(float(place), points, span, degree, _window(place, points, span))
    for left, right in pairwise(places):
        for between in range(left + 1, right):
            share = (between - left) / (right - left)
            inside[between] = (1 - share) * inside[left] + share * inside[right]
    if not beyond:
        return inside
    ends = (0, min(span, points)), (max(points - span, 0), points)
    before = [_row(float(-step), points, span, degree, ends[0]) for step in range(beyond, 0, -1)]
    after = [_row(float(points - 1 + step), points, span, degree, ends[1]) for step in range(1, beyond + 1)]
    return np.vstack([*before, inside, *after])


def _window(place: int, points: int, span: int) -> tuple[int, int]:
    if span >= points:
        return 0, points
    left = min(max(place - span // 2, 0), points - span)
    return left, left + span


def _row(at: float, points: int, span: int, degree: int, window: tuple[int, int]) -> FloatArray:
    """Weights of the points in the fit at one place."""
    x = np.arange(*window, dtype=np.float64)
    reach = max(at - x[0], x[-1] - at) + max(span - points, 0) // 2
    distance = np.abs(x - at)
    near = np.where(distance <= _NEAR * reach, 1.0, (1 - (distance / reach) ** 3) ** 3)
    weights = np.where(distance <= _FAR * reach, near, 0.0)
    weights /= weights.sum()
    if degree == 1:
        centre = (weights * x).sum()
        spread = (weights * (x - centre) ** 2).sum()
        if np.sqrt(spread) > _NEAR * (points - 1):
            weights = weights * (1 + (at - centre) * (x - centre) / spread)
    row = np.zeros(points)
    row[window[0] : window[1]] = weights
    return row
