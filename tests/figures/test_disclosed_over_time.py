"""Counts over time as they are printed, attacked through months, quarters, years and kinds together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.figures.attacker import bounds, by_algebra

from wardmote.definitions import load
from wardmote.figures import Area, Period
from wardmote.figures.disclosure import Rule
from wardmote.figures.disclosure.over_time import Count, left_out_over_time

KINDS = (
    "bicycle-theft", "burglary", "criminal-damage-and-arson", "drugs", "other-crime", "other-theft",
    "possession-of-weapons", "public-order", "robbery", "shoplifting", "theft-from-the-person", "vehicle-crime",
    "violence-and-sexual-offences",
)  # fmt: skip
WHOLE = "all-crime"
MONTHS = [f"2023-{month:02}" for month in range(1, 13)]
HERE = Area("E22000001", "Town", "csp")
SPANS = [
    *(Period(month, month) for month in MONTHS),
    *(Period(MONTHS[at], MONTHS[at + 2]) for at in (0, 3, 6, 9)),
    Period(MONTHS[0], MONTHS[-1]),
]


def generated(seed: int) -> dict[tuple[str, str], int]:
    """A year of months: some kinds common, some rare, some in no month at all."""
    dice = np.random.default_rng(seed)
    means = dice.choice([0.0, 0.3, 2.0, 9.0, 40.0], len(KINDS))
    return {
        (name, month): int(dice.poisson(mean))
        for name, mean in zip(KINDS, means, strict=True)
        for month in MONTHS
    }


def printed(seed: int, covered: tuple[str, ...] = (*KINDS, WHOLE)):
    """What a reader has, every month, quarter and year of each kind but what is left out; and how they add up."""
    made, measures = generated(seed), load().measures
    made |= {(WHOLE, month): sum(made[name, month] for name in KINDS) for month in MONTHS}
    counts = [Count(measures[name], Period(month, month), value) for (name, month), value in made.items()]
    gone = left_out_over_time(HERE, counts, covered, Rule())
    names = (*KINDS, WHOLE)
    full = {(name, span): sum(made[name, month] for month in span.months) for name in names for span in SPANS}
    shown = {cell: None if cell in gone else value for cell, value in full.items()}
    told = [((WHOLE, span), [(name, span) for name in KINDS]) for span in SPANS]
    for name in names:
        *short, year = SPANS
        quarters = short[12:]
        told.append(((name, year), [(name, one) for one in quarters]))
        told += [((name, one), [(name, Period(m, m)) for m in one.months]) for one in quarters]
    return full, shown, told


@pytest.mark.parametrize("seed", range(4))
def test_no_small_count_is_printed_or_follows(seed) -> None:
    full, shown, told = printed(seed)
    small = [cell for cell, value in full.items() if 0 < value < 5]
    assert small
    assert all(shown[cell] is None for cell in small)
    assert not {cell for cell, value in by_algebra(shown, told).items() if 0 < round(value) < 5}
    picked = np.random.default_rng(seed).choice(len(small), min(len(small), 12), replace=False)
    ends = bounds(shown, told, [small[at] for at in picked])
    assert all(high - low >= 1 for low, high in ends.values())


def test_what_needs_no_protection_stands() -> None:
    full, shown, _ = printed(1, covered=())
    assert shown == full


def test_a_quarter_that_a_partner_left_out_does_not_follow_from_its_year() -> None:
    tipping = load().measures["burglary"]
    quarters = [Period(MONTHS[at], MONTHS[at + 2]) for at in (0, 3, 6, 9)]
    values = dict(zip(quarters, (12, None, 9, 30), strict=True)) | {Period(MONTHS[0], MONTHS[-1]): 53}
    counts = [Count(tipping, period, value) for period, value in values.items()]
    gone = left_out_over_time(HERE, counts, [tipping.id], Rule())
    assert gone
    assert not {(tipping.id, quarters[1])} & gone
    open_year = [replace(one, decided=False) if one.value == 53 else one for one in counts]
    gone = left_out_over_time(HERE, open_year, [tipping.id], Rule())
    assert {period for _, period in gone} <= set(quarters) - {quarters[1]}
    assert gone
