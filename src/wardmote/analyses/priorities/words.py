"""What an order says, in sentences that a chair can repeat."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wardmote.analyses.finding import Finding
from wardmote.analyses.priorities.order import Order, Tried
from wardmote.analyses.wording import listed, number_word
from wardmote.methods.rounding import half_up

NAMED = 4
"""As many are named in a sentence; more are counted."""


def title_of(order: Order) -> str:
    """Who stands first, and with how much."""
    ranked = [at for at in order.first if order.place[at]]
    if not ranked:
        return "No issue can be ranked yet: each lacks a score on at least one criterion."
    first = [at for at in ranked if order.place[at] == 1]
    points = f"{points_of(order.total[first[0]])} of {points_of(order.scoring.matrix.most)}"
    names = listed([name_of(order, at) for at in first])
    if len(first) == 1:
        return f"{names} stands first of {_issues(len(ranked))}, with {points}."
    return f"{names} share the first place of {_issues(len(ranked))}, with {points} each."


def findings_of(order: Order, tried: Tried | None) -> tuple[Finding, ...]:
    """How firm the order is, who did not answer, what is to be talked over."""
    said = [
        *_ties(order),
        *_firm(order),
        *(_weights(order, tried) if tried else []),
        *(_left_out(order, tried) if tried else []),
        *_spread(order),
        *_silent(order),
        *_not_ranked(order),
        *_wordless(order),
    ]
    return (Finding(title_of(order), "", "", None, ()), *(Finding(one, "", "", None, ()) for one in said))


def name_of(order: Order, at: int) -> str:
    """What an issue is called."""
    return order.scoring.title(order.scoring.issues[at])


def points_of(value: float) -> str:
    """A total as people write it: 33, 3.5, 12.25."""
    return f"{half_up(float(value), 2):g}"


def names_of(order: Order, which: Sequence[int]) -> str:
    """Issues by name, or how many they are."""
    if len(which) > NAMED:
        return f"{number_word(len(which))} issues"
    return listed([name_of(order, at) for at in which])


def _issues(number: int) -> str:
    return f"{number} issue{'' if number == 1 else 's'}"


def _s(which: Sequence[int]) -> str:
    """The ending of a verb whose subject is one issue."""
    return "s" if len(which) == 1 else ""


def _begun(order: Order, which: Sequence[int]) -> str:
    """The same at the beginning of a sentence."""
    return names_of(order, which).capitalize() if len(which) > NAMED else names_of(order, which)


def _ties(order: Order) -> list[str]:
    shared = len(
        {int(one) for one, words in zip(order.place, order.shown, strict=True) if words.endswith("=")}
    )
    if not shared:
        return []
    groups = "One place is shared" if shared == 1 else f"{number_word(shared).capitalize()} places are shared"
    return [
        f"{groups} by issues with the same total: the scores do not say which of them goes before the other."
    ]


def _firm(order: Order) -> list[str]:
    top = order.scoring.matrix.top
    ranked = [at for at in order.first if order.place[at]]
    if len(ranked) <= top:
        return []
    sure = [at for at in ranked if order.chance.high[at] <= top]
    near = [at for at in ranked if order.chance.low[at] <= top and at not in sure]
    share = f"{order.trials.share:.0%}"
    firm = (
        f"{names_of(order, sure)} stay{_s(sure)} in the top {number_word(top)} in {share} of trials in "
        "which each score is one lower, the same or one higher."
        if sure
        else f"No issue is sure of the top {number_word(top)} if scores are one off."
    )
    rest = (
        f" {_begun(order, near)} could be there, too."
        if sure
        else f" {_begun(order, near)} could be there, so a "
        "difference of a place or two is no reason to take one and leave the other."
    )
    return [firm + (rest if near else "")]


def _weights(order: Order, tried: Tried) -> list[str]:
    matrix = order.scoring.matrix
    top = number_word(matrix.top)
    if tried.whatever is None or tried.within is None or (order.place > 0).sum() <= matrix.top:
        return []
    if sure := _in_order(order, tried.whatever):
        return [f"{names_of(order, sure)} stay{_s(sure)} in the top {top} whatever the weights are."]
    range_ = f"{number_word(int(matrix.weights_within))} times less to {number_word(int(matrix.weights_within))} times more"
    if sure := _in_order(order, tried.within):
        return [
            f"With weights from {range_} than they are set, {names_of(order, sure)} stay{_s(sure)} in the top {top} "
            "throughout."
        ]
    return [
        f"No issue stays in the top {top} whatever the weights are, nor with weights from {range_} than they are set: how "
        "much each criterion counts decides who is there."
    ]


def _in_order(order: Order, which: np.ndarray) -> list[int]:
    return [at for at in order.first if which[at]]


def _left_out(order: Order, tried: Tried) -> list[str]:
    top = order.scoring.matrix.top
    now = {at for at in order.first if 0 < order.place[at] <= top}
    changed = [
        order.scoring.name(one)
        for one, places in zip(order.scoring.answered, tried.scorers, strict=False)
        if {int(at) for at in np.flatnonzero((places > 0) & (places <= top))} != now
    ]
    if not now:
        return []
    if not len(tried.scorers):
        return ["There is one set of scores, so nothing can be said of how far people agree."]
    if not changed:
        return [f"The top {number_word(top)} would be the same without any one of the scorers."]
    return [f"The top {number_word(top)} would be others without {listed(changed)}."]


def _spread(order: Order) -> list[str]:
    matrix = order.scoring.matrix
    if len(order.scoring.answered) < 2:
        return []
    apart = int(order.spread.apart.sum())
    issues = int(order.spread.apart.any(axis=1).sum())
    few = int(order.spread.few.any(axis=1).sum())
    said = []
    if apart:
        said.append(
            f"Scorers are {matrix.flag_spread} or more apart on {_count(apart, 'score')} of {_count(issues, 'issue')}: talk "
            "these over before the order is used."
        )
    else:
        said.append(f"No two scorers are {matrix.flag_spread} or more apart on anything.")
    if few:
        have = "has" if few == 1 else "have"
        said.append(
            f"{_count(few, 'issue').capitalize()} {have} fewer than {matrix.fewest_scorers} scores on a criterion."
        )
    return said


def _silent(order: Order) -> list[str]:
    silent = [order.scoring.name(one) for one in order.scoring.silent]
    if not silent:
        return []
    return [f"{listed(silent)} did not answer, and {'is' if len(silent) == 1 else 'are'} in no total."]


def _not_ranked(order: Order) -> list[str]:
    missing = [at for at in order.first if not order.place[at]]
    if not missing or len(missing) == len(order.first):
        return []
    return [
        f"{_begun(order, missing)} cannot be ranked: on at least one criterion nobody gave a "
        "score, and nothing is not zero."
    ]


def _wordless(order: Order) -> list[str]:
    found = order.scoring.without_words
    if not found:
        return []
    values = sorted({one.value for one in found if one.value is not None})
    given = sum(one.value is not None for one in order.scoring.scores)
    return [
        f"{len(found)} of {given} scores are {' or '.join(str(one) for one in values)}, which the legend does not word: two "
        "people may mean different things by them."
    ]


def _count(number: int, what: str) -> str:
    return f"{number_word(number)} {what}{'' if number == 1 else 's'}"
