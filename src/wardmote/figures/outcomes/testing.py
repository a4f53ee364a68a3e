"""Whether shares of outcomes moved by more than chance: two shares, months that vary, and every look allowed for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from wardmote.definitions import Definitions
from wardmote.figures.outcomes.cube import Cube
from wardmote.figures.tokens import Verdict
from wardmote.methods.intervals import wilson_interval
from wardmote.methods.multiplicity import benjamini_hochberg
from wardmote.methods.rounding import half_up_array
from wardmote.methods.share_spread import share_spread
from wardmote.methods.two_shares import share_change, share_difference_interval

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Tested:
    """Arrays of (measures, groups), those of shares with the two years at the end; NaN where nothing can be said.

    ``n``: crimes; ``share``, ``low``, ``high``: between 0 and 1; ``points``, ``points_low``, ``points_high``: change
    in percentage points; ``phi``: spread of the months; ``q``: p allowing for every look; ``verdict``: words.
    """

    n: npt.NDArray[np.int64]
    share: Floats
    low: Floats
    high: Floats
    points: Floats
    points_low: Floats
    points_high: Floats
    phi: Floats
    q: Floats
    verdict: npt.NDArray[np.object_]


def tested(cube: Cube, broken: Sequence[bool], definitions: Definitions) -> Tested:
    """Test the change of every share; ``broken`` says by measure whether a change in recording lies between."""
    confidence = definitions.threshold("confidence")
    n, of = cube.counts.sum(axis=-1), cube.of.sum(axis=-1)[:, None, :]
    whole = np.broadcast_to(np.maximum(of, 1), n.shape)
    enough = np.broadcast_to(of >= definitions.threshold("percentage-base"), n.shape)
    both = np.asarray(enough.all(axis=-1), dtype=np.bool_)
    wilson = wilson_interval(n, whole, confidence)
    spread = share_spread(cube.counts, cube.of[:, None])
    share, weight = n / whole, whole / spread.phi[..., None]
    pairs = share[..., 0], weight[..., 0], share[..., 1], weight[..., 1]
    z = share_change(*pairs).z
    gap = share_difference_interval(*pairs, confidence)
    p = 2 * special.stdtr(np.maximum(spread.df, 1), -np.abs(z))
    q = _family(np.where(both, p, np.nan), [measure.base for measure in cube.measures])
    return Tested(
        n=n,
        share=np.where(enough, share, np.nan),
        low=np.where(enough, wilson.low, np.nan),
        high=np.where(enough, wilson.high, np.nan),
        points=np.where(both, half_up_array(100 * (share[..., 1] - share[..., 0]), 1), np.nan),
        points_low=np.where(both, 100 * gap.low, np.nan),
        points_high=np.where(both, 100 * gap.high, np.nan),
        phi=np.where(both, spread.phi, np.nan),
        q=q,
        verdict=_verdicts(cube, z, q, both, broken, definitions),
    )


def _family(p: Floats, base: Sequence[bool]) -> Floats:
    """Allow for every look: all groups of all base measures together; a composite's groups stand for themselves."""
    q, own = p.copy(), np.array(base, dtype=np.bool_)
    if own.any():
        q[own] = benjamini_hochberg(p[own].ravel()).reshape(p[own].shape)
    q[~own] = benjamini_hochberg(p[~own], axis=-1)
    return q


def _verdicts(
    cube: Cube,
    z: Floats,
    q: Floats,
    both: npt.NDArray[np.bool_],
    broken: Sequence[bool],
    definitions: Definitions,
) -> npt.NDArray[np.object_]:
    """Not comparable, too few to say, then the test: the same order as for counts."""
    few = cube.counts.sum(axis=(-2, -1)) < definitions.threshold("too-few")
    short = cube.counts.shape[-1] < definitions.threshold("matched-months")
    moved = np.where(z > 0, Verdict.ROSE, Verdict.FELL)
    found = np.where(q < definitions.threshold("false-discovery-rate"), moved, Verdict.NO_CLEAR_CHANGE)
    found = np.where(few | short | ~both, Verdict.TOO_FEW, found)
    return np.where(np.array(broken, dtype=np.bool_)[:, None], Verdict.NOT_COMPARABLE, found).astype(object)
