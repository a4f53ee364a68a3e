"""Writes the made-up nation's police.uk files: one for each force and month, as the public downloads them."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from wardmote.definitions import Definitions, Force
from wardmote.evidence.progress import Progress, quiet
from wardmote.operations.bench.places import Places, make_places, write_profile
from wardmote.operations.bench.plan import Plan

Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.int64]

_WRITERS = 2
_POINTS = 12
"""Points on the map to which the crimes of a small area are moved."""

_ROW = """
    SELECT CASE WHEN key IS NULL THEN NULL ELSE sha256(concat(month, '/', force, '/', key)) END AS "Crime ID",
        month AS "Month", force AS "Reported by", force AS "Falls within",
        CAST(longitude AS DECIMAL(9, 6)) AS "Longitude", CAST(latitude AS DECIMAL(9, 6)) AS "Latitude",
        location AS "Location", lsoa AS "LSOA code", lsoa_name AS "LSOA name",
        category AS "Crime type", outcome AS "Last outcome category", CAST(NULL AS VARCHAR) AS "Context"
    FROM rows ORDER BY lsoa NULLS FIRST, location"""


@dataclass(frozen=True)
class Nation:
    """The files of one made-up nation."""

    folder: Path
    rows: int
    bytes: int

    @property
    def police(self) -> Path:
        """Folder of YYYY-MM/YYYY-MM-force-street.csv."""
        return self.folder / "police"

    @property
    def profile(self) -> Path:
        """The lookup with populations."""
        return self.folder / "lsoa21_profile.csv"

    @property
    def forces(self) -> Path:
        """Identifier, name in the files, and area code of each force: what an analyst would type into a list."""
        return self.folder / "forces.csv"

    def month_files(self) -> dict[str, list[Path]]:
        """The files of each month."""
        return {folder.name: sorted(folder.iterdir()) for folder in sorted(self.police.iterdir())}

    def remove(self) -> None:
        """Delete all of it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def make_nation(
    folder: Path, scale: float, plan: Plan, definitions: Definitions, progress: Progress = quiet
) -> Nation:
    """Write the files, or find them already written by the same plan and scale.

    ``scale`` 1 is the plan's number of rows. The same plan and scale give the same files.
    """
    stamp = folder / "made.json"
    made_by = hashlib.sha256(f"{scale}{plan.model_dump_json()}{_ROW}".encode()).hexdigest()
    if stamp.is_file():
        found = json.loads(stamp.read_text(encoding="utf-8"))
        if found["made_by"] == made_by:
            return Nation(folder, found["rows"], found["bytes"])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    writer = _Writer.of(folder, scale, plan, definitions)
    nation = Nation(folder, *writer.write(progress))
    write_profile(nation.profile, plan, writer.places, writer.territorial)
    nation.forces.write_text(
        "force,name,code\n" + "".join(f"{f.id},{f.names[0]},{f.code or ''}\n" for f in writer.forces),
        encoding="utf-8",
    )
    content = {"made_by": made_by, "rows": nation.rows, "bytes": nation.bytes}
    stamp.write_text(json.dumps(content), encoding="utf-8")
    return nation


