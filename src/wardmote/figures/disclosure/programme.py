"""Linear programmes in whole numbers: those that keep every sum and cost least."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import scipy.sparse as sparse

Floats = npt.NDArray[np.float64]
NEAR = 1e-6
"""How near to a whole number a solution counts as one."""
LONGEST = 5.0
"""Seconds for one programme in whole numbers, which only entangled sums need: others come out whole by themselves."""


def best(
    cost: Floats,
    lines: sparse.csr_array,
    sums: float | Floats,
    bounds: tuple[npt.ArrayLike, npt.ArrayLike],
) -> npt.NDArray[np.int64] | None:
    """Find the whole numbers of least cost that keep every sum; None where none are found.

    Parameters
    ----------
    cost
        (numbers,)
    lines, sums
        (lines, numbers), and what each line times the numbers must be.
    bounds
        The least and the most of each number.
    """
    from scipy.optimize import (
        Bounds,
        LinearConstraint,
        milp,
    )  # most commands hide nothing, and it is slow to load

    for whole in (0, 1):
        found = milp(
            cost,
            constraints=[LinearConstraint(lines, sums, sums)] if lines.shape[0] else [],
            bounds=Bounds(*bounds),
            integrality=np.full(len(cost), whole),
            options={"time_limit": LONGEST},
        )
        if found.x is None:
            return None
        numbers = np.rint(found.x).astype(np.int64)
        if np.abs(found.x - numbers).max(initial=0) < NEAR and np.array_equal(
            lines @ numbers, np.broadcast_to(sums, lines.shape[0])
        ):
            return numbers
    return None
