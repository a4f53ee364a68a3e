"""How often a trend is seen where there is none, alone and in a table of measures, held against our page."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from wardmote.methods.area_shares import area_share_changes
from wardmote.methods.change import year_change
from wardmote.methods.mid_p import mid_p_rate_ratio
from wardmote.methods.multiplicity import benjamini_hochberg
from wardmote.methods.trends import mann_kendall, monthly_trend

from ..oracles.crime_series import HALF_MEMORY, MEMORY, NULL, STEADIER, YEAR, World, simulate
from ..oracles.published import margin, published, row

P = npt.NDArray[np.float64]
PAGE = "trends.md"
FULL, SAMPLE, LEVEL, MEASURES = 40_000, 1_000, 0.05, 14
A_YEAR = (20, 100, 1000, 3000)
GROWTH = World("Growth of 0.5% every month", growth=0.005)


def series(world: World, a_year: float, runs: int, years: int) -> P:
    return simulate(world, a_year, runs, 20266, years).reshape(runs, -1).astype(float)


def fitted(world: World, years: int = 3) -> Callable[[float, int], P]:
    days = np.tile(np.array(YEAR, float), years)
    return lambda a_year, runs: monthly_trend(series(world, a_year, runs, years), days).p


def of_chance(a_year: float, runs: int) -> P:
    return monthly_trend(series(NULL, a_year, runs, 3), np.tile(np.array(YEAR, float), 3)).p_poisson


def ranked(world: World, years: int = 3) -> Callable[[float, int], P]:
    return lambda a_year, runs: mann_kendall(series(world, a_year, runs, years), 12).p


def ranked_without_season(a_year: float, runs: int) -> P:
    return mann_kendall(series(NULL, a_year, runs, 3)).p


def mid_p(world: World) -> Callable[[float, int], P]:
    def two_years(a_year: float, runs: int) -> P:
        totals = simulate(world, a_year, runs, 20267).sum(axis=-1)
        return mid_p_rate_ratio(totals[:, 1], totals[:, 2]).p

    return two_years


def verdict(a_year: float, runs: int) -> P:
    return year_change(simulate(NULL, a_year, runs, 20268), np.array([YEAR] * 3, float)).p


def tables(test: Callable[[float, int], P]) -> Callable[[float, int], P]:
    """The least q of every table of 14 measures."""
    return lambda a_year, runs: benjamini_hochberg(test(a_year, runs * MEASURES).reshape(runs, -1)).min(
        axis=-1
    )


def areas(extra: float, correction: str) -> Callable[[float, int], P]:
    """The least q of every pair of years of 50 areas, some of them ten times as busy as others."""
    busy = np.linspace(1, 10, 50)

    def tested(a_year: float, runs: int) -> P:
        random = np.random.default_rng(20269)
        mean = np.broadcast_to(a_year * busy / busy.sum(), (runs, 2, 50))
        counts = random.poisson(random.gamma(1 / extra, extra * mean) if extra else mean)
        counts[:, :, 0] += counts.sum(axis=-1) == 0
        return np.array([np.nanmin(getattr(area_share_changes(*two), correction)) for two in counts])

    return tested


ROWS: dict[str, Callable[[float, int], P]] = {
    "Fitted trend, no trend": fitted(NULL),
    "Fitted trend, no trend, five years": fitted(NULL, 5),
    "Fitted trend, no trend, pure chance": fitted(STEADIER),
    "Fitted trend, no trend, months remember (0.3)": fitted(MEMORY),
    "Fitted trend, no trend, months remember (0.5)": fitted(HALF_MEMORY),
    "Fitted trend, no trend, dispersion ignored": of_chance,
    "Mann-Kendall by month, no trend": ranked(NULL),
    "Mann-Kendall by month, no trend, five years": ranked(NULL, 5),
    "Mann-Kendall by month, no trend, months remember (0.5)": ranked(HALF_MEMORY),
    "Mann-Kendall without months, no trend": ranked_without_season,
    "Fitted trend, growth of 0.5% a month": fitted(GROWTH),
    "Mann-Kendall by month, growth of 0.5% a month": ranked(GROWTH),
    "Mid-P ratio of two years, pure chance": mid_p(STEADIER),
    "Mid-P ratio of two years, extra variation": mid_p(NULL),
    "Any of 14 verdicts (q), no change": tables(verdict),
    "Any of 14 fitted trends (q), no trend": tables(fitted(NULL)),
    "Any of 50 areas (Benjamini-Hochberg), no change, pure chance": areas(0, "benjamini_hochberg"),
    "Any of 50 areas (Benjamini-Yekutieli), no change, pure chance": areas(0, "benjamini_yekutieli"),
    "Any of 50 areas (Benjamini-Hochberg), no change, extra variation": areas(0.01, "benjamini_hochberg"),
}


@pytest.mark.soak
@pytest.mark.parametrize("name", ROWS)
def test_the_published_rates_come_out_again(
    name: str, in_full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    part = 4 if name.startswith("Any of") else 1
    full, runs = FULL // part, (FULL if in_full else SAMPLE) // part
    rates = [float((ROWS[name](a_year, runs) < LEVEL).mean()) for a_year in A_YEAR]
    with capsys.disabled():
        if in_full:
            print("\n" + row(name, rates))
    for rate, known in zip(rates, published(PAGE, name), strict=True):
        assert rate == pytest.approx(known, abs=margin(known, runs, full))
