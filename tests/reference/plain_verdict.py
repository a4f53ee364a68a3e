"""How sure we are: intervals, the test of a change, the family of tests, and the verdict.

Part of the second, plain program (recount.py); it shares no code with Wardmote. What it follows, step by
step, is the default verdict on a change between two years.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import NormalDist

from plain_counts import ALL_CRIME, Area, Month, first_day, last_day, month_back, twelve_months_to
from scipy.stats import t as student_t

# How crimes are counted changed on this day, for these measures (Home Office counting rules).
COUNTING_BREAK = date(2023, 5, 15)
COUNTING_BREAK_MEASURES = {"violence-and-sexual-offences", "public-order", ALL_CRIME}
# New snap points and a new vintage of LSOA: below ward level only.
SMALL_AREA_BREAKS = [date(2022, 7, 1), date(2023, 6, 1)]

SMALLEST_BASE_FOR_PERCENT = 50
SMALLEST_TOTAL_TO_TEST = 20
FEWEST_MATCHED_MONTHS = 9
LARGEST_SHARE_NOT_LOCATED = Fraction(10, 100)
LARGEST_MOVE_NOT_LOCATED = Fraction(3, 100)
SIGNIFICANT = 0.05


def one_decimal(value: Fraction) -> float:
    """Rounded to one decimal; a half goes away from zero."""
    tenths = math.floor(abs(value) * 10 + Fraction(1, 2))
    return math.copysign(tenths / 10, value) if tenths else 0.0


def bisect(falling: Callable[[float], float], low: float, high: float) -> float:
    """Where a falling function crosses zero."""
    for _ in range(200):
        middle = (low + high) / 2
        if falling(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def at_most(count: int, mean: float) -> float:
    """The chance of a Poisson count of at most so many."""
    return sum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(count + 1))


def count_interval(count: int) -> tuple[float, float]:
    """95% interval of a count: exact Poisson below 10, else Byar's."""
    if count < 10:
        high = bisect(lambda mean: at_most(count, mean) - 0.025, 0.0, 100.0)
        low = bisect(lambda mean: at_most(count - 1, mean) - 0.975, 0.0, 100.0) if count else 0.0
        return low, high
    z = NormalDist().inv_cdf(0.975)
    more = count + 1
    low = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
    high = more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
    return low, high


def fitted(counts: list[list[int]], days: list[list[int]]) -> list[list[float]]:
    """Expected counts d_ij r_i c_j that have the year totals and the month totals of the counts.

    Begin with the days; scale each year to its total, then each month to its total, until nothing moves.
    """
    expected = [[float(d) for d in row] for row in days]
    for _ in range(1000):
        before = [list(row) for row in expected]
        for i, row in enumerate(expected):
            expected[i] = scaled_to(row, sum(counts[i]))
        for j in range(len(days[0])):
            column = scaled_to([row[j] for row in expected], sum(row[j] for row in counts))
            for i, value in enumerate(column):
                expected[i][j] = value
        if largest_move(before, expected) < 1e-12:
            break
    return expected


def scaled_to(values: list[float], total: float) -> list[float]:
    """The values in the same proportions, adding up to the total."""
    now = sum(values)
    return [value * total / now if now else 0.0 for value in values]


def largest_move(before: list[list[float]], after: list[list[float]]) -> float:
    """The largest difference between two tables, cell by cell."""
    return max(
        abs(x - y) for old, new in zip(before, after, strict=True) for x, y in zip(old, new, strict=True)
    )


@dataclass
class Comparison:
    """One measure tested: totals a and b over d1 and d2 days, dispersion, z and two-sided p."""

    a: float
    b: float
    d1: int
    d2: int
    phi: float
    df: int

    @property
    def z(self) -> float:
        """The standardised change."""
        difference = 2 * (math.sqrt(self.b / self.d2) - math.sqrt(self.a / self.d1))
        return difference / math.sqrt(1 / self.d1 + 1 / self.d2) / math.sqrt(self.phi)

    @property
    def p(self) -> float:
        """Two-sided, from Student's t."""
        return float(2 * student_t.sf(abs(self.z), self.df))


def matched_years(in_hand: set[Month], to: Month) -> list[list[Month]]:
    """The years to test, oldest first, each cut to the months that all of them have.

    Three years if at least nine months match in all three; else two if nine match; else none.
    """
    for how_many in (3, 2):
        years = [twelve_months_to(month_back(to, 12 * back)) for back in range(how_many - 1, -1, -1)]
        places = [j for j in range(12) if all(year[j] in in_hand for year in years)]
        if len(places) >= FEWEST_MATCHED_MONTHS:
            return [[year[j] for j in places] for year in years]
    return []


