"""Makes the table of stop and search."""

from __future__ import annotations

from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.performance import DECIDING, TableError
from wardmote.figures.populations import read_populations
from wardmote.figures.searches.matching import Years
from wardmote.figures.searches.people import people_rows
from wardmote.figures.searches.reading import FOUND, SOUGHT, SearchCounts, read_searches
from wardmote.figures.searches.record import SearchTable
from wardmote.figures.searches.rows import search_rows
from wardmote.figures.searches.titles import MEASURE
from wardmote.figures.years import years_to

CAVEATS = ("searches-neither-good-nor-bad", "searches-linked", "searches-of-whom")
NO_RATES_BY_GROUP = "searches-no-rates-by-group"
YEAR = 12


def search_table(evidence: Evidence, area: Area, to: str, *, months: int = YEAR) -> SearchTable:
    """Make the table of an area for a period, against the same months a year before.

    Parameters
    ----------
    to
        Last month of the later period, YYYY-MM.

    Raises
    ------
    TableError
        When the months are not 1 to 12.
    """
    if not 1 <= months <= YEAR:
        raise TableError(f"A period is 1 to 12 months long; {months} was asked for.")
    definitions = evidence.definitions
    periods = years_to(to, months, int(definitions.threshold("years-in-hand")))
    counts = read_searches(evidence, area, Period(periods[0].start, to).months)
    years = Years.of(definitions, counts, periods)
    kept = years.months(-2), years.months(-1)
    populations = read_populations(evidence.connection, [counts.area])
    kind = definitions.measures[MEASURE].population
    people = (
        populations.nearest(counts.area, kind, periods[-2]),
        populations.nearest(counts.area, kind, periods[-1]),
    )
    deciding = definitions.digest((*DECIDING, "word_groups"))[:16]
    return SearchTable(
        area=area,
        counted=counts.area,
        placed=counts.placed,
        owns_lost=counts.owns,
        measure=definitions.measures[MEASURE],
        previous=periods[-2],
        current=periods[-1],
        left_out=tuple(
            month
            for month, there in zip(counts.months, counts.supplied, strict=True)
            if not there and month >= periods[-2].start
        ),
        rows=tuple(search_rows(definitions, years, people)),
        people=tuple(people_rows(evidence, counts, kept)),
        people_of=" and ".join(definitions.forces[force].title for force in counts.forces),
        lost=years.lost_shares(),
        blank_without_action=_blank_share(years),
        by_month=_by_month(counts, periods[-1]),
        population=people[1],
        snapshot=evidence.snapshot,
        caveats=tuple(definitions.caveats[name] for name in CAVEATS),
        not_available=definitions.caveats[NO_RATES_BY_GROUP],
        options=f"table=searches;length={months};rules={deciding}",
        marking=evidence.marking,
        per=definitions.threshold("rate-per"),
    )


def _by_month(counts: SearchCounts, period: Period) -> tuple[tuple[str, int | None], ...]:
    total = counts.counts[SOUGHT].sum(axis=0)
    there = dict(zip(counts.months, zip(total.tolist(), counts.supplied.tolist(), strict=True), strict=True))
    return tuple((month, there[month][0] if there[month][1] else None) for month in period.months)


def _blank_share(years: Years) -> float | None:
    """Of the searches that do not say whether their outcome was linked, those that led to nothing."""
    counts = years.counts
    blank = [at for at, word in enumerate(counts.words[FOUND]) if not word]
    whole = years.pair(counts.counts[FOUND][blank].sum(axis=0))[1]
    part = years.pair(counts.blank_without_action)[1]
    return part / whole if part is not None and whole else None
