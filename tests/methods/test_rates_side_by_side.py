"""How often each test of the product says that something changed where nothing did: one page, held to its simulation."""

from __future__ import annotations

import pytest

from .oracles.published import hold
from .simulated_nothing import A_YEAR, TESTS, WORLDS, World
from .surveys.simulated_streets import waves_flagged

PAGE = "error-rates.md"
FULL, SAMPLE = 8000, 160
STREETS = (10, 30, 60)
WAVES = {
    "Survey, drawn street by street, taken as one by one": "one by one",
    "Survey, drawn street by street, streets allowed for": "both",
}


@pytest.mark.soak
@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
@pytest.mark.parametrize("name", TESTS)
def test_the_rates_of_the_page_come_out_again(
    name: str, world: World, in_full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    rate, part = TESTS[name]
    runs, full = (FULL if in_full else SAMPLE) // part, FULL // part
    rates = [rate(world, a_year, runs) for a_year in A_YEAR]
    hold(PAGE, f"{name}, {world.name.lower()}", rates, runs, full, capsys if in_full else None)


@pytest.mark.soak
@pytest.mark.parametrize("name", WAVES)
def test_the_rates_of_waves_come_out_again(
    name: str, in_full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = 2000 if in_full else 40
    rates = [waves_flagged(streets, runs, 20310, WAVES[name]) for streets in STREETS]
    hold(PAGE, name, rates, runs, 2000, capsys if in_full else None)
