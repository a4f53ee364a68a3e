"""How often a control chart of 36 months in which nothing happens shows something, held against our page."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from wardmote.methods.control_charts import adjusted_months, control_chart

from ..oracles.crime_series import DAYS, HALF_MEMORY, MEMORY, NULL, STEADIER, YEAR, World, simulate
from ..oracles.published import margin, published, row

Series = npt.NDArray[np.float64]
PAGE = "control-charts.md"
FULL, SAMPLE = 40_000, 1_500
RULES = ("beyond", "shift", "trend", "two_of_three")
NO_SEASON = World("no season", season=0.0)
MONTH = np.arange(36)


def alarms(values: Series, screen: bool = False, rule: str = "making-data-count-2023") -> list[float]:
    """Share of charts on which each rule, and any of them, fires."""
    chart = control_chart(values, screen=screen, two_of_three=rule)  # type: ignore[arg-type]
    fired = [getattr(chart, name).any(axis=-1) for name in RULES]
    return [float(one.mean()) for one in (*fired, np.any(fired, axis=0))]


def months(world: World, a_year: float, runs: int, years: int = 3) -> Series:
    return simulate(world, a_year, runs, 20265, years).reshape(runs, -1).astype(float)


def adjusted(world: World, a_year: float, runs: int, years: int = 3) -> Series:
    days = np.tile(np.array(YEAR, float), years)
    return adjusted_months(months(world, a_year, runs, years), days).values[:, -36:]


def known_season(runs: int) -> Series:
    return months(NULL, 1000, runs) / (1 + 0.15 * np.sin(2 * np.pi * MONTH / 12))


def rolling(runs: int) -> Series:
    totals = np.cumsum(months(NO_SEASON, 1000, runs, 4), axis=-1)
    return np.asarray(totals[:, 12:] - totals[:, :-12])


CHARTS: dict[str, Callable[[int], list[float]]] = {
    "Season known beforehand, 1,000 a year": lambda runs: alarms(known_season(runs)),
    "Season taken off, 20 a year": lambda runs: alarms(adjusted(NULL, 20, runs)),
    "Season taken off, 100 a year": lambda runs: alarms(adjusted(NULL, 100, runs)),
    "Season taken off, 1,000 a year": lambda runs: alarms(adjusted(NULL, 1000, runs)),
    "Season taken off, 3,000 a year": lambda runs: alarms(adjusted(NULL, 3000, runs)),
    "Season of five years taken off, 1,000 a year": lambda runs: alarms(adjusted(NULL, 1000, runs, 5)),
    "Season taken off, pure chance, 1,000 a year": lambda runs: alarms(adjusted(STEADIER, 1000, runs)),
    "Season taken off, months remember (0.3), 1,000 a year": lambda runs: alarms(
        adjusted(MEMORY, 1000, runs)
    ),
    "Season taken off, months remember (0.5), 1,000 a year": lambda runs: alarms(
        adjusted(HALF_MEMORY, 1000, runs)
    ),
    "Season taken off, large ranges screened, 1,000 a year": lambda runs: alarms(
        adjusted(NULL, 1000, runs), screen=True
    ),
    "Season taken off, two of three by NHSRplotthedots, 1,000 a year": lambda runs: alarms(
        adjusted(NULL, 1000, runs), rule="nhsrplotthedots-0.2.2"
    ),
    "Season left in, 1,000 a year": lambda runs: alarms(months(NULL, 1000, runs)),
    "Season left in, pure chance, 3,000 a year": lambda runs: alarms(months(STEADIER, 3000, runs)),
    "Rolling twelve-month totals, no season, 1,000 a year": lambda runs: alarms(rolling(runs)),
}


@pytest.mark.soak
@pytest.mark.parametrize("name", CHARTS)
def test_the_published_false_alarms_come_out_again(
    name: str, in_full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = FULL if in_full else SAMPLE
    rates = CHARTS[name](runs)
    with capsys.disabled():
        if in_full:
            print("\n" + row(name, rates))
    for rate, known in zip(rates, published(PAGE, name), strict=True):
        assert rate == pytest.approx(known, abs=margin(known, runs, FULL))


def test_limits_keep_their_designed_rate_and_a_change_of_level_is_seen() -> None:
    still, moved = NULL, World("up by 30% in the last year", last_year=1.3)
    assert alarms(adjusted(still, 1000, 4000))[0] == pytest.approx(0.10, abs=0.02)
    y = months(moved, 1000, 2000)
    days = DAYS.reshape(-1)
    assert alarms(adjusted_months(y, days, [24]).values)[1] > 0.8
