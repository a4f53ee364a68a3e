"""How often funnels, harm scores and gradients are wrong: simulated, and held against the tables that we publish."""

from __future__ import annotations

from typing import get_args

import pytest

from wardmote.methods.severity import Form

from ..oracles.published import hold
from .simulated_groups import AREAS, World, flagged, harm_covered, slope_covered

PAGE = "peers.md"
FULL, SAMPLE = 2000, 20
EXPECTED = (20, 100, 1000, 5000)
HOMICIDES = (0.3, 1, 3, 10)
A_GROUP = (20, 100, 1000)
WORLDS = (
    World("Plain limits, areas truly alike", 0.0, allow_spread=False),
    World("Plain limits, areas differ by 10%", 0.1, allow_spread=False),
    World("Plain limits, areas differ by 20%", 0.2, allow_spread=False),
    World(
        "Spread as published programs find it, areas differ by 20%", 0.2, allow_spread=True, as_published=True
    ),
    World("Spread allowed for, areas truly alike", 0.0, allow_spread=True),
    World("Spread allowed for, areas differ by 10%", 0.1, allow_spread=True),
    World("Spread allowed for, areas differ by 20%", 0.2, allow_spread=True),
    World("Spread allowed for (10%), one area half as high again", 0.1, allow_spread=True, far=1.5),
    World("Spread allowed for (10%), one area twice as high", 0.1, allow_spread=True, far=2.0),
)


@pytest.mark.soak
@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_the_published_rates_of_funnels_come_out_again(
    world: World, in_full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    groups = FULL if in_full else SAMPLE
    rates = [flagged(world, expected, groups, seed=20271) for expected in EXPECTED]
    looked = 1 if world.far != 1 else AREAS // 3  # areas of a group share its mean and its spread
    hold(PAGE, world.name, rates, groups * looked, FULL * looked, capsys if in_full else None)


@pytest.mark.soak
@pytest.mark.parametrize("form", get_args(Form))
def test_the_published_coverage_of_harm_comes_out_again(
    form: Form, in_full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    runs, full = (20_000 if in_full else 200), 20_000
    rates = [harm_covered(form, homicides, runs, seed=20272) for homicides in HOMICIDES]
    hold(PAGE, f"Harm interval, {form}", rates, runs, full, capsys if in_full else None)


@pytest.mark.soak
@pytest.mark.parametrize(
    ("name", "spread", "dispersed"),
    [
        ("Slope index, groups lie on the line", 0.0, True),
        ("Slope index, groups lie 10% off it", 0.1, True),
        ("Slope index by chance alone, groups lie 10% off it", 0.1, False),
    ],
)
def test_the_published_coverage_of_the_slope_comes_out_again(
    name: str, spread: float, dispersed: bool, in_full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    runs, full = (20_000 if in_full else 200), 20_000
    rates = [slope_covered(spread, a_group, runs, 20273, dispersed=dispersed) for a_group in A_GROUP]
    hold(PAGE, name, rates, runs, full, capsys if in_full else None)
