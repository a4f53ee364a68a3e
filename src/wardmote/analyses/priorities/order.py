"""The order of issues by their scores, and everything that is asked of it; numbers only, words are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.analyses.priorities.scores import Scoring
from wardmote.methods.checks import BoolArray, FloatArray, IntArray
from wardmote.methods.priorities.other_weights import Drawn, drawn_weights, without_each
from wardmote.methods.priorities.places import places, written
from wardmote.methods.priorities.robust import robust
from wardmote.methods.priorities.scorers import without_each_scorer
from wardmote.methods.priorities.spread import Spread, spread
from wardmote.methods.priorities.steps import Band, Chance, likely, possible
from wardmote.methods.priorities.totals import Combined, combined, totals

SEED = 1


@dataclass(frozen=True)
class Trials:
    """How bands by chance are made: ``draws`` trials, of which the band holds ``share``."""

    share: float = 0.9
    draws: int = 2000


@dataclass(frozen=True, eq=False)
class Order:
    """Issues in order, in arrays of (issues,) as the scoring lists them.

    ``place``: 0 without a total; ``shown``: as it is written, "2=". ``one``, ``every``: exact places with scores one step
    off on one criterion, or everywhere; ``chance``: where places lie when each score is off by chance. ``first``: issues
    as they are shown, those without a total last.
    """

    scoring: Scoring
    trials: Trials
    combined: Combined
    beside: Combined
    total: FloatArray
    place: IntArray
    shown: tuple[str, ...]
    one: Band
    every: Band
    chance: Chance
    spread: Spread
    first: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Tried:
    """The order under other weights and without somebody.

    ``drawn``: weights drawn at random; ``without``: (criteria, issues) places with each criterion left out; ``scorers``:
    (scorers, issues) places without each of those who answered, empty for one scorer; ``whatever``, ``within``: among the
    first whatever the weights are, or within a range; None where that cannot be asked.
    """

    drawn: Drawn
    without: IntArray
    scorers: IntArray
    whatever: BoolArray | None
    within: BoolArray | None


def order_of(scoring: Scoring, trials: Trials) -> Order:
    """Put issues in order, with bands and spread."""
    scores, aside = scoring.arrays
    rule, weights, scale = scoring.rule, scoring.weights, scoring.scale
    one = combined(scores, aside, rule.combine)
    everything = combined(*scoring.everything, rule.combine)
    total = totals(one.values, one.applies, weights, rule)
    place = places(total, scoring.ties_by(everything.values))
    matrix = scoring.matrix
    return Order(
        scoring,
        trials,
        one,
        combined(*scoring.beside, rule.combine),
        total,
        place,
        written(place),
        possible(scores, aside, weights, rule, scale, of="one"),
        possible(scores, aside, weights, rule, scale, of="every"),
        likely(
            scores,
            aside,
            weights,
            rule,
            scale,
            draws=trials.draws,
            seed=SEED,
            share=trials.share,
            top=matrix.top,
        ),
        spread(*scoring.everything, flag=matrix.flag_spread, fewest=matrix.fewest_scorers),
        tuple(sorted(range(len(place)), key=lambda at: (place[at] == 0, place[at], at))),
    )


def tried_on(order: Order) -> Tried:
    """The same order under other weights, and without each criterion and each scorer."""
    scoring = order.scoring
    rule, weights, matrix = scoring.rule, scoring.weights, scoring.matrix
    values, applies = order.combined.values, order.combined.applies
    scores, aside = scoring.arrays
    answered = [scoring.scorers.index(one) for one in scoring.answered]
    several = answered if len(answered) > 1 else []
    return Tried(
        drawn_weights(
            values,
            applies,
            weights,
            rule,
            draws=order.trials.draws,
            seed=SEED,
            share=order.trials.share,
            top=matrix.top,
        ),
        without_each(values, applies, weights, rule),
        without_each_scorer(scores[several], aside[several], weights, rule)
        if several
        else np.zeros((0, len(order.place)), np.int64),
        robust(values, applies, weights, rule, top=matrix.top),
        robust(values, applies, weights, rule, top=matrix.top, within=matrix.weights_within),
    )


def with_weights(order: Order, weights: FloatArray) -> tuple[FloatArray, IntArray]:
    """Totals and places under other weights of the criteria that count: what a slider asks, from combined scores."""
    total = totals(order.combined.values, order.combined.applies, weights, order.scoring.rule)
    return total, places(total)
