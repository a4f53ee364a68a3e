"""What each force's files held, month by month: rows kept, rejected, repeated, without a place, in others' areas."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.definitions import Measure
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.suppliers import forces_sent

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class MonthSupplied:
    """One force's month as it was supplied; ``sent`` False where no file of it came, and every count is None."""

    force: str
    title: str
    month: str
    sent: bool
    rows: int | None = None
    kept: int | None = None
    rejected: int | None = None
    repeated: int | None = None
    not_located: int | None = None
    """Kept rows without a place that the lookup knows."""
    elsewhere: int | None = None
    """Kept rows in the area of another force."""
    without_outcome: int | None = None
    """Crimes with an ID of which no file of outcomes holds any; None where the force sent no outcomes since. Recent
    months have had less time."""


@dataclass(frozen=True, eq=False)
class MeasuresSupplied:
    """Records of one force by measure and month: ``counts`` and ``not_located``, (measures, months), NaN at gaps."""

    force: str
    title: str
    measures: tuple[Measure, ...]
    months: tuple[str, ...]
    counts: Floats
    not_located: Floats


@dataclass(frozen=True)
class KindSupplied:
    """What one supplier sent of one kind of record that is no street crime.

    ``kind``: outcomes, searches, observations or weeks, of which the months of their Mondays are told. ``missing``:
    months between the first and the last of which nothing came.
    """

    kind: str
    supplier: str
    title: str
    span: Period
    kept: int
    missing: tuple[str, ...]


def kinds_supplied(evidence: Evidence) -> list[KindSupplied]:
    """What was sent beside street crimes, by kind and supplier."""
    definitions = evidence.definitions
    rows = evidence.connection.execute(
        "SELECT kind, supplier, period, kept FROM parts ORDER BY ALL"
    ).fetchall()
    months: dict[tuple[str, str], set[str]] = {}
    kept: dict[tuple[str, str], int] = {}
    for kind, supplier, period, n in rows:
        first, _, last = period.partition("..")
        months.setdefault((kind, supplier), set()).update(Period(first[:7], (last or first)[:7]).months)
        kept[kind, supplier] = kept.get((kind, supplier), 0) + int(n)
    titles = {force.id: force.title for force in definitions.forces.values()}
    titles |= {source.id: source.title for source in definitions.sources.values()}
    return [
        KindSupplied(
            kind,
            supplier,
            titles.get(supplier, supplier),
            span := Period(min(there), max(there)),
            kept[kind, supplier],
            tuple(month for month in span.months if month not in there),
        )
        for (kind, supplier), there in sorted(months.items())
    ]


def forces_supplied(evidence: Evidence) -> list[tuple[str, str]]:
    """Identifier and title of every force of which a file was taken in, by title."""
    return sorted(((one.force, one.title) for one in forces_sent(evidence)), key=lambda one: one[1])


def span_supplied(evidence: Evidence) -> Period | None:
    """From the first month that any force sent to the last; None where none was."""
    months = {month for one in forces_sent(evidence) for month in one.months}
    return Period(min(months), max(months)) if months else None


def rows_repeated(evidence: Evidence, forces: Sequence[str], span: Period) -> int:
    """Rows of files of these forces, of the months of a span, that came again later in their month."""
    row = evidence.connection.execute(
        "SELECT sum(repeated) FROM supplied WHERE force IN (SELECT unnest(?)) AND month BETWEEN ? AND ?",
        [list(forces), span.start, span.end],
    ).fetchone()
    return int(row[0] or 0) if row else 0


def months_supplied(
    evidence: Evidence, forces: Sequence[tuple[str, str]], span: Period
) -> list[MonthSupplied]:
    """Every month of the span, force by force; those that no file supplied stand there as not sent."""
    names = [force for force, _ in forces]
    supplied = {
        (row[0], row[1]): row[2:]
        for row in evidence.connection.execute(
            "SELECT force, month, rows, kept, rejected, repeated FROM supplied WHERE force IN (SELECT unnest(?))",
            [names],
        ).fetchall()
    }
    lost, strayed = _not_located(evidence, names), _elsewhere(evidence, names)
    waiting = _without_outcome(evidence, names)
    found = []
    for (force, title), month in itertools.product(forces, span.months):
        key = force, month
        if key in supplied:
            rows, kept, rejected, repeated = supplied[key]
            found.append(
                MonthSupplied(
                    force,
                    title,
                    month,
                    True,
                    rows,
                    kept,
                    rejected,
                    repeated,
                    lost.get(key, 0),
                    strayed.get(key, 0),
                    waiting.get(key),
                )
            )
        else:
            found.append(MonthSupplied(force, title, month, sent=False))
    return found


def measures_supplied(evidence: Evidence, force: tuple[str, str], span: Period) -> MeasuresSupplied:
    """Records of one force by base measure of the police table and month."""
    measures = tuple(m for m in evidence.definitions.measures_in_order() if m.available and m.base)
    months = span.months
    row_of = {c: at for at, m in enumerate(measures) for counted in m.counted for c in counted.categories}
    column_of = {month: at for at, month in enumerate(months)}
    sent = {month for one in forces_sent(evidence) if one.force == force[0] for month in one.months}
    gaps = np.array([month not in sent for month in months])
    counts, lost = (np.where(gaps, np.nan, np.zeros((len(measures), len(months)))) for _ in range(2))
    found = evidence.connection.execute(
        "SELECT month, category, n, not_located FROM reported WHERE force = ?", [force[0]]
    ).fetchall()
    for month, category, n, without in found:
        if category in row_of and month in column_of:
            counts[row_of[category], column_of[month]] += n
            lost[row_of[category], column_of[month]] += without
    return MeasuresSupplied(*force, measures, months, counts, lost)


def _not_located(evidence: Evidence, forces: Sequence[str]) -> dict[tuple[str, str], int]:
    rows = evidence.connection.execute(
        "SELECT force, month, sum(not_located) FROM reported WHERE force IN (SELECT unnest(?)) GROUP BY force, month",
        [list(forces)],
    ).fetchall()
    return {(force, month): int(n) for force, month, n in rows}


def _elsewhere(evidence: Evidence, forces: Sequence[str]) -> dict[tuple[str, str], int]:
    rows = evidence.connection.execute(
        """SELECT c.force, c.month, sum(c.n)
           FROM counts c JOIN places p ON p.lsoa = c.lsoa JOIN forces f ON f.force = c.force
           WHERE c.force IN (SELECT unnest(?)) AND f.code IS NOT NULL AND p.area_force <> f.code
           GROUP BY c.force, c.month""",
        [list(forces)],
    ).fetchall()
    return {(force, month): int(n) for force, month, n in rows}


def _without_outcome(evidence: Evidence, forces: Sequence[str]) -> dict[tuple[str, str], int]:
    """Crimes without an outcome, of the months of which the force sent outcomes of that month or later."""
    rows = evidence.connection.execute(
        """WITH sent AS (SELECT force, max(month) AS last, min(month) AS first FROM outcomes GROUP BY force),
                ended AS (SELECT DISTINCT force, crime_id FROM outcomes WHERE crime_id IS NOT NULL)
           SELECT c.force, c.month, count(*) FILTER (e.crime_id IS NULL)
           FROM crime c JOIN sent s ON s.force = c.force AND c.month BETWEEN s.first AND s.last
           LEFT JOIN ended e ON e.force = c.force AND e.crime_id = c.crime_id
           WHERE c.crime_id IS NOT NULL AND c.force IN (SELECT unnest(?))
           GROUP BY c.force, c.month""",
        [list(forces)],
    ).fetchall()
    return {(force, month): int(n) for force, month, n in rows}
