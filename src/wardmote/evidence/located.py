"""Which small areas of the crime files the lookup knows, and of which year they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from wardmote.definitions import Definitions
from wardmote.evidence.manifest import Unit
from wardmote.evidence.sql_text import listed, quoted

FORCES_SHOWN = 5
"""Forces that one note names."""


@dataclass(frozen=True)
class Places:
    """What the lookup says of the LSOAs of one force and month."""

    unknown: int = 0
    """Rows with a code that it does not hold."""
    only_2011: int = 0
    only_2021: int = 0
    example: str = ""
    """One of the unknown codes."""

    def stamp(self, unit: Unit) -> Unit:
        """The unit with these counts."""
        return replace(unit, unknown_lsoa=self.unknown, only_2011=self.only_2011, only_2021=self.only_2021)


def compare_with_lookup(
    connection: duckdb.DuckDBPyConnection, counts: Sequence[Path], places: Path | None
) -> dict[tuple[str, str], Places]:
    """Compare the LSOAs in files of counts with the lookup, by force and month.

    A small area that ended in 2021 marks a file as of 2011; the one that fits it best, which began then, marks
    a file as of 2021. Without a lookup nothing can be said.
    """
    if places is None or not counts:
        return {}
    lookup = f"read_parquet({quoted(str(places))})"
    rows = connection.execute(
        f"""WITH ended AS (SELECT lsoa, best_fit FROM {lookup} WHERE vintage = '2011'),
        known AS (SELECT lsoa, vintage = '2011' AS ended, lsoa IN (SELECT best_fit FROM ended) AS began
                  FROM {lookup}),
        used AS (SELECT force, month, lsoa, sum(n) AS n FROM read_parquet({listed(map(str, counts))})
                 WHERE lsoa IS NOT NULL GROUP BY ALL)
        SELECT force, month,
            coalesce(sum(n) FILTER (known.lsoa IS NULL), 0)::BIGINT,
            coalesce(sum(n) FILTER (known.ended), 0)::BIGINT,
            coalesce(sum(n) FILTER (known.began AND NOT known.ended), 0)::BIGINT,
            coalesce(min(used.lsoa) FILTER (known.lsoa IS NULL), '')
        FROM used LEFT JOIN known ON used.lsoa = known.lsoa GROUP BY ALL"""
    ).fetchall()
    return {(row[0], row[1]): Places(*row[2:]) for row in rows}


def notes_on_forces(
    units: Iterable[Unit], found: Mapping[tuple[str, str], Places], definitions: Definitions
) -> list[str]:
    """What to say where the lookup seems to lack part of a force's area.

    ``units`` are those of the snapshot; of them those of forces that were compared with the lookup now count.
    """
    compared = {force for force, _ in found}
    kept: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for unit in units:
        if unit.force in compared:
            kept[unit.force] += unit.kept
            unknown[unit.force] += unit.unknown_lsoa
    limit = definitions.threshold("unknown-area-share")
    forces = {force.id: force for force in definitions.forces.values() if force.code}
    lacking = {
        name: unknown[name] / kept[name]
        for name in unknown
        if name in forces and kept[name] and unknown[name] / kept[name] > limit
    }
    if not lacking:
        return []
    most = sorted(lacking, key=lambda name: (-lacking[name], name))
    shown = ", ".join(f"{forces[name].title} ({_percent(lacking[name])})" for name in most[:FORCES_SHOWN])
    more = f" and {len(most) - FORCES_SHOWN} more" if len(most) > FORCES_SHOWN else ""
    return [
        f"The lookup seems to lack part of a force's area: rows with a small area that it does not hold are more "
        f"than {_percent(limit)} of {shown}{more}. Until the lookup covers the whole of a force, that force's rows "
        "without a location count for no partnership. If one of yours is named, take in a lookup of its whole area."
    ]


def _percent(share: float) -> str:
    said = f"{share * 100:.3g}%"
    return "over 99%" if said == "100%" and share < 1 else said


def notes_on(name: str, units: Collection[Unit], found: dict[tuple[str, str], Places]) -> list[str]:
    """What to say of a file's small areas."""
    mine = [found[unit.key] for unit in units if unit.key in found]
    unknown = sum(places.unknown for places in mine)
    notes = []
    if unknown:
        example = next(places.example for places in mine if places.unknown)
        notes.append(
            f"{name}: {unknown:,} rows name a small area that the lookup does not hold, such as {example}. They are "
            "kept as not located."
        )
    if any(places.only_2011 for places in mine) and any(places.only_2021 for places in mine):
        notes.append(f"{name}: its small areas are partly those of 2011 and partly those of 2021.")
    return notes
