"""Crime and people of an area by how deprived its small areas are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from wardmote.definitions import Measure
from wardmote.figures.areas import Area, areas_within
from wardmote.figures.counts import monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.populations import read_populations
from wardmote.figures.reference.held import NotHeldError, Release, chosen
from wardmote.methods.rounding import half_up


@dataclass(frozen=True)
class Decile:
    """The small areas of an area that lie in one tenth of the country; ``decile`` 1 is the most deprived."""

    decile: int
    areas: int
    population: float
    count: int


@dataclass(frozen=True)
class ByDecile:
    """A measure by tenth of deprivation, the least deprived first; tenths without a small area are absent.

    ``without``: small areas that no decile is held of, or no population, and that are left out.
    ``not_located``: the share of the forces' records without a location, which lie in no small area.
    """

    measure: Measure
    area: Area
    period: Period
    release: Release
    domain: str
    vintage: str
    today: str
    """Year of the small areas in which crime is counted."""
    deciles: tuple[Decile, ...]
    without: int
    not_located: float


def domains_held(evidence: Evidence) -> dict[str, str]:
    """Domains with deciles, each with the collection that holds it."""
    rows = evidence.connection.execute(
        """SELECT DISTINCT domain, collection FROM deprivation WHERE decile IS NOT NULL AND level = 'lsoa'
           ORDER BY domain, collection DESC"""
    ).fetchall()
    return {str(domain): str(collection) for domain, collection in rows}


def by_decile(
    evidence: Evidence,
    area: Area,
    measure: Measure,
    period: Period,
    domain: str = "overall",
    release: str = "",
) -> ByDecile:
    """Count a measure in each tenth of deprivation of an area's small areas.

    Small areas of an earlier census count where the one of today lies that fits them best; where several fit one, their
    mean decile stands.

    Raises
    ------
    NotHeldError
        When no deprivation is held, or no such domain or release.
    """
    held = domains_held(evidence)
    if domain not in held:
        known = (
            f"Held: {', '.join(held)}."
            if held
            else "None is held: take a file of it in with wardmote ingest."
        )
        raise NotHeldError(f"No deciles of {domain} deprivation are held. {known}")
    best, _ = chosen(evidence, "deprivation", held[domain], release)
    deciles, vintage = _deciles(evidence, area, best, domain)
    areas = areas_within(evidence.connection, area, "lsoa", evidence.definitions)
    counts = monthly_counts(evidence, areas, [measure], period.months)
    people = read_populations(evidence.connection, areas)
    sums: dict[int, list[float]] = {}
    held_areas: Counter[int] = Counter()
    for at, one in enumerate(areas):
        living = people.nearest(one, measure.population, period)
        decile = deciles.get(one.code)
        if living is None or living.value <= 0 or decile is None:
            continue
        total = sums.setdefault(decile, [0.0, 0.0])
        total[0] += living.value
        total[1] += float(counts.counts[at, 0].sum())
        held_areas[decile] += 1
    found = tuple(
        Decile(one, held_areas[one], sums[one][0], int(sums[one][1])) for one in sorted(sums, reverse=True)
    )
    whole = monthly_counts(evidence, [area], [measure], period.months)
    reported = int(whole.reported.sum())
    return ByDecile(
        measure,
        area,
        period,
        best,
        domain,
        vintage,
        _today(evidence, area),
        found,
        len(areas) - sum(held_areas.values()),
        int(whole.not_located.sum()) / reported if reported else 0.0,
    )


def _deciles(evidence: Evidence, area: Area, release: Release, domain: str) -> tuple[dict[str, int], str]:
    rows = evidence.connection.execute(
        f"""SELECT p.best_fit, avg(d.decile), max(d.vintage) FROM deprivation d JOIN places p ON p.lsoa = d.area
            WHERE d.collection = ? AND d.release = ? AND d.domain = ? AND d.level = 'lsoa' AND d.decile IS NOT NULL
              AND p.{area.column} IN (SELECT unnest(?)) GROUP BY p.best_fit""",
        [release.collection, release.release, domain, list(area.member_codes)],
    ).fetchall()
    return {str(code): int(half_up(float(mean), 0)) for code, mean, _ in rows}, max(
        (str(vintage) for *_, vintage in rows), default=""
    )


def _today(evidence: Evidence, area: Area) -> str:
    row = evidence.connection.execute(
        f"SELECT max(vintage) FROM places WHERE lsoa = best_fit AND {area.column} IN (SELECT unnest(?))",
        [list(area.member_codes)],
    ).fetchone()
    return str(row[0]) if row and row[0] else ""
