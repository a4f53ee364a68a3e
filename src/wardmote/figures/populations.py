"""The population that a rate is per: named, dated, and chosen for the period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from wardmote.figures.areas import Area, by_column, member_lists
from wardmote.figures.months import Period


@dataclass(frozen=True)
class Population:
    """A population estimate of an area: how many, of what kind, when."""

    kind: str
    on: date
    value: float


@dataclass(frozen=True)
class Populations:
    """Every population estimate of a set of areas, by area code and kind, oldest first."""

    estimates: dict[tuple[str, str], tuple[Population, ...]]

    def nearest(self, area: Area, kind: str, period: Period) -> Population | None:
        """The estimate nearest to the middle of the period; None when there is none.

        Of two equally near the earlier is taken.
        """
        found = self.estimates.get((area.code, kind), ())
        return min(found, key=lambda one: abs((one.on - period.middle).days), default=None)


def read_populations(
    connection: duckdb.DuckDBPyConnection, areas: Sequence[Area], within: Area | None = None
) -> Populations:
    """Sum the populations of areas from their small areas.

    An area of which one small area has no estimate has none itself: a part is not a whole.
    """
    estimates: dict[tuple[str, str], list[Population]] = {}
    for column, group in by_column(areas).items():
        names, codes = member_lists(group)
        inside = f"AND p.{within.column} IN (SELECT unnest(?))" if within else ""
        rows = connection.execute(
            f"""WITH member AS (SELECT unnest(?) AS area, unnest(?) AS code),
                small AS (SELECT DISTINCT m.area, p.best_fit AS lsoa FROM member m
                          JOIN places p ON p.{column} = m.code {inside}),
                sizes AS (SELECT area, count(*) AS n FROM small GROUP BY area)
                SELECT s.area, q.kind, q.date, sum(q.value)
                FROM population q JOIN small s ON s.lsoa = q.lsoa JOIN sizes z ON z.area = s.area
                WHERE q.value IS NOT NULL
                GROUP BY s.area, q.kind, q.date HAVING count(*) = any_value(z.n)
                ORDER BY s.area, q.kind, q.date""",
            [names, codes, *([list(within.member_codes)] if within else [])],
        ).fetchall()
        for code, kind, on, value in rows:
            estimates.setdefault((code, kind), []).append(Population(kind, on, float(value)))
    return Populations({key: tuple(found) for key, found in estimates.items()})
