"""Places in an order: equal totals share the better place, and the next one stands after all of them (1, 2=, 2=, 4)."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray, IntArray
from wardmote.methods.priorities.totals import SAME


def places(totals: ArrayLike, ties_by: ArrayLike | None = None) -> IntArray:
    """The place of each total, the highest first; 0 for one that is not known (NaN).

    totals: (issues,); ties_by: (issues, keys), scores that part equal totals in turn, the higher first; one that is not
    known parts nothing from nothing: it counts as lowest. What they do not part shares its place.
    """
    t = np.round(checks.with_gaps(totals, "totals"), SAME)
    keys = np.zeros((t.size, 0)) if ties_by is None else np.asarray(ties_by, np.float64)
    if t.ndim != 1 or keys.ndim != 2 or len(keys) != t.size:
        raise ValueError(f"ties_by must have a row for each of {t.size} totals: found shape {keys.shape}.")
    known = ~np.isnan(t)
    made = np.zeros(t.size, np.int64)
    rows = np.column_stack([t, np.round(np.nan_to_num(keys, nan=-np.inf, neginf=-np.inf), SAME)])[known]
    if len(rows):
        _, same = np.unique(rows, axis=0, return_inverse=True)
        made[known] = stats.rankdata(-same.ravel(), method="min")
    return made


def all_places(totals: FloatArray) -> IntArray:
    """The same of each row of (draws, issues) totals, without anything that parts ties; none may be missing."""
    return np.asarray(stats.rankdata(-np.round(totals, SAME), method="min", axis=-1), np.int64)


def written(found: ArrayLike) -> tuple[str, ...]:
    """Places as they are read: "1", "2=", "2=", "4"; empty for an issue without one."""
    numbers = [int(one) for one in np.asarray(found)]
    held = Counter(numbers)
    return tuple("" if not one else f"{one}=" if held[one] > 1 else f"{one}" for one in numbers)
