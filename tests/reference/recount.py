"""A second, plain program that makes the performance table again, to check Wardmote by.

It shares no code with Wardmote: the standard library and Student's t from scipy, nothing else. It is
meant to be slow and obvious, so that a reader can follow it from the CSV row to the verdict by eye.

    python tests/reference/recount.py --police ZIP --geography DIR --area E22000353 [--to 2024-04] [--by ward]

Rates, shares, intervals, phi, z, p and q are printed unrounded; percent and the monthly average to one
decimal, halves away from zero.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from plain_counts import (
    CATEGORIES,
    LEVELS,
    MEASURES,
    Area,
    Crimes,
    Month,
    crimes_of,
    days_in,
    find_area,
    month_back,
    parts_of,
    read_crimes,
    read_geography,
    share_not_located,
    tally_of,
    twelve_months_to,
)
from plain_verdict import (
    SMALLEST_BASE_FOR_PERCENT,
    Comparison,
    Shares,
    compare,
    count_interval,
    crosses_break,
    matched_years,
    one_decimal,
    q_of,
    ratio_interval,
    verdicts_of,
)


def rows_of(crimes: Crimes, places: dict[str, dict[str, str]], area: Area, to: Month) -> list[dict[str, Any]]:
    """The fifteen rows of one area."""
    tally = tally_of(crimes, area)
    current, previous = twelve_months_to(to), twelve_months_to(month_back(to, 12))
    shares: Shares = {
        measure: (
            share_not_located(crimes, area.force, measure, previous),
            share_not_located(crimes, area.force, measure, current),
        )
        for measure in MEASURES
    }
    years = matched_years(crimes.months[area.force], to)
    tests = {measure: compare_years(tally, measure, years) for measure in MEASURES} if years else {}
    verdicts = verdicts_of(area, to, tests, shares) if tests else {}
    q = q_of(tests) if tests else {}
    rows = []
    for measure in MEASURES:
        a = sum(crimes_of(tally, measure, month) for month in previous)
        b = sum(crimes_of(tally, measure, month) for month in current)
        row = figures_of(measure, area, a, b, population_of(places, area, measure))
        row["not_located_share"] = {
            "previous": number(shares[measure][0]),
            "current": number(shares[measure][1]),
        }
        row.update(tested(tests.get(measure), row))
        row["q"] = q.get(measure)
        withheld = "not-comparable" if crosses_break(measure, area.level, to) else "too-few-to-say"
        row["verdict"] = verdicts.get(measure, withheld)
        rows.append(row)
    return rows


def compare_years(tally: Counter[tuple[str, Month]], measure: str, years: list[list[Month]]) -> Comparison:
    """The measure's counts of these years, put to the test."""
    counts = [[crimes_of(tally, measure, month) for month in year] for year in years]
    return compare(counts, [[days_in(month) for month in year] for year in years])


def number(share: Fraction | None) -> float | None:
    """A fraction as JSON can say it."""
    return None if share is None else float(share)


def population_of(places: dict[str, dict[str, str]], area: Area, measure: str) -> int:
    """Households for burglary, else people."""
    column = "households" if measure == "burglary" else "people"
    return sum(int(places[lsoa][column]) for lsoa in area.lsoas)


def figures_of(measure: str, area: Area, a: int, b: int, population: int) -> dict[str, Any]:
    """Counts, change, rates and the monthly average."""
    low, high = count_interval(b)
    return {
        "measure": measure,
        "area": {"code": area.code, "name": area.name, "level": area.level},
        "previous": a,
        "current": b,
        "change": b - a,
        "percent": one_decimal(Fraction(100 * (b - a), a)) if a >= SMALLEST_BASE_FOR_PERCENT else None,
        "rate": b * 1000 / population,
        "rate_previous": a * 1000 / population,
        "rate_interval": [low * 1000 / population, high * 1000 / population],
        "population": population,
        "monthly_average": one_decimal(Fraction(b, 12)),
    }


def tested(test: Comparison | None, row: dict[str, Any]) -> dict[str, Any]:
    """The numbers of the test. The interval is of the percentage shown; where none is shown there is none."""
    if test is None:
        return dict.fromkeys(("percent_interval", "phi", "df", "z", "p"))
    interval = None
    if row["percent"] is not None:
        shown = replace(test, a=row["previous"], b=row["current"])
        interval = [None if r is None else 100 * (r - 1) for r in ratio_interval(shown)]
    return {"percent_interval": interval, "phi": test.phi, "df": test.df, "z": test.z, "p": test.p}


def recount(
    police: Path, geography: Path, area: str, to: Month | None = None, by: str = "category"
) -> dict[str, Any]:
    """The whole table, in the shape of Wardmote's own."""
    places = read_geography(geography)
    return table(read_crimes(police, set(places)), places, area, to, by)


def table(
    crimes: Crimes,
    places: dict[str, dict[str, str]],
    code: str,
    to: Month | None = None,
    by: str = "category",
) -> dict[str, Any]:
    """The table of an area, or of each of its parts, from evidence already read."""
    whole = find_area(places, code)
    if not crimes.months[whole.force]:
        raise SystemExit(f"There are no street files of the force of {whole.name}")
    to = to or max(crimes.months[whole.force])
    areas = [whole] if by == "category" else parts_of(places, whole, by)
    current, previous = twelve_months_to(to), twelve_months_to(month_back(to, 12))
    nowhere = crimes.not_located[whole.force]
    return {
        "area": {"code": whole.code, "name": whole.name, "level": whole.level},
        "periods": {
            "previous": {"from": previous[0], "to": previous[-1]},
            "current": {"from": current[0], "to": current[-1]},
        },
        "rows": [row for area in areas for row in rows_of(crimes, places, area, to)],
        "not_located": {
            "previous": sum(crimes_of(nowhere, name, month) for name in CATEGORIES for month in previous),
            "current": sum(crimes_of(nowhere, name, month) for name in CATEGORIES for month in current),
        },
    }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--police", type=Path, required=True, help="zip or folder of police.uk files")
    parser.add_argument("--geography", type=Path, required=True, help="folder with lookups/ and population/")
    parser.add_argument("--area", required=True, help="code of an area at any level")
    parser.add_argument("--to", help="last month, YYYY-MM; else the last in the files")
    parser.add_argument("--by", choices=["category", *LEVELS], default="category")
    options = parser.parse_args()
    answer = recount(options.police, options.geography, options.area, options.to, options.by)
    print(json.dumps(answer, indent=1, allow_nan=False))


if __name__ == "__main__":
    main()
