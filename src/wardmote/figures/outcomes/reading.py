"""Reads how the crimes of an area ended: counts by month, category, group of outcome, and how long it took.

Queries keep to the subset of SQL that DuckDB and Spark share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wardmote.definitions.word_groups import WordGroup, groups_of
from wardmote.figures.areas import OWNERS, Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.outcomes.following import FollowUp
from wardmote.figures.suppliers import forces_of, unsteady

OTHER = 998
"""Place of an outcome that stands in no group."""
OPEN_ROLES = ("open", "no-update")
"""Roles of words that are no outcome yet."""


@dataclass(frozen=True)
class Ending:
    """Crimes of a month and category that ended alike.

    ``followed``: whether they can be followed at all; ``has_id``: whether they carry a Crime ID. ``place``: position
    of the group of their outcome at the end of the follow-up, None where there was none. ``lag``: months to the first
    outcome, whenever it came; None where there is none. ``latest``: position of the group of the latest outcome
    whenever it came. ``said``: slug of what the crime file itself says last; empty where nothing.
    """

    month: str
    category: str
    followed: bool
    has_id: bool
    place: int | None
    lag: int | None
    latest: int | None
    said: str
    n: int


def ending_groups(evidence: Evidence) -> list[WordGroup]:
    """The groups of outcomes that end a crime, in their order."""
    groups = groups_of(evidence.definitions.word_groups.values(), "crime-outcome")
    return [group for group in groups if group.role not in OPEN_ROLES]


def read_endings(evidence: Evidence, area: Area, follow: FollowUp) -> list[Ending]:
    """Every crime of the months kept, with how it ended."""
    months = sorted({*follow.kept, *follow.kept_before})
    if not months:
        return []
    return evidence.once(("endings", area, follow), lambda: _read(evidence, area, follow, months))


def _read(evidence: Evidence, area: Area, follow: FollowUp, months: list[str]) -> list[Ending]:
    span = (*follow.previous.months, *follow.current.months)
    barred = unsteady(evidence, sorted(span))
    owned = _owned(evidence, area)
    groups = ending_groups(evidence)
    none_yet = [
        word
        for group in groups_of(evidence.definitions.word_groups.values(), "crime-outcome")
        if group.role in OPEN_ROLES
        for word in group.words
    ]
    words = [(word, place) for place, group in enumerate(groups) for word in group.words]
    forces, of_months = [pair[0] for pair in follow.forces], [pair[1] for pair in follow.forces]
    rows = evidence.connection.execute(
        _QUERY.format(column=area.column),
        [
            list(area.member_codes),
            [one.area_force for one in barred],
            [one.force for one in barred],
            months,
            owned,
            months,
            forces,
            of_months,
            [word for word, _ in words],
            [place for _, place in words],
            none_yet,
            sorted(set(forces)),
            follow.months,
        ],
    ).fetchall()
    return [
        Ending(
            month=month,
            category=category,
            followed=followed,
            has_id=has_id,
            place=_decoded(place),
            lag=None if lag is None else int(lag),
            latest=_decoded(latest),
            said=slug(said),
            n=n,
        )
        for month, category, followed, has_id, place, lag, latest, said, n in rows
    ]


def slug(word: str | None) -> str:
    """A word as a slug; empty where none stands."""
    return re.sub(r"[^a-z0-9]+", "-", (word or "").lower()).strip("-")


def _decoded(key: int | None) -> int | None:
    return None if key is None else 999 - int(key) % 1000


def _owned(evidence: Evidence, area: Area) -> list[str]:
    """Forces whose crimes without a location count in the area: those whose whole area it holds."""
    if area.level not in OWNERS:
        return []
    whole = {one.code for one in forces_of(evidence, [area]).get(area.code, []) if one.whole}
    return sorted(force.id for force in evidence.definitions.forces.values() if force.code in whole)


_QUERY = """
WITH small AS (SELECT lsoa, area_force FROM places WHERE {column} IN (SELECT unnest(?))),
barred AS (SELECT unnest(CAST(? AS VARCHAR[])) AS area_force, unnest(CAST(? AS VARCHAR[])) AS force),
counted AS (
    SELECT c.force, c.month, c.crime_id, c.category, c.outcome
    FROM crime c JOIN small s ON s.lsoa = c.lsoa
    LEFT JOIN barred b ON b.area_force = s.area_force AND b.force = c.force
    WHERE b.force IS NULL AND c.month IN (SELECT unnest(?))
    UNION ALL
    SELECT c.force, c.month, c.crime_id, c.category, c.outcome
    FROM crime c LEFT JOIN places p ON p.lsoa = c.lsoa
    WHERE p.lsoa IS NULL AND c.force IN (SELECT unnest(CAST(? AS VARCHAR[]))) AND c.month IN (SELECT unnest(?))
),
follow AS (SELECT unnest(CAST(? AS VARCHAR[])) AS force, unnest(CAST(? AS VARCHAR[])) AS month),
crimes AS (
    SELECT c.*, f.force IS NOT NULL AS followed,
           CAST(substr(c.month, 1, 4) AS INTEGER) * 12 + CAST(substr(c.month, 6, 2) AS INTEGER) AS at
    FROM counted c LEFT JOIN follow f ON f.force = c.force AND f.month = c.month
),
grouped AS (SELECT unnest(?) AS word, unnest(?) AS place),
ends AS (
    SELECT o.force, o.crime_id, coalesce(g.place, 998) AS place,
           CAST(substr(o.month, 1, 4) AS INTEGER) * 12 + CAST(substr(o.month, 6, 2) AS INTEGER) AS at
    FROM outcomes o LEFT JOIN grouped g ON g.word = o.outcome
    WHERE o.crime_id IS NOT NULL AND o.outcome NOT IN (SELECT unnest(?))
      AND o.force IN (SELECT unnest(CAST(? AS VARCHAR[])))
),
ended AS (
    SELECT k.force, k.month, k.crime_id, k.category, k.outcome,
           max(CASE WHEN e.at <= k.at + ? THEN e.at * 1000 + 999 - e.place END) AS within_time,
           min(e.at) - k.at AS lag,
           max(e.at * 1000 + 999 - e.place) AS latest
    FROM crimes k LEFT JOIN ends e ON e.force = k.force AND e.crime_id = k.crime_id
    WHERE k.followed AND k.crime_id IS NOT NULL
    GROUP BY k.force, k.month, k.crime_id, k.category, k.outcome, k.at
)
SELECT month, category, TRUE AS followed, TRUE AS has_id, within_time % 1000 AS place, lag, latest % 1000 AS latest,
       outcome, count(*) AS n
FROM ended GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
UNION ALL
SELECT month, category, followed, crime_id IS NOT NULL, NULL, NULL, NULL, NULL, count(*)
FROM crimes WHERE NOT (followed AND crime_id IS NOT NULL) GROUP BY 1, 2, 3, 4
"""
