"""Two counts by every test that a reviewer may ask for, each by its name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.analyses.pictures import Caption, DotRanges, RangeRow
from wardmote.analyses.result import Kind, ResultColumn, ResultTable
from wardmote.analyses.wording import count, interval_name
from wardmote.definitions import Definitions
from wardmote.methods.mid_p import mid_p_rate_ratio
from wardmote.methods.two_counts import e_test, exact_rate_ratio

EXACT, MID_P = "Exact ratio (Clopper-Pearson)", "Mid-P ratio"
E_SCORE, E_WALD = "E-test, score form", "E-test, Krishnamoorthy-Thomson form"
ASSUMED = (
    "The exact and mid-P ratios and both E-tests take each count to be pure chance (Poisson). The exact test is too timid, "
    "mid-P is close to its level. The two forms of the E-test differ where the days differ.",
    "Real crime varies more than that, so on hundreds and thousands of crimes they call far too much a change.",
)


@dataclass(frozen=True)
class Way:
    """One test. ``ratio``: the later rate over the earlier with its interval; None where a test has none, or no end."""

    name: str
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    q: float | None = None


def pure_chance(
    before: int, after: int, days: tuple[float, float], definitions: Definitions
) -> tuple[Way, ...]:
    """Two counts over their days by the tests that take them to be pure chance; both must not be 0."""
    level = definitions.threshold("confidence")
    first, second = days
    exact = exact_rate_ratio(after, before, second, first, level)
    mid = mid_p_rate_ratio(after, before, second, first, level)
    few = max(before, after) <= definitions.threshold("e-test-largest")
    return (
        Way(EXACT, end(exact.ratio), end(exact.low), end(exact.high), exact.p),
        Way(MID_P, end(float(mid.ratio)), end(float(mid.low)), end(float(mid.high)), float(mid.p)),
        Way(E_SCORE, p=e_test(after, before, second, first, "score") if few else None),
        Way(E_WALD, p=e_test(after, before, second, first, "wald") if few else None),
    )


def end(value: float) -> float | None:
    """A limit or ratio; None where it is without end."""
    return value if np.isfinite(value) else None


def ways_table(ways: tuple[Way, ...], notes: tuple[str, ...] = ()) -> ResultTable:
    """The tests side by side."""
    return ResultTable(
        "tests",
        "The later rate over the earlier, by each test",
        (
            ResultColumn("test", "Test"),
            ResultColumn("ratio", "Ratio", Kind.RATIO),
            ResultColumn("low", "Low", Kind.RATIO),
            ResultColumn("high", "High", Kind.RATIO),
            ResultColumn("p", "p", Kind.CHANCE),
            ResultColumn("q", "q", Kind.CHANCE),
        ),
        tuple((one.name, one.ratio, one.low, one.high, one.p, one.q) for one in ways),
        notes,
    )


def ways_picture(ways: tuple[Way, ...], title: str, subtitle: str, definitions: Definitions) -> DotRanges:
    """The ratios of those tests that have one, with their intervals."""
    rows = tuple(RangeRow(one.name, one.ratio, one.low, one.high) for one in ways if one.ratio is not None)
    said = "; ".join(f"{one.label} {one.value:.2f}" for one in rows if one.value is not None)
    return DotRanges(
        Caption(title, f"{subtitle}, with {interval_name(definitions)}s.", f"Dots with intervals: {said}."),
        rows,
        "Later rate over earlier rate",
        (1.0, "no change"),
    )


def smaller_than(p: float | None) -> str:
    """A p in words: p = 0.03; p below 0.001."""
    if p is None:
        return "p not given"
    return "p below 0.001" if p < 0.001 else f"p = {p:.3f}"


def counted(value: int) -> str:
    """A count as it is read."""
    return count(value)
