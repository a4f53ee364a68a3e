"""The peer of the ingest: DuckDB alone, writing the same monthly files from the same CSV.

Nothing is checked, counted twice, hashed or kept safe: it is what the bare conversion costs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

_COLUMNS = {
    **dict.fromkeys(("crime_id", "month", "force", "falls_within"), "VARCHAR"),
    **dict.fromkeys(("longitude", "latitude"), "DOUBLE"),
    **dict.fromkeys(("location", "lsoa", "lsoa_name", "category", "outcome", "context"), "VARCHAR"),
}


def write_monthly_files(months: Mapping[str, Sequence[Path]], folder: Path, memory_gb: float) -> int:
    """Write ``folder``/YYYY-MM.parquet for each month, sorted by LSOA, zstd; answer the number of rows."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = 0
    with duckdb.connect(config={"memory_limit": f"{memory_gb}GB"}) as connection:
        for month, files in months.items():
            written = connection.execute(
                f"""COPY (SELECT crime_id, month, force, longitude, latitude, location, lsoa, category, outcome
                    FROM read_csv(?, header = true, delim = ',', quote = '"', columns = {_COLUMNS!r})
                    ORDER BY lsoa)
                    TO '{(folder / f"{month}.parquet").as_posix()}' (FORMAT parquet, COMPRESSION zstd)""",
                [[str(file) for file in files]],
            ).fetchone()
            rows += written[0] if written else 0
    return rows
