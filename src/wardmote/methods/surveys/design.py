"""How people were drawn: within strata, together in clusters, or one by one; and the variance that follows from it.

Source: Taylor linearisation with ultimate clusters, as R's `survey::svyrecvar` at its first stage; Kish and Frankel,
"Inference from complex samples", JRSS B (1974). A stratum of which one cluster is held: Rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray, IntArray

Rule = Literal["centred", "certain"]
"""What a stratum of which one cluster is held adds: ``centred``, its cluster's distance from the mean of all clusters,
which is if anything too much (R's "adjust"); ``certain``, nothing, for a cluster that was sure to be drawn (R's
"certainty")."""


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """Strata and clusters of the people who answered.

    cluster: (n,) numbers 0, 1 ...; stratum: (clusters,) the stratum of each; held: (strata,) clusters of each that
    anybody answered from; drawn: (strata,) the share of all its clusters that was drawn, 0 where that is not allowed
    for; rule: of strata of which one cluster is held.
    """

    cluster: IntArray
    stratum: IntArray
    held: IntArray
    drawn: FloatArray
    rule: Rule

    @property
    def clusters(self) -> int:
        """How many clusters anybody answered from."""
        return int(self.stratum.size)

    @property
    def strata(self) -> int:
        """How many strata anybody answered from."""
        return int(self.held.size)

    @property
    def single(self) -> int:
        """How many strata have one cluster."""
        return int((self.held == 1).sum())

    def freedom(self, there: BoolArray) -> int:
        """Give clusters less strata, of those who are there: (n,) true or false."""
        clusters = np.unique(self.cluster[there])
        return int(clusters.size - np.unique(self.stratum[clusters]).size)

    def totals(self, values: FloatArray) -> FloatArray:
        """Add up (n, k) by cluster: (clusters, k)."""
        found = [np.bincount(self.cluster, column, self.clusters) for column in values.T]
        return np.stack(found, axis=1) if found else np.zeros((self.clusters, 0))

    def products(self, totals: FloatArray) -> FloatArray:
        """Give the covariance (k, k) of sums from totals by cluster (clusters, k).

        The sum over strata of (1 - drawn) m / (m - 1) times the products of clusters' distances from the stratum's mean.
        """
        by_stratum = np.stack([np.bincount(self.stratum, one, self.strata) for one in totals.T], axis=1)
        centre, alone = by_stratum / self.held[:, None], self.held == 1
        centre[alone] = totals.mean(axis=0) if self.rule == "centred" else centre[alone]
        scale = (1 - self.drawn) * np.where(alone, 1.0, self.held / np.maximum(self.held - 1, 1))
        apart = (totals - centre[self.stratum]) * np.sqrt(scale)[self.stratum][:, None]
        return np.asarray(apart.T @ apart)


def design_of(
    people: int,
    stratum: ArrayLike | None = None,
    cluster: ArrayLike | None = None,
    *,
    drawn: ArrayLike = 0.0,
    rule: Rule = "centred",
) -> Design:
    """Describe how so many people were drawn.

    stratum, cluster: (n,) numbers or names; without strata everybody is in one, without clusters each person is one. The
    same name in two strata is two clusters. drawn: the share of all clusters of the strata that was drawn, one number or
    one for each stratum in the order of its numbers or names; it asks that everybody in a drawn cluster was asked.
    Raises ValueError for another number of strata or clusters than people, and a share outside 0 to 1.
    """
    if rule not in get_args(Rule):
        raise ValueError(f"rule must be one of {', '.join(get_args(Rule))}: found {rule!r}.")
    within = _codes(stratum, people, "strata") if stratum is not None else np.zeros(people, np.int64)
    group = _codes(cluster, people, "clusters") if cluster is not None else np.arange(people)
    both, numbers = np.unique(np.stack([within, group]), axis=1, return_inverse=True)
    held = np.bincount(both[0])
    share = checks.non_negative(drawn, "the share that was drawn")
    if (share > 1).any() or share.shape not in ((), held.shape):
        raise ValueError(
            f"the share of clusters that was drawn must lie between 0 and 1, one or one for each of {held.size} strata."
        )
    return Design(
        np.asarray(numbers, np.int64).ravel(),
        np.asarray(both[0], np.int64),
        np.asarray(held, np.int64),
        np.broadcast_to(share, held.shape).astype(np.float64),
        rule,
    )


def _codes(given: ArrayLike, people: int, name: str) -> IntArray:
    words = np.asarray(given)
    if words.shape != (people,):
        raise ValueError(
            f"{name} must name one for each of the {people} respondents: found the shape {words.shape}."
        )
    if words.dtype.kind == "f" and np.isnan(words).any():
        raise ValueError(f"{name} must be known of every respondent: leave out those of whom it is not.")
    return np.asarray(np.unique(words, return_inverse=True)[1], np.int64)
