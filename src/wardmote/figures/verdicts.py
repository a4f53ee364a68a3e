"""The default verdict on a change between two years, for many areas and measures at once.

The order of precedence is: not comparable, location too uncertain, too few to say, then the test.
Source: methods guide, "The default verdict on a change between two years".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.definitions import Definitions
from wardmote.figures.tokens import Verdict
from wardmote.figures.years import MatchedYears
from wardmote.methods.change import YearChange, scaled_change, year_change
from wardmote.methods.multiplicity import benjamini_hochberg

Floats = npt.NDArray[np.float64]
Words = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Rules:
    """The thresholds that decide a verdict, read from the definitions."""

    fewest_months: int
    fewest_counts: float
    discovery_rate: float
    uncertain_share: float
    uncertain_move: float

    @staticmethod
    def of(definitions: Definitions) -> Rules:
        """The thresholds in force."""
        return Rules(
            fewest_months=int(definitions.threshold("matched-months")),
            fewest_counts=definitions.threshold("too-few"),
            discovery_rate=definitions.threshold("false-discovery-rate"),
            uncertain_share=definitions.threshold("not-located-share"),
            uncertain_move=definitions.threshold("not-located-move"),
        )


@dataclass(frozen=True, eq=False)
class Judged:
    """The test and verdict of each area (rows) and measure (columns); NaN where nothing was tested."""

    phi: Floats
    df: int
    z: Floats
    q: Floats
    verdict: Words


def judge(
    years: MatchedYears,
    base: npt.NDArray[np.bool_],
    broken: npt.NDArray[np.bool_],
    unlocated: tuple[Floats, Floats],
    moved: Floats,
    rules: Rules,
) -> Judged:
    """Test every change and say what may be said of it.

    Parameters
    ----------
    years
        Matched monthly counts of a group of areas.
    base
        (measures,): whether each belongs to the family of tests of its area; a composite is its own family.
    broken
        (areas, measures): whether a break lies between the periods.
    unlocated
        Share without a location in the earlier and the later period, (areas, measures), of the rows that do
        not count in the area anyhow.
    moved
        (areas, measures): later minus earlier count as shown. Where an older year's gap keeps a month out of
        the test, the two may point apart; then nothing is claimed.
    """
    shape = years.counts.shape[:2]
    if years.counts.shape[-1] < rules.fewest_months:
        return _untested(shape, broken)
    change = year_change(years.counts, years.days)
    q = _family(change.p, base)
    few = change.a + change.b < rules.fewest_counts
    tested = _tested(change, q, few, rules)
    scaled = scaled_change(change, 1 - unlocated[0], 1 - unlocated[1])
    tested_scaled = _tested(scaled, _family(scaled.p, base), few, rules)
    doubtful = _doubtful(unlocated, rules) & (tested != tested_scaled)
    apart = change.z * moved < 0
    clear = (tested == Verdict.ROSE) | (tested == Verdict.FELL)
    verdict = np.where(apart & clear, Verdict.NO_CLEAR_CHANGE, tested)
    verdict = np.where(doubtful, Verdict.LOCATION_UNCERTAIN, verdict)
    verdict = np.where(broken, Verdict.NOT_COMPARABLE, verdict)
    return Judged(change.phi, change.df, change.z, q, verdict)


def _family(p: Floats, base: npt.NDArray[np.bool_]) -> Floats:
    """Allow for every look at an area: q over its base measures; a composite stands for itself.

    A measure without any crime in either year stays in the family with p = 1.
    """
    whole = np.where(np.isnan(p), 1.0, p)
    q = whole.copy()
    if base.any():
        q[:, base] = benjamini_hochberg(whole[:, base], axis=-1)
    return q


def _tested(change: YearChange, q: Floats, few: npt.NDArray[np.bool_], rules: Rules) -> Words:
    """What would be said but for breaks and locations: too few, rose, fell or no clear change.

    Too few is always of the counts as they stand: dividing them adds no evidence.
    """
    direction = np.where(change.z > 0, Verdict.ROSE, Verdict.FELL)
    found = np.where(q < rules.discovery_rate, direction, Verdict.NO_CLEAR_CHANGE)
    return np.where(few, Verdict.TOO_FEW, found).astype(object)


def _doubtful(unlocated: tuple[Floats, Floats], rules: Rules) -> npt.NDArray[np.bool_]:
    before, after = unlocated
    high = np.maximum(before, after) > rules.uncertain_share
    return np.asarray(high | (np.abs(after - before) > rules.uncertain_move), dtype=np.bool_)


def _untested(shape: tuple[int, ...], broken: npt.NDArray[np.bool_]) -> Judged:
    nothing = np.full(shape, np.nan)
    verdict = np.where(broken, Verdict.NOT_COMPARABLE, Verdict.TOO_FEW).astype(object)
    return Judged(nothing, 0, nothing, nothing, verdict)