@dataclass(frozen=True, eq=False)
class _Writer:
    """Draws the rows of each month and writes them force by force."""

    folder: Path
    plan: Plan
    places: Places
    territorial: list[Force]
    forces: list[Force]
    rows_a_month: Floats
    lines: dict[str, pa.Array]

    @classmethod
    def of(cls, folder: Path, scale: float, plan: Plan, definitions: Definitions) -> _Writer:
        """Settle everything that is the same in every month."""
        territorial = [force for force in definitions.forces.values() if force.code][: plan.forces]
        season = np.array([plan.season[int(month[5:]) - 1] for month in plan.month_names])
        places = make_places(plan, territorial)
        streets = [f"{name} {kind}" for name in plan.street_names for kind in plan.street_kinds]
        lines = {
            "location": [f"On or near {name}" for name in (*plan.busy_places, *streets)] + ["No Location"],
            "lsoa": places.codes,
            "lsoa_name": places.small_area_names,
            "category": list(plan.categories),
            "outcome": list(plan.outcomes),
        }
        return cls(
            folder=folder,
            plan=plan,
            places=places,
            territorial=territorial,
            forces=[*territorial, definitions.forces[plan.transport_police]],
            rows_a_month=season / season.sum() * plan.rows * scale,
            lines={name: pa.array(values) for name, values in lines.items()},
        )

    def write(self, progress: Progress) -> tuple[int, int]:
        """Write every month; answer rows and bytes."""
        months = range(self.plan.months)
        rows = size = 0
        with ThreadPoolExecutor(_WRITERS) as pool:
            for done, (n, length) in enumerate(pool.map(self._write_month, months), start=1):
                rows, size = rows + n, size + length
                progress("Writing the made-up nation", done, self.plan.months)
        return rows, size

    def _write_month(self, index: int) -> tuple[int, int]:
        name = self.plan.month_names[index]
        folder = self.folder / "police" / name
        folder.mkdir(parents=True)
        rows = size = 0
        with duckdb.connect(config={"threads": 1}) as connection:
            for force, table in self._tables(index, name):
                path = folder / f"{name}-{force.slug}-street.csv"
                connection.register("rows", table)
                connection.execute(f"COPY ({_ROW}) TO '{path.as_posix()}' (HEADER)")
                rows, size = rows + table.num_rows, size + path.stat().st_size
        return rows, size

    def _tables(self, index: int, month: str) -> Iterator[tuple[Force, pa.Table]]:
        """The rows of each force, as columns that DuckDB reads."""
        rng = np.random.default_rng([self.plan.seed, self.plan.version, 2, index])
        n = int(rng.poisson(self.rows_a_month[index]))
        places = self._draw(rng, np.cumsum(self.places.weight), n)
        reporting = self.places.force[places].astype(np.int64)
        reporting[rng.random(n) < self.plan.transport_share] = len(self.territorial)
        strays = np.flatnonzero(rng.random(n) < self.plan.in_other_forces)
        places[strays] = rng.integers(0, len(self.places.force), len(strays))
        category = self._categories(rng, places, index // 12)
        columns = self._columns(rng, places, category)
        for position, force in enumerate(self.forces):
            mine = np.flatnonzero(reporting == position)
            chosen = self._repeat_some(mine, columns["key"])
            yield force, self._table({k: v[chosen] for k, v in columns.items()}, month, force.names[0])

    def _categories(self, rng: np.random.Generator, places: Positions, year: int) -> Positions:
        """Draw each row's category by its partnership's own mix, which drifts from year to year."""
        steady = np.random.default_rng([self.plan.seed, self.plan.version, 3])
        shape = (year + 1, self.plan.partnerships, len(self.plan.categories))
        drift = np.exp(steady.normal(0, self.plan.drift_a_year, shape).sum(axis=0))
        mix = np.cumsum(drift * np.array(list(self.plan.categories.values())), axis=1)
        level = rng.random(len(places)) * mix[self.places.partnership[places], -1]
        found = np.zeros(len(places), dtype=np.int64)
        for column in mix.T[:-1]:
            found += level >= column[self.places.partnership[places]]
        return found

    def _columns(
        self, rng: np.random.Generator, places: Positions, category: Positions
    ) -> dict[str, npt.NDArray[np.generic]]:
        """Positions in ``lines``, -1 where there is nothing; coordinates; and a key from which the ID is made."""
        n, busy, last = len(places), len(self.plan.busy_places), len(self.lines["location"]) - 1
        lost = rng.random(n) < self.plan.not_located
        without_id = category == list(self.plan.categories).index(self.plan.without_id)
        point = rng.integers(0, _POINTS, n)
        street = busy + (places * 131 + point * 17) % (last - busy)
        at_busy = rng.random(n) < self.plan.share_at_busy_places
        location = np.where(at_busy, (places + point) % busy, street)
        return {
            "key": np.where(without_id, -1, np.arange(n)),
            "longitude": np.where(lost, np.nan, self.places.longitude[places] + 0.0031 * (point % 4)),
            "latitude": np.where(lost, np.nan, self.places.latitude[places] + 0.0023 * (point // 4)),
            "location": np.where(lost, last, location),
            "lsoa": np.where(lost, -1, places),
            "category": category,
            "outcome": np.where(
                without_id, -1, self._draw(rng, np.cumsum(list(self.plan.outcomes.values())), n)
            ),
        }

    def _repeat_some(self, mine: Positions, key: npt.NDArray[np.generic]) -> Positions:
        """Let the first few rows with an ID come twice, as they do in published files."""
        with_id = mine[np.asarray(key[mine] != -1)]
        return np.concatenate([mine, with_id[: self.plan.repeated_in_a_file]])

    def _table(self, columns: dict[str, npt.NDArray[np.generic]], month: str, force: str) -> pa.Table:
        n = len(columns["key"])
        values = {"month": pa.repeat(month, n), "force": pa.repeat(force, n)}
        values["key"] = pa.array(columns["key"], mask=columns["key"] == -1)
        for name in ("longitude", "latitude"):
            values[name] = pa.array(columns[name], from_pandas=True)
        for name in ("location", "lsoa", "category", "outcome"):
            values[name] = self._words(name, columns[name])
        values["lsoa_name"] = self._words("lsoa_name", columns["lsoa"])
        return pa.table(values)

    def _words(self, name: str, positions: npt.NDArray[np.generic]) -> pa.Array:
        return self.lines[name].take(pa.array(positions, mask=positions == -1))

    def _draw(self, rng: np.random.Generator, ends: Floats, n: int) -> Positions:
        found = np.searchsorted(ends, rng.random(n) * ends[-1], side="right")
        return np.asarray(np.minimum(found, len(ends) - 1), dtype=np.int64)
