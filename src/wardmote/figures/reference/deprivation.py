"""How deprived areas are by a release of the Indices of Deprivation.

The score of a larger area is the mean of its small areas' scores weighted by residents, as the published summaries of
larger areas are made. Ranks and deciles are of the release they stand in; those of two releases are not comparable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.reference.held import Release, block_of, chosen
from wardmote.figures.reference.members import Members, members
from wardmote.figures.tokens import State

DECILES = range(1, 11)
NOT_COMPARABLE = "Ranks and deciles place it among the areas of this release only; those of two releases are not comparable."
UNWEIGHTED = "Each small area counts the same, as no number of residents is held for all of them."

Row = tuple[str, float | None, int | None, int | None, float | None]
"""Small area, score, rank, decile and residents."""


@dataclass(frozen=True)
class AreaDeprivation:
    """One area in one domain of one release.

    ``state`` is not-available where the release does not cover the area, not-supplied where small areas lack; then
    ``score`` and ``shares`` are empty. ``rank`` and ``decile`` are of a single small area only.
    """

    area: Area
    state: State
    collection: str
    title: str
    release: str
    domain: str
    vintage: str
    """Year of the small areas that it is published for."""
    score: float | None = None
    """Mean over small areas, weighted by residents; None where the release gives ranks only."""
    rank: int | None = None
    """1 is the most deprived."""
    decile: int | None = None
    """1 is the most deprived tenth of the country."""
    shares: tuple[float, ...] = ()
    """Share of residents in each decile of the country, the most deprived first."""
    most_deprived: str = ""
    """Code of its small area with the lowest rank."""
    small_areas: int = 0
    residents: float | None = None
    """Those that it is weighted by; None where every small area counts the same."""
    notes: tuple[str, ...] = ()


def deprivation_of(
    evidence: Evidence,
    areas: Sequence[Area],
    release: str = "",
    domain: str = "overall",
    collection: str = "indices-domains",
) -> tuple[AreaDeprivation, ...]:
    """Deprivation of each area, in their order.

    Parameters
    ----------
    release
        Such as 2019 or 2025; without it the newest held.
    domain
        ``overall``, income, employment, education, health, crime, barriers or living-environment; or a domain of
        another collection.

    Raises
    ------
    NotHeldError
        When the collection, or such a release of it, is not held.
    """
    best, _ = chosen(evidence, "deprivation", collection, release)
    return tuple(_of(evidence, area, best, domain) for area in areas)


def _of(evidence: Evidence, area: Area, release: Release, domain: str) -> AreaDeprivation:
    inside = members(evidence, area)
    rows, vintage = _rows(evidence, area, release, domain)
    found = AreaDeprivation(
        area, State.KNOWN, release.collection, release.title, release.release, domain, vintage
    )
    lacking = _lacking(evidence, found, inside, rows)
    if lacking is not None:
        return lacking
    residents = [row[4] for row in rows]
    weighted = all(one is not None and one > 0 for one in residents)
    weights = [float(one or 0) if weighted else 1.0 for one in residents]
    total = sum(weights)
    scored = all(row[1] is not None for row in rows)
    placed = all(row[3] is not None for row in rows)
    single = rows[0] if len(rows) == 1 and area.level == "lsoa" else None
    ranked = [row for row in rows if row[2] is not None]
    notes = (NOT_COMPARABLE, inside.sentence(vintage), "" if weighted or len(rows) == 1 else UNWEIGHTED)
    return replace(
        found,
        score=(rows[0][1] if len(rows) == 1 else _weighted(weights, rows) / total) if scored else None,
        rank=single[2] if single else None,
        decile=single[3] if single else None,
        shares=tuple(
            sum(w for w, row in zip(weights, rows, strict=True) if row[3] == decile) / total
            for decile in DECILES
        )
        if placed
        else (),
        most_deprived=min(ranked, key=lambda row: (row[2] or 0, row[0]))[0] if ranked else "",
        small_areas=len(rows),
        residents=total if weighted else None,
        notes=tuple(note for note in notes if note),
    )


def _weighted(weights: Sequence[float], rows: Sequence[Row]) -> float:
    """The sum of the scores, each times its weight."""
    return sum(weight * float(row[1] or 0) for weight, row in zip(weights, rows, strict=True))


def _rows(evidence: Evidence, area: Area, release: Release, domain: str) -> tuple[list[Row], str]:
    """The small areas of the release in an area, with their residents; and the year of their codes."""
    if not members(evidence, area).today:
        return [], ""
    rows = evidence.connection.execute(
        f"""WITH mine AS (
                SELECT d.area, d.vintage, d.score, d.rank, d.decile FROM deprivation d JOIN places p ON p.lsoa = d.area
                WHERE d.collection = ? AND d.release = ? AND d.domain = ? AND d.level = 'lsoa'
                  AND p.{area.column} IN (SELECT unnest(?))),
             counted AS (
                SELECT lsoa AS area, value, date, 0 AS second FROM population WHERE kind = 'residents'
                UNION ALL SELECT area, max(base), date, 1 FROM profile
                WHERE unit = 'residents' AND level = 'lsoa' AND base IS NOT NULL
                  AND vintage = (SELECT max(vintage) FROM mine) AND area IN (SELECT area FROM mine)
                GROUP BY area, date),
             able AS (
                SELECT c.second, c.date FROM counted c JOIN mine m ON m.area = c.area WHERE c.value > 0
                GROUP BY c.second, c.date HAVING count(*) = (SELECT count(*) FROM mine)
                ORDER BY c.second, c.date DESC LIMIT 1)
            SELECT m.area, m.score, m.rank, m.decile, c.value, m.vintage FROM mine m
            LEFT JOIN (counted c JOIN able a ON a.second = c.second AND a.date = c.date) ON c.area = m.area
            ORDER BY m.area""",
        [release.collection, release.release, domain, list(area.member_codes)],
    ).fetchall()
    return [row[:5] for row in rows], rows[0][5] if rows else ""


def _lacking(
    evidence: Evidence, found: AreaDeprivation, inside: Members, rows: Sequence[Row]
) -> AreaDeprivation | None:
    """The answer where not every small area has a value; None where all have one, as far as can be told."""
    block = block_of(evidence.definitions, "deprivation", found.collection)
    leaves_out = block.leaves_out if block else ()
    beyond = [code for code in inside.today if code.startswith(leaves_out)]
    if beyond and block is not None:
        return replace(found, state=State.NOT_AVAILABLE, notes=(block.outside,))
    lacking = set(inside.today) - {row[0] for row in rows} if found.vintage == inside.vintage else set()
    if not rows:
        note = f"Release {found.release} holds nothing of {found.domain} for {found.area.name}."
        return replace(found, state=State.NOT_SUPPLIED, notes=(note,))
    if lacking:
        note = (
            f"{len(lacking):,} of its {len(inside.today):,} small areas lack a value; a part is not a whole."
        )
        return replace(found, state=State.NOT_SUPPLIED, small_areas=len(rows), notes=(note,))
    return None
