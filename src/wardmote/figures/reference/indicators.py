"""Indicators of every area of a level at once, for finding areas that are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.definitions.indicators import Indicator
from wardmote.figures.areas import COLUMNS, Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.reference.held import block_of
from wardmote.figures.reference.profile import SHARE


@dataclass(frozen=True)
class IndicatorValues:
    """An indicator of areas by code. ``of``: what the values are from, with its release; empty where nothing is held."""

    indicator: Indicator
    values: dict[str, float]
    of: str = ""


def indicator_values(
    evidence: Evidence, indicator: Indicator, level: str, own: Area | None = None
) -> IndicatorValues:
    """An indicator of every area of a level whose small areas of today all have it.

    Figures of small areas of an earlier census stand where they fit best, as in the profile of one area. ``own``: an
    area of several codes of that level, which is one area and not its parts.
    """
    read = {"profile": _share, "deprivation": _score, "population": _people}[indicator.of]
    return read(evidence, indicator, _whose(level, own))


def _whose(level: str, own: Area | None) -> str:
    """SQL of the code that a small area's figures count for."""
    column = f"p.{COLUMNS[level]}"
    if own is None or not own.codes:
        return column
    codes = ", ".join(f"'{code}'" for code in own.codes if code.isalnum())
    return f"CASE WHEN {column} IN ({codes}) THEN '{own.code}' ELSE {column} END"


_WHOLE = """today AS (SELECT {whose} AS code, count(*) AS n, max(p.vintage) AS vintage FROM places p
                      WHERE p.lsoa = p.best_fit GROUP BY 1)"""


def _share(evidence: Evidence, indicator: Indicator, whose: str) -> IndicatorValues:
    last = evidence.connection.execute(
        """SELECT collection, release, max(date) FROM profile WHERE topic = ? AND level = 'lsoa'
           GROUP BY ALL ORDER BY release DESC, collection LIMIT 1""",
        [indicator.topic],
    ).fetchone()
    if last is None:
        return IndicatorValues(indicator, {})
    rows = evidence.connection.execute(
        f"""WITH {_WHOLE.format(whose=whose)},
                 small AS (SELECT q.area, any_value(q.vintage) AS vintage, any_value(q.base) AS base,
                             sum(CASE WHEN NOT list_contains(?, q.category) THEN 0
                                      WHEN starts_with(q.unit, '{SHARE}') THEN q.value * q.base ELSE q.value END) AS n
                           FROM profile q WHERE q.topic = ? AND q.collection = ? AND q.release = ? AND q.date = ?
                             AND q.level = 'lsoa' GROUP BY q.area)
            SELECT {whose} AS code, sum(s.n) / sum(s.base)
            FROM small s JOIN places p ON p.lsoa = s.area JOIN today t ON t.code = {whose}
            GROUP BY 1 HAVING sum(s.base) > 0 AND (max(s.vintage) <> any_value(t.vintage) OR count(*) = any_value(t.n))
            ORDER BY 1""",
        [list(indicator.categories), indicator.topic, *last],
    ).fetchall()
    values = {str(code): 100 * float(value) for code, value in rows if value is not None}
    return IndicatorValues(indicator, values, f"{_title(evidence, 'profile', last[0])}, {last[1]}")


def _score(evidence: Evidence, indicator: Indicator, whose: str) -> IndicatorValues:
    last = evidence.connection.execute(
        """SELECT collection, release FROM deprivation WHERE domain = ? AND level = 'lsoa' AND score IS NOT NULL
           GROUP BY ALL ORDER BY release DESC, collection LIMIT 1""",
        [indicator.domain],
    ).fetchone()
    if last is None:
        return IndicatorValues(indicator, {})
    rows = evidence.connection.execute(
        f"""WITH {_WHOLE.format(whose=whose)},
                 people AS (SELECT lsoa, max_by(value, date) AS n FROM population WHERE kind = 'residents' GROUP BY lsoa)
            SELECT {whose} AS code, sum(d.score * coalesce(q.n, 1)) / sum(coalesce(q.n, 1))
            FROM deprivation d JOIN places p ON p.lsoa = d.area JOIN today t ON t.code = {whose}
            LEFT JOIN people q ON q.lsoa = p.best_fit
            WHERE d.domain = ? AND d.collection = ? AND d.release = ? AND d.level = 'lsoa'
            GROUP BY 1 HAVING count(d.score) = count(*)
               AND (max(d.vintage) <> any_value(t.vintage) OR count(*) = any_value(t.n)) ORDER BY 1""",
        [indicator.domain, *last],
    ).fetchall()
    values = {str(code): float(value) for code, value in rows}
    return IndicatorValues(indicator, values, f"{_title(evidence, 'deprivation', last[0])}, {last[1]}")


def _people(evidence: Evidence, indicator: Indicator, whose: str) -> IndicatorValues:
    last = evidence.connection.execute(
        "SELECT max(date) FROM population WHERE kind = ?", [indicator.topic]
    ).fetchone()
    if last is None or last[0] is None:
        return IndicatorValues(indicator, {})
    rows = evidence.connection.execute(
        f"""WITH {_WHOLE.format(whose=whose)}
            SELECT {whose} AS code, sum(q.value) FROM population q JOIN places p ON p.lsoa = q.lsoa
            JOIN today t ON t.code = {whose}
            WHERE q.kind = ? AND q.date = ? AND q.value IS NOT NULL
            GROUP BY 1 HAVING count(*) = any_value(t.n) AND sum(q.value) > 0 ORDER BY 1""",
        [indicator.topic, last[0]],
    ).fetchall()
    kind = evidence.definitions.populations.get(indicator.topic)
    title = kind.title if kind else indicator.topic
    return IndicatorValues(
        indicator, {str(code): float(value) for code, value in rows}, f"{title}, {last[0]:%Y-%m-%d}"
    )


def _title(evidence: Evidence, table: str, collection: str) -> str:
    block = block_of(evidence.definitions, table, collection)
    return block.title if block and block.title else collection


def indicators_in_use(evidence: Evidence) -> tuple[Indicator, ...]:
    """Indicators with a weight, in order."""
    every: Sequence[Indicator] = list(evidence.definitions.indicators.values())
    return tuple(sorted((one for one in every if one.weight > 0), key=lambda one: (one.order, one.id)))
