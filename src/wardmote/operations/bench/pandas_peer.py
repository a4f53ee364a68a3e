"""The peer of every partnership's table: the pandas script that a good analyst would write.

It starts from the same monthly Parquet files and the published lookup, counts every category in every partnership
and month, and tests each change as docs/explanation/statistics.md says. It shares nothing with Wardmote but the
definition of the test, so that equal results say something about both.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

ASB = "anti-social-behaviour"
Floats = npt.NDArray[np.float64]


def every_partnership(crime: Sequence[Path], lookup: Path, forces: Path, to: str) -> pd.DataFrame:
    """Give a row for each partnership and measure: previous, current, z, p and q, 12 months to ``to``."""
    monthly = monthly_counts(crime, lookup, forces)
    months = pd.period_range(end=pd.Period(to, "M"), periods=36, freq="M")
    names = [str(month) for month in months]
    days = np.array([calendar.monthrange(month.year, month.month)[1] for month in months], dtype=float)
    rows = []
    for area, table in monthly.groupby(level="csp"):
        wide = table.droplevel("csp").reindex(columns=names, fill_value=0)
        tested = [change(series.to_numpy(), days) for _, series in wide.iterrows()]
        result = pd.DataFrame(tested, columns=["previous", "current", "z", "p"])
        result.insert(0, "area", area)
        result.insert(1, "measure", wide.index)
        result["q"] = stats.false_discovery_control(result["p"].fillna(1))
        everything = change(wide.drop(index=ASB).sum().to_numpy(), days)
        rows += [result, pd.DataFrame([_all_crime(str(area), everything)])]
    return pd.concat(rows, ignore_index=True)


def monthly_counts(crime: Sequence[Path], lookup: Path, forces: Path) -> pd.DataFrame:
    """Count rows by partnership and category (index) and month (columns)."""
    wanted = ["month", "force", "lsoa", "category"]
    rows = pd.concat([pd.read_parquet(path, columns=wanted) for path in crime], ignore_index=True)
    places = pd.read_csv(lookup, usecols=["lsoa21_code", "csp24_code", "pfa24_code"])
    places.columns = pd.Index(["lsoa", "csp", "area_force"])
    located = rows.merge(places[["lsoa", "csp"]], on="lsoa", how="left")
    nowhere = located["csp"].isna()
    sole = pd.Series(sole_partnerships(places, forces), dtype="str")
    located.loc[nowhere, "csp"] = located.loc[nowhere, "force"].map(sole)
    counts = located.groupby(["csp", "category", "month"]).size()
    wide = counts.unstack("month", fill_value=0)
    every = pd.MultiIndex.from_product(
        [sorted(places["csp"].unique()), sorted(rows["category"].unique())], names=["csp", "category"]
    )
    return wide.reindex(every, fill_value=0)


def sole_partnerships(places: pd.DataFrame, forces: Path) -> dict[str, str]:
    """Map each force that covers one partnership alone to it: its rows without a location belong there."""
    names = pd.read_csv(forces).dropna(subset="code").set_index("code")["force"]
    partnerships = places.groupby("area_force")["csp"].agg(["nunique", "first"])
    alone = partnerships[partnerships["nunique"] == 1]
    return {names[str(code)]: csp for code, csp in alone["first"].items()}


def change(counts: npt.NDArray[np.int64], days: Floats) -> tuple[int, int, float, float]:
    """Test 36 monthly counts: previous and current total, z and two-sided p."""
    y, d = counts.reshape(3, 12).astype(float), days.reshape(3, 12)
    expected = expected_counts(y, d)
    degrees = 2 * 11
    misfit = ((y - expected) ** 2)[expected > 0] / expected[expected > 0]
    phi = max(1.0, misfit.sum() / degrees)
    a, b, d1, d2 = y[1].sum(), y[2].sum(), d[1].sum(), d[2].sum()
    z = 2 * (np.sqrt(b / d2) - np.sqrt(a / d1)) / np.sqrt(1 / d1 + 1 / d2) / np.sqrt(phi)
    return int(a), int(b), float(z), float(2 * stats.t.sf(abs(z), degrees))


def expected_counts(y: Floats, d: Floats) -> Floats:
    """Fit month and year effects with the days as exposure, by proportional fitting."""
    expected = d.copy()
    for _ in range(200):
        expected *= _divided(y.sum(axis=1), expected.sum(axis=1))[:, None]
        expected *= _divided(y.sum(axis=0), expected.sum(axis=0))[None, :]
        if np.abs(expected.sum(axis=1) - y.sum(axis=1)).max() < 1e-12 * max(y.sum(), 1):
            break
    return expected


def _divided(top: Floats, bottom: Floats) -> Floats:
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)


def _all_crime(area: str, tested: tuple[int, int, float, float]) -> dict[str, object]:
    previous, current, z, p = tested
    return {
        "area": area,
        "measure": "all-crime",
        "previous": previous,
        "current": current,
        "z": z,
        "p": p,
        "q": p,
    }
