"""A variable of a community matrix as it is held: a number of each area, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.definitions.community_matrices import Variable
from wardmote.figures.tokens import State
from wardmote.methods.checks import FloatArray

YEAR = 12


@dataclass(frozen=True, eq=False)
class Held:
    """A variable of areas. ``values``: (areas,), NaN where it is not held; ``counts`` and ``exposure``: of a rate, NaN
    elsewhere; ``spread``: how much more than by chance its counts vary; ``of``: where it is from; ``states``: (areas,),
    what each of the values is, and why it is missing."""

    variable: Variable
    values: FloatArray
    counts: FloatArray
    exposure: FloatArray
    spread: float
    of: str
    states: tuple[State, ...]
    not_located: float = 0.0


def states_of(values: FloatArray) -> tuple[State, ...]:
    """Of values from one publication, which has a number for an area or says nothing of it."""
    return tuple(
        State.NOT_AVAILABLE if np.isnan(one) else State.ZERO if one == 0 else State.KNOWN for one in values
    )