def compare(counts: list[list[int]], days: list[list[int]]) -> Comparison:
    """The test of the last year against the one before it; one row of months for each year, oldest first."""
    expected = fitted(counts, days)
    df = (len(counts) - 1) * (len(counts[0]) - 1)
    chi2 = 0.0
    for count_row, expected_row in zip(counts, expected, strict=True):
        for y, e in zip(count_row, expected_row, strict=True):
            if e > 0:
                chi2 += (y - e) ** 2 / e
    phi = max(1.0, chi2 / df)
    return Comparison(
        a=sum(counts[-2]), b=sum(counts[-1]), d1=sum(days[-2]), d2=sum(days[-1]), phi=phi, df=df
    )


def benjamini_hochberg(p_values: dict[str, float]) -> dict[str, float]:
    """q of each: the least of p * m / rank over itself and every larger p."""
    m = len(p_values)
    ordered = sorted(p_values, key=lambda name: p_values[name])
    q_values: dict[str, float] = {}
    least = 1.0
    for rank in range(m, 0, -1):
        name = ordered[rank - 1]
        least = min(least, p_values[name] * m / rank)
        q_values[name] = least
    return q_values


def q_of(tests: dict[str, Comparison]) -> dict[str, float]:
    """q over the fourteen categories; all crime is a family of its own."""
    q_values = benjamini_hochberg({name: test.p for name, test in tests.items() if name != ALL_CRIME})
    q_values[ALL_CRIME] = tests[ALL_CRIME].p
    return q_values


def ratio_interval(test: Comparison) -> tuple[float, float | None]:
    """Every ratio that the test, at equal exposures, would not reject at 5%; no upper end is None."""
    t = float(student_t.ppf(0.975, test.df))

    def distance(ratio: float) -> float:
        change = 2 * (math.sqrt(test.b) - math.sqrt(ratio * test.a))
        return change / math.sqrt(1 + ratio) / math.sqrt(test.phi)

    low = bisect(lambda r: distance(r) - t, 0.0, 1e6) if distance(0.0) > t else 0.0
    distance_at_infinity = -2 * math.sqrt(test.a) / math.sqrt(test.phi)
    if distance_at_infinity >= -t:
        return low, None
    return low, bisect(lambda r: distance(r) + t, 0.0, 1e6)


def crosses_break(measure: str, level: str, to: Month) -> bool:
    """A break after the first day of the earlier period and before the last day of the later."""
    breaks = [COUNTING_BREAK] if measure in COUNTING_BREAK_MEASURES else []
    if level == "lsoa":
        breaks = breaks + SMALL_AREA_BREAKS
    start, end = first_day(month_back(to, 23)), last_day(to)
    return any(start < day < end for day in breaks)


def plain_verdict(test: Comparison, q: float, counted: float) -> str:
    """What counts alone say; too few is of the counts as they stand, however they are divided."""
    if counted < SMALLEST_TOTAL_TO_TEST:
        return "too-few-to-say"
    if q < SIGNIFICANT:
        return "rose" if test.z > 0 else "fell"
    return "no-clear-change"


def location_is_in_doubt(before: Fraction | None, now: Fraction | None) -> bool:
    """More than 10% not located in either period, or a move of more than 3 points."""
    before, now = before or Fraction(0), now or Fraction(0)
    return max(before, now) > LARGEST_SHARE_NOT_LOCATED or abs(now - before) > LARGEST_MOVE_NOT_LOCATED


Shares = dict[str, tuple[Fraction | None, Fraction | None]]  # measure -> previous, current


def scaled_up(test: Comparison, shares: tuple[Fraction | None, Fraction | None]) -> Comparison:
    """The same test with each count divided by its located share, phi unchanged."""
    before, now = (1 - float(share or 0) for share in shares)
    a = test.a / before if before else test.a
    b = test.b / now if now else test.b
    return Comparison(a=a, b=b, d1=test.d1, d2=test.d2, phi=test.phi, df=test.df)


def verdicts_of(area: Area, to: Month, tests: dict[str, Comparison], shares: Shares) -> dict[str, str]:
    """The verdict on every measure of the area, in the order of precedence."""
    q = q_of(tests)
    scaled = {name: scaled_up(test, shares[name]) for name, test in tests.items()}
    scaled_q = q_of(scaled)
    verdicts = {}
    for name, test in tests.items():
        counted = test.a + test.b
        verdict = plain_verdict(test, q[name], counted)
        in_doubt = not area.holds_not_located and location_is_in_doubt(*shares[name])
        if in_doubt and plain_verdict(scaled[name], scaled_q[name], counted) != verdict:
            verdict = "location-too-uncertain"
        if crosses_break(name, area.level, to):
            verdict = "not-comparable"
        verdicts[name] = verdict
    return verdicts
