from __future__ import annotations

from dataclasses import replace

from wardmote.analyses.two_years import over_two_years
from wardmote.figures import Verdict, find_area, performance_table
from wardmote.figures.table import TwoYears


def _table(country, verdicts):
    table = performance_table(
        country.evidence, find_area(country.evidence.connection, "C1"), "2024-04", two_years=True
    )
    rows = [
        replace(
            row,
            verdict=verdicts[row.measure.id][0],
            two_years=TwoYears(1, 2, verdict=verdicts[row.measure.id][1]),
        )
        for row in table.rows
        if row.measure.id in verdicts
    ]
    return replace(table, rows=tuple(rows))


def test_only_what_differs_and_was_tested_is_named(country) -> None:
    table = _table(
        country,
        {
            "burglary": (Verdict.FELL, Verdict.ROSE),
            "drugs": (Verdict.NO_CLEAR_CHANGE, Verdict.ROSE),
            "robbery": (Verdict.ROSE, Verdict.NO_CLEAR_CHANGE),
            "shoplifting": (Verdict.ROSE, Verdict.ROSE),
            "public-order": (Verdict.ROSE, Verdict.NOT_COMPARABLE),
            "other-theft": (Verdict.TOO_FEW, Verdict.FELL),
            "bicycle-theft": (Verdict.ROSE, None),
        },
    )
    now = {row.measure.id: row.current for row in table.rows}
    assert over_two_years(table, table.rows) == (
        f"Over two years, from the year to April 2022, the answer differs: burglary (1 to {now['burglary']}) and drugs "
        f"(1 to {now['drugs']}) rose; robbery (1 to {now['robbery']}) showed no clear change."
    )


def test_nothing_is_said_where_all_agree_or_nobody_asked(country) -> None:
    table = _table(country, {"burglary": (Verdict.FELL, Verdict.FELL)})
    assert over_two_years(table, table.rows) == ""
    assert over_two_years(replace(table, two_years=None), table.rows) == ""
