"""Two changes in one real partnership, which the default test finds and the lag form misses."""

from __future__ import annotations

import calendar
import csv
import io
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from wardmote.methods.change import year_change
from wardmote.methods.lagged_change import lagged_change
from wardmote.methods.multiplicity import benjamini_hochberg

ARCHIVE = "data/police/bedfordshire-2021-05-to-2024-04.zip"


def monthly_counts(archive: Path, place: str) -> tuple[list[str], list[str], Counter[tuple[str, str]]]:
    """Count the crimes of a district by type and month; a repeated Crime ID within a month is one crime."""
    counts: Counter[tuple[str, str]] = Counter()
    with zipfile.ZipFile(archive) as files:
        for name in (name for name in files.namelist() if name.endswith("street.csv")):
            crimes: dict[object, dict[str, str]] = {}
            for line, row in enumerate(csv.DictReader(io.TextIOWrapper(files.open(name), "utf-8-sig"))):
                crimes[row["Crime ID"] or line] = row
            counts.update(
                (row["Crime type"], row["Month"])
                for row in crimes.values()
                if row["LSOA name"].rsplit(" ", 1)[0] == place
            )
    return sorted({key[0] for key in counts}), sorted({key[1] for key in counts}), counts


@pytest.mark.shared
def test_weapons_and_other_theft_in_central_bedfordshire(shared: Path) -> None:
    types, months, counts = monthly_counts(shared / ARCHIVE, "Central Bedfordshire")
    y = np.array([[counts[kind, month] for month in months] for kind in types])
    days = np.array([calendar.monthrange(*map(int, month.split("-")))[1] for month in months])
    change = year_change(y.reshape(14, 3, 12), days.reshape(3, 12))
    q = benjamini_hochberg(change.p)
    lagged = benjamini_hochberg(2 * stats.norm.sf(np.abs(lagged_change(y).z)))

    weapons, theft = types.index("Possession of weapons"), types.index("Other theft")
    assert (change.a[weapons], change.b[weapons]) == (85, 151)
    assert (change.a[theft], change.b[theft]) == (1838, 1517)
    assert (q[weapons], q[theft]) == (pytest.approx(0.03, abs=0.005), pytest.approx(0.04, abs=0.005))
    assert (q < 0.05).sum() == 2
    assert lagged.min() > 0.05
