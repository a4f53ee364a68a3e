"""Reads the variables of a community matrix for every area of a level; what is not held is said, never filled in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wardmote.analyses.community.held import YEAR, Held, states_of
from wardmote.analyses.community.partners import partner_count
from wardmote.analyses.result import Refusal
from wardmote.analyses.wording import share
from wardmote.definitions.community_matrices import Variable
from wardmote.definitions.indicators import Indicator
from wardmote.figures.areas import COLUMNS, Area
from wardmote.figures.counts import monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, ending, shift, spans
from wardmote.figures.populations import read_populations
from wardmote.figures.reference.indicators import indicator_values
from wardmote.methods.composite import spread_between_years


def held_of(
    evidence: Evidence, area: Area, areas: Sequence[Area], level: str, variable: Variable, period: Period
) -> Held | Refusal:
    """A variable of every area, or why it cannot be had."""
    if variable.of == "measure":
        counted = evidence.definitions.measures[variable.measure]
        if counted.observed and not counted.available:
            return partner_count(evidence, area, areas, level, variable, period)
        return _rate(evidence, area, areas, variable, period)
    if variable.tenth:
        values, of = _tenths(evidence, level, variable.domain)
    else:
        found = indicator_values(evidence, _indicator(variable), level)
        values, of = found.values, found.of
    if not any(one.code in values for one in areas):
        return Refusal(
            f"{variable.title} is not in the index.",
            "The snapshot holds nothing of it for these areas.",
            "Take in the file that has it; the page on weights and deprivation says which.",
        )
    none = np.full(len(areas), np.nan)
    found_values = np.array([values.get(one.code, np.nan) for one in areas])
    return Held(variable, found_values, none, none, 1.0, of, states_of(found_values))


def _rate(
    evidence: Evidence, area: Area, areas: Sequence[Area], variable: Variable, period: Period
) -> Held | Refusal:
    measure = evidence.definitions.measures[variable.measure]
    what = f"{variable.title} is not in the index."
    if not measure.available:
        return Refusal(
            what, "It is not counted with a place for each event.", "Records with a small area each would do."
        )
    before = ending(shift(period.start, -1), YEAR)
    found = monthly_counts(
        evidence, areas, [measure], (*before.months, *period.months), area, located_only=True
    )
    lacking = sorted(
        {
            month
            for at, month in enumerate(found.months)
            if month in period.months and not found.supplied[:, at].all()
        }
    )
    if lacking:
        return Refusal(
            what,
            f"Not every month was supplied: {', '.join(spans(lacking))}.",
            "Take those months in, or ask up to an earlier month.",
        )
    people = read_populations(evidence.connection, areas, area)
    kind = variable.per or measure.population
    living = [people.nearest(one, kind, period) for one in areas]
    if not any(living):
        return Refusal(what, f"No estimate of {kind} is held.", "Take in the population of small areas.")
    per = evidence.definitions.threshold("rate-per")
    exposure = np.array([one.value / per if one and one.value > 0 else np.nan for one in living])
    now = found.counts[:, 0, YEAR:].sum(axis=1).astype(float)
    earlier = found.counts[:, 0, :YEAR].sum(axis=1).astype(float)
    whole = found.supplied[:, :YEAR].all()
    reported, lost = (
        int(found.reported[:, 0, YEAR:].max(axis=0).sum()),
        int(found.not_located[:, 0, YEAR:].max(axis=0).sum()),
    )
    counts = np.where(np.isnan(exposure), np.nan, now)
    rates = counts / exposure
    return Held(
        variable,
        rates,
        counts,
        exposure,
        spread_between_years(earlier, now) if whole else 1.0,
        f"{measure.title}, {period.words}, per {per:,.0f} {kind}",
        states_of(rates),
        lost / reported if reported else 0.0,
    )


def _indicator(variable: Variable) -> Indicator:
    """The same as an indicator of areas alike, which are read from the same tables."""
    of = (
        "deprivation"
        if variable.of == "deprivation"
        else "profile"
        if variable.of == "profile"
        else "population"
    )
    units = {"deprivation": "score", "profile": "percent", "population": "number"}
    return Indicator.model_validate(
        {
            "id": variable.id, "title": variable.title, "short": variable.short.ljust(3, "."), "of": of,
            "topic": variable.topic, "categories": variable.categories, "domain": variable.domain, "unit": units[of],
            "why": "It is a variable of a community matrix.", "order": 1, "source": "the community matrix",
        }
    )  # fmt: skip


def _tenths(evidence: Evidence, level: str, domain: str) -> tuple[dict[str, float], str]:
    """How deprived areas are by their small areas' tenths of the country, turned so that 10 is the most deprived."""
    last = evidence.connection.execute(
        """SELECT collection, release FROM deprivation WHERE domain = ? AND level = 'lsoa' AND decile IS NOT NULL
           GROUP BY ALL ORDER BY release DESC, collection LIMIT 1""",
        [domain],
    ).fetchone()
    if last is None:
        return {}, ""
    rows = evidence.connection.execute(
        f"""SELECT p.{COLUMNS[level]}, avg(11 - d.decile) FROM deprivation d JOIN places p ON p.lsoa = d.area
            WHERE d.domain = ? AND d.collection = ? AND d.release = ? AND d.level = 'lsoa' AND d.decile IS NOT NULL
            GROUP BY 1""",
        [domain, *last],
    ).fetchall()
    return {str(code): float(value) for code, value in rows}, f"Indices of Deprivation, {domain}, {last[1]}"


def lost_words(held: Sequence[Held]) -> tuple[str, ...]:
    """How much of the rates has no place."""
    worst = max(held, key=lambda one: one.not_located, default=None)
    if worst is None or not worst.not_located:
        return ()
    return (
        f"Records without a place are in no neighbourhood: {share(worst.not_located)} of those behind "
        f"“{worst.variable.title}”, more than of any other here.",
    )
