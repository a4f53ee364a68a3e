"""Linear programmes over counts: the numbers that keep every sum and make an aim least."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse
from scipy.optimize import Bounds, LinearConstraint, milp

Floats = npt.NDArray[np.float64]
NEAR = 1e-6
"""How near to a whole number a solution counts as one."""
LONGEST = 5.0
"""Seconds for one programme in whole numbers, which only entangled sums need."""


def best(
    aim: Floats,
    lines: sparse.csr_array,
    sums: tuple[Floats, Floats],
    bounds: tuple[npt.ArrayLike, npt.ArrayLike],
    *,
    whole: bool = False,
) -> Floats | None:
    """Find the numbers that make ``aim`` times them least, or say that there are none.

    Parameters
    ----------
    aim
        (numbers,)
    lines, sums
        (lines, numbers), and the least and the most that each line times the numbers may be.
    bounds
        The least and the most of each number.
    whole
        Whether they must be whole numbers; found within a few seconds or not at all.
    """
    found = milp(
        aim,
        constraints=[LinearConstraint(lines, *sums)] if lines.shape[0] else [],
        bounds=Bounds(*bounds),
        integrality=np.full(len(aim), int(whole)),
        options={"time_limit": LONGEST},
    )
    return None if found.x is None else np.asarray(found.x, dtype=np.float64)
