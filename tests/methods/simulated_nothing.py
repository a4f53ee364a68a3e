"""Years in which nothing changed, and how often each test of the product says that something did."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt

from wardmote.methods.area_shares import area_share_changes
from wardmote.methods.change import year_change
from wardmote.methods.control_charts import adjusted_months, control_chart
from wardmote.methods.exceptional import ears, farrington_flexible, harmonic_watch
from wardmote.methods.mid_p import mid_p_rate_ratio
from wardmote.methods.multiplicity import benjamini_hochberg
from wardmote.methods.peers.group import Position, place_in_group
from wardmote.methods.season_index import season_index
from wardmote.methods.severity import HarmWeights, harm_score
from wardmote.methods.severity_change import harm_change
from wardmote.methods.share_spread import share_spread
from wardmote.methods.trends import mann_kendall, monthly_trend
from wardmote.methods.two_counts import e_test
from wardmote.methods.two_proportions import proportion_change

from .oracles.crime_series import DAYS, World, simulate

Numbers = npt.NDArray[np.float64]
Rate = Callable[[World, float, int], float]
CHANCE = World("Chance alone", extra=0.0)
MILD = World("Mild", extra=0.01)
REAL = World("As in real series", extra=0.03, memory=0.3)
WORLDS = (CHANCE, MILD, REAL)
A_YEAR = (20, 100, 1000, 3000)
LEVEL, SEED = 0.05, 20300
MEASURES, AREAS, PEERS = 14, 20, 15
HARM = HarmWeights("Made-up index", "1", {"serious": 1000.0, "middling": 100.0, "minor": 5.0})
MIX = {"serious": 0.01, "middling": 0.2, "minor": 0.79}


@cache
def months(world: World, a_year: float, runs: int, years: int = 3, seed: int = SEED) -> Numbers:
    """Counts of (runs, years, 12)."""
    return simulate(world, a_year, runs, seed, years).astype(float)


def two_years(world: World, a_year: float, runs: int) -> tuple[Numbers, Numbers]:
    """The totals of two years in a row."""
    totals = months(world, a_year, runs).sum(axis=-1)
    return totals[:, 1], totals[:, 2]


def rule_of_thumb(world: World, a_year: float, runs: int) -> float:
    before, after = two_years(world, a_year, runs)
    return float((np.abs(after - before) > 0.1 * before).mean())


def by_e_test(world: World, a_year: float, runs: int) -> float:
    pairs = zip(*(one.astype(int).tolist() for one in two_years(world, a_year, runs)), strict=True)
    return float(np.mean([_e_test(before, after) < LEVEL for before, after in pairs]))


@cache
def _e_test(before: int, after: int) -> float:
    return float(e_test(before, after))


def by_mid_p(world: World, a_year: float, runs: int) -> float:
    return float((mid_p_rate_ratio(*two_years(world, a_year, runs)).p < LEVEL).mean())


def by_verdict(world: World, a_year: float, runs: int) -> float:
    return float((year_change(months(world, a_year, runs), DAYS).p < LEVEL).mean())


def any_of_a_table(world: World, a_year: float, runs: int) -> float:
    p = year_change(months(world, a_year, runs * MEASURES), DAYS).p.reshape(runs, MEASURES)
    return float((benjamini_hochberg(p).min(axis=-1) < LEVEL).mean())


def _parts(world: World, a_year: float, runs: int) -> tuple[Numbers, Numbers]:
    """A fifth of the crimes, such as those solved, and all of them, each part varying by itself."""
    solved, others = (
        months(world, a_year * share, runs, seed=SEED + at) for at, share in ((1, 0.2), (2, 0.8))
    )
    return solved, solved + others


def by_proportions(world: World, a_year: float, runs: int) -> float:
    x, n = (one.sum(axis=-1).astype(int) for one in _parts(world, a_year, runs))
    found = [
        proportion_change(before, max(of_before, 1), after, max(of_after, 1)).p
        for (_, before, after), (_, of_before, of_after) in zip(x.tolist(), n.tolist(), strict=True)
    ]
    return float((np.array(found) < LEVEL).mean())


def any_area(world: World, a_year: float, runs: int, *, spread: bool) -> float:
    """Whether any of 20 areas is said to have another share of the whole."""
    busy = np.linspace(1, 5, AREAS)
    parts = [
        months(world, a_year * share, runs, seed=SEED + 10 + at) for at, share in enumerate(busy / busy.sum())
    ]
    counts = np.stack(parts, axis=1)
    calls = 0
    for one in counts:
        phi: Numbers | float = 1.0
        if spread:
            found = share_spread(one[:, 1:], np.maximum(one[:, 1:].sum(axis=0, keepdims=True), one[:, 1:]))
            phi = found.phi
        totals = one.sum(axis=-1)
        if totals[:, 1].sum() and totals[:, 2].sum():
            calls += np.nanmin(area_share_changes(totals[:, 1], totals[:, 2], phi).benjamini_hochberg) < LEVEL
    return calls / runs


def by_trend(world: World, a_year: float, runs: int) -> float:
    y = months(world, a_year, runs).reshape(runs, -1)
    return float((monthly_trend(y, DAYS.reshape(-1)).p < LEVEL).mean())


def by_mann_kendall(world: World, a_year: float, runs: int) -> float:
    return float((mann_kendall(months(world, a_year, runs).reshape(runs, -1), 12).p < LEVEL).mean())


def by_season(world: World, a_year: float, runs: int) -> float:
    even = World("no season", extra=world.extra, memory=world.memory, season=0.0)
    return float((season_index(months(even, a_year, runs), np.full(DAYS.shape, 365 / 12)).p < LEVEL).mean())


def by_chart(world: World, a_year: float, runs: int, rules: tuple[str, ...], *, known: bool = False) -> float:
    """Whether any of 36 months breaks a rule; ``known``: with the season known beforehand and not estimated."""
    y = months(world, a_year, runs).reshape(runs, -1)
    if known:
        days = DAYS.reshape(-1)
        values = y / (1 + world.season * np.sin(2 * np.pi * np.arange(36) / 12)) / days * days.mean()
    else:
        values = adjusted_months(y, DAYS.reshape(-1)).values
    chart = control_chart(values)
    return float(np.any([getattr(chart, rule).any(axis=-1) for rule in rules], axis=0).mean())


def weeks(world: World, a_year: float, count: int, runs: int) -> Numbers:
    """Weeks of one level with a season of 15%; a week varies beyond chance as a month does."""
    random, week = np.random.default_rng(SEED + 5), np.arange(count)
    level = np.broadcast_to(
        a_year / 52 * (1 + world.season * np.sin(2 * np.pi * week / 52.18)), (runs, count)
    )
    return random.poisson(
        random.gamma(1 / world.extra, world.extra * level) if world.extra else level
    ).astype(float)


def by_farrington(world: World, a_year: float, runs: int) -> float:
    return float(farrington_flexible(weeks(world, a_year, 320, runs)).alarm.mean())


def by_harmonic(world: World, a_year: float, runs: int) -> float:
    return float(harmonic_watch(weeks(world, a_year, 130, runs)).alarm.mean())


def by_ears(world: World, a_year: float, runs: int) -> float:
    return float(ears(weeks(world, a_year, 20, runs), least_spread=float(np.sqrt(a_year / 52))).alarm2.mean())


def by_funnel(world: World, a_year: float, runs: int, *, spread: bool) -> float:
    """The share of 15 areas with one and the same rate that are said to stand above or below."""
    people = np.random.default_rng(SEED + 6).lognormal(0, 0.3, PEERS)
    people *= 100_000 / people.mean()
    counts = np.stack(
        [
            months(world, a_year * size / 100_000, runs, 1, SEED + 40 + at).sum(axis=(1, 2))
            for at, size in enumerate(people)
        ],
        axis=1,
    )
    outside = 0
    for one in counts:
        found = place_in_group(one, people, allow_spread=spread)
        outside += sum(position is not Position.INLINE for position in found.position)
    return outside / runs / PEERS


def by_harm(world: World, a_year: float, runs: int) -> float:
    """Whether the interval of the change in harm leaves zero out."""
    parts = {
        name: months(world, a_year * share, runs, seed=SEED + 60 + at).sum(axis=-1)
        for at, (name, share) in enumerate(MIX.items())
    }
    calls = 0
    for run in range(runs):
        scores = [
            harm_score({name: float(one[run, year]) for name, one in parts.items()}, 100_000, HARM)
            for year in (1, 2)
        ]
        change = harm_change(*scores)
        calls += change.low > 0 or change.high < 0
    return calls / runs


ANY = ("beyond", "shift", "trend", "two_of_three")
# What a row is called -> the rate, and by how much fewer runs it is simulated where it is slow.
TESTS: dict[str, tuple[Rate, int]] = {
    "More than 10% up or down (no test)": (rule_of_thumb, 1),
    "E-test of two years": (by_e_test, 20),
    "Mid-P ratio of two years": (by_mid_p, 1),
    "The verdict (quasi-Poisson change)": (by_verdict, 1),
    "Any of 14 verdicts of a table (q)": (any_of_a_table, 4),
    "Two proportions": (by_proportions, 20),
    "Any of 20 areas' shares, chance alone allowed for": (lambda w, n, r: any_area(w, n, r, spread=False), 8),
    "Any of 20 areas' shares, spread allowed for": (lambda w, n, r: any_area(w, n, r, spread=True), 8),
    "Trend over three years (quasi-Poisson)": (by_trend, 1),
    "Trend over three years (Mann-Kendall by month)": (by_mann_kendall, 1),
    "Season where there is none": (by_season, 1),
    "Control chart, 36 months: a point beyond": (lambda w, n, r: by_chart(w, n, r, ("beyond",)), 1),
    "Control chart, 36 months: a shift": (lambda w, n, r: by_chart(w, n, r, ("shift",)), 1),
    "Control chart, 36 months: a shift, season known": (
        lambda w, n, r: by_chart(w, n, r, ("shift",), known=True),
        1,
    ),
    "Control chart, 36 months: any of four rules": (lambda w, n, r: by_chart(w, n, r, ANY), 1),
    "Exceptional week: flexible Farrington": (by_farrington, 8),
    "Exceptional week: one wave a year": (by_harmonic, 4),
    "Exceptional week: EARS C2": (by_ears, 1),
    "Peers: outside a plain funnel": (lambda w, n, r: by_funnel(w, n, r, spread=False), 8),
    "Peers: outside, spread allowed for": (lambda w, n, r: by_funnel(w, n, r, spread=True), 8),
    "Change in harm": (by_harm, 4),
}  # fmt: skip
