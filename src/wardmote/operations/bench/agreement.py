"""Do both sides of a comparison say the same? A ratio of speeds between different answers means nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

_KEY = ["area", "measure"]


def differing_tables(ours: Path, theirs: Path, greatest: float) -> str:
    """Say where two sets of tables differ; empty when counts are equal and z and q within ``greatest``."""
    left, right = (pd.read_parquet(path).set_index(_KEY).sort_index() for path in (ours, theirs))
    if not left.index.equals(right.index):
        return f"{len(left)} rows against {len(right)}, or of other areas and measures"
    for column in ("previous", "current"):
        unequal = left[column] != right[column]
        if unequal.any():
            where = " ".join(left.index[unequal.to_numpy()][0])
            return f"{int(unequal.sum())} counts ({column}) differ, the first in {where}"
    for column in ("z", "q"):
        mine, other = (frame[column].to_numpy(dtype=float, na_value=np.nan) for frame in (left, right))
        if (np.isnan(mine) != np.isnan(other)).any():
            return f"{column} is absent on one side alone"
        gap = float(np.nanmax(np.abs(mine - other), initial=0))
        if gap > greatest:
            return f"{column} differs by up to {gap:.2g}"
    return ""


def differing_files(ours: Iterable[Path], theirs: Iterable[Path]) -> str:
    """Say where two sets of monthly files differ; empty when each LSOA and month holds as many crimes.

    The plain files still hold the rows that repeat a Crime ID: there an ID is counted once.
    """
    with duckdb.connect() as connection:
        for mine, other in zip(ours, theirs, strict=True):
            row = connection.execute(
                """WITH a AS (SELECT month, lsoa, count(*) AS n FROM read_parquet(?) GROUP BY ALL),
                        b AS (SELECT month, lsoa, count(*) - count(crime_id) + count(DISTINCT crime_id) AS n
                              FROM read_parquet(?) GROUP BY ALL)
                   SELECT count(*), any_value(coalesce(a.lsoa, b.lsoa, 'no LSOA'))
                   FROM a FULL JOIN b ON a.month = b.month AND a.lsoa IS NOT DISTINCT FROM b.lsoa
                   WHERE a.n IS DISTINCT FROM b.n""",
                [str(mine), str(other)],
            ).fetchone()
            if row and row[0]:
                return f"{row[0]} small areas of {other.stem} differ, among them {row[1]}"
    return ""
